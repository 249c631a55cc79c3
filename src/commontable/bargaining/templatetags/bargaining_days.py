"""Days of a session in words: `Tue, July 7 to Thu, July 9, 2026`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext

register = template.Library()


@register.filter
def weekday_name(number: int | None) -> str:
    """`Monday` for 0, in the reader's language."""
    return "" if number is None else str(WEEKDAYS[number])


def _one(day: date) -> str:
    return date_format(day, "D, N j, Y")


@register.filter
def days_in_words(days: Sequence[date]) -> str:
    """Runs of days by their first and last one, apart with semicolons."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return "; ".join(
        _one(run[0])
        if len(run) == 1
        else gettext("%(first)s to %(last)s")
        % {"first": date_format(run[0], "D, N j"), "last": _one(run[-1])}
        for run in runs
    )
