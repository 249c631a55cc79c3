"""A redline as a Word file with real tracked changes, which Word and LibreOffice can accept.

Every deleted or inserted stretch is a ``w:del`` or ``w:ins`` with its author and date (ECMA-376
part 1, 17.13.5); a paragraph that came or went whole carries the mark on its paragraph mark too,
so that accepting all changes leaves the new text and rejecting them the old one.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from itertools import count

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from commontable.engines.comparison.redline.errors import RedlineError
from commontable.engines.comparison.redline.passages import Passage, Piece, article_views
from commontable.engines.comparison.redline.redline import Redline

_TAGS = {"deleted": "w:del", "inserted": "w:ins"}


def as_docx(redline: Redline, *, author: str, at: datetime) -> bytes:
    """The bytes of a .docx file; ``author`` and the moment ``at`` are on every tracked change.

    ``at`` must know its time zone: Word shows the moment, and a proposal's hour is evidence.
    """
    if at.tzinfo is None:
        raise RedlineError("a moment with its time zone", at.isoformat(), "as_docx")
    marks = _Marks(author, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    word = docx.Document()
    word.core_properties.author = _plain(author)
    word.core_properties.title = _plain(f"{redline.old.name} compared with {redline.new.name}")
    for view in article_views(redline):
        article = view.match.new or view.match.old
        if article is not None and article.kind not in ("front", "whole"):
            marks.write(word.add_paragraph(style="Heading 1"), view.heading)
        for passage in view.passages:
            _write(word, marks, passage)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _write(word: WordDocument, marks: "_Marks", passage: Passage) -> None:
    style = {"heading": "Heading 2", "item": "List Paragraph"}.get(passage.form, "Normal")
    paragraph = word.add_paragraph(style=style)
    pieces: Iterable[Piece] = passage.pieces
    if passage.kind == "moved-to":
        # Accepting or rejecting must leave one copy, so arrived text is inserted as it is now.
        pieces = [
            Piece("inserted", piece.words, piece.cell)
            for piece in passage.pieces
            if piece.kind != "deleted"
        ]
    if passage.form == "row":
        pieces = _with_tabs(list(pieces))
    marks.write(paragraph, pieces)


def _with_tabs(pieces: list[Piece]) -> list[Piece]:
    """A row's cells set apart by tabs."""
    spaced: list[Piece] = []
    for place, piece in enumerate(pieces):
        last = place + 1 == len(pieces) or pieces[place + 1].cell == piece.cell
        words = (
            piece.words if last or not piece.words else (*piece.words[:-1], piece.words[-1] + "\t")
        )
        spaced.append(Piece(piece.kind, words, piece.cell))
    return spaced


class _Marks:
    """Writes pieces into paragraphs; every change has its own number in the file."""

    def __init__(self, author: str, at: str) -> None:
        self._author, self._at, self._numbers = _plain(author), at, count(1)

    def write(self, paragraph: WordParagraph, pieces: Iterable[Piece]) -> None:
        found = list(pieces)
        kinds = {piece.kind for piece in found}
        if kinds in ({"inserted"}, {"deleted"}):
            properties = paragraph._p.get_or_add_pPr()
            mark = OxmlElement("w:rPr")
            mark.append(self._mark(_TAGS[next(iter(kinds))]))
            properties.append(mark)
        for place, piece in enumerate(found):
            text = piece.text + (" " if place + 1 < len(found) else "")
            paragraph._p.append(self._run(piece, text))

    def _run(self, piece: Piece, text: str) -> BaseOxmlElement:
        run = OxmlElement("w:r")
        words = OxmlElement("w:delText" if piece.kind == "deleted" else "w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = _plain(text)
        run.append(words)
        if piece.kind == "same":
            return run
        mark = self._mark(_TAGS[piece.kind])
        mark.append(run)
        return mark

    def _mark(self, tag: str) -> BaseOxmlElement:
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(next(self._numbers)))
        mark.set(qn("w:author"), self._author)
        mark.set(qn("w:date"), self._at)
        return mark


def _plain(text: str) -> str:
    """XML cannot hold control characters; a document may."""
    return "".join(c for c in text if c == "\t" or (c.isprintable() and c != "\ufffe"))
