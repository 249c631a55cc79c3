"""What stands at the table: packages, withdrawals, supposals, silence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from commontable.engines import comparison
from commontable.engines.comparison import (
    Against,
    Cause,
    Pass,
    ProposalKind,
    Scope,
    Side,
    Term,
    TermKind,
    Uncomparable,
)
from engines.comparison.positions.said import employer, floor, raises, union

REGIONS = ("NW", "SCAL")


def stands(*record: Pass, side: Side = Side.EMPLOYER) -> dict[tuple[str, str, int | None], object]:
    return {
        (each.subject.issue, each.region, each.measure.year): each.term.value
        for each in comparison.standing(record, side, regions=REGIONS)
        if each.measure.aspect == "value"
    }


def reasons(*record: Pass) -> list[str]:
    return [flag.reason for flag in comparison.regressions(record, regions=REGIONS)]


def test_an_issue_not_spoken_to_stands_as_it_was() -> None:
    record = (
        employer("E-1", 1, floor("all", "23"), *raises("all", "3/3")),
        employer("E-2", 2, floor(["NW"], "24")),
    )
    assert stands(*record) == {
        ("wage floor", "NW", None): Decimal(24),
        ("wage floor", "SCAL", None): Decimal(23),
    } | {("wages", region, year): Decimal(3) for region in REGIONS for year in (1, 2)}


def test_a_floor_lowered_is_flagged_in_one_sentence_with_the_caution() -> None:
    record = (employer("E-4", 4, floor(["NW"], "25")), employer("E-7", 7, floor(["NW"], "23")))
    (flag,) = comparison.regressions(record, regions=REGIONS)
    assert flag.reason == "Wage floor, NW: $25.00 in E-4, $23.00 in E-7: $2.00 lower."
    assert (flag.label, flag.against_label, flag.amount) == ("E-7", "E-4", Decimal(2))
    assert (flag.amount_text, flag.formal, flag.against_baseline) == ("$2.00", True, True)
    assert flag.rule == "A floor is compared with floors only, in the same unit."
    assert flag.caution == (
        "A flag, not a finding: whether it is unlawful is for a board to decide."
    )


def test_half_recovered_ground_is_still_measured_from_the_best() -> None:
    record = (
        employer("E-1", 1, floor(["NW"], "25")),
        employer("E-2", 2, floor(["NW"], "23")),
        employer("E-3", 3, floor(["NW"], "24")),
    )
    flags = comparison.regressions(record, regions=REGIONS)
    assert [(flag.label, flag.against, flag.against_label) for flag in flags] == [
        ("E-2", Against.STANDING, "E-1"),
        ("E-3", Against.BEST, "E-1"),
    ]
    assert flags[1].reason.endswith("E-1 was the best position the employer had put before.")


def test_a_supposal_may_be_flagged_and_never_stands() -> None:
    record = (
        employer("E-1", 1, floor(["NW"], "25")),
        employer("E-2", 2, floor(["NW"], "20"), kind=ProposalKind.SUPPOSAL),
        employer("E-3", 3, floor(["NW"], "25")),
    )
    (flag,) = comparison.regressions(record, regions=REGIONS)
    assert (flag.label, flag.formal, flag.against_label) == ("E-2", False, "E-1")
    assert flag.reason.endswith("E-2 is a supposal, not a formal position.")
    assert stands(*record) == {("wage floor", "NW", None): Decimal(25)}
    assert stands(*record[:2]) == {("wage floor", "NW", None): Decimal(25)}


def test_less_than_a_supposal_is_told_and_marked_as_no_baseline() -> None:
    record = (
        employer("E-1", 1, floor(["NW"], "22")),
        employer("E-2", 2, floor(["NW"], "24"), kind=ProposalKind.INFORMAL),
        employer("E-3", 3, floor(["NW"], "23")),
    )
    (flag,) = comparison.regressions(record, regions=REGIONS)
    assert (flag.against, flag.against_baseline) == (Against.OFF_RECORD, False)
    assert flag.reason.endswith("E-2 was an informal item, never a formal position.")


def test_a_withdrawal_restores_what_stood_before_and_is_a_step() -> None:
    record = (
        employer("E-1", 1, floor(["NW"], "22")),
        employer("E-2", 2, floor(["NW"], "24"), withdrawn_at_order=3),
    )
    assert stands(*record) == {("wage floor", "NW", None): Decimal(22)}
    (path,) = comparison.paths(record, regions=REGIONS)
    assert [(step.label, step.order, step.cause) for step in path.steps] == [
        ("E-1", 1, Cause.PASSED),
        ("E-2", 2, Cause.PASSED),
        ("E-2", 3, Cause.WITHDRAWN),
    ]
    (reason,) = reasons(*record)
    assert reason == (
        "Wage floor, NW: $24.00 in E-2; with E-2 withdrawn, $22.00 in E-1 stands again: "
        "$2.00 lower."
    )


def test_the_only_position_withdrawn_leaves_nothing_and_nothing_is_guessed() -> None:
    record = (employer("E-1", 1, floor(["NW"], "22"), withdrawn_at_order=2),)
    found = comparison.review(record, regions=REGIONS)
    assert stands(*record) == {}
    assert found.flags == ()
    assert [entry.why for entry in found.uncompared] == [Uncomparable.NOTHING_STANDS]


def test_withdrawn_and_replaced_at_once_is_one_change() -> None:
    record = (
        employer("E-1", 1, floor(["NW"], "22")),
        employer("E-2", 2, floor(["NW"], "24"), withdrawn_at_order=3),
        employer("E-3", 3, floor(["NW"], "25")),
    )
    assert reasons(*record) == []


def test_a_proposal_that_gives_way_in_part_is_two_parts_of_one_place() -> None:
    first = employer("E-1", 1, *raises(["NW"], "3"))
    rest = replace(first, ident="E-1b", terms=(floor(["NW"], "24"),), withdrawn_at_order=2)
    record = (first, rest, employer("E-2", 2, *raises(["NW"], "2")))
    assert stands(*record) == {("wages", "NW", 1): Decimal(2)}
    assert reasons(*record) == ["Wages, NW, year 1: 3 % in E-1, 2 % in E-2: 1 point lower."]


def test_a_package_spoken_to_in_part_falls_whole() -> None:
    package = (floor(["NW"], "24"), *raises(["NW"], "4/4"))
    record = (
        employer("E-1", 1, floor(["NW"], "22"), *raises(["NW"], "3/3")),
        employer("E-2", 2, *package, kind=ProposalKind.PACKAGE),
        employer("E-3", 3, floor(["NW"], "25")),
    )
    assert stands(*record) == {
        ("wage floor", "NW", None): Decimal(25),
        ("wages", "NW", 1): Decimal(3),
        ("wages", "NW", 2): Decimal(3),
    }
    assert reasons(*record)[0] == (
        "Wages, NW, year 1: 4 % in E-2; E-3 spoke to part of package E-2, which fell whole, "
        "and 3 % in E-1 stands again: 1 point lower."
    )


def test_a_package_rises_again_when_what_broke_it_is_withdrawn() -> None:
    package = (floor(["NW"], "24"), *raises(["NW"], "4"))
    record = (
        employer("E-1", 1, *package, kind=ProposalKind.PACKAGE),
        employer("E-2", 2, floor(["NW"], "25"), withdrawn_at_order=3),
    )
    assert stands(*record) == {
        ("wage floor", "NW", None): Decimal(24),
        ("wages", "NW", 1): Decimal(4),
    }


def test_a_withdrawn_package_takes_all_of_itself_away() -> None:
    package = (floor(["NW"], "24"), *raises(["NW"], "4"))
    record = (
        employer("E-1", 1, floor(["NW"], "22")),
        employer("E-2", 2, *package, kind=ProposalKind.PACKAGE, withdrawn_at_order=5),
    )
    assert stands(*record) == {("wage floor", "NW", None): Decimal(22)}


def test_a_year_left_out_is_told_as_missing_and_the_sums_are_not_compared() -> None:
    record = (
        employer("E-1", 1, *raises(["NW"], "3/3/3")),
        employer("E-2", 2, *raises(["NW"], "3/3")),
    )
    found = comparison.review(record, regions=REGIONS)
    assert found.flags == ()
    year, compounded = [entry.reason for entry in found.uncompared]
    assert year == (
        "Wages, NW, year 3: 3 % in E-1, none in E-2: E-2 speaks to the issue and does not say "
        "this, so not compared."
    )
    assert compounded == (
        "Wages, NW, compounded: 9.27 % in E-1, 6.09 % in E-2: they run over different years, "
        "so not compared."
    )


def test_front_loading_given_up_is_flagged_with_what_offset_it() -> None:
    record = (
        employer("E-1", 1, *raises(["NW"], "6/3")),
        employer("E-2", 2, *raises(["NW"], "4/6")),
    )
    (flag,) = comparison.regressions(record, regions=REGIONS)
    assert (flag.year, flag.amount) == (1, Decimal(2))
    assert flag.offset_by == (
        "compounded over years 1 to 2, the raises went from 9.18 % to 10.24 %"
    )


def test_a_raise_of_the_same_size_that_starts_later_is_flagged_by_days() -> None:
    def starting(day: date) -> Term:
        (term,) = raises(["NW"], "3")
        return Term(
            term.issue,
            term.kind,
            term.value,
            term.unit,
            term.scope,
            year=1,
            effective=day,
            better=term.better,
        )

    record = (
        employer("E-1", 1, starting(date(2023, 10, 1))),
        employer("E-2", 2, starting(date(2024, 1, 1))),
    )
    assert reasons(*record) == [
        "Wages, effective date, NW, year 1: 1 Oct 2023 in E-1, 1 Jan 2024 in E-2: 92 days later."
    ]


def test_an_audience_is_kept_as_written() -> None:
    nurses = Scope(frozenset({"NW"}), classifications=frozenset({"RN"}))
    better = floor(["NW"], "30")
    for_nurses = Term(
        better.issue, better.kind, Decimal(40), better.unit, nurses, better=better.better
    )
    record = (
        employer("E-1", 1, better, for_nurses),
        employer("E-2", 2, floor(["NW"], "31")),
    )
    held = comparison.standing(record, Side.EMPLOYER, regions=REGIONS)
    assert {(str(each.subject.audience), each.term.value) for each in held} == {
        ("", Decimal(31)),
        ("RN", Decimal(40)),
    }


def test_a_minimum_meets_a_maximum_in_the_gap_and_never_in_a_flag() -> None:
    def bonus(value: str, bound: str) -> Term:
        return Term(
            "PSP bonus",
            TermKind.AMOUNT,
            Decimal(value),
            "USD per year",
            Scope(frozenset({"NW"})),
            better=comparison.Better.HIGHER,
            bound=comparison.Bound(bound),
        )

    record = (
        union("U-1", 1, bonus("1500", "minimum")),
        employer("E-1", 2, bonus("900", "minimum")),
        employer("E-2", 3, bonus("750", "maximum")),
    )
    found = comparison.review(record, regions=REGIONS)
    assert found.flags == ()
    assert [entry.why for entry in found.uncompared] == [Uncomparable.NOT_SAID_LATER]
    (left,) = comparison.gap(record, regions=REGIONS)
    assert left.distance == Decimal(750)
    assert left.text == (
        "PSP bonus, NW: at least $1,500 per year in U-1, at most $750 per year in E-2: "
        "$750 per year apart."
    )


def test_an_employer_above_the_union_leaves_nothing_between_them() -> None:
    record = (union("U-1", 1, floor(["NW"], "23")), employer("E-1", 2, floor(["NW"], "24")))
    (left,) = comparison.gap(record, regions=REGIONS)
    assert left.distance == Decimal(0)
    assert (left.separation.crossed, left.separation.met) == (True, True)


def test_a_path_carries_the_status_quo_it_would_change() -> None:
    record = (employer("E-1", 1, floor(["NW"], "24")),)
    (path,) = comparison.paths(record, regions=REGIONS, status_quo=[floor("all", "21")])
    assert path.status_quo is not None
    assert path.status_quo.value == Decimal(21)
    assert path.standing is not None
    assert path.standing.value == Decimal(24)
