"""The path of each side on each measure: what it said, step by step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from commontable.engines.comparison.positions import Measure, Position, positions, region_groups
from commontable.engines.comparison.terms import Audience, Pass, Subject, Term
from commontable.engines.comparison.timeline import Shift, Topic, timeline
from commontable.engines.comparison.vocabulary import Cause, ProposalKind, Side


@dataclass(frozen=True, slots=True)
class Step:
    """What a side's position on one measure became, and by which pass.

    ``term`` is None where nothing is said or left. ``on_record`` is False for supposals and
    informal items, which never stand. ``at`` and ``session`` are None for a withdrawal: a pass
    tells when it was made, not when it was taken back.
    """

    label: str
    order: int
    kind: ProposalKind
    cause: Cause
    on_record: bool
    term: Term | None
    at: datetime | date | None
    session: int | None


@dataclass(frozen=True, slots=True)
class Path:
    """One side's steps on one measure, in one region, for one audience, oldest first."""

    side: Side
    subject: Subject
    region: str
    measure: Measure
    steps: tuple[Step, ...]
    status_quo: Term | None = None

    @property
    def issue(self) -> str:
        return self.subject.issue

    @property
    def audience(self) -> Audience:
        return self.subject.audience

    @property
    def year(self) -> int | None:
        return self.measure.year

    @property
    def standing(self) -> Term | None:
        """What stands at the end of the path; None where nothing does."""
        return next((step.term for step in reversed(self.steps) if step.on_record), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """One term that stands, and the pass that put it there."""

    region: str
    subject: Subject
    measure: Measure
    term: Term
    passed: Pass


def paths(
    passes: Iterable[Pass], *, regions: Iterable[str], status_quo: Iterable[Term] = ()
) -> tuple[Path, ...]:
    """The path of each side on each measure and region, in the order first spoken of.

    ``status_quo`` is today's contract as terms; each path carries the one it would change.
    Raises :class:`~.errors.ComparisonError` as :func:`~.timeline.timeline` does.
    """
    regions = tuple(regions)
    today = _today(tuple(status_quo), regions)
    walked: dict[tuple[Side, Topic, Measure], list[Step]] = {}
    told: dict[int, tuple[Shift, list[tuple[Measure, Step]]]] = {}
    for topic, shift in timeline(passes, regions=regions):
        if id(shift) not in told:
            told[id(shift)] = (shift, _steps(shift))
        for measure, step in told[id(shift)][1]:
            walked.setdefault((shift.side, topic, measure), []).append(step)
    return tuple(
        Path(
            side,
            topic.subject,
            region,
            measure,
            tuple(steps),
            today.get((topic.subject, region), {}).get(measure),
        )
        for (side, topic, measure), steps in walked.items()
        for region in topic.regions
    )


def standing(passes: Iterable[Pass], side: Side, *, regions: Iterable[str]) -> tuple[Standing, ...]:
    """Every term of one side that stands after all the passes given."""
    held: dict[Topic, Position | None] = {}
    for topic, shift in timeline(passes, regions=regions):
        if shift.side is side and shift.on_record:
            held[topic] = shift.after
    return tuple(
        Standing(region, topic.subject, measure, term, position.passed)
        for topic, position in held.items()
        if position is not None
        for region in topic.regions
        for measure, term in position.terms.items()
    )


def _steps(shift: Shift) -> list[tuple[Measure, Step]]:
    after = {} if shift.after is None else shift.after.terms
    # Off the record, what stands is untouched by silence; only a supposal taken back ends.
    ended = shift.on_record or shift.after is None
    before = shift.before.terms if shift.before is not None and ended else {}
    said = {**before, **after}
    dated = shift.cause is not Cause.WITHDRAWN
    return [
        (
            measure,
            Step(
                label=shift.trigger.label,
                order=shift.order,
                kind=shift.trigger.kind,
                cause=shift.cause,
                on_record=shift.on_record,
                term=after.get(measure),
                at=shift.trigger.at if dated else None,
                session=shift.trigger.session if dated else None,
            ),
        )
        for measure in sorted(said, key=lambda measure: measure.rank)
    ]


def _today(
    terms: tuple[Term, ...], regions: tuple[str, ...]
) -> dict[tuple[Subject, str], Mapping[Measure, Term]]:
    """Today's contract laid out by subject and region."""
    contract = Pass("status quo", "status quo", Side.EMPLOYER, ProposalKind.FORMAL, 0, terms)
    groups = region_groups([contract], regions=regions)
    return {
        (position.subject, region): position.terms
        for position, where in positions(contract, groups=groups)
        for group in where
        for region in group
    }
