"""Names of days and months, and which year a day without a year is of."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_NAME = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
WEEKDAY = rf"(?:{DAY_NAME}\b|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EACH_WEEKDAY = re.compile(rf"\b{WEEKDAY}", re.IGNORECASE)
WEEK = 7
NEAR = 270
"""Days from publication within which a weekday or a word may choose the year that is less near."""

_CLOSE = 90
_EARLIEST, _LATEST = 1900, 2999
_LEAP_GAP = 8


@dataclass(frozen=True, slots=True)
class Year:
    """The year chosen for a day; ``conflict`` says why no year fits its weekday."""

    day: date
    inferred: bool
    rival: bool = False
    conflict: str = ""


def month_of(name: str) -> int:
    """1 for "Jan." and "JANUARY"."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_of(name: str) -> int:
    """0 for "Mon." and "MONDAYS"."""
    return _WEEKDAYS.index(name[:3].lower())


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(written: str) -> int:
    """2022 for "22" and "'22"."""
    number = int(written.lstrip("'"))
    return number if number > 99 else 2000 + number  # noqa: PLR2004 - written in two figures


def said(day: date) -> str:
    """``March 4, 2021``"""
    return f"{day:%B} {day.day}, {day.year}"


def conflict_of(day: date, weekday: int | None) -> str:
    """A sentence where a weekday beside a day is not that day's; empty where it is."""
    if weekday is None or day.weekday() == weekday:
        return ""
    return f"{said(day)} is a {NAMES[day.weekday()]}, not a {NAMES[weekday]}."


def resolve(
    month: int,
    day: int,
    year: int | None,
    *,
    weekday: int | None = None,
    published: date,
    ahead: bool | None = None,
) -> Year | None:
    """The day meant; None where the calendar has no such day.

    Without a year it is the day nearest to ``published``. Where two years are within ``NEAR`` days
    of it, a weekday beside the day chooses between them, else ``ahead``: what must lie before us
    ("by", "expires") or behind ("since"). A weekday never reaches further, so that a slip of the
    pen is told and does not move a date by a year.
    """
    if year is not None:
        found = day_or_none(year, month, day) if _EARLIEST <= year <= _LATEST else None
        return Year(found, False, False, conflict_of(found, weekday)) if found else None
    options = sorted(_days_of_years(month, day, published), key=lambda d: abs(d - published))
    if not options:
        return None
    near = [option for option in options if _away(option, published) <= NEAR]
    if len(near) > 1:
        fitting = [option for option in near if weekday is None or option.weekday() == weekday]
        if weekday is not None and len(fitting) == 1:
            return Year(fitting[0], inferred=True)
        if ahead is not None:
            for option in near:
                if (option >= published) == ahead:
                    return Year(option, inferred=True, conflict=conflict_of(option, weekday))
    rival = (
        len(options) > 1 and _away(options[1], published) < _away(options[0], published) + _CLOSE
    )
    return Year(options[0], True, rival, conflict_of(options[0], weekday))


def on_or_after(month: int, day: int, first: date) -> date | None:
    """The first such day that is not before ``first``: the end of "Dec. 30-Jan. 3"."""
    for year in range(first.year, min(first.year + _LEAP_GAP, _LATEST) + 1):
        found = day_or_none(year, month, day)
        if found is not None and found >= first:
            return found
    return None


def next_weekday(after: date, weekday: int) -> date:
    """The first such weekday that is not before ``after``."""
    return plus(after, (weekday - after.weekday()) % WEEK)


def last_weekday(before: date, weekday: int) -> date:
    """The last such weekday before ``before``."""
    return plus(before, -((before.weekday() - weekday - 1) % WEEK + 1))


def plus(day: date, days: int) -> date:
    """``days`` later, or the calendar's end where it has no such day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def end_of_month(year: int, month: int) -> date:
    """Its last day."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _away(day: date, published: date) -> int:
    return abs((day - published).days)


def _days_of_years(month: int, day: int, published: date) -> Iterator[date]:
    """The day in the years around publication; a February 29 in the leap years around it."""
    reach = _LEAP_GAP if (month, day) == (2, 29) else 1
    for year in range(published.year - reach, published.year + reach + 1):
        found = day_or_none(year, month, day) if 1 <= year <= 9999 else None  # noqa: PLR2004 - what the calendar counts
        if found is not None:
            yield found
