"""Futures: drawn from the seed alone, around what was priced exactly."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from commontable.engines.costing.census import census_of
from commontable.engines.costing.contract import Offer, contract_of, offer_of
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.futures.assumptions import Assumptions
from commontable.engines.costing.futures.cohorts import cohorts
from commontable.engines.costing.futures.drawn import by_parameters, by_workers
from engines.costing.test_properties import AS_OF, many

TIER = {
    "kind": "two_tier",
    "percent": "80",
    "hired_from": date(2023, 10, 1),
    "effective": date(2023, 10, 1),
}


@pytest.fixture(scope="module")
def ready() -> tuple[Costing, Offer]:
    table, contract, offer = many(300)
    offer["terms"].append(TIER)
    costing = Costing(census_of(table, as_of=AS_OF), contract_of(contract))
    return costing, offer_of(offer)


def test_without_uncertainty_every_future_is_the_offer(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    still = Assumptions(turnover=0, turnover_spread=0, overtime_spread=0, medical_spread=0)
    cost = [(2 * cents + 100) // 200 for cents in costing.price(offer).costs()]
    for futures in (
        by_parameters(costing, offer, still, runs=3),
        by_workers(costing, offer, still, runs=3),
    ):
        assert futures.dollars.tolist() == [cost] * 3
        assert not futures.lower_tier.any()


def test_the_same_seed_gives_the_same_runs_in_any_threads(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    first = by_workers(costing, offer, Assumptions(), runs=20, seed=7)
    costing.threads = 3
    again = by_workers(costing, offer, Assumptions(), runs=20, seed=7)
    costing.threads = 0
    assert (first.dollars == again.dollars).all()
    assert (
        by_workers(costing, offer, Assumptions(), runs=20, seed=8).dollars != first.dollars
    ).any()
    fewer = by_parameters(costing, offer, Assumptions(), runs=5, seed=7)
    more = by_parameters(costing, offer, Assumptions(), runs=20, seed=7)
    assert (more.dollars[:5] == fewer.dollars).all()


def test_workers_leave_as_often_as_assumed(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    futures = by_workers(costing, offer, Assumptions(turnover=0.2), runs=200)
    # After two years 36 % of the seats were filled anew, all on the lower scale.
    assert np.mean(futures.lower_tier[:, 1]) == pytest.approx(0.36, abs=0.01)


def test_both_ways_agree_on_the_middle(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    calm = Assumptions(turnover=0.1, turnover_spread=0, overtime_spread=0, medical_spread=0)
    by_rate = by_parameters(costing, offer, calm, runs=1).totals[0]
    by_luck = np.mean(by_workers(costing, offer, calm, runs=300).totals)
    assert by_rate == pytest.approx(by_luck, rel=0.003)


def test_who_is_hired_later_starts_low_and_on_the_lower_scale(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    priced = cohorts(costing, offer)
    assert priced.lower_tier == (True, True)
    stay, hired = priced.stay.costs(), [each.costs() for each in priced.hired]
    assert hired[0][0] < stay[0]
    assert hired[1][0] < stay[0] // 20  # hired within the last period of the year before
    assert 0 < hired[1][1] <= hired[0][1]


def test_chances_and_fans_name_runs_that_were_drawn(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    futures = by_parameters(costing, offer, Assumptions(), runs=101, seed=3)
    (*_, whole) = futures.fans()
    assert whole.year == -1
    assert list(whole.dollars) == sorted(whole.dollars)
    assert set(whole.dollars) <= set(futures.totals.tolist())
    assert futures.chance_above(whole.dollars[2]) == pytest.approx(50 / 101)
    assert "8.0% of the workers leave in a year" in futures.model


def test_philox_gives_the_published_words(ready: Any) -> None:
    from commontable.engines.costing.futures.spells import philox

    # Random123's known answer for philox4x32-10 with counter and key zero.
    assert philox(0, 0, 0, 0) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)


def test_shares_that_are_percents_are_refused() -> None:
    with pytest.raises(CostingError, match=r"Write 0\.08 for eight percent"):
        Assumptions(turnover=8)


def test_ten_thousand_runs_are_the_first_thousand_and_more(ready: tuple[Costing, Offer]) -> None:
    costing, offer = ready
    priced = cohorts(costing, offer)
    many_runs = by_parameters(costing, offer, Assumptions(), runs=10_000, seed=2, priced=priced)
    fewer = by_parameters(costing, offer, Assumptions(), runs=1_000, seed=2, priced=priced)
    assert (many_runs.dollars[:1_000] == fewer.dollars).all()
    assert (many_runs.real[:1_000] == fewer.real).all()
    middle = fewer.fans()[-1].dollars[2]
    assert many_runs.chance_above(middle) == pytest.approx(0.5, abs=0.05)


def test_seats_that_stay_empty_cost_nothing_and_are_no_part_of_a_share(
    ready: tuple[Costing, Offer],
) -> None:
    costing, offer = ready
    calm = {"turnover": 0.2, "turnover_spread": 0, "overtime_spread": 0, "medical_spread": 0}
    priced = cohorts(costing, offer)

    def drawn(replaced: float) -> Any:
        assumed = Assumptions(**calm, replaced=replaced)
        return by_parameters(costing, offer, assumed, runs=1, priced=priced)

    every, half, none = drawn(1), drawn(0.5), drawn(0)
    assert every.totals[0] > half.totals[0] > none.totals[0]
    assert half.totals[0] * 2 == pytest.approx(every.totals[0] + none.totals[0], abs=3)
    assert not none.lower_tier.any()
    stayed = np.exp(-0.2 * 2)
    filled = stayed + 0.5 * (1 - stayed)
    assert half.lower_tier[0, 1] == pytest.approx(0.5 * (1 - stayed) / filled)
    assert "50% of them are replaced at once" in half.model
    with pytest.raises(CostingError, match="every seat is filled"):
        by_workers(costing, offer, Assumptions(replaced=0.5), runs=1)


def test_prices_change_what_dollars_buy_and_not_how_many_there_are(
    ready: tuple[Costing, Offer],
) -> None:
    costing, offer = ready
    priced = cohorts(costing, offer)
    dear = Assumptions(inflation=0.1, inflation_spread=0)
    calm = Assumptions(inflation=0, inflation_spread=0)
    one, other = (
        by_parameters(costing, offer, each, runs=50, priced=priced) for each in (dear, calm)
    )
    assert (one.dollars == other.dollars).all()
    assert (other.real == other.dollars).all()
    for year in (0, 1):
        middle = one.dollars[:, year] / 1.1 ** (year + 0.5)
        assert np.abs(one.real[:, year] - middle).max() <= 1
    assert one.fans(real=True)[0].dollars < one.fans()[0].dollars
    varied = by_parameters(costing, offer, Assumptions(), runs=50, priced=priced)
    assert len(np.unique(varied.prices[:, 1])) == 50
