"""While terms are typed, it is said what will not be compared with what stands."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes
from cast import Cast, Member
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind

pytestmark = pytest.mark.django_db

WARNING = (
    "Wages, everywhere: $25.00 per hour in U-1, $24.50 per hour in what you type: not the same kind"
    " of promise, so not compared."
)


@pytest.fixture
def standing(cast: Cast) -> Cast:
    """The union asks for an amount; what it only supposed is a floor."""
    for kind, term in (
        (ProposalKind.FORMAL, TermKind.AMOUNT),
        (ProposalKind.SUPPOSAL, TermKind.FLOOR),
    ):
        asked = TermEntry(
            issue_id=cast.wages.pk,
            kind=term,
            value=Decimal(25),
            unit="USD per hour",
            better=Better.HIGHER,
        )
        passes(cast, Side.UNION, [cast.wages], kind=kind, terms=[asked])
    return cast


def preview(
    cast: Cast, terms: str, *, side: str = "union", table: object = None, who: Member | None = None
) -> str:
    wanted = cast.common.pk if table is None else table
    answer = browser_of(who or cast.chief).post(
        f"/campaigns/{cast.campaign.pk}/terms/preview",
        {"terms": terms, "side": side, "table": wanted},
    )
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def test_another_kind_than_what_the_side_has_standing_is_warned_of(standing: Cast) -> None:
    assert WARNING in preview(standing, "wages floor $24.50/hr")


def test_the_same_kind_is_not(standing: Cast) -> None:
    assert "not compared" not in preview(standing, "wages amount $24.50/hr")


def test_the_other_side_is_held_against_its_own(standing: Cast) -> None:
    assert "not compared" not in preview(standing, "wages floor $24.50/hr", side="employer")


def test_another_unit_is_warned_of(standing: Cast) -> None:
    assert "the units differ" in preview(standing, "wages amount 24.50 USD per shift")


@pytest.mark.parametrize("table", ["", "0", "99999999", "x", "²"])
def test_without_a_table_of_ones_own_nothing_is_held_against_anything(
    standing: Cast, table: str
) -> None:
    assert "not compared" not in preview(standing, "wages floor $24.50/hr", table=table)


def test_another_unions_table_is_no_table_here(standing: Cast) -> None:
    said = preview(
        standing,
        "wages floor $24.50/hr",
        table=standing.nurses_local.pk,
        who=standing.technicians_officer,
    )
    assert "not compared" not in said
