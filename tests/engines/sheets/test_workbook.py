"""Excel: numbers are numbers, text is never a formula, and it reads as the sheet reads."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from commontable.engines.sheets import Cell, SheetView, as_workbook, since
from commontable.engines.sheets.workbook import figure_of
from engines.sheets.made import HOSTILE, NBSP, hostile_sheet, says, sheet
from engines.sheets.office import converted

TOP = 4  # rows above the heads


def grid(content: bytes, sheet_name: str = "Sheet") -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        list(row) for row in book.get_sheet_by_name(sheet_name).to_python(skip_empty_area=False)
    ]


def positions(view: SheetView) -> list[list[str]]:
    """Each row's cells as the sheet words them."""
    return [[cell.said or view.words["nothing"] for cell in row.cells] for row in view.rows]


def test_the_cells_are_those_of_the_sheet_and_single_figures_are_numbers() -> None:
    view = sheet()
    rows = grid(as_workbook(view))
    assert rows[TOP][:3] == ["Group", "Issue", "Status quo"]
    assert rows[TOP][-1] == "Sources"
    for read, row in zip(rows[TOP + 1 :], view.rows, strict=True):
        assert read[:2] == [row.group, row.name]
        for value, cell in zip(read[2:-1], row.cells, strict=True):
            if cell.number:
                assert isinstance(value, float)
                assert Decimal(str(value)) * 100 == Decimal(cell.number)
            else:
                assert value == (cell.said or "–")
        sources = [
            f"{column.head}: {cell.source}"
            for column, cell in zip(view.columns, row.cells, strict=True)
            if cell.source
        ]
        assert read[-1] == "\n".join(sources)


def test_libreoffice_shows_every_cell_in_the_words_of_the_sheet(tmp_path: Path) -> None:
    """Numbers too: their format gives back the very words, unit and all."""
    view = since(sheet(issues=6), sheet(issues=5))
    shown = converted(as_workbook(view), tmp_path, from_="xlsx", to="csv").decode()
    rows = list(csv.reader(io.StringIO(shown)))
    assert [row[2:6] for row in rows[TOP + 1 :]] == positions(view)
    assert rows[TOP + 1 :][-1][-2] == "new row"


@pytest.mark.parametrize(
    ("value", "number", "shown", "kept"),
    [
        (f"4.5{NBSP}%", "4.5", f"4.5{NBSP}%", "0.045"),
        (f"3{NBSP}% of pay", "3", f"3{NBSP}% of pay", "0.03"),
        ("$25.00 per hour", "25", "$25.00 per hour", "25"),
        ("$1,500", "1500", "$1,500", "1500"),
        ("at least $0.50 per hour", "0.5", "at least $0.50 per hour", "0.5"),
        ("12 months", "12", "12 months", "12"),
        (f"\N{MINUS SIGN}1.25{NBSP}%", "-1.25", f"\N{MINUS SIGN}1.25{NBSP}%", "-0.0125"),
        ("\N{MINUS SIGN}$750", "-750", "\N{MINUS SIGN}$750", "-750"),
        (f"2{NBSP}% in year 3", "2", f"2{NBSP}% in year 3", "0.02"),
        ('5 "points" \\ more', "5", '5 "points" \\ more', "5"),
        ("0.000001 USD", "0.000001", "0.000001 USD", "0.000001"),
    ],
)
def test_a_figure_is_kept_as_a_number_and_shown_in_its_words(
    tmp_path: Path, value: str, number: str, shown: str, kept: str
) -> None:
    view = sheet(issues=1)
    cell = says(value, "U-1", number=number)
    figure = figure_of(cell)
    assert figure is not None
    assert figure[0] == Decimal(kept)
    row = replace(view.rows[0], group="", cells=(cell, cell, Cell(), Cell()))
    content = as_workbook(replace(view, rows=(row,)))
    told = converted(content, tmp_path, from_="xlsx", to="csv").decode()
    assert list(csv.reader(io.StringIO(told)))[TOP + 1][1] == shown


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1:4", ""),
        ("2026-10-01", ""),
        ("yes", ""),
        ("4 %", "5"),
        ("99999999999999999999 USD", "99999999999999999999"),
        ("3 / 3 %", ""),
    ],
)
def test_what_a_spreadsheet_would_not_keep_exactly_stays_text(value: str, number: str) -> None:
    assert figure_of(says(value, "U-1", number=number)) is None


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    view = hostile_sheet()
    content = as_workbook(view)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        pages = [file.read(name).decode() for name in file.namelist() if "worksheets/" in name]
        styles = file.read("xl/styles.xml").decode()
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    assert 'quotePrefix="1"' in styles
    shown = converted(content, tmp_path, from_="xlsx", to="csv").decode()
    rows = list(csv.reader(io.StringIO(shown)))
    for row, said in zip(rows[TOP + 1 :], HOSTILE, strict=True):
        assert row[0] == said
        assert row[2].startswith(said)


def test_only_what_could_begin_a_formula_is_marked_as_text() -> None:
    with zipfile.ZipFile(io.BytesIO(as_workbook(sheet()))) as file:
        assert "quotePrefix" not in file.read("xl/styles.xml").decode()


def test_it_is_ready_to_be_filtered_and_printed() -> None:
    with zipfile.ZipFile(io.BytesIO(as_workbook(sheet(issues=9)))) as file:
        page = file.read("xl/worksheets/sheet1.xml").decode()
        book = file.read("xl/workbook.xml").decode()
        core = file.read("docProps/core.xml").decode()
    assert re.search(r'<pane xSplit="2" ySplit="5"[^>]*state="frozen"', page)
    assert '<autoFilter ref="A5:G14"/>' in page
    assert 'orientation="landscape"' in page
    assert 'fitToHeight="0"' in page
    assert "&amp;P of &amp;N" in page
    assert "Print_Titles" in book
    assert "$5:$5" in book
    assert "SHA-256" in core


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert as_workbook(sheet()) == as_workbook(sheet())
