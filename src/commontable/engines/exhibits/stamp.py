"""The stamp on each page of a copy: whose exhibit, which page, which file, and a running number.

It is set where the page is empty: the margins are looked at as a picture, so that scans, drawings
and notes count as well as letters. Where no margin is empty the page gets a strip more below.
Nothing that was on the page is covered, moved or scaled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

from commontable.engines.exhibits.wanted import Stamp

_mupdf: Any = pymupdf  # it has types for some of its functions only

SIZE = 7.5  # points, like the letters of a footnote
_FONT = "helv"
_EDGE = 10.0  # points kept free to the paper's edge: printers leave as much white
_HEIGHT = 11.0
_STRIP = _HEIGHT + 2 * 4.0
_SIGHT = 900  # pixels along the longer side of the picture that is looked at
_PAPER = 225  # of 255: what is as light as this everywhere is empty paper
_SMALLEST = 4.0  # points, on a page as small as a stamp's own width


def stamp_pages(document: Any, stamp: Stamp) -> int:
    """Stamp every page of an open PDF, in place. Returns how many there are."""
    pages: int = document.page_count
    for place in range(pages):
        _stamp_page(document, place, stamp.text(place + 1, pages))
    return pages


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's box as the file counts it, and how it is turned: from what is seen to what is said.

    PyMuPDF's own way there goes wrong on a turned page whose corner is not at zero.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> _Sheet:
        paper, crop = page.mediabox, page.cropbox  # a crop's height is counted from the top
        return cls(
            left=crop.x0,
            bottom=paper.y1 - crop.y1,
            right=crop.x1,
            top=paper.y1 - crop.y0,
            rotation=page.rotation,
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The file's coordinates of a point of the page as it is seen, from its upper left."""
        match self.rotation:
            case 90:
                return self.left + y, self.bottom + x
            case 180:
                return self.right - x, self.bottom + y
            case 270:
                return self.right - y, self.top - x
            case _:
                return self.left + x, self.top - y

    def longer(self) -> _Sheet:
        """The same with a strip more below, as it is seen."""
        match self.rotation:
            case 90:
                return replace(self, right=self.right + _STRIP)
            case 180:
                return replace(self, top=self.top + _STRIP)
            case 270:
                return replace(self, left=self.left - _STRIP)
            case _:
                return replace(self, bottom=self.bottom - _STRIP)

    @property
    def box(self) -> str:
        return f"[{self.left:g} {self.bottom:g} {self.right:g} {self.top:g}]"


def _stamp_page(document: Any, place: int, text: str) -> None:
    page = document[place]
    page.wrap_contents()  # what a page leaves rotated or scaled must not move the stamp
    sheet, seen = _Sheet.of(page), page.rect
    width, size = _width(seen, text)
    spot = next((one for one in _margins(seen, width) if _is_empty(page, one)), None)
    ink = ""
    if spot is None:
        sheet = sheet.longer()
        seen = _mupdf.Rect(0, 0, seen.width, seen.height + _STRIP)
        spot = next(_margins(seen, width))
        ink = _white(sheet, seen)  # a crop may have hidden something there
        for box in ("CropBox", "MediaBox"):
            document.xref_set_key(page.xref, box, sheet.box)
        for box in ("TrimBox", "BleedBox", "ArtBox"):
            document.xref_set_key(page.xref, box, "null")
    page.insert_font(fontname=_FONT)
    baseline = sheet.place(spot.x0, spot.y1 - (_HEIGHT - size) / 2 - size * 0.15)
    ink += _written(sheet.rotation, baseline, size, text)
    _add(document, page, ink)


def _white(sheet: _Sheet, seen: Any) -> str:
    corners = [sheet.place(0, seen.height - _STRIP), sheet.place(seen.width, seen.height)]
    (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(*corners, strict=True))
    return f"q 1 g {x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g} re f Q\n"


def _written(rotation: int, at: tuple[float, float], size: float, text: str) -> str:
    """The letters, upright on the page as it is seen."""
    along_x, along_y = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[rotation]
    turned = f"{along_x} {along_y} {-along_y} {along_x} {at[0]:g} {at[1]:g}"
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q 0 g BT /{_FONT} {size:g} Tf {turned} Tm ({shown}) Tj ET Q\n"


def _add(document: Any, page: Any, ink: str) -> None:
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, ink.encode("ascii", "replace"))
    streams = " ".join(f"{xref} 0 R" for xref in (*page.get_contents(), stream))
    document.xref_set_key(page.xref, "Contents", f"[{streams}]")


def _width(seen: Any, text: str) -> tuple[float, float]:
    """How wide the stamp is, and its size, smaller where the page is narrow."""
    width = _mupdf.get_text_length(text, _FONT, SIZE)
    room = seen.width - 2 * _EDGE
    size = SIZE if width <= room else max(_SMALLEST, SIZE * room / width)
    return width * size / SIZE, size


def _margins(page: Any, width: float) -> Iterator[Any]:
    """Where the stamp may stand, as the page is seen; the first is where it is looked for."""
    left, right = _EDGE, page.width - _EDGE - width
    for top in (page.height - _EDGE - _HEIGHT, _EDGE):
        for start in (right, (left + right) / 2, left):
            yield _mupdf.Rect(max(start, 0), top, max(start, 0) + width, top + _HEIGHT)


def _is_empty(page: Any, spot: Any) -> bool:
    wider = _mupdf.Rect(spot.x0 - 3, spot.y0 - 3, spot.x1 + 3, spot.y1 + 3)
    scale = _SIGHT / max(page.rect.width, page.rect.height)
    seen = page.get_pixmap(
        matrix=_mupdf.Matrix(scale, scale),
        colorspace=_mupdf.csGRAY,
        clip=wider & page.rect,
        annots=True,
    )
    return bool(seen.samples) and min(seen.samples) >= _PAPER
