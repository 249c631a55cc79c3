"""The distance between the sides, row by row: union square, employer circle, a bar between."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from commontable.web.charts.line import Tick
from commontable.web.charts.scale import Scale, nice_ticks, place
from commontable.web.charts.table import DataTable
from commontable.web.figures import Unit, in_unit

_ROW, _GROUP, _TOP, _BOTTOM = Decimal(28), Decimal(28), Decimal(8), Decimal(26)
_CHARACTER, _BOLD_CHARACTER = Decimal("6.6"), Decimal("7.6")


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Where both sides stand on one thing; None where a side has stated nothing.

    Rows with the same `group` that follow each other stand under one heading. `apart` is the
    distance where it is known better than from the figures as they are written, which may have
    been rounded.
    """

    label: str
    union: Decimal | None
    employer: Decimal | None
    group: str = ""
    apart: Decimal | None = None

    @property
    def distance(self) -> Decimal | None:
        """How far apart the sides are, never negative; None until both have stated a figure."""
        if self.union is None or self.employer is None:
            return None
        return abs(self.union - self.employer) if self.apart is None else self.apart


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    """Rows in the order to be shown; `distance_unit` is points where `unit` is percent."""

    title: str
    rows: tuple[Dumbbell, ...]
    unit: Unit = "percent"
    note: str = ""

    @property
    def distance_unit(self) -> Unit:
        """Two percentages are apart by points, two ratios by how many come to one."""
        if self.unit == "ratio":
            return "number"
        return "points" if self.unit == "percent" else self.unit


@dataclass(frozen=True, slots=True)
class DrawnDumbbell:
    """One row in pixels; a side that stated nothing has no place."""

    label: str
    y: Decimal
    union: Decimal | None
    employer: Decimal | None
    union_said: str
    employer_said: str
    distance: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's name above its rows."""

    label: str
    y: Decimal


@dataclass(frozen=True, slots=True)
class DumbbellDrawing:
    """Everything the SVG template writes, in pixels."""

    title: str
    description: str
    width: Decimal
    height: Decimal
    left: Decimal
    bottom: Decimal
    ticks: tuple[Tick, ...]
    headings: tuple[Heading, ...]
    rows: tuple[DrawnDumbbell, ...]
    empty: str


def draw_dumbbells(chart: DumbbellChart, width: int = 720) -> DumbbellDrawing:
    """Place `chart` in `width` pixels; its height follows the rows."""
    stated = [
        value for row in chart.rows for value in (row.union, row.employer) if value is not None
    ]
    ticks = nice_ticks(stated, about=6 if width > 500 else 4)  # noqa: PLR2004 - a phone's width
    shown_ticks = [tick for tick in ticks if chart.unit != "ratio" or tick == int(tick) > 0]
    most_left = Decimal(width) * 2 / 5
    # Where a label is too long to stand before its row, all stand above, as a group's name does.
    widest = max((_width(row.label) for row in chart.rows), default=_width(""))
    above = widest > most_left
    left = _width("") if above else widest
    distances = [_distance(chart, row) for row in chart.rows]
    right = Decimal(width) - max((len(text) for text in distances), default=0) * _CHARACTER - 16
    across = Scale(ticks[0], ticks[-1], left + 8, right)

    headings: list[Heading] = []
    rows: list[DrawnDumbbell] = []
    y, group = _TOP, ""
    for row, distance in zip(chart.rows, distances, strict=True):
        if above:
            heading = f"{row.group}, {row.label}" if row.group else row.label
        else:
            heading = row.group if row.group != group else ""
        if heading:
            headings.append(Heading(_fitting(heading, width), y + _GROUP / 2))
            y += _GROUP
        group = row.group
        rows.append(
            DrawnDumbbell(
                label="" if above else row.label,
                y=y + _ROW / 2,
                union=None if row.union is None else across(row.union),
                employer=None if row.employer is None else across(row.employer),
                union_said=_said(gettext("union"), row.union, chart.unit),
                employer_said=_said(gettext("employer"), row.employer, chart.unit),
                distance=distance,
            )
        )
        y += _ROW
    if not chart.rows:
        y += _ROW
    return DumbbellDrawing(
        title=chart.title,
        description=describe_dumbbells(chart),
        width=Decimal(width),
        height=y + _BOTTOM,
        left=place(left),
        bottom=y,
        ticks=tuple(
            Tick(across(tick), in_unit(tick, chart.unit), tick == 0)
            for tick in shown_ticks
            if stated
        ),
        headings=tuple(headings),
        rows=tuple(rows),
        empty="" if stated else gettext("No figures yet"),
    )


def dumbbell_table(chart: DumbbellChart) -> DataTable:
    """One row per dumbbell: both positions and the distance."""
    return DataTable(
        caption=chart.title,
        columns=("", gettext("Union"), gettext("Employer"), gettext("Distance")),
        rows=tuple(
            (
                f"{row.group}, {row.label}" if row.group else row.label,
                None if row.union is None else in_unit(row.union, chart.unit),
                None if row.employer is None else in_unit(row.employer, chart.unit),
                None if row.distance is None else in_unit(row.distance, chart.distance_unit),
            )
            for row in chart.rows
        ),
    )


def describe_dumbbells(chart: DumbbellChart) -> str:
    """How many rows are met, open or one-sided, and the widest distance."""
    apart = [(row.distance, row) for row in chart.rows if row.distance is not None]
    if not apart:
        return gettext("No row has a figure from both sides yet.")
    met = sum(1 for distance, _ in apart if distance == 0)
    widest, row = max(apart, key=lambda pair: pair[0])
    name = f"{row.group}, {row.label}" if row.group else row.label
    return gettext(
        "%(met)s of %(rows)s rows have met; %(alone)s lack one side's figure. "
        "The widest distance is %(widest)s (%(name)s)."
    ) % {
        "met": met,
        "rows": len(chart.rows),
        "alone": len(chart.rows) - len(apart),
        "widest": in_unit(widest, chart.distance_unit),
        "name": name,
    }


def _width(label: str) -> Decimal:
    return len(label) * _CHARACTER + 12


def _fitting(text: str, width: int) -> str:
    """The text, cut where the drawing ends; the table beside it has the whole."""
    most = int(width / _BOLD_CHARACTER)
    return text if len(text) <= most else text[: most - 1].rstrip(" ,") + "…"


def _distance(chart: DumbbellChart, row: Dumbbell) -> str:
    if row.distance is not None:
        return "0" if row.distance == 0 else in_unit(row.distance, chart.distance_unit)
    if row.union is None and row.employer is None:
        return gettext("not stated")
    return gettext("one side")


def _said(side: str, value: Decimal | None, unit: Unit) -> str:
    return f"{side}: {gettext('not stated') if value is None else in_unit(value, unit)}"
