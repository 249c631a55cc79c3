"""The numbers in a clause, each taken whole with what it is worth.

"six and one-half percent (6.5%)", "one and one-half (1½)", "1:4", "2023-2025", "June 30, 2026",
"3:30 p.m.", "time and one-half", "twice": an expression is one amount, however long it is
written. Two amounts are equal when they are worth the same: "sixty (60)" is 60, "75 cents" $0.75.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from commontable.engines.documents.spelled import FRACTIONS, LARGE_NUMBERS, SMALL_NUMBERS

NumberKind = Literal["percent", "money", "date", "time", "ratio", "count"]

_PARTS_OF_ONE = dict(
    zip(
        ("half", "halves", "third", "quarter", "fourth", "fifth", "eighth", "tenth", "hundredth"),
        (2, 2, 3, 4, 4, 5, 8, 10, 100),
        strict=True,
    )
)
_PARTS_OF_ONE |= {f"{name}s": part for name, part in _PARTS_OF_ONE.items()}
_ORDINALS = dict(
    zip(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
            *("ninth", "tenth", "eleventh", "twelfth", "fifteenth", "twentieth", "thirtieth"),
        ),
        (*range(1, 13), 15, 20, 30),
        strict=True,
    )
)
_MULTIPLES = {"once": 1, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "dozen": 12}
_SPELLED_VALUES = {word: value for value, word in enumerate(SMALL_NUMBERS[:19], 1)} | {"zero": 0}
_SPELLED_VALUES |= dict(zip(SMALL_NUMBERS[19:], range(20, 100, 10), strict=True))
_LARGE_VALUES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_VULGAR = dict(
    zip(
        "½⅓⅔¼¾⅕⅙⅛⅜⅝⅞",
        map(
            Fraction, ["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/6", "1/8", "3/8", "5/8", "7/8"]
        ),
        strict=True,
    )
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


_WORD = f"(?:{_any((*SMALL_NUMBERS, *LARGE_NUMBERS, *FRACTIONS, *_PARTS_OF_ONE, 'zero'))})"
_SPELLED = rf"\b{_WORD}(?:(?:[\s-]|\s(?:and|point)(?:\sa)?\s){_WORD})*\b"
_GLYPH = f"[{''.join(_VULGAR)}]"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\s?{_GLYPH}|\d+\s\d/\d(?!\d)|{_GLYPH}"
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+)(?!\d|,\d)"
)
_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|May(?=\s\d)"
    r"|(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\beach\s)|(?<=\bevery\s)|(?<=\band\s)"
    r"|(?<=\bthrough\s))(?-i:May)\b)"
)
_DAY = r"(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)"
_NUMERAL_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b(?!\s?%)"
_YEAR = r"(?:19[5-9]\d|20[0-5]\d)"
_PLAIN = r"(?<![\w.,$-])"
_DATE = (
    rf"\b{_MONTH}(?:\s{_NUMERAL_DAY},?)?(?:(?:\s|(?<=,))\d{{4}}\b)?"
    rf"|\b{_NUMERAL_DAY}\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}}\b)?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    rf"|\b{_YEAR}\s?[-/]\s?(?:{_YEAR}|\d\d)\b|{_PLAIN}{_YEAR}\b(?![,.%$-]\d|\s(?:hours|shifts))"
    rf"|\b{_DAY}\b"
)
_TIME = r"\b\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
_PER = r"(?:percent|per\scent)"
_PERCENT = (
    rf"(?:{_SPELLED}\s{_PER}\s\(\s?)?(?:\d+,\d{{1,2}}(?=\s?%)|{_DIGITS})\s?(?:%|{_PER}\b)"
    rf"(?:\s?\)|\s\({_SPELLED}\s{_PER}\))?"
    rf"|{_SPELLED}\s{_PER}(?:\s\(\s?{_DIGITS}\s?\))?|{_SPELLED}\s\(\s?{_DIGITS}\s?%?\s?\)\s{_PER}\b"
)
_COIN = r"(?:dollars?|cents?|euros?|pounds?)"
_SUM = rf"(?:[A-Z]{{0,3}}[$€£]\s?){_DIGITS}(?:\s(?:million|billion|thousand)\b)?"
_MONEY = (
    rf"(?:{_SPELLED}\s(?:{_COIN}\s(?:and\s{_SPELLED}\scents?\s)?)?\(\s?)?{_SUM}(?:\s?\)(?:\s{_COIN}\b)?|\s\({_SPELLED}\s{_COIN}\))?"
    rf"|{_SPELLED}\s{_COIN}\s\(\s?{_DIGITS}\s?(?:¢|cents?)?\s?\)|{_DIGITS}\s?¢"
    rf"|(?:{_DIGITS}|{_SPELLED})\s(?:\(\s?{_DIGITS}\s?\)\s)?{_COIN}\b|{_DIGITS}\s?[€£](?!\w)"
)
_RATIO = r"\b\d{1,3}\s?:\s?\d{1,3}\b(?!\s?[ap]\.?m)|(?<![\w/.])\d{1,3}/\d{1,3}\b(?!/)"
_RATE = r"\b(?:double[\s-]time(?:\sand\s(?:a|one)[\s-]half)?|time\sand\s(?:a|one)[\s-]half)\b"
_STEP = r"\bstep\s\d{1,2}\b(?!\.\d)"
_FEW = _any([*_MULTIPLES, *_ORDINALS])
_COUNT = (
    rf"{_RATE}|(?:{_SPELLED}|\b(?:{_FEW}))\s\(\s?{_DIGITS}(?:st|nd|rd|th)?\s?\)"
    rf"|{_PLAIN}{_DIGITS}\s\({_SPELLED}\)|{_STEP}|{_PLAIN}{_DIGITS}\s?-\s?{_DIGITS}(?![\w%-])"
    rf"|{_PLAIN}{_DIGITS}(?:st|nd|rd|th|x)?(?![\w%])|{_SPELLED}(?:\stimes\b)?"
    rf"|\b(?:a\sdozen|{_FEW})\b"
)
_EXPRESSION = re.compile(
    rf"(?P<date>{_DATE})|(?P<time>{_TIME})|(?P<percent>{_PERCENT})|(?P<money>{_MONEY})"
    rf"|(?P<ratio>{_RATIO})|(?P<count>{_COUNT})",
    re.IGNORECASE,
)
_KINDS: tuple[NumberKind, ...] = ("date", "time", "percent", "money", "ratio", "count")
_REFERENCE = re.compile(
    r"(?:\b(?:sections?|articles?|paragraphs?|subsections?|appendix|chapter|page|no\.|ORS|OAR|USC"
    r"|RCW|CFR|letter|items?|bill|numbers?|rule)|[§#])\s?\(?$",
    re.IGNORECASE,
)
_CITED_STATUTE = re.compile(r"^\d{2,3}\.\d{2,}(?:\(|$)")
_UNITS = {
    unit: unit.rstrip("s")
    for unit in (
        *("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"),
        *("year", "years"),
    )
}
_BEFORE_UNIT = frozenset(
    {"calendar", "working", "work", "business", "consecutive", "full", "additional", "school"}
)
_ORDINAL = re.compile(
    rf"\d(?:st|nd|rd|th)\b|^(?:{_any(set(_ORDINALS) - set(_PARTS_OF_ONE))})\b", re.IGNORECASE
)
_UNIT_WORD = re.compile(r"[-\s]*([A-Za-z]+)(?:[-\s]+([A-Za-z]+))?")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number as written, what it is worth, and the characters ``start:end`` of its text.

    ``unit`` is the word after it; ``span_of_time`` the unit it counts ("day"), "" for others, and
    ``with_unit`` the number with its unit as written. ``ordinal`` tells "25th" from "25";
    "third" may be either and has None.
    """

    kind: NumberKind
    text: str
    worth: object
    unit: str
    span_of_time: str
    with_unit: str
    ordinal: bool | None
    start: int
    end: int


