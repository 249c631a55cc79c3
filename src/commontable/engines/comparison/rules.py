"""One rule per kind of term: what a value is, and how two values are told apart.

To add a kind, name it in :class:`~.vocabulary.TermKind` and give it a rule in :data:`RULES`;
everything else (paths, movement, flags, gap) follows from those two lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction
from typing import cast

from commontable.engines.comparison.vocabulary import Better, Bound, TermKind, Verdict

type Value = Decimal | date | bool | Fraction | str
type Difference = Decimal | Fraction

_BY_SIZE = frozenset({Better.HIGHER, Better.LOWER, Better.NONE})
_BY_TIME = frozenset({Better.EARLIER, Better.LATER, Better.NONE})
_BY_ANSWER = frozenset({Better.YES, Better.NO, Better.NONE})
_RISING = frozenset({Better.HIGHER, Better.LATER, Better.YES})

# Python's usual 28 digits would round the difference of two compounded percents.
_EXACT = Context(prec=120)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of term is compared.

    ``subtract(later, earlier)`` gives the exact difference: percentage points, money, days;
    for yes and no, 1 or -1. ``None`` means the kind is shown and never judged.
    """

    kind: TermKind
    accepts: str
    fits: Callable[[Value], bool]
    directions: frozenset[Better]
    explanation: str
    subtract: Callable[[Value, Value], Difference] | None
    less: str = "lower"
    more: str = "higher"
    # Said in a sentence where the name of the issue alone would not tell it from the raises.
    called: str = ""
    # Whether a position that speaks to the issue and leaves this out promises none of it.
    # True of lump sums: what is not offered is not paid. A raise left out is merely not said.
    absence_is_none: bool = False
    bounds: frozenset[Bound] = frozenset(Bound)


def _is_number(value: Value) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


def _is_ratio(value: Value) -> bool:
    return isinstance(value, Fraction) and value > 0


def _is_day(value: Value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_answer(value: Value) -> bool:
    return isinstance(value, bool)


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _numbers(later: Value, earlier: Value) -> Decimal:
    return _EXACT.subtract(cast("Decimal", later), cast("Decimal", earlier))


def _ratios(later: Value, earlier: Value) -> Fraction:
    return cast("Fraction", later) - cast("Fraction", earlier)


def _days(later: Value, earlier: Value) -> Decimal:
    return Decimal((cast("date", later) - cast("date", earlier)).days)


def _answers(later: Value, earlier: Value) -> Decimal:
    return Decimal(int(cast("bool", later)) - int(cast("bool", earlier)))


def _number_rule(
    kind: TermKind,
    explanation: str,
    *,
    less: str = "lower",
    more: str = "higher",
    called: str = "",
    absence_is_none: bool = False,
    bounds: frozenset[Bound] = frozenset(Bound),
) -> Rule:
    return Rule(
        kind=kind,
        accepts="a finite Decimal",
        fits=_is_number,
        directions=_BY_SIZE,
        explanation=explanation,
        subtract=_numbers,
        less=less,
        more=more,
        called=called,
        absence_is_none=absence_is_none,
        bounds=bounds,
    )


RULES: dict[TermKind, Rule] = {
    rule.kind: rule
    for rule in (
        _number_rule(
            TermKind.RAISE,
            "Raises are compared year by year, in points, and by what they compound to.",
        ),
        _number_rule(
            TermKind.LUMP_SUM,
            "A lump sum is compared with lump sums only: it is paid once and never enters the "
            "rate. A position that leaves it out promises none.",
            called="lump sum",
            absence_is_none=True,
        ),
        _number_rule(
            TermKind.FLAT_RAISE,
            "A flat raise is compared with flat raises only, year by year, never with percents.",
            called="flat raise",
        ),
        _number_rule(TermKind.AMOUNT, "Amounts are compared in the same unit, bound with bound."),
        _number_rule(TermKind.PERCENT, "Percents of the same base are compared in points."),
        _number_rule(
            TermKind.FLOOR,
            "A floor is compared with floors only, in the same unit.",
            bounds=frozenset({Bound.MINIMUM}),
        ),
        _number_rule(
            TermKind.CAP,
            "A cap is compared with caps only, in the same unit.",
            bounds=frozenset({Bound.MAXIMUM}),
        ),
        Rule(
            kind=TermKind.RATIO,
            accepts='a positive Fraction, or text such as "1:4"',
            fits=_is_ratio,
            directions=_BY_SIZE,
            explanation="Ratios are compared as exact fractions: 1:4 is more than 1:5.",
            subtract=_ratios,
        ),
        _number_rule(
            TermKind.DURATION,
            "Durations are compared in the same unit; months are never turned into days.",
            less="shorter",
            more="longer",
        ),
        Rule(
            kind=TermKind.DATE,
            accepts="a date without a time",
            fits=_is_day,
            directions=_BY_TIME,
            explanation="Dates are compared in calendar days.",
            subtract=_days,
            less="earlier",
            more="later",
        ),
        Rule(
            kind=TermKind.YES_NO,
            accepts="True or False",
            fits=_is_answer,
            directions=_BY_ANSWER,
            explanation="A yes and a no either differ or do not; there is no amount between them.",
            subtract=_answers,
        ),
        Rule(
            kind=TermKind.TEXT,
            accepts="text",
            fits=_is_text,
            directions=frozenset(Better),
            explanation="Words are shown side by side and never judged.",
            subtract=None,
        ),
    )
}


def verdict(difference: Difference, better: Better) -> Verdict:
    """What ``later - earlier`` means for members, given the direction that is better for them."""
    if not difference:
        return Verdict.SAME
    if better is Better.NONE:
        return Verdict.UNJUDGED
    return Verdict.BETTER if (difference > 0) is is_rising(better) else Verdict.WORSE


def is_rising(better: Better) -> bool:
    """Whether members gain as the value grows: more, later, or yes."""
    return better in _RISING


def size(difference: Difference) -> Difference:
    """A difference without its sign, exact: never rounded to Python's usual 28 digits."""
    return difference.copy_abs() if isinstance(difference, Decimal) else abs(difference)
