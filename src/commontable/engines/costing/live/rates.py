"""The sheet of rates: each schedule from term to term, rounded after each as the contract says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commontable.engines.costing.calendar import date_of, day_of
from commontable.engines.costing.live.formula import (
    Cell,
    Formula,
    formula,
    greatest,
    percent_of,
    rounded,
)
from commontable.engines.costing.live.page import Page
from commontable.engines.costing.live.parameters import Parameters
from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.plan.wages import Event
from commontable.engines.costing.terms import Term
from commontable.engines.costing.wording import promise

_FIRST = 4
"""The column of step 1; before it the day, the term, its scope and where it is written."""

_MILLS = Decimal(1000)
_LONG_AGO = -(2**40)
_ON_SCHEDULES = frozenset({"schedule", "alignment", "new_top_step", "dropped_step"})


@dataclass(slots=True)
class _Scale:
    """One schedule in the making: ``row`` is the next free one, ``paid`` its rates by day.

    ``paid`` are pairs of a day and the rates from then on; those of one day follow each other.
    """

    row: int
    own: Cell | None
    off: bool
    rates: dict[int, Cell] = field(default_factory=dict)
    tiers: list[Term] = field(default_factory=list)
    paid: list[tuple[int, Mapping[int, Cell]]] = field(default_factory=list)


class Rates:
    """The rates of every group of workers that is asked for, on a sheet of their own."""

    def __init__(self, page: Page, plan: Plan, values: Parameters, groups: set[int]) -> None:
        self.page, self.plan, self.values = page, plan, values
        pay = plan.standing.contract.pay
        self._paid_to = 1000 // pay.rate_unit
        self._carried = pay.carried > 0
        self._to = 1000 * 10**pay.carried if self._carried else self._paid_to
        self._year = Decimal(pay.quarter_hours_a_year) / 4
        self._scales: dict[int, _Scale] = {}
        self._write(self._with_followed(groups))

    def at(self, group: int, segment: int, step: int) -> Cell:
        """The rate that is paid on ``step`` in a segment of time."""
        plan, scale = self.plan, self._scales[group]
        until = min(plan.standing.time.bounds[0], day_of(plan.standing.workers.as_of) + 1)
        day = int(plan.arrays.time.segments[segment]) if segment else until
        rates = next(rates for begins, rates in reversed(scale.paid) if begins <= day)
        if scale.off:
            return rates[1]
        lowest, highest = min(rates), max(rates)
        return rates[min(max(step, lowest), highest)]

    def _with_followed(self, groups: set[int]) -> list[int]:
        """The groups and those whose schedules they are aligned to."""
        book, wanted = self.plan.book, set(groups)
        more = set(groups)
        while more:
            found: set[int] = set()
            for event in book.events:
                if event.term.kind.name == "alignment":
                    pattern = book.groups.in_region(str(event.term.values["to_region"]))
                    found |= {int(pattern[group]) for group in more if event.groups[group]}
            more = {group for group in found if group >= 0} - wanted
            wanted |= more
        return sorted(wanted)

    def _write(self, groups: list[int]) -> None:
        page = self.page
        page.widths(11, 48, 26, 36)
        page.sheet.set_column(_FIRST, _FIRST + 30, 11)
        page.line(f"Rates by step under {self._offer}, dollars an hour", "title")
        unit = "cent" if self._paid_to == 100 else "tenth of a cent"  # noqa: PLR2004
        page.line(
            "One line for each term, in the order in which they are applied. "
            + (
                f"Carried to {self._to:,} parts of a dollar, paid to the {unit}."
                if self._carried
                else f"Rounded to the {unit} after each, halves up."
            ),
            "soft",
        )
        page.row += 1
        for group in groups:
            self._begin(group)
        for event in self.plan.book.events:
            for group in groups:
                if event.groups[group]:
                    self._apply(event, group)

    @property
    def _offer(self) -> str:
        layers = {
            term.source.document for term in self.plan.standing.terms if term.layer == "offer"
        }
        return ", ".join(sorted(layers)) or "the status quo"

    def _begin(self, group: int) -> None:
        book, page = self.plan.book, self.page
        off, red = bool(book.groups.off[group]), bool(book.groups.red[group])
        steps = 1 if off else int(book.arrays.rates.shape[2])
        title = book.groups.named(group)
        if book.groups.promoted[group]:
            title += ", main scale after promotion"
        title += ", off the schedule" if off else ", red-circled" if red else ""
        page.line(title, "bold")
        names = ["own rate"] if off else [f"step {step}" for step in range(1, steps + 1)]
        page.head(["Paid from", "Term", "For", "Written", *names], words=_FIRST)
        own = None
        if off or red:
            rate = Decimal(int(book.groups.own_rate[group])) / _MILLS
            page.text(page.row, 1, "own rate of the census", "soft")
            own = page.number(page.row, _FIRST, rate, "input_rate")
            page.row += 1
        scale = _Scale(page.row, own, off)
        self._scales[group] = scale
        rows = sum(self._rows(event, group) for event in book.events if event.groups[group])
        page.row += rows + 1
        if off and own is not None:
            page.row += self._pays_apart(group)
            scale.rates = {1: own}
            scale.paid.append((_LONG_AGO, self._as_paid(scale, group)))

    def _rows(self, event: Event, group: int) -> int:
        """How many lines an event takes, at most."""
        tiers = sum(each.term.kind.name == "two_tier" for each in self.plan.book.events)
        lines = 1 + (tiers if event.term.kind.name == "schedule" else 0)
        return 2 * lines if self._pays_apart(group) else lines

    def _pays_apart(self, group: int) -> bool:
        """Whether what is paid is not what is carried: finer rates, or the worker's own."""
        return self._carried or bool(self.plan.book.groups.red[group])

    def _apply(self, event: Event, group: int) -> None:
        scale, term = self._scales[group], event.term
        name = term.kind.name
        if scale.off and (name in _ON_SCHEDULES or name == "two_tier"):
            return
        if scale.rates or name == "schedule":
            self._line(scale, event.day, term, dict(self._after(term, group, scale)))
        if name == "schedule":
            for tier in scale.tiers:
                self._line(scale, event.day, tier, dict(self._scaled(tier, scale)))
        if name == "two_tier":
            scale.tiers.append(term)
        scale.paid.append((event.day, self._as_paid(scale, group)))

    def _line(self, scale: _Scale, day: int, term: Term, after: Mapping[int, Formula]) -> None:
        page, row = self.page, scale.row
        page.day(row, 0, date_of(day))
        for column, text in enumerate((promise(term), str(term.scope), str(term.source)), 1):
            page.text(row, column, text)
        scale.rates = {
            step: page.put(row, _FIRST + step - 1, rate, "rate") for step, rate in after.items()
        }
        scale.row += 1

    def _as_paid(self, scale: _Scale, group: int) -> Mapping[int, Cell]:
        if not self._pays_apart(group) or not scale.rates:
            return scale.rates
        page, row = self.page, scale.row
        own = scale.own if self.plan.book.groups.red[group] else None
        page.text(row, 1, "as it is paid" + (", the own rate at least" if own else ""), "soft")
        paid: dict[int, Cell] = {}
        for step, rate in scale.rates.items():
            to_pay = rounded(rate, self._paid_to) if self._carried else formula(rate)
            to_pay = greatest(to_pay, own) if own is not None else to_pay
            paid[step] = page.put(row, _FIRST + step - 1, to_pay, "rate")
        scale.row += 1
        return paid

    def _after(self, term: Term, group: int, scale: _Scale) -> Iterator[tuple[int, Formula]]:
        """The rates after a term, by step."""
        name = term.kind.name
        if name == "schedule":
            steps = term.values["steps"]
            for step, _ in steps if isinstance(steps, tuple) else ():
                yield step, formula(self.values.of(term, "steps", step))
        elif name in ("general_increase", "equity_increase"):
            yield from self._raised(term, scale)
        elif name == "wage_floor":
            yield from self._floored(term, scale)
        elif name == "alignment":
            yield from self._aligned(term, group, scale)
        elif name == "new_top_step":
            yield from self._topped(term, scale)
        elif name == "dropped_step":
            lowest = min(scale.rates)
            for step, rate in scale.rates.items():
                if step > lowest or len(scale.rates) == 1:
                    yield step, formula(rate)
        else:
            yield from self._scaled(term, scale)

    def _raised(self, term: Term, scale: _Scale) -> Iterator[tuple[int, Formula]]:
        for step, rate in scale.rates.items():
            if "percent" in term.values:
                value = self.values.of(term, "percent")
                yield step, rounded(formula(rate) * (formula(1) + formula(value) / 100), self._to)
            elif "dollars_per_year" in term.values:
                value = self.values.of(term, "dollars_per_year")
                yield step, formula(rate) + rounded(formula(value) / self._year, self._to)
            else:
                field_ = "cents_per_hour" if "cents_per_hour" in term.values else "dollars_per_hour"
                yield step, formula(rate) + self.values.of(term, field_)

    def _floored(self, term: Term, scale: _Scale) -> Iterator[tuple[int, Formula]]:
        floor = self.values.of(term, "dollars_per_hour")
        lowest = scale.rates[min(scale.rates)]
        ripple = term.values["ripple"]
        for step, rate in scale.rates.items():
            if ripple == "cents":
                yield step, formula(rate) + greatest(formula(floor) - lowest, 0)
            elif ripple == "percent":
                lifted = rounded(formula(rate) * floor / lowest, self._to)
                yield step, greatest(rate, lifted)
            else:
                yield step, greatest(rate, floor)

    def _aligned(self, term: Term, group: int, scale: _Scale) -> Iterator[tuple[int, Formula]]:
        pattern = self.plan.book.groups.in_region(str(term.values["to_region"]))
        others = self._scales[int(pattern[group])].rates
        for step, rate in scale.rates.items():
            if step not in others:
                yield step, formula(rate)
                continue
            target = rounded(percent_of(others[step], self.values.of(term, "percent")), self._to)
            distance = greatest(target - rate, 0)
            closed = rounded(percent_of(distance, self.values.of(term, "close")), self._to)
            yield step, formula(rate) + closed

    def _topped(self, term: Term, scale: _Scale) -> Iterator[tuple[int, Formula]]:
        for step, rate in scale.rates.items():
            yield step, formula(rate)
        top = max(scale.rates)
        if "percent" in term.values:
            value = self.values.of(term, "percent")
            above = formula(scale.rates[top]) * (formula(1) + formula(value) / 100)
            yield top + 1, rounded(above, self._to)
        else:
            yield top + 1, formula(self.values.of(term, "dollars_per_hour"))

    def _scaled(self, term: Term, scale: _Scale) -> Iterator[tuple[int, Formula]]:
        for step, rate in scale.rates.items():
            yield step, rounded(percent_of(rate, self.values.of(term, "percent")), self._to)
