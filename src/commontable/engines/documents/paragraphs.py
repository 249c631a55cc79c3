"""Lines made into paragraphs again: sentences mended, list items and table rows told apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from commontable.engines.documents.headings import heading_of
from commontable.engines.documents.lines import cells_of, level_of, skipped_of, source_of
from commontable.engines.documents.pages import PAGE_END
from commontable.engines.documents.typography import BULLETS

ParagraphKind = Literal["text", "heading", "item", "row"]

_ITEM = re.compile(
    rf"^(?:[{BULLETS}]\s+|\(?(?:\d{{1,3}}|[A-Za-z]{{1,2}}|[ivxIVX]{{1,5}})[.)]\s+|STEP\s+\d)"
)
_BRACKETED = re.compile(r"^\(\w{1,5}\)\s")
_BULLET = re.compile(rf"^[{BULLETS}](?=\s)")
_COLUMN_GAP = re.compile(r"\s{2,}")
_WIDE_GAP = re.compile(r"\S\s{4,}\S")
_PIPE_RULE = re.compile(r"^[\s|:+=-]+$")
_FIGURE = re.compile(r"^[$€£]?\d[\d,.]*%?$")
_MARKS = re.compile(r"^#{1,6}\s+")
_ENDS_SENTENCE = (".", ":", ";", "!", "?", '."', ".”")
_INDENT_OF_NEW_PARAGRAPH = 3
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item or table row, as words shown.

    ``cells`` holds, for a row, where each cell's words start and end inside ``shown``.
    ``table`` numbers the tables of one article from 0. ``origins`` holds, for each line that came
    in, its source, how many of its words stand elsewhere, and where its first word here is.
    """

    kind: ParagraphKind
    shown: list[str] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    table: int | None = None
    origins: list[tuple[int, int, int]] = field(default_factory=list)


def blocks_of(lines: list[str], knows_word: Callable[[str], bool]) -> list[Block]:
    """The blocks of one article's lines; ``knows_word`` judges how to mend a hyphen."""
    rows = _table_rows(lines)
    blocks: list[Block] = []
    open_block: Block | None = None
    before, indent, blank, page_ended = "", 0, True, False
    for place, line in enumerate(lines):
        stripped = line.strip()
        if not stripped:
            blank, page_ended = True, page_ended or line == PAGE_END
            continue
        if place in rows:
            block = _row(rows[place], source_of(line))
            if block.shown:
                block.table = rows[place].table
                blocks.append(block)
            open_block, before, blank, page_ended = None, "", True, False
            continue
        own_indent = len(line) - len(line.lstrip())
        kind = "heading" if level_of(line) else _kind(stripped, before, blank=blank)
        unfinished = bool(before) and not before.endswith(_ENDS_SENTENCE)
        goes_on = (
            open_block is not None
            and kind == "text"
            and open_block.kind != "heading"
            and (not blank or (page_ended and unfinished))
            and (unfinished or own_indent < indent + _INDENT_OF_NEW_PARAGRAPH)
        )
        if goes_on and open_block is not None:
            _join(open_block, stripped, knows_word, source_of(line))
        else:
            text = _MARKS.sub("", stripped)
            open_block = Block(kind, _BULLET.sub("•", text, count=1).split())
            dropped = len(stripped.split()) - len(open_block.shown)
            open_block.origins.append((source_of(line), skipped_of(line) + dropped, 0))
            blocks.append(open_block)
        before, indent, blank, page_ended = stripped, own_indent, False, False
    return [block for block in blocks if block.shown]


def _kind(stripped: str, before: str, *, blank: bool) -> ParagraphKind:
    if stripped[0] == "#" and _MARKS.match(stripped):
        return "heading"
    if _ITEM.match(stripped):
        bracketed = _BRACKETED.match(stripped) is not None
        if blank or not bracketed or before.endswith((*_ENDS_SENTENCE, ",", " and", " or")):
            return "item"
    if stripped[0] in "SA§":
        heading = heading_of(stripped, "" if blank else before)
        if heading is not None and heading.kind in ("section", "article"):
            return "heading" if not heading.body else "item"
    return "text"


