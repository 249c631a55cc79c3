"""The pricing process answers over its socket: the engine's own cents, refusals with facts."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.words import Side
from commontable.costing.models import Basis, Pricing, Result, Scenario
from commontable.costing.pricing import client
from commontable.costing.pricing import server as process
from commontable.costing.pricing.protocol import BrokenError, receive, send, socket_path
from commontable.costing.selectors.bases import contract_of, ground_of, opened
from commontable.costing.selectors.results import answered, gap_question, offer_question
from commontable.costing.services import pricing
from commontable.costing.services.scenarios import make_document_scenario, make_position_scenario
from commontable.costing.words import PricingStatus
from commontable.engines.costing.contract import offer_of
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.documents import read_yaml
from commontable.workforce.selectors.costing import census_table, open_for_costing
from costing.grounds import CONTRACT, basis_for, pricing_process


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[process.Pricing]:
    with pricing_process(tmp_path) as running:
        yield running


def directly(cast: Cast, basis: Basis, offer: str) -> Costing:
    """The engine over the same rows, without any process."""
    table = census_table(open_for_costing(enter(cast.research), basis.census))
    return Costing(table, contract_of(basis), as_of=basis.census.as_of)


def two_sides(cast: Cast) -> tuple[Scenario, Scenario]:
    """Theirs and ours, on one basis."""
    passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        terms=[
            *raises(cast.wages, "3", "2", regions=("NORTH",)),
            *raises(cast.wages, "2", regions=("SOUTH",)),
        ],
    )
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "5", "4"))
    basis = basis_for(cast)
    theirs, ours = (
        make_position_scenario(
            actor=enter(cast.research),
            basis=basis,
            table_id=cast.common.pk,
            side=side,
            name=name,
        )
        for side, name in ((Side.EMPLOYER, "Theirs"), (Side.UNION, "Ours"))
    )
    return theirs, ours


def worked(row: Pricing | None) -> None:
    assert row is not None
    pricing.price(coalition_id=row.coalition_id, union_id=row.union_id, pricing_id=row.pk)


def test_an_answer_is_the_engines_own_to_the_cent(cast: Cast, answering: process.Pricing) -> None:
    theirs, _ = two_sides(cast)
    actor = enter(cast.research)
    worked(pricing.ask_for_offer(actor=actor, scenario=theirs))
    actor = enter(cast.research)
    found = answered(actor, offer_question(ground_of(actor, theirs.basis), theirs)).answer
    assert found is not None
    costing = directly(cast, theirs.basis, theirs.offer)
    offer = offer_of(read_yaml(theirs.offer, "offer"))
    alone = costing.price(offer)
    assert found["figures"]["cost"] == alone.costs()
    assert found["workers"] == 68
    prices = {row["id"]: row["cents"] for row in found["terms"]}
    for term in offer.terms:
        assert prices[term.id] == alone.total - costing.price(offer.without(term.id)).total
    # Each line adds up to the whole, and each issue's is that of all its terms.
    over = alone.total - costing.status_quo.total
    assert sum(prices.values()) + found["together"] == over
    assert found["issues"][str(cast.wages.pk)]["cents"] == over
    for rows in found["by"].values():
        assert sum(sum(row["cost"]) for row in rows) == alone.total
        assert sum(sum(row["over"]) for row in rows) == over
    assert {row["document"] for row in found["terms"]} == {"E-1"}


def test_the_gap_is_what_separates_the_two_and_its_changes_add_up_to_it(
    cast: Cast, answering: process.Pricing
) -> None:
    theirs, ours = two_sides(cast)
    worked(pricing.ask_for_gap(actor=enter(cast.research), first=theirs, second=ours))
    actor = enter(cast.research)
    found = answered(actor, gap_question(ground_of(actor, theirs.basis), theirs, ours)).answer
    assert found is not None
    costing = directly(cast, theirs.basis, theirs.offer)
    totals = [
        costing.price(offer_of(read_yaml(one.offer, "offer"))).total for one in (theirs, ours)
    ]
    assert found["total"] == totals[1] - totals[0] > 0
    assert sum(change["moves"] for change in found["changes"]) + found["together"] == found["total"]


def test_the_same_question_is_not_priced_twice(cast: Cast, answering: process.Pricing) -> None:
    theirs, _ = two_sides(cast)
    worked(pricing.ask_for_offer(actor=enter(cast.research), scenario=theirs))
    assert pricing.ask_for_offer(actor=enter(cast.research), scenario=theirs) is None
    enter(cast.research)
    assert Result.objects.count() == 1
    assert Pricing.objects.get().status == PricingStatus.DONE


def test_one_changed_figure_is_answered_against_the_other_side(
    cast: Cast, answering: process.Pricing
) -> None:
    theirs, ours = two_sides(cast)
    actor = enter(cast.research)
    basis = theirs.basis
    found = client.ask(
        "change",
        *opened(actor, basis),
        offer=theirs.offer,
        against=ours.offer,
        changes={"E-1.wages.1#percent": {"field": "percent", "tier": "", "value": "3.5"}},
    )
    costing = directly(cast, basis, theirs.offer)
    typed = offer_of(read_yaml(theirs.offer.replace("percent: 3,", "percent: 3.5,"), "offer"))
    assert found["cost"] == costing.price(typed).costs()
    ours_total = costing.price(offer_of(read_yaml(ours.offer, "offer"))).total
    assert found["gap"]["total"] == ours_total - costing.price(typed).total
    step = client.ask(
        "steps",
        *opened(actor, basis),
        offer=theirs.offer,
        changes={},
        steps={"E-1.wages.1#percent": {"field": "percent", "tier": "", "value": "3.5"}},
    )
    before = costing.price(offer_of(read_yaml(theirs.offer, "offer"))).total
    assert step == {"E-1.wages.1#percent": costing.price(typed).total - before}


def test_a_unions_own_costing_is_priced_on_its_rows_alone(
    cast: Cast, answering: process.Pricing
) -> None:
    census = basis_for(cast).census
    basis = basis_for(cast, census=census, by=cast.nurses_officer, union_id=cast.nurses.pk)
    scenario = make_document_scenario(
        actor=enter(cast.nurses_officer),
        basis=basis,
        name="Three",
        offer="offer: X\nterms:\n- {kind: general_increase, percent: 3, effective: 2026-10-01}\n",
    )
    worked(pricing.ask_for_offer(actor=enter(cast.nurses_officer), scenario=scenario))
    enter(cast.nurses_officer)
    result = Result.objects.get()
    assert result.union_id == cast.nurses.pk
    assert result.answer["workers"] == 40
    assert [row["label"] for row in result.answer["by"]["union"]] == ["NUR"]
    assert result.inputs["unions"] == ["NUR"]
    enter(cast.research)
    assert not Result.objects.exists()


def test_what_the_engine_refuses_is_said_with_its_facts_where_it_was_asked(
    cast: Cast, answering: process.Pricing
) -> None:
    scenario = make_document_scenario(
        actor=enter(cast.research),
        basis=basis_for(cast),
        name="Nowhere",
        offer="offer: X\nterms:\n- {id: far, kind: general_increase, percent: 3,"
        " effective: 2026-10-01, scope: {region: NOWHERE}}\n",
    )
    worked(pricing.ask_for_offer(actor=enter(cast.research), scenario=scenario))
    enter(cast.research)
    row = Pricing.objects.get()
    assert row.status == PricingStatus.FAILED
    assert "NOWHERE" in row.fault
    assert "NORTH" in row.fault
    assert not Result.objects.exists()


def test_without_the_process_the_question_waits_and_says_so(cast: Cast, tmp_path: Path) -> None:
    theirs, _ = two_sides(cast)
    row = pricing.ask_for_offer(actor=enter(cast.research), scenario=theirs)
    with (
        override_settings(PRICING_SOCKET=tmp_path / "nobody.sock"),
        pytest.raises(client.PricingAwayError),
    ):
        worked(row)
    enter(cast.research)
    row = Pricing.objects.get()
    assert row.status == PricingStatus.WAITING
    assert "does not answer" in row.fault


def test_a_census_larger_than_there_is_room_for_is_refused_with_the_fix(
    cast: Cast, tmp_path: Path
) -> None:
    theirs, _ = two_sides(cast)
    with pricing_process(tmp_path) as running:
        running._most_workers = 10
        actor = enter(cast.research)
        with pytest.raises(client.PricingRefusedError, match="PRICING_WORKERS"):
            client.ask(
                "change",
                *opened(actor, theirs.basis),
                offer=theirs.offer,
                against="",
                changes={},
            )


def test_the_bases_held_are_let_go_when_another_needs_the_room(
    cast: Cast, answering: process.Pricing
) -> None:
    theirs, _ = two_sides(cast)
    answering._most_workers = 100
    actor = enter(cast.research)
    other = basis_for(cast, census=theirs.basis.census, contract=CONTRACT.replace("1.45", "1.44"))
    for basis in (theirs.basis, other, theirs.basis):
        client.ask(
            "change",
            *opened(actor, basis),
            offer=theirs.offer,
            against="",
            changes={},
        )
        assert len(answering._bases) == 1


def test_a_socket_path_too_long_for_the_system_is_shortened_in_a_folder_of_ones_own(
    tmp_path: Path,
) -> None:
    short = tmp_path / "p.sock"
    assert socket_path(short) == short
    long = tmp_path / ("x" * 120) / "pricing.sock"
    found = socket_path(long)
    assert len(str(found)) < 100
    assert found.parent.stat().st_mode & 0o077 == 0
    assert found == socket_path(long) != socket_path(long / "other")


def test_half_a_frame_is_no_question() -> None:
    one, other = socket.socketpair()
    with one, other:
        send(one, {"id": "1", "ask": "alive"})
        assert receive(other)[0] == {"id": "1", "ask": "alive"}
        one.sendall(b"\x00\x00\x00\x09{}")
        one.close()
        with pytest.raises(BrokenError):
            receive(other)
