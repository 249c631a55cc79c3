"""Tables compared row by row and cell by cell.

A salary schedule moved up one step shares most of its figures with the old one, each in the next
column. A word diff would call them unchanged; cell by cell, every rate that changed is seen.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from commontable.engines.documents.document import Paragraph

Table = list[Paragraph]
_Cell = tuple[int, int]
_LEAST_WORDS_OF_LANGUAGE = 3
"""A cell of fewer words is a figure or a label, replaced as a whole."""


@dataclass(frozen=True, slots=True)
class RowPair:
    """A row and its successor, with the runs of words (old, new, length) that stayed."""

    old: Paragraph
    new: Paragraph
    runs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a table that changed; ``row`` and ``column`` are its labels as printed.

    ``column`` is "" when the heading row has another number of cells.
    """

    article: str
    row: str
    column: str
    old: str
    new: str


def tables_of(paragraphs: Sequence[Paragraph]) -> list[Table]:
    """The tables among paragraphs, each a list of its rows."""
    tables: list[Table] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind == "row":
            if before is not None and before.kind == "row" and before.table == paragraph.table:
                tables[-1].append(paragraph)
            else:
                tables.append([paragraph])
        before = paragraph
    return tables


def row_pairs(
    old_rows: Table, new_rows: Table, old_words: Sequence[str], new_words: Sequence[str]
) -> Iterator[RowPair]:
    """Rows with the same label in order; between them, rows by position where as many stand."""
    old_labels = [_label(row, old_words) for row in old_rows]
    new_labels = [_label(row, new_words) for row in new_rows]
    for old_at, new_at in _aligned(old_labels, new_labels):
        before, after = old_rows[old_at], new_rows[new_at]
        yield RowPair(before, after, tuple(_cell_runs(before, after, old_words, new_words)))


def cell_changes(
    pairs: Sequence[RowPair],
    heading: Paragraph | None,
    words: tuple[Sequence[str], Sequence[str]],
    article: str,
) -> Iterator[CellChange]:
    """Every cell that differs between paired rows; ``heading`` is the new table's first row."""
    old_words, new_words = words
    for pair in pairs:
        if pair.new == heading:
            continue
        for before, after in cells_beside(pair.old, pair.new, old_words, new_words):
            old = _text(old_words, before)
            new = _text(new_words, after)
            if old != new:
                column = ""
                if heading and after and len(heading.cells) == len(pair.new.cells):
                    column = _text(new_words, heading.cells[pair.new.cells.index(after)])
                row = _text(new_words, pair.new.cells[0])
                yield CellChange(article, row, column, old, new)


def _text(words: Sequence[str], cell: _Cell | None) -> str:
    return " ".join(words[slice(*cell)]) if cell else ""


def _label(row: Paragraph, words: Sequence[str]) -> Hashable:
    return tuple(words[slice(*row.cells[0])]) if row.cells else ()


def _aligned(old: list[Hashable], new: list[Hashable]) -> Iterator[tuple[int, int]]:
    for tag, old_start, old_end, new_start, new_end in _codes(old, new):
        if tag == "equal" or old_end - old_start == new_end - new_start:
            yield from zip(range(old_start, old_end), range(new_start, new_end), strict=True)


def _codes(old: list[Hashable], new: list[Hashable]) -> Iterator[tuple[str, int, int, int, int]]:
    """Opcodes with a deletion and the insertion beside it taken as one replacement."""
    pending: tuple[int, int, int, int] | None = None
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            if pending:
                yield ("replace", *pending)
                pending = None
            yield ("equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        else:
            start = (pending[0], pending[2]) if pending else (code.src_start, code.dest_start)
            pending = (start[0], code.src_end, start[1], code.dest_end)
    if pending:
        yield ("replace", *pending)


def cells_beside(
    old: Paragraph, new: Paragraph, old_words: Sequence[str], new_words: Sequence[str]
) -> Iterator[tuple[_Cell | None, _Cell | None]]:
    """Each cell with its successor; None for a cell that was added or left out."""
    if len(old.cells) == len(new.cells):
        yield from zip(old.cells, new.cells, strict=True)
        return
    old_cells: list[Hashable] = [tuple(old_words[slice(*cell)]) for cell in old.cells]
    new_cells: list[Hashable] = [tuple(new_words[slice(*cell)]) for cell in new.cells]
    for tag, old_start, old_end, new_start, new_end in _codes(old_cells, new_cells):
        if tag == "equal" or old_end - old_start == new_end - new_start:
            yield from zip(old.cells[old_start:old_end], new.cells[new_start:new_end], strict=True)
            continue
        yield from _figures_beside(
            (old.cells[old_start:old_end], new.cells[new_start:new_end]), old_words, new_words
        )


def _figures_beside(
    cells: tuple[Sequence[_Cell], Sequence[_Cell]],
    old_words: Sequence[str],
    new_words: Sequence[str],
) -> Iterator[tuple[_Cell | None, _Cell | None]]:
    """Rows of unequal length: figures answer figures and labels labels, in order."""
    old_kinds: list[Hashable] = [_is_figure(old_words[slice(*cell)]) for cell in cells[0]]
    new_kinds: list[Hashable] = [_is_figure(new_words[slice(*cell)]) for cell in cells[1]]
    for tag, old_start, old_end, new_start, new_end in _codes(old_kinds, new_kinds):
        if tag == "equal":
            yield from zip(cells[0][old_start:old_end], cells[1][new_start:new_end], strict=True)
            continue
        for cell in cells[0][old_start:old_end]:
            yield cell, None
        for cell in cells[1][new_start:new_end]:
            yield None, cell


def _is_figure(words: Sequence[str]) -> bool:
    return bool(words) and any(letter.isdigit() for letter in words[0])


def _cell_runs(
    old: Paragraph, new: Paragraph, old_words: Sequence[str], new_words: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    for before, after in cells_beside(old, new, old_words, new_words):
        if before is None or after is None or before[0] == before[1]:
            continue
        old_cell, new_cell = old_words[slice(*before)], new_words[slice(*after)]
        if old_cell == new_cell:
            yield before[0], after[0], before[1] - before[0]
        elif min(len(old_cell), len(new_cell)) >= _LEAST_WORDS_OF_LANGUAGE:
            for tag, old_start, old_end, new_start, _ in _codes([*old_cell], [*new_cell]):
                if tag == "equal":
                    yield before[0] + old_start, after[0] + new_start, old_end - old_start
