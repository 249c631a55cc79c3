"""The kernel, compiled: one worker after the other, from change to change.

Between two changes of anything that concerns a worker every whole pay period pays the same, so it
is worked out once and counted. ``by_columns`` gives the same cents without a compiler. The
method, in words: docs/explanation/one-workers-year.md.
"""

import numba as nb
import numpy as np

from commontable.engines.costing.components import (
    BASE_PAY,
    BONUS,
    COPAYS,
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

_QUARTER_MILLS = 40
"""Mills times quarter-hours in one cent."""
_FULL_TIME = 10_000
_WHOLE = 1_000_000


@nb.njit(cache=True)
def _half_up(numerator: int, denominator: int) -> int:
    rounded: int = (2 * numerator + denominator) // (2 * denominator)
    return rounded


@nb.njit(cache=True)
def _due_day(month: int, of_month: int, time: TimeArrays) -> int:
    at = month - time.month_zero[0]
    if at + 1 >= len(time.month_first):
        return 2**31 - 1
    day: int = min(time.month_first[at] + of_month, time.month_first[at + 1])
    return day


@nb.njit(cache=True)
def _paid_from(day: int, time: TimeArrays) -> int:
    """The day on which a change dated ``day`` is first paid."""
    if not time.waits[0] or day <= time.bounds[0]:
        return day
    period = np.searchsorted(time.bounds, day)
    following: int = time.bounds[period] if period < len(time.bounds) else 2**31 - 1
    return following


@nb.njit(cache=True)
def _line_rates(  # noqa: PLR0917 - compiled functions take no keywords
    rate: int, group: int, segment: int, band: int, line: LineArrays, unit: int, rates: Ints
) -> None:
    """Mills an hour of each line, into ``rates``."""
    total = rate
    rates[0] = rate
    for at in range(1, len(rates)):
        of = total if line.on_total[at] else rate
        parts = line.parts[group, segment, band, at]
        mills = line.mills[group, segment, band, at]
        if parts:
            mills += _half_up(of * parts, _WHOLE * unit) * unit
        rates[at] = mills
        if line.adds[at]:
            total += mills


@nb.njit(cache=True, nogil=True)
def run(  # noqa: PLR0915, PLR0917 - one body for the compiler; it takes no keywords
    first: int,
    last: int,
    worker: WorkerArrays,
    time: TimeArrays,
    wage: WageArrays,
    line: LineArrays,
    percent: PercentArrays,
    payment: PaymentArrays,
    benefit: BenefitArrays,
    totals: Ints,
    net: Ints,
) -> None:
    """Workers ``first`` to ``last`` into ``totals`` [profile, Y, component] and ``net`` [W, Y].

    ``net`` may have no rows: then nothing is kept per worker.
    """
    years = len(time.year_months) - 1
    lines = len(line.hours)
    percents = len(percent.of)
    keeps = len(net) > 0
    opening, closing = time.bounds[0], time.bounds[-1]
    unit = wage.rate_unit[0]
    yearly_periods = time.periods_a_year[0]
    rates = np.zeros(lines, np.int64)
    opened = np.zeros(lines, np.int64)
    line_sums = np.zeros(lines, np.int64)
    own = np.zeros((years, totals.shape[2]), np.int64)
    capped = np.zeros(percents, np.int64)
    owed = np.zeros(percents, np.int64)
    for w in range(first, last):
        end = min(closing, worker.left[w] + 1)
        t = max(min(opening, time.known[0] + 1), worker.hired[w])
        if max(t, opening) >= end:
            continue
        own[:] = 0
        opened[:] = 0
        line_sums[:] = 0
        capped[:] = 0
        owed[:] = 0
        opened_days = 0
        sum_payments, sum_pensionable_payments = 0, 0
        sum_hours = 0
        year_base, year_gross, year_hours = 0, 0, 0
        group = worker.wage_group[w]
        promoted = worker.promoted[w]
        if promoted <= t:
            group = worker.wage_group_after[w]
            promoted = 2**31 - 1
        step = worker.step[w]
        missed = 0
        due_month = worker.due_month[w]
        due_on = _due_day(due_month, worker.due_of_month[w], time)
        due = _paid_from(due_on, time)
        band = 0
        while band < worker.band_days.shape[1] and worker.band_days[w, band] <= t:
            band += 1
        segment = 0
        while time.segments[segment + 1] <= t:
            segment += 1
        stretch, period, next_payment = 0, 0, 0
        while time.stretches[stretch + 1] <= t:
            stretch += 1
        while time.bounds[period + 1] <= t:
            period += 1
        while next_payment < len(payment.day) and payment.day[next_payment] < t:
            next_payment += 1
        while t < end:
            # Everything that happens on day t, before its first hour is worked. A step due first.
            while due <= t:
                frozen = -1
                for f in range(len(wage.freeze_from)):
                    if (
                        wage.freezes[group, f]
                        and wage.freeze_from[f] <= due_on < wage.freeze_end[f]
                    ):
                        frozen = f
                if step < wage.highest[group, segment]:
                    if frozen < 0:
                        step += 1
                    elif wage.freeze_restores[frozen]:
                        missed += 1
                due_month += wage.months_at[min(step, len(wage.months_at) - 1)]
                due_on = _due_day(due_month, worker.due_of_month[w], time)
                due = _paid_from(due_on, time)
            for f in range(len(wage.freeze_from)):
                if missed and wage.freeze_back[f] == t and wage.freezes[group, f]:
                    step = min(step + missed, wage.highest[group, segment])
                    missed = 0
            for j in range(len(wage.jump_day)):
                if (
                    wage.jump_day[j] == t
                    and wage.jump_from[group, j] == step
                    and worker.jump_service[w, j] <= t
                ):
                    step += 1
            # The next day on which anything changes.
            until = min(end, time.segments[segment + 1], due, promoted)
            if band < worker.band_days.shape[1]:
                until = min(until, worker.band_days[w, band])
            if t < opening:
                until = min(until, opening)
            else:
                until = min(until, time.stretches[stretch + 1])
                at = min(max(step, wage.lowest[group, segment]), wage.highest[group, segment])
                rate = wage.rates[group, segment, at - 1]
                _line_rates(rate, worker.line_group[w], segment, band, line, unit, rates)
                a = t
                while a < until:
                    begins, ends = time.bounds[period], time.bounds[period + 1]
                    if a == begins and until >= ends:
                        whole = 0
                        while period < len(time.bounds) - 1 and time.bounds[period + 1] <= until:
                            whole += 1
                            period += 1
                        a = time.bounds[period]
                        for i in range(lines):
                            qh = worker.hours[w, line.hours[i]]
                            line_sums[i] += whole * _half_up(rates[i] * qh, _QUARTER_MILLS)
                        sum_hours += whole * (
                            worker.hours[w, REGULAR] + worker.hours[w, OVERTIME_HOURS]
                        )
                        if time.stretch_year[stretch] >= 0:
                            own[time.stretch_year[stretch], PERIODS] += whole
                        continue
                    upto = min(until, ends)
                    opened_days += upto - a
                    for i in range(lines):
                        opened[i] += rates[i] * (upto - a)
                    a = upto
                    if upto in (ends, end):
                        days = ends - begins
                        for i in range(lines):
                            qh = worker.hours[w, line.hours[i]]
                            line_sums[i] += _half_up(opened[i] * qh, _QUARTER_MILLS * days)
                            opened[i] = 0
                        hours = worker.hours[w, REGULAR] + worker.hours[w, OVERTIME_HOURS]
                        sum_hours += _half_up(hours * opened_days, days)
                        opened_days = 0
                        if time.stretch_year[stretch] >= 0:
                            own[time.stretch_year[stretch], PERIODS] += 1
                        period += 1
                while next_payment < len(payment.day) and payment.day[next_payment] < until:
                    j = next_payment
                    next_payment += 1
                    amount = payment.cents[worker.payment_group[w], j]
                    parts = payment.parts[worker.payment_group[w], j]
                    if payment.by_fte[j]:
                        amount = _half_up(amount * worker.fte[w], _FULL_TIME)
                    if parts:
                        yearly = rate * worker.hours[w, REGULAR] * yearly_periods
                        amount += _half_up(yearly * parts, _QUARTER_MILLS * _WHOLE)
                    year = time.stretch_year[stretch]
                    if year >= 0:
                        own[year, payment.component[j]] += amount
                        if payment.is_pay[j]:
                            sum_payments += amount
                        if payment.pensionable[j]:
                            sum_pensionable_payments += amount
                if until == time.stretches[stretch + 1] or until == end:
                    # The stretch is over: what is a share of its pay.
                    year = time.stretch_year[stretch]
                    base, gross, pensionable = 0, sum_payments, sum_pensionable_payments
                    for i in range(lines):
                        if line.base[i]:
                            base += line_sums[i]
                        if line.gross[i]:
                            gross += line_sums[i]
                        if line.pensionable[i]:
                            pensionable += line_sums[i]
                        if year >= 0:
                            own[year, line.component[i]] += line_sums[i]
                        line_sums[i] = 0
                    year_base += base
                    year_gross += gross
                    year_hours += sum_hours
                    year_over = (
                        time.stretch_ends_year[stretch] and until == time.stretches[stretch + 1]
                    )
                    if year >= 0:
                        own[year, QUARTER_HOURS] += sum_hours
                    settles = time.stretch_settles[stretch] or until == end
                    pg = worker.percent_group[w]
                    for q in range(percents):
                        number = percent.number[pg, stretch, q]
                        amount = 0
                        if percent.yearly[q]:
                            if not year_over or year_hours < percent.hours[pg, stretch, q]:
                                continue
                            of = year_base if percent.of[q] == 0 else year_gross
                            flat = percent.flat[pg, stretch, q]
                            least = percent.least[pg, stretch, q]
                            most = percent.most[pg, stretch, q]
                            if percent.by_fte[pg, stretch, q]:
                                flat = _half_up(flat * worker.fte[w], _FULL_TIME)
                                least = _half_up(least * worker.fte[w], _FULL_TIME)
                                if most >= 0:
                                    most = _half_up(most * worker.fte[w], _FULL_TIME)
                            amount = flat + _half_up(of * number, percent.divisor[q])
                            amount = max(amount, least)
                            if most >= 0:
                                amount = min(amount, most)
                        else:
                            of = gross
                            if percent.of[q] == 0:
                                of = base
                            elif percent.of[q] == 2:  # noqa: PLR2004 - pensionable
                                of = pensionable
                            cap = percent.cap[pg, stretch, q]
                            if cap:
                                before = min(capped[q], cap)
                                after = min(capped[q] + of, cap)
                                owed[q] += (after - before) * number
                            else:
                                owed[q] += of * number
                            capped[q] += of
                            if settles:
                                amount = _half_up(owed[q], percent.divisor[q])
                                owed[q] = 0
                        if percent.is_pay[q]:
                            gross += amount
                        if percent.pensionable[q]:
                            pensionable += amount
                        if year >= 0:
                            own[year, percent.component[q]] += amount
                    if year_over:
                        year_base, year_gross, year_hours = 0, 0, 0
                        if year >= 0:
                            for i in range(lines):
                                if line.gross[i]:
                                    qh = worker.hours[w, line.hours[i]]
                                    paid = _half_up(rates[i] * qh, _QUARTER_MILLS)
                                    own[year, EXIT_PAY] += paid * yearly_periods
                    sum_payments, sum_pensionable_payments, sum_hours = 0, 0, 0
                    if until == time.stretches[stretch + 1]:
                        stretch += 1
                        if (
                            stretch < len(time.stretch_tax_year)
                            and time.stretch_tax_year[stretch] != time.stretch_tax_year[stretch - 1]
                        ):
                            capped[:] = 0
            t = until
            if t == promoted:
                group = worker.wage_group_after[w]
                promoted = 2**31 - 1
            while band < worker.band_days.shape[1] and worker.band_days[w, band] <= t:
                band += 1
            while segment + 2 < len(time.segments) and time.segments[segment + 1] <= t:
                segment += 1
        # Benefits go by the month in which she is employed on its first day.
        enrolled = np.searchsorted(time.benefit_months, worker.hired[w])
        ended = np.searchsorted(time.benefit_months, worker.left[w], side="right")
        bg = worker.benefit_group[w]
        for year in range(years):
            begin = max(enrolled, time.year_months[year])
            over = min(ended, time.year_months[year + 1])
            if begin < over:
                copays = benefit.copay[bg, over] - benefit.copay[bg, begin]
                own[year, MEDICAL] += benefit.employer[bg, over] - benefit.employer[bg, begin]
                own[year, COPAYS] -= copays
                own[year, WORKER_COPAYS] += copays
                own[year, WORKER_PREMIUMS] += benefit.premium[bg, over] - benefit.premium[bg, begin]
            for c in range(totals.shape[2]):
                totals[worker.profile[w], year, c] += own[year, c]
            if keeps:
                paid = own[year, LUMP_SUMS] + own[year, BONUS]
                for c in range(BASE_PAY, SHIFT_DIFFERENTIALS + 1):
                    paid += own[year, c]
                net[w, year] = paid - own[year, WORKER_PREMIUMS] - own[year, WORKER_COPAYS]
