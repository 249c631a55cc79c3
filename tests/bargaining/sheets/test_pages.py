"""The screens of sheets: arranged, shown, frozen, handed out as files; and what they refuse."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import timedelta

import pymupdf
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from docx import Document
from python_calamine import CalamineWorkbook

from bargaining.browsing import browser_of
from bargaining.passing import passes, raises
from bargaining.sheets.arranged import ago, arranged, frozen, looked_at, offers, view_of
from cast import Cast, enter
from commontable.bargaining.models import Pattern, Sheet, SheetRelease, SheetVersion, SheetWording
from commontable.bargaining.services.proposals import withdraw_proposal
from commontable.bargaining.sheet_definition import Definition
from commontable.bargaining.views.sheet_page import page_of
from commontable.bargaining.words import Side
from commontable.common import dates

SHOWN = {
    "title": "Where we stand",
    "columns": ["status_quo", "union", "employer"],
    "by": "issue",
    "group": "kind",
    "which": "all",
}


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_table_without_sheets_says_what_one_is_and_how_to_begin(cast: Cast) -> None:
    page = browser_of(cast.research).get(reverse("bargaining:sheets", args=[cast.common.pk]))
    text = page.content.decode()
    assert "No sheet yet" in text
    assert reverse("bargaining:make_sheet", args=[cast.common.pk]) in text
    assert "Arrange a sheet" not in (
        browser_of(cast.observer)
        .get(reverse("bargaining:sheets", args=[cast.common.pk]))
        .content.decode()
    )


def test_a_sheet_is_arranged_in_a_form_and_then_shows_what_stands(cast: Cast) -> None:
    offers(cast, Side.UNION, "6", "5", at=ago(hours=3))
    browser = browser_of(cast.research)
    address = reverse("bargaining:make_sheet", args=[cast.common.pk])
    assert "Off the record: supposals" in browser.get(address).content.decode()
    kept = browser.post(
        address, SHOWN | {"which": "chosen", "issues": [str(cast.wages.pk)]}, follow=True
    )
    sheet = Sheet.objects.get()
    assert Definition.from_data(sheet.definition).chosen == frozenset({cast.wages.pk})
    text = kept.content.decode()
    assert "6 / 5\u00a0%" in text
    assert "U-1" in text
    assert "Staffing" not in text
    assert "None yet. A version freezes" in text


def test_what_is_missing_is_said_beside_the_form_and_nothing_is_lost(cast: Cast) -> None:
    browser = browser_of(cast.research)
    address = reverse("bargaining:make_sheet", args=[cast.common.pk])
    page = browser.post(address, SHOWN | {"columns": [], "title": "Kept as typed"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Choose at least one column." in text
    assert "Kept as typed" in text
    none = browser.post(address, SHOWN | {"which": "chosen"})
    assert none.status_code == 422
    assert "A sheet has rows." in none.content.decode()
    browser.post(address, SHOWN)
    again = browser.post(address, SHOWN)
    assert again.status_code == 422
    assert "already" in again.content.decode()
    assert Sheet.objects.count() == 1


def test_the_draft_is_shown_while_one_arranges_with_and_without_javascript(cast: Cast) -> None:
    offers(cast, Side.EMPLOYER, "2.5", at=ago(hours=3))
    browser = browser_of(cast.research)
    live = browser.post(
        reverse("bargaining:preview_sheet", args=[cast.common.pk]), SHOWN | {"title": ""}
    )
    assert "2.5\u00a0% in year 1" in live.content.decode()
    plain = browser.post(
        reverse("bargaining:make_sheet", args=[cast.common.pk]), SHOWN | {"preview": "1"}
    )
    assert plain.status_code == 200
    assert "2.5\u00a0% in year 1" in plain.content.decode()
    assert not Sheet.objects.exists()
    bad = browser.post(reverse("bargaining:preview_sheet", args=[cast.common.pk]), {})
    assert "Choose at least one column." in bad.content.decode()


def test_a_version_is_made_of_a_moment_and_its_page_says_what_happened_since(cast: Cast) -> None:
    offer = offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=9))
    sheet = arranged(cast)
    browser = browser_of(cast.chief)
    address = reverse("bargaining:make_version", args=[sheet.pk])
    later = {"as_of": (dates.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")}
    refused = browser.post(address, later)
    assert refused.status_code == 422
    assert "has not come" in refused.content.decode()
    made = browser.post(address, {"as_of": "", "note": "For the caucus"}, follow=True)
    text = made.content.decode()
    assert "Version 1 is made." in text
    assert "since then" not in text
    enter(cast.chief)
    withdraw_proposal(actor=cast.chief.actor, proposal=offer, at=dates.now())
    version = SheetVersion.objects.get()
    page = browser.get(reverse("bargaining:sheet_version", args=[version.pk]))
    text = page.content.decode()
    assert "since then:" in text
    assert "E-1 was withdrawn" in text
    assert "Made now, the sheet would differ in" in text
    assert "For the caucus" in text
    assert "2 / 2\u00a0%" in text, "the version itself stays as it was"


@pytest.mark.parametrize("who", ["chief", "observer"])
def test_the_page_the_pdf_word_and_excel_say_the_same(cast: Cast, who: str) -> None:
    offers(cast, Side.UNION, "6", "5", at=ago(hours=5))
    offers(cast, Side.EMPLOYER, "2", "2", at=ago(hours=4))
    north = raises(cast.wages, "3", regions=("NORTH",))
    passes(cast, Side.EMPLOYER, [cast.wages], terms=north, passed_at=ago(hours=3))
    version = frozen(cast, arranged(cast))
    view = view_of(version)
    browser = browser_of(getattr(cast, who))

    def got(name: str, **query: str) -> bytes:
        answer = browser.get(reverse(f"bargaining:{name}", args=[version.pk]), query)
        assert answer.status_code == 200
        if name != "sheet_version":
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert "where-we-stand-v1." in answer.headers["Content-Disposition"]
        return bytes(answer.content)

    page = bare(re.sub(r"<[^>]+>", "", got("sheet_version").decode()))
    word = Document(io.BytesIO(got("sheet_word"))).tables[0]
    in_word = [[bare(cell.text) for cell in row.cells] for row in word.rows]
    pdfs = {
        paper: bare(
            "".join(p.get_text() for p in pymupdf.open(stream=got("sheet_pdf", paper=paper)))
        )
        for paper in ("letter", "a4")
    }
    book = CalamineWorkbook.from_filelike(io.BytesIO(got("sheet_workbook")))
    in_excel = book.get_sheet_by_name("Sheet").to_python()
    for row in view.rows:
        (word_row,) = [each for each in in_word if each[0] == bare(row.name)]
        (excel_row,) = [each for each in in_excel if row.name in each]
        for place, cell in enumerate(row.cells):
            whole = bare("".join(e.said + e.source for e in cell.entries)) or "–"
            assert whole in page
            assert whole in pdfs["letter"]
            assert whole in pdfs["a4"]
            assert word_row[place + 1] == whole
            assert excel_row[place + 2] == (cell.said or "–")
    data = got("sheet_data")
    assert hashlib.sha256(data).hexdigest() == version.sha256
    assert version.sha256 in page


def test_a_sign_without_a_font_does_not_keep_the_pdf_from_being_made(cast: Cast) -> None:
    passes(cast, Side.UNION, [cast.wages], title="5 % \N{ROCKET} now")
    version = frozen(cast, arranged(cast))
    answer = browser_of(cast.chief).get(reverse("bargaining:sheet_pdf", args=[version.pk]))
    assert answer.content.startswith(b"%PDF")


def test_a_script_without_a_font_is_told_and_the_other_files_are_there(cast: Cast) -> None:
    said = "".join(chr(0x1F300 + place) for place in range(100))
    passes(cast, Side.UNION, [cast.wages], title=said)
    version = frozen(cast, arranged(cast))
    browser = browser_of(cast.chief)
    refused = browser.get(reverse("bargaining:sheet_pdf", args=[version.pk]))
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "fonts-noto" in text
    assert "its other files can be downloaded" in text
    assert browser.get(reverse("bargaining:sheet_word", args=[version.pk])).status_code == 200


def test_a_release_is_chosen_looked_at_and_signed(cast: Cast) -> None:
    offers(cast, Side.UNION, "6", "5", at=ago(hours=5))
    version = frozen(cast, arranged(cast))
    browser = browser_of(cast.communications)
    address = reverse("bargaining:release_sheet", args=[version.pk])
    fresh = browser.get(address).content.decode()
    assert "checked" not in fresh, "by default nothing goes out"
    assert "Off the record" not in fresh
    nothing = browser.post(address, {"title": "For members"})
    assert nothing.status_code == 422
    assert "nothing would go out" in nothing.content.decode()
    choice = {
        "title": "For members",
        "columns": ["union"],
        "rows": [f"issue-{cast.wages.pk}"],
    }
    looked = browser.post(address, choice)
    assert looked.status_code == 200
    shown = looked.content.decode()
    assert "This goes out" in shown
    assert not SheetRelease.objects.exists()
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    assert seen is not None
    wrong = browser.post(address, choice | {"seen": seen[1], "signature": "Somebody"})
    assert wrong.status_code == 422
    assert "your own name, Eve Communications" in wrong.content.decode()
    stale = browser.post(address, choice | {"seen": "0" * 64, "signature": "Eve Communications"})
    assert stale.status_code == 422
    assert "changed since you looked" in stale.content.decode()
    done = browser.post(
        address, choice | {"seen": seen[1], "signature": "eve communications"}, follow=True
    )
    text = done.content.decode()
    assert "Public edition 1 is out." in text
    release = SheetRelease.objects.get()
    assert f"http://testserver/public/sheets/{release.address}/" in text
    again = browser.get(address).content.decode()
    assert again.count("checked") == 2, "the next one begins with what went out the last time"
    gone = browser.post(
        reverse("bargaining:withdraw_release", args=[release.pk]),
        {"reason": "Too early"},
        follow=True,
    )
    assert "Too early" in gone.content.decode()


def test_the_teams_words_are_set_on_a_row(cast: Cast) -> None:
    sheet = arranged(cast)
    browser = browser_of(cast.communications)
    address = reverse("bargaining:word_row", args=[sheet.pk])
    row = f"issue-{cast.wages.pk}"
    done = browser.post(address, {"row": row, "text": "A <b>raise</b> for all"}, follow=True)
    assert "A &lt;b&gt;raise&lt;/b&gt; for all" in done.content.decode()
    same = browser.post(address, {"row": row, "text": "A <b>raise</b> for all"})
    assert same.status_code == 422
    assert SheetWording.objects.count() == 1


def test_a_pattern_is_entered_by_lines_of_terms_and_corrected(cast: Cast) -> None:
    browser = browser_of(cast.research)
    listed = reverse("bargaining:patterns", args=[cast.campaign.pk])
    assert "No pattern yet" in browser.get(listed).content.decode()
    address = reverse("bargaining:record_pattern", args=[cast.campaign.pk])
    facts = {
        "group": "Valley nurses",
        "reached_on": "2026-01-09",
        "source": "bulletin",
        "terms": "wages raise 5/4",
    }
    bad = browser.post(address, facts | {"terms": "wagges raise 5/4", "source": ""})
    assert bad.status_code == 422
    assert "wagges" in bad.content.decode()
    page = browser.post(address, facts, follow=True).content.decode()
    assert "5 / 4\u00a0%" in page
    pattern = Pattern.objects.get()
    correct = reverse("bargaining:correct_pattern", args=[pattern.pk])
    assert "Wages raise 5/4" in browser.get(correct).content.decode()
    page = browser.post(correct, facts | {"terms": "wages raise 5/4.5"}, follow=True)
    assert "5 / 4.5\u00a0%" in page.content.decode()
    assert Pattern.objects.count() == 2


def test_hostile_words_are_shown_as_words(cast: Cast) -> None:
    passes(cast, Side.UNION, [cast.wages], title='<script>alert("x")</script> U-9')
    version = frozen(cast, arranged(cast, title="<i>Where</i>"))
    page = browser_of(cast.chief).get(reverse("bargaining:sheet_version", args=[version.pk]))
    text = page.content.decode()
    assert "<script>alert" not in text
    assert "<i>Where" not in text
    assert "&lt;script&gt;alert" in text


def test_a_row_written_for_the_team_is_written_anew_where_it_may_not_lead_into_the_record(
    cast: Cast,
) -> None:
    offers(cast, Side.UNION, "6", "5", at=ago(hours=3))
    page = page_of(looked_at(cast))

    def rows(*, linked: bool) -> str:
        shown = {"page": page, "linked": linked}
        return render_to_string("bargaining/sheets/view.html", shown)

    assert 'href="/proposals/' in rows(linked=True)
    assert "href" not in rows(linked=False)
    assert rows(linked=True) == rows(linked=True)
