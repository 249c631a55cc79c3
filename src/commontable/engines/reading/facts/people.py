"""What updates call people when they count them."""

from __future__ import annotations

_WITH_S = (
    "activist", "actor", "adjunct", "aide", "analyst", "apprentice", "assistant", "attendant",
    "attendee", "bargainer", "barista", "bartender", "butcher", "captain", "caregiver", "carer",
    "carpenter", "cashier", "cleaner", "clerk", "clinician", "CNA", "co-worker", "coder",
    "colleague", "cook", "coordinator", "counselor", "coworker", "custodian", "deckhand",
    "delegate", "dietitian", "dishwasher", "dispatcher", "doctor", "driver", "educator",
    "electrician", "employee", "EMT", "engineer", "firefighter", "grader", "guard", "hire",
    "inspector", "instructor", "intern", "janitor", "journalist", "leader", "lecturer",
    "legislator", "loader", "longshoreman", "LPN", "LVN", "marcher", "mechanic", "member",
    "negotiator", "NP", "nurse", "officer", "official", "operator", "organizer", "PA",
    "paraeducator", "paramedic", "participant", "person", "picketer", "pilot", "plumber",
    "porter", "postdoc", "practitioner", "professional", "professor", "provider",
    "representative", "researcher", "retiree", "RN", "scheduler", "server", "sibling", "signer",
    "specialist", "staffer", "stagehand", "steward", "striker", "supporter", "teacher", "tech",
    "trainee", "transporter", "tutor", "volunteer", "voter", "warehouser", "welder", "writer",
)  # fmt: skip
_AS_THEY_ARE = (
    "allies", "brothers and sisters", "faculty", "folks", "longshoremen", "men and women",
    "of our members", "of us", "of you", "people", "reps", "staff",
)  # fmt: skip
# Ends that only people have: dockworkers, artists, technicians, sonographers, housekeepers.
_ENDED = r"\w{2,24}(?:workers?|makers?|[^l]ists?|icians?|ographers?|keepers?|women|men|people)"

PEOPLE = rf"(?:(?:{'|'.join(_WITH_S)})s?|{'|'.join(_AS_THEY_ARE)}|workers?|{_ENDED})\b"
