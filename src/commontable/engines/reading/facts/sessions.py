"""Numbers of sessions and rounds: "the fifth session", "session 7", "Rounds 3 and 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commontable.engines.reading.facts.fact import Candidate, Ordinal
from commontable.engines.reading.facts.near import near
from commontable.engines.reading.promises.spelled import SMALL

_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEENS = (
    "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    "|nineteenth"
)
_TENS = "twentieth|thirtieth|fortieth|fiftieth"
_ORDINALS = {word: place for place, word in enumerate(f"{_UNITS}|{_TEENS}".split("|"), 1)}
_ORDINALS |= {word: 10 * place for place, word in enumerate(_TENS.split("|"), 2)}
_ORDINALS |= {
    f"{tens}{mark}{unit}": 10 * place + _ORDINALS[unit]
    for place, tens in enumerate(("twenty", "thirty", "forty"), 2)
    for unit in _UNITS.split("|")
    for mark in "- "
}
_MOST_IN_WORDS = 20
_NUMBERS = {word: place for word, place in SMALL.items() if place <= _MOST_IN_WORDS}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True)) + r"|\d{1,3}(?:st|nd|rd|th)"
_NUMBER = r"\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_ROMAN_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = {word: place for place, word in enumerate(_ROMAN_NUMBERS, 1)}
_KIND = (
    r"(?:(?:national|common|local|joint|formal|full|official|regional|main|contract|coalition"
    r"|common[- ]issues|union)[- ]){0,2}"
    r"(?:(?:bargaining|negotiations?|negotiating|table|contract|bargaining team) )?"
)
_AND = r"(?:, and |, | and | & | or |/| ?- ?| to | through )"
_ORDINAL_FIRST = re.compile(
    rf"(?<![\w-])(?P<numbers>(?:{_ORDINAL})(?:{_AND}(?:{_ORDINAL})){{0,5}})[ -]"
    rf"(?P<kind>{_KIND})(?P<word>session|round|meeting)s?\b"
    r"(?![- ](?:draft|pick|voting))(?: of (?P<what>[a-z]+(?: [a-z]+)?))?",
    re.IGNORECASE,
)
_NUMBER_LAST = re.compile(
    rf"(?<![\w-])(?P<kind>{_KIND})(?P<word>session|round)s?,? ?(?:no\. ?|number |# ?|nos\."
    rf" ?)?(?P<numbers>(?:{_NUMBER}|[IVX]{{1,4}})(?:{_AND}#?(?:{_NUMBER})){{0,5}})"
    r"(?![\w%$]|,\d|\.\d|:\d|/\d| ?(?:a\.m|p\.m|am\b|pm\b)|-(?:hour|day|minute|week)|"
    r" (?:hours?|days?|minutes?|people|members|workers|nurses|percent|weeks?|of the)\b)",
    re.IGNORECASE,
)
_NOT_OF_BARGAINING = re.compile(
    r"\b(?:legislative|training|information|zoom|q&a|orientation|listening|town hall|breakout"
    r"|strategy|planning|photo|education|informational"
    r"|therapy|study|court|steward|membership|members'?|feedback|congress|board|council) $",
    re.IGNORECASE,
)
_NOT_A_ROUND = {
    "applause", "layoffs", "interviews", "drinks", "golf", "voting", "ballots", "cuts",
    "the legislature", "funding", "calls", "shots", "training",
}  # fmt: skip
_SOMEBODY = re.compile(r" (?!(?:was|is|will|on|at|in|and|through|to|ended|began)\b)[a-z]")
_OF_BARGAINING = re.compile(r"bargain|negotiat|table|talks", re.IGNORECASE)
_RANGE = re.compile(r"(?<=[\w]) ?- ?(?=\d)| to | through ", re.IGNORECASE)
_CUE = re.compile(r"\b(?:session|round|meeting)s?", re.IGNORECASE)
_MOST_BETWEEN = 20


def sessions_in(text: str) -> Iterator[Candidate]:
    """Each naming once, with all the numbers in it."""
    for found in near(_ORDINAL_FIRST, _CUE, text):
        word = found["word"].lower()
        what = (found["what"] or "").lower()
        if what in _NOT_A_ROUND or what.split(" ")[0] in _NOT_A_ROUND:
            continue
        if word == "meeting" and not _OF_BARGAINING.search(f"{found['kind']} {what}"):
            continue
        end = found.end("word")
        end += text[end : end + 1].lower() == "s"
        numbers = _numbers(found["numbers"], _ORDINAL)
        yield _candidate(found.start(), end, word, numbers)
    for found in near(_NUMBER_LAST, _CUE, text):
        before = text[max(0, found.start() - 20) : found.start()]
        if _NOT_OF_BARGAINING.search(before):
            continue
        if found["numbers"].lower() == "one" and _SOMEBODY.match(text, found.end("numbers")):
            continue  # "after the session one nurse said"
        numbers = _numbers(found["numbers"], rf"{_NUMBER}|[IVX]{{1,4}}")
        if numbers:
            yield _candidate(found.start(), found.end("numbers"), found["word"].lower(), numbers)


def _candidate(start: int, end: int, word: str, numbers: tuple[int, ...]) -> Candidate:
    return Candidate("session", start, end, Ordinal(word, numbers), "sure")


def _numbers(words: str, pattern: str) -> tuple[int, ...]:
    numbers = [_number(each) for each in re.findall(rf"\b(?:{pattern})\b", words, re.IGNORECASE)]
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 2 and _RANGE.search(words) and first < last <= first + _MOST_BETWEEN:  # noqa: PLR2004 - from and to
        return tuple(range(first, last + 1))
    return tuple(number for number in dict.fromkeys(numbers) if number)


def _number(word: str) -> int:
    word = word.lower()
    figures = re.match(r"\d+", word)
    if figures:
        return int(figures[0])
    return _ORDINALS.get(word) or _NUMBERS.get(word) or _ROMAN.get(word, 0)
