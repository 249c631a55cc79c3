"""Tables that a PDF draws with lines, by cell."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from commontable.engines.documents.pdf.columns import visual_lines
from commontable.engines.documents.pdf.glyphs import Glyphs, PageGlyphs
from commontable.engines.documents.pdf.grid import Grid, boxes_of, grids_of


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Where it begins on the page, and its rows of cells of words; a cell that spans several
    places stands in the first of them, the others are empty.
    """

    top: float
    rows: tuple[tuple[tuple[Glyphs, ...], ...], ...]


def tables_of(page: Any, glyphs: PageGlyphs) -> tuple[list[DrawnTable], list[Glyphs]]:
    """The drawn tables of ``page``, and the words that stand in none of them."""
    words = list(glyphs.words)
    if not words:
        return [], words
    found: list[DrawnTable] = []
    for grid in grids_of(glyphs.turn(box) for box in boxes_of(page)):
        cells, outside = _filled(grid, words)
        filled = sum(bool(held) for held in cells.values())
        # One box around text is a frame.
        if filled > 1 or (filled == 1 and len(cells) > 1 and len(grid.xs) > len(grid.ys)):
            words = outside
            found.append(DrawnTable(grid.ys[0], _rows(grid, cells)))
    return found, words


def _filled(grid: Grid, words: list[Glyphs]) -> tuple[dict[int, list[Glyphs]], list[Glyphs]]:
    cells: dict[int, list[Glyphs]] = {}
    outside: list[Glyphs] = []
    for word in words:
        row = bisect_right(grid.ys, word.middle) - 1
        column = bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1
        inside = 0 <= row < len(grid.cells) and 0 <= column < len(grid.cells[0])
        number = grid.cells[row][column] if inside else -1
        if number < 0:
            outside.append(word)
        else:
            cells.setdefault(number, []).append(word)
    return cells, outside


def _rows(grid: Grid, cells: dict[int, list[Glyphs]]) -> tuple[tuple[tuple[Glyphs, ...], ...], ...]:
    seen: set[int] = set()
    rows: list[tuple[tuple[Glyphs, ...], ...]] = []
    for numbers in grid.cells:
        row: list[tuple[Glyphs, ...]] = []
        for number in numbers:
            held = cells.get(number, []) if number not in seen else []
            seen.add(number)
            row.append(tuple(word for line in visual_lines(held) for word in line))
        rows.append(tuple(row))
    return tuple(rows)
