"""The gap of an issue as charts: where both sides stand, and how the distance went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from commontable.bargaining.models import BargainingSession
from commontable.bargaining.selectors.gaps import Apart, IssueGap
from commontable.engines import comparison
from commontable.web.charts.dumbbell import Dumbbell, DumbbellChart
from commontable.web.charts.line import LineChart, Series
from commontable.web.charts.symbols import MOST_SERIES
from commontable.web.figures import Unit


def _unit(unit: str) -> Unit:
    if unit.startswith("percent"):
        return "percent"
    return "money" if unit.lower().startswith(("usd", "$")) else "number"


def _figure(term: comparison.Term | None) -> Decimal | None:
    return term.value if term is not None and isinstance(term.value, Decimal) else None


def _places(apart: Apart) -> str:
    return ", ".join(apart.regions)


def dumbbells_of(gap: IssueGap) -> list[DumbbellChart]:
    """One chart per unit, a row per year and group of regions; compounded totals by themselves."""
    charts: dict[tuple[str, bool], list[Apart]] = defaultdict(list)
    for apart in gap.apart:
        if _figure(apart.ours) is not None or _figure(apart.theirs) is not None:
            charts[apart.unit, apart.compounded].append(apart)
    drawn = []
    for (unit, compounded), group in sorted(charts.items(), key=lambda item: item[0][1]):
        rows = tuple(
            Dumbbell(
                label=_("year %(year)s") % {"year": apart.year} if apart.year else _places(apart),
                union=_rounded(_figure(apart.ours)),
                employer=_rounded(_figure(apart.theirs)),
                group=_places(apart) if apart.year else "",
            )
            for apart in sorted(group, key=lambda one: (one.regions, one.year or 0))
        )
        title = _("Compounded, %(unit)s") if compounded else _("Where the sides stand, %(unit)s")
        drawn.append(DumbbellChart(title % {"unit": unit or "—"}, rows, _unit(unit)))
    return drawn


def _rounded(value: Decimal | None) -> Decimal | None:
    """A chart's figure to the hundredth; the exact one stands in the sentence beside it."""
    return None if value is None else round(value, 2)


def trends_of(gap: IssueGap, sessions: Sequence[BargainingSession]) -> list[LineChart]:
    """The distance after each session, a line per measure and group of regions that went alike.

    Where the passes are tied to no session, after each pass instead.
    """
    tied = any(point.session is not None for trend in gap.trends for point in trend.points)
    by_unit: dict[tuple[bool, object], dict[tuple[object, ...], list[comparison.Trend]]] = (
        defaultdict(lambda: defaultdict(list))
    )
    for trend in gap.trends:
        compounded = trend.measure.aspect is comparison.Aspect.COMPOUNDED
        path = tuple((point.order, point.distance) for point in trend.points)
        by_unit[compounded, trend.measure.kind][trend.measure, path].append(trend)
    charts = []
    for (compounded, kind), alike in by_unit.items():
        groups = list(alike.values())[:MOST_SERIES]
        if tied:
            occasions = tuple(
                _("session %(ordinal)s") % {"ordinal": session.ordinal} for session in sessions
            )
            lines = [group[0].at_sessions([s.pk for s in sessions]) for group in groups]
        else:
            orders = sorted({p.order for group in groups for p in group[0].points})
            labels = {p.order: p.label for group in groups for p in group[0].points}
            occasions = tuple(labels[order] for order in orders)
            lines = [_carried(group[0], orders) for group in groups]
        if max(_stated(line) for line in lines) < 2:  # noqa: PLR2004 - a single point is no trend
            continue
        title = _("How the distance went") + (_(", compounded") if compounded else "")
        charts.append(
            LineChart(
                title=title,
                occasions=occasions,
                series=tuple(
                    Series(_line_name(group, compounded=compounded), tuple(map(_number, line)))
                    for group, line in zip(groups, lines, strict=True)
                ),
                unit="points" if kind in {"raise", "percent", "lump_sum"} else "number",
                note=_note(len(alike)),
            )
        )
    return charts


def _stated(line: Sequence[Decimal | Fraction | None]) -> int:
    return sum(value is not None for value in line)


def _note(lines: int) -> str:
    left = lines - MOST_SERIES
    return (
        _("%(count)s further lines are in the table of sentences below.") % {"count": left}
        if (left > 0)
        else ""
    )


def _line_name(group: Sequence[comparison.Trend], *, compounded: bool) -> str:
    regions = ", ".join(trend.region for trend in group)
    year = group[0].year
    if compounded or year is None:
        return regions
    return _("%(regions)s year %(year)s") % {"regions": regions, "year": year}


def _carried(
    trend: comparison.Trend, orders: Sequence[int]
) -> tuple[Decimal | Fraction | None, ...]:
    at = {point.order: point.distance for point in trend.points}
    line: list[Decimal | Fraction | None] = []
    last: Decimal | Fraction | None = None
    for order in orders:
        last = at.get(order, last)
        line.append(last)
    return tuple(line)


def _number(value: Decimal | Fraction | None) -> Decimal | None:
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return _rounded(value)
