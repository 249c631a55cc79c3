"""Records that cannot be compared are refused with the facts; sums are exact."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from commontable.engines import comparison
from commontable.engines.comparison import Better, Bound, ComparisonError, Term, TermKind, Value
from engines.comparison.positions.said import employer, floor, raises


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (TermKind.RAISE, "3"),
        (TermKind.RAISE, True),
        (TermKind.AMOUNT, Decimal("NaN")),
        (TermKind.AMOUNT, Fraction(1, 2)),
        (TermKind.DATE, Decimal(1)),
        (TermKind.DATE, datetime(2023, 10, 1, tzinfo=UTC)),
        (TermKind.YES_NO, Decimal(1)),
        (TermKind.RATIO, "four to one"),
        (TermKind.RATIO, "1:0"),
        (TermKind.TEXT, date(2023, 10, 1)),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(kind: TermKind, value: Value) -> None:
    with pytest.raises(ComparisonError) as refusal:
        Term("wages", kind, value, ident="T-9")
    assert refusal.value.where == f"{kind} term T-9 on 'wages'"
    assert refusal.value.got == repr(value)
    assert "Nothing was compared" in str(refusal.value)


def test_a_direction_or_bound_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ComparisonError, match="a direction among"):
        Term("wages", TermKind.RAISE, Decimal(3), better=Better.EARLIER)
    with pytest.raises(ComparisonError, match="a bound of minimum"):
        Term("floor", TermKind.FLOOR, Decimal(3), bound=Bound.MAXIMUM)
    with pytest.raises(ComparisonError, match="a contract year of 1 or more"):
        Term("wages", TermKind.RAISE, Decimal(3), year=0)


def test_a_region_unknown_to_the_table_is_named() -> None:
    with pytest.raises(ComparisonError, match="E-1, wage floor: expected regions among NW; got GA"):
        comparison.movement([employer("E-1", 1, floor(["GA"], "20"))], regions=["NW"])


def test_the_same_thing_said_twice_in_one_pass_is_refused_with_both_values() -> None:
    twice = employer("E-1", 1, *raises("all", "3"), *raises(["NW"], "4"))
    with pytest.raises(ComparisonError, match=r"E-1, wages, NW, year 1: .* two: 3 and 4"):
        comparison.regressions([twice], regions=["SCAL", "NW"])


def test_two_passes_may_not_share_a_place_or_an_ident() -> None:
    one = employer("E-1", 1, floor(["NW"], "20"))
    with pytest.raises(ComparisonError, match="a place of its own"):
        comparison.movement([one, employer("E-2", 1)], regions=["NW"])
    with pytest.raises(ComparisonError, match="an ident of its own"):
        comparison.movement([one, employer("E-1", 2)], regions=["NW"])


def test_a_withdrawal_cannot_come_before_its_pass() -> None:
    with pytest.raises(ComparisonError, match="a withdrawal after its own place"):
        employer("E-1", 3, withdrawn_at_order=3)


@pytest.mark.parametrize(
    ("figures", "compounded", "added"),
    [
        ("7/7/6.25/6.25", "29.25", "26.5"),
        ("6/5/5/5", "22.71", "21"),
        ("3/3/3/3", "12.55", "12"),
        ("3/3/2/2", "10.38", "10"),
    ],
)
def test_raises_compound_to_more_than_they_add_up_to(
    figures: str, compounded: str, added: str
) -> None:
    yearly = [Decimal(figure) for figure in figures.split("/")]
    assert comparison.compound(yearly).quantize(Decimal("0.01")) == Decimal(compounded)
    assert comparison.total(yearly) == Decimal(added)


def test_compounding_is_exact() -> None:
    assert comparison.compound([Decimal(3)] * 4) == Decimal("12.550881")
    assert comparison.compound([]) == 0
