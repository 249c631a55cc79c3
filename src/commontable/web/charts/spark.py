"""A word-sized line inside a table cell: the course of one figure, its end marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from commontable.web.charts.scale import Scale
from commontable.web.figures import Unit, in_unit


@dataclass(frozen=True, slots=True)
class SparkDrawing:
    """Everything the SVG template writes, in pixels; `end` is None without any value."""

    label: str
    width: int
    height: int
    points: str
    end: tuple[Decimal, Decimal] | None


def draw_spark(
    values: Sequence[Decimal | None], unit: Unit = "number", width: int = 72, height: int = 18
) -> SparkDrawing:
    """The stated values at even steps; what was not stated is left out."""
    stated = [value for value in values if value is not None]
    if not stated:
        return SparkDrawing(gettext("No figures yet"), width, height, "", None)
    low, high = min(stated), max(stated)
    if low == high:
        low, high = low - 1, high + 1
    across = Scale(Decimal(0), Decimal(max(1, len(stated) - 1)), Decimal(3), Decimal(width - 4))
    up = Scale(low, high, Decimal(height - 4), Decimal(4))
    places = [(across(Decimal(index)), up(value)) for index, value in enumerate(stated)]
    return SparkDrawing(
        label=gettext("from %(first)s to %(last)s")
        % {"first": in_unit(stated[0], unit), "last": in_unit(stated[-1], unit)},
        width=width,
        height=height,
        points=" ".join(f"{x},{y}" for x, y in places),
        end=places[-1],
    )
