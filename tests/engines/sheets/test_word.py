"""Word: opened and read back by LibreOffice, cell for cell what the sheet says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pymupdf
from docx import Document
from docx.oxml.ns import qn

from commontable.engines.sheets import SheetView, as_word, since
from engines.sheets.made import HOSTILE, hostile_sheet, sheet
from engines.sheets.office import converted
from engines.sheets.test_pdf import bare, text_of


def rows_of(content: bytes) -> list[list[str]]:
    """Every row of the file's first table; a cell over several columns is there once."""
    (table, *_) = Document(io.BytesIO(content)).tables
    return [
        ["\n".join(p.text for p in cell.paragraphs) for cell in dict.fromkeys(row.cells)]
        for row in table.rows
    ]


def expected(view: SheetView) -> list[str]:
    """Group heads and rows in order, each as one text without blanks."""
    said = []
    for group, rows in view.groups():
        said.append(bare(group))
        said += [text_of(view, each) for each in rows]
    return said


def test_libreoffice_reads_the_cells_that_the_sheet_has(tmp_path: Path) -> None:
    view = since(sheet(issues=12), sheet(issues=10))
    back = converted(as_word(view), tmp_path, from_="docx", to="docx")
    rows = rows_of(back)
    heads = [f"{c.head}\n{c.sub}" if c.sub else c.head for c in view.columns]
    assert rows[0] == [view.row_head, *heads]
    assert [bare("".join(row)) for row in rows[1:]] == expected(view)


def test_set_by_libreoffice_heads_repeat_and_pages_are_counted(tmp_path: Path) -> None:
    view = sheet(issues=40)
    pdf = converted(as_word(view), tmp_path, from_="docx", to="pdf")
    document = pymupdf.open(stream=pdf)
    assert len(document) > 2
    pages = [page.get_text() for page in document]
    for number, text in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in text
    with_rows = [text for text in pages if "Issue number" in text]
    assert all("Off the record" in text for text in with_rows)
    whole = [bare(text) for text in pages]
    for each in view.rows:
        assert sum(text_of(view, each) in page for page in whole) == 1, each.name


def test_the_file_says_what_it_is() -> None:
    document = Document(io.BytesIO(as_word(sheet())))
    assert document.core_properties.title == "Where the common table stands"
    assert document.core_properties.language == "en"
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    (table,) = document.tables
    assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert "Title" in styles


def test_what_looks_like_markup_is_text(tmp_path: Path) -> None:
    view = hostile_sheet()
    back = converted(as_word(view), tmp_path, from_="docx", to="docx")
    assert [bare("".join(row)) for row in rows_of(back)[1:]] == expected(view)
    assert all(bare(said) in bare("".join(map("".join, rows_of(back)))) for said in HOSTILE)


def test_signs_that_xml_cannot_hold_do_not_break_the_file() -> None:
    view = sheet(title="Bell \x07 and half a pair \ud83d")
    with zipfile.ZipFile(io.BytesIO(as_word(view))) as file:
        assert file.testzip() is None
    assert Document(io.BytesIO(as_word(view))).paragraphs[0].text == "Bell   and half a pair  "


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert as_word(sheet()) == as_word(sheet())
