"""Reading sessions: a table's timeline with what does not fit, and one session in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from commontable.bargaining import caucuses, session_flags
from commontable.bargaining.models import (
    Attendance,
    BargainingSession,
    CaucusCorrection,
    Exhibit,
    Proposal,
    SessionCancellation,
    SessionOutcome,
    SessionReport,
    SessionSchedule,
    Sidebar,
    Statement,
    Table,
)
from commontable.bargaining.selectors.caucus_moves import moves_at, moves_in
from commontable.bargaining.session_flags import Dated, Flag, Report, Sitting
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in its table's timeline.

    Attributes:
        schedule: the one in force; None when its days were never made known.
        cancelled: that it was called off as scheduled last, and why; None where it was not.
        moved: how many times it was rescheduled.
        outcome: the latest one, None before there is any.
        passes: how many proposals crossed in it, corrections not counted twice.
        begun: whether its first day has come; None when no day is known.
    """

    session: BargainingSession
    schedule: SessionSchedule | None
    cancelled: SessionCancellation | None
    moved: int
    outcome: SessionOutcome | None
    reports: tuple[SessionReport, ...]
    passes: int
    begun: bool | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Sessions between two others that nobody recorded: from ``first`` to ``last``."""

    first: int
    last: int

    @property
    def numbers(self) -> list[int]:
        return list(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every session of a table, the newest first, with the gaps between them in their places.

    Attributes:
        ended_without_dates: the number of the session after which no further date is set.
        next_session: the one that lasts today or begins next.
    """

    table: Table
    lines: tuple[SessionLine | Missing, ...]
    flags: tuple[Flag, ...]
    ended_without_dates: int | None
    next_session: SessionLine | None

    @property
    def sessions(self) -> list[SessionLine]:
        return [line for line in self.lines if isinstance(line, SessionLine)]


def _schedules(actor: Actor) -> Prefetch[str, QuerySet[SessionSchedule], str]:
    announced = SessionSchedule.objects.visible_to(actor)
    return Prefetch("schedules", announced.select_related("cancellation").order_by("id"))


def _cancelled(schedule: SessionSchedule | None) -> SessionCancellation | None:
    return getattr(schedule, "cancellation", None)


def _visible(actor: Actor) -> QuerySet[BargainingSession]:
    return BargainingSession.objects.visible_to(actor).prefetch_related(
        _schedules(actor),
        Prefetch("outcomes", SessionOutcome.objects.visible_to(actor).order_by("id")),
        Prefetch("reports", SessionReport.objects.visible_to(actor).order_by("id")),
    )


def _sitting(session: BargainingSession, facts: Sequence[Dated]) -> Sitting:
    schedules, outcomes = list(session.schedules.all()), list(session.outcomes.all())
    schedule = schedules[-1] if schedules else None
    return Sitting(
        ordinal=session.ordinal,
        days=tuple(schedule.days) if schedule else (),
        opens_at=schedule.opens_at if schedule else None,
        closes_at=schedule.closes_at if schedule else None,
        place=schedule.place if schedule else "",
        reports=tuple(
            Report(
                by=report.reported_by,
                ordinal=report.ordinal_said,
                days=tuple(report.days_said),
                weekday=report.weekday_said,
                place=report.place_said,
            )
            for report in session.reports.all()
        ),
        facts=tuple(facts),
        no_further_dates=bool(outcomes) and outcomes[-1].no_further_dates,
        cancelled=_cancelled(schedule) is not None,
    )


def _facts_by_session(actor: Actor, table: Table) -> dict[int, list[Dated]]:
    """What was recorded in each session of the table, and when. Five queries."""
    zone = ZoneInfo(actor.time_zone)
    facts: dict[int, list[Dated]] = defaultdict(list)
    for proposal in (
        Proposal.objects.visible_to(actor)
        .filter(table=table, session__isnull=False, corrected_by=None)
        .order_by("sequence")
    ):
        at = proposal.passed_at
        when = at.astimezone(zone) if at is not None else proposal.passed_on
        if when is not None and proposal.session_id is not None:
            facts[proposal.session_id].append(Dated(proposal.label, when))
    of_table = {"session__table": table}
    for session_id, moves in moves_at(actor, table).items():
        facts[session_id].extend(Dated(_("caucus"), move.at.astimezone(zone)) for move in moves)
    sidebars = Sidebar.objects.visible_to(actor).filter(**of_table).order_by("at", "id")
    for session_id, at in sidebars.values_list("session_id", "at"):
        facts[session_id].append(Dated(_("sidebar"), at.astimezone(zone)))
    for session_id, said_on in (
        Statement.objects.visible_to(actor)
        .filter(**of_table, corrected_by=None)
        .order_by("said_on", "id")
        .values_list("session_id", "said_on")
    ):
        if session_id is not None and said_on is not None:
            facts[session_id].append(Dated(_("statement"), said_on))
    return facts


