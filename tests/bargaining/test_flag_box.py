"""The flag box of a proposal's page: its links, the side's whole path, nothing told twice."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.proposals import proposal_page
from commontable.bargaining.templatetags.record_links import cited
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind

pytestmark = pytest.mark.django_db


def page_of(cast: Cast, address: str) -> str:
    answer = browser_of(cast.observer).get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def proposal_text(cast: Cast, proposal: Proposal) -> str:
    return page_of(cast, f"/proposals/{proposal.pk}/")


def offers(cast: Cast, *rates: str, kind: ProposalKind = ProposalKind.FORMAL) -> Proposal:
    return passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, *rates), kind=kind)


def test_both_numbers_in_a_flag_lead_to_their_pages(cast: Cast) -> None:
    first, second = offers(cast, "3"), offers(cast, "2")
    flag = proposal_text(cast, second).split('class="flag ')[1].split("</div>")[0]
    assert f'3 % in <a href="/proposals/{first.pk}/">E-1</a>' in flag
    assert f'2 % in <a href="/proposals/{second.pk}/">E-2</a>' in flag
    on_issue = page_of(cast, f"/issues/{cast.wages.pk}/").split('class="flag ')[1]
    assert f'<a href="/proposals/{first.pk}/">E-1</a>' in on_issue


def test_a_number_that_nobody_passed_stays_text_and_no_name_becomes_markup() -> None:
    shown = cited("<b>E-9</b> and E-1, not E-12", {"E-1": 7})
    assert shown == '&lt;b&gt;E-9&lt;/b&gt; and <a href="/proposals/7/">E-1</a>, not E-12'


def test_the_sides_whole_path_stands_under_the_flag(cast: Cast) -> None:
    offers(cast, "2", "2")
    offers(cast, "4", "4")
    offers(cast, "5", "5", kind=ProposalKind.SUPPOSAL)
    last = offers(cast, "4", "3")
    page = proposal_page(enter(cast.chief), last)
    (path,) = page.paths
    assert (path.issue, path.where) == ("Wages", "everywhere")
    assert path.columns == ("year 1", "year 2", "compounded")
    assert [(step.label, step.cells) for step in path.steps] == [
        ("E-1", ("2 %", "2 %", "4.04 %")),
        ("E-2", ("4 %", "4 %", "8.16 %")),
        ("E-3", ("5 %", "5 %", "10.25 %")),
        ("E-4", ("4 %", "3 %", "7.12 %")),
    ]
    assert [step.on_record for step in path.steps] == [True, True, False, True]
    text = proposal_text(cast, last)
    assert "The side's whole path: Wages, everywhere" in text
    assert 'aria-current="true"' in text


def test_a_path_is_told_once_for_the_regions_that_share_it(cast: Cast) -> None:
    offers(cast, "4")
    north = [
        *raises(cast.wages, "3", regions=("NORTH",)),
        *raises(cast.wages, "4", regions=("SOUTH",)),
    ]
    flagged = passes(cast, Side.EMPLOYER, [cast.wages], terms=north)
    (path,) = proposal_page(enter(cast.chief), flagged).paths
    assert path.where == "NORTH"


def test_what_is_flagged_is_not_told_again_under_what_it_changed(cast: Cast) -> None:
    offers(cast, "3", "3")
    mixed = offers(cast, "4", "2")
    text = proposal_text(cast, mixed)
    assert text.count("3 % in") == 2, "year 2 in its flag, year 1 under what it changed"
    assert "besides what is flagged above" in text
    worse = offers(cast, "3", "1")
    assert 'id="moves"' not in proposal_text(cast, worse)


def test_worse_than_a_supposal_stands_apart_and_says_it_is_no_flag_that_counts(cast: Cast) -> None:
    offers(cast, "2")
    supposed = offers(cast, "5", kind=ProposalKind.SUPPOSAL)
    last = offers(cast, "3")
    text = proposal_text(cast, last)
    assert "Worse than what was said off the record" in text
    assert "Regressive against an earlier position" not in text
    assert "this counts as no regressive flag" in text
    told = proposal_text(cast, supposed)
    assert "it never becomes a baseline" in told
    assert "later proposals are never measured from it" not in told
    issue = page_of(cast, f"/issues/{cast.wages.pk}/")
    assert "Worse than what was said off the record" in issue
    assert "Regressive against an earlier position" not in issue


def test_the_years_of_a_raise_are_one_line_of_the_terms(cast: Cast) -> None:
    days = [date(2026, 10, 1), date(2027, 10, 1), None]
    terms = [
        TermEntry(
            issue_id=cast.wages.pk,
            kind=TermKind.RAISE,
            value=Decimal(rate),
            unit="percent",
            better=Better.HIGHER,
            contract_year=year,
            effective_on=day,
            regions=("NORTH",),
            clause="Wages, section 2",
        )
        for year, (rate, day) in enumerate(zip(("4", "3.5", "3"), days, strict=True), start=1)
    ]
    other = raises(cast.wages, "2", "2", regions=("SOUTH",))
    passed = passes(cast, Side.EMPLOYER, [cast.wages], terms=[*terms, *other])
    north, south = proposal_page(enter(cast.chief), passed).terms
    assert (north.value, north.years, north.scope) == (
        "4 / 3.5 / 3\N{NO-BREAK SPACE}%",
        "1\N{EN DASH}3",
        "NORTH",
    )
    assert north.effective == (days[0], days[1])
    assert (south.value, south.scope) == ("2 / 2\N{NO-BREAK SPACE}%", "SOUTH")


def test_terms_that_differ_in_more_than_their_year_stay_apart(cast: Cast) -> None:
    passed = passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        terms=[
            *raises(cast.wages, "4"),
            TermEntry(
                issue_id=cast.wages.pk,
                kind=TermKind.RAISE,
                value=Decimal(3),
                unit="percent",
                better=Better.HIGHER,
                contract_year=2,
                clause="side letter",
            ),
        ],
    )
    lines = proposal_page(enter(cast.chief), passed).terms
    assert [(line.years, line.clause) for line in lines] == [("1", ""), ("2", "side letter")]
