"""What updates call people when they count them."""

from __future__ import annotations

_WITH_S = (
    "activist", "actor", "adjunct", "aide", "analyst", "apprentice", "assistant", "attendant",
    "attendee", "bargainer", "bartender", "butcher", "caregiver", "captain", "carer", "cashier",
    "cleaner", "clerk", "clinician", "co-worker", "coder", "colleague", "cook", "coordinator",
    "counselor", "coworker", "custodian", "deckhand", "delegate", "dishwasher", "dispatcher",
    "doctor", "driver", "educator", "employee", "engineer", "firefighter", "grader", "guard",
    "hire", "inspector", "instructor", "intern", "janitor", "leader", "lecturer", "loader",
    "marcher", "member", "nurse", "officer", "operator", "organizer", "paraeducator", "paramedic",
    "participant", "person", "picketer", "pilot", "plumber", "porter", "postdoc", "practitioner",
    "professional", "professor", "provider", "representative", "researcher", "retiree", "scheduler",
    "server", "sibling", "signer", "staffer", "steward", "striker", "supporter", "teacher", "tech",
    "trainee", "transporter", "tutor", "volunteer", "voter", "warehouser", "welder", "writer",
    "negotiator", "dietitian", "electrician", "carpenter", "stagehand", "longshoreman", "CNA",
    "EMT", "LPN", "LVN", "NP", "PA", "RN",
)  # fmt: skip
_AS_THEY_ARE = (
    "allies", "brothers and sisters", "faculty", "folks", "longshoremen", "men and women",
    "of our members", "of us", "of you", "people", "reps", "staff",
)  # fmt: skip
# Ends that only people have: dockworkers, artists, technicians, sonographers, housekeepers.
_ENDED = r"\w{2,24}(?:workers?|makers?|[^l]ists?|icians?|ographers?|keepers?|women|men|people)"

PEOPLE = rf"(?:(?:{'|'.join(_WITH_S)})s?|{'|'.join(_AS_THEY_ARE)}|workers?|{_ENDED})\b"
