"""The scattergram of a wage schedule: a dot for each lane and step, its area the number there."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from commontable.web.charts.scale import place
from commontable.web.charts.table import DataTable
from commontable.web.figures import number

_ROW, _HEAD, _GAP = Decimal(26), Decimal(22), Decimal(8)
_CHARACTER = Decimal("6.4")
_LARGEST = Decimal(11)  # pixels of radius
_SMALLEST = Decimal("1.5")
_ROOM_FOR_FIGURES = Decimal(46)  # pixels of a column that hold a dot and its figure beside it


@dataclass(frozen=True, slots=True)
class ScattergramRow:
    """One lane: a figure for each column, zero where nobody is."""

    label: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Scattergram:
    """Lanes from top to bottom, steps from left to right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[ScattergramRow, ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.values) != len(self.columns):
                raise ValueError(
                    f"Each row needs {len(self.columns)} values, one per column; got {row!r}."
                )


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """A dot in pixels; ``figure`` stands beside it, and is empty where there is no room."""

    x: Decimal
    y: Decimal
    radius: Decimal
    figure_x: Decimal
    figure: str
    title: str


@dataclass(frozen=True, slots=True)
class DrawnLane:
    label: str
    y: Decimal
    dots: tuple[DrawnDot, ...]


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    label: str
    x: Decimal


@dataclass(frozen=True, slots=True)
class ScattergramDrawing:
    """Everything the SVG template writes, in pixels."""

    title: str
    description: str
    width: Decimal
    height: Decimal
    left: Decimal
    head: Decimal
    columns: tuple[DrawnColumn, ...]
    lanes: tuple[DrawnLane, ...]
    empty: str


def draw_scattergram(chart: Scattergram, width: int = 720) -> ScattergramDrawing:
    """Place `chart` in `width` pixels."""
    longest = max((len(row.label) for row in chart.rows), default=0)
    left = min(longest * _CHARACTER + 12, Decimal(width) * 2 / 5)
    wide = (Decimal(width) - left - _GAP) / max(1, len(chart.columns))
    largest = max((value for row in chart.rows for value in row.values), default=Decimal(0))
    figures = wide >= _ROOM_FOR_FIGURES
    most = min(_LARGEST, wide / 2 - 1)
    columns = tuple(
        DrawnColumn(label, place(left + wide * at + wide / 2))
        for at, label in enumerate(chart.columns)
    )
    room = int((left - 12) / _CHARACTER)
    lanes = []
    for at, row in enumerate(chart.rows):
        y = place(_HEAD + at * _ROW + _ROW / 2)
        dots = tuple(
            _dot(
                f"{row.label}, {column.label}: {number(value)}",
                (column.x, y),
                _radius(value, largest, most),
                number(value, 0) if figures else "",
            )
            for column, value in zip(columns, row.values, strict=True)
            if value
        )
        lanes.append(DrawnLane(_short(row.label, room), y, dots))
    return ScattergramDrawing(
        title=chart.title,
        description=describe_scattergram(chart),
        width=Decimal(width),
        height=_HEAD + max(1, len(chart.rows)) * _ROW + 4,
        left=place(left),
        head=_HEAD,
        columns=columns,
        lanes=tuple(lanes),
        empty="" if chart.rows else gettext("No figures yet"),
    )


def _radius(value: Decimal, largest: Decimal, most: Decimal) -> Decimal:
    """The dot's area is to the largest dot's as the figures are to each other."""
    return max(_SMALLEST, most * (value / largest).sqrt())


def _dot(title: str, centre: tuple[Decimal, Decimal], radius: Decimal, figure: str) -> DrawnDot:
    x, y = centre
    if figure:
        x -= _LARGEST
    return DrawnDot(
        x=place(x),
        y=y,
        radius=place(radius),
        figure_x=place(x + radius + 3),
        figure=figure,
        title=title,
    )


def _short(label: str, room: int) -> str:
    return label if len(label) <= room else f"{label[: max(1, room - 1)]}…"


def scattergram_table(chart: Scattergram) -> DataTable:
    """A row for each lane, its sum at the end; a cell of nobody is empty."""
    return DataTable(
        caption=chart.title,
        columns=("", *chart.columns, gettext("all")),
        rows=tuple(
            (
                row.label,
                *(number(value, 1) if value else None for value in row.values),
                number(sum(row.values, Decimal(0)), 1),
            )
            for row in chart.rows
        ),
    )


def describe_scattergram(chart: Scattergram) -> str:
    """Each lane with its sum, as a list in a sentence; the table has the cells."""
    if not chart.rows:
        return gettext("No figures yet")
    return "; ".join(f"{row.label} {number(sum(row.values, Decimal(0)), 1)}" for row in chart.rows)
