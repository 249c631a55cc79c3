"""The gap of an issue as charts: where both sides stand, and how the distance went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from django.utils.translation import gettext as _

from commontable.bargaining.selectors.gaps import Apart, IssueGap
from commontable.bargaining.selectors.occasions import Occasion
from commontable.engines import comparison
from commontable.engines.comparison import Aspect, TermKind
from commontable.engines.comparison.compound import DIGITS
from commontable.web.charts.dumbbell import Dumbbell, DumbbellChart
from commontable.web.charts.line import LineChart, Series
from commontable.web.charts.symbols import MOST_SERIES
from commontable.web.figures import Unit

_PLACES = 2
_LABEL = 16  # characters of a name that a line's label in a small chart holds


def _unit(unit: str) -> Unit:
    if unit.startswith("percent"):
        return "percent"
    return "money" if unit.lower().startswith(("usd", "$")) else "number"


def _figure(term: comparison.Term | None) -> Decimal | None:
    """What a term has to draw; of a ratio how many come to one: 1:4 is 4."""
    if term is None:
        return None
    if isinstance(term.value, Fraction):
        return Decimal(term.value.denominator) / Decimal(term.value.numerator)
    return term.value if isinstance(term.value, Decimal) else None


def _places(regions: Sequence[str], every: Sequence[str], audience: str) -> str:
    named = _("everywhere") if set(regions) == set(every) else ", ".join(regions)
    return f"{named} ({audience})" if audience else named


def _rounded(value: Decimal | None, *, places: int = _PLACES) -> Decimal | None:
    """A figure as a chart writes it: to the hundredth, each rounded once, from its exact value.

    Or to as many places as it takes for a distance not to read as none. The sentences say their
    figures to as many places as it takes for them to add up.
    """
    if value is None or not value:
        return value
    with localcontext(prec=DIGITS):
        return next(
            found
            for decimals in count(places)
            if (found := value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
        )


def dumbbells_of(gap: IssueGap) -> list[DumbbellChart]:
    """One chart per unit, a row per year and group of regions; compounded totals by themselves."""
    charts: dict[tuple[str, bool, bool], list[Apart]] = defaultdict(list)
    for apart in gap.apart:
        if _figure(apart.ours) is not None or _figure(apart.theirs) is not None:
            ratio = apart.measure.kind is TermKind.RATIO
            charts[apart.unit, apart.compounded, ratio].append(apart)
    return [
        _dumbbells(gap, unit, group, compounded=compounded, ratio=ratio)
        for (unit, compounded, ratio), group in sorted(charts.items(), key=lambda item: item[0][1])
    ]


def _dumbbells(
    gap: IssueGap, unit: str, group: Sequence[Apart], *, compounded: bool, ratio: bool
) -> DumbbellChart:
    rows = []
    for apart in sorted(group, key=lambda one: (one.regions, one.audience, one.year or 0)):
        places = _places(apart.regions, gap.regions, apart.audience)
        ours, theirs, exact = _figure(apart.ours), _figure(apart.theirs), _left(apart)
        if compounded or ratio:
            ours, theirs, exact = _rounded(ours), _rounded(theirs), _rounded(exact)
        rows.append(
            Dumbbell(
                label=_("year %(year)s") % {"year": apart.year} if apart.year else places,
                union=ours,
                employer=theirs,
                group=places if apart.year else "",
                apart=exact,
            )
        )
    title = _("Compounded, %(unit)s") if compounded else _("Where the sides stand, %(unit)s")
    note = ""
    if compounded:
        note = _("Each figure is rounded by itself, from its exact value.")
    elif ratio:
        note = _("The distance is counted in %(unit)s.") % {"unit": _for_each(unit)}
    return DumbbellChart(
        title % {"unit": unit or "\N{EM DASH}"},
        tuple(rows),
        "ratio" if ratio else _unit(unit),
        note,
    )


def _left(point: Apart | comparison.TrendPoint) -> Decimal | None:
    """The exact distance as it is drawn; between ratios how many more come to one."""
    distance = point.distance
    if not isinstance(distance, Fraction):
        return distance
    ours, theirs = _figure(point.ours), _figure(point.theirs)
    if not distance or ours is None or theirs is None:
        return Decimal(0)
    return abs(ours - theirs)


def _for_each(unit: str) -> str:
    """``patients for each nurse`` of ``nurse:patients``."""
    one, colon, many = unit.partition(":")
    return _("%(many)s for each %(one)s") % {"one": one, "many": many} if colon else unit


class _Family(NamedTuple):
    """What can be drawn in one chart: figures of one kind, in one unit."""

    kind: TermKind
    bound: comparison.Bound | None
    aspect: Aspect
    unit: str


type _Values = tuple[Decimal | None, ...]


@dataclass(slots=True)
class _Group:
    """Regions in which every line of a family went alike.

    ``lines`` are their values by year (None: of no year); ``moved`` is the place in the sequence
    at which one of them changed last.
    """

    regions: list[str]
    audience: str
    lines: Mapping[int | None, _Values]
    moved: int


def trends_of(gap: IssueGap, occasions: Sequence[Occasion]) -> list[LineChart]:
    """How each distance went: at the end of each held session, and today.

    Where it is not known when all of it crossed, after each pass instead. Measures of several
    years are a small chart for each group of regions that went alike, all on one scale; others
    share a chart, a line for each group. What changed last comes first, and no line is left out.
    """
    families: dict[_Family, list[comparison.Trend]] = defaultdict(list)
    for trend in gap.trends:
        measure = trend.measure
        families[_Family(measure.kind, measure.bound, measure.aspect, _unit_of(trend))].append(
            trend
        )
    ends, labels = _ends(gap, occasions)
    return [
        chart
        for family, trends in families.items()
        for chart in _charts(gap, family, _groups(trends, ends, family), labels)
    ]


def _unit_of(trend: comparison.Trend) -> str:
    said = (point.ours or point.theirs for point in reversed(trend.points))
    unit = next((term.unit for term in said if term is not None), "")
    # The years that a compounded percent runs over may change; they are no unit of the chart.
    return "percent" if trend.measure.aspect is Aspect.COMPOUNDED else unit


def _ends(gap: IssueGap, occasions: Sequence[Occasion]) -> tuple[list[int], tuple[str, ...]]:
    if gap.timed and len(occasions) > 1:
        return [occasion.place for occasion in occasions], tuple(
            _("session %(ordinal)s") % {"ordinal": occasion.ordinal}
            if occasion.ordinal
            else _("today")
            for occasion in occasions
        )
    passes = {point.order: point.label for trend in gap.trends for point in trend.points}
    ordered = sorted(passes)
    return ordered, tuple(passes[order] for order in ordered)


def _groups(
    trends: Iterable[comparison.Trend], ends: Sequence[int], family: _Family
) -> list[_Group]:
    """Regions that went alike, those that changed last first."""
    regions: dict[tuple[str, str], dict[int | None, _Values]] = defaultdict(dict)
    moved: dict[tuple[str, str], int] = {}
    for trend in trends:
        where = (str(trend.audience), trend.region)
        points = trend.after(ends)
        regions[where][trend.year] = tuple(
            None if point is None else _written(_left(point), family) for point in points
        )
        moved[where] = max(moved.get(where, 0), _moved(trend))
    alike: dict[tuple[object, ...], _Group] = {}
    for (audience, region), lines in regions.items():
        key = (audience, *sorted(lines.items(), key=lambda line: line[0] or 0))
        group = alike.setdefault(key, _Group([], audience, lines, moved[audience, region]))
        group.regions.append(region)
        group.moved = max(group.moved, moved[audience, region])
    return sorted(alike.values(), key=lambda group: -group.moved)


def _moved(trend: comparison.Trend) -> int:
    """Where in the sequence the distance changed last."""
    last, moved = None, 0
    for point in trend.points:
        if point.distance != last:
            last, moved = point.distance, point.order
    return moved


def _written(value: Decimal | None, family: _Family) -> Decimal | None:
    exact = family.aspect is not Aspect.COMPOUNDED and family.kind is not TermKind.RATIO
    return value if exact else _rounded(value)


def _charts(
    gap: IssueGap, family: _Family, groups: Sequence[_Group], occasions: tuple[str, ...]
) -> list[LineChart]:
    if all(_stated(line) < 2 for group in groups for line in group.lines.values()):  # noqa: PLR2004 - a single point is no trend
        return []
    unit: Unit = "number" if family.kind is TermKind.RATIO else _unit(family.unit)
    title = _title(family)
    named = [(_places(group.regions, gap.regions, group.audience), group) for group in groups]
    panels: list[tuple[str, list[Series]]] = []
    note = ""
    if any(len(group.lines) > 1 for group in groups):
        for places, group in named:
            lines = sorted(group.lines.items(), key=lambda line: line[0] or 0)
            panels.append((places, [Series(_year(year), values) for year, values in lines]))
    else:
        named, note = _shortened(named)
        panels.append(
            ("", [Series(where, v) for where, group in named for v in group.lines.values()])
        )
    reach = tuple(
        value for _, series in panels for line in series for value in line.values if value
    )
    return [
        LineChart(
            title=f"{title}: {places}" if places else title,
            occasions=occasions,
            series=tuple(series[start : start + MOST_SERIES]),
            unit="points" if unit == "percent" else unit,
            note=note,
            also_holds=(max(reach),) if reach else (),
        )
        for places, series in panels
        for start in range(0, len(series), MOST_SERIES)
    ]


def _shortened(named: list[tuple[str, _Group]]) -> tuple[list[tuple[str, _Group]], str]:
    """The groups named so that a line's label holds it, and what the shorter name stands for.

    Where one name alone is too long, and it is no audience's, its regions are those elsewhere.
    """
    too_long = [(places, group) for places, group in named if len(places) > _LABEL]
    if len(named) == 1 or len(too_long) != 1 or any(group.audience for _, group in named):
        return named, ""
    ((long, _group),) = too_long
    elsewhere = _("elsewhere")
    shortened = [(elsewhere if places == long else places, group) for places, group in named]
    return shortened, _("Elsewhere is %(regions)s.") % {"regions": long}


def _title(family: _Family) -> str:
    if family.aspect is Aspect.COMPOUNDED:
        return _("How the distance went, compounded")
    if family.aspect is Aspect.EFFECTIVE:
        return _("How the distance went, effective date, days")
    if family.kind is TermKind.DATE:
        return _("How the distance went, days")
    if family.kind is TermKind.LUMP_SUM:
        return _("How the distance went, lump sum")
    if family.kind is TermKind.RATIO and family.unit:
        return _("How the distance went, %(unit)s") % {"unit": _for_each(family.unit)}
    if family.unit and _unit(family.unit) != "percent":
        return _("How the distance went, %(unit)s") % {"unit": family.unit}
    return _("How the distance went")


def _year(year: int | None) -> str:
    return _("no year") if year is None else _("year %(year)s") % {"year": year}


def _stated(line: Sequence[Decimal | None]) -> int:
    return sum(value is not None for value in line)
