"""Costs and pay in the dollars of one month: what is left of a raise when prices have risen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.components import TAKEN_HOME, WORKER_COPAYS, WORKER_PREMIUMS
from commontable.engines.costing.costing import Costing, Priced
from commontable.engines.costing.figures import share, workers_paid
from commontable.engines.costing.prices import PriceIndex, in_real_terms


@dataclass(frozen=True, slots=True)
class RealScenario:
    """One scenario by year, in cents of the base month.

    ``taken_home`` is what an average worker takes home: pay, lump sums and bonus less premiums and
    copays, before taxes. ``against_first`` is that against the flat base's first year, in parts per
    million: below zero, pay has lost to prices.
    """

    name: str
    cost: tuple[int, ...]
    per_worker: tuple[int, ...]
    taken_home: tuple[int, ...]
    against_first: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Real:
    """Every scenario in dollars of ``base``; ``prices`` over it by year, in parts per million.

    ``remarks`` say which months were assumed, which were never published.
    """

    base: date
    prices: tuple[int, ...]
    source: str
    scenarios: tuple[RealScenario, ...]
    remarks: tuple[str, ...]


def real_terms(
    costing: Costing,
    scenarios: Sequence[Priced],
    index: PriceIndex,
    *,
    base: date | None = None,
) -> Real:
    """``scenarios`` (the flat base first) in dollars of the month ``base``.

    Left out, that is the last month published before the first year. Raises ``CostingError`` for
    months that cannot be had.
    """
    years = list(pairwise(costing.time.year_starts()))

    def real(cents: Sequence[int]) -> tuple[int, ...]:
        inflation = costing.contract.inflation
        return in_real_terms(cents, years, index, base=base, inflation=inflation).cents

    told = in_real_terms(
        [0] * len(years), years, index, base=base, inflation=costing.contract.inflation
    )
    found: list[RealScenario] = []
    for each in scenarios:
        home = real(_taken_home(costing, each))
        first = found[0].taken_home[0] if found else home[0]
        workers = workers_paid(costing, each.cube)
        cost = real(each.costs())
        found.append(
            RealScenario(
                each.name,
                cost,
                tuple(_each(cents, of) for cents, of in zip(cost, workers, strict=True)),
                home,
                tuple(share(cents - first, first) for cents in home),
            )
        )
    return Real(
        told.base,
        told.prices,
        told.source,
        tuple(found),
        tuple(_remarks(told.missing, told.assumed, costing.contract.inflation)),
    )


def _taken_home(costing: Costing, priced: Priced) -> list[int]:
    sums = priced.cube.sums()
    home = sums[:, list(TAKEN_HOME)].sum(axis=1)
    home = home - sums[:, WORKER_PREMIUMS] - sums[:, WORKER_COPAYS]
    workers = workers_paid(costing, priced.cube)
    return [_each(int(cents), of) for cents, of in zip(home, workers, strict=True)]


def _each(cents: int, hundredths: int) -> int:
    return half_up(100 * cents, hundredths) if hundredths else 0


def _remarks(missing: Sequence[date], assumed: Sequence[date], inflation: int | None) -> list[str]:
    said: list[str] = []
    if missing:
        months = ", ".join(f"{month:%B %Y}" for month in missing)
        said.append(f"The index was never published for {months}: its year is averaged without.")
    if assumed:
        rate = f"{(inflation or 0) / 10_000:g} %"
        said.append(
            f"Prices from {assumed[0]:%B %Y} on are not published yet: taken to rise by {rate} a "
            "year, as the contract's file assumes."
        )
    return said
