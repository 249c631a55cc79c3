"""The kernel, compiled: one worker after the other, from change to change.

Between two changes of anything that concerns a worker every whole pay period pays the same, so it
is worked out once and counted. ``by_columns`` gives the same cents without a compiler. The
method, in words: docs/explanation/one-workers-year.md.

Compiled functions take no keywords and no objects: state goes in arrays and tuples.
"""

from typing import NamedTuple

import numpy as np

from commontable.engines.costing.components import (
    BASE_PAY,
    BONUS,
    COPAYS,
    COSTS,
    EXIT_PAY,
    LUMP_SUMS,
    MEDICAL,
    OVERTIME_HOURS,
    PERIODS,
    REGULAR,
    SHIFT_DIFFERENTIALS,
    WIDTH,
    WORKER_COPAYS,
    WORKER_PREMIUMS,
)
from commontable.engines.costing.kernel.compiling import (
    CENT,
    NEVER,
    QUARTER_MILLS,
    WHOLE,
    compiled,
    half_up,
    inlined,
)
from commontable.engines.costing.kernel.settling import (
    CARRIED,
    CARRIED_HOURS,
    pay_on_its_day,
    settle,
)
from commontable.engines.costing.plan.arrays import (
    BenefitArrays,
    Ints,
    LineArrays,
    PaymentArrays,
    PercentArrays,
    TimeArrays,
    WageArrays,
    WorkerArrays,
)


class ScratchArrays(NamedTuple):
    """What one thread writes into while it works on a worker."""

    rates: Ints
    whole: Ints
    opened: Ints
    line_sums: Ints
    carried: Ints
    capped: Ints
    owed: Ints
    own: Ints


def scratch(lines: int, percents: int, years: int, width: int) -> ScratchArrays:
    """Fresh arrays for one thread."""
    return ScratchArrays(
        rates=np.zeros(lines, np.int64),
        whole=np.zeros(lines, np.int64),
        opened=np.zeros(lines, np.int64),
        line_sums=np.zeros(lines, np.int64),
        carried=np.zeros(CARRIED, np.int64),
        capped=np.zeros(percents, np.int64),
        owed=np.zeros(percents, np.int64),
        own=np.zeros((years, width), np.int64),
    )


@inlined
def _due_day(month: int, of_month: int, time: TimeArrays) -> int:
    at = month - time.month_zero[0]
    if at + 1 >= len(time.month_first):
        return NEVER
    day: int = min(time.month_first[at] + of_month, time.month_first[at + 1])
    return day


@inlined
def _paid_from(day: int, time: TimeArrays) -> int:
    """The day on which a change dated ``day`` is first paid."""
    if not time.waits[0] or day <= time.bounds[0]:
        return day
    period = np.searchsorted(time.bounds, day)
    following: int = time.bounds[period] if period < len(time.bounds) else NEVER
    return following


@inlined
def _steps_taken(  # noqa: PLR0917
    w: int,
    t: int,
    group: int,
    segment: int,
    steps: tuple[int, int, int, int, int],
    worker: WorkerArrays,
    time: TimeArrays,
    wage: WageArrays,
) -> tuple[int, int, int, int, int]:
    """Step, missed steps, and when the next is due, after all that happens on day ``t``."""
    step, missed, due_month, due_on, due = steps
    highest = wage.highest[group, segment]
    while due <= t:
        frozen = -1
        for f in range(len(wage.freeze_from)):
            if wage.freezes[group, f] and wage.freeze_from[f] <= due_on < wage.freeze_end[f]:
                frozen = f
        if step < highest:
            if frozen < 0:
                step += 1
            elif wage.freeze_restores[frozen]:
                missed += 1
        due_month += wage.months_at[min(step, len(wage.months_at) - 1)]
        due_on = _due_day(due_month, worker.due_of_month[w], time)
        due = _paid_from(due_on, time)
    if missed:
        for f in range(len(wage.freeze_from)):
            if missed and wage.freeze_back[f] == t and wage.freezes[group, f]:
                step = min(step + missed, highest)
                missed = 0
    for j in range(len(wage.jump_day)):
        here = wage.jump_day[j] == t and wage.jump_from[group, j] == step
        if here and worker.jump_service[w, j] <= t:
            step += 1
    return step, missed, due_month, due_on, due


