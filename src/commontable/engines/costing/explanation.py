"""One worker's years, line by line: which term, which clause, which step, which cents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commontable.engines.costing import components as c
from commontable.engines.costing.amounts import dollars, rate
from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.components import COSTS, NAMES
from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.traced import Trace, trace
from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.wording import promise


@dataclass(frozen=True, slots=True)
class RateChange:
    """The rate from a day on, in mills an hour, and why: the terms and the step."""

    day: date
    rate: int
    step: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of a year: cents, how they came about, whether they reach the worker as money."""

    component: str
    cents: int
    steps: tuple[str, ...]
    taken_home: bool


@dataclass(frozen=True, slots=True)
class WorkerYear:
    first: date
    amounts: tuple[Amount, ...]
    cost: int
    taken_home: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A worker under one offer. ``facts`` are what the census says of her."""

    worker: str
    offer: str
    facts: tuple[tuple[str, str], ...]
    rates: tuple[RateChange, ...]
    years: tuple[WorkerYear, ...]


def explain(costing: Costing, offer: Offer, employee_id: str) -> Explanation:
    """Raises ``CostingError`` when no worker has that id."""
    for part in range(len(costing.parts)):
        row = costing.parts[part].find(employee_id)
        if row >= 0:
            plan = costing.plan(offer, part)
            return _explained(plan, offer, row)
    raise CostingError(
        "worker",
        expected="an employee_id of the census",
        got=repr(employee_id),
        fix="Copy it from the census as it is written there.",
    )


def _explained(plan: Plan, offer: Offer, row: int) -> Explanation:
    found = trace(plan.workers, plan.arrays, row)
    workers = plan.standing.workers
    hours = workers.hours[row]
    facts = [
        *((name, workers.label(name, row)) for name in ("union", "region", "classification")),
        ("step", str(int(workers.step[row])) if workers.step[row] else "none"),
        ("hired", str(date_of(int(workers.hired[row])))),
        ("share of full time", f"{int(workers.fte[row]) / 10_000:.2%}"),
        *(
            (f"{name} hours a period", f"{int(hours[at]) / 4:g}")
            for at, name in enumerate(c.HOURS)
            if hours[at]
        ),
    ]
    starts = plan.standing.time.year_starts()
    years = [_year(plan, found, row, year, starts[year]) for year in range(len(starts) - 1)]
    return Explanation(
        workers.id_of(row),
        offer.name,
        tuple((name, value) for name, value in facts if value),
        tuple(_rate_changes(plan, found)),
        tuple(years),
    )


def _rate_changes(plan: Plan, found: Trace) -> Iterator[RateChange]:
    last = (0, 0, -1)
    for stay in found.stays:
        if stay.end <= plan.standing.time.first_day or (stay.rate, stay.step, stay.group) == last:
            continue
        why: list[str] = []
        for event in plan.book.events:
            if event.day == stay.begin and event.groups[stay.group]:
                source = f" ({event.term.source})" if str(event.term.source) else ""
                why.append(f"{promise(event.term)}{source}")
        if last[1] and stay.step != last[1]:
            why.append(f"step {last[1]} to {stay.step}")
        if last[2] >= 0 and stay.group != last[2]:
            why.append("promoted to the main scale")
        day = max(stay.begin, plan.standing.time.first_day)
        if not last[1] and day > stay.begin:
            why = []
        yield RateChange(date_of(day), stay.rate, stay.step, tuple(why) or ("as it stood",))
        last = (stay.rate, stay.step, stay.group)


def _year(plan: Plan, found: Trace, row: int, year: int, first: date) -> WorkerYear:
    amounts = [
        Amount(NAMES[component], int(found.own[year, component]), steps, component in c.TAKEN_HOME)
        for component in range(COSTS)
        if found.own[year, component]
        for steps in [tuple(_steps(plan, found, row, year, component))]
    ]
    home = sum(int(found.own[year, component]) for component in c.TAKEN_HOME)
    home -= int(found.own[year, c.WORKER_PREMIUMS]) + int(found.own[year, c.WORKER_COPAYS])
    return WorkerYear(first, tuple(amounts), sum(a.cents for a in amounts), home)


def _steps(plan: Plan, found: Trace, row: int, year: int, component: int) -> Iterator[str]:
    yield from _line_steps(plan, found, row, year, component)
    yield from _payment_steps(plan, found, year, component)
    yield from _share_steps(plan, found, year, component)
    if component in (c.MEDICAL, c.COPAYS):
        yield from _month_steps(plan, row, year, component)


def _line_steps(plan: Plan, found: Trace, row: int, year: int, component: int) -> Iterator[str]:
    bounds = plan.arrays.time.bounds
    for at, line in enumerate(plan.lines.lines):
        if line.component != component:
            continue
        hours = int(plan.standing.workers.hours[row, line.hours]) / 4
        runs: list[list[int]] = []  # first period, periods, cents each
        for paid in found.paid:
            if paid.year != year or not paid.cents[at]:
                continue
            if runs and runs[-1][2] == paid.cents[at]:
                runs[-1][1] += 1
            else:
                runs.append([paid.period, 1, paid.cents[at]])
        for period, count, cents in runs:
            begins, ends = int(bounds[period]), int(bounds[period + 1])
            paid_at = [
                stay.rates[at] for stay in found.stays if stay.begin < ends and stay.end > begins
            ]
            rates = " and ".join(rate(each) for each in dict.fromkeys(paid_at))
            name = line.key[1] or line.key[0].replace("_", " ")
            yield (
                f"{name}: {count} × {dollars(cents)} from {date_of(begins)} ({rates} × {hours:g} h)"
            )


def _payment_steps(plan: Plan, found: Trace, year: int, component: int) -> Iterator[str]:
    time, payment = plan.arrays.time, plan.arrays.payment
    for at, cents in found.payments:
        day = int(payment.day[at])
        stretch = int((time.stretches <= day).sum()) - 1
        if payment.component[at] == component and time.stretch_year[stretch] == year and cents:
            term = plan.payments.terms[at][-1]
            source = f" ({term.source})" if str(term.source) else ""
            yield f"{promise(term)} on {date_of(day)}: {dollars(cents)}{source}"


def _share_steps(plan: Plan, found: Trace, year: int, component: int) -> Iterator[str]:
    time = plan.arrays.time
    for shared in found.shares:
        percentage = plan.percents.percentages[shared.percentage]
        if percentage.component != component or time.stretch_year[shared.stretch] != year:
            continue
        until = date_of(int(time.stretches[shared.stretch + 1]) - 1)
        term = _percent_term(plan, percentage.key, until)
        yield f"{term}, to {until}: {dollars(shared.cents)}"


def _percent_term(plan: Plan, key: tuple[str, str], until: date) -> str:
    """What the rule of ``key`` says when its stretch ends."""
    standing = [
        term
        for term in plan.standing.of("percent")
        if term.key == key and term.acts_over(min(until, plan.standing.time.paydays[-1]))
    ]
    if not standing:
        return key[1] or key[0].replace("_", " ")
    standing.sort(key=lambda term: (term.layer == "offer", term.effective, term.order))
    term = standing[-1]
    source = f" ({term.source})" if str(term.source) else ""
    return f"{promise(term)}{source}"


def _month_steps(plan: Plan, row: int, year: int, component: int) -> Iterator[str]:
    workers, benefits = plan.standing.workers, plan.benefits
    group = int(benefits.groups.of[row])
    table = benefits.arrays.employer if component == c.MEDICAL else benefits.arrays.copay
    begin, end = (int(each) for each in benefits.year_months[year : year + 2])
    runs: list[list[int]] = []
    for month in range(begin, end):
        first = int(benefits.months[month])
        if not int(workers.hired[row]) <= first <= int(workers.left[row]):
            continue
        cents = int(table[group, month + 1] - table[group, month])
        if runs and runs[-1][2] == cents:
            runs[-1][1] += 1
        else:
            runs.append([first, 1, cents])
    what = "the employer's part" if component == c.MEDICAL else "copays taken off the plan"
    for first, count, cents in runs:
        if cents:
            yield f"{what}: {count} × {dollars(cents)} a month from {date_of(first)}"


def as_text(found: Explanation) -> str:
    """The explanation as lines for the terminal."""
    lines = [f"{found.worker} under {found.offer}"]
    lines += [f"  {name}: {value}" for name, value in found.facts]
    lines.append("Rates")
    for change in found.rates:
        step = f"step {change.step}" if change.step else "no step"
        lines.append(f"  {change.day}  {rate(change.rate)}  {step}  {'; '.join(change.why)}")
    for number, year in enumerate(found.years, 1):
        lines.append(f"Year {number}, from {year.first}: costs {dollars(year.cost)}, "
                     f"takes home {dollars(year.taken_home)}")  # fmt: skip
        for amount in year.amounts:
            lines.append(f"  {amount.component}: {dollars(amount.cents)}")
            lines += [f"    {step}" for step in amount.steps]
    return "\n".join(lines) + "\n"
