"""What follows from what was earned, compiled: shares of pay, payments on a day, benefits."""

from typing import NamedTuple

import numpy as np

from commontable.engines.costing.components import (
    COPAYS,
    MEDICAL,
    REGULAR,
    WORKER_COPAYS,
    WORKER_PREMIUMS,
)
from commontable.engines.costing.kernel.compiling import (
    FULL_TIME,
    QUARTER_MILLS,
    WHOLE,
    compiled,
    cost_of,
    half_up,
    inlined,
    parts_of,
    taken_home,
)
from commontable.engines.costing.kernel.earning import BASE, GROSS, HOURS, PENSIONABLE
from commontable.engines.costing.kernel.walking import StayArrays
from commontable.engines.costing.plan.arrays import (
    BenefitArrays,
    Flags,
    Ints,
    PaymentArrays,
    PercentArrays,
    TimeArrays,
    WageArrays,
    WorkerArrays,
)

# What is carried from one stretch to the next, by its place in an array.
PAYMENTS, PENSIONABLE_PAYMENTS, YEAR_BASE, YEAR_GROSS, YEAR_HOURS = range(5)
CARRIED = 5


class SettlingScratch(NamedTuple):
    """What one thread writes into while it works on a worker."""

    carried: Ints
    capped: Ints
    owed: Ints
    before: Ints  # [Y, 2]


def settling_scratch(percents: int, years: int) -> SettlingScratch:
    """Fresh arrays for one thread."""
    return SettlingScratch(
        carried=np.zeros(CARRIED, np.int64),
        capped=np.zeros(percents, np.int64),
        owed=np.zeros(percents, np.int64),
        before=np.zeros((years, 2), np.int64),
    )


@inlined
def _yearly(  # noqa: PLR0917
    w: int, q: int, stretch: int, carried: Ints, worker: WorkerArrays, percent: PercentArrays
) -> int:
    """A bonus at the end of its year."""
    group = worker.percent_group[w]
    if carried[YEAR_HOURS] < percent.hours[group, stretch, q]:
        return 0
    of = carried[YEAR_BASE] if percent.of[q] == 0 else carried[YEAR_GROSS]
    flat = percent.flat[group, stretch, q]
    least = percent.least[group, stretch, q]
    most = percent.most[group, stretch, q]
    if percent.by_fte[group, stretch, q]:
        flat = half_up(flat * worker.fte[w], FULL_TIME)
        least = half_up(least * worker.fte[w], FULL_TIME)
        if most >= 0:
            most = half_up(most * worker.fte[w], FULL_TIME)
    amount: int = max(
        flat + parts_of(of * percent.number[group, stretch, q], percent.divisor[q]), least
    )
    if most >= 0:
        amount = min(amount, most)
    return amount


@inlined
def _settled(  # noqa: PLR0917
    w: int,
    stretch: int,
    leaves: bool,
    year_over: bool,
    worker: WorkerArrays,
    time: TimeArrays,
    percent: PercentArrays,
    earned: Ints,
    carried: Ints,
    capped: Ints,
    owed: Ints,
    own: Ints,
) -> None:
    """A stretch is over: what is a share of its pay."""
    year = time.stretch_year[stretch]
    base = earned[BASE]
    gross = earned[GROSS] + carried[PAYMENTS]
    pensionable = earned[PENSIONABLE] + carried[PENSIONABLE_PAYMENTS]
    carried[YEAR_BASE] += base
    carried[YEAR_GROSS] += gross
    carried[YEAR_HOURS] += earned[HOURS]
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
                amount = parts_of(owed[q], percent.divisor[q])
                owed[q] = 0
        if amount:
            gross += amount if percent.is_pay[q] else 0
            pensionable += amount if percent.pensionable[q] else 0
            if year >= 0:
                own[year, percent.component[q]] += amount
    if year_over:
        carried[YEAR_BASE], carried[YEAR_GROSS], carried[YEAR_HOURS] = 0, 0, 0
    carried[PAYMENTS], carried[PENSIONABLE_PAYMENTS] = 0, 0


@inlined
def _paid_on_its_day(  # noqa: PLR0917
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
        amount = half_up(amount * worker.fte[w], FULL_TIME)
    if parts:
        yearly = rate * worker.hours[w, REGULAR] * time.periods_a_year[0]
        amount += half_up(yearly * parts, QUARTER_MILLS * WHOLE)
    own[year, payment.component[j]] += amount
    if payment.is_pay[j]:
        carried[PAYMENTS] += amount
    if payment.pensionable[j]:
        carried[PENSIONABLE_PAYMENTS] += amount


@inlined
def _benefit_months(
    w: int, worker: WorkerArrays, time: TimeArrays, benefit: BenefitArrays, own: Ints
) -> None:
    """Benefits go by the month in which she is employed on its first day."""
    enrolled, ended = 0, len(time.benefit_months)
    if worker.hired[w] > time.benefit_months[0]:
        enrolled = np.searchsorted(time.benefit_months, worker.hired[w])
    if worker.left[w] < time.benefit_months[-1]:
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
def settle(  # noqa: PLR0917
    first: int,
    last: int,
    order: Ints,
    concerned: Flags,
    stays: StayArrays,
    worker: WorkerArrays,
    time: TimeArrays,
    wage: WageArrays,
    percent: PercentArrays,
    payment: PaymentArrays,
    benefit: BenefitArrays,
    scratch: SettlingScratch,
    earned: Ints,
    totals: Ints,
    net: Ints,
    costs: Ints,
) -> None:
    """Adds what follows from ``earned`` to what ``earning.earn`` made of the same workers."""
    years = len(time.year_months) - 1
    rates = wage.rates.reshape(-1)
    per_worker = len(net) or len(costs)
    carried, capped, owed, before = scratch
    for i in range(first, last):
        here = i - first
        begin, over = stays.begins[here], stays.begins[here + 1]
        w = order[i]
        profile = worker.profile[w]
        if begin == over or not concerned[profile]:
            continue
        own = totals[profile]
        if per_worker:
            for year in range(years):
                before[year, 0], before[year, 1] = cost_of(own, year), taken_home(own, year)
        carried[:] = 0
        capped[:] = 0
        owed[:] = 0
        end = min(time.bounds[-1], worker.left[w] + 1)
        j = 0
        final = stays.stretch[over - 1]
        for stretch in range(stays.stretch[begin], final + 1):
            ends = time.stretches[stretch + 1]
            while j < len(payment.day) and payment.day[j] < ends:
                then = stays.paid[here, j]
                if then >= 0:
                    _paid_on_its_day(
                        w,
                        j,
                        rates[then],
                        time.stretch_year[stretch],
                        worker,
                        time,
                        payment,
                        carried,
                        own,
                    )
                j += 1
            complete = stretch < final or ends == end
            _settled(
                w,
                stretch,
                stretch == final,
                complete and time.stretch_ends_year[stretch],
                worker,
                time,
                percent,
                earned[here, stretch],
                carried,
                capped,
                owed,
                own,
            )
            if (
                stretch < final
                and time.stretch_tax_year[stretch + 1] != time.stretch_tax_year[stretch]
            ):
                capped[:] = 0
        _benefit_months(w, worker, time, benefit, own)
        if per_worker:
            for year in range(years):
                costs[w, year] += cost_of(own, year) - before[year, 0]
                net[w, year] += taken_home(own, year) - before[year, 1]