_MAKES_AMOUNTS = frozenset(
    (
        *(*SMALL_NUMBERS, *LARGE_NUMBERS, *_PARTS_OF_ONE, *_MULTIPLES, *_ORDINALS, *_MONTHS),
        *(month[:3] for month in _MONTHS),
        *("sept", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("zero", "am", "pm", "time", "percent"),
    )
)
_PARTS_OF_WORD = re.compile(r"[^\W_]+")


def may_hold_amount(words: Iterable[str]) -> bool:
    """Whether any of the words can be part of an amount: a quick look before a thorough one."""
    for word in words:
        if any(letter.isnumeric() for letter in word):
            return True
        lower = word.lower().replace(".", "")
        if lower in _MAKES_AMOUNTS or not _MAKES_AMOUNTS.isdisjoint(_PARTS_OF_WORD.findall(lower)):
            return True
    return False


def amounts_in(text: str) -> Iterator[Amount]:
    """The amounts of a text in canonical typography, in order; numbers that only cite are none."""
    for match in _EXPRESSION.finditer(text):
        written = match[0].rstrip(",").rstrip()
        if written.endswith(")") and "(" not in written:
            written = written[:-1].rstrip()
        start, end = match.start(), match.start() + len(written)
        if _REFERENCE.search(text, 0, start) or _CITED_STATUTE.match(text[start:]):
            continue
        kind = next(kind for kind in _KINDS if match[kind] is not None)
        unit, of_time, unit_end = _unit_after(text, end)
        yield Amount(
            kind,
            written,
            _worth(kind, written),
            unit,
            of_time,
            text[start:unit_end],
            _is_ordinal(written) if kind == "count" else False,
            start,
            end,
        )


def _is_ordinal(written: str) -> bool | None:
    if written.lower() in _ORDINALS and written.lower() in _PARTS_OF_ONE:
        return None
    return _ORDINAL.search(written) is not None


def _unit_after(text: str, end: int) -> tuple[str, str, int]:
    found = _UNIT_WORD.match(text, end)
    if found is None:
        return "", "", end
    first, second = found[1].lower(), (found[2] or "").lower()
    if first in _BEFORE_UNIT and second in _UNITS:
        return second, _UNITS[second], found.end()
    return first, _UNITS.get(first, ""), found.end(1)


def _worth(kind: NumberKind, written: str) -> object:
    if kind == "date":
        return _date_worth(written)
    if kind in ("time", "ratio"):
        return re.sub(r"[\s.]", "", written.lower()).removeprefix("0")
    if kind == "money" and re.search(r"¢|cents?\b", written, re.IGNORECASE):
        value = _value(re.sub(r"¢|cents?\b", "", written, flags=re.IGNORECASE))
        if value is not None and "$" not in written:
            return value / 100
    value = _value(written)
    return value if value is not None else "".join(written.lower().split())


_FIGURE = re.compile(
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|(?={_GLYPH}))"
    rf"(?:\s?(?P<glyph>{_GLYPH})|\s(?P<top>\d)/(?P<bottom>[1-9]))?"
)
_TIMES = re.compile(r"\s(million|billion|thousand)\b", re.IGNORECASE)


