"""Regression: a later position worse for the other side than the same side's earlier one.

What is found here is a flag with its amount and its reason. Whether it is unlawful is for a
labor board; see 29 U.S.C. 158(d) and the boards' decisions on regressive bargaining, which turn
on the whole course of conduct and not on one figure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from commontable.engines.comparison.best import Best, Finding, offset
from commontable.engines.comparison.changes import Change, changes
from commontable.engines.comparison.positions import Measure
from commontable.engines.comparison.rules import RULES, Difference, size
from commontable.engines.comparison.sentences import (
    change_sentence,
    offset_sentence,
    uncompared_sentence,
)
from commontable.engines.comparison.terms import Audience, Pass, Term
from commontable.engines.comparison.timeline import Shift, timeline
from commontable.engines.comparison.vocabulary import (
    Against,
    Cause,
    ProposalKind,
    Side,
    TermKind,
    Uncomparable,
)
from commontable.engines.comparison.wording import spoken_amount, spoken_difference

CAUTION = "A flag, not a finding: whether it is unlawful is for a board to decide."


class Flag(NamedTuple):
    """One position worse for the other side than one the same side took earlier.

    A named tuple, as a move is: a long campaign has thousands, and shares nearly all of each.
    ``against`` says what it was measured from: the side's standing position, the best it ever
    put if that was better still, or something said off the record that was better than both.
    ``offset`` holds what moved the other way in the same breath, if anything did.
    """

    region: str
    change: Change
    against: Against
    offset: tuple[Measure, Term, Term] | None = None

    @property
    def label(self) -> str:
        """The pass flagged (for a withdrawal, the pass withdrawn)."""
        return self.change.trigger.label

    @property
    def formal(self) -> bool:
        """Whether the flagged pass is itself on the record; False for a supposal."""
        return self.change.trigger.kind.is_baseline

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
    def earlier(self) -> Term | None:
        return self.change.earlier

    @property
    def later(self) -> Term | None:
        return self.change.later

    @property
    def amount(self) -> Difference:
        """By how much, exact and positive: points, money, days, or a fraction; 1 for yes/no."""
        difference = self.change.difference
        return Decimal(0) if difference is None else size(difference)

    @property
    def amount_text(self) -> str:
        said = self.change.later or self.change.earlier
        if said is None or said.kind is TermKind.YES_NO:
            return ""
        if said.kind is TermKind.RATIO and self.change.difference is not None:
            return spoken_difference(self.change.difference, said, self.change.measure)
        return spoken_amount(self.amount, said, self.change.measure)

    @property
    def against_label(self) -> str:
        """The pass it was measured from."""
        return self.change.earlier_pass.label

    @property
    def against_baseline(self) -> bool:
        """Whether the pass it was measured from was on the record."""
        return self.change.earlier_pass.kind.is_baseline

    @property
    def offset_by(self) -> str:
        """What moved the other way, in words; empty if nothing did."""
        if self.offset is None:
            return ""
        measure, earlier, later = self.offset
        return offset_sentence(earlier, later, measure)

    @property
    def reason(self) -> str:
        """The flag in plain words, with what a reader must know to weigh it."""
        return " ".join((change_sentence(self.change, self.region), *self._notes()))

    @property
    def rule(self) -> str:
        """How terms of this kind are compared, in one sentence."""
        return RULES[self.change.measure.kind].explanation

    @property
    def caution(self) -> str:
        return CAUTION

    def _notes(self) -> Iterator[str]:
        earlier, flagged = self.change.earlier_pass, self.change.trigger
        if self.offset is not None:
            yield f"Against that, {self.offset_by}."
        if self.against is Against.BEST:
            whose = "union" if self.side is Side.UNION else "employer"
            yield f"{earlier.label} was the best position the {whose} had put before."
        if not earlier.kind.is_baseline:
            yield f"{earlier.label} was {earlier.kind.spoken}, never a formal position."
        if not flagged.kind.is_baseline:
            yield f"{flagged.label} is {flagged.kind.spoken}, not a formal position."
        if flagged.kind is ProposalKind.PACKAGE:
            yield f"{flagged.label} is a package and stands or falls as a whole."


@dataclass(frozen=True, slots=True)
class Uncompared:
    """Two statements of one side that were shown and not judged, and why."""

    region: str
    change: Change

    @property
    def why(self) -> Uncomparable | None:
        return self.change.uncomparable

    @property
    def label(self) -> str:
        return self.change.trigger.label

    @property
    def side(self) -> Side:
        return self.change.side

    @property
    def issue(self) -> str:
        return self.change.subject.issue

    @property
    def reason(self) -> str:
        return uncompared_sentence(self.change, self.region)


@dataclass(frozen=True, slots=True)
class Review:
    """All that regression has to say: what is flagged, and what could not be compared."""

    flags: tuple[Flag, ...]
    uncompared: tuple[Uncompared, ...]


def regressions(passes: Iterable[Pass], *, regions: Iterable[str]) -> tuple[Flag, ...]:
    """Every flag, in the sequence of the table. See :func:`review`."""
    return review(passes, regions=regions).flags


def uncompared(passes: Iterable[Pass], *, regions: Iterable[str]) -> tuple[Uncompared, ...]:
    """Every pair of statements that was not judged, with its reason. See :func:`review`."""
    return review(passes, regions=regions).uncompared


def review(passes: Iterable[Pass], *, regions: Iterable[str]) -> Review:
    """Hold every position against the same side's earlier ones.

    Each is measured from what stood; from the best baseline position before it, if better still;
    and from something said off the record, if better than both. A pass off the record may be
    flagged and is never what a formal flag is measured from.
    Raises :class:`~.errors.ComparisonError` as :func:`~.timeline.timeline` does.
    """
    flags: list[Flag] = []
    silent: list[Uncompared] = []
    seen: dict[int, tuple[Shift, list[Finding], list[Change]]] = {}
    best = Best()
    for turn in timeline(passes, regions=regions):
        topic, shift = turn
        if id(shift) not in seen:
            told = tuple(changes(shift))
            skipped = [each for each in told if not each.regressive and each.uncomparable]
            # The shift is kept beside its changes, or its id could be given to another.
            seen[id(shift)] = (shift, found_in(shift, told), skipped)
        _, found, skipped = seen[id(shift)]
        if shift.cause is Cause.PASSED:
            found = [*found, *best.outdoing(turn)]
            best.keep(turn)
        for region in topic.regions:
            flags.extend(Flag(region, *finding) for finding in found)
            silent.extend(Uncompared(region, change) for change in skipped)
    return Review(tuple(flags), tuple(silent))


def found_in(shift: Shift, told: Iterable[Change]) -> list[Finding]:
    """What one shift flags against the position that stood, wherever it happened."""
    return [
        Finding(change, Against.STANDING, offset(shift, shift.before, change.measure))
        for change in told
        if change.regressive
    ]
