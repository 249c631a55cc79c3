"""A plan: the terms that stand, resolved for some workers into what the kernel reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from commontable.engines.costing.calendar import NEVER, add_months, date_of, day_of
from commontable.engines.costing.contract import Contract
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.by_columns import paid_from
from commontable.engines.costing.pay_calendar import Timeline
from commontable.engines.costing.plan.arrays import PlanArrays, TimeArrays, WorkerArrays
from commontable.engines.costing.plan.benefits import Benefits, benefits_of
from commontable.engines.costing.plan.lines import Lines, line_days, lines_of
from commontable.engines.costing.plan.payments import Payments, payments_of
from commontable.engines.costing.plan.percents import Percents, percent_periods, percents_of
from commontable.engines.costing.plan.standing import (
    LONG_AGO,
    Standing,
    check_dates,
)
from commontable.engines.costing.plan.wages import RateBook, rate_book, wage_days
from commontable.engines.costing.terms import Family, Term
from commontable.engines.costing.workers import Ints, Workers

_NO_STEPS = 2**30


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Everything resolved. ``arrays`` and ``workers`` go to the kernel; the rest explains them."""

    standing: Standing
    book: RateBook
    lines: Lines
    percents: Percents
    payments: Payments
    benefits: Benefits
    arrays: PlanArrays
    workers: WorkerArrays
    remarks: tuple[str, ...]
    of_workers: tuple[str, ...]
    """Those of the remarks that are about rates in the census."""


def plan_of(
    workers: Workers,
    contract: Contract,
    terms: Sequence[Term],
    time: Timeline,
    *,
    held: date | None = None,
    near: Plan | None = None,
) -> Plan:
    """Resolve ``terms`` over ``time``.

    With ``held``, everything stays as on that day. ``near`` is a plan for the same workers whose
    terms are nearly these: what the others do not touch is taken over from it, and comes out the
    same without it. Raises ``CostingError`` for terms that cannot stand together and workers
    without a rate. Names in scopes are looked at by ``standing.Seen``, which sees all parts of a
    census.
    """
    standing = Standing(workers, contract, tuple(terms), time, held)
    if near is not None and not _same_ground(near.standing, standing):
        near = None
    before = near.standing if near is not None else None
    remarks = [] if held is not None else [*check_dates(standing)]
    begins = min(time.bounds[0], day_of(workers.as_of) + 1)
    changes = wage_days(standing) | line_days(standing)
    inside = sorted(day for day in changes if begins < day < time.bounds[-1])
    segments = np.array([LONG_AGO, *inside, time.bounds[-1]], np.int64)
    as_cut = near is not None and np.array_equal(near.arrays.time.segments, segments)
    if near is not None and as_cut and _unchanged("wage", before, standing):
        book = near.book
    else:
        book = rate_book(standing, segments, near.book if near is not None else None)
    if near is not None and as_cut and _unchanged("line", before, standing):
        lines = near.lines
    else:
        lines = lines_of(standing, segments)
    stretch_periods = _stretches(time, percent_periods(standing))
    years = [time.year_of_period[period] for period in stretch_periods]
    if near is not None and _unchanged("percent", before, standing):
        percents = near.percents
    else:
        percents = percents_of(standing, stretch_periods, years)
    if near is not None and _unchanged("payment", before, standing):
        payments = near.payments
    else:
        payments = payments_of(standing)
    if near is not None and _unchanged("month", before, standing):
        benefits = near.benefits
    else:
        benefits = benefits_of(standing)
    times = _time_arrays(standing, segments, stretch_periods, benefits)
    arrays = PlanArrays(
        times, book.arrays, lines.arrays, percents.arrays, payments.arrays, benefits.arrays
    )
    if near is not None and _same_first_day(near.book, book):
        of_workers = near.of_workers
    else:
        of_workers = tuple(_check_workers(standing, book))
    remarks += of_workers
    remarks += _unpaid_hours(standing, lines)
    return Plan(
        standing,
        book,
        lines,
        percents,
        payments,
        benefits,
        arrays,
        _worker_arrays(standing, book, lines, percents, payments, benefits, near),
        tuple(dict.fromkeys(remarks)),
        of_workers,
    )


def _same_ground(near: Standing, standing: Standing) -> bool:
    return (
        near.workers is standing.workers
        and near.contract is standing.contract
        and near.held == standing.held
        and near.time == standing.time
    )


def _unchanged(family: Family, near: Standing | None, standing: Standing) -> bool:
    return near is not None and near.of(family) == standing.of(family)


