"""The end of a stretch, compiled: what is a share of its pay, and what is paid on a day of it."""

from commontable.engines.costing.components import QUARTER_HOURS, REGULAR
from commontable.engines.costing.kernel.compiling import (
    FULL_TIME,
    QUARTER_MILLS,
    WHOLE,
    half_up,
    inlined,
    parts_of,
)
from commontable.engines.costing.plan.arrays import (
    Ints,
    LineArrays,
    PaymentArrays,
    PercentArrays,
    TimeArrays,
    WorkerArrays,
)

# What is carried from one stretch to the next, by its place in an array.
PAYMENTS, PENSIONABLE_PAYMENTS, CARRIED_HOURS, YEAR_BASE, YEAR_GROSS, YEAR_HOURS = range(6)
CARRIED = 6


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
def settle(  # noqa: PLR0917
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
    base, gross, pensionable = 0, carried[PAYMENTS], carried[PENSIONABLE_PAYMENTS]
    for i in range(len(line_sums)):
        paid = line_sums[i]
        if paid:
            base += paid if line.base[i] else 0
            gross += paid if line.gross[i] else 0
            pensionable += paid if line.pensionable[i] else 0
            if year >= 0:
                own[year, line.component[i]] += paid
            line_sums[i] = 0
    carried[YEAR_BASE] += base
    carried[YEAR_GROSS] += gross
    carried[YEAR_HOURS] += carried[CARRIED_HOURS]
    if year >= 0:
        own[year, QUARTER_HOURS] += carried[CARRIED_HOURS]
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
    carried[PAYMENTS], carried[PENSIONABLE_PAYMENTS], carried[CARRIED_HOURS] = 0, 0, 0


@inlined
def pay_on_its_day(  # noqa: PLR0917
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
