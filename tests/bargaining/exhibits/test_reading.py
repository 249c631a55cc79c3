"""What exhibits' files say is read by the worker, and found from then on by who may open them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bargaining.browsing import browser_of
from bargaining.exhibits.files import keep, lose
from bargaining.search.finding import labels, look, passages
from cast import Cast, enter
from commontable.bargaining.models import Exhibit, ExhibitReading, SearchEntry
from commontable.bargaining.services.exhibit_reading import read_unread
from commontable.bargaining.services.search_index import differences, rebuild
from commontable.bargaining.tasks import read_exhibits
from commontable.coalition.selectors.seats import operator_actors
from engines.exhibits.samples import MAIL, MUPDF, locked_pdf, word_file

pytestmark = pytest.mark.usefixtures("own_store")


def long_pdf(pages: int) -> bytes:
    document = MUPDF.open()
    for number in range(1, pages + 1):
        page = document.new_page()
        lines = [
            f"Line {line} of page {number} tells of floors and ceilings." for line in range(40)
        ]
        lines.append("Here grows a quillwort." if number == pages else "")
        page.insert_text((72, 72), "\n".join(lines), fontsize=9)
    return bytes(document.tobytes())


def test_the_words_of_a_file_are_found_once_it_was_read(cast: Cast) -> None:
    keep(cast.chief, cast.common, word_file(), "wages.docx", title="Article 12")
    keep(cast.chief, cast.common, MAIL, "offer.eml", title="Mail")
    keep(cast.chief, cast.common, "Der Flügel, §12".encode("cp1252"), "note.txt", title="Note")
    assert look(cast.observer, '"every nurse"').total == 0
    assert read_exhibits(timestamp=0) == 3
    assert labels(look(cast.observer, '"every nurse"')) == ["E-1 Article 12"]
    assert passages(look(cast.observer, '"as promised"'))[0].endswith("[as] [promised].")
    assert labels(look(cast.observer, "marsh@employer.test")) == ["E-2 Mail"]
    assert labels(look(cast.observer, "flugel")) == ["E-3 Note"]
    assert read_exhibits(timestamp=0) == 0


def test_a_long_file_tells_from_which_page_on_the_words_stand(cast: Cast) -> None:
    keep(cast.chief, cast.common, long_pdf(12), "report.pdf", title="Report")
    read_exhibits(timestamp=0)
    found = look(cast.chief, "quillwort")
    assert found.total == 1
    assert found.hits[0].entry.context.startswith("Common table, from page ")
    assert int(found.hits[0].entry.context.rsplit(" ", 1)[1]) > 5


def test_what_cannot_be_read_says_why_and_is_not_tried_for_ever(cast: Cast) -> None:
    locked = keep(cast.chief, cast.common, locked_pdf(), "locked.pdf", title="Locked offer")
    gone = keep(cast.chief, cast.common, b"Gone.", "gone.txt")
    lose(gone)
    assert read_exhibits(timestamp=0) == 2
    assert read_exhibits(timestamp=0) == 0
    enter(cast.chief)
    remarks = {one.exhibit_id: one.remark for one in ExhibitReading.objects.all()}
    assert "password" in remarks[locked.pk]
    assert "missing from the store" in remarks[gone.pk]
    assert labels(look(cast.chief, "locked offer")) == ["E-1 Locked offer"]
    shown = browser_of(cast.chief).get(f"/exhibits/{locked.pk}/").content.decode()
    assert "Its words could not be read" in shown


def test_a_unions_own_file_is_found_by_nobody_else(cast: Cast) -> None:
    keep(cast.nurses_officer, cast.nurses_local, b"Without a quillwort we are lost.")
    for actor in operator_actors():
        read_unread(actor)
    assert look(cast.nurses_officer, "quillwort").total == 1
    for member in (cast.technicians_officer, cast.chief, cast.stranger):
        assert look(member, "quillwort").total == 0
    enter(cast.technicians_officer)
    assert not ExhibitReading.objects.exists()


def test_the_rebuild_keeps_what_was_read(cast: Cast) -> None:
    exhibit = keep(cast.chief, cast.common, b"A quillwort.", "note.txt")
    read_exhibits(timestamp=0)
    actor = enter(cast.chief)
    SearchEntry.objects.all().delete()
    rebuild(actor)
    assert look(cast.chief, "quillwort").total == 1
    enter(cast.chief)
    assert list(differences()) == []
    read = ExhibitReading.objects.get(exhibit=exhibit)
    assert read.read_at > datetime(2026, 1, 1, tzinfo=UTC)
    assert Exhibit.objects.get().reading == read
