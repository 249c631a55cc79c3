"""What the invented sessions were like: who sat there, who left the room, what came of it."""

from __future__ import annotations

from commontable.bargaining.attendance_lines import people_in
from commontable.bargaining.demonstration.campaign import ORDINALS, Frame
from commontable.bargaining.services.presence import caucus_in, caucus_out, record_attendance
from commontable.bargaining.services.sessions import record_outcome
from commontable.bargaining.words import Side

OURS = (
    "Marisol Vega, chief negotiator",
    "Daniel Okafor, bargaining team",
    "Priya Raman, research",
)
THEIRS = ("Colin Marsh, vice president, labor relations", "Dana Whitlock, counsel")
# Who came besides, one after the other; the employer's people change with what is talked of.
GUESTS = (
    "Joan Whitehorse, United Nurses of the Harbor",
    "Hector Salas, Office and Patient Care Clerks",
    "Aisha Bello, organizer",
    "Ruth Keller, observer",
)
EXPERTS = (
    "Ines Duarte, finance",
    "Walter Pruitt, benefits",
    "Grace Lindholm, nursing operations",
)
CAUCUSED = (1, 7, 14, 15)

# By ordinal: what members were told, and what the team kept to itself.
OUTCOMES = {
    1: ("The coalition opened with its first proposals, wages first.", ""),
    2: ("More of the coalition's opening proposals were passed, on staffing and benefits.", ""),
    3: (
        "The employer gave its first answers. They were short.",
        "They came without figures. Their finance person is to be at the next one.",
    ),
    4: ("The coalition finished its opening. The employer answered in part.", ""),
    5: ("The employer answered on health and retirement.", ""),
    6: (
        "The last first answers came, and the coalition moved on several issues.",
        "We moved first. Hold the order: no second move on wages before theirs.",
    ),
    7: ("The coalition moved again, on leave and job security.", ""),
    8: ("The coalition passed further counters. The employer asked for time.", ""),
    10: (
        "Both sides moved.",
        "Their counsel spoke to staffing for the first time. Ask for it in writing.",
    ),
    11: (
        "The employer brought a wage offer by region, and a package on pay practices.",
        "Read the regions against each other before anything is said outside.",
    ),
    12: ("The employer moved on several issues; the coalition put a package on health.", ""),
    13: (
        "The employer drew a mediator for staffing committees on an easel. It was no proposal.",
        "Easel photographed; two of us saw it drawn.",
    ),
    14: (
        (
            "The employer raised what families would pay for health coverage, above its own last"
            " offer."
        ),
        "Ask whose trend that is, and for the actuary's letter.",
    ),
    15: (
        (
            "The employer brought a new wage proposal, lower in the South Bay. Several issues were"
            " tentatively agreed."
        ),
        "Their spokesperson would not say who decided it. Ask again in writing.",
    ),
}


def tell_the_sessions(frame: Frame) -> None:
    """Attendance and an outcome for each session that was held, caucuses in some."""
    for place, ordinal in enumerate(ORDINALS):
        session = frame.sessions[ordinal][0]
        ours = (*OURS, GUESTS[place % len(GUESTS)])
        theirs = (*THEIRS, EXPERTS[place % len(EXPERTS)])
        for side, people in ((Side.UNION, ours), (Side.EMPLOYER, theirs)):
            record_attendance(
                actor=frame.actor, session=session, side=side, people=people_in("\n".join(people))
            )
        if ordinal in CAUCUSED:
            for side, out, back in ((Side.UNION, 95, 140), (Side.EMPLOYER, 180, 290)):
                caucus_out(actor=frame.actor, session=session, side=side, at=frame.at(ordinal, out))
                caucus_in(actor=frame.actor, session=session, side=side, at=frame.at(ordinal, back))
        public, internal = OUTCOMES[ordinal]
        record_outcome(
            actor=frame.actor, session=session, public_wording=public, internal_wording=internal
        )