def timeline_of(actor: Actor, table: Table) -> Timeline:
    """The table's sessions with what does not fit. Ten queries, however many there are."""
    sessions = list(_visible(actor).filter(table=table).order_by("ordinal"))
    passes = dict(
        Proposal.objects.visible_to(actor)
        .filter(table=table, session__isnull=False, revision=1)
        .order_by()
        .values_list("session_id")
        .annotate(count=Count("id"))
    )
    facts = _facts_by_session(actor, table)
    sittings = [_sitting(session, facts.get(session.pk, ())) for session in sessions]
    flags = session_flags.flags_of(sittings)
    lines = {
        session.ordinal: _line(session, passes.get(session.pk, 0), flags, actor.on)
        for session in sessions
    }
    missing = [
        Missing(flag.ordinal, flag.other or flag.ordinal)
        for flag in flags
        if flag.kind is session_flags.FlagKind.GAP
    ]
    places: list[tuple[int, SessionLine | Missing]] = [
        *lines.items(),
        *((gap.first, gap) for gap in missing),
    ]
    coming = session_flags.next_to_come(sittings, actor.on)
    return Timeline(
        table=table,
        lines=tuple(line for _, line in sorted(places, key=lambda place: -place[0])),
        flags=tuple(flags),
        ended_without_dates=session_flags.no_further_dates(sittings, actor.on),
        next_session=lines[coming.ordinal] if coming else None,
    )


def _line(
    session: BargainingSession, passes: int, flags: Sequence[Flag], today: date
) -> SessionLine:
    schedules, outcomes = list(session.schedules.all()), list(session.outcomes.all())
    schedule = schedules[-1] if schedules else None
    return SessionLine(
        session=session,
        schedule=schedule,
        cancelled=_cancelled(schedule),
        moved=max(len(schedules) - 1, 0),
        outcome=outcomes[-1] if outcomes else None,
        reports=tuple(session.reports.all()),
        passes=passes,
        begun=schedule.days[0] <= today if schedule else None,
        flags=tuple(
            flag
            for flag in flags
            if flag.kind is not session_flags.FlagKind.GAP and flag.concerns(session.ordinal)
        ),
    )


def get_session(actor: Actor, session_id: int) -> BargainingSession:
    """One session with its table.

    Raises:
        NotFoundError: it does not exist, or belongs to another union's table.
    """
    session = (
        BargainingSession.objects.visible_to(actor)
        .select_related("table", "table__campaign")
        .filter(pk=session_id)
        .first()
    )
    if session is None:
        raise NotFoundError("There is no such session.")
    return session


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """Everything about one session.

    Attributes:
        schedules: as announced, the latest first.
        outcomes: the latest first; it counts.
        caucuses: paired, in the order in which the sides went out.
        out_now: the sides out of the room, and since when.
    """

    session: BargainingSession
    line: SessionLine
    schedules: tuple[SessionSchedule, ...]
    outcomes: tuple[SessionOutcome, ...]
    present: dict[str, list[Attendance]]
    caucuses: tuple[caucuses.Caucus, ...]
    out_now: dict[str, datetime]
    caucused: dict[str, timedelta]
    caucus_corrections: tuple[CaucusCorrection, ...]
    sidebars: tuple[Sidebar, ...]
    proposals: tuple[Proposal, ...]
    exhibits: tuple[Exhibit, ...]
    statements: tuple[Statement, ...]
    earlier: BargainingSession | None
    later: BargainingSession | None

    @property
    def took_place(self) -> bool:
        """Whether anything says that somebody met."""
        return bool(self.proposals or self.caucuses or any(self.present.values()))


def session_record(actor: Actor, session: BargainingSession) -> SessionRecord:
    """One session in full. The number of queries does not grow with what is in it."""
    lines = sorted(
        timeline_of(actor, session.table).sessions, key=lambda line: line.session.ordinal
    )
    place = next(i for i, line in enumerate(lines) if line.session.pk == session.pk)
    line = lines[place]
    present: dict[str, list[Attendance]] = {side.value: [] for side in Side}
    for person in Attendance.objects.visible_to(actor).filter(session=session).order_by("id"):
        present[person.side].append(person)
    moves = moves_in(actor, session)
    paired = caucuses.pair(moves)
    return SessionRecord(
        session=session,
        line=line,
        schedules=tuple(reversed(line.session.schedules.all())),
        outcomes=tuple(reversed(line.session.outcomes.all())),
        present=present,
        caucuses=tuple(paired),
        out_now=caucuses.out_now(moves),
        caucused={side.value: caucuses.total(paired, side.value) for side in Side},
        caucus_corrections=tuple(
            CaucusCorrection.objects.visible_to(actor)
            .filter(event__session=session)
            .select_related("event", "entered_by")
        ),
        sidebars=tuple(Sidebar.objects.visible_to(actor).filter(session=session)),
        proposals=tuple(
            Proposal.objects.visible_to(actor)
            .filter(session=session, corrected_by=None)
            .order_by("sequence")
        ),
        exhibits=tuple(
            Exhibit.objects.visible_to(actor).filter(session=session).order_by("party", "number")
        ),
        statements=tuple(
            Statement.objects.visible_to(actor)
            .filter(session=session, corrected_by=None)
            .select_related("issue")
            .order_by("said_on", "id")
        ),
        earlier=lines[place - 1].session if place else None,
        later=lines[place + 1].session if place + 1 < len(lines) else None,
    )


def sessions_for_calendar(actor: Actor, tables: Sequence[Table]) -> list[BargainingSession]:
    """The tables' sessions that have a day, with every schedule announced. Two queries."""
    sessions = (
        BargainingSession.objects.visible_to(actor)
        .filter(table__in=tables)
        .select_related("table", "table__campaign")
        .prefetch_related(_schedules(actor))
        .order_by("table_id", "ordinal")
    )
    return [session for session in sessions if session.schedules.all()]
