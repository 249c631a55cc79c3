"""Regression: a later position worse for the other side than the same side's earlier one.

What is found here is a flag with its amount and its reason. Whether it is unlawful is for a
labor board; see 29 U.S.C. 158(d) and the boards' decisions on regressive bargaining, which turn
on the whole course of conduct and not on one figure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from commontable.engines.comparison.changes import Change, changes, judge
from commontable.engines.comparison.positions import Measure, Position
from commontable.engines.comparison.rules import RULES, Difference, size
from commontable.engines.comparison.sentences import (
    change_sentence,
    offset_sentence,
    uncompared_sentence,
)
from commontable.engines.comparison.terms import Audience, Pass, Term
from commontable.engines.comparison.timeline import Shift, Topic, Turn, timeline
from commontable.engines.comparison.vocabulary import (
    Against,
    Aspect,
    Better,
    Cause,
    ProposalKind,
    Side,
    TermKind,
    Uncomparable,
    Verdict,
)
from commontable.engines.comparison.wording import spoken_amount, spoken_difference

CAUTION = "A flag, not a finding: whether it is unlawful is for a board to decide."

_COMPOUNDED = Measure(TermKind.RAISE, None, Aspect.COMPOUNDED, None)


@dataclass(frozen=True, slots=True)
class Flag:
    """One position worse for the other side than one the same side took earlier.

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
    seen: dict[int, tuple[Shift, list[_Finding], list[Change]]] = {}
    memory = _Memory()
    for turn in timeline(passes, regions=regions):
        topic, shift = turn
        if id(shift) not in seen:
            seen[id(shift)] = (shift, *_against_standing(shift))
        _, found, skipped = seen[id(shift)]
        if shift.cause is Cause.PASSED:
            found = [*found, *memory.recall(turn)]
        for region in topic.regions:
            flags.extend(Flag(region, *finding) for finding in found)
            silent.extend(Uncompared(region, change) for change in skipped)
    return Review(tuple(flags), tuple(silent))


class _Finding(NamedTuple):
    """A flag before it is told region by region."""

    change: Change
    against: Against
    offset: tuple[Measure, Term, Term] | None


def _against_standing(shift: Shift) -> tuple[list[_Finding], list[Change]]:
    """What one shift flags and leaves uncompared, wherever it happened."""
    found: list[_Finding] = []
    skipped: list[Change] = []
    for change in changes(shift):
        if change.regressive:
            offset = _offset(shift.side, shift.before, shift.after, change.measure)
            found.append(_Finding(change, Against.STANDING, offset))
        elif change.uncomparable is not None:
            skipped.append(change)
    return found, skipped


def _offset(
    side: Side, before: Position | None, after: Position | None, measure: Measure
) -> tuple[Measure, Term, Term] | None:
    """What moved toward the other side while a raise or a lump sum moved away from it."""
    if before is None or after is None or measure.aspect is not Aspect.VALUE:
        return None
    if measure.kind not in (TermKind.RAISE, TermKind.LUMP_SUM):
        return None
    rivals = [_COMPOUNDED]
    if measure.kind is TermKind.LUMP_SUM:
        rivals.append(Measure(TermKind.RAISE, None, Aspect.VALUE, measure.year))
    for rival in rivals:
        earlier, later = before.terms.get(rival), after.terms.get(rival)
        if earlier is not None and later is not None and _yields(side, earlier, later):
            return rival, earlier, later
    return None


def _yields(side: Side, earlier: Term, later: Term) -> bool:
    return judge(earlier, later)[1] is (Verdict.BETTER if side is Side.EMPLOYER else Verdict.WORSE)


type _Kept = tuple[Term, Position]
type _Key = tuple[Measure, str, Better]


@dataclass(slots=True)
class _Memory:
    """The best each side has put so far, on and off the record, per topic and measure."""

    best: dict[tuple[Side, Topic, bool], dict[_Key, _Kept]] = field(default_factory=dict)

    def recall(self, turn: Turn) -> Iterator[_Finding]:
        """What is worse than the best earlier positions; then remember this one."""
        topic, shift = turn
        if shift.after is None:
            return
        on_record = self.best.setdefault((shift.side, topic, True), {})
        aside = self.best.setdefault((shift.side, topic, False), {})
        kept = on_record if shift.on_record else aside
        for measure, term in shift.after.terms.items():
            if RULES[term.kind].subtract is None or term.value is None:
                continue
            key = (measure, term.unit, term.better)
            rivals = _standing_rival(shift, measure, term)
            for against, put in (
                (Against.BEST, on_record.get(key)),
                (Against.OFF_RECORD, aside.get(key)),
            ):
                if put is None:
                    continue
                if all(_yields(shift.side, rival, put[0]) for rival in rivals):
                    yield from _flag_against(put, measure, term, turn, against)
                rivals.append(put[0])
            earlier = kept.get(key)
            if earlier is None or _yields(shift.side, earlier[0], term):
                kept[key] = (term, shift.after)


def _standing_rival(shift: Shift, measure: Measure, term: Term) -> list[Term]:
    """What stood on a measure, where it can be weighed against an older position at all."""
    if shift.before is None:
        return []
    stood = shift.before.terms.get(measure)
    if stood is None:
        return [replace(term, value=Decimal(0))] if RULES[term.kind].absence_is_none else []
    comparable = stood.unit == term.unit and stood.better is term.better
    return [stood] if comparable and stood.value is not None else []


def _flag_against(
    put: _Kept, measure: Measure, term: Term, turn: Turn, against: Against
) -> Iterator[_Finding]:
    earlier, position = put
    topic, shift = turn
    difference, judged, _ = judge(earlier, term)
    change = Change(
        side=shift.side,
        subject=topic.subject,
        measure=measure,
        trigger=shift.trigger,
        cause=Cause.PASSED,
        earlier_pass=position.passed,
        later_pass=shift.trigger,
        earlier=earlier,
        later=term,
        difference=difference,
        for_members=judged,
    )
    if change.regressive:
        offset = _offset(shift.side, position, shift.after, measure)
        yield _Finding(change, against, offset)