def _same_first_day(near: RateBook, book: RateBook) -> bool:
    """Whether the workers stand on the same rates and steps when all begins."""
    return near.groups is book.groups and all(
        mine is other or np.array_equal(mine[:, 0], other[:, 0])
        for mine, other in zip(near.arrays[:3], book.arrays[:3], strict=True)
    )


def _stretches(time: Timeline, changes: set[int]) -> list[int]:
    """First periods of each run with one contract year, one tax year and the same percentages."""
    begins = {0, *(period for period in changes if period < time.periods)}
    for period in range(1, time.periods):
        if (
            time.year_of_period[period] != time.year_of_period[period - 1]
            or time.paydays[period].year != time.paydays[period - 1].year
        ):
            begins.add(period)
    return sorted(begins)


def _time_arrays(
    standing: Standing, segments: Ints, stretch_periods: list[int], benefits: Benefits
) -> TimeArrays:
    time = standing.time
    years = [time.year_of_period[period] for period in stretch_periods]
    ends = [years[at + 1] != year if at + 1 < len(years) else True for at, year in enumerate(years)]
    taxed = [time.paydays[period].year for period in stretch_periods]
    settles = [
        over or (at + 1 < len(taxed) and taxed[at + 1] != taxed[at]) for at, over in enumerate(ends)
    ]
    first = date_of(min(time.bounds[0], day_of(standing.workers.as_of)))
    zero = date(first.year, first.month, 1)
    months: list[int] = []
    while not months or months[-1] <= time.bounds[-1]:
        months.append(day_of(add_months(zero, len(months))))
    months.append(day_of(add_months(zero, len(months))))
    return TimeArrays(
        bounds=np.array(time.bounds, np.int64),
        known=np.array([day_of(standing.workers.as_of)], np.int64),
        segments=segments,
        stretches=np.array([*(time.bounds[p] for p in stretch_periods), time.bounds[-1]], np.int64),
        stretch_year=np.array(years, np.int64),
        stretch_ends_year=np.array(ends, np.bool_),
        stretch_settles=np.array(settles, np.bool_),
        stretch_tax_year=np.array(taxed, np.int64),
        month_first=np.array(months, np.int64),
        month_zero=np.array([_month_of(zero)], np.int64),
        benefit_months=benefits.months,
        year_months=benefits.year_months,
        periods_a_year=np.array([time.rules.periods_a_year], np.int64),
        waits=np.array([time.rules.changes == "next_period"], np.bool_),
    )


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1 - 1970 * 12


def _worker_arrays(  # noqa: PLR0917 - one for each family of terms
    standing: Standing,
    book: RateBook,
    lines: Lines,
    percents: Percents,
    payments: Payments,
    benefits: Benefits,
    near: Plan | None,
) -> WorkerArrays:
    workers = standing.workers
    if (
        near is not None
        and near.book.groups is book.groups
        and near.book.jump_years == book.jump_years
        and near.lines.years == lines.years
        and _ends_of_tiers(near.standing) == _ends_of_tiers(standing)
    ):
        return near.workers._replace(
            line_group=lines.groups.of,
            percent_group=percents.groups.of,
            payment_group=payments.groups.of,
            benefit_group=benefits.groups.of,
        )
    rules = standing.contract.steps
    due_month, of_month = workers.kept(("due", rules), lambda: _due(standing))
    count = workers.count
    wage = book.groups
    after = wage.after[wage.of]
    return WorkerArrays(
        profile=workers.profiles.of,
        wage_group=wage.of,
        wage_group_after=after.astype(np.int32),
        promoted=_promotions(standing, book),
        step=workers.step,
        due_month=due_month,
        due_of_month=of_month,
        seniority=workers.seniority,
        hired=workers.hired,
        left=workers.left,
        hours=workers.hours,
        fte=workers.fte,
        line_group=lines.groups.of,
        percent_group=percents.groups.of,
        payment_group=payments.groups.of,
        benefit_group=benefits.groups.of,
        band_days=_columns(
            [_reached(standing, workers.served(years)) for years in lines.years], count
        ),
        jump_service=_columns([workers.served(years) for years in book.jump_years], count),
    )


def _columns(days: list[Ints], count: int) -> Ints:
    if not days:
        return np.zeros((count, 0), np.int64)
    return np.ascontiguousarray(np.stack(days, axis=1))


