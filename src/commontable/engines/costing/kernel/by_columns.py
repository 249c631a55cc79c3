"""The kernel without a compiler: all workers of a block together, from day to day of change.

The same cents as the compiled parts, from the same arrays; slower, and with no start-up cost.
"""

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.calendar import NEVER
from commontable.engines.costing.components import (
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
from commontable.engines.costing.plan.arrays import PlanArrays, WorkerArrays

type Ints = npt.NDArray[np.int64]

BLOCK = 8_192
"""Workers whose arrays fit a core's cache."""

_QUARTER_MILLS = 40
_FULL_TIME = 10_000
_WHOLE = 1_000_000


def run(  # noqa: PLR0917 - as the compiled one, which takes no keywords
    first: int,
    last: int,
    workers: WorkerArrays,
    plan: PlanArrays,
    totals: Ints,
    net: Ints,
    costs: Ints,
) -> None:
    """Adds workers ``first`` to ``last`` to ``totals`` [profile, Y, component].

    ``net`` and ``costs`` are [W, Y], or have no rows.
    """
    for begin in range(first, last, BLOCK):
        over = min(begin + BLOCK, last)
        block = WorkerArrays._make(column[begin:over] for column in workers)
        own = Block(block, plan, totals.shape[2]).run()
        np.add.at(totals, block.profile, own)
        if len(costs):
            costs[begin:over] = own[:, :, :COSTS].sum(axis=2)
        if len(net):
            paid = own[:, :, : SHIFT_DIFFERENTIALS + 1].sum(axis=2)
            paid += own[:, :, LUMP_SUMS] + own[:, :, BONUS]
            net[begin:over] = paid - own[:, :, WORKER_PREMIUMS] - own[:, :, WORKER_COPAYS]


def _half_up(numerator: Ints, denominator: int | Ints) -> Ints:
    result: Ints = (2 * numerator + denominator) // (2 * denominator)
    return result


class Block:
    """Workers of one block, on their way through the days."""

    def __init__(self, workers: WorkerArrays, plan: PlanArrays, width: int) -> None:
        self.w, self.plan = workers, plan
        count = len(workers.profile)
        self.lines, self.percents = len(plan.line.hours), len(plan.percent.of)
        self.years = len(plan.time.year_months) - 1
        self.own = np.zeros((count, self.years, width), np.int64)
        self.group = workers.wage_group.astype(np.int64)
        self.promoted = workers.promoted.copy()
        self.step = workers.step.copy()
        self.missed = np.zeros(count, np.int64)
        self.due_month = workers.due_month.copy()
        self.due_on = self._due_days(np.arange(count))
        self.due = self._paid_from(self.due_on)
        self.opened = np.zeros((count, self.lines), np.int64)
        self.opened_days = np.zeros(count, np.int64)
        self.rates = np.zeros((count, self.lines), np.int64)
        self.line_sums = np.zeros((count, self.lines), np.int64)
        self.payments = np.zeros(count, np.int64)
        self.pensionable_payments = np.zeros(count, np.int64)
        self.sum_hours = np.zeros(count, np.int64)
        self.year_base = np.zeros(count, np.int64)
        self.year_gross = np.zeros(count, np.int64)
        self.year_hours = np.zeros(count, np.int64)
        self.capped = np.zeros((count, self.percents), np.int64)
        self.owed = np.zeros((count, self.percents), np.int64)
        self.quarter_hours = workers.hours[:, plan.line.hours].astype(np.int64)
        self.paid_hours = (workers.hours[:, REGULAR] + workers.hours[:, OVERTIME_HOURS]).astype(
            np.int64
        )
        self.end = np.minimum(plan.time.bounds[-1], workers.left + 1)
        opening = plan.time.bounds[0]
        start = np.maximum(min(opening, plan.time.known[0] + 1), workers.hired)
        self.begins = np.where(np.maximum(start, opening) < self.end, start, NEVER)

    def run(self) -> Ints:
        time = self.plan.time
        opening, closing = int(time.bounds[0]), int(time.bounds[-1])
        begin = min(opening, int(time.known[0]) + 1)
        cuts = np.unique(np.concatenate([time.bounds, time.segments, [begin, closing]]))
        cuts = cuts[(cuts >= begin) & (cuts <= closing)]
        for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            self._slice(a, b, costed=a >= opening)
            if a >= opening:
                period = int(np.searchsorted(time.bounds, b))
                if time.bounds[period] == b:
                    self._close_period(period - 1)
        self._months()
        return self.own

    def _slice(self, a: int, b: int, *, costed: bool) -> None:
        segment = int(np.searchsorted(self.plan.time.segments, a, side="right")) - 1
        now = np.maximum(a, self.begins)
        stop = np.minimum(b, self.end)
        active = np.flatnonzero(now < stop)
        while len(active):
            t = now[active]
            self._happens(active, t, segment)
            bands = self.w.band_days[active]
            until = np.minimum(np.minimum(stop[active], self.due[active]), self.promoted[active])
            if bands.shape[1]:
                coming = np.where(bands > t[:, None], bands, NEVER).min(axis=1)
                until = np.minimum(until, coming)
            if costed:
                rate = self._line_rates(active, t, segment)
                self.opened[active] += self.rates[active] * (until - t)[:, None]
                self.opened_days[active] += until - t
                self._pay(active, t, until, rate)
            now[active] = until
            active = active[until < stop[active]]

    def _happens(self, who: Ints, t: Ints, segment: int) -> None:
        wage = self.plan.wage
        up = who[self.promoted[who] <= t]
        self.group[up] = self.w.wage_group_after[up]
        self.promoted[up] = NEVER
        late = self.due[who] <= t
        while late.any():
            due = who[late]
            frozen = np.full(len(due), -1)
            for f in range(len(wage.freeze_from)):
                within = (wage.freeze_from[f] <= self.due_on[due]) & (
                    self.due_on[due] < wage.freeze_end[f]
                )
                frozen[within & wage.freezes[self.group[due], f]] = f
            below = self.step[due] < wage.highest[self.group[due], segment]
            self.step[due] += below & (frozen < 0)
            if len(wage.freeze_from):
                self.missed[due] += below & (frozen >= 0) & wage.freeze_restores[frozen]
            at = np.minimum(self.step[due], len(wage.months_at) - 1)
            self.due_month[due] += wage.months_at[at]
            self.due_on[due] = self._due_days(due)
            self.due[due] = self._paid_from(self.due_on[due])
            late = self.due[who] <= t
        for f in range(len(wage.freeze_from)):
            back = who[
                (self.missed[who] > 0)
                & (wage.freeze_back[f] == t)
                & wage.freezes[self.group[who], f]
            ]
            highest = wage.highest[self.group[back], segment]
            self.step[back] = np.minimum(self.step[back] + self.missed[back], highest)
            self.missed[back] = 0
        for j in range(len(wage.jump_day)):
            moves = (
                (wage.jump_day[j] == t)
                & (wage.jump_from[self.group[who], j] == self.step[who])
                & (self.w.jump_service[who, j] <= t)
            )
            self.step[who[moves]] += 1

    def _line_rates(self, who: Ints, t: Ints, segment: int) -> Ints:
        wage, line = self.plan.wage, self.plan.line
        group = self.group[who]
        at = np.minimum(
            np.maximum(self.step[who], wage.lowest[group, segment]), wage.highest[group, segment]
        )
        rate: Ints = wage.rates[group, segment, at - 1]
        bands = (self.w.band_days[who] <= t[:, None]).sum(axis=1)
        unit = int(wage.rate_unit[0])
        total = rate.copy()
        self.rates[who, 0] = rate
        for i in range(1, self.lines):
            of = total if line.on_total[i] else rate
            here = (self.w.line_group[who], segment, bands, i)
            mills = line.mills[here] + _half_up(of * line.parts[here], _WHOLE * unit) * unit
            self.rates[who, i] = mills
            if line.adds[i]:
                total = total + mills
        return rate

    def _pay(self, who: Ints, t: Ints, until: Ints, rate: Ints) -> None:
        time, payment = self.plan.time, self.plan.payment
        for j in range(len(payment.day)):
            day = int(payment.day[j])
            due = (t <= day) & (day < until)
            if not due.any():
                continue
            paid = who[due]
            stretch = int(np.searchsorted(time.stretches, day, side="right")) - 1
            group = self.w.payment_group[paid]
            amount = payment.cents[group, j]
            if payment.by_fte[j]:
                amount = _half_up(amount * self.w.fte[paid], _FULL_TIME)
            yearly = rate[due] * self.w.hours[paid, REGULAR] * time.periods_a_year[0]
            amount = amount + _half_up(yearly * payment.parts[group, j], _QUARTER_MILLS * _WHOLE)
            self._paid(j, amount)
            self.own[paid, time.stretch_year[stretch], payment.component[j]] += amount
            if payment.is_pay[j]:
                self.payments[paid] += amount
            if payment.pensionable[j]:
                self.pensionable_payments[paid] += amount

    def _paid(self, j: int, amount: Ints) -> None:
        """For who watches: an amount was paid on its day."""

    def _close_period(self, period: int) -> None:
        time = self.plan.time
        begins, ends = int(time.bounds[period]), int(time.bounds[period + 1])
        stretch = int(np.searchsorted(time.stretches, begins, side="right")) - 1
        year = int(time.stretch_year[stretch])
        self._pay_period(period, ends - begins, year)
        if time.stretches[stretch + 1] == ends:
            self._close_stretch(stretch, year)

    def _pay_period(self, period: int, days: int, year: int) -> None:  # noqa: ARG002 - for who watches
        self.line_sums += _half_up(self.opened * self.quarter_hours, _QUARTER_MILLS * days)
        self.sum_hours += _half_up(self.paid_hours * self.opened_days, days)
        if year >= 0:
            self.own[:, year, PERIODS] += self.opened_days > 0
        self.opened[:] = 0
        self.opened_days[:] = 0

    def _close_stretch(self, stretch: int, year: int) -> None:
        time, line, percent = self.plan.time, self.plan.line, self.plan.percent
        base = self.line_sums[:, line.base].sum(axis=1)
        gross = self.line_sums[:, line.gross].sum(axis=1) + self.payments
        pensionable = self.line_sums[:, line.pensionable].sum(axis=1) + self.pensionable_payments
        over = int(time.stretches[stretch + 1])
        if year >= 0:
            for i in range(self.lines):
                self.own[:, year, line.component[i]] += self.line_sums[:, i]
            self.own[:, year, QUARTER_HOURS] += self.sum_hours
        self.year_base += base
        self.year_gross += gross
        self.year_hours += self.sum_hours
        # Whoever left within the stretch sees no end of the year.
        year_over = (
            (self.begins < over) & (self.end >= over) & bool(time.stretch_ends_year[stretch])
        )
        settles = (self.end <= over) | bool(time.stretch_settles[stretch])
        for q in range(self.percents):
            here = (self.w.percent_group, stretch, q)
            number = percent.number[here]
            if percent.yearly[q]:
                amount = self._yearly(here, q, year_over)
            else:
                of = (base, gross, pensionable)[percent.of[q]]
                cap = percent.cap[here]
                before = np.where(cap > 0, np.minimum(self.capped[:, q], cap), 0)
                after = np.where(cap > 0, np.minimum(self.capped[:, q] + of, cap), of)
                self.owed[:, q] += (after - before) * number
                self.capped[:, q] += of
                amount = np.where(settles, _half_up(self.owed[:, q], int(percent.divisor[q])), 0)
                self.owed[settles, q] = 0
            self._shared(stretch, q, amount)
            if percent.is_pay[q]:
                gross = gross + amount
            if percent.pensionable[q]:
                pensionable = pensionable + amount
            if year >= 0:
                self.own[:, year, percent.component[q]] += amount
        if time.stretch_ends_year[stretch]:
            self.year_base[:] = 0
            self.year_gross[:] = 0
            self.year_hours[:] = 0
            if year >= 0:
                paid = _half_up(self.rates * self.quarter_hours, _QUARTER_MILLS)
                leaving = paid[:, line.gross].sum(axis=1) * time.periods_a_year[0]
                self.own[:, year, EXIT_PAY] += np.where(year_over, leaving, 0)
        self.line_sums[:] = 0
        self.payments[:] = 0
        self.pensionable_payments[:] = 0
        self.sum_hours[:] = 0
        following = stretch + 1
        if (
            following < len(time.stretch_tax_year)
            and time.stretch_tax_year[following] != time.stretch_tax_year[stretch]
        ):
            self.capped[:] = 0

    def _shared(self, stretch: int, q: int, amount: Ints) -> None:
        """For who watches: a percentage was worked out."""

    def _yearly(self, here: tuple[npt.NDArray[np.int32], int, int], q: int, over: Ints) -> Ints:
        percent = self.plan.percent
        of = self.year_base if percent.of[q] == 0 else self.year_gross
        share = np.where(percent.by_fte[here], self.w.fte, _FULL_TIME)
        flat = _half_up(percent.flat[here] * share, _FULL_TIME)
        least = _half_up(percent.least[here] * share, _FULL_TIME)
        most = percent.most[here]
        most = np.where(most >= 0, _half_up(np.maximum(most, 0) * share, _FULL_TIME), 2**62)
        amount = flat + _half_up(of * percent.number[here], int(percent.divisor[q]))
        amount = np.minimum(np.maximum(amount, least), most)
        eligible = over & (self.year_hours >= percent.hours[here])
        result: Ints = np.where(eligible, amount, 0)
        return result

    def _months(self) -> None:
        time, benefit = self.plan.time, self.plan.benefit
        enrolled = np.searchsorted(time.benefit_months, self.w.hired)
        ended = np.searchsorted(time.benefit_months, self.w.left, side="right")
        group = self.w.benefit_group
        for year in range(self.years):
            begin = np.maximum(enrolled, time.year_months[year])
            over = np.minimum(ended, time.year_months[year + 1])
            over = np.where((begin < over) & (self.begins < NEVER), over, begin)
            copays = benefit.copay[group, over] - benefit.copay[group, begin]
            self.own[:, year, MEDICAL] += (
                benefit.employer[group, over] - benefit.employer[group, begin]
            )
            self.own[:, year, COPAYS] -= copays
            self.own[:, year, WORKER_COPAYS] += copays
            self.own[:, year, WORKER_PREMIUMS] += (
                benefit.premium[group, over] - benefit.premium[group, begin]
            )

    def _due_days(self, who: Ints) -> Ints:
        time = self.plan.time
        at = self.due_month[who] - time.month_zero[0]
        last = len(time.month_first) - 1
        inside = np.minimum(at, last - 1)
        day = np.minimum(
            time.month_first[inside] + self.w.due_of_month[who], time.month_first[inside + 1]
        )
        result: Ints = np.where(at + 1 > last, NEVER, day)
        return result

    def _paid_from(self, days: Ints) -> Ints:
        """The days on which changes are first paid."""
        return paid_from(days, self.plan.time.bounds, waits=bool(self.plan.time.waits[0]))


def paid_from(days: Ints, bounds: Ints, *, waits: bool) -> Ints:
    """Days of change moved to the next first day of a period, if they wait for it."""
    if not waits:
        return days
    period = np.searchsorted(bounds, days)
    following = np.append(bounds, NEVER)[np.minimum(period, len(bounds))]
    result: Ints = np.where(days <= bounds[0], days, following)
    return result