@inlined
def _line_rates(  # noqa: PLR0917
    w: int,
    rate: int,
    segment: int,
    band: int,
    worker: WorkerArrays,
    line: LineArrays,
    unit: int,
    rates: Ints,
    whole: Ints,
) -> None:
    """Mills an hour of each line into ``rates``, cents of a whole period into ``whole``."""
    group = worker.line_group[w]
    total = rate
    for i in range(len(rates)):
        mills = rate
        if i:
            parts = line.parts[group, segment, band, i]
            mills = line.mills[group, segment, band, i]
            if parts:
                of = total if line.on_total[i] else rate
                if unit == CENT:
                    mills += half_up(of * parts, WHOLE * CENT) * CENT
                else:
                    mills += half_up(of * parts, WHOLE)
            if line.adds[i]:
                total += mills
        rates[i] = mills
        whole[i] = 0
        if mills:
            whole[i] = half_up(mills * worker.hours[w, line.hours[i]], QUARTER_MILLS)


@inlined
def _benefit_months(
    w: int, worker: WorkerArrays, time: TimeArrays, benefit: BenefitArrays, own: Ints
) -> None:
    """Benefits go by the month in which she is employed on its first day."""
    enrolled = np.searchsorted(time.benefit_months, worker.hired[w])
    ended = np.searchsorted(time.benefit_months, worker.left[w], side="right")
    group = worker.benefit_group[w]
    for year in range(len(time.year_months) - 1):
        begin = max(enrolled, time.year_months[year])
        over = min(ended, time.year_months[year + 1])
        if begin < over:
            copays = benefit.copay[group, over] - benefit.copay[group, begin]
            own[year, MEDICAL] += benefit.employer[group, over] - benefit.employer[group, begin]
            own[year, COPAYS] -= copays
            own[year, WORKER_COPAYS] += copays
            own[year, WORKER_PREMIUMS] += (
                benefit.premium[group, over] - benefit.premium[group, begin]
            )


