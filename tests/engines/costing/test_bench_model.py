"""The bench's model at a small size: pandas, Polars and DuckDB come to the same cents."""

import pytest
from bench import costing_model as model
from bench.costing_rivals import RIVALS, task

from commontable.engines.costing.costing import Costing, price_streamed


@pytest.fixture(scope="module")
def costing() -> Costing:
    return Costing(model.census(120), model.contract())


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: rival.__name__)
def test_a_rival_comes_to_the_same_cents(costing: Costing, rival: type) -> None:
    priced = costing.price(model.offers()[0])
    given = task(costing, priced)
    assert rival(given).cost(given) == priced.costs()


def test_streamed_in_batches_it_is_the_same(costing: Costing) -> None:
    batches = (costing.table.slice(begin, 50) for begin in range(0, 120, 50))
    offers = model.offers()
    cubes = price_streamed(batches, model.contract(), offers, as_of=model.AS_OF)
    assert [cube.costs() for cube in cubes] == [costing.price(offer).costs() for offer in offers]
