"""Convening sessions, moving them, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction
from django.db.models import Max

from commontable.audit.services import record
from commontable.bargaining.models import (
    BargainingSession,
    SessionCancellation,
    SessionOutcome,
    SessionReport,
    SessionSchedule,
    Table,
)
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import refuse_day_to_come, words_of
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError

LAST_ORDINAL = 999


@transaction.atomic
def convene_session(
    *,
    actor: Actor,
    table: Table,
    days: Sequence[date],
    opens_at: time | None = None,
    closes_at: time | None = None,
    place: str = "",
    note: str = "",
    ordinal: int | None = None,
) -> BargainingSession:
    """Enter a session of a table, to come or past.

    Args:
        days: the days it is to last, in any order; empty when they were never made known, and
            then the session has no schedule.
        ordinal: the number both sides call it by; None gives the next one of the table.

    Raises:
        CommontableError: the ordinal is not a number from 1 to 999.
        ConflictError: the table has a session of that number.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    # The lock keeps two people from being given the same number.
    Table.objects.select_for_update().get(pk=table.pk)
    taken = BargainingSession.objects.filter(table=table)
    if ordinal is None:
        ordinal = 1 + (taken.aggregate(last=Max("ordinal"))["last"] or 0)
    if not 1 <= ordinal <= LAST_ORDINAL:
        raise CommontableError(
            "That is no number for a session.",
            expected=f"1 to {LAST_ORDINAL}",
            came=str(ordinal),
            where="Number",
        )
    if taken.filter(ordinal=ordinal).exists():
        raise ConflictError(
            f"There is a session {ordinal} already.",
            expected="another number, or the schedule of that session changed",
            where="Number",
        )
    session = BargainingSession.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        table=table,
        ordinal=ordinal,
    )
    if days:
        _schedule(
            actor=actor,
            session=session,
            days=days,
            opens_at=opens_at,
            closes_at=closes_at,
            place=place,
            note=note,
        )
    record(
        actor=actor,
        verb="convene_session",
        subject=session,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={
            "table": table.name,
            "ordinal": ordinal,
            "days": sorted(set(days)),
            "opens_at": opens_at,
            "closes_at": closes_at,
            "place": place,
        },
        note=note,
    )
    keep(session)
    return session


@transaction.atomic
def reschedule_session(
    *,
    actor: Actor,
    session: BargainingSession,
    days: Sequence[date],
    opens_at: time | None = None,
    closes_at: time | None = None,
    place: str = "",
    note: str = "",
) -> SessionSchedule:
    """Announce other days, hours or another place; the schedules before it stay.

    Raises:
        CommontableError: no day is named.
        ConflictError: the schedule in force says exactly that.
    """
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    if not days:
        raise CommontableError("A schedule names a day.", expected="one day or more", where="Days")
    before = SessionSchedule.objects.filter(session=session).order_by("-id").first()
    wanted = (sorted(set(days)), opens_at, closes_at, place.strip())
    if (
        before is not None
        and wanted == (before.days, before.opens_at, before.closes_at, before.place)
        and not SessionCancellation.objects.filter(schedule=before).exists()
    ):
        raise ConflictError(
            f"The schedule of {session} says that already.", expected="another day, hour or place"
        )
    schedule = _schedule(
        actor=actor,
        session=session,
        days=days,
        opens_at=opens_at,
        closes_at=closes_at,
        place=place,
        note=note,
    )
    record(
        actor=actor,
        verb="reschedule_session",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        before=_facts(before) if before else {},
        after=_facts(schedule),
        note=note,
    )
    keep(session)
    return schedule


