"""Movement: how a side's successive positions differ, measure by measure and region by region."""

from collections.abc import Iterable
from typing import NamedTuple

from commontable.engines.comparison.changes import Change, changes
from commontable.engines.comparison.positions import Measure
from commontable.engines.comparison.rules import Difference
from commontable.engines.comparison.sentences import change_sentence
from commontable.engines.comparison.terms import Audience, Pass, Term
from commontable.engines.comparison.timeline import Shift, timeline
from commontable.engines.comparison.vocabulary import Side, Verdict


class Move(NamedTuple):
    """One change between two positions of a side, in one region.

    A named tuple, because a long campaign has tens of thousands and nearly all of each is shared.
    """

    region: str
    change: Change

    @property
    def side(self) -> Side:
        return self.change.side

    @property
    def issue(self) -> str:
        return self.change.subject.issue

    @property
    def audience(self) -> Audience:
        return self.change.subject.audience

    @property
    def measure(self) -> Measure:
        return self.change.measure

    @property
    def year(self) -> int | None:
        return self.change.measure.year

    @property
    def label(self) -> str:
        """The pass whose passing, or withdrawal, made the move."""
        return self.change.trigger.label

    @property
    def earlier(self) -> Term | None:
        return self.change.earlier

    @property
    def later(self) -> Term | None:
        return self.change.later

    @property
    def difference(self) -> Difference | None:
        """Later less earlier, exact; None where the two are not comparable."""
        return self.change.difference

    @property
    def for_members(self) -> Verdict:
        return self.change.for_members

    @property
    def toward_the_other_side(self) -> bool:
        """Whether the side gave ground."""
        return self.change.yields

    @property
    def on_record(self) -> bool:
        """False for a supposal or an informal item held against what stood."""
        return self.change.trigger.kind.is_baseline

    @property
    def text(self) -> str:
        """One sentence: "Wages, SCAL, year 3: 2 % in E-1, 3 % in E-2: 1 point higher."."""
        told = change_sentence(self.change, self.region)
        if self.on_record:
            return told
        passed = self.change.trigger
        return f"{told} {passed.label} is {passed.kind.spoken}, not a formal position."


def movement(passes: Iterable[Pass], *, regions: Iterable[str]) -> tuple[Move, ...]:
    """Every change between successive positions of each side, in the sequence of the table.

    First positions and measures restated without a difference are not movement; see
    :func:`~.paths.paths` for those. Supposals and informal items are held against what stood
    when they were made and never move it. Time grows with the number of changes.
    """
    seen: dict[int, tuple[Shift, list[Change]]] = {}
    moves: list[Move] = []
    for topic, shift in timeline(passes, regions=regions):
        if id(shift) not in seen:
            # The shift is kept beside its changes, or its id could be given to another.
            seen[id(shift)] = (shift, [each for each in changes(shift) if not each.restated])
        told = seen[id(shift)][1]
        moves.extend(Move(region, change) for region in topic.regions for change in told)
    return tuple(moves)
