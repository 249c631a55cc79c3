"""The ends of a table's held sessions, as places in the order of crossing.

A place rather than a time: what crossed keeps its place also where nobody knows its hour, and a
distance is followed by places. A session ends right before the first thing that came later than
it. A session to come, one that was called off, and one that still lasts have no end yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch

from commontable.bargaining.models import BargainingSession, SessionSchedule, Table
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.selectors.standing import day_of
from commontable.bargaining.selectors.table_record import TableRecord
from commontable.coalition.actors import Actor


class Occasion(NamedTuple):
    """The end of a held session (None: today), and the last place in the sequence it covers."""

    ordinal: int | None
    place: int


class _Fact(NamedTuple):
    """A pass or an end of one: its place, and when it was, as far as anybody knows."""

    place: int
    ordinal: int | None
    day: date | None


@dataclass(frozen=True, slots=True)
class _Sitting:
    ordinal: int
    last_day: date | None
    tied: Sequence[int]

    def precedes(self, fact: _Fact) -> bool:
        """Whether the fact came after this session."""
        if fact.ordinal is not None:
            return fact.ordinal > self.ordinal
        if fact.day is None or self.last_day is None or fact.day == self.last_day:
            # In no session, and not known to be of another day: after all that crossed in it.
            return bool(self.tied) and fact.place > max(self.tied)
        return fact.day > self.last_day


def occasions_of(actor: Actor, table: Table, record: TableRecord) -> tuple[Occasion, ...]:
    """The ends of the sessions held before today, and today. Three queries."""
    ordinals: dict[int, int] = {}
    days: dict[int, date | None] = {}
    held: list[int] = []
    schedules = SessionSchedule.objects.visible_to(actor).select_related("cancellation")
    for session in (
        BargainingSession.objects.visible_to(actor)
        .filter(table=table)
        .prefetch_related(Prefetch("schedules", schedules.order_by("id")))
        .order_by("ordinal")
    ):
        ordinals[session.pk] = session.ordinal
        schedule = next(reversed(session.schedules.all()), None)
        days[session.ordinal] = max(schedule.days) if schedule else None
        over = schedule and max(schedule.days) < actor.on and not hasattr(schedule, "cancellation")
        if schedule is None or over:
            held.append(session.ordinal)
    facts = list(_facts(record.entries, ordinals, actor.time_zone))
    tied: dict[int, list[int]] = {ordinal: [] for ordinal in held}
    for fact in facts:
        if fact.ordinal in tied:
            tied[fact.ordinal].append(fact.place)
    last = max((fact.place for fact in facts), default=0)
    # One of which nobody knows the days was held if anything crossed in it.
    sittings = [
        _Sitting(ordinal, days[ordinal], tied[ordinal])
        for ordinal in held
        if days[ordinal] is not None or tied[ordinal]
    ]
    return (
        *(
            Occasion(
                sitting.ordinal,
                min((fact.place - 1 for fact in facts if sitting.precedes(fact)), default=last),
            )
            for sitting in sittings
        ),
        Occasion(None, last),
    )


def _facts(entries: Iterable[Entry], ordinals: dict[int, int], time_zone: str) -> Iterable[_Fact]:
    for entry in entries:
        proposal = entry.proposal
        yield _Fact(
            proposal.sequence,
            ordinals.get(proposal.session_id or 0),
            day_of(proposal.when, time_zone),
        )
        if entry.ended is not None:
            yield _Fact(entry.ended.sequence, None, day_of(entry.ended.at, time_zone))
