"""A form that arrives again, as browsers send it when a reply is lost, makes nothing more."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from bargaining.browsing import browser_of
from cast import Cast, Member, assemble, enter
from commontable.bargaining.models import CaucusEvent, Exhibit, InternalNote, Proposal
from commontable.bargaining.services.sessions import convene_session
from commontable.coalition.models import Submission
from commontable.web.submission_keys import FIELD, new_key
from database import Database

COUNTER = {
    "side": "union",
    "kind": "formal",
    "channel": "across_the_table",
    "terms": "wages raise 3/3",
}


def key_on(client: Client, address: str) -> str:
    """The key of the page's first form that has one."""
    page = client.get(address).content.decode()
    found = re.search(rf'name="{FIELD}" value="([0-9a-f]{{32}})"', page)
    assert found, f"{address} has no form with a key"
    return found[1]


@pytest.mark.django_db
def test_the_same_pass_sent_again_leads_to_the_one_recorded(cast: Cast) -> None:
    client, address = browser_of(cast.chief), f"/tables/{cast.common.pk}/pass"
    typed = COUNTER | {FIELD: key_on(client, address)}
    first = client.post(address, typed)
    for _ in range(6):
        again = client.post(address, typed, follow=True)
        assert again.redirect_chain == [(first.headers["Location"], 303)]
        assert "This is recorded already." in again.content.decode()
    enter(cast.chief)
    assert Proposal.objects.count() == 1


@pytest.mark.django_db
def test_a_form_that_came_back_with_what_is_wrong_may_be_sent_with_the_same_key(cast: Cast) -> None:
    client, address = browser_of(cast.chief), f"/tables/{cast.common.pk}/pass"
    typed = COUNTER | {FIELD: new_key()}
    assert client.post(address, typed | {"terms": "wages raise many"}).status_code == 422
    assert client.post(address, typed).status_code == 303
    enter(cast.chief)
    assert Proposal.objects.count() == 1


@pytest.mark.django_db
def test_something_else_under_a_used_key_is_asked_about_and_not_lost(cast: Cast) -> None:
    client, address = browser_of(cast.chief), f"/tables/{cast.common.pk}/pass"
    typed = COUNTER | {FIELD: new_key()}
    recorded = client.post(address, typed).headers["Location"]
    asked = client.post(address, typed | {"terms": "wages raise 2/2", "note": "<their words>"})
    page = asked.content.decode()
    assert asked.status_code == 409
    assert f'href="{recorded}"' in page
    assert '<input type="hidden" name="terms" value="wages raise 2/2">' in page
    assert 'value="&lt;their words&gt;"' in page
    enter(cast.chief)
    assert Proposal.objects.count() == 1

    another = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert another[FIELD] != typed[FIELD]
    assert client.post(address, another).status_code == 303
    enter(cast.chief)
    assert Proposal.objects.count() == 2


@pytest.mark.django_db
def test_a_time_nobody_touched_makes_no_other_submission_a_minute_later(cast: Cast) -> None:
    client, address = browser_of(cast.chief), f"/tables/{cast.common.pk}/pass"
    typed = COUNTER | {FIELD: new_key()}
    times = ("2026-01-05T10:00", "2026-01-05T10:01")
    answers = [
        client.post(address, typed | {"passed_at": time, "passed_at_shown": time}) for time in times
    ]
    assert {answer.status_code for answer in answers} == {303}
    enter(cast.chief)
    assert Proposal.objects.count() == 1


@pytest.mark.django_db
def test_the_same_words_with_another_file_are_something_else(cast: Cast) -> None:
    client, address = browser_of(cast.chief), f"/tables/{cast.common.pk}/exhibits/new"
    typed = {"party": "U", "received_at": "2026-01-05T10:00", FIELD: new_key()}

    def send(content: bytes) -> int:
        file = SimpleUploadedFile("offer.txt", content)
        return client.post(address, typed | {"file": file}).status_code

    assert [send(b"3 %"), send(b"3 %"), send(b"2 %")] == [303, 303, 409]
    enter(cast.chief)
    assert Exhibit.objects.count() == 1


@pytest.mark.django_db
def test_a_note_and_a_caucus_are_entered_once(cast: Cast) -> None:
    actor = enter(cast.team)
    session = convene_session(actor=actor, table=cast.common, days=[actor.on])
    client, key = browser_of(cast.team), new_key()
    for _ in range(2):
        moved = client.post(
            f"/sessions/{session.pk}/caucus", {"move": "union:out", FIELD: key}, follow=True
        )
        assert "out of the room already" not in moved.content.decode()
    officer, key = browser_of(cast.nurses_officer), new_key()
    note = {"union_id": cast.nurses.pk, "text": "Ask about weekends", FIELD: key}
    for _ in range(2):
        assert officer.post(f"/sessions/{session.pk}/notes", note).status_code == 303
    enter(cast.nurses_officer)
    assert CaucusEvent.objects.count() == 1
    assert InternalNote.objects.count() == 1


@pytest.mark.django_db
def test_only_who_sent_a_form_learns_what_it_made(cast: Cast) -> None:
    client, address, key = browser_of(cast.chief), f"/tables/{cast.common.pk}/pass", new_key()
    assert client.get(f"/sent/{key}").json() == {"address": None}
    recorded = client.post(address, COUNTER | {FIELD: key}).headers["Location"]
    assert client.get(f"/sent/{key}").json() == {"address": recorded}
    assert browser_of(cast.team).get(f"/sent/{key}").json() == {"address": None}
    assert client.get("/sent/%00").json() == {"address": None}
    enter(cast.chief)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("sendings", [2, 7])
def test_sent_at_the_same_moment_it_is_recorded_once(
    fresh_database: Database, sendings: int
) -> None:
    with transaction.atomic():
        cast = assemble()
    address, key, ready = f"/tables/{cast.common.pk}/pass", new_key(), Barrier(sendings)

    def send(client: Client) -> str:
        ready.wait()
        try:
            return str(client.post(address, COUNTER | {FIELD: key}).headers["Location"])
        finally:
            connection.close()

    clients = [signed_in(cast.chief) for _ in range(sendings)]
    with ThreadPoolExecutor(sendings) as threads:
        led_to = set(threads.map(send, clients))
    with transaction.atomic():
        enter(cast.chief)
        recorded = Proposal.objects.get()
    assert led_to == {f"/proposals/{recorded.pk}/"}


def signed_in(member: Member) -> Client:
    with transaction.atomic():
        return browser_of(member)
