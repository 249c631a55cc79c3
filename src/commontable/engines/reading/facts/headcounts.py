"""How many people: "12,000 members", "over 500 workers", "nearly 85,000", "85,000-strong"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from commontable.engines.reading.facts.fact import Candidate, Headcount
from commontable.engines.reading.facts.numbers import (
    ANY_BOUND,
    FIGURES,
    SCALE,
    WORDS,
    amount,
    bound_before,
)
from commontable.engines.reading.facts.people import PEOPLE

_MODIFIERS = (
    r"(?:(?!(?:and|or|to|of|the|in|at|for|by|on|with|from|than|percent|per|days?|hours?|years?"
    r"|weeks?|months?|minutes?|miles|dollars?|cents?|times"
    r"|other)\b)(?:[A-Za-z][\w'&/-]{0,24}(?:, | |(?<!s) and (?=[a-z]))|Local \d{1,5} "
    r"|\([A-Za-z]{2,10}\) )){0,7}?"
)
_COUNT = re.compile(
    r"(?P<between>(?<=\bbetween ))?(?<![\w$#:/.,-])"
    rf"(?P<from>{FIGURES}|{WORDS})(?P<scale>{SCALE})?"
    rf"(?:(?: ?- ?| to | or |(?(between) and |(?!)))(?P<to>{FIGURES}))?"
    r"(?P<plus>\+|[ -]plus| or more)?"
    r"(?P<rest>(?: of (?:our |the |its |their )(?:[\w'-]{1,20} ){0,2}| (?:of our )?|-)"
    rf"(?:{_MODIFIERS})(?P<who>{PEOPLE})|[- ]strong\b)"
    rf"(?!-| (?:per|each|a|an) (?:{PEOPLE}|shift|unit|hour|table)"
    r"|'? (?:offices?|stations?|jobs|contracts?|hours|lounges?)\b"
    r"| (?:to|for|per)(?: every)? \d)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"\b(?:{ANY_BOUND}) (?P<number>\d{{1,3}}(?:,\d{{3}}){{1,3}}"
    rf"|\d{{1,3}}[Kk]\b)(?P<plus>\+)?(?![\w%]|[.,]\d)"
    r"(?=[.;:!?)\n]|,(?! \d)|$| (?:of|have|are|were|will|who|signed|voted|turned|joined|at|in"
    r"|across|strong|and|walked|showed|came|stood|marched)\b)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r" of (?:these |those |the )?(?:patients?|dollars?|signatures?|emails?|letters?|visits?"
    r"|hours|pages|shifts|square)",
    re.IGNORECASE,
)
_RATIO_BEFORE = re.compile(
    r"(?:\bto|\d ?:|\bper|\bfor every|\bevery|\b1|\bone) $|\bin $", re.IGNORECASE
)
_OF_RATIO = re.compile(r"^(?:1|one)[ -](?:to[ -]|in[ -]|:)", re.IGNORECASE)
_NOT_PEOPLE = re.compile(
    r"\b(?:union|coalition|alliance|local|year|article|section|page|step|phase|level)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:several|few|many|couple|couple of) $", re.IGNORECASE)
_SHARE = re.compile(r"\w (?:out )?of(?: every)? $", re.IGNORECASE)
_ONE, _FEW = 1, 20


def headcounts_in(text: str) -> Iterator[Candidate]:
    """Counts of people, with what bounds them in their words."""
    for found in _COUNT.finditer(text):
        count = amount(found["from"], (found["scale"] or None))
        if count is None or count != count.to_integral_value() or not _is_count(found, text, count):
            continue
        high = amount(found["to"], found["scale"]) if found["to"] else None
        bound, start = bound_before(text, found.start())
        if found["plus"]:
            bound = "at least"
        yield Candidate(
            "headcount",
            start,
            found.end(),
            Headcount(
                int(count),
                int(high) if high is not None and high > count else None,
                _of(found),
                bound,
            ),
            "sure",
        )
    for found in _ALONE.finditer(text):
        if _OTHER.match(text, found.end()):
            continue
        written = found["number"]
        scale = "K" if written[-1] in "Kk" else None
        count = amount(written.rstrip("Kk"), scale)
        bound, start = bound_before(text, found.start("number"))
        if count is not None:
            yield Candidate(
                "headcount", start, found.end(), Headcount(int(count), None, "", bound), "unsure"
            )


def _of(found: re.Match[str]) -> str:
    rest = re.sub(r"^ ?(?:of (?:our|the|its|their) )?[- ]?", "", found["rest"])
    return "" if rest.lower() in {"strong", "us", "of us", "of you"} else rest


def _is_count(found: re.Match[str], text: str, count: Decimal) -> bool:
    before = text[max(0, found.start() - 14) : found.start()]
    if _RATIO_BEFORE.search(before) or _OF_RATIO.match(found[0]):
        return False
    if _VAGUE.search(before) or (count <= _FEW and _SHARE.search(before)):
        return False  # "several hundred workers", "7 of 10 members"
    if _NOT_PEOPLE.search(before.rstrip()):
        return False  # "Local 12 members"
    written = found["from"]
    if count < _ONE or (written[0].isalpha() and count == _ONE):
        return False  # "one member told us" counts nobody
    year = written.isdigit() and len(written) == 4 and 1900 <= int(written) <= 2100  # noqa: PLR2004 - "our 2022 members"
    return not year
