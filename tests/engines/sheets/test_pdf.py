"""The PDF: tagged, paged, whole, and cell for cell what the sheet says."""

from __future__ import annotations

import re
from dataclasses import replace

import pymupdf
import pytest

from browser.paper import faults_on_paper
from commontable.engines.sheets import (
    Paper,
    Row,
    SheetError,
    SheetView,
    as_pdf,
    public_edition,
    since,
)
from engines.sheets.made import HOSTILE, hostile_sheet, row, says, sheet


def opened(view: SheetView, paper: Paper = Paper.LETTER) -> pymupdf.Document:
    return pymupdf.open(stream=as_pdf(view, paper=paper))


def bare(text: str) -> str:
    """Without blanks: where a line breaks is the page's own affair."""
    return re.sub(r"\s", "", text)


def text_of(view: SheetView, each: Row) -> str:
    """A row as it has to be read from the page, cell after cell."""
    said = [f"◆ {view.words['mark_row_new']}" if each.mark else "", each.name]
    said.append(view.say("wording", wording=each.wording) if each.wording else "")
    for cell in each.cells:
        said.append(f"◆ {view.words[f'mark_{cell.mark}']}" if cell.mark else "")
        said += [entry.said + entry.source for entry in cell.entries] or [view.words["nothing"]]
    return bare("".join(said))


@pytest.mark.parametrize("paper", Paper)
def test_every_row_stands_whole_on_one_page_as_the_sheet_has_it(paper: Paper) -> None:
    view = since(sheet(issues=60), sheet(issues=50))
    document = opened(view, paper)
    pages = [bare(page.get_text()) for page in document]
    assert len(pages) > 2
    on = [
        [place for place, page in enumerate(pages) if text_of(view, each) in page]
        for each in view.rows
    ]
    assert [len(places) for places in on] == [1] * 60
    assert on == sorted(on)


@pytest.mark.parametrize("paper", Paper)
def test_drawn_no_page_is_blank_and_no_word_off_the_paper_unseen_or_under_another(
    paper: Paper,
) -> None:
    view = since(sheet(issues=30), sheet(issues=25))
    assert faults_on_paper(as_pdf(view, paper=paper)) == []


def test_heads_are_repeated_pages_numbered_and_a_group_never_ends_a_page() -> None:
    view = sheet(issues=60)
    document = opened(view)
    for number, page in enumerate(document, start=1):
        text = page.get_text()
        assert "Off the record" in text
        assert f"{number} of {len(document)}" in text
        assert "Team edition. Not for release." in text
        assert page.rect.width > page.rect.height
    for name, rows in view.groups():
        first = text_of(view, rows[0])
        texts = [page.get_text() for page in document]
        assert name in next(text for text in texts if first in bare(text))


def test_letter_and_a4_are_the_sizes_they_say() -> None:
    sizes = {paper: opened(sheet(), paper)[0].rect for paper in Paper}
    assert (round(sizes[Paper.LETTER].width), round(sizes[Paper.LETTER].height)) == (792, 612)
    assert (round(sizes[Paper.A4].width), round(sizes[Paper.A4].height)) == (842, 595)


def test_it_is_tagged_for_readers_that_speak() -> None:
    document = opened(since(sheet(), sheet(issues=3)))
    catalog = document.xref_object(document.pdf_catalog())
    assert "/StructTreeRoot" in catalog
    assert re.search(r"/Lang ?\(en\)", catalog)
    assert re.search(r"/Marked true", catalog)
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.get_xml_metadata()
    tags = [
        found[1]
        for xref in range(1, document.xref_length())
        if (found := re.search(r"/S ?/(\w+)", document.xref_object(xref)))
    ]
    assert tags.count("Table") == 1
    assert tags.count("TH") >= 5
    assert tags.count("TD") == 4 * 5
    assert "H1" in tags or "Title" in tags
    assert document.metadata is not None
    assert document.metadata["title"] == "Where the common table stands"


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert as_pdf(sheet()) == as_pdf(sheet())


def with_row(view: SheetView, more: Row) -> SheetView:
    return replace(view, rows=(*view.rows, more))


def test_a_row_higher_than_a_page_is_broken_and_nothing_of_it_lost() -> None:
    long = " ".join(f"word{place}." for place in range(1500))
    document = opened(with_row(sheet(issues=1), row(7, union=says(long, "U-7"))))
    text = bare("".join(page.get_text() for page in document))
    assert [place for place in range(1500) if f"word{place}." not in text] == []


def test_what_looks_like_markup_is_shown_as_it_stands() -> None:
    text = bare("".join(page.get_text() for page in opened(hostile_sheet())))
    for said in HOSTILE:
        assert bare(said) in text


def test_a_sign_without_a_font_is_written_as_its_number() -> None:
    view = with_row(sheet(issues=1), row(9, union=says("5 % \N{ROCKET} at once", "U-9")))
    text = bare("".join(page.get_text() for page in opened(view)))
    assert "5%[U+1F680]atonce" in text


def test_a_script_without_a_font_is_an_error_that_says_what_to_install() -> None:
    said = "".join(chr(0x1F300 + place) for place in range(200))
    with pytest.raises(SheetError, match="fonts-noto"):
        as_pdf(with_row(sheet(issues=1), row(9, union=says(said, "U-9"))))


def test_other_scripts_are_set() -> None:
    view = with_row(sheet(issues=1), row(9, union=says("Lương 4 % · راتب · एक · שכר", "U-9")))
    assert "Lương" in "".join(page.get_text() for page in opened(view))


def test_a_public_edition_without_changes_says_nothing_of_a_sheet_before() -> None:
    view = public_edition(
        sheet(), title="For members", number=1, rows={"issue-1"}, columns={"union"}, wording={}
    )
    text = "".join(page.get_text() for page in opened(view))
    assert "Public edition 1" in text
    assert "Team edition" not in text
    assert "sheet before" not in text
    assert "Ada Chief" not in text
