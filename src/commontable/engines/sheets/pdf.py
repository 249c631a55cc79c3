"""A sheet as a tagged PDF (PDF/UA-1), set by Typst: landscape, heads repeated on every page.

The template is ours and fixed; everything a sheet says is handed to it as data and shown as text,
never read as markup. The same view gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

import typst

from commontable.engines.sheets.content import digest
from commontable.engines.sheets.errors import SheetError
from commontable.engines.sheets.view import Edition, Row, SheetView, printable
from commontable.engines.sheets.widths import Widths

TEMPLATE = Path(__file__).with_name("sheet.typ")
# Where Debian's packages of Noto lie; without them Typst's own serif covers Latin, Greek, Cyrillic.
FONT_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
)
FAMILIES = ("Noto Sans", "Libertinus Serif")

_NO_FONT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_MOST_SUBSTITUTES = 40
_FEW = 4

# Of a landscape page, in millimetres; a little less than A4 and Letter leave, so that both hold it.
_BREADTH, _SIGN, _LINES_ON_A_PAGE = 250.0, 1.55, 32


class Paper(StrEnum):
    LETTER = "us-letter"
    A4 = "a4"


def as_pdf(view: SheetView, *, paper: Paper = Paper.LETTER) -> bytes:
    """The sheet as PDF/UA-1.

    A sign that no font here can show is written as its number, ``[U+1F600]``, so that a sheet is
    never without a PDF for a stray sign; a script without any font is an error.

    Raises:
        SheetError: more signs than a few have no font: the script's font is missing.
    """
    data = _each_text(_content(view), printable)
    substitutes: dict[str, str] = {}
    while True:
        try:
            return _compiled(data, paper)
        except typst.TypstError as error:
            found = _NO_FONT.search(str(error))
            if found is None:
                raise SheetError("The PDF could not be set.", got=str(error)) from error
            missing = {sign for sign in found[1] if ord(sign) > 0x7E}  # noqa: PLR2004 - past ASCII
            if not missing - substitutes.keys() or len(substitutes) > _MOST_SUBSTITUTES:
                raise SheetError(
                    "Fonts are missing for what this sheet says.",
                    expected="a font for every script (Debian: fonts-noto-core, fonts-noto-cjk)",
                    got=f"none that shows “{found[1]}”",
                ) from error
            substitutes |= {sign: f"[U+{ord(sign):04X}]" for sign in missing}
            data = _each_text(data, partial(_translated, str.maketrans(substitutes)))


def _compiled(data: dict[str, Any], paper: Paper) -> bytes:
    return bytes(
        typst.compile(
            str(TEMPLATE),
            format="pdf",
            pdf_standards="ua-1",
            font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data), "paper": paper.value},
        )
    )


def _content(view: SheetView) -> dict[str, Any]:
    """What the template sets: finished text, sizes, the document's date."""
    widths = Widths.of(view)
    moment = datetime.fromisoformat(view.as_of)
    before, _, after = view.say("page").partition("{page}")
    between, _, end = after.partition("{pages}")
    below = [note.text for note in view.notes]
    below += [view.legend, view.say("computed"), view.made, view.basis]
    return {
        "title": view.title,
        "edition": view.edition.value,
        "language": view.language,
        "coalition": view.coalition,
        "parties": f"{view.table}, {view.campaign} · {view.coalition} – {view.employer}",
        "team": view.say("team"),
        "nothing": view.say("nothing"),
        "row_head": view.row_head,
        "columns": [[column.head, column.sub, column.side] for column in view.columns],
        "says_changes": view.edition is Edition.TEAM or bool(view.previous),
        "below": [text for text in below if text],
        "families": FAMILIES,
        "name": view.name,
        "since": view.since,
        "told": _in_columns([view.tell(change) for change in view.changes]),
        "as_of_line": view.say("as_of", moment=view.as_of_words),
        "hash_line": view.say("hash", hash=digest(view)),
        "page_words": [before, between, end],
        "date": [moment.year, moment.month, moment.day],
        "widths": [widths.first, *widths.columns],
        "groups": [
            {"name": name, "rows": [_row(view, row, widths) for row in rows]}
            for name, rows in view.groups()
        ],
    }


def _in_columns(told: list[str]) -> list[list[str]]:
    """A few in one column; more in two of about the same height."""
    if len(told) <= _FEW:
        return [told] if told else []
    whole, above = sum(map(len, told)), 0
    for place, text in enumerate(told, start=1):
        above += len(text)
        if 2 * above >= whole:
            return [told[:place], told[place:]]
    return [told]


def _row(view: SheetView, row: Row, widths: Widths) -> dict[str, Any]:
    return {
        "name": row.name,
        "wording": view.say("wording", wording=row.wording) if row.wording else "",
        "mark": view.say("mark_row_new") if row.mark else "",
        "whole": _fits_a_page(row, widths),
        "cells": [
            {
                "mark": view.say(f"mark_{cell.mark}") if cell.mark else "",
                "entries": [
                    {
                        "about": entry.about,
                        "lines": [[line.value, line.scope] for line in entry.lines],
                        "source": entry.source,
                    }
                    for entry in cell.entries
                ],
            }
            for cell in row.cells
        ],
    }


def _fits_a_page(row: Row, widths: Widths) -> bool:
    """Whether the row can be kept whole: one higher than a page has to be allowed to break."""

    def height(text: Iterator[str], width: float) -> int:
        signs = max(int(_BREADTH * width / _SIGN) - 2, 4)
        return sum(max(ceil(len(line) / signs), 1) for line in text)

    highest = height(iter([row.name, row.wording]), widths.first)
    for cell, width in zip(row.cells, widths.columns, strict=True):
        lines = (cell.said + "\n" + cell.source).split("\n")
        highest = max(highest, height(iter(lines), width))
    return highest <= _LINES_ON_A_PAGE


def _translated(table: dict[int, str], text: str) -> str:
    return text.translate(table)


def _each_text(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _each_text(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each_text(value, change) for value in data]
    return data
