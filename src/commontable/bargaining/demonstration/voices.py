"""What was said: commitments, a refusal, an admission, a quote; interests beside proposals."""

from __future__ import annotations

from commontable.bargaining.demonstration.campaign import Frame
from commontable.bargaining.services.interests import raise_option, state_interest
from commontable.bargaining.services.statements import Saying, approve_wording, record_statement
from commontable.bargaining.words import Side, StatementKind

# kind, side, speaker, role then, session, issue, words
SAID = (
    (StatementKind.COMMITMENT_ASKED, Side.UNION, "Marisol Vega", "chief negotiator", 4,
     "Ratio, telemetry", "Will you hold one to four on telemetry while we bargain?"),
    (StatementKind.COMMITMENT_MADE, Side.EMPLOYER, "Colin Marsh", "vice president", 4,
     "Ratio, telemetry", "We will hold one to four until the agreement expires."),
    (StatementKind.COMMITMENT_REFUSED, Side.EMPLOYER, "Dana Whitlock", "counsel", 10,
     "Subcontracting", "We cannot commit to no subcontracting."),
    (StatementKind.ADMISSION, Side.EMPLOYER, "Colin Marsh", "vice president", 12,
     "Vacancies filled within", "Half of the vacancies on nights have been open for a quarter."),
    (StatementKind.QUOTE, Side.UNION, "Ana Ruiz", "night nurse, Alder Medical Center", 13,
     "Ratio, medical-surgical", "Last night I had six patients and one pair of hands."),
)  # fmt: skip

INTERESTS = (
    (
        "Staffing committees",
        Side.UNION,
        "That a unit's nurses are heard before the shift is short.",
    ),
    ("Staffing committees", Side.EMPLOYER, "That plans can be changed within a pay period."),
    ("Partnership funding", Side.UNION, "That joint work does not end when money is tight."),
    ("Partnership funding", Side.EMPLOYER, "That what is spent can be shown to have helped."),
)


def speak(frame: Frame) -> None:
    """Record the statements and approve one quote; fill the interest-based table."""
    for kind, side, speaker, role, ordinal, issue, words in SAID:
        session, day = frame.sessions[ordinal]
        statement = record_statement(
            actor=frame.actor,
            campaign=frame.campaign,
            saying=Saying(
                kind=kind,
                side=side,
                speaker=speaker,
                role_then=role,
                said_on=day,
                words=words,
                session=session,
                issue=frame.issues[issue],
            ),
        )
        if kind is StatementKind.QUOTE:
            approve_wording(
                actor=frame.actor, statement=statement, wording=words, consent=True, public=True
            )
    for issue, side, text in INTERESTS:
        state_interest(
            actor=frame.actor,
            table=frame.partnership,
            issue=frame.issues[issue],
            side=side,
            text=text,
        )
    raise_option(
        actor=frame.actor,
        table=frame.partnership,
        issue=frame.issues["Staffing committees"],
        text="A committee decides within 72 hours; if it cannot, one mediator does.",
        raised_on=frame.sessions[12][1],
    )
