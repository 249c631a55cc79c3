"""The sheet of benefits: each month's premium, who pays which part of it, and copays."""

from bisect import bisect_right
from decimal import Decimal

from commontable.engines.costing.calendar import date_of, day_of
from commontable.engines.costing.components import COPAYS, MEDICAL, WORKER_COPAYS, WORKER_PREMIUMS
from commontable.engines.costing.live.formula import (
    Cell,
    Formula,
    formula,
    greatest,
    least,
    percent_of,
    rounded,
    together,
    total,
)
from commontable.engines.costing.live.page import Page
from commontable.engines.costing.live.parameters import Parameters
from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.plan.standing import meant_by, rules_by_key
from commontable.engines.costing.terms import Term

type _Step = tuple[str, Term]

_TABLES = (MEDICAL, WORKER_PREMIUMS, WORKER_COPAYS)


class Benefits:
    """A table of months for each group of workers with the same plan, tier and terms."""

    def __init__(self, page: Page, plan: Plan, values: Parameters) -> None:
        self.page, self.plan, self.values = page, plan, values
        self._columns: dict[tuple[int, int], list[Cell]] = {}
        terms = plan.standing.of("month")
        self._names = sorted({term.name for term in terms if term.kind.name == "premium"})
        self._copays = sorted({term.name for term in terms if term.kind.name == "copay"})
        self._terms = terms
        page.widths(12)
        page.sheet.set_column(1, 40, 15)
        page.line("Benefits by the month, dollars", "title")
        page.line(
            "For who is employed on the first of the month. Each part is rounded to the cent; a "
            "copay's year to the cent, in twelve parts that make it up.",
            "soft",
        )
        page.row += 1
        if terms:
            for group in range(len(plan.benefits.groups)):
                self._group(group)

    def of_year(self, worker: int, year: int) -> dict[int, Formula]:
        """Cents of the employer's and the worker's by component, for a contract year."""
        workers, months = self.plan.standing.workers, self.plan.benefits.months
        group = int(self.plan.benefits.groups.of[worker])
        first, over = (int(each) for each in self.plan.benefits.year_months[year : year + 2])
        first = max(first, int((months < int(workers.hired[worker])).sum()))
        over = min(over, int((months <= int(workers.left[worker])).sum()))
        if first >= over or (group, MEDICAL) not in self._columns:
            return {}
        sums = {
            component: total(self._columns[group, component][first:over]) for component in _TABLES
        }
        return sums | {COPAYS: formula(0) - sums[WORKER_COPAYS]}

    def _group(self, group: int) -> None:
        page, workers = self.page, self.plan.standing.workers
        worker = int(self.plan.benefits.groups.example[group])
        tier = workers.label("benefit_tier", worker)
        if not tier:
            return
        plan_name = workers.label("benefit_plan", worker) or "no plan named"
        page.text(page.row, 0, f"{plan_name}, {tier}", "bold")
        page.text(page.row, 3, "share of full time, %", "soft")
        full = Decimal(int(workers.fte[worker])) / 100
        fte = page.number(page.row, 4, full, "input")
        page.row += 1
        heads = ["Month"]
        for name in self._names:
            heads += [
                f"{name} premium".strip().capitalize(),
                f"{name} employer pays".strip().capitalize(),
                f"{name} worker pays".strip().capitalize(),
            ]
        heads += [f"Copay {name}" for name in self._copays]
        heads += ["Employer, premiums", "Worker, premiums", "Worker, copays"]
        page.head(heads)
        last: dict[str, tuple[list[_Step], Cell]] = {}
        for place in range(len(self.plan.benefits.months)):
            self._month(group, place, fte, last)
        page.row += 1

    def _month(
        self, group: int, place: int, fte: Cell, last: dict[str, tuple[list[_Step], Cell]]
    ) -> None:
        page, row = self.page, self.page.row
        worker = int(self.plan.benefits.groups.example[group])
        tier = self.plan.standing.workers.label("benefit_tier", worker)
        page.day(row, 0, date_of(int(self.plan.benefits.months[place])))
        column = 1
        employer, premiums, copays = [], [], []
        for name in self._names:
            steps = self._premium_steps(name, worker, place)
            premium = page.put(row, column, self._premium(steps, tier, last.get(name)), "money")
            last[name] = (steps, premium)
            part, by_fte = self._employee_part(name, worker, tier, place, premium)
            pays = formula(premium) - part
            if by_fte:
                pays = rounded(percent_of(pays, fte))
            employer.append(page.put(row, column + 1, pays, "money"))
            rest = formula(premium) - employer[-1]
            premiums.append(page.put(row, column + 2, rest, "money"))
            column += 3
        for name in self._copays:
            copays.append(page.put(row, column, self._copay(name, worker, tier, place), "money"))
            column += 1
        sums = (employer, premiums, copays)
        for component, cells in zip(_TABLES, sums, strict=True):
            cell = page.put(row, column, together(cells), "money")
            self._columns.setdefault((group, component), []).append(cell)
            column += 1
        page.row += 1

    def _acting(self, kind: str, name: str, worker: int, place: int) -> Term | None:
        """The rule that stands for the worker in a month."""
        month = date_of(int(self.plan.benefits.months[place]))
        same = rules_by_key(self._terms).get((kind, name), [])
        standing = [term for term in same if term.acts_over(month) and self._means(term, worker)]
        return standing[-1] if standing else None

    def _means(self, term: Term, worker: int) -> bool:
        return bool(self.plan.standing.workers.mask(meant_by(term))[worker])

    def _premium_steps(self, name: str, worker: int, place: int) -> list[_Step]:
        """The premium that stands and the trends since, in their order."""
        premium = self._acting("premium", name, worker, place)
        since = -(2**40) if premium is None else day_of(premium.effective)
        month = date_of(int(self.plan.benefits.months[place]))
        trends = [
            term
            for term in rules_by_key(self._terms).get(("premium_trend", name), [])
            if term.effective <= month
            and day_of(term.effective) > since
            and self._means(term, worker)
        ]
        trends.sort(key=lambda term: (term.effective, term.order))
        first: list[_Step] = [] if premium is None else [("premium", premium)]
        return [*first, *(("trend", term) for term in trends)] if first else []

    def _premium(
        self, steps: list[_Step], tier: str, last: tuple[list[_Step], Cell] | None
    ) -> Formula:
        amount = formula(0)
        if last is not None and steps[: len(last[0])] == last[0] and last[0]:
            amount, steps = formula(last[1]), steps[len(last[0]) :]
        for what, term in steps:
            if what == "premium":
                amount = formula(self.values.by_tier(term, "dollars", tier))
            else:
                risen = formula(1) + formula(self.values.of(term, "percent")) / 100
                amount = rounded(amount * risen)
        return amount

    def _employee_part(
        self, name: str, worker: int, tier: str, place: int, premium: Cell
    ) -> tuple[Formula, bool]:
        """What the worker pays at full time, and whether part time pays more."""
        term = self._acting("premium_share", name, worker, place)
        if term is None:
            return formula(0), False
        by_fte = term.values["part_time"] == "by_fte"
        if "employee_percent" in term.values:
            percent = self.values.by_tier(term, "employee_percent", tier)
            if isinstance(percent, int):
                return formula(0), by_fte
            return rounded(percent_of(premium, percent)), by_fte
        if "employee_dollars" in term.values:
            return least(premium, self.values.by_tier(term, "employee_dollars", tier)), by_fte
        most = self.values.by_tier(term, "employer_most", tier)
        return greatest(formula(premium) - most, 0), by_fte

    def _copay(self, name: str, worker: int, tier: str, place: int) -> Formula:
        term = self._acting("copay", name, worker, place)
        if term is None:
            return formula(0)
        starts = [int(each) for each in self.plan.benefits.year_months]
        of_year = place - starts[bisect_right(starts, place) - 1]
        uses = self.values.by_tier(term, "uses", tier)
        yearly = formula(uses) * self.values.of(term, "dollars")
        whole = rounded(yearly * (of_year + 1) / 12)
        return whole - rounded(yearly * of_year / 12) if of_year else whole
