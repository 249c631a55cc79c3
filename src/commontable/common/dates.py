"""Dates as a negotiator reads them. The clock is read here and nowhere deeper."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """The moment, aware, in UTC."""
    return timezone.now()


def today(time_zone: str) -> date:
    """The calendar day it is now at the coalition's place."""
    return timezone.now().astimezone(ZoneInfo(time_zone)).date()


def days_between(earlier: date, later: date) -> int:
    """Whole calendar days, never negative: an answer dated in the future is zero days owed."""
    return max((later - earlier).days, 0)
