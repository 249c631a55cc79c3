"""A PDF looked at as pictures: is every page drawn, and does every word stand where it may?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pymupdf

SCALE = 3  # pixels a point
SEEN = 60  # of 255: how much darker ink is than the ground it stands on
MARGIN = 18  # points: what a printer can reach, and a little more
COVERED = 0.25  # of the smaller word's box


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a picture, and the words that should be seen on it."""

    number: int
    picture: pymupdf.Pixmap
    words: tuple[tuple[pymupdf.Rect, str], ...]

    @property
    def width(self) -> float:
        """In points."""
        return self.picture.width / SCALE

    @property
    def height(self) -> float:
        """In points."""
        return self.picture.height / SCALE

    def contrast(self, box: pymupdf.Rect) -> int:
        """How far the lightest and the darkest pixel within a box lie apart, of 255."""
        scaled = pymupdf.IRect(box * SCALE) & self.picture.irect
        across, ink = self.picture.width, self.picture.samples
        rows = [
            ink[row * across + scaled.x0 : row * across + scaled.x1]
            for row in range(scaled.y0, scaled.y1)
        ]
        pixels = b"".join(rows)
        return max(pixels) - min(pixels) if pixels else 0


def pages_of(pdf: bytes) -> list[Page]:
    """Every page drawn, in grey."""
    with pymupdf.open(stream=pdf) as file:
        return [
            Page(
                number,
                page.get_pixmap(dpi=72 * SCALE, colorspace=pymupdf.csGRAY),
                tuple((pymupdf.Rect(word[:4]), word[4]) for word in page.get_text("words")),
            )
            for number, page in enumerate(file, 1)
        ]


def faults_on_paper(pdf: bytes) -> list[str]:
    """What a person would see is wrong: blank pages, words not drawn, cut off or on each other."""
    faults = []
    for page in pages_of(pdf):
        if not page.words:
            faults.append(f"page {page.number} is blank")
        inside = pymupdf.Rect(MARGIN, MARGIN, page.width - MARGIN, page.height - MARGIN)
        for box, word in page.words:
            if box not in inside:
                faults.append(f"page {page.number}: {word!r} runs off the paper")
            elif page.contrast(box) < SEEN:
                faults.append(f"page {page.number}: {word!r} is not to be seen")
        for (one, first), (two, second) in combinations(page.words, 2):
            if abs(one & two) > COVERED * min(abs(one), abs(two)):
                faults.append(f"page {page.number}: {first!r} and {second!r} lie on each other")
    return faults


def place_of(pdf: bytes, text: str) -> tuple[int, pymupdf.Rect]:
    """The page and the box where a text stands for the first time."""
    with pymupdf.open(stream=pdf) as file:
        for number, page in enumerate(file, 1):
            found = page.search_for(text)
            if found:
                return number, found[0]
    raise AssertionError(f"{text!r} stands on no page")
