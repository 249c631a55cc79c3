"""Sessions as an iCalendar (RFC 5545), for the calendars people already use.

One event a day of a session. An event keeps its UID when the session is moved; its SEQUENCE is
the number of times that happened, so that a calendar replaces what it had. A day that a later
schedule no longer has stays in the file as cancelled, and so does a session that was called off,
with the reason; that counts as a change, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//Commontable//Bargaining sessions//EN"


@dataclass(frozen=True, slots=True)
class Announced:
    """A schedule as announced: its days in order, the hours if known, the place.

    ``cancelled_at`` is when it was called off, if it was, and ``reason`` why.
    """

    days: tuple[date, ...]
    announced_at: datetime
    opens_at: time | None = None
    closes_at: time | None = None
    place: str = ""
    cancelled_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session for the calendar.

    Attributes:
        schedules: every one announced, oldest first; at least one.
        url: its page, a full address.
    """

    session_id: int
    title: str
    schedules: Sequence[Announced]
    url: str = ""


def calendar_of(
    meetings: Iterable[Meeting], *, name: str, time_zone: str, every: timedelta | None = None
) -> bytes:
    """The meetings as the bytes of an ``.ics`` file, with the time zone it speaks of.

    Args:
        every: how often a program that subscribed is to read again (RFC 7986, 5.7).
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if every is not None:
        calendar.add("refresh-interval", every, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(every))
    zone = ZoneInfo(time_zone)
    for meeting in meetings:
        for event in _events(meeting, zone):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _events(meeting: Meeting, zone: ZoneInfo) -> Iterable[icalendar.Event]:
    latest = meeting.schedules[-1]
    changed_at = latest.cancelled_at or latest.announced_at
    changes = len(meeting.schedules) - 1
    changes += sum(schedule.cancelled_at is not None for schedule in meeting.schedules)
    most = max(len(schedule.days) for schedule in meeting.schedules)
    for place in range(most):
        # The last schedule that has this day: for a day dropped since, an earlier one.
        schedule = next(s for s in reversed(meeting.schedules) if len(s.days) > place)
        title = meeting.title
        if len(schedule.days) > 1:
            title += f" ({place + 1}/{len(schedule.days)})"
        event = icalendar.Event()
        event.add("uid", f"session-{meeting.session_id}-day-{place + 1}@commontable")
        event.add("sequence", changes)
        event.add("dtstamp", changed_at)
        event.add("last-modified", changed_at)
        event.add("summary", title)
        stands = schedule is latest and latest.cancelled_at is None
        event.add("status", "CONFIRMED" if stands else "CANCELLED")
        if latest.reason:
            event.add("description", latest.reason)
        _add_times(event, schedule, schedule.days[place], zone)
        if schedule.place:
            event.add("location", schedule.place)
        if meeting.url:
            event.add("url", meeting.url)
        yield event


def _add_times(event: icalendar.Event, schedule: Announced, day: date, zone: ZoneInfo) -> None:
    if schedule.opens_at is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))  # exclusive: the first day without it
        return
    opens = datetime.combine(day, schedule.opens_at, zone)
    event.add("dtstart", opens)
    if schedule.closes_at is None:
        return  # RFC 5545, 3.6.1: without an end it ends when it begins; we know no more
    closes = datetime.combine(day, schedule.closes_at, zone)
    if closes <= opens:
        closes = datetime.combine(day + timedelta(days=1), schedule.closes_at, zone)
    event.add("dtend", closes)
