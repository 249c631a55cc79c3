"""Runs drawn from a seed: every figure of a run follows from (seed, future) alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from commontable.engines.costing import components as c
from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.futures.assumptions import Assumptions
from commontable.engines.costing.futures.cohorts import Cohorts, cohorts

type Ints = npt.NDArray[np.int64]
type Floats = npt.NDArray[np.float64]

QUANTILES: Final = (5, 25, 50, 75, 95)
MOST: Final = 100_000

# What follows pay in percent, and so follows overtime.
_FOLLOWS: Final = (c.RETIREMENT, c.TRAINING_FUND, c.PAYROLL_TAX, c.WORKERS_COMPENSATION)


@dataclass(frozen=True, slots=True)
class Fan:
    """One year (or all, ``year`` -1): whole dollars that so many percent of the runs stay under."""

    year: int
    dollars: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Futures:
    """``dollars`` [future, year]: whole dollars of cost. Estimates, never part of an offer.

    ``lower_tier`` [future, year] is the share of filled seats on the lower scale at each year's
    end; ``prices`` [future, year] those of each year's middle against the first day's.
    """

    offer: str
    seed: int
    assumptions: Assumptions
    model: str
    dollars: Ints
    lower_tier: Floats
    prices: Floats

    @cached_property
    def totals(self) -> Ints:
        summed: Ints = self.dollars.sum(axis=1)
        return summed

    @cached_property
    def real(self) -> Ints:
        """``dollars`` in those of the first day."""
        whole: Ints = np.floor(self.dollars / self.prices + 0.5).astype(np.int64)
        return whole

    def fans(self, *, real: bool = False) -> list[Fan]:
        """By year and for the term, at ``QUANTILES``; ``real`` in dollars of the first day."""
        dollars = self.real if real else self.dollars
        columns = [*dollars.T, dollars.sum(axis=1)]
        years = [*range(self.dollars.shape[1]), -1]
        return [
            Fan(year, tuple(int(each) for each in _quantiles(column)))
            for year, column in zip(years, columns, strict=True)
        ]

    def chance_above(self, dollars: int) -> float:
        """The share of runs whose cost over the term is more than ``dollars``."""
        return float((self.totals > dollars).mean())

    def lower_tier_by_year(self) -> list[float]:
        """The middle run's share of seats on the lower scale, by year."""
        return [float(np.median(column)) for column in self.lower_tier.T]


def by_parameters(
    costing: Costing,
    offer: Offer,
    assumptions: Assumptions,
    *,
    runs: int = 1_000,
    seed: int = 1,
    priced: Cohorts | None = None,
) -> Futures:
    """Futures in which the assumed rates differ, over the exact sums of who stays and is hired.

    Uncertainty in the rates is far larger than individual luck among many workers: for a unit of
    thousands this is the one to look at. ``priced`` are cohorts made before.
    """
    _check_runs(runs)
    ready = priced or cohorts(costing, offer)
    years = costing.years
    normal = _normals(seed, runs, 2 + 2 * years)
    turnover = assumptions.turnover * np.exp(assumptions.turnover_spread * normal[:, 0])
    overtime = np.exp(assumptions.overtime_spread * normal[:, 1])
    trend = np.cumsum(assumptions.medical_spread * normal[:, 2 : 2 + years], axis=1)
    inflation = assumptions.inflation_spread * normal[:, 2 + years :]
    stays = np.exp(-np.minimum(turnover, 3.0)[:, None] * np.arange(years + 1))
    dollars = np.zeros((runs, years), np.float64)
    stay = _with(ready.stay_sums, overtime, trend)
    hired = [_with(each, overtime, trend) for each in ready.hired_sums]
    for year in range(years):
        dollars[:, year] = stay[:, year] * (stays[:, year] + stays[:, year + 1]) / 2
        for hire in range(year + 1):
            share = assumptions.replaced * (stays[:, hire] - stays[:, hire + 1])
            # Who is hired within the year works half of it, on average; priced for all of it.
            dollars[:, year] += hired[hire][:, year] * share * (0.5 if hire == year else 1.0)
    lower = np.zeros((runs, years), np.float64)
    for year in range(years):
        for hire in range(year + 1):
            if ready.lower_tier[hire]:
                lower[:, year] += assumptions.replaced * (stays[:, hire] - stays[:, hire + 1])
        lower[:, year] /= stays[:, year + 1] + assumptions.replaced * (1 - stays[:, year + 1])
    whole = np.floor(dollars + 0.5).astype(np.int64)
    prices = _prices(assumptions, inflation)
    return Futures(offer.name, seed, assumptions, assumptions.in_words(), whole, lower, prices)


