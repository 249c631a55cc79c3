"""Plain horizontal bars, each with its figure printed; for counts and sums."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext

from commontable.web.charts.scale import Scale, place
from commontable.web.charts.table import DataTable
from commontable.web.figures import Unit, in_unit

_ROW, _THICK, _TOP = Decimal(26), Decimal(14), Decimal(4)
_CHARACTER = Decimal("6.6")


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure; `side` only where the bar belongs to one."""

    label: str
    value: Decimal | None
    side: Literal["union", "employer", ""] = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from a common zero, in the order to be shown."""

    title: str
    bars: tuple[Bar, ...]
    unit: Unit = "number"
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar in pixels; `length` is 0 for zero and for what was not stated."""

    label: str
    y: Decimal
    middle: Decimal
    x: Decimal
    length: Decimal
    figure_x: Decimal
    figure: str
    css: str


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """Everything the SVG template writes, in pixels."""

    title: str
    description: str
    width: Decimal
    height: Decimal
    left: Decimal
    zero: Decimal
    thick: Decimal
    bars: tuple[DrawnBar, ...]
    empty: str


def draw_bars(chart: BarChart, width: int = 720) -> BarDrawing:
    """Place `chart` in `width` pixels; values below zero grow to the left of the zero line."""
    stated = [bar.value for bar in chart.bars if bar.value is not None]
    low, high = min([*stated, Decimal(0)]), max([*stated, Decimal(0)])
    if low == high:
        high = low + 1
    figures = [
        gettext("not stated") if bar.value is None else in_unit(bar.value, chart.unit)
        for bar in chart.bars
    ]
    left = min(
        max((len(bar.label) for bar in chart.bars), default=0) * _CHARACTER + 12,
        Decimal(width) * 2 / 5,
    )
    right = Decimal(width) - max((len(text) for text in figures), default=0) * _CHARACTER - 12
    across = Scale(low, high, left, right)
    zero = across(Decimal(0))
    bars = []
    for index, (bar, figure) in enumerate(zip(chart.bars, figures, strict=True)):
        top = _TOP + index * _ROW
        end = zero if bar.value is None else across(bar.value)
        bars.append(
            DrawnBar(
                label=bar.label,
                y=top + (_ROW - _THICK) / 2,
                middle=top + _ROW / 2,
                x=min(zero, end),
                length=abs(end - zero),
                figure_x=max(zero, end) + 6,
                figure=figure,
                css=f"chart-bar chart-bar-{bar.side}" if bar.side else "chart-bar",
            )
        )
    return BarDrawing(
        title=chart.title,
        description=describe_bars(chart),
        width=Decimal(width),
        height=_TOP + max(1, len(chart.bars)) * _ROW + 4,
        left=place(left),
        zero=zero,
        thick=_THICK,
        bars=tuple(bars),
        empty="" if stated else gettext("No figures yet"),
    )


def bar_table(chart: BarChart) -> DataTable:
    """One row per bar."""
    return DataTable(
        caption=chart.title,
        columns=("", gettext("Figure")),
        rows=tuple(
            (bar.label, None if bar.value is None else in_unit(bar.value, chart.unit))
            for bar in chart.bars
        ),
    )


def describe_bars(chart: BarChart) -> str:
    """Every bar with its figure, as a list in a sentence."""
    if not any(bar.value is not None for bar in chart.bars):
        return gettext("No figures yet")
    return "; ".join(
        f"{bar.label} "
        + (gettext("not stated") if bar.value is None else in_unit(bar.value, chart.unit))
        for bar in chart.bars
    )
