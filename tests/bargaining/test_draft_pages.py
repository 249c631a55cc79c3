"""The room where something arrives at night, as a browser meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from bargaining.browsing import browser_of
from bargaining.papers import as_file, employers_mail, employers_offer
from cast import Cast, enter
from commontable.bargaining.models import Draft, DraftPiece, Proposal
from commontable.bargaining.services.drafts.taking_in import take_in_document
from commontable.bargaining.words import ContractKind, DraftStatus
from commontable.common.errors import BusyError

pytestmark = pytest.mark.django_db
LIVE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return take_in_document(
        actor=enter(cast.chief),
        campaign=cast.campaign,
        table=cast.common,
        file=as_file(employers_mail(), "offer.eml"),
    )


def upload(content: bytes = b"", name: str = "offer.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or employers_offer())


def drop(cast: Cast, *files: SimpleUploadedFile, **headers: str) -> Any:
    return browser_of(cast.chief).post(
        f"/tables/{cast.common.pk}/intake", {"paper": list(files), "text": ""}, **headers
    )


def test_an_empty_file_is_answered_with_what_to_do_and_keeps_nothing(cast: Cast) -> None:
    answer = drop(cast, SimpleUploadedFile("offer.docx", b""))
    assert "Ask for it again. Nothing of it was kept." in answer.content.decode()
    assert not Draft.objects.exists()


def facts_of(draft: Draft, **typed: str) -> dict[str, str]:
    return {
        "version": str(draft.version),
        "side": "employer",
        "kind": "formal",
        "channel": "e-mail",
        "passed_at": "2026-03-01T22:40",
        "title": "Their offer",
    } | typed


def piece_as_typed(piece: DraftPiece, **typed: str) -> dict[str, str]:
    return {
        "version": str(piece.version),
        "number": piece.number,
        "heading": piece.heading,
        "text": piece.text,
        "taken": piece.taken,
        "more_terms": piece.more_terms,
        "article": str(piece.article_id or ""),
        "issue": str(piece.issue_id or ""),
    } | typed


def wages(draft: Draft) -> DraftPiece:
    return draft.pieces.get(heading="WAGES")


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_the_entrance_is_on_the_board_the_pass_and_the_tables_home(cast: Cast) -> None:
    address = f'href="/tables/{cast.common.pk}/intake"'
    for page in ("board", "pass", "proposals/", ""):
        shown = browser_of(cast.chief).get(f"/tables/{cast.common.pk}/{page}")
        assert address in shown.content.decode(), page
    for page in ("board", "proposals/", ""):
        shown = browser_of(cast.observer).get(f"/tables/{cast.common.pk}/{page}")
        assert address not in shown.content.decode(), page


def test_open_drafts_wait_on_the_tables_home_for_those_who_may_see_them(
    cast: Cast, draft: Draft
) -> None:
    for member, seen in ((cast.research, True), (cast.observer, False)):
        page = text_of(browser_of(member).get(f"/tables/{cast.common.pk}/"))
        assert ("Counter on wages" in page) is seen


def test_a_dropped_file_leads_to_its_draft(cast: Cast) -> None:
    answer = drop(cast, upload())
    draft = Draft.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/drafts/{draft.pk}/")
    page = text_of(browser_of(cast.chief).get(answer["Location"]))
    assert "Tracked changes by Colin Marsh" in page
    assert draft.sha256 in page


def test_several_files_are_taken_each_by_itself(cast: Cast) -> None:
    answer = drop(cast, upload(), upload(b"MZ\x90\0", "run.exe"), upload(b"Wages: 3 %.", "a.txt"))
    assert answer.status_code == 422
    page = text_of(answer)
    # Why it is not read first, then what to do about it.
    assert "run.exe: This file cannot be read. Expected " in page
    assert "Send the text itself, as .docx, .pdf or .txt. Nothing was kept." in page
    assert page.index("cannot be read") < page.index("Send the text itself")
    assert Draft.objects.count() == 2
    for draft in Draft.objects.all():
        assert f'href="/drafts/{draft.pk}/"' in page


def test_pasted_words_become_a_draft_with_a_file_of_their_own(cast: Cast) -> None:
    answer = browser_of(cast.chief).post(
        f"/tables/{cast.common.pk}/intake",
        {"text": "ARTICLE 9. WAGES\n\nWage rates shall be increased by 3% in Year 1."},
    )
    assert answer.status_code == 303
    draft = Draft.objects.get()
    assert draft.file_name == "Pasted text.txt"
    assert [each["entries"][0]["value"] for each in wages(draft).terms] == ["3"]


def test_a_page_that_sends_file_by_file_is_told_what_became_of_it(cast: Cast) -> None:
    asked = {"HTTP_ACCEPT": "application/json"}
    told = drop(cast, upload(), **asked)
    draft = Draft.objects.get()
    assert told.status_code == 200
    assert json.loads(told.content)["taken"] == [
        {"title": "offer.docx", "url": f"/drafts/{draft.pk}/"}
    ]
    again = drop(cast, upload(), **asked)
    assert again.status_code == 422
    assert json.loads(again.content)["there"] == f"/drafts/{draft.pk}/"
    broken = drop(cast, upload(b"PK\x03\x04broken", "b.docx"), **asked)
    assert broken.status_code == 422
    assert "send it again" in json.loads(broken.content)["refused"][0]
    assert json.loads(drop(cast, **asked).content)["refused"]


def test_when_others_are_being_read_the_page_is_told_to_ask_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(**facts: object) -> Draft:
        raise BusyError("Other files are being read just now; this one waits its turn.")

    monkeypatch.setattr("commontable.bargaining.views.drafts.intake.take_in_document", busy)
    assert drop(cast, upload(), HTTP_ACCEPT="application/json").status_code == 503
    assert drop(cast, upload()).status_code == 503


def test_facts_are_saved_as_they_are_typed_though_not_yet_right(cast: Cast, draft: Draft) -> None:
    answer = browser_of(cast.chief).post(
        f"/drafts/{draft.pk}/facts", facts_of(draft, passed_at="2026-03"), **LIVE
    )
    draft.refresh_from_db()
    assert answer.status_code == 200
    assert draft.facts["passed_at"] == "2026-03"
    page = text_of(answer)
    assert f'name="version" value="{draft.version}"' in page
    assert f'data-draft-clear="draft-{draft.pk}-facts"' in page


def test_who_comes_second_is_told_and_keeps_what_they_typed(cast: Cast, draft: Draft) -> None:
    before = facts_of(draft)
    browser_of(cast.team).post(f"/drafts/{draft.pk}/facts", before | {"title": "Ben's"}, **LIVE)
    live = browser_of(cast.chief).post(f"/drafts/{draft.pk}/facts", before, **LIVE)
    assert "Ben Team saved this at" in text_of(live)
    assert "data-draft-clear" not in text_of(live)
    plain = browser_of(cast.chief).post(f"/drafts/{draft.pk}/facts", before)
    assert plain.status_code == 422
    assert "Ben Team saved this at" in text_of(plain)
    assert 'value="Their offer"' in plain.content.decode()
    draft.refresh_from_db()
    assert draft.facts["title"] == "Ben's"


def test_ones_own_saves_are_no_surprise_to_oneself(cast: Cast, draft: Draft) -> None:
    seen = facts_of(draft)
    for title in ("One", "Two"):
        answer = browser_of(cast.chief).post(
            f"/drafts/{draft.pk}/facts", seen | {"title": title}, **LIVE
        )
        assert "Not saved" not in text_of(answer)
    draft.refresh_from_db()
    assert draft.facts["title"] == "Two"


def test_going_on_asks_for_what_is_missing(cast: Cast, draft: Draft) -> None:
    answer = browser_of(cast.chief).post(
        f"/drafts/{draft.pk}/facts", facts_of(draft, side="", passed_at="")
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'href="#id_side"' in page or "Side" in page
    assert page.count("This field is required.") >= 2


def test_a_piece_saved_in_passing_says_how_its_lines_read(cast: Cast, draft: Draft) -> None:
    piece = wages(draft)
    answer = browser_of(cast.chief).post(
        f"/pieces/{piece.pk}/",
        piece_as_typed(piece) | {"line-t1": "Wages raise 3/2.5/2", "state-t1": "taken"},
        **LIVE,
    )
    page = text_of(answer)
    assert "3 / 2.5 / 2" in page
    assert "1 term taken" in page
    assert f'id="piece-{piece.pk}-terms"' not in page  # the fields somebody types in stay
    piece.refresh_from_db()
    assert piece.terms[0]["line"] == "Wages raise 3/2.5/2"


def test_new_words_bring_their_terms_along(cast: Cast, draft: Draft) -> None:
    piece = wages(draft)
    typed = piece_as_typed(piece, text=piece.text + "\n\nThere shall be ten (10) paid holidays.")
    page = text_of(browser_of(cast.chief).post(f"/pieces/{piece.pk}/", typed, **LIVE))
    assert f'id="piece-{piece.pk}-terms" hx-swap-oob="true"' in page
    assert "ten (10) paid holidays" in page


def test_a_line_that_cannot_be_read_is_kept_and_says_what_is_wrong(
    cast: Cast, draft: Draft
) -> None:
    piece = wages(draft)
    typed = piece_as_typed(piece) | {"line-t1": "Wagse raise 3", "state-t1": "taken"}
    page = text_of(browser_of(cast.chief).post(f"/pieces/{piece.pk}/", typed, **LIVE))
    assert "No issue of this campaign has that name. Got “Wagse”." in page
    piece.refresh_from_db()
    assert piece.terms[0]["line"] == "Wagse raise 3"
    answer = browser_of(cast.chief).post(f"/drafts/{draft.pk}/facts", facts_of(draft))
    assert answer.status_code == 303
    review = browser_of(cast.chief).get(f"/drafts/{draft.pk}/pass")
    assert "Wagse" in text_of(review)
    assert "Record the pass" not in text_of(review)


def test_splitting_first_keeps_what_is_typed(cast: Cast, draft: Draft) -> None:
    piece = wages(draft)
    typed = piece_as_typed(piece, heading="Pay") | {"paragraph": "1"}
    answer = browser_of(cast.chief).post(f"/pieces/{piece.pk}/split", typed)
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/drafts/{draft.pk}/#piece-{piece.pk}",
    )
    assert list(draft.pieces.values_list("heading", flat=True))[2:] == [
        "Pay",
        "Section 2. A ratification bonus of …",
    ]


def test_a_form_that_shows_no_words_loses_none(cast: Cast, draft: Draft) -> None:
    piece = wages(draft)
    browser_of(cast.chief).post(f"/pieces/{piece.pk}/drop", piece_as_typed(piece))
    piece.refresh_from_db()
    assert piece.dropped
    browser_of(cast.chief).post(f"/pieces/{piece.pk}/restore", {"version": piece.version})
    text = piece.text
    piece.refresh_from_db()
    assert not piece.dropped
    assert (piece.text, piece.heading) == (text, "WAGES")


def test_it_is_looked_over_then_passed_and_leads_to_the_proposal(cast: Cast, draft: Draft) -> None:
    browser = browser_of(cast.chief)
    browser.post(f"/drafts/{draft.pk}/terms")
    answer = browser.post(f"/drafts/{draft.pk}/facts", facts_of(draft))
    assert answer["Location"] == f"/drafts/{draft.pk}/pass"
    draft.refresh_from_db()
    review = text_of(browser.get(answer["Location"]))
    assert "3 / 2 / 2" in review
    assert draft.sha256 in review
    assert not Proposal.objects.exists()
    passed = browser.post(f"/drafts/{draft.pk}/pass", {"version": draft.version})
    proposal = Proposal.objects.get()
    assert (passed.status_code, passed["Location"]) == (303, f"/proposals/{proposal.pk}/")
    closed = text_of(browser.get(f"/drafts/{draft.pk}/"))
    assert "This draft was passed as E-1" in closed
    assert "Look it over and pass" not in closed


def test_what_the_record_would_refuse_is_told_before_it_is_passed(cast: Cast, draft: Draft) -> None:
    piece = wages(draft)
    typed = piece_as_typed(piece, more_terms="Wages raise 3/3/3") | {
        "line-t1": "Wages raise 3/2/2",
        "state-t1": "taken",
    }
    browser = browser_of(cast.chief)
    browser.post(f"/pieces/{piece.pk}/", typed, **LIVE)
    browser.post(f"/drafts/{draft.pk}/facts", facts_of(draft))
    review = text_of(browser.get(f"/drafts/{draft.pk}/pass"))
    assert "Two figures for one thing: Wages" in review
    assert "Record the pass" not in review


def test_research_saves_and_the_team_passes(cast: Cast, draft: Draft) -> None:
    answer = browser_of(cast.research).post(f"/drafts/{draft.pk}/facts", facts_of(draft))
    assert answer["Location"] == f"/drafts/{draft.pk}/"
    draft.refresh_from_db()
    assert draft.facts["title"] == "Their offer"


def test_setting_aside_asks_first_and_can_be_undone(cast: Cast, draft: Draft) -> None:
    browser = browser_of(cast.chief)
    asked = text_of(browser.get(f"/drafts/{draft.pk}/discard"))
    assert "nothing is removed" in asked
    done = browser.post(f"/drafts/{draft.pk}/discard", {"note": "Sent by mistake"})
    assert done["Location"] == f"/tables/{cast.common.pk}/intake"
    listed = text_of(browser.get(done["Location"]))
    assert "Sent by mistake" in listed
    browser.post(f"/drafts/{draft.pk}/reopen")
    draft.refresh_from_db()
    assert draft.status == DraftStatus.OPEN


def test_the_file_comes_back_as_it_came_and_runs_nowhere(cast: Cast, draft: Draft) -> None:
    answer = browser_of(cast.chief).get(f"/drafts/{draft.pk}/file")
    assert b"".join(answer.streaming_content) == employers_mail()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_markup_in_a_paper_is_shown_as_words(cast: Cast) -> None:
    evil = b"From: <script>alert(1)</script>\n\nARTICLE 1. <b>WAGES</b>\n\n<img src=x onerror=y> 3%"
    drop(cast, upload(evil, "offer.txt"))
    page = browser_of(cast.chief).get(f"/drafts/{Draft.objects.get().pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_contract_is_looked_over_and_entered(cast: Cast) -> None:
    text = b"ARTICLE 1. RECOGNITION\n\nThe Union is recognized.\n\nARTICLE 2. WAGES\n\nAs agreed.\n"
    browser = browser_of(cast.chief)
    answer = browser.post(
        f"/campaigns/{cast.campaign.pk}/contracts/intake",
        {"kind": ContractKind.CURRENT.value, "paper": [upload(text, "contract.txt")], "text": ""},
    )
    draft = Draft.objects.get()
    assert answer["Location"] == f"/drafts/{draft.pk}/"
    page = text_of(browser.get(answer["Location"]))
    assert "Enter 2 articles as the current contract" in page
    loaded = browser.post(f"/drafts/{draft.pk}/load", {"version": "1", "title": "Agreement"})
    draft.refresh_from_db()
    assert draft.contract is not None
    assert loaded["Location"] == f"/contracts/{draft.contract.pk}/"
    assert [str(one) for one in draft.contract.articles.all()] == [
        "Article 1, RECOGNITION",
        "Article 2, WAGES",
    ]