def by_workers(
    costing: Costing,
    offer: Offer,
    assumptions: Assumptions,
    *,
    runs: int = 1_000,
    seed: int = 1,
    priced: Cohorts | None = None,
) -> Futures:
    """Futures in which each worker stays or leaves by chance, from (seed, future, worker).

    Individual luck alone, for small units; rates are as assumed in every run. The same figures
    with any number of threads, on any machine.
    """
    _check_runs(runs)
    if assumptions.replaced != 1:
        raise CostingError(
            "assumptions, replaced",
            expected="1: drawn worker by worker, every seat is filled",
            got=str(assumptions.replaced),
            fix="Draw futures of the assumed rates for seats that stay empty.",
        )
    # Only here: the compiler is needed for so many draws.
    from commontable.engines.costing.kernel.running import compiler  # noqa: PLC0415

    compiler()
    from commontable.engines.costing.futures.spells import draw  # noqa: PLC0415

    ready = priced or cohorts(costing, offer, per_worker=True)
    hired = np.stack([each.worker_costs for each in ready.hired], axis=1)
    cents, seats = draw(
        ready.stay.worker_costs,
        hired,
        np.array(ready.lower_tier, np.int64),
        turnover=assumptions.turnover,
        runs=runs,
        seed=seed,
        threads=costing.threads,
    )
    employer = ready.stay.cube.employer[:, : c.COSTS].sum(axis=1)
    whole = (2 * (cents + employer) + 100) // 200
    lower = seats / max(1, costing.count)
    words = (
        f"Each worker leaves in a year with a chance of {assumptions.turnover:.1%} and is replaced "
        "at once at the lowest step; overtime, trend and prices as in the offer. Individual luck "
        "only. Estimates, not offers: rounded to whole dollars."
    )
    prices = _prices(assumptions, np.zeros(whole.shape, np.float64))
    return Futures(offer.name, seed, assumptions, words, whole, lower, prices)


def _prices(assumptions: Assumptions, beside: Floats) -> Floats:
    """[future, year] prices of the middle of each year; ``beside`` is each year's own deviation."""
    yearly = np.log1p(assumptions.inflation) + beside
    middle: Floats = np.exp(np.cumsum(yearly, axis=1) - yearly / 2)
    return middle


def _with(sums: Ints, overtime: Floats, trend: Floats) -> Floats:
    """[future, year] dollars of sums, overtime and medical cost scaled by each future's."""
    cost = sums[:, : c.COSTS].astype(np.float64) / 100
    pay = cost[:, c.BASE_PAY : c.PAID_DAYS].sum(axis=1)
    share = np.divide(cost[:, c.OVERTIME], pay, out=np.zeros(len(pay)), where=pay > 0)
    extra = cost[:, c.OVERTIME] + share * cost[:, _FOLLOWS].sum(axis=1)
    scaled: Floats = cost.sum(axis=1) + (overtime[:, None] - 1) * extra
    scaled += (np.exp(trend) - 1) * cost[:, c.MEDICAL]
    return scaled


def _normals(seed: int, runs: int, each: int) -> Floats:
    """Standard normal draws [future, each], those of a future from (seed, future) alone."""
    inverse = NormalDist().inv_cdf
    drawn = np.empty((runs, each), np.float64)
    for future in range(runs):
        raw = np.random.Philox(key=np.array([seed, future], np.uint64)).random_raw(each)
        # The middle of 2^53 equal parts: never 0, never 1.
        drawn[future] = [inverse(((int(bits) >> 11) + 0.5) / 2**53) for bits in raw]
    return drawn


def _quantiles(column: Sequence[int] | Ints) -> Ints:
    """Nearest rank: a run that was drawn, not a mean of two."""
    ordered = np.sort(np.asarray(column))
    places = [max(0, -(-len(ordered) * percent // 100) - 1) for percent in QUANTILES]
    found: Ints = ordered[places]
    return found


def _check_runs(runs: int) -> None:
    if not 1 <= runs <= MOST:
        raise CostingError("futures", expected=f"1 to {MOST:,} runs", got=str(runs))
