"""Terms of the record become terms of the engine, or are left out by name; none is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.entries import TermEntry
from commontable.bargaining.models import Issue
from commontable.bargaining.selectors.positions import position_in, position_of
from commontable.bargaining.services.issues import raise_issue
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind
from commontable.common.errors import CommontableError
from commontable.costing.documents import read_offer
from commontable.costing.translation.offers import Translation, translated
from commontable.costing.translation.readings import read_readings

START = date(2026, 10, 1)


def issue_of(cast: Cast, name: str, *, economic: bool = True) -> Issue:
    return raise_issue(
        actor=enter(cast.chief), campaign=cast.campaign, name=name, economic=economic
    )


def term(issue: Issue, kind: TermKind, **facts: Any) -> TermEntry:
    facts.setdefault("better", Better.HIGHER)
    return TermEntry(issue_id=issue.pk, kind=kind, **facts)


def read(cast: Cast, side: Side = Side.EMPLOYER, readings: str = "", **facts: Any) -> Translation:
    position = position_of(enter(cast.research), cast.common, side)
    return translated(
        position, name="Theirs", start=START, readings=read_readings(readings), **facts
    )


def test_a_raise_of_each_year_begins_with_its_contract_year_and_names_where_it_is_written(
    cast: Cast,
) -> None:
    proposal = passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        terms=raises(cast.wages, "3", "2.5", regions=("NORTH",)),
    )
    found = read(cast)
    offer = read_offer(found.offer)
    assert [(one.kind.name, one.effective) for one in offer.terms] == [
        ("general_increase", date(2026, 10, 1)),
        ("general_increase", date(2027, 10, 1)),
    ]
    assert [one.number("percent") for one in offer.terms] == [30_000, 25_000]
    assert {str(one.scope) for one in offer.terms} == {"NORTH"}
    assert {one.source.document for one in offer.terms} == {"E-1"}
    assert [(one.proposal, one.proposal_id, one.issue) for one in found.taken] == [
        ("E-1", proposal.pk, "Wages")
    ] * 2
    assert found.left == ()


def test_what_each_kind_of_the_record_means_follows_from_its_kind_and_its_unit(cast: Cast) -> None:
    floor, bonus, flat = (issue_of(cast, name) for name in ("Floor", "Bonus", "Flat"))
    passes(
        cast,
        Side.EMPLOYER,
        [floor, bonus, flat],
        terms=[
            term(floor, TermKind.FLOOR, value=Decimal("25.00"), unit="USD per hour"),
            term(bonus, TermKind.LUMP_SUM, value=Decimal(2), unit="percent", contract_year=2),
            term(bonus, TermKind.LUMP_SUM, value=Decimal(500), unit="USD", contract_year=1),
            term(flat, TermKind.FLAT_RAISE, value=Decimal("0.50"), unit="USD per hour",
                 effective_on=date(2027, 4, 1)),
        ],
    )  # fmt: skip
    found = read(cast)
    kinds = {one.kind.name: one for one in read_offer(found.offer).terms}
    assert kinds["wage_floor"].number("dollars_per_hour") == 25_000
    assert kinds["general_increase"].number("dollars_per_hour") == 500
    assert kinds["general_increase"].effective == date(2027, 4, 1)
    lumps = [one for one in read_offer(found.offer).terms if one.kind.name == "lump_sum"]
    assert sorted((one.number("percent"), one.number("dollars")) for one in lumps) == [
        (0, 50_000),
        (20_000, 0),
    ]
    remark = next(one.remark for one in found.taken if one.issue == "Floor")
    assert "no day is said" in remark
    assert "2026-10-01" in remark


def test_an_amount_is_costed_only_as_somebody_said_it_is_to_be_read(cast: Cast) -> None:
    nights = issue_of(cast, "Night differential")
    share = issue_of(cast, "Premium share, family")
    passes(
        cast,
        Side.EMPLOYER,
        [nights, share],
        terms=[
            term(nights, TermKind.AMOUNT, value=Decimal("2.60"), unit="USD per hour"),
            term(share, TermKind.PERCENT, value=Decimal(4), unit="percent"),
        ],
    )
    unread = read(cast)
    assert unread.taken == ()
    assert [(one.issue, one.said) for one in unread.left] == [
        ("Night differential", "$2.60 per hour"),
        ("Premium share, family", "4\N{NO-BREAK SPACE}%"),
    ]
    assert "say how to read night-differential" in unread.left[0].reason
    found = read(
        cast,
        readings=(
            "night-differential: {kind: shift_differential, hours: night}\n"
            "premium-share-family: {kind: premium_share, value: employee_percent.family,"
            " employee_percent: {employee: 0}}\n"
        ),
    )
    assert found.left == ()
    shift, premium = sorted(read_offer(found.offer).terms, key=lambda one: one.kind.name)[::-1]
    assert (shift.kind.name, shift.number("dollars_per_hour"), shift.name) == (
        "shift_differential",
        2_600,
        "night",
    )
    assert premium.tiers("employee_percent") == {"employee": 0, "family": 40_000}


@pytest.mark.parametrize(
    ("kind", "facts", "reading", "reason"),
    [
        (TermKind.TEXT, {"value_text": "maintained", "better": Better.NONE}, "", "words only"),
        (
            TermKind.AMOUNT,
            {"value": Decimal(5), "unit": "USD per visit"},
            "kind: training_fund",
            "not told as percent",
        ),
        (
            TermKind.PERCENT,
            {"value": Decimal(5), "unit": "percent"},
            "kind: wage_floor, value: dollars_per_hour",
            "is in dollars per hour",
        ),
        (
            TermKind.RAISE,
            {"value": Decimal("0.03"), "unit": "percent"},
            "",
            "from 0.1 to 50 percent",
        ),
        (TermKind.RAISE, {"value": Decimal(0), "unit": "percent"}, "", "nothing to cost"),
        (
            TermKind.DURATION,
            {"value": Decimal(9), "unit": "days"},
            "kind: paid_days, value: days, less: 9",
            "no change",
        ),
        (
            TermKind.YES_NO,
            {"value_yes": False, "better": Better.YES},
            "kind: training_fund, percent: 1",
            "no: nothing to cost",
        ),
        (
            TermKind.AMOUNT,
            {"value": Decimal(5), "unit": "USD"},
            "skip: it is on the employer's other books",
            "other books",
        ),
    ],
)
def test_what_cannot_be_costed_is_left_out_by_name_with_the_reason(
    cast: Cast, kind: TermKind, facts: dict[str, Any], reading: str, reason: str
) -> None:
    issue = issue_of(cast, "Something")
    passes(cast, Side.EMPLOYER, [issue], terms=[term(issue, kind, **facts)])
    found = read(cast, readings=f"something: {{{reading}}}" if reading else "")
    assert found.taken == ()
    assert [(one.issue, one.proposal) for one in found.left] == [("Something", "E-1")]
    assert reason in found.left[0].reason


def test_a_yes_is_costed_as_the_reading_says_it_whole(cast: Cast) -> None:
    issue = issue_of(cast, "Top step")
    passes(
        cast,
        Side.UNION,
        [issue],
        terms=[term(issue, TermKind.YES_NO, value_yes=True, better=Better.YES)],
    )
    found = read(cast, Side.UNION, readings="top-step: {kind: new_top_step, percent: 2}")
    assert [one.kind.name for one in read_offer(found.offer).terms] == ["new_top_step"]


def test_days_beyond_todays_count_as_the_change(cast: Cast) -> None:
    issue = issue_of(cast, "Holidays")
    passes(
        cast,
        Side.UNION,
        [issue],
        terms=[term(issue, TermKind.DURATION, value=Decimal(11), unit="days")],
    )
    found = read(cast, Side.UNION, readings="holidays: {kind: paid_days, value: days, less: 9}")
    assert [one.number("days") for one in read_offer(found.offer).terms] == [200]


def test_a_proposal_of_words_alone_is_named_among_what_is_left_out(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.staffing], title="Staffing by consent")
    (left,) = read(cast).left
    assert (left.issue, left.said, left.proposal) == ("Staffing", "Staffing by consent", "E-1")
    assert "only words" in left.reason


def test_a_supposal_is_no_position_and_can_be_costed_by_itself(cast: Cast) -> None:
    supposal = passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        kind=ProposalKind.SUPPOSAL,
        terms=raises(cast.wages, "5"),
    )
    assert read(cast).taken == ()
    position = position_in(enter(cast.research), supposal.pk)
    found = translated(position, name="E-1", start=START, readings={})
    assert [one.number("percent") for one in read_offer(found.offer).terms] == [50_000]


def test_an_assumption_is_marked_and_says_why(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], terms=raises(cast.wages, "3"))
    found = read(
        cast,
        assumptions="- {kind: lump_sum, dollars: 500, effective: 2026-11-01, note: said at dinner}",
    )
    assumed = read_offer(found.offer).terms[-1]
    assert (assumed.source.document, assumed.note) == ("Assumption", "said at dinner")
    with pytest.raises(CommontableError, match="says why"):
        read(cast, assumptions="- {kind: lump_sum, dollars: 500, effective: 2026-11-01}")
    with pytest.raises(CommontableError, match="Write 3 for three percent"):
        read(
            cast,
            assumptions="- {kind: general_increase, percent: 0.03, effective: 2026-11-01, note: n}",
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wages: {kind: general_increse}", "Was general_increase meant"),
        ("a: {skip: b}\nwages: {kind: wage_floor, riple: none}", "Was ripple meant"),
        ("wages: 3", "line 1"),
        ("wages: {kind: wage_floor, value: percent}", "has to go into a field"),
        ("wages: {kind: [}", "Expected YAML"),
    ],
)
def test_a_reading_that_cannot_be_is_refused_with_what_was_probably_meant(
    text: str, said: str
) -> None:
    with pytest.raises(CommontableError) as refused:
        read_readings(text)
    assert said in str(refused.value)
