"""The order in which people read a page: across it, or down one column and then the next."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from commontable.engines.documents.pdf.glyphs import Glyphs

_LEAST_LINES = 5  # of a column
_LEAST_WORDS = 3.0  # a line of running text has, on average; a table's cell has fewer
_LEAST_WIDTH = 0.25  # of the text's width
_GUTTER = 1.2  # times the size of letters
_MOST_COLUMNS = 4
_SAME_LINE = 0.5  # of its height that a word must share with the line


@dataclass(slots=True)
class Stretch:
    """Words on one line with no gap wider than a word's: a line of one column, or a cell."""

    words: list[Glyphs]
    x0: float
    x1: float


def visual_lines(words: list[Glyphs]) -> list[list[Glyphs]]:
    """Words that stand at one height, from left to right, the lines from top to bottom."""
    lines: list[list[Glyphs]] = []
    tops: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        if lines:
            y0, y1 = tops[-1]
            shared = min(y1, word.y1) - max(y0, word.y0)
            if shared > _SAME_LINE * min(y1 - y0, word.y1 - word.y0):
                lines[-1].append(word)
                continue
        lines.append([word])
        tops.append((word.y0, word.y1))
    for line in lines:
        line.sort(key=lambda each: each.x0)
    return lines


def reading_order(words: list[Glyphs], depth: int = 0) -> list[list[Glyphs]]:
    """The lines of ``words`` in reading order, each column's lines by themselves."""
    lines = visual_lines(words)
    if depth >= _MOST_COLUMNS or len(lines) < _LEAST_LINES:
        return lines
    stretches = [stretch for line in lines for stretch in _stretches(line)]
    gutter = _gutter(stretches)
    if gutter is None:
        return lines
    ordered: list[list[Glyphs]] = []
    band: list[Stretch] = []
    for stretch in [*stretches, None]:
        if stretch is not None and not stretch.x0 < gutter < stretch.x1:
            band.append(stretch)
            continue
        ordered += _band(band, gutter, depth)
        band = []
        if stretch is not None:
            ordered += [stretch.words]
    return ordered


def _band(band: list[Stretch], gutter: float, depth: int) -> list[list[Glyphs]]:
    left = [stretch for stretch in band if stretch.x1 <= gutter]
    right = [stretch for stretch in band if stretch.x0 >= gutter]
    words = [word for stretch in band for word in stretch.words]
    if not (_is_text(left) and _is_text(right)):
        return visual_lines(words)
    return [
        line
        for side in (left, right)
        for line in reading_order([word for each in side for word in each.words], depth + 1)
    ]


def _is_text(side: list[Stretch]) -> bool:
    if len(side) < _LEAST_LINES:
        return False
    return sum(len(stretch.words) for stretch in side) / len(side) >= _LEAST_WORDS


def _stretches(line: list[Glyphs]) -> list[Stretch]:
    found = [Stretch([line[0]], line[0].x0, line[0].x1)]
    for before, word in pairwise(line):
        if word.x0 - before.x1 > _GUTTER * min(before.size, word.size):
            found.append(Stretch([word], word.x0, word.x1))
        else:
            found[-1].words.append(word)
            found[-1].x1 = max(found[-1].x1, word.x1)
    return found


def _gutter(stretches: list[Stretch]) -> float | None:
    """The middle of the emptiest strip down the page with running text on both sides."""
    left, right = min(s.x0 for s in stretches), max(s.x1 for s in stretches)
    width = right - left
    if width <= 0:
        return None
    sizes = median(word.size for stretch in stretches for word in stretch.words)
    step = max(sizes / 4, 1.0)
    best: tuple[int, float, float] | None = None  # fewest that cross, widest, its middle
    x = run_start = left + _LEAST_WIDTH * width
    run_crossing = -1
    while x <= right - _LEAST_WIDTH * width:
        crossing = sum(stretch.x0 < x < stretch.x1 for stretch in stretches)
        if crossing != run_crossing:
            run_start, run_crossing = x, crossing
        if x - run_start >= sizes * 0.6:
            found = (crossing, run_start - x, (run_start + x) / 2)
            best = found if best is None or found < best else best
        x += step
    if best is None or best[0] > len(stretches) / 3:
        return None
    gutter = best[2]
    sides = [s for s in stretches if s.x1 <= gutter], [s for s in stretches if s.x0 >= gutter]
    if not all(_is_text(side) for side in sides):
        return None
    wide = all(median(s.x1 - s.x0 for s in side) >= _LEAST_WIDTH * width for side in sides)
    return gutter if wide else None
