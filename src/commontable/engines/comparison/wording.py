"""Values and differences as a negotiator would read them aloud, in English.

Nothing here decides anything. Exact values stay on the results; only a compounded percent is
rounded for reading: to two places, or in one sentence to as many as it takes for it to add up.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import count
from typing import cast

from commontable.engines.comparison.compound import DIGITS
from commontable.engines.comparison.positions import Measure
from commontable.engines.comparison.rules import RULES, Difference, size
from commontable.engines.comparison.terms import Subject, Term
from commontable.engines.comparison.vocabulary import Aspect, Bound, TermKind

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BOUNDS = {Bound.MINIMUM: "at least ", Bound.MAXIMUM: "at most "}
_CENTS = -2
PLACES = 2
_PERCENT_KINDS = frozenset({TermKind.RAISE, TermKind.PERCENT})


def heading(subject: Subject, measure: Measure, region: str, unit: str = "") -> str:
    """What is talked of: "Wages, lump sum, SCAL, year 3"."""
    parts = [subject.issue[:1].upper() + subject.issue[1:]]
    called = RULES[measure.kind].called
    if called and called not in subject.issue.casefold():
        parts.append(called)
    if measure.aspect is Aspect.EFFECTIVE:
        parts.append("effective date")
    parts.append(region)
    audience = str(subject.audience)
    if audience:
        parts.append(audience)
    if measure.year is not None:
        parts.append(f"year {measure.year}")
    if measure.aspect is Aspect.COMPOUNDED:
        parts.append(f"compounded {unit.removeprefix('percent ')}".rstrip())
    return ", ".join(parts)


def places_for(earlier: Term | None, later: Term | None, measure: Measure) -> int:
    """To how many places two compounded percents are read beside their difference.

    25.0492 % and 24.7540 % are 0.2952 points apart: to two places that would read 25.05, 24.75
    and 0.3, and to three it adds up.
    """
    if measure.aspect is not Aspect.COMPOUNDED or earlier is None or later is None:
        return PLACES
    one, other = earlier.value, later.value
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return PLACES
    with localcontext(prec=DIGITS):
        return next(
            places
            for places in count(PLACES)
            if _rounded(other, places) - _rounded(one, places) == _rounded(other - one, places)
        )


def spoken_value(term: Term | None, measure: Measure, places: int = PLACES) -> str:
    """One value with its unit and bound: "at least $1,500 per year", "3.5 %", "1:4", "yes"."""
    if term is None:
        return "none"
    value = term.value
    if value is None:
        return "no value"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, Fraction):
        return _ratio(value)
    bound = _BOUNDS.get(term.bound, "") if term.bound else ""
    if term.kind in (TermKind.FLOOR, TermKind.CAP):
        bound = ""
    return bound + _quantity(value, term, measure, places, points=False)


def spoken_difference(
    difference: Difference, term: Term, measure: Measure, places: int = PLACES
) -> str:
    """A difference, later less earlier, with its direction: "$2.00 per hour lower"."""
    rule = RULES[term.kind]
    if term.kind is TermKind.YES_NO:
        return "yes instead of no" if difference > 0 else "no instead of yes"
    if isinstance(difference, Fraction):
        whole = _one_to_many(difference, term)
        if whole:
            return whole
    amount = spoken_amount(difference, term, measure, places)
    return f"{amount} {rule.more if difference > 0 else rule.less}"


def spoken_amount(
    difference: Difference, term: Term, measure: Measure, places: int = PLACES
) -> str:
    """A difference without its direction: "0.5 points", "60 days", "$750 per year"."""
    amount = size(difference)
    if isinstance(amount, Fraction):
        return str(amount)
    if term.kind is TermKind.DATE:
        return _counted(amount, "day")
    return _quantity(amount, term, measure, places, points=True)


def _ratio(value: Fraction) -> str:
    """As staffing is written: 1/4 is 1:4, 2/9 is 2:9."""
    return f"{value.numerator}:{value.denominator}"


def _one_to_many(difference: Fraction, term: Term) -> str:
    """As in "5 patients per nurse instead of 4", where both ratios are one to so many."""
    later = cast("Fraction", term.value)
    earlier = later - difference
    one, _, many = term.unit.partition(":")
    if not many or later.numerator != 1 or earlier.numerator != 1:
        return ""
    return f"{later.denominator} {many.strip()} per {one.strip()} instead of {earlier.denominator}"


def _quantity(value: Decimal, term: Term, measure: Measure, places: int, *, points: bool) -> str:
    money, percent = _after(term.unit, "usd", "$"), _after(term.unit, "percent", "%")
    if money is not None:
        return _dollars(value) + money
    if percent is not None or (not term.unit and term.kind in _PERCENT_KINDS):
        compounded = measure.aspect is Aspect.COMPOUNDED
        if compounded:
            value = _rounded(value, places)
        base = "" if compounded else (percent or "")
        return _counted(value, "point") if points else f"{_plain(value)} %{base}"
    return f"{_plain(value)} {term.unit}".rstrip()


def _after(unit: str, *openings: str) -> str | None:
    """The rest of a unit that opens with one of these, with its leading space, or None."""
    for opening in openings:
        if unit.casefold().startswith(opening):
            rest = unit[len(opening) :].strip()
            return f" {rest}" if rest else ""
    return None


def _dollars(value: Decimal) -> str:
    exact = value.normalize()
    places = -cast("int", exact.as_tuple().exponent)
    if places <= 0 and abs(value) >= 100:  # noqa: PLR2004
        text = f"{abs(exact):,.0f}"
    else:
        text = f"{abs(exact):,.{max(places, -_CENTS)}f}"
    return f"-${text}" if value < 0 else f"${text}"


def _plain(value: Decimal) -> str:
    """Thousands grouped, no needless zeros, never an exponent."""
    exact = value.normalize()
    places = max(0, -cast("int", exact.as_tuple().exponent))
    return f"{exact:,.{places}f}"


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext(prec=DIGITS):
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _counted(value: Decimal, noun: str) -> str:
    return f"{_plain(value)} {noun}" if value == 1 else f"{_plain(value)} {noun}s"
