"""What does not fit together in a table's sessions. Each rule is a small pure function.

A flag is a question to the team, never a correction: the record keeps what everybody said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import combinations, pairwise

from commontable.bargaining.session_hours import Hours


@dataclass(frozen=True, slots=True)
class Report:
    """A session as somebody else reported it.

    Attributes:
        days: as published, the first one first.
        weekday: the day of the week as published for ``days[0]``; Monday is 0.
    """

    by: str
    ordinal: int | None = None
    days: tuple[date, ...] = ()
    weekday: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something recorded in a session: ``U-3``, a caucus, a statement.

    ``when`` is the moment at the coalition's place, or the day where only that is known.
    """

    what: str
    when: date | datetime

    @property
    def on(self) -> date:
        return self.when.date() if isinstance(self.when, datetime) else self.when


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as scheduled last: its days in order, empty when they are not known.

    ``facts`` is what was recorded in it; ``cancelled`` that it was called off.
    """

    ordinal: int
    days: tuple[date, ...] = ()
    opens_at: time | None = None
    closes_at: time | None = None
    place: str = ""
    reports: tuple[Report, ...] = ()
    facts: tuple[Dated, ...] = ()
    no_further_dates: bool = False
    cancelled: bool = False


class FlagKind(StrEnum):
    GAP = "gap"
    WEEKDAY = "weekday"
    DAYS = "days"
    NUMBER = "number"
    PLACE = "place"
    OVERLAP = "overlap"
    ORDER = "order"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that does not fit.

    Attributes:
        ordinal: the session it is about; for a gap the first one missing.
        other: the other session concerned; for a gap the last one missing.
        by: who reported otherwise; for facts outside the days, what they are.
        days, days_said: what the schedule says, what the report says; for an overlap the days
            that both sessions claim.
        weekday, weekday_said: Monday is 0.
        place, place_said: as scheduled, as reported.
    """

    kind: FlagKind
    ordinal: int
    other: int | None = None
    by: str = ""
    days: tuple[date, ...] = ()
    days_said: tuple[date, ...] = ()
    weekday: int | None = None
    weekday_said: int | None = None
    place: str = ""
    place_said: str = ""

    def concerns(self, ordinal: int) -> bool:
        return ordinal in {self.ordinal, self.other}


def gaps(ordinals: Iterable[int]) -> list[Flag]:
    """Sessions that were never recorded: between 1 and the highest number known.

    A run of missing numbers is one flag: from ``ordinal`` to ``other``.
    """
    known = [0, *sorted(set(ordinals))]
    return [
        Flag(FlagKind.GAP, earlier + 1, other=later - 1)
        for earlier, later in pairwise(known)
        if later > earlier + 1
    ]


def weekday_conflict(ordinal: int, report: Report) -> Flag | None:
    """The report names a day of the week on which its own date does not fall."""
    if not report.days or report.weekday is None or report.days[0].weekday() == report.weekday:
        return None
    return Flag(
        FlagKind.WEEKDAY,
        ordinal,
        by=report.by,
        days_said=report.days[:1],
        weekday=report.days[0].weekday(),
        weekday_said=report.weekday,
    )


def days_conflict(sitting: Sitting, report: Report) -> Flag | None:
    """The report names other days than the schedule.

    One day named of a session that lasted several is no conflict: it says less, not otherwise.
    """
    scheduled, said = set(sitting.days), set(report.days)
    if not scheduled or not said or scheduled == said or (len(said) == 1 and said <= scheduled):
        return None
    return Flag(
        FlagKind.DAYS,
        sitting.ordinal,
        by=report.by,
        days=sitting.days,
        days_said=tuple(sorted(report.days)),
    )


def number_conflict(sitting: Sitting, report: Report) -> Flag | None:
    """The report counts the session differently."""
    if report.ordinal is None or report.ordinal == sitting.ordinal:
        return None
    return Flag(FlagKind.NUMBER, sitting.ordinal, other=report.ordinal, by=report.by)


