"""One page's words as lines of text: spaces where columns are apart, empty lines between blocks."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from commontable.engines.documents.lines import Line
from commontable.engines.documents.pdf.columns import reading_order
from commontable.engines.documents.pdf.glyphs import Glyphs, PageGlyphs
from commontable.engines.documents.pdf.tables import DrawnTable
from commontable.engines.documents.typography import ordinary

_WIDE_GAP = 1.6  # letters' widths; a narrower gap is one space
_NEW_BLOCK = 1.45  # times the usual distance of lines
_MOST_INDENT = 100


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page; ``glyphs[n]`` are the words of the line whose source is n."""

    lines: list[str]
    glyphs: dict[int, tuple[Glyphs, ...]]


def lines_of(
    page: PageGlyphs, words: list[Glyphs], tables: list[DrawnTable], source: int
) -> PageLines:
    """Lines in reading order, numbered from ``source``; a drawn table stands where it begins."""
    found = PageLines([], {})
    letter = _letter_width(words)
    left = min((word.x0 for word in words), default=0.0)
    tables = sorted(tables, key=lambda table: table.top)
    starts = [*(table.top for table in tables), page.height * 2]
    above = float("-inf")
    for order, start in enumerate(starts):
        between = [word for word in words if above <= word.middle < start]
        _write_lines(found, between, letter, left, source)
        if order < len(tables):
            _write_table(found, tables[order], source)
        above = start
    return found


def _write_lines(
    found: PageLines, words: list[Glyphs], letter: float, left: float, source: int
) -> None:
    lines = reading_order(words)
    distances = [
        below[0].middle - line[0].middle
        for line, below in pairwise(lines)
        if below[0].middle > line[0].middle
    ]
    usual = median(distances) if distances else 0.0
    before: Glyphs | None = None
    for line in lines:
        if before is not None:
            down = line[0].middle - before.middle
            own = max(usual, 1.1 * max(line[0].size, before.size))
            if down > _NEW_BLOCK * own or down < 0:
                found.lines.append("")
        place = source + len(found.glyphs)
        text = _spaced(line, letter, left)
        if text.strip():
            found.lines.append(Line(text, place))
            found.glyphs[place] = tuple(line)
            before = line[0]


def _write_table(found: PageLines, table: DrawnTable, source: int) -> None:
    found.lines.append("")
    for row in table.rows:
        cells = tuple(ordinary(" ".join(word.text for word in cell)).strip() for cell in row)
        if any(cells):
            place = source + len(found.glyphs)
            found.lines.append(Line.row(cells, place))
            found.glyphs[place] = tuple(word for cell in row for word in cell)
    found.lines.append("")


def _letter_width(words: list[Glyphs]) -> float:
    widths = [(word.x1 - word.x0) / len(word.text) for word in words if word.text]
    return max(median(widths), 0.5) if widths else 5.0


def _spaced(line: list[Glyphs], letter: float, left: float) -> str:
    indent = min(max(round((line[0].x0 - left) / letter), 0), _MOST_INDENT)
    parts = [" " * indent, line[0].text]
    for before, word in pairwise(line):
        gap = (word.x0 - before.x1) / letter
        if gap < -0.2 * len(before.text) and word.text == before.text:
            continue  # printed twice on one spot to look bold
        parts.append(" " * (max(2, min(round(gap), _MOST_INDENT)) if gap > _WIDE_GAP else 1))
        parts.append(word.text)
    return ordinary("".join(parts)).replace("\n", " ").replace("\f", " ")
