"""What everywhere means at a table, and when an issue is owed an answer no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.services.agreements import record_settlement
from commontable.bargaining.words import Side
from commontable.coalition.models import BargainingUnit, Employer, Local, Region
from commontable.coalition.selectors.codes import reach_of
from commontable.coalition.services.places import add_region
from commontable.common.errors import CommontableError

pytestmark = pytest.mark.django_db


def test_another_employers_regions_change_nothing_on_this_ones_board(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "2"))
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    before = board_of(cast.chief.actor, [cast.common])[0].movement
    local = Local.objects.create(coalition=cast.coalition, union=cast.nurses, name="NUR 1")
    for code in ("NORTH", "SOUTH"):
        BargainingUnit.objects.create(
            coalition=cast.coalition,
            local=local,
            employer=Employer.objects.get(),
            region=Region.objects.get(code=code),
            name=f"Nurses {code}",
        )
    Employer.objects.create(coalition=cast.coalition, name="Another")
    Region.objects.create(coalition=cast.coalition, code="FAR", name="Far away")
    after = board_of(cast.chief.actor, [cast.common])[0].movement
    assert [move.text for move in after] == [move.text for move in before]
    assert {move.region for move in after[0].moves} == {"NORTH", "SOUTH"}


def test_with_one_employer_everywhere_is_every_region(cast: Cast) -> None:
    enter(cast.chief)
    reach = reach_of(cast.chief.actor)
    employer = Employer.objects.get()
    assert reach.of(employer.pk, named=["NORTH"]) == ("NORTH", "SOUTH")


def test_what_was_settled_owes_nobody_an_answer(cast: Cast) -> None:
    day = cast.chief.actor.on
    passes(
        cast,
        Side.UNION,
        [cast.wages],
        passed_at=None,
        passed_on=day - timedelta(days=9),
    )
    assert board_of(cast.chief.actor, [cast.common])[0].owes is Side.EMPLOYER
    record_settlement(
        actor=cast.chief.actor,
        table=cast.common,
        reached_on=day - timedelta(days=1),
        effective_on=None,
        source="joint statement",
        terms=[],
    )
    assert board_of(cast.chief.actor, [cast.common])[0].owes is None


def test_a_regions_code_can_be_read_by_the_shorthand(cast: Cast) -> None:
    with pytest.raises(CommontableError, match="terms name it by"):
        add_region(actor=enter(cast.chief), code="²", name="Squared")
