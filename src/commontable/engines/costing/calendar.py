"""Days, months and years of service, as whole days since 1970-01-01."""

from datetime import date, timedelta
from typing import Final

_EPOCH: Final = date(1970, 1, 1).toordinal()
NEVER: Final = 2**31 - 1
"""A day that does not come."""


def day_of(when: date) -> int:
    return when.toordinal() - _EPOCH


def date_of(day: int) -> date:
    return date.fromordinal(day + _EPOCH)


def add_months(when: date, months: int) -> date:
    """The same day ``months`` later; a day the month does not have becomes the 1st of the next.

    So 29 February falls on 1 March in a common year: a full year has then been served.
    """
    month = when.year * 12 + when.month - 1 + months
    try:
        return date(month // 12, month % 12 + 1, when.day)
    except ValueError:
        month += 1
        return date(month // 12, month % 12 + 1, 1)


def add_years(when: date, years: int) -> date:
    return add_months(when, 12 * years)


def month_starts(first: date, end: date) -> list[date]:
    """Every first of a month in ``[first, end)``."""
    starts: list[date] = []
    month = date(first.year, first.month, 1)
    if month < first:
        month = add_months(month, 1)
    while month < end:
        starts.append(month)
        month = add_months(month, 1)
    return starts


def day_before(when: date) -> date:
    return when - timedelta(days=1)