@transaction.atomic
def cancel_session(
    *, actor: Actor, session: BargainingSession, reason: str, side: Side | None = None
) -> SessionCancellation:
    """Call a session off as it is scheduled; a new schedule sets it anew.

    Args:
        side: who called it off; None: both, or nobody's doing.

    Raises:
        CommontableError: no reason given.
        ConflictError: it has no schedule, is called off already, or took place: somebody was
            noted as present, or something crossed in it.
    """
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    BargainingSession.objects.select_for_update().get(pk=session.pk)
    schedule = SessionSchedule.objects.filter(session=session).order_by("-id").first()
    if schedule is None:
        raise ConflictError(
            f"The days of {session} were never made known.",
            expected="a session with a schedule, to be called off",
        )
    if SessionCancellation.objects.filter(schedule=schedule).exists():
        raise ConflictError(f"{str(session).capitalize()} is called off already.")
    crossed = session.proposals.order_by("sequence").first()
    if crossed is not None or session.attendance.exists() or session.caucuses.exists():
        came = f"{crossed.label} crossed in it" if crossed else "somebody was there"
        raise ConflictError(
            f"{str(session).capitalize()} took place: {came}.",
            expected="its outcome recorded, or a session in which nothing happened",
        )
    cancellation = SessionCancellation.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        schedule=schedule,
        side=side or "",
        reason=words_of(reason, where="Reason", expected="why it does not take place"),
    )
    record(
        actor=actor,
        verb="cancel_session",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        before=_facts(schedule),
        after={"side": side, "reason": cancellation.reason},
    )
    keep(session)
    return cancellation


def _schedule(
    *,
    actor: Actor,
    session: BargainingSession,
    days: Sequence[date],
    opens_at: time | None,
    closes_at: time | None,
    place: str,
    note: str,
) -> SessionSchedule:
    return SessionSchedule.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        session=session,
        days=sorted(set(days)),
        opens_at=opens_at,
        closes_at=closes_at,
        place=place.strip(),
        note=note.strip(),
    )


def _facts(schedule: SessionSchedule) -> dict[str, object]:
    return {
        "days": schedule.days,
        "opens_at": schedule.opens_at,
        "closes_at": schedule.closes_at,
        "place": schedule.place,
    }


@transaction.atomic
def record_report(
    *,
    actor: Actor,
    session: BargainingSession,
    reported_by: str,
    published_on: date | None = None,
    ordinal_said: int | None = None,
    days_said: Sequence[date] = (),
    weekday_said: int | None = None,
    place_said: str = "",
    wording: str = "",
    source: str = "",
) -> SessionReport:
    """Keep how somebody else reported the session, right or wrong, beside the others.

    Args:
        days_said: as published, the first one first.
        weekday_said: the day of the week as published for the first of them; Monday is 0.

    Raises:
        CommontableError: it says not who reported it, nothing at all, or a weekday without a day.
    """
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    if published_on is not None:
        refuse_day_to_come(published_on, actor, where="Published on")
    if not (days_said or ordinal_said or place_said.strip() or wording.strip()):
        raise CommontableError(
            "The report says nothing about the session.",
            expected="a day, a number, a place or its wording",
            where="Report",
        )
    if weekday_said is not None and not days_said:
        raise CommontableError(
            "A day of the week is compared with a date.",
            expected="the date that was published with it",
            where="Weekday",
        )
    report = SessionReport.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        session=session,
        reported_by=words_of(reported_by, where="Reported by", expected="who reported it"),
        published_on=published_on,
        ordinal_said=ordinal_said,
        days_said=list(days_said),
        weekday_said=weekday_said,
        place_said=place_said.strip(),
        wording=wording.strip(),
        source=source.strip(),
    )
    record(
        actor=actor,
        verb="record_report",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        after={
            "by": report.reported_by,
            "published_on": published_on,
            "ordinal": ordinal_said,
            "days": report.days_said,
            "weekday": weekday_said,
            "place": report.place_said,
            "source": report.source,
        },
    )
    keep(session)
    return report


@transaction.atomic
def record_outcome(
    *,
    actor: Actor,
    session: BargainingSession,
    public_wording: str = "",
    internal_wording: str = "",
    no_further_dates: bool = False,
) -> SessionOutcome:
    """What came of a session: one wording for the public, one for the team, kept apart.

    The latest outcome counts; the ones before it stay.

    Raises:
        CommontableError: it says nothing.
    """
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    if not (public_wording.strip() or internal_wording.strip() or no_further_dates):
        raise CommontableError(
            "The outcome says nothing.",
            expected="words for the public, for the team, or that there are no further dates",
            where="Outcome",
        )
    outcome = SessionOutcome.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        session=session,
        public_wording=public_wording.strip(),
        internal_wording=internal_wording.strip(),
        no_further_dates=no_further_dates,
    )
    record(
        actor=actor,
        verb="record_outcome",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        after={
            "public": outcome.public_wording,
            "internal": outcome.internal_wording,
            "no_further_dates": no_further_dates,
        },
    )
    keep(session)
    return outcome
