"""One worker from day to day over published tables: the engine's cents, without the engine.

The same steps in the same order as ``kernel/by_columns``, for one worker, in plain whole numbers.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, Final

from commontable.engines.costing.amounts import WHOLE, half_up
from commontable.engines.costing.calendar import NEVER, add_years, date_of, day_of

_QUARTER_MILLS: Final = 40
_FULL_TIME: Final = 10_000


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: places of her choices in the tables, her step, day of hire, hours a period.

    ``benefit`` is -1 for none. ``share`` is the share of full time in basis points.
    """

    job: int
    union: int
    benefit: int
    step: int
    hired: date
    quarter_hours: int
    share: int


@dataclass(slots=True)
class Change:
    """The rate from a day on, in mills; ``why`` are places of words, ``step`` is hers then."""

    day: int
    rate: int
    step: int
    moved_from: int
    promoted: bool
    why: list[int]


@dataclass(slots=True)
class Year:
    """Cents of one contract year. ``lines`` by name, ``once`` as words and cents."""

    periods: int = 0
    base: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    line_words: dict[str, list[int]] = field(default_factory=dict)
    once: list[tuple[int, int]] = field(default_factory=list)
    premiums: int = 0
    copays: int = 0
    benefit_words: list[int] = field(default_factory=list)
    last_rate: int = 0
    last_pay: int = 0
    hours: int = 0
    gross: int = 0

    @property
    def paid(self) -> int:
        return self.base + sum(self.lines.values()) + sum(cents for _, cents in self.once)

    @property
    def taken_home(self) -> int:
        return self.paid - self.premiums - self.copays


@dataclass(frozen=True, slots=True)
class Walked:
    changes: tuple[Change, ...]
    years: tuple[Year, ...]


def walk(tables: Mapping[str, Any], offer: Mapping[str, Any], person: Person) -> Walked:
    """All contract years of one offer. The job must have its tables there (``variant``)."""
    found = _Walk(tables, offer, person)
    found.run()
    found.bonuses()
    found.benefits()
    return Walked(tuple(found.changes), tuple(found.years))


def variant(tables: Mapping[str, Any], person: Person) -> str:
    """What the tables call workers of her job, time of hire and union."""
    hired = bisect_right(tables["classes"], day_of(person.hired))
    return f"{person.job}.{hired}.{person.union}"