def _reached(standing: Standing, days: Ints) -> Ints:
    """Days of service as they are first paid; those after a day that is held do not come."""
    time = standing.time
    first = paid_from(
        days, np.array(time.bounds, np.int64), waits=time.rules.changes == "next_period"
    )
    if standing.held is None:
        return first
    return np.where(days > day_of(standing.held), NEVER, first)


def _due(standing: Standing) -> tuple[Ints, Ints]:
    """The month of the first step after the census, and its day of the month, from 0.

    The first multiple of the interval on the present step, counted from the anniversary date.
    """
    workers, rules = standing.workers, standing.contract.steps
    interval = np.full(100, rules.months, np.int64)
    for step, months in rules.months_at:
        interval[step] = months
    each = interval[workers.step]
    days = workers.anniversary.astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    of_month = (days - month.astype("datetime64[D]")).astype(np.int64)
    since = month.astype(np.int64)
    known = np.maximum(day_of(workers.as_of), workers.hired)
    passed = (
        known.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) - since
    ) // each
    due = since + each * np.maximum(passed, 1)
    begins = due.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    following = (due + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    due = np.where(np.minimum(begins + of_month, following) <= known, due + each, due)
    stays = (workers.step == 0) | (workers.status == 1)
    return np.where(stays, _NO_STEPS, due), of_month


def _ends_of_tiers(standing: Standing) -> list[tuple[Term, int]]:
    """Lower scales that end, and after how many years of service."""
    return [
        (term, years)
        for term in standing.of("wage")
        if isinstance(years := term.values.get("until_years"), int)
    ]


def _promotions(standing: Standing, book: RateBook) -> Ints:
    workers, groups = standing.workers, book.groups
    promoted = np.full(workers.count, NEVER, np.int64)
    for term, years in _ends_of_tiers(standing):
        here = groups.mask(term)[groups.of]
        promoted = np.where(here, _reached(standing, workers.served(years)), promoted)
    return promoted


def _check_workers(standing: Standing, book: RateBook) -> list[str]:
    """Refuse workers without a rate; remark on rates that are not the schedule's."""
    workers, groups = standing.workers, book.groups
    lowest, highest = book.arrays.lowest[:, 0], book.arrays.highest[:, 0]
    real = groups.of
    no_schedule = (highest == 0) & ~groups.off
    on = ~groups.off[real]
    missing = no_schedule[real] & (workers.left >= standing.time.bounds[0])
    if missing.any():
        worker = int(np.flatnonzero(missing)[0])
        raise CostingError(
            f"row {worker + 1} (employee {workers.id_of(worker)})",
            expected=f"a schedule for {groups.named(int(groups.of[worker]))}",
            got=f"none that holds on the first day; {int(missing.sum()):,} workers have none",
            fix="Add the schedule to the contract, or mark them off_schedule with a base rate.",
        )
    step = workers.step
    outside = on & ~no_schedule[real] & ((step < lowest[real]) | (step > highest[real]))
    if outside.any():
        worker = int(np.flatnonzero(outside)[0])
        group = int(groups.of[worker])
        raise CostingError(
            f"row {worker + 1} (employee {workers.id_of(worker)}), step",
            expected=f"step {lowest[group]} to {highest[group]} of {groups.named(group)}",
            got=f"{step[worker]}; {int(outside.sum()):,} workers sit on no step of their schedule",
            fix="Mend the step, or mark the worker off_schedule with a base rate.",
        )
    return _other_rates(standing, book)


def _other_rates(standing: Standing, book: RateBook) -> list[str]:
    workers, groups = standing.workers, book.groups
    plain = (workers.status == 0) & (workers.own_rate > 0) & (workers.step > 0)
    paid = book.arrays.rates[groups.of, 0, np.maximum(workers.step, 1) - 1]
    differs = plain & (paid != workers.own_rate)
    if not differs.any() or standing.held is not None:
        return []
    worker = int(np.flatnonzero(differs)[0])
    remark = (
        f"{int(differs.sum()):,} workers on the schedule have a base rate that is not the "
        f"schedule's, such as {workers.id_of(worker)} in row {worker + 1}; the schedule was used. "
        "Mark them off_schedule if their own rate is right."
    )
    return [remark]


def _unpaid_hours(standing: Standing, lines: Lines) -> list[str]:
    kinds = {line.key[0] for line in lines.lines}
    if "overtime" not in kinds and standing.workers.hours[:, 1].any():
        return ["The census has overtime hours and no term says how they are paid: they cost 0."]
    return []
