"""The figures of traditional costing, each named for what it is, in whole cents or millionths."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Final

from commontable.engines.costing.amounts import WHOLE, half_up
from commontable.engines.costing.components import COSTS, EXIT_PAY, NAMES, PERIODS
from commontable.engines.costing.costing import FLAT, Costing, Priced
from commontable.engines.costing.cube import Cube

_DIGITS: Final = 60


@dataclass(frozen=True, slots=True)
class Figures:
    """One scenario over the years, in cents; percents in parts per million.

    - ``cost``: what the employer pays in each contract year.
    - ``over_flat``, ``over_status_quo``: that less the same year of each baseline: new money.
    - ``percent``: new money over the flat base, as a share of the flat base of that year.
    - ``average``: the mean of these. ``summed``: the year-on-year percents added up, as headlines
      do. ``compounded``: by how much the last year's cost exceeds the flat base of that year.
    - ``exit_pay``: a year of pay at the rates of each year's last day (the exit rate), of those
      employed then; pay lines only, without what rolls up.
    - ``carry_over``: new money over the flat base in the year after the last, at the last day's
      rates held, less that of the last year: what was begun and will be paid in full only then.
    - ``per_worker``: cost over the average number of workers paid in a period.
    - ``present_value``: new money over the flat base, discounted from the middle of each year at
      ``discount`` parts per million a year; None where the contract assumes no rate.
    """

    name: str
    cost: tuple[int, ...]
    over_flat: tuple[int, ...]
    over_status_quo: tuple[int, ...]
    percent: tuple[int, ...]
    average: int
    summed: int
    compounded: int
    exit_pay: tuple[int, ...]
    carry_over: int
    per_worker: tuple[int, ...]
    present_value: int | None
    discount: int | None
    components: dict[str, tuple[int, ...]]

    @property
    def total(self) -> int:
        return sum(self.cost)

    @property
    def total_over_flat(self) -> int:
        return sum(self.over_flat)

    @property
    def total_over_status_quo(self) -> int:
        return sum(self.over_status_quo)


def figures(costing: Costing, priced: Priced) -> Figures:
    """All figures of one scenario."""
    cost = priced.costs()
    flat, status_quo = costing.flat.costs(), costing.status_quo.costs()
    over_flat = [mine - base for mine, base in zip(cost, flat, strict=True)]
    over = [mine - base for mine, base in zip(cost, status_quo, strict=True)]
    percent = [share(new, base) for new, base in zip(over_flat, flat, strict=True)]
    before = flat[0]
    steps = []
    for year, each in enumerate(cost):
        # Year on year against the flat base of both, so that a 27th period is no raise.
        mine = share(each, flat[year])
        last = share(cost[year - 1], flat[year - 1]) if year else share(before, before)
        steps.append(share(mine - last, last))
    discount = costing.contract.discount
    carried = 0
    if priced.offer is not FLAT:
        after = costing.year_after(priced.offer).total - costing.flat_after.total
        carried = after - over_flat[-1]
    return Figures(
        name=priced.name,
        cost=tuple(cost),
        over_flat=tuple(over_flat),
        over_status_quo=tuple(over),
        percent=tuple(percent),
        average=half_up(sum(percent), len(percent)),
        summed=sum(steps),
        compounded=percent[-1],
        exit_pay=tuple(priced.cube.measure(EXIT_PAY)),
        carry_over=carried,
        per_worker=tuple(per_worker(costing, priced.cube)),
        present_value=None if discount is None else present_value(over_flat, discount),
        discount=discount,
        components=by_component(priced.cube),
    )


def share(part: int, whole: int) -> int:
    """Parts per million, halves up; 0 of nothing."""
    return half_up(part * WHOLE, whole) if whole > 0 else 0


def by_component(cube: Cube) -> dict[str, tuple[int, ...]]:
    """Cents by component and year, those that cost nothing left out."""
    sums = cube.sums()
    return {
        NAMES[place]: tuple(int(cents) for cents in sums[:, place])
        for place in range(COSTS)
        if sums[:, place].any()
    }


def workers_paid(costing: Costing, cube: Cube) -> list[int]:
    """Hundredths of the average number of workers paid in a period of each year."""
    paid = cube.measure(PERIODS)
    periods = costing.time.periods_by_year
    return [half_up(100 * each, of) for each, of in zip(paid, periods, strict=True)]


def per_worker(costing: Costing, cube: Cube) -> list[int]:
    average = workers_paid(costing, cube)
    return [
        half_up(100 * cost, workers) if workers else 0
        for cost, workers in zip(cube.costs(), average, strict=True)
    ]


def present_value(cents: Sequence[int], discount: int) -> int:
    """Yearly amounts at ``discount`` parts per million a year, each from the middle of its year."""
    with localcontext(prec=_DIGITS):
        growth = 1 + Decimal(discount) / WHOLE
        value = sum(
            (Decimal(each) / growth ** (year + Decimal("0.5")) for year, each in enumerate(cents)),
            Decimal(0),
        )
        return int((value + Decimal("0.5")).to_integral_value(ROUND_FLOOR))
