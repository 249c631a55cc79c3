"""When packages stand, and when they fall: the one thing that ties issues to each other.

A package stands or falls as a whole: once its side speaks again to any part of it, it stands on
none, until that is withdrawn. Worked out here for all packages at once, as dated ends and
returns. With those given, what happens on one issue follows from the passes on it alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from commontable.engines.comparison.positions import Group, region_groups
from commontable.engines.comparison.terms import Pass, Subject
from commontable.engines.comparison.vocabulary import Cause, ProposalKind, Side


class Turning(NamedTuple):
    """At ``order`` the package falls, or stands again; ``trigger`` is the pass that did it.

    A package stands from its own passing. Its own withdrawal is no turning: that is said of it.
    """

    order: int
    package: str
    stands: bool
    trigger: Pass
    cause: Cause


# By the package's ident, in the order in which they happened.
type Turnings = Mapping[str, tuple[Turning, ...]]


def turnings(passes: Iterable[Pass], *, regions: Iterable[str]) -> Turnings:
    """Every turning of every package among ``passes``; packages that never turned are left out.

    Raises :class:`~.errors.ComparisonError` where a term names a region not among ``regions``.
    """
    by_side: dict[Side, list[Pass]] = {side: [] for side in Side}
    packages: set[Side] = set()
    for passed in passes:
        if passed.kind.is_baseline:
            by_side[passed.side].append(passed)
            if passed.kind is ProposalKind.PACKAGE:
                packages.add(passed.side)
    known = tuple(regions)
    found: dict[str, list[Turning]] = {}
    for side in packages:
        for turning in _turnings_of(by_side[side], known):
            found.setdefault(turning.package, []).append(turning)
    return {package: tuple(turned) for package, turned in found.items()}


def _turnings_of(of_side: Sequence[Pass], regions: tuple[str, ...]) -> Iterable[Turning]:
    packaged = {
        subject
        for passed in of_side
        if passed.kind is ProposalKind.PACKAGE
        for subject in passed.by_subject
    }
    touching = [passed for passed in of_side if not packaged.isdisjoint(passed.by_subject)]
    groups = region_groups(touching, regions=regions)
    stacks = _Stacks()
    events = [(passed.order, True, passed) for passed in touching]
    events += [
        (passed.withdrawn_at_order, False, passed)
        for passed in touching
        if passed.withdrawn_at_order is not None
    ]
    events.sort(key=lambda event: (*event[:2], event[2].order, event[2].ident))
    for order, at_once in groupby(events, key=lambda event: event[0]):
        touched: dict[str, tuple[Pass, Cause]] = {}
        for _, arrives, passed in at_once:
            if arrives:
                places = _places(passed, packaged, groups)
                stacks.arrive(passed, places, touched)
            else:
                stacks.leave(passed, touched)
        yield from stacks.turned(order, touched)


type _Place = tuple[Subject, Group]


def _places(
    passed: Pass, packaged: set[Subject], groups: Mapping[Subject, tuple[Group, ...]]
) -> list[_Place]:
    """Where a pass speaks to something that a package of its side speaks to as well."""
    places: list[_Place] = []
    for subject, terms in passed.by_subject.items():
        if subject not in packaged:
            continue
        spoken = groups[subject]
        if subject in passed.regional:
            spoken = tuple(
                group
                for group in spoken
                if any(not term.scope.regions or group[0] in term.scope.regions for term in terms)
            )
        places.extend((subject, group) for group in spoken)
    return places


@dataclass(slots=True)
class _Stacks:
    """Per place the passes on it, newest on top, and which packages stand."""

    passes: dict[_Place, list[Pass]] = field(default_factory=dict)
    places: dict[str, list[_Place]] = field(default_factory=dict)
    standing: dict[str, bool] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    def leave(self, passed: Pass, touched: dict[str, tuple[Pass, Cause]]) -> None:
        self.withdrawn.add(passed.ident)
        self.standing.pop(passed.ident, None)
        for place in self.places[passed.ident]:
            risen = self._top(place)
            if risen is not None and risen.kind is ProposalKind.PACKAGE:
                touched.setdefault(risen.ident, (passed, Cause.WITHDRAWN))

    def arrive(
        self, passed: Pass, places: list[_Place], touched: dict[str, tuple[Pass, Cause]]
    ) -> None:
        for place in places:
            covered = self._top(place)
            if covered is not None and covered.kind is ProposalKind.PACKAGE:
                touched.setdefault(covered.ident, (passed, Cause.PACKAGE_FELL))
            self.passes.setdefault(place, []).append(passed)
        self.places[passed.ident] = places
        if passed.kind is ProposalKind.PACKAGE:
            self.standing[passed.ident] = True

    def turned(self, order: int, touched: Mapping[str, tuple[Pass, Cause]]) -> Iterable[Turning]:
        for package, (trigger, cause) in touched.items():
            before = self.standing.get(package)
            if before is None:  # withdrawn at this very place in the sequence
                continue
            stands = all(
                (top := self._top(place)) is not None and top.ident == package
                for place in self.places[package]
            )
            if stands is not before:
                self.standing[package] = stands
                yield Turning(order, package, stands, trigger, cause)

    def _top(self, place: _Place) -> Pass | None:
        stack = self.passes.get(place)
        while stack and stack[-1].ident in self.withdrawn:
            stack.pop()
        return stack[-1] if stack else None
