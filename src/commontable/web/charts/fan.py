"""A fan: where most of many futures lie, year by year; the middle one as a line."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from commontable.web.charts.line import Tick
from commontable.web.charts.scale import Scale, nice_ticks, place
from commontable.web.charts.table import DataTable
from commontable.web.figures import Unit, in_unit

_TOP, _BOTTOM = Decimal(14), Decimal(30)
_CHARACTER = Decimal("6.4")
_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """One occasion: five values in order, the outer pair, the inner pair, the middle."""

    label: str
    values: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        if len(self.values) != _LEVELS or list(self.values) != sorted(self.values):
            raise ValueError(f"A spread is five values in order; got {self.values!r}.")


@dataclass(frozen=True, slots=True)
class FanChart:
    """Spreads in order of time; ``levels`` names their five values."""

    title: str
    levels: tuple[str, ...]
    spreads: tuple[Spread, ...]
    unit: Unit = "number"
    note: str = ""


@dataclass(frozen=True, slots=True)
class FanDrawing:
    """Everything the SVG template writes, in pixels."""

    title: str
    description: str
    width: Decimal
    height: Decimal
    left: Decimal
    right: Decimal
    bottom: Decimal
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    outer: str
    inner: str
    middle: str
    marks: tuple[tuple[Decimal, Decimal, str], ...]
    empty: str


def draw_fan(chart: FanChart, width: int = 720, height: int = 280) -> FanDrawing:
    """Place ``chart`` in ``width`` x ``height`` pixels; the axis need not begin at zero."""
    stated = [value for spread in chart.spreads for value in spread.values]
    ticks = nice_ticks(stated)
    labels = [in_unit(tick, chart.unit) for tick in ticks]
    left = max(len(label) for label in labels) * _CHARACTER + 10
    right = Decimal(width) - 16
    bottom = Decimal(height) - _BOTTOM
    last = Decimal(max(1, len(chart.spreads) - 1))
    across = Scale(Decimal(0), last, left + 24, right - 24)
    up = Scale(ticks[0], ticks[-1], bottom, _TOP)
    middles = [
        (across(Decimal(at)), up(spread.values[2]), in_unit(spread.values[2], chart.unit))
        for at, spread in enumerate(chart.spreads)
    ]
    return FanDrawing(
        title=chart.title,
        description=describe_fan(chart),
        width=Decimal(width),
        height=Decimal(height),
        left=place(left),
        right=place(right),
        bottom=bottom,
        y_ticks=tuple(
            Tick(up(tick), label, tick == 0)
            for tick, label in zip(ticks, labels, strict=True)
            if stated
        ),
        x_ticks=tuple(
            Tick(across(Decimal(at)), spread.label) for at, spread in enumerate(chart.spreads)
        ),
        outer=_band(chart, across, up, 0, 4),
        inner=_band(chart, across, up, 1, 3),
        middle="M" + "L".join(f"{x} {y}" for x, y, _ in middles) if len(middles) > 1 else "",
        marks=tuple(middles),
        empty="" if stated else gettext("No figures yet"),
    )


def fan_table(chart: FanChart) -> DataTable:
    """One row per occasion, one column per level."""
    return DataTable(
        caption=chart.title,
        columns=(gettext("When"), *chart.levels),
        rows=tuple(
            (spread.label, *(in_unit(value, chart.unit) for value in spread.values))
            for spread in chart.spreads
        ),
    )


def describe_fan(chart: FanChart) -> str:
    """Each occasion in a few words: the middle, and between what most lies."""
    if not chart.spreads:
        return gettext("No figures yet")
    return " ".join(
        gettext("%(label)s: %(middle)s, mostly %(low)s to %(high)s.")
        % {
            "label": spread.label,
            "middle": in_unit(spread.values[2], chart.unit),
            "low": in_unit(spread.values[0], chart.unit),
            "high": in_unit(spread.values[4], chart.unit),
        }
        for spread in chart.spreads
    )


def _band(chart: FanChart, across: Scale, up: Scale, low: int, high: int) -> str:
    """A closed path along the high values and back along the low ones."""
    there = [
        f"{across(Decimal(at))} {up(spread.values[high])}"
        for at, spread in enumerate(chart.spreads)
    ]
    back = [
        f"{across(Decimal(at))} {up(spread.values[low])}"
        for at, spread in reversed(list(enumerate(chart.spreads)))
    ]
    return "M" + "L".join([*there, *back]) + "Z" if len(there) > 1 else ""
