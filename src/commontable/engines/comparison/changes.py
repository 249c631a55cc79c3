"""Two statements of one side laid side by side, measure by measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from commontable.engines.comparison.positions import Measure, Position
from commontable.engines.comparison.rules import RULES, Difference, verdict
from commontable.engines.comparison.terms import Pass, Subject, Term
from commontable.engines.comparison.timeline import Shift
from commontable.engines.comparison.vocabulary import (
    Aspect,
    Better,
    Cause,
    Side,
    Uncomparable,
    Verdict,
)

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """One measure, earlier and later; the same wherever the same two statements stand.

    ``difference`` is later less earlier, exact: points for percents, the unit's own amount,
    days for dates, a fraction for ratios. A side that is None said nothing on the measure;
    ``later_pass`` is None where nothing stands any more. ``uncomparable`` says why nothing is
    judged, and ``instead`` what the other statement says in its place.
    """

    side: Side
    subject: Subject
    measure: Measure
    trigger: Pass
    cause: Cause
    earlier_pass: Pass
    later_pass: Pass | None
    earlier: Term | None
    later: Term | None
    difference: Difference | None
    for_members: Verdict
    uncomparable: Uncomparable | None = None
    instead: tuple[Term, ...] = ()

    @property
    def regressive(self) -> bool:
        """Worse for the other side: for members if the employer's, for the employer if not."""
        return self.for_members is (Verdict.WORSE if self.side is Side.EMPLOYER else Verdict.BETTER)

    @property
    def yields(self) -> bool:
        """Better for the other side."""
        return self.for_members is (Verdict.BETTER if self.side is Side.EMPLOYER else Verdict.WORSE)

    @property
    def restated(self) -> bool:
        """Said again without a difference."""
        unchanged_words = self.for_members is Verdict.UNJUDGED and self.uncomparable is None
        return self.for_members is Verdict.SAME or unchanged_words


def changes(shift: Shift) -> Iterator[Change]:
    """Each measure that either statement of a shift speaks to; none where nothing stood before."""
    before, after = shift.before, shift.after
    if before is None or (shift.cause is Cause.WITHDRAWN and not shift.on_record):
        return
    yield from compare(shift, before, after)


def compare(shift: Shift, before: Position, after: Position | None) -> Iterator[Change]:
    """Each measure of two statements, in a fixed order."""
    said = before.terms if after is None else {**before.terms, **after.terms}
    for measure in sorted(said, key=lambda measure: measure.rank):
        earlier = before.terms.get(measure)
        later = None if after is None else after.terms.get(measure)
        missing = earlier is None or later is None
        if missing and after is not None and measure.aspect is not Aspect.VALUE:
            # Follows from terms that are themselves reported as missing.
            continue
        difference, judged, reason = _judge(earlier, later, stands=after is not None)
        instead = _instead(measure, before, after) if missing and reason else ()
        if instead and reason is Uncomparable.NOT_SAID_EARLIER:
            # Told once, with the statement that this one took the place of.
            continue
        yield Change(
            side=shift.side,
            subject=before.subject,
            measure=measure,
            trigger=shift.trigger,
            cause=shift.cause,
            earlier_pass=before.passed,
            later_pass=None if after is None else after.passed,
            earlier=earlier,
            later=later,
            difference=difference,
            for_members=judged,
            uncomparable=reason,
            instead=instead,
        )


type _Judgement = tuple[Difference | None, Verdict, Uncomparable | None]


def _judge(earlier: Term | None, later: Term | None, *, stands: bool) -> _Judgement:
    if earlier is not None and later is not None:
        return judge(earlier, later)
    if not stands:
        return None, Verdict.UNJUDGED, Uncomparable.NOTHING_STANDS
    said = earlier or later
    if said is not None and RULES[said.kind].absence_is_none and isinstance(said.value, Decimal):
        difference = _NOTHING - said.value if later is None else said.value
        return _directed(difference, said.better)
    unsaid = Uncomparable.NOT_SAID_LATER if later is None else Uncomparable.NOT_SAID_EARLIER
    return None, Verdict.UNJUDGED, unsaid


def judge(earlier: Term, later: Term) -> _Judgement:
    """The exact difference of two terms of one measure, and what it means for members."""
    subtract = RULES[later.kind].subtract
    if earlier.value is None or later.value is None:
        same = earlier.value is later.value
        return None, Verdict.UNJUDGED, None if same else Uncomparable.NO_VALUE
    if subtract is None:
        same = earlier.value == later.value
        return None, Verdict.UNJUDGED, None if same else Uncomparable.TEXT_ONLY
    if not same_unit(earlier.unit, later.unit):
        return None, Verdict.UNJUDGED, Uncomparable.UNITS_DIFFER
    difference = subtract(later.value, earlier.value)
    if earlier.better is not later.better:
        return difference, Verdict.UNJUDGED, Uncomparable.DIRECTIONS_DIFFER
    return _directed(difference, later.better)


def _directed(difference: Decimal | Fraction, better: Better) -> _Judgement:
    judged = verdict(difference, better)
    return (
        difference,
        judged,
        Uncomparable.NO_DIRECTION if judged is Verdict.UNJUDGED else None,
    )


def same_unit(one: str, other: str) -> bool:
    """Units are equal as written, apart from case and spaces; they are never converted."""
    return one == other or one.casefold().split() == other.casefold().split()


def _instead(measure: Measure, before: Position, after: Position | None) -> tuple[Term, ...]:
    """What the statement that is silent on a measure says for the same year and in no other."""
    if after is None:
        return ()
    silent, vocal = (before, after) if measure not in before.terms else (after, before)
    return tuple(
        term
        for other, term in sorted(silent.terms.items(), key=lambda entry: entry[0].rank)
        if other not in vocal.terms
        and other.aspect is Aspect.VALUE
        and (other.year == measure.year or other.year is None)
    )
