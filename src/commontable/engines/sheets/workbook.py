"""A sheet as an Excel workbook: one row an issue, each position beside its source, print set up.

A cell that says one figure holds the number itself, shown in the very words of the sheet; all else
is text, never a formula. The same view gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from commontable.engines.sheets.content import digest
from commontable.engines.sheets.view import Cell, Edition, Row, SheetView, printable
from commontable.engines.sheets.widths import Widths

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_RUN = re.compile(r'[^"\\]+|["\\]')
_PERCENT = re.compile(r"[ \u00a0\u202f]?%")
# What a spreadsheet would take for the beginning of a formula once somebody edits the cell.
_FORMULA = ("=", "+", "-", "@", "\t")
_LONGEST = 32_767  # Excel's own limit for a cell
_HIGHEST = 409.0  # points; Excel's own limit for a row
_SHARED = 112.0  # signs across the row's name and its positions
_FACE = "Noto Sans"


def as_workbook(view: SheetView) -> bytes:
    """The sheet as .xlsx: the sheet itself, what changed, and what it is."""
    written = io.BytesIO()
    stamp = view.say("hash", hash=digest(view))
    book = xlsxwriter.Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    moment = datetime.fromisoformat(view.as_of).replace(tzinfo=None)
    book.set_properties(
        {
            "title": printable(view.title),
            "subject": printable(view.say("as_of", moment=view.as_of_words)),
            "author": printable(view.coalition),
            "comments": printable(stamp),
            "created": moment,
        }
    )
    formats = _Formats(book)
    _sheet(book, view, formats, stamp)
    if view.previous:
        _changes(book, view, formats)
    _about(book, view, formats, stamp)
    book.close()
    return written.getvalue()


@dataclass
class _Formats:
    """The workbook's formats, each made once."""

    book: Workbook
    made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def of(self, **look: Any) -> Format:
        base = {"font_name": _FACE, "font_size": 9, "valign": "top", "text_wrap": True}
        key = tuple(sorted({**base, **look}.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(key))
        return self.made[key]


def _sheet(book: Workbook, view: SheetView, formats: _Formats, stamp: str) -> None:
    page = book.add_worksheet(_tab(view.say("sheet")))
    shape = _Shape.of(view)
    _write(page, 0, 0, view.title, formats.of(bold=True, font_size=14, text_wrap=False))
    page.set_row(0, 21)
    lead = list(_lead(view, stamp))
    for place, line in enumerate(lead, start=1):
        _write(page, place, 0, line, formats.of(text_wrap=False))
    top = 1 + len(lead)
    head = formats.of(bold=True, top=2, bottom=1, valign="bottom")
    for place, said in enumerate(shape.heads):
        _write(page, top, place, said, head)
    page.set_row(top, shape.height(shape.heads, head=True))
    for at, row in enumerate(view.rows, start=top + 1):
        texts = shape.said(view, row)
        small = formats.of(font_size=7, font_color="#4B4B4B", bottom=4)
        for place, text in enumerate(texts):
            look = small if place > shape.last else formats.of(bottom=4, bold=place == shape.first)
            if shape.first < place <= shape.last:
                cell = row.cells[place - shape.first - 1]
                _position(page, (at, place), view, cell, formats)
            else:
                _write(page, at, place, text, look)
        page.set_row(at, shape.height(texts))
    for place, breadth in enumerate(shape.breadths):
        page.set_column(place, place, breadth)
    page.autofilter(top, 0, top + max(len(view.rows), 1), len(shape.heads) - 1)
    page.freeze_panes(top + 1, shape.first + 1)
    page.repeat_rows(top)
    _printed(page, view)


@dataclass(frozen=True)
class _Shape:
    """The columns of the worksheet: perhaps a group, the row's name, the positions, the rest.

    ``first`` is the place of the row's name, ``last`` that of the last position.
    """

    heads: list[str]
    breadths: list[float]
    first: int
    last: int
    marked: bool

    @classmethod
    def of(cls, view: SheetView) -> _Shape:
        grouped = any(row.group for row in view.rows)
        widths = Widths.of(view)
        heads = [view.say("group")] if grouped else []
        heads.append(view.row_head)
        heads += [f"{each.head}\n{each.sub}" if each.sub else each.head for each in view.columns]
        breadths = [12.0] if grouped else []
        breadths.append(max(_SHARED * widths.first, 16))
        breadths += [max(_SHARED * part, 13) for part in widths.columns]
        last = len(heads) - 1
        if view.previous:
            heads.append(view.say("changes"))
            breadths.append(12)
        heads.append(view.say("sources"))
        breadths.append(44)
        return cls(heads, breadths, int(grouped), last, bool(view.previous))

    def said(self, view: SheetView, row: Row) -> list[str]:
        """The text of each cell of a row; a position that is a number is written as one."""
        wording = [view.say("wording", wording=row.wording)] if row.wording else []
        texts = [row.group] if self.first else []
        texts.append("\n".join([row.name, *wording]))
        texts += [cell.said or view.say("nothing") for cell in row.cells]
        if self.marked:
            marks = [view.say("mark_row_new")] if row.mark else []
            marks += [
                f"{column.head}: {view.say(f'mark_{cell.mark}')}"
                for column, cell in zip(view.columns, row.cells, strict=True)
                if cell.mark
            ]
            texts.append("\n".join(marks))
        texts.append(
            "\n".join(
                f"{column.head}: {source}"
                for column, cell in zip(view.columns, row.cells, strict=True)
                for source in cell.source.split("\n")
                if source
            )
        )
        return texts

    def height(self, texts: list[str], *, head: bool = False) -> float:
        """In points, so that the text of every cell is seen without touching the row."""
        tallest = 0.0
        for place, text in enumerate(texts):
            small = place > self.last and not head
            signs = self.breadths[place] * (1.5 if small else 1.05)
            lines = sum(max(ceil(len(line) / signs), 1) for line in text.split("\n"))
            tallest = max(tallest, lines * (10.0 if small else 13.0))
        return min(tallest + 4, _HIGHEST)


def _lead(view: SheetView, stamp: str) -> Iterator[str]:
    """What the sheet is; ``stamp`` names its hash."""
    said = f"{view.say('as_of', moment=view.as_of_words)} · {view.name}"
    yield f"{said} · {view.say('team')}" if view.edition is Edition.TEAM else said
    yield f"{view.table}, {view.campaign} · {view.coalition} – {view.employer}"
    yield stamp


def _position(
    page: Worksheet, at: tuple[int, int], view: SheetView, cell: Cell, formats: _Formats
) -> None:
    fresh: dict[str, Any] = {"bg_color": "#FFF3CF", "left": 5, "left_color": "#8A6400"}
    look: dict[str, Any] = {"bottom": 4, **(fresh if cell.mark else {})}
    figure = figure_of(cell)
    if figure is None:
        said = cell.said or view.say("nothing")
        _write(page, *at, said, formats.of(**look, **_kept_as_text(said)))
        return
    value, pattern = figure
    page.write_number(*at, float(value), formats.of(num_format=pattern, align="left", **look))


def figure_of(cell: Cell) -> tuple[Decimal, str] | None:
    """A cell's one number and the number format that shows it in the cell's own words.

    A percentage is kept as the share it is, 4.5 % as 0.045, as spreadsheets reckon. None where the
    cell says more than one figure, or one that a spreadsheet would not keep exactly.
    """
    if not cell.number:
        return None
    try:
        number = Decimal(cell.number)
    except InvalidOperation:
        return None
    said = cell.said
    for found in _NUMERAL.finditer(said):
        if Decimal(found[0].replace(",", "")) != abs(number):
            continue
        before, after = said[: found.start()], said[found.end() :]
        minus = before.endswith("\N{MINUS SIGN}") or before.rstrip("$").endswith("\N{MINUS SIGN}")
        if minus != (number < 0) or number.adjusted() > 13:  # noqa: PLR2004 - a float's 15 digits
            return None
        whole, _, decimals = found[0].partition(".")
        pattern = ("#,##0" if "," in whole else "0") + (
            "." + "0" * len(decimals) if decimals else ""
        )
        sign = _PERCENT.match(after)
        if sign:
            number = number.scaleb(-2)
            after = after[sign.end() :]
            pattern += _quoted(sign[0][:-1]) + "%"
        shown = f"{_quoted(before)}{pattern}{_quoted(after)}"
        return number, (f"{shown};{shown}" if number < 0 else shown)
    return None


def _quoted(text: str) -> str:
    """Plain text within a number format."""
    return _RUN.sub(lambda run: f'"{run[0]}"' if run[0] not in '"\\' else f"\\{run[0]}", text)


def _printed(page: Worksheet, view: SheetView) -> None:
    page.set_landscape()
    page.set_paper(1)  # Letter; fitted to the page's width, so A4 holds it too
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    before, _, after = view.say("page").partition("{page}")
    between, _, end = after.partition("{pages}")
    pages = f"{_footed(before)}&P{_footed(between)}&N{_footed(end)}"
    said = f"{view.title}, {view.name}. {view.say('as_of', moment=view.as_of_words)}"
    if view.edition is Edition.TEAM:
        said += f" {view.say('team')}"
    page.set_footer(f"&L&7{_footed(said[:180])}&R&7 {pages}")


def _footed(text: str) -> str:
    """Text of a footer, where ``&`` begins a command; a figure after a size needs a blank."""
    return printable(text).replace("&", "&&")


def _changes(book: Workbook, view: SheetView, formats: _Formats) -> None:
    page = book.add_worksheet(_tab(view.say("changes")))
    _write(page, 0, 0, view.since, formats.of(bold=True, font_size=12, text_wrap=False))
    for at, change in enumerate(view.changes, start=1):
        _write(page, at, 0, view.tell(change), formats.of())
    page.set_column(0, 0, 120)
    _printed(page, view)


def _about(book: Workbook, view: SheetView, formats: _Formats, stamp: str) -> None:
    page = book.add_worksheet(_tab(view.say("about")))
    said = [
        view.title,
        *_lead(view, stamp),
        *(note.text for note in view.notes),
        view.legend,
        view.say("computed"),
        view.made,
        view.basis,
    ]
    for at, text in enumerate(text for text in said if text):
        _write(page, at, 0, text, formats.of(bold=at == 0))
    page.set_column(0, 0, 120)
    _printed(page, view)


def _write(page: Worksheet, at: int, place: int, text: str, look: Format) -> None:
    """Always as text, never as a formula, a link or a number."""
    shown = printable(text)[:_LONGEST]
    if shown:
        page.write_string(at, place, shown, look)
    else:
        page.write_blank(at, place, None, look)


def _kept_as_text(text: str) -> dict[str, bool]:
    """The look of what would become a formula once somebody edits the cell: marked as text."""
    return {"quote_prefix": True} if text.startswith(_FORMULA) else {}


def _tab(name: str) -> str:
    """A worksheet's name, without what Excel refuses in one."""
    return re.sub(r"[\[\]:*?/\\']", " ", printable(name))[:31].strip() or "Sheet"
