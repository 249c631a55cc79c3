"""Tags that write a chart with its table: `{% line_chart chart %}` and its kin."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template

from commontable.web.charts.bars import BarChart, BarDrawing, bar_table, draw_bars
from commontable.web.charts.dumbbell import (
    DumbbellChart,
    DumbbellDrawing,
    draw_dumbbells,
    dumbbell_table,
)
from commontable.web.charts.fan import FanChart, FanDrawing, draw_fan, fan_table
from commontable.web.charts.line import LineChart, LineDrawing, draw_lines, line_table
from commontable.web.charts.scattergram import (
    Scattergram,
    ScattergramDrawing,
    draw_scattergram,
    scattergram_table,
)
from commontable.web.charts.spark import SparkDrawing, draw_spark
from commontable.web.charts.table import DataTable
from commontable.web.figures import Unit

register = template.Library()

WIDE = 720  # pixels: a page's column
SMALL = 400  # pixels: one of several side by side
NARROW = 340  # pixels: a phone


type Drawing = LineDrawing | DumbbellDrawing | BarDrawing | ScattergramDrawing | FanDrawing


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart at both widths and its table, as `components/chart_with_table.html` takes it."""

    title: str
    note: str
    wide: Drawing
    narrow: Drawing
    table: DataTable


def _shown(drawn: DrawnChart, kind: str) -> dict[str, Any]:
    return {"chart": drawn, "template": f"web/charts/{kind}.svg.html"}


@register.inclusion_tag("web/components/chart_with_table.html")
def line_chart(chart: LineChart, *, small: bool = False) -> dict[str, Any]:
    """A trend over occasions; ``small`` where several stand side by side."""
    wide = draw_lines(chart, SMALL, 220) if small else draw_lines(chart, WIDE)
    narrow = draw_lines(chart, NARROW, 240)
    return _shown(DrawnChart(chart.title, chart.note, wide, narrow, line_table(chart)), "line")


@register.inclusion_tag("web/components/chart_with_table.html")
def dumbbell_chart(chart: DumbbellChart) -> dict[str, Any]:
    """The distance between the sides, row by row."""
    wide, narrow = draw_dumbbells(chart, WIDE), draw_dumbbells(chart, NARROW)
    drawn = DrawnChart(chart.title, chart.note, wide, narrow, dumbbell_table(chart))
    return _shown(drawn, "dumbbell") | {"legend": True}


@register.inclusion_tag("web/components/chart_with_table.html")
def bar_chart(chart: BarChart, table: DataTable | None = None) -> dict[str, Any]:
    """Plain bars; `table` says more of each of them than the bar does."""
    wide, narrow = draw_bars(chart, WIDE), draw_bars(chart, NARROW)
    drawn = DrawnChart(chart.title, chart.note, wide, narrow, table or bar_table(chart))
    return _shown(drawn, "bars") | {"says_more": table is not None}


@register.inclusion_tag("web/components/chart_with_table.html")
def scattergram(chart: Scattergram) -> dict[str, Any]:
    """Dots by lane and step."""
    wide, narrow = draw_scattergram(chart, WIDE), draw_scattergram(chart, NARROW)
    drawn = DrawnChart(chart.title, chart.note, wide, narrow, scattergram_table(chart))
    return _shown(drawn, "scattergram")


@register.inclusion_tag("web/components/chart_with_table.html")
def fan_chart(chart: FanChart) -> dict[str, Any]:
    """Where most of many futures lie."""
    wide, narrow = draw_fan(chart, WIDE), draw_fan(chart, NARROW, 240)
    return _shown(DrawnChart(chart.title, chart.note, wide, narrow, fan_table(chart)), "fan")


@register.inclusion_tag("web/charts/spark.svg.html")
def spark(values: Sequence[Decimal | None], unit: Unit = "number") -> dict[str, SparkDrawing]:
    """A word-sized line for a table cell."""
    return {"drawing": draw_spark(values, unit)}
