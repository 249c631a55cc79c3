"""A paper's words with their marks: who inserted what, deleted what, and remarked on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from commontable.engines import documents

_LONGEST = 4000  # words of one piece that are shown with their marks


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words in a row: as they stand, inserted or deleted, and by whom."""

    kind: Literal["same", "inserted", "deleted", "moved-from", "moved-to"]
    text: str
    author: str = ""
    at: datetime | None = None
    move: int | None = None
    remark: int | None = None


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    kind: str
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment beside the words it hangs on, ``number`` as shown there."""

    number: int
    author: str
    at: datetime | None
    text: str
    on: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece with its marks.

    Attributes:
        heading: marks in the heading itself.
        authors: everybody who marked something in it.
        cut: the piece is longer than what is shown here.
    """

    paragraphs: tuple[MarkedParagraph, ...]
    remarks: tuple[Remark, ...]
    heading: tuple[Bit, ...]
    authors: tuple[str, ...]
    cut: bool

    @property
    def changed(self) -> bool:
        return bool(self.authors)


def marked(received: documents.Received, first: int, last: int, *, article: int | None) -> Marked:
    """Words ``first:last`` of a paper; ``article`` is where marks in its heading belong."""
    document = received.document
    if document is None:
        return Marked((), (), (), (), cut=False)
    own = [m for m in received.marks if not m.in_heading and _within(m, first, last)]
    heading = [m for m in received.marks if m.in_heading and m.article == article]
    comments = [
        c for c in received.comments if first <= c.start < last or (c.start == c.end == last)
    ]
    remarks = tuple(
        Remark(number, c.author, c.at, c.text, c.on, c.resolved)
        for number, c in enumerate(comments, 1)
    )
    noted = {comment.end: number for number, comment in enumerate(comments, 1)}
    shown_to = min(last, first + _LONGEST)
    marks = _Marks(own)
    paragraphs = [
        MarkedParagraph(
            paragraph.kind,
            tuple(_bits(document, marks, noted, paragraph, (max(paragraph.start, first), end))),
        )
        for each in document.articles
        for paragraph in each.paragraphs
        if paragraph.start < shown_to and paragraph.end > first
        for end in [min(paragraph.end, shown_to)]
    ]
    if left := marks.struck_at(shown_to):
        # What was struck out at the very end of the piece stands after its last word.
        paragraphs.append(MarkedParagraph("text", tuple(left)))
    authors = dict.fromkeys(m.author or "?" for m in [*heading, *own])
    return Marked(
        tuple(paragraphs),
        remarks,
        tuple(_bit(mark) for mark in heading),
        tuple(authors),
        cut=last > shown_to,
    )


def _within(mark: documents.Mark, first: int, last: int) -> bool:
    if mark.start == mark.end:
        return first <= mark.start <= last
    return mark.start < last and mark.end > first


def _bit(mark: documents.Mark) -> Bit:
    return Bit(mark.kind, mark.text, mark.author, mark.at, mark.move)


class _Marks:
    """Marks by the place where they begin; what was struck out is handed out once."""

    def __init__(self, marks: list[documents.Mark]) -> None:
        self._at: dict[int, list[documents.Mark]] = defaultdict(list)
        self._covers: dict[int, documents.Mark] = {}
        for mark in marks:
            if mark.start == mark.end:
                self._at[mark.start].append(mark)
            else:
                for place in range(mark.start, mark.end):
                    self._covers.setdefault(place, mark)

    def struck_at(self, place: int) -> list[Bit]:
        return [_bit(mark) for mark in self._at.pop(place, ())]

    def cover(self, place: int) -> documents.Mark | None:
        return self._covers.get(place)


def _bits(
    document: documents.Document,
    marks: _Marks,
    noted: dict[int, int],
    paragraph: documents.Paragraph,
    span: tuple[int, int],
) -> Iterator[Bit]:
    run: list[str] = []
    cover: documents.Mark | None = None
    cell_starts = {first for first, _ in paragraph.cells[1:]} if paragraph.kind == "row" else set()

    def spoken() -> Iterator[Bit]:
        if run:
            words = " ".join(run)
            if cover is None:
                yield Bit("same", words)
            else:
                yield Bit(cover.kind, words, cover.author, cover.at, cover.move)
            run.clear()

    for place in range(*span):
        struck = marks.struck_at(place)
        mark = marks.cover(place)
        if struck or mark is not cover or place in cell_starts:
            yield from spoken()
        cover = mark
        if place in cell_starts:
            yield Bit("same", "|")
        yield from struck
        run.append(document.shown[place])
        if place + 1 in noted:
            yield from spoken()
            yield Bit("same", "", remark=noted[place + 1])
    yield from spoken()
