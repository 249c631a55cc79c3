"""Where every word of a Word file stands, to the letter.

Only what is there is counted: text that somebody's tracked change deleted stays where it is and
is no part of it, what somebody inserted is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from commontable.engines.comparison.redline.layers.places import Spot
from commontable.engines.comparison.redline.words import hunks_between
from commontable.engines.documents.typography import canonical_words, ordinary
from commontable.engines.documents.word.xml import Element, w

P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
INSERTED, DELETED = w("ins"), w("del")
_LEFT_OUT = frozenset({DELETED, w("moveFrom"), w("pPr"), w("rPr")})
_INLINE = frozenset(
    {
        *(INSERTED, w("moveTo"), w("hyperlink"), w("smartTag"), w("fldSimple"), w("customXml")),
        *(w("sdt"), w("sdtContent"), w("dir"), w("bdo")),
    }
)
_HOLDERS = frozenset({w("sdt"), w("sdtContent"), w("customXml"), INSERTED, w("moveTo")})
_WRITTEN = {w("tab"): " ", w("ptab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-"}
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Letter:
    """One character: its run, the element in it, and its place in that element's text."""

    run: Element
    child: Element
    at: int


class Line:
    """One ``w:p``: its letters, and its words as ``start:end`` of them."""

    def __init__(self, element: Element) -> None:
        self.element = element
        text = "".join(_text(element))
        found = [(match.span(), ordinary(match[0])) for match in _WORD.finditer(text)]
        self.words = [span for span, shown in found if shown.strip()]
        self.shown = [shown for _, shown in found if shown.strip()]

    @property
    def end(self) -> int:
        """One past the last letter."""
        return len(self.letters)

    @cached_property
    def letters(self) -> list[Letter]:
        """Every letter where it stands; they are only looked up where something changes."""
        return [
            Letter(run, child, at)
            for run, child in _pieces(self.element)
            for at in range(len(_written(child)))
        ]


class FilePlaces:
    """The lines of a body in order, those of table cells among them."""

    def __init__(self, body: Element) -> None:
        self.lines = [Line(paragraph) for paragraph in _paragraphs(body)]
        self._numbers = {line.element: number for number, line in enumerate(self.lines)}
        self._words = [
            (number, word, line.shown[word])
            for number, line in enumerate(self.lines)
            for word in range(len(line.words))
        ]

    def spots(self, words: Sequence[str]) -> list[Spot | None]:
        """Where each of ``words`` stands; None for one that the file does not write out.

        Words of automatic numbers are none of the file's; headers are none of ``words``.
        """
        written = canonical_words([shown for _, _, shown in self._words])
        spots: list[Spot | None] = [None] * len(words)
        at = there = 0
        ends = (len(words), len(words), len(written), len(written))
        for start, end, written_start, written_end in [*hunks_between(words, written), ends]:
            for own, other in zip(range(at, start), range(there, written_start), strict=True):
                spots[own] = Spot(*self._words[other][:2])
            at, there = end, written_end
        return spots

    def row_of(self, line: int) -> object | None:
        """The table row a line is in."""
        return ancestor(self.lines[line].element, TR)

    def table_of(self, line: int) -> object | None:
        """The table a line is in, the innermost."""
        return ancestor(self.lines[line].element, TBL)

    def line_of_cell(self, line: int, cell: int) -> int | None:
        """The last line with text in that cell of the row, or its first one."""
        row = ancestor(self.lines[line].element, TR)
        cells = list(row.iter(TC)) if row is not None else []
        if not cells:
            return None
        chosen = cells[min(cell, len(cells) - 1)]
        lines = [self._numbers[p] for p in chosen.iter(P) if p in self._numbers]
        filled = [each for each in lines if self.lines[each].words]
        return next(iter([*filled[-1:], *lines]), None)


def ancestor(element: Element, tag: str) -> Element | None:
    """The nearest element of ``tag`` that holds ``element``."""
    return next(element.iterancestors(tag), None)


def _paragraphs(container: Element) -> Iterator[Element]:
    for element in container.iterchildren():
        if element.tag == P:
            yield element
        elif element.tag == TBL:
            for row in _within(element, TR):
                for cell in _within(row, TC):
                    yield from _paragraphs(cell)
        elif element.tag in _HOLDERS:
            yield from _paragraphs(element)


def _within(container: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also where a content control stands around them."""
    for element in container.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag in _HOLDERS:
            yield from _within(element, tag)


def _text(element: Element) -> Iterator[str]:
    for _, child in _pieces(element):
        yield _written(child)


def _pieces(element: Element) -> Iterator[tuple[Element, Element]]:
    """Every run's elements with text in them, in order."""
    for child in element.iterchildren():
        if child.tag == R:
            for piece in child.iterchildren():
                if piece.tag in _WRITTEN or piece.tag == T:
                    yield child, piece
        elif child.tag in _INLINE:
            yield from _pieces(child)


def _written(piece: Element) -> str:
    """What a piece shows, a letter for each of its own."""
    return (piece.text or "") if piece.tag == T else _WRITTEN[piece.tag]
