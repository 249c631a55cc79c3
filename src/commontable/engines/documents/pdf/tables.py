"""Tables that a PDF draws with lines, by cell."""

from dataclasses import dataclass
from typing import Any

from commontable.engines.documents.pdf.columns import visual_lines
from commontable.engines.documents.pdf.glyphs import Glyphs, PageGlyphs

_LEAST_STROKES = 6  # a table of two rows and two columns has as many
_MOST_STROKES = 20_000
_LEAST_CELLS = 2


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """Where it begins on the page, and its rows of cells of words."""

    top: float
    rows: tuple[tuple[tuple[Glyphs, ...], ...], ...]


def tables_of(page: Any, glyphs: PageGlyphs) -> tuple[list[DrawnTable], list[Glyphs]]:
    """The drawn tables of ``page``, and the words that stand in none of them."""
    words = list(glyphs.words)
    if not words or not _has_strokes(page):
        return [], words
    found: list[DrawnTable] = []
    try:
        tables = page.find_tables(strategy="lines_strict").tables
    except (ValueError, IndexError, RuntimeError, ZeroDivisionError, TypeError):
        return [], words  # its words are read as lines all the same
    for table in tables:
        boxes = [list(row.cells) for row in table.rows]
        if len(boxes) < _LEAST_CELLS or max(map(len, boxes)) < _LEAST_CELLS:
            continue
        rows, words = _filled(boxes, glyphs, words)
        if sum(bool(cell) for row in rows for cell in row) > 1:
            found.append(DrawnTable(glyphs.turn(tuple(table.bbox))[1], rows))
        else:
            words += [word for row in rows for cell in row for word in cell]
    return found, words


def _has_strokes(page: Any) -> bool:
    strokes = page.get_cdrawings()
    edges = sum(len(path["items"]) for path in strokes[:_MOST_STROKES])
    return edges >= _LEAST_STROKES and len(strokes) <= _MOST_STROKES


def _filled(
    boxes: list[list[Any]], glyphs: PageGlyphs, words: list[Glyphs]
) -> tuple[tuple[tuple[tuple[Glyphs, ...], ...], ...], list[Glyphs]]:
    left = list(words)
    rows: list[tuple[tuple[Glyphs, ...], ...]] = []
    for row in boxes:
        cells: list[tuple[Glyphs, ...]] = []
        for box in row:
            inside: list[Glyphs] = []
            if box is not None:
                x0, y0, x1, y1 = glyphs.turn(tuple(box))
                outside: list[Glyphs] = []
                for word in left:
                    within = x0 <= (word.x0 + word.x1) / 2 <= x1 and y0 <= word.middle <= y1
                    (inside if within else outside).append(word)
                left = outside
            cells.append(tuple(word for line in visual_lines(inside) for word in line))
        rows.append(tuple(cells))
    return tuple(rows), left
