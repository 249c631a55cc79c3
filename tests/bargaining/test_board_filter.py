"""The board's filter: told what it could not take, live where scripts run, a form where not."""

from __future__ import annotations

import html
import re

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast
from commontable.bargaining.words import Side

pytestmark = pytest.mark.django_db


def board(cast: Cast, query: str = "") -> str:
    answer = browser_of(cast.observer).get(f"/tables/{cast.common.pk}/board{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "status=agreed",
            "“agreed” is no status, so it was left out. There are: not_yet_on_the_table,",
        ),
        ("owes=mediator", "“mediator” is no side, so it was left out. There are: union, employer."),
        ("group=colour", "“colour” is no way to group, so it was left out."),
        ("sort=colour", "“colour” is no way to sort, so it was left out."),
        ("flagged=yes", "“yes” is no choice of flags, so it was left out."),
    ],
)
def test_what_a_filter_cannot_take_is_said_with_what_it_can(
    cast: Cast, query: str, said: str
) -> None:
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "3"))
    page = board(cast, f"?{query}")
    assert said in page
    assert "Wages" in page


def test_what_it_was_asked_cannot_become_markup(cast: Cast) -> None:
    answer = browser_of(cast.observer).get(
        f"/tables/{cast.common.pk}/board", {"status": "<script>x</script>"}
    )
    assert "<script>x" not in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?status=open&owes=&group=kind&sort=rank&q="])
def test_a_filter_that_is_understood_says_nothing_of_it(cast: Cast, query: str) -> None:
    assert "was left out" not in board(cast, query)


def test_without_scripts_the_form_asks_by_its_button(cast: Cast) -> None:
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "3"))
    page = board(cast, "?q=wages")
    assert "1 of 2 issues." in page
    form = page.split('class="filters"')[1].split("</form>")[0]
    assert 'method="get"' in form
    assert 'type="submit"' in form
