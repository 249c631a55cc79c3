"""The best each side has put so far: what a later position can be worse than."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from commontable.engines.comparison.changes import Change, judge
from commontable.engines.comparison.positions import COMPOUNDED, Measure, Position
from commontable.engines.comparison.rules import RULES, is_rising
from commontable.engines.comparison.terms import Term
from commontable.engines.comparison.timeline import Shift, Topic, Turn
from commontable.engines.comparison.vocabulary import (
    Against,
    Aspect,
    Better,
    Cause,
    Side,
    TermKind,
    Verdict,
)


class Finding(NamedTuple):
    """A flag before it is told region by region."""

    change: Change
    against: Against
    offset: tuple[Measure, Term, Term] | None


type _Key = tuple[Measure, str, Better]
type _Put = tuple[Term, Position]


class Best:
    """The best of each side, on and off the record, per topic and measure.

    Only terms of one unit and one direction are weighed against each other.
    """

    def __init__(self) -> None:
        self._on_record: dict[tuple[Side, Topic], dict[_Key, _Put]] = {}
        self._aside: dict[tuple[Side, Topic], dict[_Key, _Put]] = {}

    def keep(self, turn: Turn) -> None:
        """Remember what was said, where it is better for the other side than all before it."""
        topic, shift = turn
        if shift.after is None:
            return
        place = (shift.side, topic)
        kept = (self._on_record if shift.on_record else self._aside).setdefault(place, {})
        for measure, term in shift.after.terms.items():
            if term.value is None or RULES[term.kind].subtract is None:
                continue
            key = (measure, term.unit, term.better)
            earlier = kept.get(key)
            if earlier is None or _yields(shift.side, earlier[0], term):
                kept[key] = (term, shift.after)

    def outdoing(self, turn: Turn) -> Iterator[Finding]:
        """What is worse for the other side than the best put before, if that beat what stood."""
        topic, shift = turn
        place = (shift.side, topic)
        put_before = [
            (against, put[place])
            for against, put in (
                (Against.BEST, self._on_record),
                (Against.OFF_RECORD, self._aside),
            )
            if place in put
        ]
        if shift.after is None or not put_before:
            return
        for measure, term in shift.after.terms.items():
            if term.value is None or RULES[term.kind].subtract is None:
                continue
            key = (measure, term.unit, term.better)
            rivals = _standing_rival(shift, measure, term)
            for against, best in put_before:
                put = best.get(key)
                if put is None:
                    continue
                earlier = put[0]
                if _yields(shift.side, term, earlier) and all(
                    _yields(shift.side, rival, earlier) for rival in rivals
                ):
                    yield _finding(put, measure, term, turn, against)
                rivals.append(earlier)


def offset(
    shift: Shift, before: Position | None, measure: Measure
) -> tuple[Measure, Term, Term] | None:
    """What moved toward the other side while a raise or a lump sum moved away from it."""
    after = shift.after
    if before is None or after is None or measure.aspect is not Aspect.VALUE:
        return None
    if measure.kind not in (TermKind.RAISE, TermKind.LUMP_SUM):
        return None
    rivals = [COMPOUNDED]
    if measure.kind is TermKind.LUMP_SUM:
        rivals.append(Measure(TermKind.RAISE, None, Aspect.VALUE, measure.year))
    toward = Verdict.BETTER if shift.side is Side.EMPLOYER else Verdict.WORSE
    for rival in rivals:
        earlier, later = before.terms.get(rival), after.terms.get(rival)
        if earlier is not None and later is not None and judge(earlier, later)[1] is toward:
            return rival, earlier, later
    return None


def _yields(side: Side, earlier: Term, later: Term) -> bool:
    """Whether the later of two terms of one kind, unit and direction gives the other side more.

    By plain comparison, which is exact; the difference itself is worked out for flags only.
    """
    if later.better is Better.NONE:
        return False
    one: Any = earlier.value
    other: Any = later.value
    more = is_rising(later.better) is (side is Side.EMPLOYER)
    return bool(other > one if more else other < one)


def _standing_rival(shift: Shift, measure: Measure, term: Term) -> list[Term]:
    """What stood on a measure, where it can be weighed against an older position at all."""
    if shift.before is None:
        return []
    stood = shift.before.terms.get(measure)
    if stood is None:
        return [replace(term, value=Decimal(0))] if RULES[term.kind].absence_is_none else []
    comparable = stood.unit == term.unit and stood.better is term.better
    return [stood] if comparable and stood.value is not None else []


def _finding(put: _Put, measure: Measure, term: Term, turn: Turn, against: Against) -> Finding:
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
    return Finding(change, against, offset(shift, position, measure))
