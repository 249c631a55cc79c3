"""The gap board: what is left between the sides, and how that went over the sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from commontable.bargaining.models import Issue, Table
from commontable.bargaining.selectors.occasions import Occasion, occasions_of
from commontable.bargaining.selectors.records import records_of
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import reach_of
from commontable.engines import comparison


@dataclass(frozen=True, slots=True)
class Apart:
    """One measure in the regions where both sides stand alike: the distance, and the sentence."""

    regions: tuple[str, ...]
    audience: str
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
    """All distances of one issue, and the trend of each over the table's order of crossing.

    ``regions`` are those that everywhere means here; ``timed`` says whether it is known of all
    that speaks to the issue in which session, or at least on which day it crossed.
    """

    issue: Issue
    apart: tuple[Apart, ...]
    trends: tuple[comparison.Trend, ...]
    regions: tuple[str, ...]
    timed: bool

    @property
    def met(self) -> bool:
        """Both sides have spoken to every measure and nothing is left between them."""
        return bool(self.apart) and all(one.distance == 0 for one in self.apart)


@dataclass(frozen=True, slots=True)
class GapBoard:
    table: Table
    issues: tuple[IssueGap, ...]
    occasions: tuple[Occasion, ...]


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
            spoken = record.spoken.get(issue.pk, ())
            gaps.append(
                IssueGap(
                    issue=issue,
                    apart=apart,
                    trends=tuple(trends[names[issue.pk]]),
                    regions=regions,
                    timed=all(each.proposal.session_id or each.proposal.when for each in spoken),
                )
            )
    return GapBoard(table, tuple(gaps), occasions_of(actor, table, record))


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
                audience=str(one.audience),
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
