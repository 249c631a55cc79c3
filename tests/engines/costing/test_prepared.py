"""An offer held ready prices a changed term to the same cent as a price from nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from commontable.engines.costing import prepared as held_ready
from commontable.engines.costing.census import census_of
from commontable.engines.costing.closing import term_prices
from commontable.engines.costing.contract import Offer, contract_of, offer_of
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.running import walk
from commontable.engines.costing.prepared import prepare
from engines.costing.figures import read_census
from engines.costing.strategies import TERMS, as_text, censuses, contracts, offers
from engines.costing.test_properties import AS_OF, IMPOSSIBLE, many

RAISE = {
    "id": "raise",
    "kind": "general_increase",
    "percent": "3",
    "effective": date(2024, 1, 1),
}


CHANGES = st.lists(st.tuples(TERMS, st.integers(0, 8)), max_size=4)
"""A term, and in the place of which of the offer's it is put."""


def _same(one: Any, other: Any) -> bool:
    return (
        one.cube.profiles == other.cube.profiles
        and (one.cube.totals == other.cube.totals).all()
        and (one.cube.employer == other.cube.employer).all()
        and (one.net == other.net).all()
        and (one.worker_costs == other.worker_costs).all()
        and one.remarks == other.remarks
    )


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    contracts(), offers(), censuses(5), st.lists(st.tuples(TERMS, st.integers(0, 8)), max_size=4)
)
def test_any_change_gives_the_cents_of_a_price_from_nothing(
    contract: dict[str, Any],
    offer: dict[str, Any],
    rows: list[dict[str, str]],
    changes: list[tuple[dict[str, Any], int]],
) -> None:
    costing = Costing(read_census(as_text(rows), AS_OF, contract), contract_of(contract), threads=1)
    ready, refused = _answer(lambda: prepare(costing, offer_of(offer), per_worker=True))
    if ready is None:
        assume(not any(words in refused for words in IMPOSSIBLE))
        raise AssertionError(refused)
    assert _same(ready.priced, costing.price(ready.offer, per_worker=True))
    changed = [ready.offer.without(term.id) for term in ready.offer.terms]
    for term, place in changes:
        terms = list(offer["terms"])
        kept = {**term, "id": f"o{100 + place}", "order": 100 + place}
        terms[place : place + 1] = [kept]
        changed.append(offer_of({**offer, "terms": terms}))
    for each in changed:
        expected, refused = _answer(lambda each=each: costing.price(each, per_worker=True))
        found, refused_again = _answer(lambda each=each: ready.price(each))
        assert refused_again == refused
        assert found is expected is None or _same(found, expected)


def _answer(ask: Any) -> tuple[Any, str]:
    try:
        return ask(), ""
    except CostingError as reason:
        return None, str(reason)


def _ready(engine: Any = "compiled") -> tuple[Costing, Offer]:
    table, contract, _ = many(12_000)
    rules = [
        {"kind": "bonus", "dollars": 500, "effective": date(2023, 10, 1)},
        {"kind": "payroll_tax", "percent": "6.2", "wage_base": 60000,
         "effective": date(2023, 1, 1)},
    ]  # fmt: skip
    contract = {**contract, "terms": [*contract["terms"], *rules]}
    terms = [
        RAISE | {"id": region, "scope": {"region": region}, "percent": percent}
        for region, percent in (("NW", "3"), ("CO", "2"))
    ]
    offer = offer_of(
        {"offer": "Raises", "terms": [*terms, {**rules[0], "id": "b", "dollars": 750}]}
    )
    census = census_of(table, as_of=AS_OF)
    return Costing(census, contract_of(contract), engine=engine), offer


@pytest.mark.parametrize("engine", ["compiled", "columns"])
def test_a_term_changed_added_and_switched_off(engine: Any) -> None:
    costing, offer = _ready(engine)
    ready = prepare(costing, offer)
    nw, _, bonus = offer.terms
    more = replace(nw, values={**nw.values, "percent": 40_000})
    later = replace(nw, effective=date(2024, 7, 7))
    another = replace(nw, id="another", effective=date(2024, 7, 7))
    for changed, priced in (
        (offer.without("NW").with_terms([more]), ready.with_term(more)),
        (offer.without("NW").with_terms([later]), ready.with_term(later)),
        (offer.with_terms([another]), ready.with_term(another)),
        (offer.without("b"), ready.without("b")),
        (offer.without("NW", "b"), ready.without("NW", bonus.id)),
    ):
        assert (priced.cube.totals == costing.price(changed).cube.totals).all()
    assert ready.priced.total == costing.price(offer).total


def test_only_whom_a_change_concerns_is_worked_out_again() -> None:
    costing, offer = _ready()
    ready = prepare(costing, offer)
    nw = offer.terms[0]
    there = {profile for profile in ready.priced.cube.profiles if "NW" in profile}
    changed = ready.with_term(replace(nw, values={**nw.values, "percent": 40_000}))
    moved = (changed.cube.totals != ready.priced.cube.totals).any(axis=(1, 2))
    assert {
        profile for profile, each in zip(changed.cube.profiles, moved.tolist(), strict=True) if each
    } == there


def test_stays_fit_another_amount_and_not_another_day() -> None:
    costing, offer = _ready()
    nw = offer.terms[0]
    walked = walk(costing.plan(offer))
    more = replace(nw, values={**nw.values, "percent": 40_000})
    assert walked.fits(costing.plan(offer.without("NW").with_terms([more])))
    later = replace(nw, effective=date(2024, 7, 7))
    assert not walked.fits(costing.plan(offer.without("NW").with_terms([later])))


def test_asking_all_night_keeps_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commontable.engines.costing.workers.MOST_MASKS", 4)
    monkeypatch.setattr("commontable.engines.costing.workers.MOST_GROUPS", 5)
    costing, offer = _ready()
    ready = prepare(costing, offer)
    before = ready.nbytes
    workers = costing.parts[0]
    lump = replace(offer.terms[0], id="lump", kind=offer_of(
        {"terms": [{"kind": "lump_sum", "dollars": 1, "effective": date(2024, 2, 1)}]}
    ).terms[0].kind, values={"dollars": 100, "by_fte": False, "pensionable": False})  # fmt: skip
    for day in range(1, 20):
        scope = replace(lump.scope, hired_before=date(2001, 1, day))
        hired = int((workers.hired < np.datetime64(f"2001-01-{day:02}").astype(int)).sum())
        priced = ready.with_term(replace(lump, scope=scope))
        in_nw = workers.mask(scope).sum()
        assert in_nw <= hired
        assert priced.cube.sums()[:, 6].sum() == 100 * in_nw
    assert len(workers._masks) <= 4
    assert len(workers._groups) <= 5
    assert ready.nbytes == before


def test_parts_beyond_what_is_kept_cost_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commontable.engines.costing.costing.PART", 5_000)
    monkeypatch.setattr(held_ready, "KEPT_PARTS", 1)
    costing, offer = _ready()
    assert len(costing.parts) == 3
    ready = prepare(costing, offer)
    whole, _ = _ready()
    for price in term_prices(costing, ready.priced, prepared=ready):
        without = offer.without(price.term.id)
        assert ready.priced.total - price.cents == costing.price(without).total
    assert whole.price(offer).total == ready.priced.total


def test_a_term_nobody_has_is_not_switched_off() -> None:
    costing, offer = _ready()
    with pytest.raises(CostingError, match="expected ids of its terms: CO, NW, b; got 'x'"):
        prepare(costing, offer).without("x")
