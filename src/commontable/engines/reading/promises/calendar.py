"""Days and contract years as clauses name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from commontable.engines.reading.promises.spelled import ORDINALS, SMALL

_MONTHS = {
    name: place
    for place, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = f"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})\b\.?,?\s(?P<year2>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|(?<![\d/])(?P<m3>\d{1,2})/(?P<d3>\d{1,2})/(?P<y3>\d{4}|\d{2})(?![\d/])",
    re.IGNORECASE,
)
_MOST_YEARS = 20
_NUMBERS = {word: number for word, number in SMALL.items() if number <= _MOST_YEARS}
_NUMBERS |= {str(number): number for number in range(1, _MOST_YEARS + 1)}
_NUMBERS |= {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_ORDINALS = ORDINALS | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_YEAR = re.compile(
    rf"\b(?:contract\s)?years?\s(?P<number>{_NUMBER})\b(?:\s\(\d+\))?(?![\s-]?(?:%|percent|days|hours|months|years))"
    rf"|\b(?:the\s)?(?P<ordinal>{_ORDINAL})(?:\s\(\w{{1,4}}\s?\))?\s(?:contract\s)?year\b(?!\sof\s(?:employment|service|life|a\sbiennium))"
    r"|\bY(?P<short>\d)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"\b(?:contract\s)?years\s(?P<numbers>(?:{_NUMBER})\b(?:(?P<through>\s?[\u2013-]\s?|\s(?:through|thru|to)\s)(?:{_NUMBER})\b"
    rf"|(?:(?:,\s?|\s)(?:and\s|&\s)?(?:{_NUMBER})\b(?!\s?(?:%|percent|per\scent|\()))+))",
    re.IGNORECASE,
)
_EACH_NUMBER = re.compile(rf"\b(?:{_NUMBER})\b", re.IGNORECASE)
_EACH = re.compile(
    rf"\b(?:in\s)?(?:each|every)(?:\s\(?(?:contract|fiscal))?\syear\b(?:\sof\s(?:the|this|a)?\s?(?P<term>{_NUMBER})(?:\s\(\d+\))?[\s-]year)?"
    rf"|\beach\sof\s(?:the\s)?(?:first\s)?(?P<several>{_NUMBER})(?:\s\(\d+\))?\s(?:contract\s)?years"
    rf"|\b(?:per|a)\s(?:contract\s)?year\sfor\s(?P<during>{_NUMBER})(?:\s\(\d+\))?\syears"
    r"|\bannually\b|\bper\s(?:contract\s)?year\b|\byearly\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"\b(?P<number>{_NUMBER})(?:\s?\(\d+\))?[\s-]years?[\s-](?:term|agreement|contract|period)\b"
    rf"|\b(?:for|over|of)\s(?:the\s)?(?:next\s)?(?P<during>{_NUMBER})(?:\s\(\d+\))?\s(?:contract\s)?years\b",
    re.IGNORECASE,
)
_CALENDAR_YEAR = re.compile(
    r"(?<![\w./$-])(?:(?:calendar|plan|fiscal|contract)\syears?\s)?(?P<year>20\d\d)(?![\w/]|-\d|\.\d)",
    re.IGNORECASE,
)
_CENTURY = 2000
_MONTHS_A_YEAR = 12
# A raise due up to three months early still belongs to the next contract year.
_EARLY = 3


@dataclass(frozen=True, slots=True)
class When:
    """A contract year, a day or a calendar year that a clause names at ``start:end``."""

    kind: Literal["year", "day", "calendar"]
    start: int
    end: int
    number: int = 0
    day: date | None = None


def days_in(text: str) -> Iterator[When]:
    """Whole days: month, day and year. A day without a year names no day of the calendar."""
    for found in _DAY.finditer(text):
        day = _day(found)
        if day is not None:
            yield When("day", found.start(), found.end(), day=day)


def years_in(text: str) -> Iterator[When]:
    """ "Year 1", "the second year of this Agreement", "Y3"; "Years 2 through 4" are three."""
    several = list(_YEARS.finditer(text))
    for found in several:
        numbers = [_NUMBERS[each.lower()] for each in _EACH_NUMBER.findall(found["numbers"])]
        if found["through"] and numbers[0] < numbers[-1]:
            numbers = list(range(numbers[0], numbers[-1] + 1))
        for number in numbers:
            yield When("year", found.start(), found.end(), number=number)
    for found in _YEAR.finditer(text):
        if any(each.start() <= found.start() < each.end() for each in several):
            continue
        if found["number"]:
            number = _NUMBERS[found["number"].lower()]
        elif found["ordinal"]:
            number = _ORDINALS[found["ordinal"].lower()]
        else:
            number = int(found["short"])
        yield When("year", found.start(), found.end(), number=number)


def calendar_years_in(text: str) -> Iterator[When]:
    """ "2026:", "in 2027": a year of the calendar, standing alone."""
    taken = [(day.start, day.end) for day in days_in(text)]
    for found in _CALENDAR_YEAR.finditer(text):
        start = found.start("year")
        if not any(first <= start < last for first, last in taken):
            yield When("calendar", found.start(), found.end(), number=int(found["year"]))


def each_year(text: str) -> tuple[int, int, int] | None:
    """Where a clause says "each year" and for how many years, 0 where it does not say."""
    found = _EACH.search(text)
    if found is None:
        return None
    number = found["term"] or found["several"] or found["during"]
    return found.start(), found.end(), _NUMBERS[number.lower()] if number else term_of(text)


def term_of(text: str) -> int:
    """For how many years the agreement runs, 0 where the words do not say."""
    found = _TERM.search(text)
    return _NUMBERS[(found["number"] or found["during"]).lower()] if found else 0


def contract_year(day: date, begins_on: date) -> int:
    """The contract year a day falls in, counted from 1; a day before the first counts as in it."""
    months = (day.year - begins_on.year) * _MONTHS_A_YEAR + day.month - begins_on.month
    if day.day < begins_on.day:
        months -= 1
    return max((months + _EARLY) // _MONTHS_A_YEAR, 0) + 1


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["m3"]:
            year = int(found["y3"])
            year += _CENTURY if year < 100 else 0  # noqa: PLR2004 - written in two figures
            return date(year, int(found["m3"]), int(found["d3"]))
        month = found["month"] or found["month2"]
        return date(
            int(found["year"] or found["year2"]),
            _MONTHS[month.lower()],
            int(found["day"] or found["day2"]),
        )
    except ValueError:
        return None
