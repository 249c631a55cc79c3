"""The population drawn: bars by union, region and so on, and the scattergram."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from commontable.web.charts import Bar, BarChart, DataTable, Scattergram, ScattergramRow
from commontable.web.figures import money, number
from commontable.workforce.selectors.lines import Line
from commontable.workforce.selectors.steps import Steps

MOST_BARS = 24
_MOST_LANES = 40


def bars_of(title: str, lines: Sequence[Line], *, unnamed: str) -> BarChart:
    """Workers of each line; of many the largest, and a note on the rest."""
    bars = tuple(
        Bar(line.name or unnamed, None if line.hidden else Decimal(line.workers))
        for line in lines[:MOST_BARS]
    )
    left = len(lines) - MOST_BARS
    note = _("The largest; %(number)d others are in the table.") % {"number": left}
    return BarChart(title=title, bars=bars, note=note if left > 0 else "")


def table_of(title: str, lines: Sequence[Line], *, unnamed: str) -> DataTable:
    """Every line in full."""
    few = _("too few to be shown")
    return DataTable(
        caption=title,
        columns=(
            "",
            _("Workers"),
            _("FTE"),
            _("Base pay a year"),
            _("Average rate"),
        ),
        rows=tuple(
            (line.name or unnamed, *(few, None, None, None))
            if line.hidden
            else (
                line.name or unnamed,
                number(line.workers),
                number(Decimal(line.sums.fte_hundredths) / 100, 1),
                money(line.sums.cents_a_year, 0),
                None if line.average_mills is None else money(Decimal(line.average_mills) / 1000),
            )
            for line in lines
        ),
    )


def scattergram_of(title: str, steps: Steps) -> Scattergram:
    """FTE by classification and step, and beside the last step those who sit on none."""
    columns = tuple(str(step) for step in steps.steps)
    off = any(lane.off for lane in steps.lanes)
    rows = tuple(
        ScattergramRow(
            lane.classification,
            tuple(_full_time(lane.steps.get(step, 0)) for step in steps.steps)
            + ((_full_time(lane.off),) if off else ()),
        )
        for lane in steps.lanes[:_MOST_LANES]
    )
    return Scattergram(
        title=title,
        columns=(*columns, *((_("off"),) if off else ())),
        rows=rows,
        note=_("Full-time equivalents; the area of a dot is their number."),
    )


def _full_time(basis_points: int) -> Decimal:
    return (Decimal(basis_points) / 10_000).quantize(Decimal("0.1"))
