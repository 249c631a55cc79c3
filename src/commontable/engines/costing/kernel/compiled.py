"""The kernel, compiled: one worker after the other, from change to change.

Between two changes of anything that concerns a worker every whole pay period pays the same, so it
is worked out once and counted. ``by_columns`` gives the same cents without a compiler. The
method, in words: docs/explanation/one-workers-year.md.

Compiled functions take no keywords and no objects: state goes in arrays and tuples.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

import numba as nb
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
    QUARTER_HOURS,
    REGULAR,
    SHIFT_DIFFERENTIALS,
    WORKER_COPAYS,
    WORKER_PREMIUMS,
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

_NEVER = 2**31 - 1
_QUARTER_MILLS = 40
"""Mills times quarter-hours in one cent."""
_FULL_TIME = 10_000
_WHOLE = 1_000_000
_CENT = 10

# What is carried from one stretch to the next, by its place in an array.
_PAYMENTS, _PENSIONABLE_PAYMENTS, _HOURS, _YEAR_BASE, _YEAR_GROSS, _YEAR_HOURS = range(6)
_CARRIED = 6

# Typed loosely: the option is there, the compiler's own types do not know it.
_njit: Any = nb.njit


def _compiled[F: Callable[..., object]](function: F) -> F:
    """Without counted references, which cost more than the work: arrays are handed in, none made.

    No lock is held, so that threads work side by side.
    """
    return cast("F", _njit(cache=True, nogil=True, _nrt=False, error_model="numpy")(function))


def _inlined[F: Callable[..., object]](function: F) -> F:
    """Put into its caller: a call would copy every array's header."""
    return cast("F", _njit(cache=True, inline="always", _nrt=False, error_model="numpy")(function))


@_compiled
def _half_up(numerator: int, denominator: int) -> int:
    rounded: int = (2 * numerator + denominator) // (2 * denominator)
    return rounded


@_compiled
def _parts_of(numerator: int, divisor: int) -> int:
    # A division by a constant costs a tenth of one by a variable, and nearly all are these.
    if divisor == _WHOLE:
        return _half_up(numerator, _WHOLE)
    return _half_up(numerator, divisor)


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
        carried=np.zeros(_CARRIED, np.int64),
        capped=np.zeros(percents, np.int64),
        owed=np.zeros(percents, np.int64),
        own=np.zeros((years, width), np.int64),
    )


@_inlined
def _due_day(month: int, of_month: int, time: TimeArrays) -> int:
    at = month - time.month_zero[0]
    if at + 1 >= len(time.month_first):
        return _NEVER
    day: int = min(time.month_first[at] + of_month, time.month_first[at + 1])
    return day


@_inlined
def _paid_from(day: int, time: TimeArrays) -> int:
    """The day on which a change dated ``day`` is first paid."""
    if not time.waits[0] or day <= time.bounds[0]:
        return day
    period = np.searchsorted(time.bounds, day)
    following: int = time.bounds[period] if period < len(time.bounds) else _NEVER
    return following


@_inlined
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


@_inlined
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
                if unit == _CENT:
                    mills += _half_up(of * parts, _WHOLE * _CENT) * _CENT
                else:
                    mills += _half_up(of * parts, _WHOLE)
            if line.adds[i]:
                total += mills
        rates[i] = mills
        whole[i] = 0
        if mills:
            whole[i] = _half_up(mills * worker.hours[w, line.hours[i]], _QUARTER_MILLS)


@_inlined
def _yearly(  # noqa: PLR0917
    w: int, q: int, stretch: int, carried: Ints, worker: WorkerArrays, percent: PercentArrays
) -> int:
    """A bonus at the end of its year."""
    group = worker.percent_group[w]
    if carried[_YEAR_HOURS] < percent.hours[group, stretch, q]:
        return 0
    of = carried[_YEAR_BASE] if percent.of[q] == 0 else carried[_YEAR_GROSS]
    flat = percent.flat[group, stretch, q]
    least = percent.least[group, stretch, q]
    most = percent.most[group, stretch, q]
    if percent.by_fte[group, stretch, q]:
        flat = _half_up(flat * worker.fte[w], _FULL_TIME)
        least = _half_up(least * worker.fte[w], _FULL_TIME)
        if most >= 0:
            most = _half_up(most * worker.fte[w], _FULL_TIME)
    amount: int = max(
        flat + _parts_of(of * percent.number[group, stretch, q], percent.divisor[q]), least
    )
    if most >= 0:
        amount = min(amount, most)
    return amount


