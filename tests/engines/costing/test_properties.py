"""What must hold whatever the contract, the offer and the census."""

import random
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from commontable.engines.costing.contract import STATUS_QUO, Contract, contract_of, offer_of
from commontable.engines.costing.costing import Costing, price_streamed
from commontable.engines.costing.cube import merged
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.running import run
from engines.costing.figures import plan, read_census
from engines.costing.strategies import as_text, censuses, contracts, offers, percents

AS_OF = date(2023, 9, 30)
IMPOSSIBLE = ("one lower scale", "to follow", "sit on no step")
SLOWLY = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _ready(contract: dict[str, Any], rows: list[dict[str, str]]) -> tuple[Costing, Contract]:
    read = contract_of(contract)
    census = read_census(as_text(rows), AS_OF, contract)
    return Costing(census, read, engine="columns"), read


def _price(costing: Costing, offer: dict[str, Any], *, per_worker: bool = False) -> Any:
    try:
        return costing.price(offer_of(offer), per_worker=per_worker)
    except CostingError as reason:
        if not any(words in str(reason) for words in IMPOSSIBLE):
            raise
        reject()


@SLOWLY
@given(contracts(), censuses())
def test_an_offer_of_nothing_costs_nothing(
    contract: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    costing, _ = _ready(contract, rows)
    nothing = _price(costing, {"offer": "Nothing", "terms": []})
    assert nothing.costs() == costing.price(STATUS_QUO).costs()
    assert (nothing.cube.totals == costing.status_quo.cube.totals).all()


@SLOWLY
@given(contracts(), offers(), censuses(6), st.randoms(use_true_random=False))
def test_order_split_and_threads_give_the_same_cents(
    contract: dict[str, Any],
    offer: dict[str, Any],
    rows: list[dict[str, str]],
    chance: random.Random,
) -> None:
    costing, read = _ready(contract, rows)
    whole = _price(costing, offer).cube
    shuffled = chance.sample(rows, len(rows))
    other, _ = _ready(contract, shuffled)
    assert _by_profile(_price(other, offer).cube) == _by_profile(whole)
    table = read_census(as_text(rows), AS_OF, contract).table
    cut = chance.randrange(1, len(rows))
    parts = [table.slice(0, cut), table.slice(cut)]
    read_offer = offer_of(offer)
    (streamed,) = price_streamed(parts, read, [read_offer], as_of=AS_OF, engine="columns")
    assert _by_profile(streamed) == _by_profile(whole)
    assert (merged([streamed]).sums() == whole.sums()).all()


def _by_profile(cube: Any) -> dict[tuple[str, ...], list[list[int]]]:
    return {
        key: sums.tolist() for key, sums in cube.by("union", "region", "classification").items()
    }


@SLOWLY
@given(contracts(), offers(), censuses(6))
def test_a_term_outside_a_workers_scope_moves_nothing_of_hers(
    contract: dict[str, Any], offer: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    costing, _ = _ready(contract, rows)
    with_all = _price(costing, offer, per_worker=True)
    workers = costing.parts[0]
    for place, term in enumerate(offer_of(offer).terms):
        fewer = {**offer, "terms": [t for at, t in enumerate(offer["terms"]) if at != place]}
        without = _price(costing, fewer, per_worker=True)
        outside = ~workers.mask(term.scope)
        assert (with_all.net[outside] == without.net[outside]).all()


@SLOWLY
@given(contracts(), censuses(), percents)
def test_a_raise_on_the_first_day_never_costs_less_and_no_worker_loses(
    contract: dict[str, Any], rows: list[dict[str, str]], percent: Any
) -> None:
    # A wage base, a maximum or an hours' threshold stays as it is: more pay is never cheaper.
    costing, _ = _ready(contract, rows)
    terms = [{"id": "more", "kind": "general_increase", "percent": percent, "order": 900}]
    start = {"effective": date(2023, 10, 1)}
    assume(not any(term["kind"] == "alignment" for term in contract["terms"]))
    more = _price(costing, {"offer": "More", "terms": [terms[0] | start]}, per_worker=True)
    before = costing.status_quo
    assert all(a >= b for a, b in zip(more.costs(), before.costs(), strict=True))
    assert (more.net >= before.net).all()


def many(count: int) -> tuple[pa.Table, dict[str, Any], dict[str, Any]]:
    chance = np.random.default_rng(5)
    table = pa.table(
        {
            "employee_id": [f"W{n}" for n in range(count)],
            "union": chance.choice(["A", "B"], count).tolist(),
            "region": chance.choice(["NW", "CO"], count).tolist(),
            "classification": chance.choice(["RN", "Clerk"], count).tolist(),
            "step": chance.integers(1, 6, count),
            "hire_date": [date(2001, 1, 1 + int(n)) for n in chance.integers(0, 28, count)],
            "regular_quarter_hours": chance.choice([320, 241, 96], count),
            "overtime_quarter_hours": chance.choice([0, 13], count),
        }
    )
    contract = {
        "term": {"from": date(2023, 10, 1), "years": 2},
        "schedules": [
            {"classification": job, "region": region, "from": date(2022, 10, 1),
             "steps": ["20.01", "21.13", "22.27", "23.51", "24.99", "26.07"]}
            for job in ("RN", "Clerk")
            for region in ("NW", "CO")
        ],
        "terms": [{"kind": "overtime", "multiplier": "1.5", "effective": date(2020, 1, 1)}],
    }  # fmt: skip
    raises = [
        {"kind": "general_increase", "percent": "3.15", "effective": date(2023 + n, 10, 1)}
        for n in (0, 1)
    ]
    return table, contract, {"offer": "Raises", "terms": raises}


def test_any_number_of_threads_and_blocks_gives_the_same_cents() -> None:
    table, contract, offer = many(20_000)
    from commontable.engines.costing.census import census_of

    built = plan(census_of(table, as_of=AS_OF), contract, offer, 2)
    one = run(built, threads=1, per_worker=True)
    for other in (
        run(built, threads=3, per_worker=True),
        run(built, engine="columns", threads=2, per_worker=True),
    ):
        assert (one.totals == other.totals).all()
        assert (one.net == other.net).all()
