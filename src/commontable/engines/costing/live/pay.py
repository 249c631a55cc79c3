"""The sheet of pay: each worker of the sample from the rate to the year's cost, line by line."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from commontable.engines.costing import components as c
from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.components import COSTS, NAMES
from commontable.engines.costing.kernel.traced import Stay, Trace, trace
from commontable.engines.costing.live.benefits import Benefits
from commontable.engines.costing.live.columns import (
    COUNTS,
    LINES,
    Columns,
    line_name,
    share_name,
    year_name,
)
from commontable.engines.costing.live.formula import (
    Cell,
    Formula,
    formula,
    percent_of,
    rounded,
    together,
    total,
)
from commontable.engines.costing.live.page import TWO_LINES, Page
from commontable.engines.costing.live.parameters import Parameters
from commontable.engines.costing.live.rates import Rates
from commontable.engines.costing.live.rules import Rules
from commontable.engines.costing.live.shares import Shares, Worker
from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.plan.lines import Line
from commontable.engines.costing.terms import Term
from commontable.engines.costing.wording import promise

SHOWN: Final = (*range(COSTS), c.WORKER_PREMIUMS, c.WORKER_COPAYS)
"""What is compared with the engine: the employer's cost by component, and what the worker pays."""

_MILLS: Final = Decimal(1000)


@dataclass(slots=True)
class _State:
    """One stretch of time at unchanged rates: cells of the base rate and of each line."""

    rates: list[Cell | None]
    key: tuple[object, ...]


@dataclass(slots=True)
class _Run:
    """Periods of equal pay; ``pieces`` are days at each state, more than one where it changed."""

    first: int
    last: int
    count: int
    stretch: int
    pieces: tuple[tuple[int, int], ...]  # state, days