@_inlined
def _settle(  # noqa: PLR0917
    w: int,
    stretch: int,
    leaves: bool,
    year_over: bool,
    worker: WorkerArrays,
    time: TimeArrays,
    line: LineArrays,
    percent: PercentArrays,
    line_sums: Ints,
    carried: Ints,
    capped: Ints,
    owed: Ints,
    own: Ints,
) -> None:
    """A stretch is over: its lines are booked, and what is a share of its pay."""
    year = time.stretch_year[stretch]
    base, gross, pensionable = 0, carried[_PAYMENTS], carried[_PENSIONABLE_PAYMENTS]
    for i in range(len(line_sums)):
        paid = line_sums[i]
        if paid:
            base += paid if line.base[i] else 0
            gross += paid if line.gross[i] else 0
            pensionable += paid if line.pensionable[i] else 0
            if year >= 0:
                own[year, line.component[i]] += paid
            line_sums[i] = 0
    carried[_YEAR_BASE] += base
    carried[_YEAR_GROSS] += gross
    carried[_YEAR_HOURS] += carried[_HOURS]
    if year >= 0:
        own[year, QUARTER_HOURS] += carried[_HOURS]
    settles = leaves or time.stretch_settles[stretch]
    group = worker.percent_group[w]
    for q in range(len(percent.of)):
        amount = 0
        if percent.yearly[q]:
            if year_over:
                amount = _yearly(w, q, stretch, carried, worker, percent)
        else:
            of = gross
            if percent.of[q] == 0:
                of = base
            elif percent.of[q] == 2:  # noqa: PLR2004 - pensionable
                of = pensionable
            number = percent.number[group, stretch, q]
            cap = percent.cap[group, stretch, q]
            if cap:
                owed[q] += (min(capped[q] + of, cap) - min(capped[q], cap)) * number
            else:
                owed[q] += of * number
            capped[q] += of
            if settles:
                amount = _parts_of(owed[q], percent.divisor[q])
                owed[q] = 0
        if amount:
            gross += amount if percent.is_pay[q] else 0
            pensionable += amount if percent.pensionable[q] else 0
            if year >= 0:
                own[year, percent.component[q]] += amount
    if year_over:
        carried[_YEAR_BASE], carried[_YEAR_GROSS], carried[_YEAR_HOURS] = 0, 0, 0
    carried[_PAYMENTS], carried[_PENSIONABLE_PAYMENTS], carried[_HOURS] = 0, 0, 0


@_inlined
def _pay_on_its_day(  # noqa: PLR0917
    w: int,
    j: int,
    rate: int,
    year: int,
    worker: WorkerArrays,
    time: TimeArrays,
    payment: PaymentArrays,
    carried: Ints,
    own: Ints,
) -> None:
    amount = payment.cents[worker.payment_group[w], j]
    parts = payment.parts[worker.payment_group[w], j]
    if payment.by_fte[j]:
        amount = _half_up(amount * worker.fte[w], _FULL_TIME)
    if parts:
        yearly = rate * worker.hours[w, REGULAR] * time.periods_a_year[0]
        amount += _half_up(yearly * parts, _QUARTER_MILLS * _WHOLE)
    own[year, payment.component[j]] += amount
    if payment.is_pay[j]:
        carried[_PAYMENTS] += amount
    if payment.pensionable[j]:
        carried[_PENSIONABLE_PAYMENTS] += amount


@_inlined
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


@_compiled
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
            group, promoted = worker.wage_group_after[w], _NEVER
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
                        carried[_HOURS] += count * paid_hours
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
                            line_sums[i] += _half_up(opened[i] * hours, _QUARTER_MILLS * days)
                            opened[i] = 0
                        carried[_HOURS] += _half_up(paid_hours * opened_days, days)
                        opened_days = 0
                        if year >= 0:
                            own[year, PERIODS] += 1
                        period += 1
                while next_payment < len(payment.day) and payment.day[next_payment] < until:
                    _pay_on_its_day(
                        w, next_payment, rate, year, worker, time, payment, carried, own
                    )
                    next_payment += 1
                over = until == time.stretches[stretch + 1]
                if over or until == end:
                    year_over = over and time.stretch_ends_year[stretch]
                    _settle(
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
                group, promoted = worker.wage_group_after[w], _NEVER
                changed = True
            while band < bands and worker.band_days[w, band] <= t:
                band += 1
                changed = True
            while segment + 2 < len(time.segments) and time.segments[segment + 1] <= t:
                segment += 1
                changed = True
        _benefit_months(w, worker, time, benefit, own)
        for year in range(years):
            for c in range(totals.shape[2]):
                if own[year, c]:
                    totals[worker.profile[w], year, c] += own[year, c]
            if len(costs):
                for c in range(COSTS):
                    costs[w, year] += own[year, c]
            if len(net):
                paid = own[year, LUMP_SUMS] + own[year, BONUS]
                for c in range(BASE_PAY, SHIFT_DIFFERENTIALS + 1):
                    paid += own[year, c]
                net[w, year] = paid - own[year, WORKER_PREMIUMS] - own[year, WORKER_COPAYS]