class _Walk:
    def __init__(self, tables: Mapping[str, Any], offer: Mapping[str, Any], person: Person) -> None:
        self.tables, self.offer, self.person = tables, offer, person
        self.pay = tables["pay"]
        self.bounds: list[int] = self.pay["bounds"]
        self.segments: list[int] = offer["segments"]
        name = variant(tables, person)
        wage, lines, payments, bonus = (str(each) for each in offer["variants"][name])
        self.wage = offer["wage"][wage]
        self.lines: list[Any] = offer["lines"][lines]
        self.payments: list[Any] = offer["payments"][payments]
        self.bonus: list[Any] = offer["bonus"][bonus]
        self.known = tables["as_of"]
        self.hired = day_of(person.hired)
        self.step, self.missed = person.step, 0
        self.due_month = self._first_due() if person.step else NEVER
        self.due_on = self._due_day()
        self.due = self._paid_from(self.due_on)
        self.promoted = NEVER
        if self.wage["promoted_after"]:
            self.promoted = self._paid_from(self._served(self.wage["promoted_after"]))
        self.bands = [self._paid_from(self._served(years)) for years in offer["bands"]]
        self.jump_service = [self._served(years) for _, years in offer["jumps"]]
        self.years = [Year() for _ in range(tables["years"])]
        self.changes: list[Change] = []
        self.opened: dict[int, int] = {}
        self.days = 0
        self.rates: list[int] = []
        self.words: list[int] = []
        self.moved_from, self.promoted_now = 0, False

    def run(self) -> None:
        opening = self.bounds[0]
        begin = min(opening, self.known + 1)
        cuts = sorted({begin, *self.bounds, *(s for s in self.segments if begin < s)})
        cuts = [cut for cut in cuts if cut <= self.bounds[-1]]
        ends = {day: place for place, day in enumerate(self.bounds)}
        for a, b in pairwise(cuts):
            segment = bisect_right(self.segments, a) - 1
            t = max(a, self.hired)
            while t < b:
                self._happens(t, segment)
                coming = [day for day in self.bands if day > t]
                until = min([b, self.due, self.promoted, *coming])
                if a >= opening:
                    self._piece(t, until, segment)
                t = until
            if a >= opening and b in ends:
                self._close(ends[b] - 1)

        self._begin_with_the_first_year()

    def _begin_with_the_first_year(self) -> None:
        """What stood before the first costed day is where it begins, whatever it came from."""
        years = self.pay["year_of_period"]
        first = self.bounds[next(at for at, year in enumerate(years) if year >= 0)]
        earlier = [change for change in self.changes if change.day < first]
        if earlier and any(change.day == first for change in self.changes):
            del self.changes[: len(earlier)]
        elif earlier:
            last = earlier[-1]
            self.changes[: len(earlier)] = [Change(first, last.rate, last.step, 0, False, [])]

    def _happens(self, t: int, segment: int) -> None:
        self.moved_from, self.promoted_now = self.step, False
        if self.promoted <= t:
            self.wage = self.offer["wage"][str(self.wage["after"])]
            self.promoted, self.promoted_now = NEVER, True
        freezes = self.offer["freezes"]
        while self.due <= t:
            frozen = -1
            for place, (first, end, _, _) in enumerate(freezes):
                if first <= self.due_on < end and self.wage["freezes"][place]:
                    frozen = place
            if self.step < self._scale(segment)[2]:
                if frozen < 0:
                    self.step += 1
                elif freezes[frozen][3]:
                    self.missed += 1
            self.due_month += self._months_on(self.step)
            self.due_on = self._due_day()
            self.due = self._paid_from(self.due_on)
        for place, (_, _, back, _) in enumerate(freezes):
            if self.missed and back == t and self.wage["freezes"][place]:
                self.step = min(self.step + self.missed, self._scale(segment)[2])
                self.missed = 0
        for place, (day, _) in enumerate(self.offer["jumps"]):
            at = self.wage["jumps"][place]
            if day == t and at == self.step and self.jump_service[place] <= t:
                self.step += 1

    def _scale(self, segment: int) -> list[Any]:
        """Segment, lowest and highest step, rates: those that hold in a segment of time."""
        rates: list[list[Any]] = self.wage["rates"]
        return rates[bisect_right([each[0] for each in rates], segment) - 1]

    def _piece(self, t: int, until: int, segment: int) -> None:
        _, lowest, highest, listed = self._scale(segment)
        at = min(max(self.step, lowest), highest)
        base = listed[at - lowest]
        self._note(t, base, at)
        band = sum(day <= t for day in self.bands)
        unit = self.pay["unit"]
        self.rates, self.words = [base], [-1]
        for _, _, values in self.lines:
            _, bands, said = values[bisect_right([each[0] for each in values], segment) - 1]
            mills, parts = bands[band]
            self.rates.append(mills + half_up(base * parts, WHOLE * unit) * unit)
            self.words.append(said)
        for place, rate in enumerate(self.rates):
            self.opened[place] = self.opened.get(place, 0) + rate * (until - t)
        self.days += until - t
        for day, cents, parts, by_fte, said in self.payments:
            if t <= day < until:
                self._once(day, cents, parts, by_fte, said, base)

    def _note(self, t: int, rate: int, step: int) -> None:
        before = self.changes[-1] if self.changes else None
        why = [said for day, said in self.wage["why"] if day == t]
        same = before is not None and (before.rate, before.step) == (rate, step)
        if same and not self.promoted_now:
            return
        moved = self.moved_from if before is not None and step != before.step else 0
        self.changes.append(Change(t, rate, step, moved, self.promoted_now, why))

    def _once(  # noqa: PLR0917 - a payment as it is published, and the rate of its day
        self, day: int, cents: int, parts: int, by_fte: bool, said: int, base: int
    ) -> None:
        year = self.pay["year_of_period"][bisect_right(self.bounds, day) - 1]
        if by_fte:
            cents = half_up(cents * self.person.share, _FULL_TIME)
        yearly = base * self.person.quarter_hours * self.pay["a_year"]
        cents += half_up(yearly * parts, _QUARTER_MILLS * WHOLE)
        if year >= 0 and cents:
            self.years[year].once.append((said, cents))
            self.years[year].gross += cents

    def _close(self, period: int) -> None:
        days = self.bounds[period + 1] - self.bounds[period]
        year = self.pay["year_of_period"][period]
        hours = self.person.quarter_hours
        if year >= 0 and self.days:
            mine = self.years[year]
            cents = [
                half_up(self.opened.get(place, 0) * hours, _QUARTER_MILLS * days)
                for place in range(len(self.rates))
            ]
            mine.periods += 1
            mine.base += cents[0]
            mine.hours += half_up(hours * self.days, days)
            for (name, _, _), said, amount in zip(
                self.lines, self.words[1:], cents[1:], strict=True
            ):
                if amount:
                    mine.lines[name] = mine.lines.get(name, 0) + amount
                    words = mine.line_words.setdefault(name, [])
                    if said >= 0 and said not in words:
                        words.append(said)
            mine.gross += sum(cents)
            mine.last_rate = self.rates[0]
            mine.last_pay = sum(half_up(rate * hours, _QUARTER_MILLS) for rate in self.rates)
        self.opened, self.days = {}, 0

    def bonuses(self) -> None:
        """At the end of each contract year."""
        for year, flat, number, least, most, hours, by_fte, of, divisor, said in self.bonus:
            mine, share = self.years[year], self.person.share if by_fte else _FULL_TIME
            if not mine.periods or mine.hours < hours:
                continue
            pay = mine.base if of == 0 else mine.gross
            amount = half_up(flat * share, _FULL_TIME) + half_up(pay * number, divisor)
            amount = max(amount, half_up(least * share, _FULL_TIME))
            if most >= 0:
                amount = min(amount, half_up(most * share, _FULL_TIME))
            if amount:
                mine.once.append((said, amount))

    def benefits(self) -> None:
        """Month by month, for who is employed on its first day."""
        if self.person.benefit < 0:
            return
        name = f"{variant(self.tables, self.person)}.{self.person.benefit}"
        plans, copays, words = self.offer["benefit"][self.offer["benefit_of"][name]]
        months, starts = self.offer["months"], self.offer["year_months"]
        enrolled = bisect_left(months, self.hired)
        for year, mine in enumerate(self.years):
            if not self.changes:
                continue
            for month in range(max(enrolled, starts[year]), starts[year + 1]):
                mine.copays += copays[month]
                for _, runs in plans:
                    mine.premiums += self._premium(runs, month)
            mine.benefit_words = words[year]

    def _premium(self, runs: Sequence[Sequence[int]], month: int) -> int:
        _, premium, worker, by_fte = runs[bisect_right([run[0] for run in runs], month) - 1]
        if not by_fte:
            return worker
        return premium - half_up((premium - worker) * self.person.share, _FULL_TIME)

    # Days

    def _months_on(self, step: int) -> int:
        for each, months in self.tables["steps"]["at"]:
            if each == step:
                return int(months)
        return int(self.tables["steps"]["months"])

    def _first_due(self) -> int:
        hired = self.person.hired
        since, each = _month(hired), self._months_on(self.step)
        known = max(self.known, self.hired)
        passed = (_month(date_of(known)) - since) // each
        due = since + each * max(passed, 1)
        return due + each if self._day_in(due) <= known else due

    def _due_day(self) -> int:
        return NEVER if self.due_month >= NEVER else self._day_in(self.due_month)

    def _day_in(self, month: int) -> int:
        """Her day of the month; where the month lacks it, the first of the next."""
        first = day_of(date(month // 12, month % 12 + 1, 1))
        following = day_of(date((month + 1) // 12, (month + 1) % 12 + 1, 1))
        return min(first + self.person.hired.day - 1, following)

    def _served(self, years: int) -> int:
        return day_of(add_years(self.person.hired, years))

    def _paid_from(self, day: int) -> int:
        if not self.pay["waits"] or day <= self.bounds[0]:
            return day
        place = bisect_left(self.bounds, day)
        return self.bounds[place] if place < len(self.bounds) else NEVER


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