def _join(block: Block, line: str, knows_word: Callable[[str], bool], source: int) -> None:
    following = line.split()
    block.origins.append((source, 0, len(block.shown)))
    last = block.shown[-1]
    if len(last) > 1 and last[-1] == "-" and last[-2].isalpha() and following[0][0].islower():
        block.shown[-1] = mended(last[:-1], following[0], knows_word)
        block.origins[-1] = (source, 1, len(block.shown))
        del following[0]
    block.shown += following


def mended(head: str, tail: str, knows_word: Callable[[str], bool]) -> str:
    """A word broken at a line's end: its hyphen stays where the document writes it so elsewhere.

    Otherwise it stays when both halves are words of the document and their union is not.
    """
    if knows_word(f"{head}-{tail}"):
        return f"{head}-{tail}"
    if knows_word(head + tail) or not (knows_word(head) and knows_word(tail)):
        return head + tail
    return f"{head}-{tail}"


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[str]
    table: int
    marked: bool  # the file itself says where its cells end


def _table_rows(lines: list[str]) -> dict[int, _Row]:
    """Which lines are rows of a table: markdown's pipes, or columns set apart by spaces."""
    candidates: list[tuple[int, list[str]]] = []
    for place, line in enumerate(lines):
        marked = cells_of(line)
        if marked is not None:
            candidates.append((place, list(marked)))
        elif "|" in line and line.count("|") >= 2:  # noqa: PLR2004 - one cell has two pipes
            candidates.append((place, _pipe_cells(line)))
        elif "  " in line.strip():
            stripped = line.strip()
            if not _ITEM.match(stripped):
                candidates.append((place, _COLUMN_GAP.split(stripped)))
    rows: dict[int, _Row] = {}
    run: list[tuple[int, list[str]]] = []
    tables = 0
    for place, cells in [*candidates, (-1, [])]:
        if run and (place < 0 or _apart(lines, run[-1][0], place)):
            if _is_table(lines, run):
                rows |= {
                    at: _Row(found, tables, cells_of(lines[at]) is not None) for at, found in run
                }
                tables += 1
            run = []
        run.append((place, cells))
    return rows


def _apart(lines: list[str], above: int, below: int) -> bool:
    between = lines[above + 1 : below]
    return len(between) > 1 or any(line.strip() for line in between)


def _is_table(lines: list[str], run: list[tuple[int, list[str]]]) -> bool:
    if "|" in lines[run[0][0]] or cells_of(lines[run[0][0]]) is not None:
        return True
    if len(run) < _LEAST_ROWS:
        return False
    wide = sum(len(cells) >= _LEAST_COLUMNS for _, cells in run)
    gaps = sum(_WIDE_GAP.search(lines[place].strip()) is not None for place, _ in run)
    short = all(len(cell.split()) <= 8 for _, cells in run for cell in cells)  # noqa: PLR2004
    return short and (wide >= _LEAST_ROWS or gaps == len(run))


def _pipe_cells(line: str) -> list[str]:
    if _PIPE_RULE.match(line):
        return []
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _crowded(cell: str) -> list[str]:
    """Columns set one space apart: "9031 9456 9909" or "Step Step" are several cells."""
    words = cell.split()
    figures = all(_FIGURE.match(word) for word in words)
    return words if len(words) > 1 and (figures or len(set(words)) == 1) else [cell]


def _row(row: _Row, source: int) -> Block:
    block = Block("row", origins=[(source, 0, 0)])
    whole = row.marked
    for text in [part for cell in row.cells for part in ([cell] if whole else _crowded(cell))]:
        start = len(block.shown)
        block.shown += text.split()
        block.cells.append((start, len(block.shown)))
    return block
