"""The gap board: how far apart the two sides stand, and how that went over the sessions."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from commontable.engines.comparison.changes import judge
from commontable.engines.comparison.positions import Measure, Position
from commontable.engines.comparison.rules import Difference, size
from commontable.engines.comparison.terms import Audience, Pass, Subject, Term
from commontable.engines.comparison.timeline import Topic, timeline
from commontable.engines.comparison.vocabulary import (
    Aspect,
    Side,
    TermKind,
    Uncomparable,
    Verdict,
)
from commontable.engines.comparison.wording import (
    heading,
    places_for,
    spoken_amount,
    spoken_value,
)

# A minimum on one side meets a maximum, a cap or a plain amount on the other: all are money or
# numbers in one unit, and what is left between them can be measured.
_AMOUNTS = frozenset({TermKind.AMOUNT, TermKind.FLOOR, TermKind.CAP})
_NOTHING_LEFT = Decimal(0)


class Unmeasured(StrEnum):
    """Why no distance can be given."""

    ONE_SIDE_ONLY = "one_side_only"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Separation:
    """The two sides on one measure; the same wherever the same two positions stand.

    ``distance`` is exact and never negative: zero once they meet, or where the employer offers
    as much as the union asks (``crossed`` if more). None where it cannot be measured, with why.
    """

    subject: Subject
    measure: Measure
    ours: Term | None
    theirs: Term | None
    our_pass: Pass | None
    their_pass: Pass | None
    distance: Difference | None
    crossed: bool = False
    unmeasured: Unmeasured | None = None
    uncomparable: Uncomparable | None = None

    @property
    def met(self) -> bool:
        """Nothing left between the two sides."""
        return self.distance is not None and not self.distance


@dataclass(frozen=True, slots=True)
class Distance:
    """What is left between the two sides on one measure, in one region."""

    region: str
    separation: Separation

    @property
    def issue(self) -> str:
        return self.separation.subject.issue

    @property
    def audience(self) -> Audience:
        return self.separation.subject.audience

    @property
    def measure(self) -> Measure:
        return self.separation.measure

    @property
    def year(self) -> int | None:
        return self.separation.measure.year

    @property
    def ours(self) -> Term | None:
        return self.separation.ours

    @property
    def theirs(self) -> Term | None:
        return self.separation.theirs

    @property
    def distance(self) -> Difference | None:
        return self.separation.distance

    @property
    def unit(self) -> str:
        said = self.separation.ours or self.separation.theirs
        return said.unit if said is not None else ""

    @property
    def text(self) -> str:
        """One sentence: "Wages, SCAL, year 1: 6.5 % in U-2, 3 % in E-2: 3.5 points apart."."""
        between = self.separation
        differ = between.uncomparable is Uncomparable.UNITS_DIFFER
        unit = "" if differ else self.unit
        places = places_for(between.ours, between.theirs, between.measure)
        title = heading(between.subject, between.measure, self.region, unit)
        told = ", ".join(
            f"{spoken_value(term, between.measure, places)} in {passed.label}"
            for term, passed in (
                (between.ours, between.our_pass),
                (between.theirs, between.their_pass),
            )
            if term is not None and passed is not None
        )
        return f"{title}: {told}: {_apart(between)}."


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The distance once a pass, or its withdrawal, had been counted, and what it lay between."""

    order: int
    label: str
    session: int | None
    at: datetime | date | None
    distance: Difference | None
    ours: Term | None = None
    theirs: Term | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """How one distance went, point by point, each time either side spoke to the subject."""

    region: str
    subject: Subject
    measure: Measure
    points: tuple[TrendPoint, ...]

    @property
    def issue(self) -> str:
        return self.subject.issue

    @property
    def year(self) -> int | None:
        return self.measure.year

    @property
    def audience(self) -> Audience:
        return self.subject.audience

    def after(self, places: Iterable[int]) -> tuple[TrendPoint | None, ...]:
        """What the distance was once all up to each place in the sequence had crossed.

        None before anybody spoke to the subject. A place is that of a pass or of a withdrawal
        (:attr:`Pass.order`), and need not be one of the points: the end of a session, say, is the
        place of the last thing that crossed in it or before it.
        """
        orders = [point.order for point in self.points]
        found = [bisect_right(orders, place) for place in places]
        return tuple([self.points[count - 1] if count else None for count in found])


def gap(
    passes: Iterable[Pass], *, regions: Iterable[str], our_side: Side = Side.UNION
) -> tuple[Distance, ...]:
    """What is left between the sides' standing positions, per issue, region, year and measure.

    Off the record counts for nothing here. A minimum is measured against a maximum where each
    side has only the one. Raises :class:`~.errors.ComparisonError` as the timeline does.
    """
    stands = _Standing(our_side)
    for topic, shift in timeline(passes, regions=regions):
        if shift.on_record:
            stands.put(topic, shift.side, shift.after)
    return tuple(
        Distance(region, separation)
        for topic in stands.topics
        for region in topic.regions
        for separation in stands.separations(topic)
    )


def gap_trend(
    passes: Iterable[Pass], *, regions: Iterable[str], our_side: Side = Side.UNION
) -> tuple[Trend, ...]:
    """How each distance went: one point for every change of position on its subject and region."""
    stands = _Standing(our_side)
    trends: dict[Topic, dict[Measure, list[TrendPoint]]] = {}
    for topic, shift in timeline(passes, regions=regions):
        if not shift.on_record:
            continue
        stands.put(topic, shift.side, shift.after)
        lines = trends.setdefault(topic, {})
        now = {between.measure: between for between in stands.separations(topic)}
        for measure in (*now, *(measure for measure in lines if measure not in now)):
            passed = shift.trigger
            withdrawn = shift.order != passed.order
            between = now.get(measure)
            point = TrendPoint(
                order=shift.order,
                label=passed.label,
                session=None if withdrawn else passed.session,
                at=None if withdrawn else passed.at,
                distance=None if between is None else between.distance,
                ours=None if between is None else between.ours,
                theirs=None if between is None else between.theirs,
            )
            lines.setdefault(measure, []).append(point)
    return tuple(
        Trend(region, topic.subject, measure, tuple(points))
        for topic, lines in trends.items()
        for region in topic.regions
        for measure, points in lines.items()
    )


