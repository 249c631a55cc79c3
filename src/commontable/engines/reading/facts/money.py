"""Money: "$450 MILLION", "$27/hr", "$25 to $31 an hour", "25 cents", "1.8 billion dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from commontable.engines.reading.facts.fact import Candidate, Money
from commontable.engines.reading.facts.near import near
from commontable.engines.reading.facts.numbers import FIGURES, SCALE, WORDS, amount, bound_before

_PERIOD = (
    r"(?:hours?|hr|year|yr|annum|week|wk|month|mo|day|shift|employee|member|worker|person"
    r"|nurse|paycheck|pay period|visit)"
)
_PER = (
    rf"(?: ?/ ?(?P<slash>{_PERIOD})\b|[ -](?:per|an?|each|every)[ -](?P<said>{_PERIOD})\b"
    r"|(?P<adverb>,? (?:hourly|annually|yearly|monthly|weekly)\b))?"
)
_SIGNED = re.compile(
    rf"(?P<between>(?<=\bbetween ))?(?:(?:US ?|USD ?)?\$|\bUSD) ?"
    rf"(?P<from>{FIGURES}|\.\d\d(?!\d))(?P<from_scale>{SCALE})?"
    rf"(?:(?: ?-{{1,2}} ?| to |(?(between) and (?=\$)|(?!)))"
    rf"\$? ?(?P<to>{FIGURES})(?P<to_scale>{SCALE})?(?! ?%))?(?P<plus>\+)?{_PER}",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"(?<![A-Za-z$])(?=[\dothfsenz])(?:(?P<low>{FIGURES})(?: ?- ?| to ))?(?P<from>{FIGURES}"
    rf"|{WORDS})(?P<from_scale>{SCALE})?[ -](?P<unit>dollars?|cents?)\b{_PER}"
    rf"|(?P<cents>{FIGURES}) ?¢"
    rf"(?: ?/ ?|[ -](?:per|an?|each|every)[ -])?(?P<cents_per>{_PERIOD}\b)?",
    re.IGNORECASE,
)
_PERS = {
    "hr": "hour", "hours": "hour", "yr": "year", "annum": "year", "wk": "week", "mo": "month",
    "hourly": "hour", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week",
    "person": "worker",
}  # fmt: skip
_PER_NAMES = ("slash", "said", "adverb", "cents_per")
_SIGN = re.compile(r"\$|\bUSD\b", re.IGNORECASE)
_CUE = re.compile(r"¢|\b(?:dollar|cent)s?\b", re.IGNORECASE)
_MOST_CENTS = 10**17
_CENT = 100
_IDIOM = re.compile(r"\btwo cents\b", re.IGNORECASE)


def money_in(text: str) -> Iterator[Candidate]:
    """Every amount of dollars and cents."""
    for found in near(_SIGNED, _SIGN, text):
        yield from _signed(found, text)
    for found in near(_SPELLED, _CUE, text):
        if _IDIOM.search(found[0]):
            continue
        if found["cents"]:
            worth, low, cent = amount(found["cents"]), None, Decimal(1)
        else:
            worth = amount(found["from"], found["from_scale"])
            low = amount(found["low"], found["from_scale"]) if found["low"] else None
            cent = Decimal(1 if found["unit"].lower().startswith("cent") else _CENT)
        if worth is None:
            continue
        if low is not None and low < worth:
            yield from _candidate(found, text, found.end(), low * cent, worth * cent)
        else:
            yield from _candidate(found, text, found.end(), worth * cent)


def _signed(found: re.Match[str], text: str) -> Iterator[Candidate]:
    low = amount(found["from"], found["from_scale"] or _shared(found))
    if low is None:
        return
    if not found["to"]:
        yield from _candidate(found, text, found.end(), low * _CENT)
        return
    high = amount(found["to"], found["to_scale"] or found["from_scale"])
    if high is not None and low < high:
        yield from _candidate(found, text, found.end(), low * _CENT, high * _CENT)
        return
    # "$20 - 15 members" is one amount, "from $30 to $25" are two.
    alone = amount(found["from"], found["from_scale"])
    end = found.end("from_scale") if found["from_scale"] else found.end("from")
    if alone is not None:
        yield from _candidate(found, text, end, alone * _CENT, alone=True)
    at = text.find("$", end, found.end())
    second = _SIGNED.match(text, at, found.end()) if at >= 0 else None
    if second is not None and not second["to"]:
        yield from _signed(second, text)


def _shared(found: re.Match[str]) -> str | None:
    """ "$1.5-2 million" are millions both; "$900-1,200" are not, nor "$900 to $1 million"."""
    low, high = found["from"], found["to"]
    if not high or not found["to_scale"] or found[0].count("$") > 1:
        return None
    smaller = Decimal(low.replace(",", "")) < Decimal(high.replace(",", ""))
    return str(found["to_scale"]) if smaller else None


def _candidate(
    found: re.Match[str],
    text: str,
    end: int,
    low: Decimal,
    high: Decimal | None = None,
    *,
    alone: bool = False,
) -> Iterator[Candidate]:
    if low > _MOST_CENTS or (high or 0) > _MOST_CENTS:
        return
    named = found.groupdict()
    words = next((named[name] for name in _PER_NAMES if named.get(name)), "")
    per = "" if alone else words.strip(" ,").lower()
    bound, _ = bound_before(text, found.start())
    if named.get("plus"):
        bound = "at least"
    exact = low == low.to_integral_value()
    value = Money(_cents(low), None if high is None else _cents(high), _PERS.get(per, per), bound)
    notes = () if exact else ("Rounded to a whole cent.",)
    yield Candidate("money", found.start(), end, value, "sure" if exact else "likely", False, notes)


def _cents(worth: Decimal) -> int:
    return int(worth.quantize(Decimal(1), ROUND_HALF_UP))
