"""Pages of proposals as a browser meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bargaining.browsing import browser_of
from bargaining.passing import passes
from cast import Cast
from commontable.bargaining.exhibit_store import FOLDER
from commontable.bargaining.words import Side

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["q=%00", "side=%00", "kind=%00", "side=nobody&kind=gossip"])
def test_a_search_that_no_proposal_can_answer_narrows_nothing(cast: Cast, query: str) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    page = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/proposals/?{query}")
    assert page.status_code == 200
    assert proposal.label in page.content.decode()


@pytest.mark.parametrize("query", ["answers=²", "issue=²", "answers=" + "9" * 30])
def test_a_broken_address_still_opens_quick_entry(cast: Cast, query: str) -> None:
    page = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/pass?{query}")
    assert page.status_code == 200


def test_the_board_offers_a_pass_to_whoever_may_pass_and_nobody_else(cast: Cast) -> None:
    address, offer = f"/tables/{cast.common.pk}/board", f'href="/tables/{cast.common.pk}/pass"'
    assert offer in browser_of(cast.chief).get(address).content.decode()
    assert offer not in browser_of(cast.observer).get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("offer.pdf", b"MZ\x90\0"), ("run.exe", b"MZ\x90\0")]
)
def test_nothing_is_kept_of_a_file_that_is_refused(
    cast: Cast, settings: object, tmp_path: Path, name: str, content: bytes
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    address = f"/tables/{cast.common.pk}/exhibits/new"
    typed = {"party": "U", "received_at": "2026-01-05T10:00", "title": ""}
    refused = browser_of(cast.chief).post(
        address, typed | {"file": SimpleUploadedFile(name, content)}
    )
    assert refused.status_code == 422
    assert name in refused.content.decode()
    assert not [path for path in (tmp_path / FOLDER).rglob("*") if path.is_file()]


@pytest.mark.parametrize("when", [{"passed_at": "0026-11-22T10:00"}, {"passed_on": "0026-11-22"}])
def test_a_slip_of_the_year_is_told_and_not_counted_in_days_owed(
    cast: Cast, when: dict[str, str]
) -> None:
    typed = {"side": "employer", "kind": "formal", "channel": "across_the_table"}
    refused = browser_of(cast.chief).post(
        f"/tables/{cast.common.pk}/pass", typed | when | {"terms": "wages raise 3/3"}
    )
    assert refused.status_code == 422
    assert "The year 0026 is probably a slip" in refused.content.decode()


@pytest.mark.parametrize(
    ("name", "said"), [("title", "Oak\x08land"), ("reason_given", "a\x0bb"), ("note", "Oak\0land")]
)
def test_a_character_that_cannot_be_kept_is_told_at_its_field(
    cast: Cast, name: str, said: str
) -> None:
    typed = {"side": "union", "kind": "formal", "channel": "across_the_table"}
    refused = browser_of(cast.chief).post(
        f"/tables/{cast.common.pk}/pass", typed | {"terms": "wages raise 3/3", name: said}
    )
    assert refused.status_code == 422
    page = refused.content.decode()
    assert f'id="id_{name}_error"' in page
    assert "control character" in page or "Null characters" in page
