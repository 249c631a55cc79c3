"""The gap board: what is left between the sides, and how that went over the sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from commontable.bargaining.models import BargainingSession, Issue, Table
from commontable.bargaining.selectors.records import records_of
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import reach_of
from commontable.engines import comparison


@dataclass(frozen=True, slots=True)
class Apart:
    """One measure in the regions where both sides stand alike: the distance, and the sentence."""

    regions: tuple[str, ...]
    year: int | None
    measure: comparison.Measure
    ours: comparison.Term | None
    theirs: comparison.Term | None
    distance: Decimal | Fraction | None
    unit: str
    text: str
    compounded: bool


@dataclass(frozen=True, slots=True)
class IssueGap:
    """All distances of one issue, and the trend of each over the table's order of crossing."""

    issue: Issue
    apart: tuple[Apart, ...]
    trends: tuple[comparison.Trend, ...]

    @property
    def met(self) -> bool:
        """Both sides have spoken to every measure and nothing is left between them."""
        return bool(self.apart) and all(one.distance == 0 for one in self.apart)


@dataclass(frozen=True, slots=True)
class GapBoard:
    table: Table
    issues: tuple[IssueGap, ...]
    sessions: tuple[BargainingSession, ...]


def gap_board_of(actor: Actor, table: Table) -> GapBoard:
    """Distances per issue, region and year at one table; issues with nothing to measure left out.

    Regions in which both sides stand alike share a line.
    """
    record = records_of(actor, [table])[0]
    passes = record.passes
    regions = record.regions(reach_of(actor))
    by_issue: dict[str, list[comparison.Distance]] = defaultdict(list)
    for distance in comparison.gap(passes, regions=regions):
        by_issue[distance.issue].append(distance)
    trends: dict[str, list[comparison.Trend]] = defaultdict(list)
    for trend in comparison.gap_trend(passes, regions=regions):
        if any(point.distance is not None for point in trend.points):
            trends[trend.issue].append(trend)
    names = record.names
    gaps = []
    for issue in record.issues:
        apart = _alike(by_issue.get(names[issue.pk], []))
        if any(one.distance is not None for one in apart):
            gaps.append(IssueGap(issue, apart, tuple(trends[names[issue.pk]])))
    sessions = tuple(
        BargainingSession.objects.visible_to(actor).filter(table=table).order_by("ordinal")
    )
    return GapBoard(table, tuple(gaps), sessions)


def _alike(distances: Sequence[comparison.Distance]) -> tuple[Apart, ...]:
    shared: dict[int, list[comparison.Distance]] = defaultdict(list)
    for distance in distances:
        shared[id(distance.separation)].append(distance)
    lines = []
    for group in shared.values():
        one = group[0]
        regions = tuple(distance.region for distance in group)
        lines.append(
            Apart(
                regions=regions,
                year=one.year,
                measure=one.measure,
                ours=one.ours,
                theirs=one.theirs,
                distance=one.distance,
                unit=one.unit,
                text=one.text,
                compounded=one.measure.aspect is comparison.Aspect.COMPOUNDED,
            )
        )
    return tuple(lines)