@compiled
def run(  # noqa: PLR0915, PLR0917 - one worker's days, in their order
    first: int,
    last: int,
    worker: WorkerArrays,
    time: TimeArrays,
    wage: WageArrays,
    line: LineArrays,
    percent: PercentArrays,
    payment: PaymentArrays,
    benefit: BenefitArrays,
    scratch: ScratchArrays,
    totals: Ints,
    net: Ints,
    costs: Ints,
) -> None:
    """Workers ``first`` to ``last`` into ``totals`` [profile, Y, component].

    ``net`` [W, Y] gets what each takes home, ``costs`` [W, Y] what each costs; either may have no
    rows, then it is not kept.
    """
    years = len(time.year_months) - 1
    lines = len(line.hours)
    opening, closing = time.bounds[0], time.bounds[-1]
    unit = wage.rate_unit[0]
    bands = worker.band_days.shape[1]
    rates, whole, opened, line_sums, carried, capped, owed, own = scratch
    for w in range(first, last):
        end = min(closing, worker.left[w] + 1)
        t = max(min(opening, time.known[0] + 1), worker.hired[w])
        if max(t, opening) >= end:
            continue
        own[:] = 0
        opened[:] = 0
        line_sums[:] = 0
        carried[:] = 0
        capped[:] = 0
        owed[:] = 0
        opened_days = 0
        paid_hours = worker.hours[w, REGULAR] + worker.hours[w, OVERTIME_HOURS]
        group = worker.wage_group[w]
        promoted = worker.promoted[w]
        if promoted <= t:
            group, promoted = worker.wage_group_after[w], NEVER
        due_on = _due_day(worker.due_month[w], worker.due_of_month[w], time)
        due = _paid_from(due_on, time)
        steps = (worker.step[w], 0, worker.due_month[w], due_on, due)
        band, segment, stretch, period, next_payment = 0, 0, 0, 0, 0
        while band < bands and worker.band_days[w, band] <= t:
            band += 1
        while time.segments[segment + 1] <= t:
            segment += 1
        while time.stretches[stretch + 1] <= t:
            stretch += 1
        while time.bounds[period + 1] <= t:
            period += 1
        while next_payment < len(payment.day) and payment.day[next_payment] < t:
            next_payment += 1
        rate = 0
        changed = True
        while t < end:
            if changed or steps[4] <= t:
                before = steps[0]
                steps = _steps_taken(w, t, group, segment, steps, worker, time, wage)
                changed = changed or steps[0] != before
            until = min(end, time.segments[segment + 1], steps[4], promoted)
            if band < bands:
                until = min(until, worker.band_days[w, band])
            if t < opening:
                until = min(until, opening)
            else:
                until = min(until, time.stretches[stretch + 1])
                if changed:
                    at = max(steps[0], wage.lowest[group, segment])
                    at = min(at, wage.highest[group, segment])
                    rate = wage.rates[group, segment, at - 1]
                    _line_rates(w, rate, segment, band, worker, line, unit, rates, whole)
                    changed = False
                year = time.stretch_year[stretch]
                a = t
                while a < until:
                    begins, ends = time.bounds[period], time.bounds[period + 1]
                    if a == begins and until >= ends:
                        count = 1
                        period += 1
                        while period < len(time.bounds) - 1 and time.bounds[period + 1] <= until:
                            count += 1
                            period += 1
                        a = time.bounds[period]
                        for i in range(lines):
                            line_sums[i] += count * whole[i]
                        carried[CARRIED_HOURS] += count * paid_hours
                        if year >= 0:
                            own[year, PERIODS] += count
                        continue
                    upto = min(until, ends)
                    opened_days += upto - a
                    for i in range(lines):
                        opened[i] += rates[i] * (upto - a)
                    a = upto
                    if upto in (ends, end):
                        days = ends - begins
                        for i in range(lines):
                            hours = worker.hours[w, line.hours[i]]
                            line_sums[i] += half_up(opened[i] * hours, QUARTER_MILLS * days)
                            opened[i] = 0
                        carried[CARRIED_HOURS] += half_up(paid_hours * opened_days, days)
                        opened_days = 0
                        if year >= 0:
                            own[year, PERIODS] += 1
                        period += 1
                while next_payment < len(payment.day) and payment.day[next_payment] < until:
                    pay_on_its_day(w, next_payment, rate, year, worker, time, payment, carried, own)
                    next_payment += 1
                over = until == time.stretches[stretch + 1]
                if over or until == end:
                    year_over = over and time.stretch_ends_year[stretch]
                    settle(
                        w,
                        stretch,
                        until == end,
                        year_over,
                        worker,
                        time,
                        line,
                        percent,
                        line_sums,
                        carried,
                        capped,
                        owed,
                        own,
                    )
                    if year_over and year >= 0:
                        for i in range(lines):
                            if line.gross[i]:
                                own[year, EXIT_PAY] += whole[i] * time.periods_a_year[0]
                if over:
                    stretch += 1
                    more = stretch < len(time.stretch_tax_year)
                    if (
                        more
                        and time.stretch_tax_year[stretch] != time.stretch_tax_year[stretch - 1]
                    ):
                        capped[:] = 0
            t = until
            if t == promoted:
                group, promoted = worker.wage_group_after[w], NEVER
                changed = True
            while band < bands and worker.band_days[w, band] <= t:
                band += 1
                changed = True
            while segment + 2 < len(time.segments) and time.segments[segment + 1] <= t:
                segment += 1
                changed = True
        _benefit_months(w, worker, time, benefit, own)
        for year in range(years):
            into = totals[worker.profile[w], year]
            for c in range(WIDTH):
                into[c] += own[year, c]
            if len(costs):
                for c in range(COSTS):
                    costs[w, year] += own[year, c]
            if len(net):
                paid = own[year, LUMP_SUMS] + own[year, BONUS]
                for c in range(BASE_PAY, SHIFT_DIFFERENTIALS + 1):
                    paid += own[year, c]
                net[w, year] = paid - own[year, WORKER_PREMIUMS] - own[year, WORKER_COPAYS]