def place_conflict(sitting: Sitting, report: Report) -> Flag | None:
    """The report names another place; one that only says less is no conflict.

    “Oakland” and “Marriott, Oakland” agree; “Oakland” and “Burbank” do not.
    """
    ours, theirs = sitting.place.casefold().strip(), report.place.casefold().strip()
    if not ours or not theirs or ours in theirs or theirs in ours:
        return None
    return Flag(
        FlagKind.PLACE, sitting.ordinal, by=report.by, place=sitting.place, place_said=report.place
    )


def _hours(sitting: Sitting) -> tuple[time, time]:
    """From when to when on each of its days; an hour not known may be any."""
    opens, closes = sitting.opens_at or time.min, sitting.closes_at or time.max
    # A session that closes after midnight lasts to the end of the day it opened.
    return (opens, closes) if closes > opens else (opens, time.max)


def overlaps(sittings: Sequence[Sitting]) -> list[Flag]:
    """Two sessions of one table at the same time."""
    found = []
    for one, other in combinations(sorted(sittings, key=lambda s: s.ordinal), 2):
        shared = tuple(sorted(set(one.days) & set(other.days)))
        (opens, closes), (opens_other, closes_other) = _hours(one), _hours(other)
        if shared and opens < closes_other and opens_other < closes:
            found.append(Flag(FlagKind.OVERLAP, one.ordinal, other=other.ordinal, days=shared))
    return found


def out_of_order(sittings: Sequence[Sitting]) -> list[Flag]:
    """A session that begins before the one of the number before it."""
    dated = sorted((s for s in sittings if s.days), key=lambda sitting: sitting.ordinal)
    return [
        Flag(
            FlagKind.ORDER,
            later.ordinal,
            other=earlier.ordinal,
            days=later.days[:1],
            days_said=earlier.days[:1],
        )
        for earlier, later in pairwise(dated)
        if later.days[0] < earlier.days[0]
    ]


def outside(sitting: Sitting) -> list[Flag]:
    """What was recorded in a session and is dated outside its hours, day by day."""
    hours = Hours(sitting.days, sitting.opens_at, sitting.closes_at)
    strays: dict[date, list[str]] = {}
    for fact in sitting.facts:
        if sitting.days and not hours.hold(fact.when):
            strays.setdefault(fact.on, []).append(fact.what)
    return [
        Flag(
            FlagKind.OUTSIDE,
            sitting.ordinal,
            by=", ".join(dict.fromkeys(strays[day])),
            days=sitting.days,
            days_said=(day,),
        )
        for day in sorted(strays)
    ]


def flags_of(sittings: Sequence[Sitting]) -> list[Flag]:
    """Everything that does not fit in a table's sessions, by session."""
    held = [sitting for sitting in sittings if not sitting.cancelled]
    found = [*gaps(s.ordinal for s in sittings), *overlaps(held), *out_of_order(held)]
    for sitting in sittings:
        found.extend(outside(sitting))
        for report in sitting.reports:
            about_report = (
                weekday_conflict(sitting.ordinal, report),
                days_conflict(sitting, report),
                number_conflict(sitting, report),
                place_conflict(sitting, report),
            )
            found.extend(flag for flag in about_report if flag is not None)
    return sorted(found, key=lambda flag: (flag.ordinal, flag.kind))


def latest_held(sittings: Sequence[Sitting], today: date) -> Sitting | None:
    """The session whose first day came last, among those that have begun."""
    begun = [s for s in sittings if s.days and not s.cancelled and s.days[0] <= today]
    return max(begun, key=lambda sitting: (sitting.days[0], sitting.ordinal), default=None)


def next_to_come(sittings: Sequence[Sitting], today: date) -> Sitting | None:
    """The session that lasts today or begins next."""
    to_come = [s for s in sittings if s.days and not s.cancelled and s.days[-1] >= today]
    return min(to_come, key=lambda sitting: (sitting.days[0], sitting.ordinal), default=None)


def no_further_dates(sittings: Sequence[Sitting], today: date) -> int | None:
    """The number of the session that ended without further dates, if nothing follows it.

    That is so when the latest session held says so and no session has a day after it.
    """
    last = latest_held(sittings, today)
    if last is None or not last.no_further_dates:
        return None
    follows = any(
        s.days and not s.cancelled and s.days[-1] > last.days[-1] for s in sittings if s is not last
    )
    return None if follows else last.ordinal
