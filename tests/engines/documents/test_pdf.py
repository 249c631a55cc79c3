"""PDF: in the order people read, tables by cell, pages that are only pictures told as such."""

from datetime import UTC, datetime

import pymupdf
import pytest

from commontable.engines.documents import Document, DocumentError, Received, read_file
from engines.documents.samples import pdf_file, scanned_pdf

LEFT = "The first column tells of the wages of every nurse in the unit and when they rise "
RIGHT = "The second column tells of the hours of every clerk in the unit and how they end "


def document_of(received: Received) -> Document:
    assert received.document is not None
    return received.document


def text(document: Document) -> str:
    return " ".join(document.shown)


def columns(*texts: str, heading: str = "", rotation: int = 0) -> bytes:
    file = pymupdf.open()
    page = file.new_page()
    width = 468 / len(texts)
    if heading:
        page.insert_text((72, 60), heading)
    for order, words in enumerate(texts):
        left = 72 + order * width
        page.insert_textbox((left, 80, left + width - 20, 700), words, fontsize=10)
    page.set_rotation(rotation)
    return bytes(file.tobytes())


def test_columns_are_read_one_after_the_other() -> None:
    received = read_file(columns(LEFT * 6, RIGHT * 6, heading="ARTICLE 1. PAY"), "a.pdf")
    document = document_of(received)
    assert document.articles[0].title == "PAY"
    assert text(document) == (LEFT * 6 + RIGHT * 6).strip()


def test_three_columns_are_read_one_after_the_other() -> None:
    third = LEFT.replace("first", "third")
    document = document_of(read_file(columns(LEFT * 6, RIGHT * 6, third * 6), "a.pdf"))
    assert text(document) == (LEFT * 6 + RIGHT * 6 + third * 6).strip()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(rotation: int) -> None:
    document = document_of(read_file(columns(LEFT * 6, rotation=rotation), "a.pdf"))
    assert text(document) == (LEFT * 6).strip()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_set_sideways_on_an_upright_page_is_read(turn: int) -> None:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_textbox((100, 100, 500, 700), LEFT * 3, rotate=turn, fontsize=11)
    assert text(document_of(read_file(bytes(file.tobytes()), "a.pdf"))) == (LEFT * 3).strip()


def ruled_table(rows: list[list[str]]) -> bytes:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_text((72, 80), "ARTICLE 1. PAY")
    page.insert_text((72, 100), "The rates are these:")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            box = pymupdf.Rect(72 + x * 120, 120 + y * 30, 192 + x * 120, 150 + y * 30)
            page.draw_rect(box, width=0.5)
            page.insert_textbox(box + pymupdf.Rect(3, 3, -3, -3), cell, fontsize=9)
    page.insert_text((72, 160 + len(rows) * 30), "They are paid every Friday.")
    return bytes(file.tobytes())


def test_a_ruled_table_is_read_by_cell_where_it_stands() -> None:
    rows = [["Step", "Night rate"], ["1", "$30.00 an hour"], ["2", ""]]
    document = document_of(read_file(ruled_table(rows), "a.pdf"))
    paragraphs = document.articles[0].paragraphs
    assert [each.kind for each in paragraphs] == ["text", "row", "row", "row", "text"]
    found = [
        [" ".join(document.shown[a:b]) for a, b in each.cells]
        for each in paragraphs
        if each.kind == "row"
    ]
    assert found == rows


def test_columns_of_figures_are_a_table_and_not_columns_of_text() -> None:
    lines = "\n".join(f"Range {n}    Step A    {n * 11}.00    {n * 12}.00" for n in range(1, 12))
    document = document_of(read_file(pdf_file(f"ARTICLE 1. PAY\n\n{lines}"), "a.pdf"))
    assert {each.kind for each in document.articles[0].paragraphs} == {"row"}
    assert document.shown[:4] == ("Range", "1", "Step", "A")


def test_running_lines_go_and_a_word_broken_at_a_line_is_mended() -> None:
    pages = [
        f"Harbor Agreement 2026\n\nOf {'abcdef'[n]} they write.\nBut {'ghijkl'[n]} too.\n"
        f"All {'mnopqr'[n]} have com-\npleted {'abcdef'[n]} year.\nSo {'stuvwx'[n]} rest.\n"
        "And more.\n"
        f"Page {n + 1} of 6"
        for n in range(6)
    ]
    received = read_file(pdf_file(*pages), "a.pdf")
    document = document_of(received)
    assert text(document).count("completed") == 6
    assert "Harbor" not in document.words
    assert received.pages == 6


def test_a_word_is_found_on_its_page() -> None:
    received = read_file(pdf_file("ARTICLE 1. PAY\nMore pay.", "ARTICLE 2. REST\nMore rest."), "a")
    document = document_of(received)
    assert [received.page_of(article.start) for article in document.articles] == [1, 2]


def test_a_page_that_is_only_a_picture_is_told() -> None:
    received = read_file(scanned_pdf(2, "ARTICLE 1. PAY"), "a.pdf")
    assert "Each of pages 1, 2 is only a picture" in received.warnings[-1]


def test_an_empty_pdf_is_refused() -> None:
    with pytest.raises(DocumentError, match="no text at all"):
        read_file(pdf_file(""), "a.pdf")


def test_ten_thousand_pages_are_refused_at_once() -> None:
    file = pymupdf.open()
    for _ in range(2_001):
        file.new_page()
    with pytest.raises(DocumentError, match=r"at most 2,000 pages; got 2,001"):
        read_file(bytes(file.tobytes()), "a.pdf")


def test_notes_on_a_pdf_are_comments_on_the_words_they_lie_on() -> None:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_text((72, 72), "The raise is four percent each year.")
    note = page.add_highlight_annot(page.search_for("four percent"))
    note.set_info(title="Lee Park", content="Ours was six.", creationDate="D:20260301224000Z")
    note.update()
    [comment] = read_file(bytes(file.tobytes()), "a.pdf").comments
    assert (comment.author, comment.text, comment.on) == (
        "Lee Park",
        "Ours was six.",
        "four percent",
    )
    assert comment.at == datetime(2026, 3, 1, 22, 40, tzinfo=UTC)
    assert (comment.start, comment.end, comment.page) == (3, 5, 1)


def test_what_was_filled_into_a_form_is_text() -> None:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_text((72, 72), "Effective date:")
    field = pymupdf.Widget()
    field.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
    field.field_name, field.field_value = "date", "July 1, 2026"
    field.rect = pymupdf.Rect(160, 60, 300, 80)
    page.add_widget(field)
    document = document_of(read_file(bytes(file.tobytes()), "a.pdf"))
    assert text(document) == "Effective date: July 1, 2026"


WITHOUT_LETTERS = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>
endobj
4 0 obj <</Length 66>> stream
BT /F 12 Tf 72 700 Td <E012E013E014E015E016E017E018E019> Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>> endobj
6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)
/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R>> endobj
7 0 obj <</Type/FontDescriptor/FontName/X/Flags 4/ItalicAngle 0/Ascent 800/Descent -200
/CapHeight 700/StemV 80/FontBBox[0 0 1000 1000]>> endobj
trailer <</Root 1 0 R>>
"""


def test_a_font_that_does_not_say_its_letters_is_told() -> None:
    with pytest.raises(DocumentError, match="do not say which letters") as refusal:
        read_file(WITHOUT_LETTERS, "a.pdf")
    assert "text recognition" in refusal.value.advice