def _value(written: str) -> Fraction | None:
    """What a number is worth: by its last figures, else by its words; None for neither."""
    if "-" in written and re.search(r"\d\s?-\s?\d", written):
        return None
    figures = list(_FIGURE.finditer(re.sub(r"(\d),(\d{1,2}\s?%)", r"\1.\2", written)))
    if not figures:
        return spelled_value(written)
    last = figures[-1]
    number = last[0]
    whole = re.match(r"[\d,]*\.?\d*", number)
    value = Fraction(whole[0].replace(",", "")) if whole and whole[0] else Fraction(0)
    if last["glyph"]:
        value += _VULGAR[last["glyph"]]
    elif last["top"]:
        value += Fraction(int(last["top"]), int(last["bottom"]))
    times = _TIMES.search(written, last.end())
    return value * _LARGE_VALUES[times[1].lower()] if times else value


def spelled_value(written: str) -> Fraction | None:
    """ "one hundred twenty" is 120, "six and five tenths" 6.5, "two-thirds" 2/3; None if unread."""
    if written.lower() in _ORDINALS:
        return Fraction(_ORDINALS[written.lower()])
    total = group = units = Fraction(0)  # what is summed, "two hundred" within it, "seven" within
    seen = False
    for word in re.split(r"[\s-]+", written.lower()):
        if word == "point":
            return None
        if word in _SPELLED_VALUES:
            units += _SPELLED_VALUES[word]
        elif word in _MULTIPLES:
            units = (units or Fraction(1)) * _MULTIPLES[word]
        elif word == "hundred":
            group, units = (units or Fraction(1)) * 100, Fraction(0)
        elif word in _LARGE_VALUES:
            total += (group + units or Fraction(1)) * _LARGE_VALUES[word]
            group = units = Fraction(0)
        elif word in _PARTS_OF_ONE:
            total += group + (units or Fraction(1)) / _PARTS_OF_ONE[word]
            group = units = Fraction(0)
        elif word == "and":
            total, group, units = total + group + units, Fraction(0), Fraction(0)
            continue
        else:
            continue
        seen = True
    return total + group + units if seen else None


_DATE_WORDS = re.compile(r"[A-Za-z]+|\d+")


def _date_worth(written: str) -> tuple[str, ...]:
    """The parts of a date whatever their order and spelling: (month, day, year), sorted."""
    parts = []
    for part in _DATE_WORDS.findall(written):
        lower = part.lower()
        month = next((m for m in _MONTHS if len(lower) > 2 and m.startswith(lower[:3])), None)  # noqa: PLR2004 - "Jan"
        if month and not part.isdigit():
            parts.append(month)
        elif lower not in {"st", "nd", "rd", "th", "of"}:
            parts.append(lower.lstrip("0") or "0")
    return tuple(sorted(parts)) if any(p in _MONTHS for p in parts) else tuple(parts)


_NAMED_DAY = re.compile(rf"^{_DAY}$", re.IGNORECASE)
_FULL_DATE = 3


def date_form(written: str) -> str:
    """What a date says: "full", "day" of a year, "month" with a year or without, "year", "weekday".

    Only dates of one form answer each other: a year beside a full date is a coincidence.
    """
    if _NAMED_DAY.match(written):
        return "weekday"
    parts = _date_worth(written)
    if len(parts) >= _FULL_DATE:
        return "full"
    if not any(part in _MONTHS for part in parts):
        return "year"
    days = [part for part in parts if part.isdigit() and len(part) < len("2025")]
    return "day" if days else "month"
