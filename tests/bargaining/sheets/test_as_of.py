"""What stood at a moment, whatever happened and whatever was entered since."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bargaining.passing import passes, passing, raises
from bargaining.sheets.arranged import ago, arranged, cell, frozen, looked_at, offers, said, view_of
from cast import Cast, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.selectors.sheets.past import moments_of
from commontable.bargaining.services.agreements import (
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.services.issues import declare_issue, record_status_quo
from commontable.bargaining.services.proposals import (
    correct_proposal,
    pass_proposal,
    withdraw_proposal,
)
from commontable.bargaining.words import Better, Declared, ProposalKind, Side, TermKind
from commontable.common import dates
from commontable.common.errors import CommontableError


def test_each_moment_has_the_offer_that_stood_then(cast: Cast) -> None:
    for hours, years in ((9, ("2", "2")), (6, ("3", "3")), (3, ("3", "4"))):
        offers(cast, Side.EMPLOYER, *years, at=ago(hours=hours))
    seen = [
        said(looked_at(cast, ago(hours=hours)), cast.wages, "employer") for hours in (10, 8, 5, 1)
    ]
    assert seen == ["", "2 / 2 % (E-1)", "3 / 3 % (E-2)", "3 / 4 % (E-3)"]


def test_a_pass_counts_from_the_very_minute_it_was_passed(cast: Cast) -> None:
    at = ago(hours=3)
    offers(cast, Side.UNION, "5", at=at)
    assert said(looked_at(cast, at - timedelta(seconds=1)), cast.wages, "union") == ""
    assert said(looked_at(cast, at), cast.wages, "union") == "5 % in year 1 (U-1)"


def test_a_withdrawn_pass_stood_until_it_was_withdrawn_and_what_was_before_it_after(
    cast: Cast,
) -> None:
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=9))
    second = offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=6))
    withdraw_proposal(actor=enter(cast.chief), proposal=second, at=ago(hours=3))
    assert said(looked_at(cast, ago(hours=4)), cast.wages, "employer") == "3 / 3 % (E-2)"
    now = looked_at(cast)
    assert said(now, cast.wages, "employer") == "2 / 2 % (E-1)"
    assert said(now, cast.wages, "employer-1") == ""


def test_a_package_falls_at_the_moment_its_side_speaks_to_a_part_of_it(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.staffing], title="Committees", passed_at=ago(hours=10))
    passes(
        cast,
        Side.EMPLOYER,
        [cast.wages, cast.staffing],
        terms=raises(cast.wages, "4", "4"),
        kind=ProposalKind.PACKAGE,
        title="A package",
        passed_at=ago(hours=8),
    )
    offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=4))
    before, after = looked_at(cast, ago(hours=5)), looked_at(cast, ago(hours=3))
    assert said(before, cast.wages, "employer") == "4 / 4 % (E-2)"
    assert said(before, cast.staffing, "employer") == "A package (E-2)"
    assert "part of a package" in cell(before, cast.staffing, "employer").source
    assert said(after, cast.wages, "employer") == "3 / 3 % (E-3)"
    assert said(after, cast.staffing, "employer") == "Committees (E-1)"
    assert said(after, cast.wages, "employer-1") == "4 / 4 % (E-2)"


def test_where_a_package_fell_and_nothing_was_before_the_last_pass_says_why(cast: Cast) -> None:
    passes(
        cast,
        Side.UNION,
        [cast.wages, cast.staffing],
        kind=ProposalKind.PACKAGE,
        title="A package",
        passed_at=ago(hours=8),
    )
    offers(cast, Side.UNION, "6", at=ago(hours=4))
    view = looked_at(cast)
    assert said(view, cast.staffing, "union") == ""
    assert "fell with its package" in cell(view, cast.staffing, "union-1").source


def test_the_last_passes_are_those_before_the_one_that_stands(cast: Cast) -> None:
    for hours, rate in ((9, "8"), (7, "7"), (5, "6"), (3, "5")):
        offers(cast, Side.UNION, rate, at=ago(hours=hours))
    view = looked_at(cast)
    assert [said(view, cast.wages, key) for key in ("union-2", "union-1", "union")] == [
        "7 % in year 1 (U-2)",
        "6 % in year 1 (U-3)",
        "5 % in year 1 (U-4)",
    ]
    assert said(view, cast.wages, "employer-1") == ""


def test_a_pass_withdrawn_for_good_shows_as_the_last_one_with_its_end(cast: Cast) -> None:
    only = offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=9))
    withdraw_proposal(actor=enter(cast.chief), proposal=only, at=ago(hours=3))
    view = looked_at(cast)
    assert said(view, cast.wages, "employer") == ""
    assert "withdrawn" in cell(view, cast.wages, "employer-1").source
    assert said(view, cast.wages, "status") == "Withdrawn"


def test_what_another_pass_superseded_ends_with_that_pass(cast: Cast) -> None:
    first = passes(cast, Side.UNION, [cast.staffing], title="Ratios", passed_at=ago(hours=9))
    offers(cast, Side.UNION, "5", at=ago(hours=4), supersedes=[first])
    assert said(looked_at(cast, ago(hours=5)), cast.staffing, "union") == "Ratios (U-1)"
    assert said(looked_at(cast, ago(hours=3)), cast.staffing, "union") == ""


def test_a_correction_counts_at_the_time_of_the_pass_it_corrects(cast: Cast) -> None:
    """What is known today of what stood then: a slip of the pen never stood at the table."""
    wrong = offers(cast, Side.EMPLOYER, "30", "3", at=ago(hours=9))
    correct_proposal(
        actor=enter(cast.chief),
        proposal=wrong,
        passing=passing(
            Side.EMPLOYER,
            [cast.wages],
            terms=raises(cast.wages, "3", "3"),
            passed_at=wrong.passed_at,
        ),
        reason="A zero too many.",
    )
    view = looked_at(cast, ago(hours=8))
    assert said(view, cast.wages, "employer") == "3 / 3 % (E-1)"
    assert "entry corrected" in cell(view, cast.wages, "employer").source


def test_an_agreement_and_its_withdrawal_each_count_from_their_time(cast: Cast) -> None:
    offer = offers(cast, Side.EMPLOYER, "3", "3", at=ago(days=3))
    actor = enter(cast.chief)
    day = actor.on - timedelta(days=2)
    agreement = sign_tentative_agreement(
        actor=actor,
        proposal=offer,
        union_initials="AC",
        union_initialled_on=day,
        employer_initials="HH",
        employer_initialled_on=day,
    )
    withdraw_tentative_agreement(
        actor=actor, agreement=agreement, side=Side.EMPLOYER, at=ago(minutes=30)
    )
    assert said(looked_at(cast, ago(days=2.9)), cast.wages, "status") == "Open"
    assert said(looked_at(cast, ago(hours=1)), cast.wages, "status") == "Tentatively agreed (E-1)"
    assert said(looked_at(cast), cast.wages, "status") == "Open"


def test_a_declaration_counts_from_when_it_was_said(cast: Cast) -> None:
    offers(cast, Side.UNION, "5", at=ago(hours=9))
    declare_issue(
        actor=enter(cast.chief),
        table=cast.common,
        issue=cast.wages,
        status=Declared.DEADLOCKED,
        side=Side.EMPLOYER,
        at=ago(hours=3),
    )
    assert said(looked_at(cast, ago(hours=4)), cast.wages, "status") == "Open"
    view = looked_at(cast)
    assert said(view, cast.wages, "status") == "Deadlocked"
    assert "said by the employer" in cell(view, cast.wages, "status").source


def test_what_is_known_to_the_day_counts_from_its_morning_but_not_before_its_neighbour(
    cast: Cast,
) -> None:
    yesterday = enter(cast.chief).on - timedelta(days=1)
    undated = passes(cast, Side.UNION, [cast.wages], passed_at=None)
    day = passes(cast, Side.UNION, [cast.wages], passed_at=None, passed_on=yesterday)
    exact = passes(cast, Side.UNION, [cast.wages], passed_at=ago(hours=30))
    later = passes(cast, Side.UNION, [cast.wages], passed_at=None, passed_on=exact.passed_at.date())
    last = passes(cast, Side.UNION, [cast.wages], passed_at=None)
    since = moments_of(Proposal.objects.order_by("sequence"), "UTC")
    assert since[undated.pk].year == 1
    assert (since[day.pk].date(), since[day.pk].hour) == (yesterday, 0)
    assert since[later.pk] == since[exact.pk]
    assert since[last.pk] == since[later.pk]


def test_how_exactly_a_pass_is_dated_is_said_and_no_more(cast: Cast) -> None:
    day = enter(cast.chief).on - timedelta(days=9)
    for times, words in (
        ({"passed_at": ago(days=9)}, "U-1, passed "),
        ({"passed_at": None, "passed_on": day}, "U-2, passed "),
        ({"passed_at": None, "standing_on": day}, "U-3, known to stand on "),
        ({"passed_at": None}, "U-4, passed on a day that is not recorded"),
    ):
        passes(cast, Side.UNION, [cast.wages], **times)
        citation = cell(looked_at(cast), cast.wages, "union").entries[0].citation
        assert citation.startswith(words)
        assert (".m." in citation) == (times.get("passed_at") is not None)


def test_now_the_sheet_says_what_the_board_says(cast: Cast) -> None:
    """Figure for figure, and in the same words."""
    enter(cast.chief)
    record_status_quo(
        actor=cast.chief.actor,
        issue=cast.wages,
        text="As today",
        terms=raises(cast.wages, "2", "2"),
        source="current agreement",
    )
    floor = TermEntry(
        issue_id=cast.wages.pk,
        kind=TermKind.FLOOR,
        value=Decimal(25),
        unit="USD per hour",
        better=Better.HIGHER,
        clause="Article 5",
    )
    north = raises(cast.wages, "6", "5", regions=("NORTH",))
    passes(cast, Side.UNION, [cast.wages], terms=[*north, floor])
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "3"))
    passes(cast, Side.EMPLOYER, [cast.staffing], title="Committees", kind=ProposalKind.LBFO)
    view = looked_at(cast)
    for row in board_of(enter(cast.chief), [cast.common]):
        for column, board_cell in (("union", row.ours), ("employer", row.theirs)):
            lines = [line for e in cell(view, row.issue, column).entries for line in e.lines]
            shown = [(line.value, line.scope) for line in lines]
            assert shown == [(s.value, s.scope) for s in (board_cell.lines if board_cell else ())]
        assert said(view, row.issue, "status") == row.status.label
    assert said(view, cast.wages, "status_quo") == "2 / 2 %"
    assert cell(view, cast.wages, "status_quo").source == "current agreement"
    assert cell(view, cast.wages, "union").entries[0].clause == "Article 5"
    assert "last, best and final offer" in cell(view, cast.staffing, "employer").source


def test_supposals_and_informal_items_stand_aside_and_nowhere_else(cast: Cast) -> None:
    offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=9))
    supposal = offers(cast, Side.EMPLOYER, "5", "5", at=ago(hours=6), kind=ProposalKind.SUPPOSAL)
    view = looked_at(cast)
    assert said(view, cast.wages, "employer") == "3 / 3 % (E-1)"
    assert said(view, cast.wages, "employer-1") == ""
    assert said(view, cast.wages, "aside") == f"5 / 5 % ({supposal.label})"
    assert all(entry.off_record for entry in cell(view, cast.wages, "aside").entries)
    assert said(looked_at(cast, ago(hours=7)), cast.wages, "aside") == ""


def test_a_cell_of_one_figure_knows_it_as_a_number(cast: Cast) -> None:
    term = TermEntry(
        issue_id=cast.wages.pk,
        kind=TermKind.PERCENT,
        value=Decimal("4.50"),
        unit="percent of payroll",
        better=Better.HIGHER,
    )
    passes(cast, Side.UNION, [cast.wages], terms=[term])
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3", "3"))
    view = looked_at(cast)
    assert cell(view, cast.wages, "union").number == "4.5"
    assert cell(view, cast.wages, "employer").number == ""


def test_a_moment_to_come_is_refused(cast: Cast) -> None:
    sheet = arranged(cast)
    with pytest.raises(CommontableError, match="has not come"):
        frozen(cast, sheet, as_of=dates.now() + timedelta(hours=1))


def test_a_version_of_last_night_is_made_today(cast: Cast) -> None:
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=9))
    offers(cast, Side.EMPLOYER, "3", "3", at=ago(hours=1))
    moment = ago(hours=5)
    version = frozen(cast, arranged(cast), as_of=moment)
    assert version.as_of == moment
    assert said(view_of(version), cast.wages, "employer") == "2 / 2 % (E-1)"
    assert version.sequence == 1


def test_a_unions_own_figures_stay_out_of_the_common_tables_sheet_whoever_makes_it(
    cast: Cast,
) -> None:
    officer = enter(cast.nurses_officer)
    pass_proposal(
        actor=officer,
        table=cast.nurses_local,
        passing=passing(Side.UNION, [cast.wages], terms=raises(cast.wages, "9.99")),
    )
    from commontable.bargaining.selectors.sheets.view import sheet_view
    from commontable.bargaining.sheet_definition import Definition
    from commontable.engines.sheets import to_json

    common = sheet_view(
        enter(cast.nurses_officer), cast.common, Definition(), title="x", moment=dates.now()
    ).view
    assert "9.99" not in to_json(common)
    own = sheet_view(
        enter(cast.nurses_officer), cast.nurses_local, Definition(), title="x", moment=dates.now()
    ).view
    assert "9.99" in to_json(own)
