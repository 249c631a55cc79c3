"""Percentages, alone, as ranges and in lists by year: "7%, 7%, 6.25% and 6.25%", "3/3/2%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from commontable.engines.reading.facts.fact import Candidate, Percentage
from commontable.engines.reading.facts.near import near
from commontable.engines.reading.facts.numbers import (
    WORDS,
    amount,
    bound_before,
    in_figures,
)

_FIGURE = (
    r"(?<![\d.,/$])(?:\d{1,3}(?:,\d{3})*|\d{1,6})(?:\.\d{1,4})?(?: ?[½¼¾]| 1/2| 1/4| 3/4)?"
    r"|(?<![\d.])\.\d{1,4}"
)
_PART = r"\d{1,3}(?:\.\d{1,4})?(?:[½¼¾]| 1/2)?"
_SIGN = r"(?: ?%|[ -](?:percentage[ -]points?|percent|per cent|pct)\b)"
_PERCENT = re.compile(
    rf"(?<![A-Za-z])(?=[\d.othfsenz])(?P<list>(?<![\d.,/$:])(?P<parts>{_PART}(?: ?/ ?|,"
    rf" ))(?:{_PART}(?: ?/ ?|, (?:and |then )?| and | & )){{0,8}}(?={_PART}{_SIGN}))?"
    rf"(?:(?P<low>{_FIGURE}(?= ?[-%]| (?:to|and|percent))|{WORDS}(?!"
    rf" ?-))(?P<low_sign>{_SIGN})?(?: ?-{{1,2}} ?| to | and (?=\d)))?"
    rf"(?P<number>{_FIGURE}|{_PART}|{WORDS})(?P<sign>{_SIGN})",
    re.IGNORECASE,
)
_CUE = re.compile(r"%|\bper ?cent|\bpct\b", re.IGNORECASE)
_EACH = re.compile(_PART)
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75", " 1/2": ".5", " 1/4": ".25", " 3/4": ".75"}
_BETWEEN = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
_NUMBERS = "one|two|three|four|five|six|1|2|3|4|5|6"
_ORDINALS = "first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th"
_PLACES = {word: place % 6 + 1 for place, word in enumerate(_NUMBERS.split("|"))}
_PLACES |= {word: place % 5 + 1 for place, word in enumerate(_ORDINALS.split("|"))}
_YEAR_AFTER = re.compile(
    r",? \(?(?:raises? |increases? |wage increases? )?(?:in |for |during |effective )?"
    rf"(?:the |contract )?(?:year (?P<number>{_NUMBERS})\b(?! ?[:=-])"
    rf"|(?P<ordinal>{_ORDINALS})(?: (?:contract )?year\b|(?=[,.;:)\n]| and\b|$)))",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    rf"\b(?:year (?P<number>{_NUMBERS})|(?P<ordinal>{_ORDINALS}) year)(?: ?[:=-]| of| is)?"
    rf" ?(?:a |an )?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\byear $", re.IGNORECASE)
_PER = re.compile(
    r"(?:,? (?:raises?|increases?|wage increases?|raise|across the board))?,? (?:(?:per|a|each"
    r"|every) (?P<per>year|month|hour)|(?:annually|yearly))\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r",? of (?:the |our |all |its |their |your )?(?P<of>[A-Za-z][\w'-]{0,20}(?:"
    r" [a-z][\w'-]{0,20}){0,2})"
)
_SMALL = {
    "who", "that", "in", "at", "is", "are", "was", "were", "voted", "have", "say", "and", "for",
    "to", "from", "over", "on", "or", "by", "with", "under", "signed", "said", "will", "would",
    "had", "has", "cast",
}  # fmt: skip
_MOST, _WHOLE = Decimal(100_000), Decimal(100)
_LOOK_BACK, _LOOK_AHEAD, _SHORT = 24, 70, 9


def percentages_in(text: str) -> Iterator[Candidate]:
    """Each figure of a list is a fact of its own, with its place."""
    for found in near(_PERCENT, _CUE, text):
        if found["list"]:
            yield from _listed(found, text)
        else:
            yield from _single(found, text)


def _listed(found: re.Match[str], text: str) -> Iterator[Candidate]:
    start = found.start("list")
    written = [(start + each.start(), start + each.end()) for each in _EACH.finditer(found["list"])]
    if found["low"]:
        written.append(found.span("low"))
    written.append((found.start("number"), found.end("sign")))
    for place, (first, end) in enumerate(written, 1):
        number = _number(text[first : end if place < len(written) else found.end("number")])
        if number is not None:
            yield Candidate(
                "percentage",
                first,
                end,
                Percentage(in_figures(number), place=place),
                "likely",
            )


def _single(found: re.Match[str], text: str) -> Iterator[Candidate]:
    number = _number(found["number"])
    if number is None or number > _MOST:
        return
    low = _number(found["low"]) if found["low"] else None
    if low is None:
        yield _percentage(text, found.start("number"), found.end(), in_figures(number))
        return
    start = found.start("low")
    if _YEAR.search(text[max(0, start - _SHORT) : start]):  # "year 1 - 4%"
        yield _percentage(text, found.start("number"), found.end(), in_figures(number))
        return
    end = found.end("low_sign") if found["low_sign"] else found.end("low")
    both = "and" in text[end : found.start("number")]
    if low < number and (not both or _BETWEEN.search(text[max(0, start - _SHORT) : start])):
        yield _percentage(text, start, found.end(), in_figures(low), in_figures(number))
        return
    # "3% and 4%" are two, "3 and 4 percent" too; "local 3 - 2 percent" is one.
    if found["low_sign"] or (both and found["low"][0].isdigit() and low < _WHOLE):
        yield _percentage(text, start, end, in_figures(low))
    yield _percentage(text, found.start("number"), found.end(), in_figures(number))


def _percentage(text: str, start: int, end: int, percent: str, to_percent: str = "") -> Candidate:
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    year = _YEAR_BEFORE.search(before) or _YEAR_AFTER.match(after)
    per, of = _PER.match(after), _OF.match(after)
    value = Percentage(
        percent,
        to_percent,
        per=(per["per"] or "year").lower() if per else "",
        year=_PLACES.get((year["number"] or year["ordinal"]).lower()) if year else None,
        of=_base(of["of"]) if of else "",
        bound=bound_before(text, start)[0],
    )
    return Candidate("percentage", start, end, value)


def _base(words: str) -> str:
    kept: list[str] = []
    for word in words.split():
        if word.lower() in _SMALL:
            break
        kept.append(word)
    return " ".join(kept)


def _number(written: str) -> Decimal | None:
    for sign, part in _FRACTIONS.items():
        if written.endswith(sign):
            whole = amount(written.removesuffix(sign).strip())
            return None if whole is None else whole + Decimal(part)
    return amount(written)
