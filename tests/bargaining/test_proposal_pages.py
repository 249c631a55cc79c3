"""Pages of proposals as a browser meets them."""

from __future__ import annotations

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes
from cast import Cast
from commontable.bargaining.words import Side

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["q=%00", "side=%00", "kind=%00", "side=nobody&kind=gossip"])
def test_a_search_that_no_proposal_can_answer_narrows_nothing(cast: Cast, query: str) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    page = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/proposals/?{query}")
    assert page.status_code == 200
    assert proposal.label in page.content.decode()


@pytest.mark.parametrize("query", ["answers=²", "issue=²", "answers=" + "9" * 30])
def test_a_broken_address_still_opens_quick_entry(cast: Cast, query: str) -> None:
    page = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/pass?{query}")
    assert page.status_code == 200
