"""Who stood where, and when: every change of position at the table, in order.

A pass replaces all that its side said before on the same issue, for the same audience, in the
same region. A withdrawn pass gives way to what stood before it. A package stands or falls as a
whole: once its side withdraws it, or speaks again to any part of it, the rest falls with it.
Supposals and informal items are recorded in their place and never stand.

The work grows with the number of things said, not with its square: each region and subject keeps
a stack of what was said there, and only the stacks an event touches are looked at again. When a
package stands is worked out beforehand (:mod:`.packages`), so that passes on one issue can be
followed without those on any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from commontable.engines.comparison.errors import ComparisonError
from commontable.engines.comparison.packages import Turning, Turnings
from commontable.engines.comparison.packages import turnings as turnings_of
from commontable.engines.comparison.positions import Group, Position, positions, region_groups
from commontable.engines.comparison.terms import Pass, Subject
from commontable.engines.comparison.vocabulary import Cause, ProposalKind, Side


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """One subject, in regions that share its history; one object per topic and timeline."""

    subject: Subject
    regions: Group


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """One change of position, shared by every region in which it is the same.

    ``trigger`` is the pass whose passing or withdrawal caused it, ``order`` when. ``before`` is
    what stood, ``after`` what stands now; off the record, ``after`` is only what was said.
    """

    side: Side
    order: int
    trigger: Pass
    cause: Cause
    before: Position | None
    after: Position | None
    on_record: bool


class Turn(NamedTuple):
    """A shift, on one topic."""

    topic: Topic
    shift: Shift


type Spread = list[tuple[Position, list[Topic]]]


@dataclass(slots=True)
class _SideRecord:
    """One side's stacks of baseline positions, newest on top."""

    side: Side
    stacks: dict[Topic, list[Position]] = field(default_factory=lambda: defaultdict(list))
    # The same without packages: what is left when the package on top has fallen.
    singles: dict[Topic, list[Position]] = field(default_factory=lambda: defaultdict(list))
    standing: dict[Topic, Position] = field(default_factory=dict)
    spreads: dict[str, list[Topic]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    fallen: set[str] = field(default_factory=set)

    def event(
        self,
        order: int,
        leaving: list[Pass],
        arriving: list[tuple[Pass, Spread]],
        turning: list[Turning],
    ) -> Iterator[Turn]:
        """Apply all that happens at one place in the sequence, then tell what changed."""
        touched: dict[Topic, tuple[Pass, Cause]] = {}
        for gone in leaving:
            self.withdrawn.add(gone.ident)
            for topic in self.spreads[gone.ident]:
                touched[topic] = (gone, Cause.WITHDRAWN)
        for passed, spread in arriving:
            for position, topics in spread:
                for topic in topics:
                    touched[topic] = (passed, Cause.PASSED)
                    self.stacks[topic].append(position)
                    if passed.kind is not ProposalKind.PACKAGE:
                        self.singles[topic].append(position)
            self.spreads[passed.ident] = [topic for _, topics in spread for topic in topics]
        for turned in turning:
            (self.fallen.discard if turned.stands else self.fallen.add)(turned.package)
            for topic in self.spreads[turned.package]:
                touched.setdefault(topic, (turned.trigger, turned.cause))
        yield from self._told(order, touched)

    def _told(self, order: int, touched: dict[Topic, tuple[Pass, Cause]]) -> Iterator[Turn]:
        shared: dict[tuple[int, int, Cause], Shift] = {}
        for topic, (trigger, cause) in touched.items():
            before, after = self.standing.get(topic), self._stands(topic)
            if before is after and cause is not Cause.PASSED:
                continue
            if after is None:
                del self.standing[topic]
            else:
                self.standing[topic] = after
            key = (id(before), id(after), cause)
            shift = shared.get(key)
            if shift is None:
                shift = Shift(self.side, order, trigger, cause, before, after, on_record=True)
                shared[key] = shift
            yield Turn(topic, shift)

    def _top(self, stack: list[Position]) -> Position | None:
        while stack and stack[-1].passed.ident in self.withdrawn:
            stack.pop()
        return stack[-1] if stack else None

    def _stands(self, topic: Topic) -> Position | None:
        top = self._top(self.stacks[topic])
        if top is None or top.passed.ident not in self.fallen:
            return top
        # Everything under a package on top has been spoken to since, so any package there fell.
        return self._top(self.singles[topic])


def timeline(
    passes: Iterable[Pass], *, regions: Iterable[str], turnings: Turnings | None = None
) -> Iterator[Turn]:
    """Every change of position of both sides, in the sequence of the table.

    ``turnings`` are those of the packages among ``passes``, where ``passes`` are not all that
    was passed; without them they are worked out here.

    Within one place in the sequence, a withdrawal counts before a pass, so that "withdrawn and
    replaced" is one change. Raises :class:`~.errors.ComparisonError` (see
    :func:`~.positions.positions`), also where two passes share an ident, or a side's place in
    the sequence without being parts of one proposal (:class:`~.terms.Pass`).
    """
    passes, regions = tuple(passes), tuple(regions)
    if turnings is None:
        turnings = turnings_of(passes, regions=regions)
    groups = region_groups(passes, regions=regions)
    topics: dict[tuple[Subject, Group], Topic] = {}
    arriving, leaving, turning = _agenda(passes, turnings)
    records = {side: _SideRecord(side) for side in Side}
    off_record: dict[str, list[Turn]] = {}
    first = {side: place for place, side in enumerate(Side)}
    for place in sorted(
        {*arriving, *leaving, *turning}, key=lambda place: (place[0], first[place[1]])
    ):
        order, side = place
        record = records[side]
        gone = leaving.get(place, [])
        for spoken in gone:
            yield from _taken_back(order, off_record.get(spoken.ident, []))
        new = []
        for passed in arriving.get(place, ()):
            spread = _spread(passed, groups, topics)
            if passed.kind.is_baseline:
                new.append((passed, spread))
            else:
                off_record[passed.ident] = list(_said_aside(passed, spread, record.standing))
                yield from off_record[passed.ident]
        formal = [passed for passed in gone if passed.kind.is_baseline]
        turned = turning.get(place, [])
        if formal or new or turned:
            yield from record.event(order, formal, new, turned)


type _Place = tuple[int, Side]


def _agenda(
    passes: Iterable[Pass], turnings: Turnings
) -> tuple[dict[_Place, list[Pass]], dict[_Place, list[Pass]], dict[_Place, list[Turning]]]:
    arriving: dict[_Place, list[Pass]] = {}
    leaving: dict[_Place, list[Pass]] = {}
    turning: dict[_Place, list[Turning]] = {}
    idents: dict[str, Pass] = {}
    for passed in sorted(passes, key=lambda passed: (passed.order, passed.ident)):
        place = (passed.order, passed.side)
        if passed.ident in idents:
            raise ComparisonError(
                where=passed.label,
                expected="an ident of its own",
                got=f"{passed.ident!r}, already that of {idents[passed.ident].label}",
            )
        others = arriving.setdefault(place, [])
        if any(other.label != passed.label for other in others):
            raise ComparisonError(
                where=passed.label,
                expected="a place of its own in the sequence",
                got=f"{passed.order}, already that of {others[0].label}",
            )
        idents[passed.ident] = passed
        others.append(passed)
        if passed.withdrawn_at_order is not None:
            leaving.setdefault((passed.withdrawn_at_order, passed.side), []).append(passed)
        for turned in turnings.get(passed.ident, ()):
            turning.setdefault((turned.order, passed.side), []).append(turned)
    return arriving, leaving, turning


def _spread(
    passed: Pass,
    groups: Mapping[Subject, tuple[Group, ...]],
    topics: dict[tuple[Subject, Group], Topic],
) -> Spread:
    """The pass's positions with their topics, in an order that does not depend on its terms'."""
    spread: Spread = []
    for position, where in positions(passed, groups=groups):
        subject = position.subject
        spread.append(
            (position, [topics.setdefault((subject, at), Topic(subject, at)) for at in where])
        )
    return sorted(spread, key=lambda entry: _sequence(*entry)) if spread[1:] else spread


def _sequence(position: Position, topics: list[Topic]) -> tuple[str, str, Group]:
    return (position.subject.issue, str(position.subject.audience), topics[0].regions)


def _said_aside(passed: Pass, spread: Spread, standing: dict[Topic, Position]) -> Iterator[Turn]:
    """Something said off the record, beside what stands; nothing stands or falls by it."""
    for position, topics in spread:
        shared: dict[int, Shift] = {}
        for topic in topics:
            before = standing.get(topic)
            if id(before) not in shared:
                shared[id(before)] = Shift(
                    passed.side, passed.order, passed, Cause.PASSED, before, position, False
                )
            yield Turn(topic, shared[id(before)])


def _taken_back(order: int, said: list[Turn]) -> Iterator[Turn]:
    for topic, shift in said:
        yield Turn(
            topic,
            Shift(
                shift.side,
                order,
                shift.trigger,
                Cause.WITHDRAWN,
                shift.after,
                None,
                on_record=False,
            ),
        )
