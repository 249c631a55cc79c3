"""What a number in words is worth: "four and seventy-five one hundredths" is 4.75."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from commontable.engines.documents.spelled import FRACTIONS, LARGE_NUMBERS, SMALL_NUMBERS

_TEENS = 19
_HUNDRED, _THOUSAND = 100, 1000
SMALL = {word: place for place, word in enumerate(SMALL_NUMBERS[:_TEENS], 1)} | {
    word: 10 * place for place, word in enumerate(SMALL_NUMBERS[_TEENS:], 2)
}
_LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
    "hundredth": 100,
    "hundredths": 100,
    "thousandth": 1000,
    "thousandths": 1000,
}
ORDINALS = {
    word: place
    for place, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), 1
    )
}
_WORDS = sorted(
    {*SMALL, *LARGE_NUMBERS, *_PARTS, *(word for word in FRACTIONS if "-" not in word), "zero"},
    key=len,
    reverse=True,
)
_WORD = f"(?:{'|'.join(_WORDS)})"
_BEGINS = f"(?:{'|'.join(sorted({*SMALL, 'zero', 'half', 'hundred'}, key=len, reverse=True))})"
SPELLED = rf"\b{_BEGINS}\b(?:(?:[\s-]+|\s+and\s+(?:a\s+)?|\s+point\s+|-and-)(?:{_WORD})\b){{0,9}}"
"""A run of number words, as a pattern."""

_SPLIT = re.compile(r"[\s-]+")


def value_of(text: str) -> Decimal | None:
    """The number, or None where the words make none: "one two", or a third, which has no end."""
    words = [word for word in _SPLIT.split(text.lower().strip()) if word]
    if not words:
        return None
    if "point" in words:
        return _decimals(words)
    if words[-1] in _PARTS:
        return _with_part(words)
    whole = _whole(words)
    return None if whole is None else Decimal(whole)


def _decimals(words: list[str]) -> Decimal | None:
    at = words.index("point")
    whole = _whole(words[:at]) if at else 0
    digits = [0 if word == "zero" else SMALL.get(word, -1) for word in words[at + 1 :]]
    if whole is None or not digits or not all(0 <= digit <= 9 for digit in digits):  # noqa: PLR2004 - one figure each
        return None
    return Decimal(f"{whole}.{''.join(map(str, digits))}")


def _with_part(words: list[str]) -> Decimal | None:
    """ "two and one-half", "five tenths", "four and seventy-five one hundredths"."""
    parts = _PARTS[words[-1]]
    above = words[:-1]
    whole: int | None = 0
    if "and" in above:
        at = len(above) - 1 - above[::-1].index("and")
        whole, above = _whole(above[:at]), above[at + 1 :]
    if len(above) > 1 and above[-1] == "one" and parts >= _HUNDRED:
        above = above[:-1]  # "seventy-five one hundredths"
    above = [word for word in above if word != "a"]
    top = _whole(above) if above else 1
    if whole is None or top is None:
        return None
    value = Fraction(whole) + Fraction(top, parts)
    if _THOUSAND % value.denominator:
        return None  # a third has no end in figures
    return Decimal(value.numerator) / value.denominator


def _whole(words: list[str]) -> int | None:
    """A whole number; None where two words cannot stand beside each other."""
    if words == ["zero"]:
        return 0
    total = current = 0
    last = 0
    for word in words:
        if word in SMALL:
            small = SMALL[word]
            if last and not (last >= 20 and last % 10 == 0 and small < 10) and last < _HUNDRED:  # noqa: PLR2004 - "twenty-one"
                return None
            if current and current % _HUNDRED and last >= _HUNDRED:
                return None
            current += small
            last = small
        elif word == "hundred":
            if last >= _HUNDRED:
                return None
            current = (current or 1) * _HUNDRED
            last = _HUNDRED
        elif word in _LARGE:
            total += (current or 1) * _LARGE[word]
            current, last = 0, _LARGE[word]
        elif word in {"and", "a"}:
            continue
        else:
            return None
    value = total + current
    return value if words and value else None
