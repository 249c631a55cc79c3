"""Where each worker's time goes, compiled: which rate for which days. No money yet.

Between two changes of anything that concerns a worker every whole pay period pays the same. A
*stay* is such a run of periods, or the days of a period that a change splits. Stays follow from
steps, dates and pay periods alone, whatever the rates are: changed amounts find them unchanged.

Compiled functions take no keywords and no objects: state goes in arrays and tuples.
"""

from typing import Final, NamedTuple

import numpy as np

from commontable.engines.costing.kernel.compiling import NEVER, compiled, inlined
from commontable.engines.costing.plan.arrays import (
    Codes,
    Ints,
    Shorts,
    TimeArrays,
    WageArrays,
    WorkerArrays,
)

WHOLE_PERIODS: Final = -1
"""In ``StayArrays.of``: the stay is of whole periods."""
STILL_OPEN: Final = 0
"""In ``StayArrays.of``: days of a period that goes on at other rates."""


class StayArrays(NamedTuple):
    """Stays of some workers, one after the other.

    A stay is ``many`` whole periods, or ``many`` days of a period: those that close one have its
    length in ``of``.
    """

    begins: Codes  # [workers + 1] where each worker's stays begin
    rate: Codes  # place in the rates of all groups, segments and steps
    line: Codes  # segment times bands plus band: where in the tables of lines
    many: Shorts
    of: Shorts
    stretch: Shorts
    paid: Codes  # [workers, J] place of the rate on the day of each payment, -1 for not employed


def stay_arrays(stays: int, workers: int, payments: int) -> StayArrays:
    """Room for so many stays and workers."""
    return StayArrays(
        begins=np.zeros(workers + 1, np.int32),
        rate=np.zeros(stays, np.int32),
        line=np.zeros(stays, np.int32),
        many=np.zeros(stays, np.int16),
        of=np.zeros(stays, np.int16),
        stretch=np.zeros(stays, np.int16),
        paid=np.zeros((workers, payments), np.int32),
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


@compiled
def walk(  # noqa: PLR0915, PLR0917 - one worker's days, in their order
    first: int,
    last: int,
    most: int,
    order: Ints,
    worker: WorkerArrays,
    time: TimeArrays,
    wage: WageArrays,
    payment_day: Ints,
    room: StayArrays,
) -> int:
    """The stays of workers ``order[first:last]``; returns how far there was room for them.

    ``most`` is what one worker can have.
    """
    opening, closing = time.bounds[0], time.bounds[-1]
    segments, steps_wide = wage.rates.shape[1], wage.rates.shape[2]
    bands = worker.band_days.shape[1]
    at = 0
    for i in range(first, last):
        here = i - first
        if at + most > len(room.rate) or here >= len(room.paid):
            return i
        w = order[i]
        room.begins[here] = at
        room.begins[here + 1] = at
        room.paid[here] = -1
        end = min(closing, worker.left[w] + 1)
        t = max(min(opening, time.known[0] + 1), worker.hired[w])
        if max(t, opening) >= end:
            continue
        group = worker.wage_group[w]
        promoted = worker.promoted[w]
        if promoted <= t:
            group, promoted = worker.wage_group_after[w], NEVER
        due_on = _due_day(worker.due_month[w], worker.due_of_month[w], time)
        due = _paid_from(due_on, time)
        steps = (worker.step[w], 0, worker.due_month[w], due_on, due)
        band, segment, stretch, period, payment = 0, 0, 0, 0, 0
        while band < bands and worker.band_days[w, band] <= t:
            band += 1
        while time.segments[segment + 1] <= t:
            segment += 1
        while time.stretches[stretch + 1] <= t:
            stretch += 1
        while time.bounds[period + 1] <= t:
            period += 1
        while payment < len(payment_day) and payment_day[payment] < t:
            payment += 1
        changed = True
        rate, line = 0, 0
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
                    step = max(steps[0], wage.lowest[group, segment])
                    step = min(step, wage.highest[group, segment])
                    rate = (group * segments + segment) * steps_wide + step - 1
                    line = segment * (bands + 1) + band
                    changed = False
                a = t
                while a < until:
                    begins, ends = time.bounds[period], time.bounds[period + 1]
                    many, of = 0, WHOLE_PERIODS
                    if a == begins and until >= ends:
                        while period < len(time.bounds) - 1 and time.bounds[period + 1] <= until:
                            many += 1
                            period += 1
                        a = time.bounds[period]
                    else:
                        upto = min(until, ends)
                        many, of = upto - a, STILL_OPEN
                        a = upto
                        if upto in (ends, end):
                            of = ends - begins
                            period += 1
                    room.rate[at] = rate
                    room.line[at] = line
                    room.many[at] = many
                    room.of[at] = of
                    room.stretch[at] = stretch
                    at += 1
                while payment < len(payment_day) and payment_day[payment] < until:
                    room.paid[here, payment] = rate
                    payment += 1
                if until == time.stretches[stretch + 1]:
                    stretch += 1
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
        room.begins[here + 1] = at
    return last
