"""What is earned in the stays of some workers, compiled: the lines of their pay slips.

Each line of each pay period is rounded to the cent here, and nowhere else. What follows from it
(shares of pay, payments, benefits) is in ``settling``. ``by_columns`` gives the same cents without
a compiler. The method, in words: docs/explanation/one-workers-year.md.
"""

from typing import NamedTuple

import numpy as np

from commontable.engines.costing.components import (
    EXIT_PAY,
    OVERTIME_HOURS,
    PERIODS,
    QUARTER_HOURS,
    REGULAR,
)
from commontable.engines.costing.kernel.compiling import (
    CENT,
    QUARTER_MILLS,
    WHOLE,
    compiled,
    cost_of,
    half_up,
    inlined,
    taken_home,
)
from commontable.engines.costing.kernel.walking import WHOLE_PERIODS, StayArrays
from commontable.engines.costing.plan.arrays import (
    Flags,
    Ints,
    LineArrays,
    TimeArrays,
    WageArrays,
    WorkerArrays,
)

BASE, GROSS, PENSIONABLE, HOURS = range(4)
EARNED = 4
"""What is carried from here to ``settling``, for each worker and stretch."""


class EarningScratch(NamedTuple):
    """What one thread writes into while it works on a worker: by line; and before her, by year."""

    hours: Ints
    opened: Ints
    sums: Ints
    before: Ints  # [Y, 2]


def earning_scratch(lines: int, years: int) -> EarningScratch:
    """Fresh arrays for one thread."""
    return EarningScratch(
        hours=np.zeros(lines, np.int64),
        opened=np.zeros(lines, np.int64),
        sums=np.zeros(lines, np.int64),
        before=np.zeros((years, 2), np.int64),
    )


@inlined
def _mills(  # noqa: PLR0917
    n: int, rate: int, total: int, at: int, line: LineArrays, mills: Ints, parts: Ints, unit: int
) -> int:
    """Mills an hour of line ``n``: of the bare ``rate``, or of the ``total`` added up so far."""
    if n == 0:
        return rate
    share = parts[at, n]
    of_line: int = mills[at, n]
    if share:
        of = total if line.on_total[n] else rate
        if unit == CENT:
            of_line += half_up(of * share, WHOLE * CENT) * CENT
        else:
            of_line += half_up(of * share, WHOLE)
    return of_line


@inlined
def _booked(line: LineArrays, sums: Ints, year: int, own: Ints, earned: Ints) -> None:
    """A stretch is over: its lines go to the year, and what others are a share of to ``earned``."""
    for n in range(len(sums)):
        paid = sums[n]
        if paid:
            earned[BASE] += paid if line.base[n] else 0
            earned[GROSS] += paid if line.gross[n] else 0
            earned[PENSIONABLE] += paid if line.pensionable[n] else 0
            if year >= 0:
                own[year, line.component[n]] += paid
            sums[n] = 0
    if year >= 0:
        own[year, QUARTER_HOURS] += earned[HOURS]


@compiled
def earn(  # noqa: PLR0915, PLR0917 - one worker after the other, from stay to stay
    first: int,
    last: int,
    order: Ints,
    concerned: Flags,
    stays: StayArrays,
    worker: WorkerArrays,
    time: TimeArrays,
    wage: WageArrays,
    line: LineArrays,
    scratch: EarningScratch,
    earned: Ints,
    totals: Ints,
    net: Ints,
    costs: Ints,
) -> None:
    """Adds what workers ``order[first:last]``, whose ``stays`` these are, earn to ``totals``.

    ``totals`` are [profile, Y, component]; profiles that are not ``concerned`` are passed over.
    ``earned`` [last - first, K, EARNED] gets cents and quarter-hours. ``net`` [W, Y] gets what each
    takes home, ``costs`` [W, Y] what each costs; either may have no rows, then it is not kept.
    """
    years = len(time.year_months) - 1
    lines = len(line.hours)
    unit = wage.rate_unit[0]
    rates = wage.rates.reshape(-1)
    cells = line.mills.shape[1] * line.mills.shape[2]
    mills, parts = line.mills.reshape(-1, lines), line.parts.reshape(-1, lines)
    per_worker = len(net) or len(costs)
    hours, opened, sums, before = scratch
    for i in range(first, last):
        here = i - first
        s, over = stays.begins[here], stays.begins[here + 1]
        w = order[i]
        profile = worker.profile[w]
        if s == over or not concerned[profile]:
            continue
        earned[here] = 0
        own = totals[profile]
        if per_worker:
            for year in range(years):
                before[year, 0], before[year, 1] = cost_of(own, year), taken_home(own, year)
        for n in range(lines):
            hours[n] = worker.hours[w, line.hours[n]]
            opened[n] = 0
            sums[n] = 0
        opened_days = 0
        paid_hours = worker.hours[w, REGULAR] + worker.hours[w, OVERTIME_HOURS]
        tables = worker.line_group[w] * cells
        end = min(time.bounds[-1], worker.left[w] + 1)
        rate, at = 0, 0
        while s < over:
            stretch = stays.stretch[s]
            year = time.stretch_year[stretch]
            periods, paid = 0, 0
            while s < over and stays.stretch[s] == stretch:
                rate, at = rates[stays.rate[s]], tables + stays.line[s]
                many, of = stays.many[s], stays.of[s]
                s += 1
                total = rate
                # One loop: what it is short of is the time to start another.
                for n in range(lines):
                    if not hours[n] and not line.adds[n]:
                        continue  # pays nothing, whatever its rate
                    each = _mills(n, rate, total, at, line, mills, parts, unit)
                    if line.adds[n]:
                        total += each
                    if of == WHOLE_PERIODS:
                        sums[n] += many * half_up(each * hours[n], QUARTER_MILLS)
                        continue
                    opened[n] += each * many
                    if of:
                        sums[n] += half_up(opened[n] * hours[n], QUARTER_MILLS * of)
                        opened[n] = 0
                if of == WHOLE_PERIODS:
                    paid += many * paid_hours
                    periods += many
                    continue
                opened_days += many
                if of:
                    paid += half_up(paid_hours * opened_days, of)
                    opened_days = 0
                    periods += 1
            if year >= 0:
                own[year, PERIODS] += periods
            earned[here, stretch, HOURS] = paid
            _booked(line, sums, year, own, earned[here, stretch])
            complete = s < over or time.stretches[stretch + 1] == end
            if complete and time.stretch_ends_year[stretch] and year >= 0:
                total = rate
                for n in range(lines):
                    each = _mills(n, rate, total, at, line, mills, parts, unit)
                    if line.adds[n]:
                        total += each
                    if line.gross[n]:
                        whole = half_up(each * hours[n], QUARTER_MILLS)
                        own[year, EXIT_PAY] += whole * time.periods_a_year[0]
        if per_worker:
            for year in range(years):
                costs[w, year] = cost_of(own, year) - before[year, 0]
                net[w, year] = taken_home(own, year) - before[year, 1]
