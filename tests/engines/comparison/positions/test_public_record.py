"""The 2023 record both sides published: what moved, what went, what was left."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from commontable.engines import comparison
from commontable.engines.comparison import Against, Aspect, Measure, Pass, Side, TermKind
from engines.comparison.positions.said import (
    REGIONS,
    employer,
    lump_sums,
    raises,
    union,
)

RECORD = Path(__file__).parents[5] / "shared" / "real" / "kaiser-public-record.yaml"
LOWER = ("NW", "CO", "MAS", "HI")
HIGHER = ("NCAL", "KPWA")


def written_out() -> tuple[Pass, ...]:
    return (
        union("U-1", 1, *raises("all", "7/7/6.25/6.25"), session=1),
        employer(
            "E-1",
            2,
            *raises(HIGHER, "4/4/3/3"),
            *raises(LOWER, "3/3/3/2"),
            *raises(["SCAL"], "3/3/2/2"),
            *lump_sums(["SCAL"], "0/0/2/2"),
            session=1,
        ),
        union("U-2", 3, *raises("all", "6.5/6.5/5.75/5.75"), session=2),
        employer(
            "E-2",
            4,
            *raises(["SCAL", *LOWER], "3/3/3/3"),
            *raises(HIGHER, "4/4/3/3"),
            session=2,
        ),
    )


def from_file() -> tuple[Pass, ...]:
    if not RECORD.exists():
        pytest.skip("the public record is not beside this checkout")
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    campaign = next(each for each in record["campaigns"] if each["year"] == 2023)
    counts = {Side.UNION: 0, Side.EMPLOYER: 0}
    passes = []
    for order, proposal in enumerate(campaign["proposals"], start=1):
        side = Side(proposal["side"])
        counts[side] += 1
        wages = [each for each in proposal["terms"] if each["issue"] == "wages"]
        terms = [term for each in wages for term in _wage_terms(each)]
        say = union if side is Side.UNION else employer
        label = f"{'U' if side is Side.UNION else 'E'}-{counts[side]}"
        passes.append(say(label, order, *terms, session=(order + 1) // 2))
    return tuple(passes)


def _wage_terms(entry: dict[str, Any]) -> list[comparison.Term]:
    terms = list(raises(entry["regions"], "/".join(str(each) for each in entry["raises"])))
    if "ls" in entry:
        terms += lump_sums(entry["regions"], "/".join(str(each) for each in entry["ls"]))
    return terms


@pytest.fixture(params=[written_out, from_file], ids=["written out", "from the file"])
def record(request: pytest.FixtureRequest) -> tuple[Pass, ...]:
    told: tuple[Pass, ...] = request.param()
    return told


def yearly_moves(record: tuple[Pass, ...], kind: TermKind, label: str) -> dict[Any, Any]:
    return {
        (move.region, move.year): move.difference
        for move in comparison.movement(record, regions=REGIONS)
        if move.label == label and move.measure == Measure(kind, year=move.year) and move.year
    }


def test_every_employer_rate_that_moved_went_up_and_the_others_stayed(
    record: tuple[Pass, ...],
) -> None:
    one = Decimal(1)
    expected = {(region, 4): one for region in ("SCAL", *LOWER)} | {("SCAL", 3): one}
    assert yearly_moves(record, TermKind.RAISE, "E-2") == expected


def test_the_lump_sums_are_gone_and_that_is_told_apart_from_the_rates(
    record: tuple[Pass, ...],
) -> None:
    assert yearly_moves(record, TermKind.LUMP_SUM, "E-2") == {
        ("SCAL", 3): Decimal(-2),
        ("SCAL", 4): Decimal(-2),
    }
    path = next(
        path
        for path in comparison.paths(record, regions=REGIONS)
        if path.measure == Measure(TermKind.LUMP_SUM, year=3)
    )
    assert [(step.label, step.term and step.term.value) for step in path.steps] == [
        ("E-1", Decimal(2)),
        ("E-2", None),
    ]


def test_the_union_came_down_by_half_a_point_everywhere_and_is_not_flagged(
    record: tuple[Pass, ...],
) -> None:
    moves = yearly_moves(record, TermKind.RAISE, "U-2")
    assert moves == {(region, year): Decimal("-0.5") for region in REGIONS for year in range(1, 5)}
    assert not [
        flag for flag in comparison.regressions(record, regions=REGIONS) if flag.side is Side.UNION
    ]


def test_only_the_dropped_lump_sums_are_flagged_with_what_offset_them(
    record: tuple[Pass, ...],
) -> None:
    flags = comparison.regressions(record, regions=REGIONS)
    assert {(flag.region, flag.year, flag.measure.kind, flag.amount) for flag in flags} == {
        ("SCAL", 3, TermKind.LUMP_SUM, Decimal(2)),
        ("SCAL", 4, TermKind.LUMP_SUM, Decimal(2)),
    }
    assert all(flag.against is Against.STANDING and flag.against_baseline for flag in flags)
    assert flags[0].reason == (
        "Wages, lump sum, SCAL, year 3: 2 % of pay in E-1, none in E-2: 2 points lower. "
        "Against that, compounded over years 1 to 4, the raises went from 10.38 % to 12.55 %."
    )


def test_what_is_left_per_region_and_year(record: tuple[Pass, ...]) -> None:
    left = {
        (distance.region, distance.year): distance.distance
        for distance in comparison.gap(record, regions=REGIONS)
        if distance.measure.aspect is Aspect.VALUE
    }
    wide = [Decimal(figure) for figure in ("3.5", "3.5", "2.75", "2.75")]
    near = [Decimal(figure) for figure in ("2.5", "2.5", "2.75", "2.75")]
    assert left == {
        (region, year): (near if region in HIGHER else wide)[year - 1]
        for region in REGIONS
        for year in range(1, 5)
    }


def test_the_distance_falls_from_session_to_session(record: tuple[Pass, ...]) -> None:
    trend = next(
        trend
        for trend in comparison.gap_trend(record, regions=REGIONS)
        if (trend.region, trend.measure) == ("SCAL", Measure(TermKind.RAISE, year=3))
    )
    assert [point.distance for point in trend.points] == [
        None,
        Decimal("4.25"),
        Decimal("3.75"),
        Decimal("2.75"),
    ]
    ends = [None if point is None else point.distance for point in trend.after([0, 2, 3, 9])]
    assert ends == [None, Decimal("4.25"), Decimal("3.75"), Decimal("2.75")]
