"""The rate book: terms resolved to rates by group of workers, stretch of time and step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.amounts import QUARTERS, WHOLE
from commontable.engines.costing.calendar import NEVER, day_of
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.pay_calendar import PayRules
from commontable.engines.costing.plan.arrays import WageArrays
from commontable.engines.costing.plan.standing import Standing, refuse_unordered
from commontable.engines.costing.plan.wage_groups import WageGroups, wage_groups
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Ints, Mask

_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One term applied: from which day, to which groups."""

    day: int
    term: Term
    groups: Mask


@dataclass(frozen=True, slots=True, eq=False)
class RateBook:
    """``arrays`` for the kernel; ``events`` in the order in which they were applied.

    ``pages`` are what the rates were after each day of terms: a book that begins with the same
    terms goes on from there.
    """

    groups: WageGroups
    arrays: WageArrays
    jump_years: tuple[int, ...]
    events: tuple[Event, ...]
    pages: tuple["Page", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The state of a book after the terms of one day."""

    day: int
    terms: tuple[Term, ...]
    rates: Ints
    lowest: Ints
    highest: Ints
    jumps: int
    events: int
    tiers: int


def wage_days(standing: Standing) -> set[int]:
    """Days on which rates or steps may change."""
    dates = {
        _freeze_end(term) if term.kind.name == "step_freeze" else term.effective
        for term in standing.of("wage")
    }
    return {standing.day(each) for each in dates}


def rate_book(standing: Standing, segments: Ints, near: RateBook | None = None) -> RateBook:
    """Every wage term applied in order; a snapshot of all rates for each segment of time.

    ``near`` is a book for the same workers, contract and time: what it has in common is not worked
    out again.
    """
    terms = standing.of("wage")
    groups = wage_groups(standing, terms, near.groups if near is not None else None)
    freezes = [term for term in terms if term.kind.name == "step_freeze"]
    days = {when: standing.day(when) for when in {term.effective for term in terms}}
    acting = sorted(
        (term for term in terms if term.kind.name != "step_freeze"),
        key=lambda term: (
            days[term.effective],
            term.kind.rank,
            term.order,
            term.layer == "offer",
        ),
    )
    pending = [
        (day, tuple(same)) for day, same in groupby(acting, key=lambda term: days[term.effective])
    ]
    book = _Book(standing, groups, acting)
    pages = _in_common(book, pending, near)
    snapshots: list[tuple[Ints, Ints, Ints]] = []
    real = int(groups.of.max(initial=-1)) + 1
    until = min(standing.time.bounds[0], day_of(standing.workers.as_of) + 1)
    at = 0
    for begins in segments[:-1].tolist():
        first = not snapshots
        while at < len(pending) and (
            pending[at][0] <= begins or (first and pending[at][0] <= until)
        ):
            day, same = pending[at]
            at += 1
            if at <= len(pages):
                book.turn_to(pages[at - 1])
                continue
            refuse_unordered(
                same,
                standing.workers,
                same[0].effective,
                lambda scope: groups.meant(scope)[:real],
            )
            for term in same:
                book.apply(day, term)
            pages.append(book.page(day, same))
        snapshots.append(book.published())
    rates, lowest, highest = (np.stack(each, axis=1) for each in zip(*snapshots, strict=True))
    months = standing.contract.steps
    months_at = np.full(rates.shape[2] + 1, months.months, np.int64)
    for step, each in months.months_at:
        if step < len(months_at):
            months_at[step] = each
    held = [] if standing.held is None else [day_of(standing.held) + 1]
    masks = [groups.mask(term) for term in freezes] + [np.ones(len(groups), np.bool_) for _ in held]
    arrays = WageArrays(
        rates=np.ascontiguousarray(rates),
        lowest=np.ascontiguousarray(lowest),
        highest=np.ascontiguousarray(highest),
        rate_unit=np.array([standing.contract.pay.rate_unit]),
        months_at=months_at,
        freeze_from=np.array([*(day_of(term.effective) for term in freezes), *held], np.int64),
        freeze_end=np.array(
            [*(day_of(_freeze_end(term)) for term in freezes), *(NEVER for _ in held)], np.int64
        ),
        freeze_back=np.array(
            [*(standing.day(_freeze_end(term)) for term in freezes), *(NEVER for _ in held)],
            np.int64,
        ),
        freeze_restores=np.array(
            [
                *(term.values["afterwards"] == "restored" for term in freezes),
                *(False for _ in held),
            ],
            np.bool_,
        ),
        freezes=np.stack(masks, axis=1) if masks else np.zeros((len(groups), 0), np.bool_),
        jump_day=np.array([jump.day for jump in book.jumps], np.int64),
        jump_from=np.stack([jump.from_step for jump in book.jumps], axis=1)
        if book.jumps
        else np.zeros((len(groups), 0), np.int64),
    )
    return RateBook(
        groups,
        arrays,
        tuple(jump.years for jump in book.jumps),
        tuple(book.events),
        tuple(pages),
    )


def _in_common(
    book: "_Book", pending: Sequence[tuple[int, tuple[Term, ...]]], near: RateBook | None
) -> list[Page]:
    """The pages with which the book begins as ``near`` does, read into it."""
    pages: list[Page] = []
    if near is None or near.groups is not book.groups or not near.pages:
        return pages
    if near.pages[0].rates.shape != book.rates.shape:
        return pages
    for page, (day, same) in zip(near.pages, pending, strict=False):
        if page.day != day or page.terms != same:
            break
        pages.append(page)
    if pages:
        book.read(near, pages[-1])
    return pages


def _freeze_end(term: Term) -> date:
    return (term.until or term.effective) + timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Jump:
    day: int
    from_step: Ints
    years: int


@dataclass
class _Book:
    """Rates in the making: [G, S] in units of ``1 / carried`` mill, -1 where there is no step."""

    standing: Standing
    groups: WageGroups
    terms: Sequence[Term]
    rates: Ints = field(init=False)
    lowest: Ints = field(init=False)
    highest: Ints = field(init=False)
    jumps: list[_Jump] = field(init=False, default_factory=list)
    events: list[Event] = field(init=False, default_factory=list)
    tiers: list[Event] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        pay = self.standing.contract.pay
        self.carried = 10**pay.carried
        self.unit = pay.rate_unit if pay.carried == 0 else 1
        steps = [
            step for term in self.terms if term.kind.name == "schedule" for step, _ in _steps(term)
        ]
        added = sum(term.kind.name == "new_top_step" for term in self.terms)
        width = max([1, *steps]) + added
        count = len(self.groups)
        self.rates = np.full((count, width), _NONE, np.int64)
        self.lowest = np.ones(count, np.int64)
        self.highest = np.zeros(count, np.int64)
        off = self.groups.off
        self.rates[off] = self.groups.own_rate[off, None] * self.carried
        self.highest[off] = width

    def page(self, day: int, terms: tuple[Term, ...]) -> Page:
        return Page(
            day,
            terms,
            self.rates.copy(),
            self.lowest.copy(),
            self.highest.copy(),
            len(self.jumps),
            len(self.events),
            len(self.tiers),
        )

    def read(self, near: RateBook, last: Page) -> None:
        """What happened up to a page of another book."""
        self.events = list(near.events[: last.events])
        scales = [event for event in self.events if event.term.kind.name == "two_tier"]
        self.tiers = scales[: last.tiers]
        arrays = near.arrays
        self.jumps = [
            _Jump(int(arrays.jump_day[at]), arrays.jump_from[:, at], near.jump_years[at])
            for at in range(last.jumps)
        ]

    def turn_to(self, page: Page) -> None:
        self.rates = page.rates.copy()
        self.lowest = page.lowest.copy()
        self.highest = page.highest.copy()

    def apply(self, day: int, term: Term) -> None:
        rows = self.groups.mask(term)
        if term.effective <= self.standing.workers.as_of:
            rows = rows & ~self.groups.off  # her own rate is of the census's day already
        name = term.kind.name
        if name == "schedule":
            self._schedule(rows & ~self.groups.off, term)
        elif name in ("general_increase", "equity_increase"):
            self._raise(rows, term)
        elif name == "wage_floor":
            self._floor(rows, term)
        elif name == "alignment":
            self._align(rows & ~self.groups.off, term)
        elif name == "new_top_step":
            self._new_top(rows & ~self.groups.off, term, day)
        elif name == "dropped_step":
            self._drop(rows & ~self.groups.off, day)
        elif name == "two_tier":
            rows = rows & ~self.groups.off & ~self.groups.promoted_from(term)
            self._scale(rows, term)
            self.tiers.append(Event(day, term, rows))
        self.events.append(Event(day, term, rows))

    def published(self) -> tuple[Ints, Ints, Ints]:
        """Rates in mills rounded as the schedule prints them, lowest and highest steps."""
        unit = self.standing.contract.pay.rate_unit
        rates = self.rates
        if self.carried > 1:
            rates = np.where(rates < 0, rates, _rounded(rates, unit * self.carried) * unit)
        red = self.groups.red
        rates = rates.copy()
        rates[red] = np.maximum(rates[red], self.groups.own_rate[red, None])
        return np.maximum(rates, 0), self.lowest.copy(), self.highest.copy()

    def _schedule(self, rows: Mask, term: Term) -> None:
        steps = _steps(term)
        fresh = np.full(self.rates.shape[1], _NONE, np.int64)
        for step, mills in steps:
            fresh[step - 1] = mills * self.carried
        self.rates[rows] = fresh
        self.lowest[rows] = steps[0][0]
        self.highest[rows] = steps[-1][0]
        for tier in self.tiers:
            self._scale(rows & tier.groups, tier.term)

    def _raise(self, rows: Mask, term: Term) -> None:
        there = rows[:, None] & (self.rates >= 0)
        parts = term.number("percent")
        if parts:
            raised = _half_up(self.rates * (WHOLE + parts), WHOLE * self.unit) * self.unit
        else:
            raised = self.rates + added_mills(term, self.standing.contract.pay, self.carried)
        self.rates = np.where(there, raised, self.rates)

    def _floor(self, rows: Mask, term: Term) -> None:
        floor = term.number("dollars_per_hour") * self.carried
        there = rows[:, None] & (self.rates >= 0)
        lowest = self.rates[np.arange(len(rows)), np.maximum(self.lowest, 1) - 1][:, None]
        ripple = term.values["ripple"]
        if ripple == "cents":
            lifted = self.rates + np.maximum(floor - lowest, 0)
        elif ripple == "percent":
            below = (lowest > 0) & (lowest < floor)
            least = np.where(below, lowest, 1)
            scaled = _half_up(self.rates * floor, least * self.unit) * self.unit
            lifted = np.where(below, scaled, self.rates)
        else:
            lifted = np.maximum(self.rates, floor)
        self.rates = np.where(there, lifted, self.rates)

    def _align(self, rows: Mask, term: Term) -> None:
        pattern = self.groups.in_region(str(term.values["to_region"]))
        known = rows & (pattern >= 0)
        others = np.where(known[:, None], self.rates[pattern], _NONE)
        without = rows & (others < 0).all(axis=1)
        if without.any():
            group = int(np.flatnonzero(without)[0])
            raise CostingError(
                term.where,
                expected=f"a schedule in {term.values['to_region']} to follow",
                got=f"none for {self.groups.named(int(pattern[group]))}",
                fix="Add that schedule to the contract, or narrow the scope.",
            )
        target = _half_up(others * term.number("percent"), WHOLE * self.unit) * self.unit
        gap = target - self.rates
        closed = _half_up(np.maximum(gap, 0) * term.number("close"), WHOLE * self.unit) * self.unit
        there = rows[:, None] & (self.rates >= 0) & (others >= 0)
        self.rates = np.where(there, self.rates + closed, self.rates)

    def _new_top(self, rows: Mask, term: Term, day: int) -> None:
        places = np.flatnonzero(rows & (self.highest > 0))
        top = self.highest[places]
        years = term.values.get("at_once_after_years")
        if isinstance(years, int):
            self._jump(day, places, top, years)
        parts = term.number("percent")
        if parts:
            rate = _half_up(self.rates[places, top - 1] * (WHOLE + parts), WHOLE * self.unit)
            self.rates[places, top] = rate * self.unit
        else:
            self.rates[places, top] = term.number("dollars_per_hour") * self.carried
        self.highest[places] += 1

    def _drop(self, rows: Mask, day: int) -> None:
        places = np.flatnonzero(rows & (self.highest > self.lowest))
        self._jump(day, places, self.lowest[places], 0)
        self.rates[places, self.lowest[places] - 1] = _NONE
        self.lowest[places] += 1

    def _scale(self, rows: Mask, term: Term) -> None:
        there = rows[:, None] & (self.rates >= 0)
        scaled = _half_up(self.rates * term.number("percent"), WHOLE * self.unit) * self.unit
        self.rates = np.where(there, scaled, self.rates)

    def _jump(self, day: int, places: Ints, from_step: Ints, years: int) -> None:
        if day <= day_of(self.standing.workers.as_of):
            return  # the census shows where everybody sits after it
        steps = np.zeros(len(self.groups), np.int64)
        steps[places] = from_step
        self.jumps.append(_Jump(day, steps, years))


def added_mills(term: Term, pay: PayRules, carried: int = 1) -> int:
    """What a raise in money adds to an hourly rate, in units of ``1 / carried`` mill."""
    flat = term.number("cents_per_hour") + term.number("dollars_per_hour")
    if flat:
        return flat * carried
    # Cents a year over the hours of a year; ten mills are a cent, four quarters an hour.
    unit = pay.rate_unit if carried == 1 else 1
    numerator = term.number("dollars_per_year") * 10 * QUARTERS * carried
    denominator = pay.quarter_hours_a_year * unit
    return (2 * numerator + denominator) // (2 * denominator) * unit


def _steps(term: Term) -> tuple[tuple[int, int], ...]:
    steps = term.values["steps"]
    return steps if isinstance(steps, tuple) else ()


def _half_up(numerator: Ints, denominator: int | Ints) -> Ints:
    result: npt.NDArray[np.int64] = (2 * numerator + denominator) // (2 * denominator)
    return result


def _rounded(values: Ints, unit: int) -> Ints:
    return _half_up(values, unit)
