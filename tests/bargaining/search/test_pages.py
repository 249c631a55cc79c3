"""The screen of the search, without JavaScript."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes
from bargaining.search.finding import look
from bargaining.search.test_kept import WRITES
from cast import Cast, Member, enter
from commontable.bargaining.models import SearchEntry
from commontable.bargaining.services.interests import state_interest
from commontable.bargaining.services.issues import raise_issue
from commontable.bargaining.services.search_index import rebuild
from commontable.bargaining.words import Side
from commontable.common.errors import ConflictError

SEARCH = "/search/"


def page(member: Member, **asked: object) -> str:
    response = browser_of(member).get(SEARCH, asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def table(cast: Cast) -> Cast:
    passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        title="Raises <b>by region</b>",
        reason_given="Rates & such are above the market.",
    )
    passes(cast, Side.UNION, [cast.staffing], title="Staffing grids")
    return cast


def test_every_page_has_the_box(table: Cast) -> None:
    for address in ("bargaining:tables", "coalition:people"):
        shown = browser_of(table.observer).get(reverse(address)).content.decode()
        assert f'action="{SEARCH}"' in shown
        assert "data-key-search" in shown


def test_before_anything_is_asked_the_page_says_what_can_be_found_and_how(table: Cast) -> None:
    for asked in ({}, {"q": ""}, {"q": "  "}, {"q": "!!!"}, {"q": "-wages"}):
        shown = page(table.chief, **asked)
        assert "What can be found, and how" in shown
        assert '<kbd>"notice of layoff"</kbd>' in shown


def test_a_result_says_what_it_is_whose_and_when_and_marks_what_was_asked(table: Cast) -> None:
    shown = page(table.chief, q="market")
    assert "1 found for <strong>market</strong>" in re.sub(r"\s+", " ", shown)
    assert "E-1 Raises &lt;b&gt;by region&lt;/b&gt;" in shown
    assert "Rates &amp; such are above the <mark>market</mark>" in shown
    assert 'class="side side-employer"' in shown
    assert "Common table" in shown
    assert "<time" in shown
    found = look(table.chief, "market")
    assert f'href="/proposals/{found.hits[0].entry.subject_id}/"' in shown


def test_kinds_are_counted_and_lead_to_themselves(table: Cast) -> None:
    state_interest(
        actor=enter(table.chief),
        table=table.common,
        issue=table.staffing,
        side=Side.EMPLOYER,
        text="That grids can be changed.",
    )
    shown = page(table.chief, q="grids")
    tabs = re.findall(r'href="(\?[^"]+)"[^>]*>\s*([A-Z][a-z]+) <span class="num">(\d+)<', shown)
    assert [(name, count) for _, name, count in tabs] == [
        ("All", "2"),
        ("Proposals", "1"),
        ("Interests", "1"),
    ]
    narrowed = page(table.chief, q="grids", kind="interest")
    assert "That <mark>grids</mark> can be changed." in narrowed
    assert "U-1" not in narrowed


def test_it_is_narrowed_by_side_issue_table_and_day(table: Cast) -> None:
    today = table.chief.actor.on.isoformat()
    union = {"side": "union"}
    for narrow, there in (
        (union, True),
        ({"side": "employer"}, False),
        ({"issue": table.staffing.pk}, True),
        ({"issue": table.wages.pk}, False),
        ({"table": table.common.pk}, True),
        ({"since": today, "until": today}, True),
        ({"until": "2020-01-01"}, False),
    ):
        shown = page(table.chief, q="grids", **narrow)
        assert ("1 found" in shown) is there, narrow
        assert "Search everything" in shown


@pytest.mark.parametrize(
    ("narrow", "said"),
    [
        ({"since": "tomorrow"}, "Enter a valid date"),
        ({"since": "2026-02-02", "until": "2026-02-01"}, "That is before the first day"),
        ({"issue": "999999"}, "Select a valid choice"),
        ({"side": "both"}, "Select a valid choice"),
        ({"table": "x"}, "Select a valid choice"),
    ],
)
def test_a_narrowing_that_makes_no_sense_is_told_and_narrows_nothing(
    table: Cast, narrow: dict[str, object], said: str
) -> None:
    shown = page(table.chief, q="grids", **narrow)
    assert said in shown
    assert "1 found" in shown


@pytest.mark.parametrize("page_asked", ["0", "-1", "x", "99999999999999999999", "²", ""])
def test_any_page_is_a_page(table: Cast, page_asked: str) -> None:
    assert "1 found" in page(table.chief, q="grids", page=page_asked, kind="nonsense")


def test_nothing_found_says_what_else_there_is(table: Cast) -> None:
    shown = page(table.chief, q="grids zebra")
    assert "Nothing found for" in shown
    assert re.search(r'Without zebra:\s*<a href="\?q=grids">grids</a>', shown)
    assert 'href="?q=staffing"' in page(table.chief, q="stafing")
    assert "1 of another kind fits." in page(table.chief, q="grids", kind="exhibit")


def test_another_unions_issue_cannot_be_chosen_or_told_from_one_that_is_not_there(
    table: Cast,
) -> None:
    officer = enter(table.nurses_officer)
    theirs = raise_issue(
        actor=officer, campaign=table.campaign, name="Float pool", union_id=table.nurses.pk
    )

    def main(issue: int) -> str:
        shown = page(table.technicians_officer, q="grids", issue=issue)
        return re.sub(rf"\b{issue}\b", "", shown[shown.index("<main") : shown.index("</main>")])

    assert main(theirs.pk) == main(999_999)
    assert "Float pool" not in main(theirs.pk)


def test_every_kind_of_entry_leads_to_a_page_that_is_there(table: Cast) -> None:
    """Of everything that can be found: its page opens for whoever found it."""
    actor = enter(table.chief)
    rebuild(actor)
    for _, write in WRITES.values():
        with suppress(ConflictError):  # a second contract of that name: written once is enough
            write(table, actor)
    client = browser_of(table.chief)
    enter(table.chief)
    addresses = {(e.kind, e.page, e.page_id) for e in SearchEntry.objects.all()}
    assert len({kind for kind, _, _ in addresses}) >= 12
    for kind, name, page_id in addresses:
        response = client.get(reverse(f"bargaining:{name}", args=[page_id]))
        assert response.status_code == 200, (kind, name)
