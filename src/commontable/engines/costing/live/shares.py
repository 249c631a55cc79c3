"""Shares of pay of one worker, stretch by stretch: what is carried over, capped, and rounded."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.kernel.traced import Trace
from commontable.engines.costing.live.columns import COUNTS, LINES, Columns, year_name
from commontable.engines.costing.live.formula import (
    Cell,
    Formula,
    formula,
    greatest,
    least,
    only_if,
    percent_of,
    rounded,
    times_each,
    together,
    total,
)
from commontable.engines.costing.live.page import Page
from commontable.engines.costing.live.parameters import Parameters
from commontable.engines.costing.live.rules import Rules
from commontable.engines.costing.terms import Term

_OF: Final = ("base", "gross", "pensionable")
_WORK_DAYS: Final = 260


@dataclass(slots=True)
class Worker:
    """One worker's block in the making: where things stand, and what adds up to which year."""

    row: int
    found: Trace
    rules: Rules
    hours: list[Cell]
    fte: Cell
    parts: dict[tuple[int, int], list[Formula | Cell]] = field(
        default_factory=lambda: defaultdict(list)
    )


class Shares:
    """The stretches of one worker, in their order: sums that are carried from one to the next."""

    def __init__(self, page: Page, columns: Columns, values: Parameters, worker: Worker) -> None:
        self.page, self.columns, self.values, self.worker = page, columns, values, worker
        self.plan = columns.plan
        self.owed: dict[int, list[Formula]] = defaultdict(list)
        self.year: list[dict[str, Cell]] = []
        self.taxed: list[Cell] = []
        self.tax_year = 0
        self.of_year = -2

    def add(
        self, stretch: int, runs: list[dict[int, Cell]], payments: list[tuple[Term, Cell]]
    ) -> None:
        page, time, row = self.page, self.plan.arrays.time, self.page.row
        year, tax_year = int(time.stretch_year[stretch]), int(time.stretch_tax_year[stretch])
        if year != self.of_year:
            self.year, self.of_year = [], year
        if tax_year != self.tax_year:
            self.taxed, self.tax_year = [], tax_year
        page.day(row, 0, date_of(int(time.stretches[stretch])))
        page.day(row, 1, date_of(int(time.stretches[stretch + 1]) - 1))
        page.text(row, 3, year_name(year))
        page.text(row, 4, str(tax_year))
        lines = {
            place: page.put(row, LINES + place, amount, "money")
            for place in range(len(self.columns.lines))
            for amount in [_over_runs(runs, LINES + place)]
            if amount is not None
        }
        hours = _over_runs(runs, self.columns.hours) or formula(0)
        sums = self._sums(lines, payments)
        sums["hours"] = page.put(row, self.columns.hours, hours, "count")
        if year >= 0:
            for place, cell in lines.items():
                self.worker.parts[year, self.columns.lines[place].component].append(cell)
        self.year.append(sums)
        self._share(stretch, year, sums)

    def _sums(self, lines: dict[int, Cell], payments: list[tuple[Term, Cell]]) -> dict[str, Cell]:
        page, row = self.page, self.page.row
        every = self.columns.lines
        paid = [cell for _, cell in payments]
        pensioned = [cell for term, cell in payments if term.values.get("pensionable")]
        payment = page.put(row, self.columns.sums, total(paid), "money")
        columns = {
            "base": [cell for at, cell in lines.items() if every[at].base],
            "gross": [*(cell for at, cell in lines.items() if every[at].gross), payment],
            "pensionable": [
                *(cell for at, cell in lines.items() if every[at].pensionable),
                *pensioned,
            ],
        }
        return {
            name: page.put(row, self.columns.sums + place, total(cells), "money")
            for place, (name, cells) in enumerate(columns.items(), 1)
        }

    def _share(self, stretch: int, year: int, sums: dict[str, Cell]) -> None:
        page, row = self.page, self.page.row
        gross, pensionable = formula(sums["gross"]), formula(sums["pensionable"])
        for place, at in enumerate(self.columns.pay_first):
            amount = self._amount(at, stretch, sums["base"])
            cell = page.put(row, self.columns.pay + place, amount, "money")
            self._book(at, year, cell)
            gross += cell
            if self.columns.percentages[at].pensionable:
                pensionable += cell
        known = {
            "base": sums["base"],
            "gross": page.put(row, self.columns.all_pay, gross, "money"),
            "pensionable": page.put(row, self.columns.all_pay + 1, pensionable, "money"),
        }
        self.taxed.append(known["gross"])
        for place, at in enumerate(self.columns.after):
            column = self.columns.shares + 2 * place
            term = self.worker.rules.percentage(self.columns.percentages[at], stretch)
            of = formula(known[_OF[self.columns.percentages[at].of]])
            if term is not None and term.number("wage_base"):
                base = self.values.of(term, "wage_base")
                of = least(total(self.taxed), base) - least(total(self.taxed[:-1]), base)
            subject = page.put(row, column, of, "money")
            amount = self._amount(at, stretch, subject)
            self._book(at, year, page.put(row, column + 1, amount, "money"))

    def _book(self, at: int, year: int, cell: Cell) -> None:
        if year >= 0:
            self.worker.parts[year, self.columns.percentages[at].component].append(cell)

    def _amount(self, at: int, stretch: int, of: Cell) -> Formula:
        percentage = self.columns.percentages[at]
        term = self.worker.rules.percentage(percentage, stretch)
        if percentage.yearly:
            return self._bonus(percentage.of, term, stretch)
        if term is not None:
            self.owed[at].append(self._owed(term, of))
        if not (self._leaves(stretch) or self.plan.arrays.time.stretch_settles[stretch]):
            return formula(0)
        owed, self.owed[at] = self.owed[at], []
        return rounded(together(owed)) if owed else formula(0)

    def _owed(self, term: Term, of: Cell) -> Formula:
        values = self.values
        if term.kind.name == "paid_days":
            days = formula(of) * values.of(term, "days") / _WORK_DAYS
            return percent_of(days, values.of(term, "replaced"))
        return percent_of(of, values.of(term, "percent"))

    def _bonus(self, of: int, term: Term | None, stretch: int) -> Formula:
        time, rules = self.plan.arrays.time, self.worker.rules
        workers = rules.plan.standing.workers
        end = min(int(time.bounds[-1]), int(workers.left[rules.worker]) + 1)
        over = int(time.stretches[stretch + 1])
        if term is None or not time.stretch_ends_year[stretch] or end < over:
            return formula(0)
        values, fte = self.values, self.worker.fte
        share = (lambda n: rounded(percent_of(n, fte))) if term.values["by_fte"] else formula
        payout = values.of(term, "payout")
        if "dollars" in term.values:
            amount = share(rounded(percent_of(values.of(term, "dollars"), payout)))
        else:
            pay = total([each[_OF[of]] for each in self.year])
            # The target times the payout is a percentage of its own, to four decimals.
            rate = percent_of(values.of(term, "percent"), payout)
            amount = rounded(pay * (rounded(rate, 10_000) / 100))
        amount = greatest(amount, share(values.of(term, "minimum")))
        if "maximum" in term.values:
            amount = least(amount, share(values.of(term, "maximum")))
        if not term.number("least_hours"):
            return amount
        hours = total([each["hours"] for each in self.year])
        return only_if(hours, values.of(term, "least_hours"), amount)

    def _leaves(self, stretch: int) -> bool:
        time, worker = self.plan.arrays.time, self.worker.row
        end = min(int(time.bounds[-1]), int(self.plan.standing.workers.left[worker]) + 1)
        return end <= int(time.stretches[stretch + 1])


def _over_runs(runs: list[dict[int, Cell]], column: int) -> Formula | None:
    """Periods times amounts over the runs of a stretch; None where nothing is paid."""
    parts: list[Formula] = []
    open_: list[dict[int, Cell]] = []
    for run in [*runs, {}]:
        if column in run:
            open_.append(run)
        elif open_:
            counts, amounts = [each[COUNTS] for each in open_], [each[column] for each in open_]
            one = formula(counts[0]) * amounts[0] if len(open_) == 1 else None
            parts.append(one if one is not None else times_each(counts, amounts))
            open_ = []
    return together(parts) if parts else None