class _Standing:
    """What stands on each topic, ours and theirs, with what lies between worked out once."""

    def __init__(self, our_side: Side) -> None:
        self._our_side = our_side
        self._held: dict[Topic, dict[Side, Position | None]] = {}
        # The positions are kept beside the result, or their ids could be given to others.
        self._between: dict[
            tuple[int, int], tuple[Position | None, Position | None, tuple[Separation, ...]]
        ] = {}

    @property
    def topics(self) -> Iterable[Topic]:
        return self._held

    def put(self, topic: Topic, side: Side, position: Position | None) -> None:
        self._held.setdefault(topic, {})[side] = position

    def separations(self, topic: Topic) -> tuple[Separation, ...]:
        held = self._held[topic]
        ours, theirs = held.get(self._our_side), held.get(self._our_side.other)
        key = (id(ours), id(theirs))
        if key not in self._between:
            found = tuple(_between(topic.subject, ours, theirs, self._our_side))
            self._between[key] = (ours, theirs, found)
        return self._between[key][2]


def _between(
    subject: Subject, ours: Position | None, theirs: Position | None, our_side: Side
) -> Iterator[Separation]:
    our_terms: Mapping[Measure, Term] = {} if ours is None else ours.terms
    their_terms: Mapping[Measure, Term] = {} if theirs is None else theirs.terms
    for measure, our_term, their_term in _paired(our_terms, their_terms):
        distance, crossed, unmeasured, uncomparable = _distance(our_term, their_term, our_side)
        yield Separation(
            subject=subject,
            measure=measure,
            ours=our_term,
            theirs=their_term,
            our_pass=None if ours is None else ours.passed,
            their_pass=None if theirs is None else theirs.passed,
            distance=distance,
            crossed=crossed,
            unmeasured=unmeasured,
            uncomparable=uncomparable,
        )


def _paired(
    ours: Mapping[Measure, Term], theirs: Mapping[Measure, Term]
) -> Iterator[tuple[Measure, Term | None, Term | None]]:
    """Each measure with both sides' terms, meeting minimum with maximum where that is plain."""
    partners = _partners(ours, theirs)
    met = set(partners.values())
    for measure in sorted({*ours, *theirs}, key=lambda measure: measure.rank):
        if measure in ours:
            partner = partners.get(measure, measure)
            yield measure, ours[measure], theirs.get(partner)
        elif measure not in met:
            yield measure, None, theirs[measure]


def _partners(
    ours: Mapping[Measure, Term], theirs: Mapping[Measure, Term]
) -> dict[Measure, Measure]:
    """Our lone measures to their lone ones that differ only in bound, or floor against cap."""
    lone_ours = _by_family(measure for measure in ours if measure not in theirs)
    lone_theirs = _by_family(measure for measure in theirs if measure not in ours)
    return {
        mine[0]: lone_theirs[family][0]
        for family, mine in lone_ours.items()
        if len(mine) == 1 and len(lone_theirs.get(family, ())) == 1
    }


def _by_family(measures: Iterable[Measure]) -> dict[Measure, list[Measure]]:
    families: dict[Measure, list[Measure]] = {}
    for measure in measures:
        kind = TermKind.AMOUNT if measure.kind in _AMOUNTS else measure.kind
        family = Measure(kind, None, measure.aspect, measure.year)
        families.setdefault(family, []).append(measure)
    return families


type _Measured = tuple[Difference | None, bool, Unmeasured | None, Uncomparable | None]


def _distance(ours: Term | None, theirs: Term | None, our_side: Side) -> _Measured:
    if ours is None or theirs is None:
        return None, False, Unmeasured.ONE_SIDE_ONLY, None
    union, employer = (ours, theirs) if our_side is Side.UNION else (theirs, ours)
    difference, judged, uncomparable = judge(employer, union)
    if difference is None or uncomparable is Uncomparable.DIRECTIONS_DIFFER:
        return None, False, Unmeasured.NOT_COMPARABLE, uncomparable
    if judged is Verdict.WORSE:
        return _NOTHING_LEFT, True, None, None
    return size(difference), False, None, None


def _apart(between: Separation) -> str:
    said = between.ours or between.theirs
    if between.unmeasured is Unmeasured.ONE_SIDE_ONLY or said is None:
        spoke = between.our_pass if between.ours is not None else between.their_pass
        silent = "other side" if spoke is None else spoke.side.other.value
        return f"the {silent} has said nothing on this"
    if between.distance is None:
        if between.uncomparable is Uncomparable.UNITS_DIFFER:
            compounded = between.measure.aspect is Aspect.COMPOUNDED
            return f"not comparable, the {'years' if compounded else 'units'} differ"
        return "not comparable"
    if between.crossed:
        return "nothing left: the employer offers more than the union asks"
    if not between.distance:
        return "nothing left between them"
    if said.kind in (TermKind.YES_NO, TermKind.RATIO):
        return "apart"
    if between.measure.aspect is Aspect.EFFECTIVE:
        return f"{spoken_amount(between.distance, said, between.measure)} between them"
    places = places_for(between.ours, between.theirs, between.measure)
    return f"{spoken_amount(between.distance, said, between.measure, places)} apart"
