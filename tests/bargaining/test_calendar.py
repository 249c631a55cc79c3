"""The calendar file, read back by a calendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse

from bargaining.browsing import browser_of
from cast import Cast, enter
from commontable.bargaining.calendar import Announced, Meeting, calendar_of
from commontable.bargaining.services.sessions import convene_session, reschedule_session

PACIFIC = "America/Los_Angeles"
ANNOUNCED = datetime(2026, 6, 1, 12, tzinfo=UTC)
JULY_7, JULY_8 = date(2026, 7, 7), date(2026, 7, 8)


def announced(*days: date, **facts: object) -> Announced:
    return Announced(days=days, announced_at=ANNOUNCED, **facts)  # type: ignore[arg-type]


def events(*schedules: Announced) -> list[icalendar.Event]:
    meeting = Meeting(12, "Common table: session 4", schedules, url="https://example.test/12/")
    written = calendar_of([meeting], name="Harbor", time_zone=PACIFIC)
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def test_the_file_is_an_icalendar_with_what_the_standard_asks_for() -> None:
    written = calendar_of(
        [Meeting(12, "Session 4: wages, “staffing”; " + "x" * 90, [announced(JULY_7)])],
        name="Harbor",
        time_zone=PACIFIC,
    )
    lines = written.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in lines)  # octets, RFC 5545, 3.1
    calendar = icalendar.Calendar.from_ical(written)
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    [event] = calendar.walk("VEVENT")
    assert event["SUMMARY"].startswith("Session 4: wages, “staffing”; x")
    assert all(name in event for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS"))
    assert event.decoded("DTSTAMP") == ANNOUNCED


def test_a_day_without_hours_is_all_day_and_its_end_is_the_next_day() -> None:
    [event] = events(announced(JULY_7, place="Oakland"))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (JULY_7, JULY_8)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["LOCATION"] == "Oakland"


def test_hours_are_the_coalitions_and_the_file_brings_the_time_zone() -> None:
    schedule = announced(JULY_7, opens_at=time(9), closes_at=time(17, 30))
    meeting = Meeting(12, "Session", [schedule])
    written = calendar_of([meeting], name="Harbor", time_zone=PACIFIC)
    calendar = icalendar.Calendar.from_ical(written)
    [event] = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == PACIFIC
    assert event.decoded("DTSTART") == datetime(2026, 7, 7, 9, tzinfo=ZoneInfo(PACIFIC))
    assert event.decoded("DTSTART").astimezone(UTC).hour == 16  # summer time
    assert event.decoded("DTEND").astimezone(UTC) == datetime(2026, 7, 8, 0, 30, tzinfo=UTC)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == [PACIFIC]


def test_a_session_past_midnight_ends_the_next_day_and_one_without_an_end_has_none() -> None:
    [night] = events(announced(JULY_7, opens_at=time(20), closes_at=time(2)))
    assert night.decoded("DTEND") - night.decoded("DTSTART") == timedelta(hours=6)
    [open_ended] = events(announced(JULY_7, opens_at=time(20)))
    assert "DTEND" not in open_ended


def test_a_moved_session_keeps_its_uid_and_counts_up() -> None:
    first, second = announced(JULY_7), announced(JULY_8)
    [before], [after] = events(first), events(first, second)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTART") == JULY_8


def test_a_day_dropped_since_is_cancelled() -> None:
    kept, dropped = events(announced(JULY_7, JULY_8), announced(JULY_7))
    assert (kept["STATUS"], dropped["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert dropped.decoded("DTSTART") == JULY_8
    assert dropped["SEQUENCE"] == 1
    assert kept["UID"] != dropped["UID"]


def test_a_session_called_off_is_cancelled_with_its_reason_and_can_be_set_anew() -> None:
    called_off = ANNOUNCED + timedelta(days=2)
    first = announced(JULY_7, cancelled_at=called_off, reason="Snow in Oakland")
    [off] = events(first)
    assert (off["STATUS"], off["SEQUENCE"], off["DESCRIPTION"]) == (
        "CANCELLED",
        1,
        "Snow in Oakland",
    )
    assert off.decoded("LAST-MODIFIED") == called_off
    [anew] = events(first, announced(JULY_8))
    assert (anew["STATUS"], anew["SEQUENCE"], anew["UID"]) == ("CONFIRMED", 2, off["UID"])
    assert "DESCRIPTION" not in anew


@pytest.mark.django_db
def test_the_download_holds_what_the_reader_may_see_and_no_more(cast: Cast) -> None:
    team = enter(cast.team)
    common = convene_session(actor=team, table=cast.common, days=[team.on])
    reschedule_session(actor=team, session=common, days=[team.on + timedelta(days=1)])
    convene_session(actor=team, table=cast.common, days=[])  # days never made known
    grace = enter(cast.nurses_officer)
    convene_session(actor=grace, table=cast.nurses_local, days=[grace.on])

    def titles(browser_name: str) -> list[str]:
        response = browser_of(getattr(cast, browser_name)).get(reverse("bargaining:calendar"))
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
        calendar = icalendar.Calendar.from_ical(response.content)
        return sorted(str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))

    assert titles("observer") == ["Common table: session 1"]
    assert titles("technicians_officer") == ["Common table: session 1"]
    assert titles("nurses_officer") == ["Common table: session 1", "Nurses local table: session 1"]
    assert titles("stranger") == []
    address = reverse("bargaining:table_calendar", args=[cast.nurses_local.pk])
    assert browser_of(cast.chief).get(address).status_code == 404
    assert browser_of(cast.nurses_officer).get(address).status_code == 200
