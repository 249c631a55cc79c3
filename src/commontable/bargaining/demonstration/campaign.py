"""The invented campaign's frame: tables, sessions, issues, articles, priorities, rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commontable.bargaining.demonstration.fiction import SUBJECTS, Subject
from commontable.bargaining.demonstration.wording import status_quo_terms
from commontable.bargaining.models import BargainingSession, Campaign, Issue, Table
from commontable.bargaining.services.ground_rules import agree_ground_rule
from commontable.bargaining.services.issues import raise_issue, record_status_quo
from commontable.bargaining.services.preconditions import (
    drop_precondition,
    impose_precondition,
    object_to_precondition,
)
from commontable.bargaining.services.priorities import make_demand, record_priority
from commontable.bargaining.services.sessions import (
    convene_session,
    record_report,
    reschedule_session,
)
from commontable.bargaining.services.tables import make_wait, open_campaign, open_table
from commontable.bargaining.words import Method, Side, TableKind
from commontable.coalition.actors import Actor

# Session 9 was never recorded: the gap in the ordinals is there to be seen.
ORDINALS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15)
FIRST_SESSION_DAYS_AGO = 118
DAYS_BETWEEN = 9
PLACES = ("Harborview Hotel, Room 2", "Union hall, Alder Street", "Tidewater offices", "Video")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the exchange of proposals happens in."""

    actor: Actor
    campaign: Campaign
    common: Table
    partnership: Table
    issues: dict[str, Issue]
    sessions: dict[int, tuple[BargainingSession, date]]
    zone: ZoneInfo

    def at(self, ordinal: int, minutes: int) -> datetime:
        """A moment of a session, minutes after nine in the morning at the coalition's place."""
        day = self.sessions[ordinal][1]
        return datetime.combine(day, time(9), self.zone) + timedelta(minutes=minutes)


def begin_campaign(actor: Actor, employer_id: int) -> Frame:
    """Open the campaign with its tables, issues and sessions."""
    campaign = open_campaign(
        actor=actor,
        employer_id=employer_id,
        name="Tidewater national bargaining",
        year=actor.on.year,
        contract_expires=actor.on + timedelta(days=38),
        health_care=True,
        workers=85000,
    )
    common = open_table(actor=actor, campaign=campaign, kind=TableKind.COMMON, name="Common table")
    partnership = open_table(
        actor=actor,
        campaign=campaign,
        kind=TableKind.COMMON,
        name="Partnership table",
        method=Method.INTEREST_BASED,
    )
    issues = _issues(actor, campaign)
    frame = Frame(
        actor=actor,
        campaign=campaign,
        common=common,
        partnership=partnership,
        issues=issues,
        sessions=_sessions(actor, common),
        zone=ZoneInfo(actor.time_zone),
    )
    _rules(frame)
    return frame


def _issues(actor: Actor, campaign: Campaign) -> dict[str, Issue]:
    issues = {}
    for subject in SUBJECTS:
        issue = raise_issue(
            actor=actor,
            campaign=campaign,
            name=subject.name,
            economic=subject.economic,
            rank=subject.rank,
        )
        issues[subject.name] = issue
        _what_stands(actor, issue, subject)
        if subject.rank is not None:
            priority = record_priority(
                actor=actor,
                campaign=campaign,
                text=subject.name,
                rank=subject.rank,
                source="members' survey, 31,400 answers",
            )
            make_demand(
                actor=actor,
                issue=issue,
                priority=priority,
                text=f"{subject.name}: what members ranked {subject.rank} of ten.",
            )
    return issues


def _what_stands(actor: Actor, issue: Issue, subject: Subject) -> None:
    if not subject.today:
        return
    terms = status_quo_terms(subject, issue)
    words = "As in the current agreement." if terms else subject.today
    record_status_quo(
        actor=actor,
        issue=issue,
        text=words,
        terms=terms,
        source="current agreement",
    )


def _sessions(actor: Actor, table: Table) -> dict[int, tuple[BargainingSession, date]]:
    held: dict[int, tuple[BargainingSession, date]] = {}
    for place, ordinal in enumerate(ORDINALS):
        day = actor.on - timedelta(days=FIRST_SESSION_DAYS_AGO - DAYS_BETWEEN * place)
        # Nobody bargains on a Sunday.
        day -= timedelta(days=1 if day.isoweekday() == 7 else 0)  # noqa: PLR2004 - ISO's Sunday
        session = convene_session(
            actor=actor,
            table=table,
            ordinal=ordinal,
            days=[day, day + timedelta(days=1)] if ordinal % 3 else [day],
            opens_at=time(9),
            closes_at=time(18),
            place=PLACES[place % len(PLACES)],
        )
        held[ordinal] = (session, day)
    upcoming = convene_session(
        actor=actor,
        table=table,
        days=[actor.on + timedelta(days=6)],
        opens_at=time(10),
        place=PLACES[0],
    )
    reschedule_session(
        actor=actor,
        session=upcoming,
        days=[actor.on + timedelta(days=8), actor.on + timedelta(days=9)],
        opens_at=time(9),
        place=PLACES[0],
        note="The employer asked for two days more.",
    )
    fifth, fifth_day = held[5]
    record_report(
        actor=actor,
        session=fifth,
        reported_by="SCW Local 15",
        published_on=fifth_day + timedelta(days=3),
        days_said=[fifth_day + timedelta(days=1)],
        weekday_said=(fifth_day.weekday() + 3) % 7,
        wording="Session five took one day.",
        source="local's newsletter",
    )
    return held


def _rules(frame: Frame) -> None:
    opening = frame.sessions[1][1]
    for text in (
        "Proposals are passed in writing and numbered by the side that passes them.",
        "Each side may caucus at any time and says when it will be back.",
        "What is tentatively agreed is initialled and dated by both chief negotiators.",
        "No recording; each side keeps its own notes.",
    ):
        agree_ground_rule(actor=frame.actor, table=frame.common, text=text, agreed_on=opening)
    demand = impose_precondition(
        actor=frame.actor,
        table=frame.common,
        side=Side.EMPLOYER,
        text="No picketing while the common table meets.",
        imposed_on=opening - timedelta(days=14),
    )
    object_to_precondition(
        actor=frame.actor,
        precondition=demand,
        on=opening - timedelta(days=12),
        note="A right is not a pre-condition.",
    )
    drop_precondition(actor=frame.actor, precondition=demand, on=opening)


def open_local(frame: Frame, officer: Actor, *, union_id: int, name: str, waits: str) -> Table:
    """A union's own table, which waits for an issue of the common one."""
    table = open_table(
        actor=officer,
        campaign=frame.campaign,
        kind=TableKind.LOCAL,
        name=name,
        union_id=union_id,
    )
    make_wait(actor=officer, table=table, on_table=frame.common, issue=frame.issues[waits])
    return table
