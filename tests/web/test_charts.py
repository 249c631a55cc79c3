"""Charts place values where they belong, and say what they show."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commontable.web.charts import (
    Bar,
    BarChart,
    Dumbbell,
    DumbbellChart,
    FanChart,
    LineChart,
    Series,
    Spread,
    draw_bars,
    draw_dumbbells,
    draw_fan,
    draw_lines,
    draw_spark,
    nice_ticks,
)
from commontable.web.charts.line import spread

figures = st.decimals(
    min_value=-10_000, max_value=10_000, places=2, allow_nan=False, allow_infinity=False
)


def chart_of(*values: Decimal | None) -> LineChart:
    occasions = tuple(f"S{index}" for index in range(len(values)))
    return LineChart("Gap", occasions, (Series("North", values),), unit="points")


@given(st.lists(figures, min_size=1, max_size=30))
def test_ticks_enclose_every_value_in_even_steps(values: list[Decimal]) -> None:
    ticks = nice_ticks(values)
    assert ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert len({later - earlier for earlier, later in pairwise(ticks)}) == 1
    assert 2 <= len(ticks) <= 12


@given(st.lists(figures, min_size=2, max_size=20))
def test_a_greater_value_never_stands_lower_in_a_line(values: list[Decimal]) -> None:
    (series,) = draw_lines(chart_of(*values)).series
    by_value = sorted(zip(values, (mark.y for mark in series.marks), strict=True))
    assert all(lower.__le__(higher) for (_, higher), (_, lower) in pairwise(by_value))


@given(st.lists(figures, min_size=1, max_size=20))
def test_occasions_run_in_order_and_marks_stay_inside(values: list[Decimal]) -> None:
    drawing = draw_lines(chart_of(*values))
    (series,) = drawing.series
    places = [mark.x for mark in series.marks]
    assert places == sorted(places)
    assert all(0 <= mark.x <= drawing.right for mark in series.marks)
    assert all(0 <= mark.y <= drawing.bottom for mark in series.marks)


def test_a_line_breaks_where_nothing_was_stated() -> None:
    one, two = Decimal(1), Decimal(2)
    (series,) = draw_lines(chart_of(one, two, None, two, one)).series
    assert len(series.paths) == 2
    assert len(series.marks) == 4


def test_an_empty_series_is_said_and_does_not_pass_for_zero() -> None:
    drawing = draw_lines(chart_of(None, None))
    assert drawing.empty == "No figures yet"
    assert "North: no figures yet" in drawing.description
    assert drawing.series[0].marks == ()


def test_each_series_has_its_own_symbol() -> None:
    series = tuple(Series(str(index), (Decimal(index),)) for index in range(6))
    drawn = draw_lines(LineChart("Six", ("S1",), series)).series
    assert len({line.symbol for line in drawn}) == 6


def test_more_series_than_symbols_are_refused() -> None:
    series = tuple(Series(str(index), ()) for index in range(7))
    with pytest.raises(ValueError, match="at most 6"):
        LineChart("Seven", (), series)


def test_a_series_must_fit_its_occasions() -> None:
    with pytest.raises(ValueError, match="'North' needs 2 values"):
        LineChart("Gap", ("S1", "S2"), (Series("North", (Decimal(1),)),))


@given(st.lists(st.decimals(0, 200, places=1), max_size=6))
def test_labels_never_cover_each_other_where_there_is_room(wanted: list[Decimal]) -> None:
    placed = sorted(spread(wanted, Decimal(30), Decimal(0), Decimal(200)))
    assert all(below - above >= Decimal("29.9") for above, below in pairwise(placed))


@given(figures, figures)
def test_the_side_with_more_stands_further_along(union: Decimal, employer: Decimal) -> None:
    (row,) = draw_dumbbells(DumbbellChart("Raise", (Dumbbell("Year 1", union, employer),))).rows
    assert row.union is not None
    assert row.employer is not None
    if union > employer:
        assert row.union >= row.employer
    if union == employer:
        assert row.union == row.employer


def test_a_side_that_stated_nothing_has_no_mark_and_no_distance() -> None:
    row = Dumbbell("Year 4", Decimal(6), None)
    assert row.distance is None
    (drawn,) = draw_dumbbells(DumbbellChart("Raise", (row,))).rows
    assert drawn.employer is None
    assert drawn.distance == "one side"
    assert "not stated" in drawn.employer_said


def test_labels_too_long_to_stand_before_their_rows_stand_above_them() -> None:
    places = ", ".join(f"REGION{number}" for number in range(12))
    rows = (Dumbbell("NORTH", Decimal(6), Decimal(4)), Dumbbell(places, Decimal(6), Decimal(3)))
    short = draw_dumbbells(DumbbellChart("Raise", rows[:1]))
    assert [row.label for row in short.rows] == ["NORTH"]
    assert short.headings == ()
    for width in (340, 720):
        drawing = draw_dumbbells(DumbbellChart("Raise", rows), width)
        assert [row.label for row in drawing.rows] == ["", ""]
        north, cut = (heading.label for heading in drawing.headings)
        assert north == "NORTH"
        assert cut.endswith("…")
        assert places.startswith(cut[:-1])
        pairs = zip(drawing.headings, drawing.rows, strict=True)
        assert all(heading.y < row.y for heading, row in pairs)


def test_the_distance_between_percentages_is_in_points() -> None:
    row = Dumbbell("Year 1", Decimal("6.5"), Decimal(4))
    (drawn,) = draw_dumbbells(DumbbellChart("Raise", (row,))).rows
    assert drawn.distance == "2.5\u00a0pt"


@given(st.lists(figures, min_size=1, max_size=12))
def test_bars_are_as_long_as_their_figures_are_large(values: list[Decimal]) -> None:
    chart = BarChart("Worth", tuple(Bar(str(index), value) for index, value in enumerate(values)))
    drawing = draw_bars(chart)
    by_size = sorted(
        zip((abs(value) for value in values), drawing.bars, strict=True), key=lambda pair: pair[0]
    )
    lengths = [bar.length for _, bar in by_size]
    assert all(shorter <= longer + Decimal("0.1") for shorter, longer in pairwise(lengths))


def test_a_bar_below_zero_grows_the_other_way() -> None:
    drawing = draw_bars(BarChart("Change", (Bar("a", Decimal(-2)), Bar("b", Decimal(2)))))
    loss, gain = drawing.bars
    assert loss.x < drawing.zero
    assert loss.x + loss.length == drawing.zero
    assert gain.x == drawing.zero


def test_a_spark_without_values_says_so() -> None:
    assert draw_spark([None]).label == "No figures yet"
    assert draw_spark([Decimal(2), Decimal(1)], "points").label == "from 2\u00a0pt to 1\u00a0pt"


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_coordinates_are_numbers_in_every_language(language: str) -> None:
    chart = LineChart(
        "Lücke",
        ("S1", "S2"),
        (Series("Nord", (Decimal("1234.5"), Decimal("0.1"))),),
        unit="number",
    )
    gaps = DumbbellChart("Gap", (Dumbbell("1", Decimal("1.5"), Decimal("0.3")),))
    source = "{% load charts %}{% line_chart chart %}{% dumbbell_chart gaps %}"
    with translation.override(language):
        html = Template(source).render(Context({"chart": chart, "gaps": gaps}))
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    placed = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"}
    seen = 0
    for drawing in drawings:
        if 'class="chart"' not in drawing:
            continue
        for element in ET.fromstring(drawing).iter():
            for name in placed & set(element.attrib):
                float(element.attrib[name])
                seen += 1
    assert seen > 50


def test_every_chart_stands_beside_its_table() -> None:
    html = Template("{% load charts %}{% line_chart chart %}").render(
        Context({"chart": chart_of(Decimal("2.5"), None)})
    )
    assert "<table" in html
    assert "2.5\u00a0pt" in html
    assert "not stated" in html
    assert 'role="img"' in html
    assert "<desc>" in html


def fan_of(*spreads: tuple[str, ...]) -> FanChart:
    return FanChart(
        "Cost",
        ("5", "25", "50", "75", "95"),
        tuple(
            Spread(f"Year {at}", tuple(Decimal(value) for value in values))
            for at, values in enumerate(spreads, 1)
        ),
    )


def test_a_fan_lies_around_its_middle_and_says_where_most_futures_are() -> None:
    chart = fan_of(("90", "95", "100", "105", "110"), ("80", "90", "100", "115", "140"))
    drawing = draw_fan(chart)
    middles = [y for _, y, _ in drawing.marks]
    ys = [Decimal(pair.split()[1]) for pair in re.findall(r"[ML]([^MLZ]+)", drawing.outer)]
    assert len(ys) == 4
    for at, middle in enumerate(middles):
        assert ys[at] < middle < ys[-1 - at]  # upward is less
    assert "Year 2: 100, mostly 80 to 140" in drawing.description
    page = Template("{% load charts %}{% fan_chart chart %}").render(Context({"chart": chart}))
    assert "chart-fan-inner" in page
    assert "<td" in page


def test_a_spread_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="five values in order"):
        Spread("Year 1", (Decimal(2), Decimal(1), Decimal(3), Decimal(4), Decimal(5)))
