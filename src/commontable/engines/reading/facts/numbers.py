"""Numbers as updates write them: "12,000", "1.8 billion", "85K", "twenty-five"."""

from __future__ import annotations

import re
from decimal import Decimal

from commontable.engines.reading.facts.fact import Bound
from commontable.engines.reading.promises.spelled import SPELLED, value_of

FIGURES = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?(?![\d])"
SCALE = (
    r"(?: ?(?:thousand|million|billion|trillion|bn|mm|mil)\b|[- ]?(?:million|billion)\b|[KMB]\b)"
)
WORDS = SPELLED
_SCALES = {
    "thousand": 1_000,
    "k": 1_000,
    "million": 10**6,
    "mil": 10**6,
    "m": 10**6,
    "mm": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
}
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at least", r"at least|a minimum of|no less than|no fewer than|not less than|minimum of"),
    ("at most", r"at most|up to|as (?:many|much) as|a maximum of|no more than|capped at"),
    ("more than", r"more than|over|well over|upwards of|in excess of|greater than|north of|above"),
    ("less than", r"less than|fewer than|under|below|only"),
    (
        "about",
        r"about|around|approximately|approx\.|roughly|nearly|almost|close to|some|an estimated",
    ),
)
_BOUND = {
    bound: re.compile(rf"\b(?:{words}) $", re.IGNORECASE)
    for bound, words in _BOUNDS
    if words != "only"
}
ANY_BOUND = "|".join(words for _, words in _BOUNDS).replace("|only", "")
_LOOK_BACK = 20


def amount(figures: str, scale: str | None = None) -> Decimal | None:
    """What figures or words, with "million" or "K" after them, are worth."""
    plain = figures.strip().replace(",", "")
    plain = f"0{plain}" if plain.startswith(".") else plain
    number = Decimal(plain) if plain[:1].isdigit() else value_of(plain)
    if number is None:
        return None
    return number * _SCALES.get((scale or "").strip(" -").lower(), 1)


def bound_before(text: str, place: int) -> tuple[Bound, int]:
    """What is said right before a number: "over", "nearly"; and where that begins."""
    before = text[max(0, place - _LOOK_BACK) : place]
    for bound, pattern in _BOUND.items():
        found = pattern.search(before)
        if found:
            return bound, place - len(before) + found.start()
    return "", place


def in_figures(number: Decimal) -> str:
    """``6.25``, ``3``: without an exponent and without zeros at the end."""
    said = format(number, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said