class Pay:
    """The workers of a small census under one offer."""

    def __init__(self, page: Page, plan: Plan, values: Parameters, rates: Rates, said: str) -> None:
        self.page, self.plan, self.values, self.rates = page, plan, values, rates
        self.years = plan.standing.time.years
        self.sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
        self.engine: dict[tuple[int, int], int] = defaultdict(int)
        self.columns = Columns(plan)
        page.widths(22, 12, 9, 10, 10, 12)
        page.sheet.set_column(LINES, LINES + 60, 13)
        page.line(f"Pay, worker by worker: {said}", "title")
        page.line(
            "From the top of each block: the hours of the census; each rate as it changes; runs of "
            "equal pay periods; payments on a day; the stretches on which shares of pay are "
            "rounded; the years beside the engine's.",
            "soft",
        )
        page.row += 1

    @property
    def year_columns(self) -> tuple[int, int, int]:
        """Columns of year 1 as worked out here, of the engine's, of the differences."""
        return LINES, LINES + self.years + 1, LINES + 2 * (self.years + 1)

    def add(self, row: int, found: Trace, benefits: Benefits, *, costs: Sequence[int]) -> None:
        """One worker; ``costs`` are her yearly cents by the engine that prices."""
        worker = self._begin(row, found)
        if found.stays:
            runs, states = self._states(worker)
            cells = self._runs(worker, runs, states)
            payments = self._payments(worker, states)
            self._stretches(worker, runs, cells, payments)
            for year in range(self.years):
                for component, amount in benefits.of_year(row, year).items():
                    worker.parts[year, component].append(amount)
        self._year_table(worker, costs)

    def _begin(self, row: int, found: Trace) -> Worker:
        page, workers = self.page, self.plan.standing.workers
        names = ("union", "region", "facility", "classification", "grade")
        facts = ", ".join(filter(None, (workers.label(name, row) for name in names)))
        page.line(f"Worker {workers.id_of(row)}: {facts}, hired {date_of(int(workers.hired[row]))}",
                  "bold")  # fmt: skip
        hours = []
        for place, name in enumerate(c.HOURS):
            page.text(page.row, LINES + place, f"{name} hours a period", "head")
            quarters = Decimal(int(workers.hours[row, place]))
            hours.append(page.number(page.row + 1, LINES + place, quarters / 4, "input"))
        page.text(page.row, LINES + len(c.HOURS), "share of full time, %", "head")
        full = Decimal(int(workers.fte[row])) / 100
        fte = page.number(page.row + 1, LINES + len(c.HOURS), full, "input")
        page.text(page.row + 1, 0, "From the census", "soft")
        page.sheet.set_row(page.row, TWO_LINES)
        page.row += 3
        return Worker(row, found, Rules(self.plan, row), hours, fte)

    # Rates as they change

    def _states(self, worker: Worker) -> tuple[list[_Run], list[_State]]:
        """Writes the table of rates; gives the runs of periods and the states they refer to."""
        page, time = self.page, self.plan.arrays.time
        names = [line_name(line) for line in self.columns.lines]
        page.head(["Rate from", "Step", "", "", "", "", *(f"{name}, $/h" for name in names)],
                  words=LINES)  # fmt: skip
        states: list[_State] = []
        by_period: dict[int, list[tuple[int, int]]] = defaultdict(list)
        bounds = time.bounds
        for stay in worker.found.stays:
            state = self._state(worker, stay, states)
            period = int((bounds <= stay.begin).sum()) - 1
            by_period[period].append((state, stay.end - stay.begin))
        page.row += 1
        runs: list[_Run] = []
        for period in sorted(by_period):
            stretch = int((time.stretches <= bounds[period]).sum()) - 1
            pieces = tuple(by_period[period])
            merged = _merged(pieces)
            length = int(bounds[period + 1] - bounds[period])
            plain = len(merged) == 1 and merged[0][1] == length
            before = runs[-1] if runs else None
            if plain and before and before.stretch == stretch and _plain_in(before, merged[0][0]):
                before.last, before.count = period, before.count + 1
            else:
                days = ((merged[0][0], 0),) if plain else merged
                runs.append(_Run(period, period, 1, stretch, days))
        return runs, states

    def _state(self, worker: Worker, stay: Stay, states: list[_State]) -> int:
        plan, page = self.plan, self.page
        segment = int((plan.arrays.time.segments <= stay.begin).sum()) - 1
        bands = int((plan.workers.band_days[worker.row] <= stay.begin).sum())
        base = self.rates.at(stay.group, segment, stay.step)
        terms = [worker.rules.line(line, segment) for line in self.columns.lines[1:]]
        key = (base.row, base.column, bands, *(id(term) for term in terms))
        if states and states[-1].key == key:
            return len(states) - 1
        row = page.row
        page.day(row, 0, date_of(stay.begin))
        page.text(row, 1, f"step {stay.step}" if stay.step else "no step")
        page.text(row, 2, plan.book.groups.named(stay.group), "soft")
        cells: list[Cell | None] = [page.put(row, LINES, base, "rate")]
        whole = formula(cells[0]) if cells[0] else formula(0)
        for place, (line, term) in enumerate(zip(self.columns.lines[1:], terms, strict=True), 1):
            rate = self._line_rate(line, term, bands, base=cells[0], whole=whole)
            cells.append(None if rate is None else page.put(row, LINES + place, rate, "rate"))
            added = cells[-1]
            if line.adds and added is not None:
                whole += added
        page.row += 1
        states.append(_State(cells, key))
        return len(states) - 1

    def _line_rate(
        self, line: Line, term: Term | None, bands: int, *, base: Cell | None, whole: Formula
    ) -> Formula | None:
        """Dollars an hour of a line; None where nothing is paid for it."""
        if term is None or base is None:
            return None
        unit = 1000 // self.plan.standing.contract.pay.rate_unit
        of = whole if line.on_total else formula(base)
        if term.kind.name == "longevity":
            reached = self.plan.lines.years[:bands]
            given = term.values["bands"]
            earned = [b for b in (given if isinstance(given, tuple) else ()) if b[0] in reached]
            if not earned:
                return None
            years, mills, parts = earned[-1]
            cell = self.values.of(term, "bands", years)
            return rounded(percent_of(of, cell), unit) if parts and not mills else formula(cell)
        if term.kind.name == "overtime":
            return rounded(of * self.values.of(term, "multiplier"), unit)
        if "percent" in term.values:
            return rounded(percent_of(of, self.values.of(term, "percent")), unit)
        return formula(self.values.of(term, "dollars_per_hour"))

    # Pay periods

    def _runs(
        self, worker: Worker, runs: list[_Run], states: list[_State]
    ) -> list[dict[int, Cell]]:
        """Writes the table of periods; gives its cells by column for each run."""
        page, time = self.page, self.plan.arrays.time
        names = [line_name(line) for line in self.columns.lines]
        page.head(["Periods from", "to", "Periods", "Paid in", "Tax year", "Days",
                   *(f"{name}, $" for name in names), "Hours paid"], words=LINES)  # fmt: skip
        written: list[dict[int, Cell]] = []
        for run in runs:
            row, year = page.row, int(time.stretch_year[run.stretch])
            page.day(row, 0, date_of(int(time.bounds[run.first])))
            page.day(row, 1, date_of(int(time.bounds[run.last + 1]) - 1))
            cells = {COUNTS: page.number(row, COUNTS, run.count, "whole")}
            page.text(row, 3, year_name(year))
            page.text(row, 4, str(int(time.stretch_tax_year[run.stretch])))
            days = int(time.bounds[run.first + 1] - time.bounds[run.first])
            if len(run.pieces) > 1 or run.pieces[0][1]:
                said = " and ".join(str(piece[1]) for piece in run.pieces)
                page.text(row, 5, f"{said} of {days}", "soft")
            for place, line in enumerate(self.columns.lines):
                rate = _mean_rate(run, states, place, days)
                hours = worker.hours[line.hours]
                if rate is None or not hours.value:
                    continue
                amount = rounded(rate * hours)
                cells[LINES + place] = page.put(row, LINES + place, amount, "money")
            paid = formula(worker.hours[c.REGULAR]) + worker.hours[c.OVERTIME_HOURS]
            if len(run.pieces) > 1 or run.pieces[0][1]:
                worked = sum(piece[1] for piece in run.pieces)
                paid = rounded(paid * worked / days, 4)
            cells[self.columns.hours] = page.put(row, self.columns.hours, paid, "count")
            written.append(cells)
            page.row += 1
        page.row += 1
        return written

    # Payments on a day

    def _payments(self, worker: Worker, states: list[_State]) -> dict[int, list[tuple[Term, Cell]]]:
        """Writes what is paid on a day; gives the amounts that are pay by stretch."""
        page, plan = self.page, self.plan
        time, payment = plan.arrays.time, plan.arrays.payment
        due: dict[int, list[tuple[Term, Cell]]] = defaultdict(list)
        listed = [
            (place, term)
            for place, _ in worker.found.payments
            for term in [worker.rules.payment(place)]
            if term is not None
        ]
        if not listed:
            return due
        page.head(["Paid on", "Paid in", "", "", "", "", "Amount"], words=LINES)
        for place, term in listed:
            day = int(payment.day[place])
            stretch = int((time.stretches <= day).sum()) - 1
            year = int(time.stretch_year[stretch])
            row = page.row
            page.day(row, 0, date_of(day))
            page.text(row, 1, year_name(year))
            page.text(row, 2, promise(term))
            amount = self._payment(worker, term, day, states)
            cell = page.put(row, LINES, amount, "money")
            worker.parts[year, int(payment.component[place])].append(cell)
            if payment.is_pay[place]:
                due[stretch].append((term, cell))
            page.row += 1
        page.row += 1
        return due

    def _payment(self, worker: Worker, term: Term, day: int, states: list[_State]) -> Formula:
        if "dollars" in term.values:
            dollars = self.values.of(term, "dollars")
            if term.values.get("by_fte"):
                return rounded(percent_of(dollars, worker.fte))
            return formula(dollars)
        stay = next(each for each in worker.found.stays if each.begin <= day < each.end)
        base = self._base_on(stay, states)
        periods = int(self.plan.arrays.time.periods_a_year[0])
        yearly = formula(base) * worker.hours[c.REGULAR] * periods
        return rounded(percent_of(yearly, self.values.of(term, "percent")))

    def _base_on(self, stay: Stay, states: list[_State]) -> Cell:
        segment = int((self.plan.arrays.time.segments <= stay.begin).sum()) - 1
        wanted = self.rates.at(stay.group, segment, stay.step)
        for state in states:
            if state.key[:2] == (wanted.row, wanted.column) and state.rates[0] is not None:
                return state.rates[0]
        return wanted

    # Shares of pay

    def _stretches(
        self,
        worker: Worker,
        runs: list[_Run],
        cells: list[dict[int, Cell]],
        payments: dict[int, list[tuple[Term, Cell]]],
    ) -> None:
        page = self.page
        heads = ["Stretch from", "to", "", "Paid in", "Tax year", ""]
        heads += [line_name(line) for line in self.columns.lines]
        heads += ["Hours paid", "Payments", "Base pay", "Gross pay", "Pensionable"]
        heads += [share_name(self.columns.percentages[at]) for at in self.columns.pay_first]
        heads += ["Gross with these", "Pensionable with these"]
        for at in self.columns.after:
            name = share_name(self.columns.percentages[at])
            heads += [f"{name}: of", name]
        page.head(heads, words=LINES)
        work = Shares(self.page, self.columns, self.values, worker)
        for stretch in sorted({run.stretch for run in runs}):
            own = [cells[at] for at, run in enumerate(runs) if run.stretch == stretch]
            work.add(stretch, own, payments.get(stretch, []))
            page.row += 1
        page.row += 1

    # Years

    def _year_table(self, worker: Worker, costs: Sequence[int]) -> None:
        page = self.page
        here, engine, apart = self.year_columns
        years = [f"year {year}" for year in range(1, self.years + 1)]
        page.head(["Year's cost", "", "", "", "", "", *years, "", *(f"engine, {y}" for y in years),
                   "", *(f"difference, {y}" for y in years)], words=LINES)  # fmt: skip
        summed: dict[int, list[Cell]] = defaultdict(list)
        for component in SHOWN:
            amounts = [worker.parts.get((year, component), []) for year in range(self.years)]
            own = [int(each) for each in worker.found.own[:, component]]
            if not any(amounts) and not any(own):
                continue
            row = page.row
            page.text(row, 0, NAMES[component])
            for year, parts in enumerate(amounts):
                mine = page.put(row, here + year, together(parts), "money")
                told = page.number(row, engine + year, Decimal(own[year]) / 100, "money")
                page.put(row, apart + year, rounded(formula(mine) - told), "check")
                self.sums[component, year] += mine.value
                self.engine[component, year] += own[year]
                if component < COSTS:
                    summed[year].append(mine)
            page.row += 1
        page.text(page.row, 0, "Cost to the employer", "bold")
        for year in range(self.years):
            mine = page.put(page.row, here + year, total(summed[year]), "money")
            told = page.number(page.row, engine + year, Decimal(costs[year]) / 100, "money")
            page.put(page.row, apart + year, rounded(formula(mine) - told), "check")
        page.row += 3


def traced(plan: Plan, row: int) -> Trace:
    """What happens to a worker, by the engine."""
    return trace(plan.workers, plan.arrays, row)


def _merged(pieces: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Days at each state, those of one state that follow each other together."""
    found: list[tuple[int, int]] = []
    for state, days in pieces:
        if found and found[-1][0] == state:
            found[-1] = (state, found[-1][1] + days)
        else:
            found.append((state, days))
    return tuple(found)


def _plain_in(run: _Run, state: int) -> bool:
    return run.pieces == ((state, 0),)


def _mean_rate(run: _Run, states: list[_State], place: int, days: int) -> Formula | None:
    """The rate of a line over a period: one, or by calendar days."""
    rates = [(states[state].rates[place], worked) for state, worked in run.pieces]
    if len(rates) == 1 and not rates[0][1]:
        return None if rates[0][0] is None else formula(rates[0][0])
    parts = [formula(rate) * worked for rate, worked in rates if rate is not None]
    return together(parts) / days if parts else None
