"""A calendar program reads at an address of somebody's own what that person may see, no more."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from bargaining.browsing import browser_of
from cast import Cast, Member, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import CalendarAddress
from commontable.bargaining.services.sessions import convene_session
from commontable.coalition.models import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def sessions(cast: Cast) -> None:
    team = enter(cast.team)
    convene_session(actor=team, table=cast.common, days=[team.on], place="Oakland")
    grace = enter(cast.nurses_officer)
    convene_session(actor=grace, table=cast.nurses_local, days=[grace.on])


def made_by(member: Member) -> str:
    """The path of an address they make on its page."""
    made = browser_of(member).post(reverse("bargaining:make_calendar_address"))
    assert made.status_code == 201
    assert "no-store" in made.headers["Cache-Control"]
    [address] = re.findall(
        r'value="(https?://[^"]+/sessions\.ics)"', unescape(made.content.decode())
    )
    return "/" + str(address).split("/", 3)[3]


def read_at(path: str) -> list[str]:
    """What a program without any sign-in gets."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=1)
    return sorted(str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))


@pytest.mark.usefixtures("sessions")
def test_it_shows_what_its_owner_may_see_without_a_sign_in(cast: Cast) -> None:
    assert read_at(made_by(cast.observer)) == ["Common table: session 1"]
    assert read_at(made_by(cast.nurses_officer)) == [
        "Common table: session 1",
        "Nurses local table: session 1",
    ]
    assert read_at(made_by(cast.stranger)) == []


@pytest.mark.usefixtures("sessions")
def test_a_new_one_ends_the_old_one_and_a_revoked_one_is_nowhere(cast: Cast) -> None:
    first = made_by(cast.observer)
    second = made_by(cast.observer)
    assert Client().get(first).status_code == 404
    assert read_at(second)
    revoked = browser_of(cast.observer).post(reverse("bargaining:revoke_calendar_address"))
    assert revoked.status_code == 303
    assert Client().get(second).status_code == 404
    enter(cast.observer)
    verbs = Entry.objects.filter(verb__contains="calendar").values_list("verb", flat=True)
    assert sorted(verbs) == ["make_calendar_address"] * 2 + ["revoke_calendar_address"]


@pytest.mark.usefixtures("sessions")
def test_it_stops_when_its_owners_authority_ends_or_their_sign_in_is_closed(cast: Cast) -> None:
    path, grace = made_by(cast.nurses_officer), cast.nurses_officer
    actor = enter(grace)
    authority = Authority.objects.filter(person=grace.person)
    authority.update(until_on=actor.on - timedelta(days=1))
    assert Client().get(path).status_code == 404
    enter(grace)
    authority.update(until_on=None)
    assert read_at(path)
    grace.user.is_active = False
    grace.user.save()
    assert Client().get(path).status_code == 404


def test_of_the_secret_only_its_hash_is_kept_and_it_is_told_once(cast: Cast) -> None:
    path = made_by(cast.observer)
    secret = path.split("/")[2]
    assert len(secret) >= 43
    enter(cast.observer)
    [kept] = CalendarAddress.objects.values_list("token_hash", flat=True)
    assert secret not in kept
    entry = Entry.objects.get(verb="make_calendar_address")
    assert secret not in str(entry.after) + entry.note + entry.subject_label
    page = browser_of(cast.observer).get(reverse("bargaining:calendar_address"))
    assert secret not in page.content.decode()
    assert kept not in page.content.decode()


def test_a_guessed_address_and_the_hash_itself_are_nowhere(cast: Cast) -> None:
    made_by(cast.observer)
    enter(cast.observer)
    kept = CalendarAddress.objects.get().token_hash
    for guess in ("a" * 43, kept):
        assert Client().get(reverse("bargaining:calendar_feed", args=[guess])).status_code == 404
