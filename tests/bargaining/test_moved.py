"""What a board's cell says a pass has moved, and what it flags."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Campaign, Issue
from commontable.bargaining.selectors.board import Row, board_of
from commontable.bargaining.services.agreements import sign_tentative_agreement
from commontable.bargaining.services.record_import import import_record
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[3] / "shared/real/kaiser-public-record.yaml"


def term(issue: Issue, kind: TermKind, *, better: Better = Better.HIGHER, **said: Any) -> TermEntry:
    return TermEntry(issue_id=issue.pk, kind=kind, better=better, **said)


def dollars(issue: Issue, kind: TermKind, value: str, **said: Any) -> TermEntry:
    return term(issue, kind, value=Decimal(value), unit="USD per hour", **said)


def row_of(cast: Cast, issue: Issue) -> Row:
    rows = board_of(enter(cast.chief), [cast.common])
    return next(row for row in rows if row.issue.pk == issue.pk)


def said(cast: Cast, issue: Issue, *passed: list[TermEntry]) -> tuple[str, str]:
    """The direction and the text of the employer's last of several passes."""
    for terms in passed:
        passes(cast, Side.EMPLOYER, [issue], terms=terms)
    (moved,) = row_of(cast, issue).movement
    return moved.direction, moved.text


def board_page(cast: Cast, query: str = "") -> str:
    answer = browser_of(cast.observer).get(f"/tables/{cast.common.pk}/board{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def shown_row(page: str, issue: Issue) -> str:
    return next(row for row in page.split("<tr ") if f">{issue.name}</a>" in row)


@pytest.mark.skipif(not REAL.exists(), reason="the published record is not in this clone")
def test_regions_that_moved_by_different_amounts_are_told_as_a_range(cast: Cast) -> None:
    actor = enter(cast.chief)
    import_record(actor=actor, data=REAL.read_bytes())
    table = Campaign.objects.get(name__startswith="Coalition", year=2023).tables.get()
    rows = {row.issue.name: row for row in board_of(actor, [table])}
    employer, bonus = (
        next(moved for moved in rows[name].movement if moved.side == Side.EMPLOYER)
        for name in ("wages", "PSP bonus")
    )
    assert (employer.direction, employer.text) == ("mixed", "+1.09 to +2.17 points, 5 regions")
    by_region = {
        move.region: round(Decimal(move.difference or 0), 2)
        for move in employer.moves
        if move.measure.aspect == "compounded"
    }
    little = dict.fromkeys(("CO", "HI", "MAS", "NW"), Decimal("1.09"))
    assert by_region == little | {"SCAL": Decimal("2.17")}
    assert (bonus.direction, bonus.text.split(",")[0]) == ("uncompared", "other kind")


def test_regions_that_moved_alike_are_told_as_one_amount(cast: Cast) -> None:
    first = [
        *raises(cast.wages, "3", regions=("NORTH",)),
        *raises(cast.wages, "2", regions=("SOUTH",)),
    ]
    then = [
        *raises(cast.wages, "4", regions=("NORTH",)),
        *raises(cast.wages, "3", regions=("SOUTH",)),
    ]
    assert said(cast, cast.wages, first, then) == ("better", "+1 point year 1, 2 regions")


def test_regions_that_moved_both_ways_are_told_from_the_lesser_change(cast: Cast) -> None:
    first = [
        *raises(cast.wages, "3", regions=("NORTH",)),
        *raises(cast.wages, "2", regions=("SOUTH",)),
    ]
    then = [
        *raises(cast.wages, "4", regions=("NORTH",)),
        *raises(cast.wages, "0", regions=("SOUTH",)),
    ]
    assert said(cast, cast.wages, first, then) == (
        "mixed",
        "+1 to \N{MINUS SIGN}2 points year 1, 2 regions",
    )


def test_only_regions_that_moved_are_counted(cast: Cast) -> None:
    first = [
        *raises(cast.wages, "3", regions=("NORTH",)),
        *raises(cast.wages, "2", regions=("SOUTH",)),
    ]
    then = [
        *raises(cast.wages, "3", regions=("NORTH",)),
        *raises(cast.wages, "4", regions=("SOUTH",)),
    ]
    assert said(cast, cast.wages, first, then) == ("better", "+2 points year 1, SOUTH")


def test_another_kind_of_promise_is_not_compared_and_not_no_movement(cast: Cast) -> None:
    moved = said(
        cast,
        cast.wages,
        [dollars(cast.wages, TermKind.AMOUNT, "25")],
        [dollars(cast.wages, TermKind.FLOOR, "24.50")],
    )
    assert moved == ("uncompared", "other kind, 2 regions")
    row = shown_row(board_page(cast), cast.wages)
    assert "not compared: other kind, 2 regions" in row
    assert "no movement" not in row
    assert "reworded" not in row


def test_another_unit_is_not_compared(cast: Cast) -> None:
    first, then = (
        [term(cast.wages, TermKind.AMOUNT, value=Decimal(3), unit=unit)]
        for unit in ("USD per hour", "USD per shift")
    )
    assert said(cast, cast.wages, first, then) == ("uncompared", "other unit, 2 regions")


def test_new_words_are_reworded_and_judged_by_nobody(cast: Cast) -> None:
    first, then = (
        [term(cast.staffing, TermKind.TEXT, value_text=words, better=Better.NONE)]
        for words in ("Advisory", "Advisory, with a report")
    )
    assert said(cast, cast.staffing, first, then) == ("unjudged", "reworded, 2 regions")


def test_a_figure_without_a_direction_moved_and_is_not_judged(cast: Cast) -> None:
    first, then = (
        [dollars(cast.wages, TermKind.AMOUNT, value, better=Better.NONE)] for value in ("3", "4")
    )
    assert said(cast, cast.wages, first, then) == ("unjudged", "+$1.00 per hour, 2 regions")


def test_what_was_judged_is_told_before_what_could_not_be_compared(cast: Cast) -> None:
    first = [dollars(cast.wages, TermKind.AMOUNT, "25"), *raises(cast.wages, "2")]
    then = [dollars(cast.wages, TermKind.FLOOR, "24"), *raises(cast.wages, "3")]
    assert said(cast, cast.wages, first, then) == ("better", "+1 point year 1, 2 regions")


def test_a_ratio_is_told_as_it_is_written(cast: Cast) -> None:
    first, then = (
        [term(cast.staffing, TermKind.RATIO, value_text=ratio, unit="nurse:patients")]
        for ratio in ("1:5", "1:4")
    )
    assert said(cast, cast.staffing, first, then) == ("better", "1:5 → 1:4, 2 regions")


def test_a_yes_that_was_a_no_is_told_in_those_words(cast: Cast) -> None:
    first, then = (
        [term(cast.staffing, TermKind.YES_NO, value_yes=yes, better=Better.YES)]
        for yes in (False, True)
    )
    assert said(cast, cast.staffing, first, then) == ("better", "no → yes, 2 regions")


def test_the_raise_is_told_and_not_the_day_it_holds_from(cast: Cast) -> None:
    first, then = (
        [dollars(cast.wages, TermKind.FLOOR, value, effective_on=day)]
        for value, day in (("24", date(2026, 10, 1)), ("25", date(2026, 11, 1)))
    )
    direction, text = said(cast, cast.wages, first, then)
    assert (direction, text) == ("mixed", "+$1.00 per hour, 2 regions")


def supposal_then_worse(cast: Cast) -> tuple[Any, Any]:
    """The union supposes $20.00, then puts $24.50 in a package: worse for the employer."""
    passes(cast, Side.UNION, [cast.wages], terms=[dollars(cast.wages, TermKind.FLOOR, "25")])
    supposed = passes(
        cast,
        Side.UNION,
        [cast.wages],
        kind=ProposalKind.SUPPOSAL,
        terms=[dollars(cast.wages, TermKind.FLOOR, "20")],
    )
    package = passes(
        cast,
        Side.UNION,
        [cast.wages, cast.staffing],
        kind=ProposalKind.PACKAGE,
        terms=[dollars(cast.wages, TermKind.FLOOR, "24.50")],
    )
    return supposed, package


def test_what_is_worse_than_a_supposal_is_marked_as_such_and_not_counted(cast: Cast) -> None:
    supposed, package = supposal_then_worse(cast)
    row = row_of(cast, cast.wages)
    assert [flag.against_baseline for flag in row.flags] == [False, False]
    assert not row.flagged
    assert row.flag is not None
    assert (row.flag.proposal.pk, row.flag.earlier.pk) == (package.pk, supposed.pk)
    page = board_page(cast)
    assert "0 with a regressive flag" in page
    shown = shown_row(page, cast.wages)
    assert f"v. {supposed.label}, supposal" in shown
    assert "worse than said off the record, not counted" in shown
    assert "regressive, flagged" not in shown
    assert "No issue fits" in board_page(cast, "?flagged=1")


def test_a_formal_flag_is_shown_before_one_against_a_supposal(cast: Cast) -> None:
    supposal_then_worse(cast)
    worse = passes(
        cast, Side.UNION, [cast.wages], terms=[dollars(cast.wages, TermKind.FLOOR, "26")]
    )
    row = row_of(cast, cast.wages)
    assert row.flagged
    assert row.flag is not None
    assert (row.flag.proposal.pk, row.flag.formal) == (worse.pk, True)
    assert "1 with a regressive flag" in board_page(cast)


def test_both_numbers_of_a_flag_lead_to_their_pass(cast: Cast) -> None:
    first, then = (
        passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, rate))
        for rate in ("3", "2")
    )
    shown = shown_row(board_page(cast), cast.wages)
    chip = shown[shown.index("flag-chip") :]
    assert re.findall(r'href="/proposals/(\d+)/"', chip) == [str(then.pk), str(first.pk)]
    assert re.search(rf'href="/proposals/{first.pk}/"[^>]*>v\. {first.label}</a>', chip)


def test_an_agreed_row_shows_what_was_agreed_and_its_number(cast: Cast) -> None:
    theirs = passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    passes(cast, Side.UNION, [cast.wages], terms=raises(cast.wages, "8"))
    actor = enter(cast.chief)
    sign_tentative_agreement(
        actor=actor,
        proposal=theirs,
        union_initials="AC",
        union_initialled_on=actor.on,
        employer_initials="BD",
        employer_initialled_on=actor.on,
    )
    row = row_of(cast, cast.wages)
    assert row.agreed is not None
    assert row.agreed.proposal.pk == theirs.pk
    shown = shown_row(board_page(cast), cast.wages)
    assert "agreed as in" in shown
    assert "3 % in year 1" in shown
    assert "8 % in year 1" not in shown
    assert 'colspan="2"' in shown


def test_an_empty_cell_says_what_there_is_none_of(cast: Cast) -> None:
    shown = shown_row(board_page(cast), cast.staffing)
    owes, movement = shown.split('data-label="')[-2:]
    assert "no answer owed" in owes
    assert "no movement" in movement
    assert "not stated" not in owes + movement
