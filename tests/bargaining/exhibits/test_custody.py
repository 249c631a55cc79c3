"""The chain of custody: begun when a file is stored, added to, never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from bargaining.browsing import browser_of
from bargaining.exhibits.files import keep
from bargaining.passing import passes
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import CustodyEntry, Exhibit
from commontable.bargaining.selectors.custody import custody_of
from commontable.bargaining.services.custody import Event, record_custody
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.services.page_stamping import page_stamp
from commontable.bargaining.words import Channel, CustodyKind, Side
from commontable.common import dates
from commontable.common.errors import CommontableError, NotAllowedError
from engines.exhibits.samples import pdf, text_of

pytestmark = pytest.mark.usefixtures("own_store")


def told(cast: Cast, exhibit: Exhibit) -> list[tuple[str, str, str, str, str]]:
    chain = custody_of(enter(cast.chief), exhibit)
    return [(one.kind, one.by, one.from_whom, one.to_whom, one.how) for one in chain]


def handed_on(**facts: object) -> Event:
    told = {"at": dates.now(), "by": "Ada Chief", "to_whom": "Counsel", "how": "by e-mail"}
    return Event(CustodyKind.HANDED_ON, **told | facts)  # type: ignore[arg-type]


def test_it_begins_when_the_file_is_stored(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common, handed_by="Colin Marsh", how="in an envelope")
    assert told(cast, exhibit) == [
        ("received", "Ada Chief", "Colin Marsh", "", "in an envelope"),
    ]
    entry = CustodyEntry.objects.get()
    assert entry.at == exhibit.received_at
    assert entry.entered_by == cast.chief.person


def _with_file(cast: Cast, side: Side) -> Exhibit:
    passes(
        cast,
        side,
        [cast.wages],
        files=[FileEntry(ContentFile(b"An offer.", name="offer.txt"))],
        handed_by="Colin Marsh" if side is Side.EMPLOYER else "Ada Chief",
        handed_to="Ben Team" if side is Side.EMPLOYER else "Colin Marsh",
        channel=Channel.EMAIL,
    )
    return Exhibit.objects.get()


def test_a_file_the_employer_passed_came_from_its_hands_into_ours(cast: Cast) -> None:
    exhibit = _with_file(cast, Side.EMPLOYER)
    assert told(cast, exhibit) == [("received", "Ben Team", "Colin Marsh", "", "E-mail")]


def test_a_file_we_passed_went_from_our_hands_into_theirs(cast: Cast) -> None:
    exhibit = _with_file(cast, Side.UNION)
    assert told(cast, exhibit) == [
        ("received", "Ada Chief", "", "", "E-mail"),
        ("handed_on", "Ada Chief", "", "Colin Marsh", "E-mail"),
    ]


def test_what_people_enter_is_added_and_logged(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common)
    record_custody(actor=enter(cast.team), exhibit=exhibit, event=handed_on(note="For the charge."))
    assert [kind for kind, *_ in told(cast, exhibit)] == ["received", "handed_on"]
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.actor_name, entry.note) == (
        "record_custody",
        "Ben Team",
        "For the charge.",
    )
    assert entry.after["to"] == "Counsel"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (handed_on(by=" "), "who did it"),
        (handed_on(to_whom=""), "to whom it was handed on"),
        (handed_on(at=dates.now() + timedelta(days=1)), "has not come yet"),
        (Event(CustodyKind.EXPORTED, dates.now(), "Ada"), "entered by the product"),
        (Event(CustodyKind.PAGE_STAMPED, dates.now(), "Ada"), "entered by the product"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(cast: Cast, event: Event, said: str) -> None:
    exhibit = keep(cast.chief, cast.common)
    with pytest.raises(CommontableError, match=said):
        record_custody(actor=enter(cast.chief), exhibit=exhibit, event=event)
    assert len(told(cast, exhibit)) == 1


def test_an_observer_enters_nothing(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common)
    with pytest.raises(NotAllowedError):
        record_custody(actor=enter(cast.observer), exhibit=exhibit, event=handed_on())


def test_nothing_of_it_is_ever_changed(cast: Cast) -> None:
    keep(cast.chief, cast.common)
    for harm in (lambda: CustodyEntry.objects.update(by="Eve"), CustodyEntry.objects.all().delete):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            harm()


def test_an_exhibit_kept_before_there_was_custody_begins_with_its_receipt(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common, handed_by="Colin Marsh")
    actor = enter(cast.chief)
    old = Exhibit.objects.create(
        coalition_id=exhibit.coalition_id,
        entered_by_id=actor.person_id,
        table=cast.common,
        party="E",
        number=7,
        title="Old",
        file_name="old.txt",
        media_type="text/plain",
        size=1,
        sha256=exhibit.sha256,
        received_at=exhibit.received_at,
        handed_by="Dana Whitlock",
    )
    assert told(cast, old) == [("received", "Ada Chief", "Dana Whitlock", "", "")]


def test_the_stamped_copy_is_kept_by_its_own_hash_and_the_original_is_untouched(cast: Cast) -> None:
    content = pdf(pages=2)
    exhibit = keep(cast.chief, cast.common, content, "offer.pdf")
    entry = page_stamp(actor=enter(cast.chief), exhibit=exhibit)
    assert (entry.kind, entry.copy_pages, entry.how) == ("page_stamped", 2, "its own pages")
    assert entry.copy_sha256 != exhibit.sha256
    copy = EXHIBITS.path_of(entry.copy_sha256).read_bytes()
    assert f"E-1  page 2 of 2  SHA-256 {exhibit.sha256[:12]}" in text_of(copy)
    assert EXHIBITS.path_of(exhibit.sha256).read_bytes() == content
    assert Entry.objects.latest("pk").verb == "page_stamp"


def test_the_page_tells_the_chain_and_offers_what_the_reader_may_do(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common, handed_by="Colin Marsh")
    record_custody(actor=enter(cast.chief), exhibit=exhibit, event=handed_on())
    address = f"/exhibits/{exhibit.pk}/"
    shown = browser_of(cast.chief).get(address).content.decode()
    assert "Received from Colin Marsh by Ada Chief" in shown
    assert "Handed on by Ada Chief to Counsel" in shown
    assert "Make the page-stamped copy" in shown
    seen = browser_of(cast.observer).get(address).content.decode()
    assert "Handed on by Ada Chief to Counsel" in seen
    assert "Record custody" not in seen
    assert "Make the page-stamped copy" not in seen


def test_the_form_enters_it_and_says_what_is_missing(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common)
    client, address = browser_of(cast.team), f"/exhibits/{exhibit.pk}/custody"
    assert 'value="Ben Team"' in client.get(address).content.decode()
    sent = {"kind": "handed_on", "at": "2026-03-02T22:40", "by": "Ben Team", "to_whom": ""}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "to whom it was handed on" in answer.content.decode()
    answer = client.post(address, sent | {"to_whom": "The Board"})
    assert answer.status_code == 303
    assert ("handed_on", "Ben Team", "", "The Board", "") in told(cast, exhibit)


def test_the_stamped_copy_is_handed_out_once_it_is_made(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common, pdf(), "offer.pdf")
    client, address = browser_of(cast.observer), f"/exhibits/{exhibit.pk}/stamped"
    assert client.get(address).status_code == 404
    entry = page_stamp(actor=enter(cast.chief), exhibit=exhibit)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="E-1-stamped.pdf"'
    assert b"".join(answer.streaming_content) == EXHIBITS.path_of(entry.copy_sha256).read_bytes()
    EXHIBITS.path_of(entry.copy_sha256).write_bytes(b"Something else")
    answer = client.get(address)
    assert answer.status_code == 400
    assert "is not what it was" in answer.content.decode()
