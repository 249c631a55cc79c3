"""What was asked, answered: every scenario's figures, the gap, who gains and who loses."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from commontable.engines.costing.amounts import WHOLE, half_up
from commontable.engines.costing.closing import Gap, TermPrice, gap, term_prices
from commontable.engines.costing.components import COSTS
from commontable.engines.costing.contract import STATUS_QUO, Contract, Offer
from commontable.engines.costing.costing import Costing, Priced, Question, retro_pay
from commontable.engines.costing.figures import Figures, figures, workers_paid
from commontable.engines.costing.futures.assumptions import Assumptions
from commontable.engines.costing.futures.drawn import QUANTILES, Futures, by_parameters
from commontable.engines.costing.order import RULES, Applied, order_of_application
from commontable.engines.costing.outcomes import Outcome, outcome
from commontable.engines.costing.parity import RegionalRate, regional_parity
from commontable.engines.costing.prices import PriceIndex
from commontable.engines.costing.real_terms import Real, real_terms
from commontable.engines.costing.wording import full

BREAKDOWNS = ("union", "region", "facility", "classification")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One offer. ``broken_down`` holds cents by dimension, label and year."""

    figures: Figures
    broken_down: dict[str, dict[str, tuple[int, ...]]]
    term_prices: tuple[TermPrice, ...]
    retro: dict[str, int]
    outcomes: tuple[Outcome, ...]
    parity: tuple[RegionalRate, ...]
    applied: tuple[Applied, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """``baselines`` are the flat base and the status quo, in this order."""

    contract: Contract
    workers: int
    average_workers: tuple[int, ...]
    years: tuple[tuple[date, date], ...]
    periods: tuple[int, ...]
    baselines: tuple[Figures, Figures]
    scenarios: tuple[Scenario, ...]
    gaps: tuple[Gap, ...]
    rules: tuple[str, ...]
    remarks: tuple[str, ...]
    real: Real | None = None
    futures: tuple[Futures, ...] = ()


def cost(
    costing: Costing,
    offers: Sequence[Offer],
    *,
    prices: bool = True,
    detail: bool = True,
    index: PriceIndex | None = None,
    base: date | None = None,
    runs: int = 0,
    seed: int = 1,
) -> Result:
    """Price every offer and set them beside the baselines and each other.

    ``prices`` switches every single term off in turn; ``detail`` adds who gains and who loses.
    ``index`` adds real terms, in dollars of the month ``base``; ``runs`` so many futures of each
    offer, drawn from ``seed``.
    """
    every = [STATUS_QUO, *offers]
    costing.ahead([*costing.baselines, *map(Question, offers), *map(costing.after, every)])
    priced = [costing.price(offer, per_worker=detail) for offer in offers]
    scenarios = [_scenario(costing, each, priced, prices=prices, detail=detail) for each in priced]
    first = priced[:1]
    gaps = [gap(costing, other, mine) for mine in first for other in priced[1:]]
    remarks: dict[str, None] = {}
    for each in (costing.status_quo, *priced):
        remarks |= dict.fromkeys(each.remarks)
    remarks |= dict.fromkeys(_calendar_remarks(costing))
    starts = costing.time.year_starts()
    return Result(
        contract=costing.contract,
        workers=costing.count,
        average_workers=tuple(workers_paid(costing, costing.status_quo.cube)),
        years=tuple(pairwise(starts)),
        periods=costing.time.periods_by_year,
        baselines=(figures(costing, costing.flat), figures(costing, costing.status_quo)),
        scenarios=tuple(scenarios),
        gaps=tuple(gaps),
        rules=RULES,
        remarks=tuple(remarks),
        real=_real(costing, priced, index, base),
        futures=tuple(
            by_parameters(costing, offer, Assumptions(), runs=runs, seed=seed)
            for offer in (offers if runs else ())
        ),
    )


def _real(
    costing: Costing, priced: Sequence[Priced], index: PriceIndex | None, base: date | None
) -> Real | None:
    if index is None:
        return None
    every = [costing.flat, costing.status_quo, *priced]
    return real_terms(costing, every, index, base=base)


def _scenario(
    costing: Costing, mine: Priced, all_priced: Sequence[Priced], *, prices: bool, detail: bool
) -> Scenario:
    others = [costing.status_quo, *(each for each in all_priced if each is not mine)]
    return Scenario(
        figures=figures(costing, mine),
        broken_down={name: _by(mine, name) for name in BREAKDOWNS},
        term_prices=tuple(term_prices(costing, mine)) if prices else (),
        retro=retro_pay(costing, mine.offer, mine),
        outcomes=tuple(outcome(costing, mine, other) for other in others) if detail else (),
        parity=tuple(regional_parity(costing.status_quo, mine)),
        applied=tuple(order_of_application(mine)),
    )


def _by(priced: Priced, dimension: str) -> dict[str, tuple[int, ...]]:
    return {
        label[0] if label else "(no worker in particular)": tuple(
            int(cents) for cents in sums[:, :COSTS].sum(axis=1)
        )
        for label, sums in priced.cube.by(dimension).items()
    }


def _calendar_remarks(costing: Costing) -> list[str]:
    usual = costing.contract.pay.periods_a_year
    odd = [
        (year, periods)
        for year, periods in enumerate(costing.time.periods_by_year, 1)
        if periods != usual
    ]
    return [
        f"Year {year} has {periods} pay periods, not {usual}: its cost is higher or lower for that "
        "alone, in every scenario alike."
        for year, periods in odd
    ]


def as_data(result: Result) -> dict[str, Any]:
    """The result as plain lists and mappings; money in cents, percents in parts per million."""
    return {
        "contract": result.contract.name,
        "units": {"money": "cents", "rates": "mills", "percents": "parts per million"},
        "workers": result.workers,
        "average_workers_in_hundredths": list(result.average_workers),
        "years": [
            {"from": str(start), "before": str(end), "pay_periods": periods}
            for (start, end), periods in zip(result.years, result.periods, strict=True)
        ],
        "baselines": [_figures(each) for each in result.baselines],
        "offers": [_scenario_data(each) for each in result.scenarios],
        "gaps": [
            {
                "from": each.first,
                "to": each.second,
                "apart": list(each.apart),
                "total": each.total,
                "changes": [
                    {"change": change.said, "moves": change.moves, "of_gap": change.of_gap}
                    for change in each.changes
                ],
                "together": each.together,
            }
            for each in result.gaps
        ],
        "real_terms": _real_data(result.real),
        "futures": [_future_data(each, result) for each in result.futures],
        "order_of_application": list(result.rules),
        "remarks": list(result.remarks),
    }


def _real_data(real: Real | None) -> dict[str, Any] | None:
    if real is None:
        return None
    return {
        "dollars_of": f"{real.base:%Y-%m}",
        "prices": list(real.prices),
        "source": real.source,
        "scenarios": [asdict(each) for each in real.scenarios],
        "remarks": list(real.remarks),
    }


def _future_data(each: Futures, result: Result) -> dict[str, Any]:
    return {
        "offer": each.offer,
        "runs": len(each.dollars),
        "seed": each.seed,
        "model": each.model,
        "quantiles": list(QUANTILES),
        "dollars": [list(fan.dollars) for fan in each.fans()],
        "real_dollars": [list(fan.dollars) for fan in each.fans(real=True)],
        "chance_of_more_than": {
            name: round(each.chance_above(dollars) * WHOLE)
            for name, dollars in marks(result).items()
        },
        "lower_tier": [round(share * WHOLE) for share in each.lower_tier_by_year()],
    }


def marks(result: Result) -> dict[str, int]:
    """Whole dollars that futures are held against: what each scenario was priced at."""
    every = [*result.baselines, *(each.figures for each in result.scenarios)]
    return {each.name: half_up(each.total, 100) for each in every}


def _figures(each: Figures) -> dict[str, Any]:
    return {**asdict(each), "total": each.total, "total_over_flat": each.total_over_flat}


def _scenario_data(each: Scenario) -> dict[str, Any]:
    return {
        **_figures(each.figures),
        "by": {
            name: {label: list(cents) for label, cents in labels.items()}
            for name, labels in each.broken_down.items()
        },
        "terms": [
            {"id": price.term.id, "term": full(price.term), "worth": price.cents}
            for price in each.term_prices
        ],
        "retro_pay": each.retro,
        "outcomes": [asdict(found) for found in each.outcomes],
        "parity": [asdict(found) for found in each.parity],
        "applied": [
            {**asdict(applied), "paid_from": str(applied.paid_from)} for applied in each.applied
        ],
    }
