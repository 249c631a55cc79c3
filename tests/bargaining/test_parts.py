"""A counter for one region leaves standing what its side said for the others."""

from __future__ import annotations

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast
from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.selectors.fates import (
    Fate,
    FateKind,
    consequences_of,
    fate_of,
    regions_spoken_to,
)
from commontable.bargaining.selectors.positions import position_of
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.words import ProposalKind, Side
from commontable.engines import comparison

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(cast: Cast) -> tuple[Proposal, Proposal]:
    """Four and three everywhere, then less for the south alone."""
    whole = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "4", "3"))
    south = passes(
        cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "4", "2", regions=("SOUTH",))
    )
    return whole, south


def test_the_board_s_cell_holds_both_each_with_its_number(
    cast: Cast, exchange: tuple[Proposal, Proposal]
) -> None:
    whole, south = exchange
    row = next(r for r in board_of(cast.chief.actor, [cast.common]) if r.issue == cast.wages)
    assert row.theirs is not None
    (rest,) = row.theirs.also
    assert (row.theirs.proposal, rest.proposal) == (south, whole)
    assert [(one.value, one.scope) for one in (*row.theirs.lines, *rest.lines)] == [
        ("4 / 2\N{NO-BREAK SPACE}%", "SOUTH"),
        ("4 / 3\N{NO-BREAK SPACE}%", "NORTH"),
    ]
    body = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/board").content.decode()
    assert f'/proposals/{whole.pk}/"' in body
    assert f'/proposals/{south.pk}/"' in body


def test_the_earlier_stands_in_part_until_the_other_region_is_spoken_to(
    cast: Cast, exchange: tuple[Proposal, Proposal]
) -> None:
    whole, south = exchange
    assert fate_of(cast.chief.actor, whole) == Fate(
        FateKind.IN_PART, (south,), (f"{cast.wages.name} (NORTH)",)
    )
    assert fate_of(cast.chief.actor, south).kind is FateKind.STANDS
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "5", regions=("NORTH",)))
    assert fate_of(cast.chief.actor, whole).kind is FateKind.REPLACED
    assert fate_of(cast.chief.actor, south).kind is FateKind.STANDS


def test_what_is_costed_is_what_the_engine_says_stands(
    cast: Cast, exchange: tuple[Proposal, Proposal]
) -> None:
    position = position_of(cast.chief.actor, cast.common, Side.EMPLOYER)
    found = {
        (region, one.term.contract_year, one.proposal.label, one.term.value)
        for one in position.terms
        for region in one.term.regions
    }
    (record,) = records_of(cast.chief.actor, [cast.common])
    by_engine = {
        (one.region, one.term.year, one.passed.label, one.term.value)
        for one in comparison.standing(
            record.passes, comparison.Side.EMPLOYER, regions=("NORTH", "SOUTH")
        )
        if one.term.year is not None
    }
    assert found == by_engine
    assert len(found) == 4


def test_an_audience_of_its_own_is_not_replaced_by_a_word_to_others(cast: Cast) -> None:
    everybody = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "6"))
    again = passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "5"))
    assert fate_of(cast.chief.actor, everybody) == Fate(FateKind.REPLACED, (again,))


def test_what_a_pass_would_end_names_the_regions_it_speaks_to(
    cast: Cast, exchange: tuple[Proposal, Proposal]
) -> None:
    (record,) = records_of(cast.chief.actor, [cast.common])
    terms = raises(cast.wages, "3", regions=("NORTH",))
    (ended,) = consequences_of(
        record,
        side=Side.EMPLOYER,
        kind=ProposalKind.FORMAL,
        issues={cast.wages.pk},
        regions=regions_spoken_to((term.issue_id, term.regions) for term in terms),
    )
    assert ended.on == (f"{cast.wages.name} (NORTH)",)
    everywhere = regions_spoken_to((t.issue_id, t.regions) for t in raises(cast.wages, "3"))
    assert everywhere == {}
