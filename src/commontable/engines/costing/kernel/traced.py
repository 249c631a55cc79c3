"""One worker through the kernel by columns, with everything that happened written down."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.components import WIDTH
from commontable.engines.costing.kernel.by_columns import Block
from commontable.engines.costing.plan.arrays import PlanArrays, WorkerArrays

type Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stay:
    """Days ``begin`` to before ``end`` at one rate: mills an hour of the base and of each line."""

    begin: int
    end: int
    group: int
    step: int
    rate: int
    rates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """One pay period: cents by line."""

    period: int
    year: int
    cents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """One percentage settled: ``of`` are the cents it was a share of since the last time."""

    stretch: int
    percentage: int
    cents: int


@dataclass(slots=True)
class Trace:
    stays: list[Stay] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    payments: list[tuple[int, int]] = field(default_factory=list)
    shares: list[Shared] = field(default_factory=list)
    own: Ints = field(default_factory=lambda: np.zeros((0, WIDTH), np.int64))


class _Watched(Block):
    def __init__(self, workers: WorkerArrays, plan: PlanArrays, trace: Trace) -> None:
        super().__init__(workers, plan, WIDTH)
        self.trace = trace

    def _pay(self, who: Ints, t: Ints, until: Ints, rate: Ints) -> None:
        self.trace.stays.append(
            Stay(
                int(t[0]),
                int(until[0]),
                int(self.group[0]),
                int(self.step[0]),
                int(rate[0]),
                tuple(int(each) for each in self.rates[0]),
            )
        )
        super()._pay(who, t, until, rate)

    def _paid(self, j: int, amount: Ints) -> None:
        self.trace.payments.append((j, int(amount[0])))

    def _pay_period(self, period: int, days: int, year: int) -> None:
        before = self.line_sums[0].copy()
        worked = bool(self.opened_days[0])
        super()._pay_period(period, days, year)
        if worked:
            cents = self.line_sums[0] - before
            self.trace.paid.append(Paid(period, year, tuple(int(each) for each in cents)))

    def _shared(self, stretch: int, q: int, amount: Ints) -> None:
        if amount[0]:
            self.trace.shares.append(Shared(stretch, q, int(amount[0])))


def trace(workers: WorkerArrays, plan: PlanArrays, worker: int) -> Trace:
    """Everything that happens to the worker in row ``worker``."""
    one = WorkerArrays._make(column[worker : worker + 1] for column in workers)
    found = Trace()
    found.own = _Watched(one, plan, found).run()[0]
    return found
