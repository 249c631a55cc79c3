"""The words of one PDF page with their boxes, turned so that its text runs from left to right."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pymupdf

# A letter without a code comes out as U+FFFD, to be counted, not as some other letter.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_SHARE_OF_PICTURE = 0.5

type Box = tuple[float, float, float, float]
type Turn = Callable[[Box], Box]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One word: its box in points from the page's top left corner, and its letters' size."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All words of a page; ``turn`` brings a box of the page into the same direction."""

    words: tuple[Glyphs, ...]
    width: float
    height: float
    turn: Turn
    pictured: bool  # it has no words and is mostly a picture


def glyphs_of(page: Any) -> PageGlyphs:
    """The words of ``page``, which is turned by the direction most of its letters have."""
    textpage = page.get_textpage(flags=_FLAGS)
    lines = {
        (block["number"], order): line
        for block in textpage.extractDICT()["blocks"]
        for order, line in enumerate(block.get("lines", ()))
    }
    ways: Counter[tuple[int, int]] = Counter()
    for line in lines.values():
        ways[_way(line)] += sum(len(span["text"]) for span in line["spans"])
    way = ways.most_common(1)[0][0] if ways else (1, 0)
    box = page.mediabox
    width, height = box.width, box.height
    turn, size = _turn(way, width, height)
    words: list[Glyphs] = []
    for x0, y0, x1, y1, text, block, order, _ in textpage.extractWORDS():
        line = lines.get((block, order))
        if line is not None and _way(line) != way:
            continue
        spans = line["spans"] if line is not None else ()
        letters = spans[0]["size"] if spans else y1 - y0
        words.append(Glyphs(*turn((x0, y0, x1, y1)), text, letters))
    pictured = not words and _is_picture(page, width * height)
    return PageGlyphs(tuple(words), *size, turn, pictured)


def _way(line: dict[str, Any]) -> tuple[int, int]:
    return round(line["dir"][0]), round(line["dir"][1])


def _turn(way: tuple[int, int], width: float, height: float) -> tuple[Turn, tuple[float, float]]:
    if way == (0, -1):  # it reads upward
        return lambda b: (height - b[3], b[0], height - b[1], b[2]), (height, width)
    if way == (0, 1):  # downward
        return lambda b: (b[1], width - b[2], b[3], width - b[0]), (height, width)
    if way == (-1, 0):  # upside down
        return lambda b: (width - b[2], height - b[3], width - b[0], height - b[1]), (width, height)
    return lambda b: b, (width, height)


def _is_picture(page: Any, area: float) -> bool:
    covered = 0.0
    for info in page.get_image_info():
        x0, y0, x1, y1 = info["bbox"]
        covered += max(x1 - x0, 0) * max(y1 - y0, 0)
    return covered > _SHARE_OF_PICTURE * max(area, 1)
