"""A PDF read page by page: text in reading order, tables by cell, notes, pages without text."""

import unicodedata
from dataclasses import dataclass
from typing import Any

import pymupdf

from commontable.engines.documents.document import Document, read_lines
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.origins import Origins
from commontable.engines.documents.pdf.glyphs import Glyphs, glyphs_of
from commontable.engines.documents.pdf.layout import PageLines, lines_of
from commontable.engines.documents.pdf.remarks import Note, notes_of
from commontable.engines.documents.pdf.tables import tables_of
from commontable.engines.documents.received import Comment

MOST_PAGES = 2_000
MOST_WORDS = 2_000_000

_FAULTS = (RuntimeError, ValueError, TypeError, IndexError, pymupdf.mupdf.FzErrorBase)
_NO_LETTERS = frozenset({"Cc", "Co", "Cn"})
_MOST_UNKNOWN = 0.2

_SEARCHABLE = (
    "Ask for the file it was printed from (.docx), or run text recognition (OCR) over it and send "
    "the searchable PDF."
)
_AGAIN = "It may have been cut off on its way: send it again, or print it to a new PDF."


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What one PDF says; ``page_starts`` is the first word of each page."""

    document: Document
    comments: tuple[Comment, ...]
    pages: int
    page_starts: tuple[int, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Read:
    pages: list[PageLines]
    notes: list[tuple[int, Note]]
    scanned: list[int]
    broken: list[int]


def read_pdf(content: bytes, name: str) -> PdfFile:
    """A PDF with text in it read into a document.

    Raises ``DocumentError`` for one that is damaged, locked, only pictures, or too long.
    """
    library: Any = pymupdf  # it has types for some of its functions only
    library.TOOLS.mupdf_display_errors(False)
    library.TOOLS.mupdf_display_warnings(False)
    try:
        file = library.open(stream=content, filetype="pdf")
    except _FAULTS as reason:
        raise _damaged(name, reason) from None
    with file:
        if file.needs_pass:
            raise DocumentError(
                "a PDF without a password",
                "one that is locked",
                name,
                "Open it, print it to a new PDF without the password, and send that.",
            )
        try:
            count = file.page_count
        except _FAULTS as reason:
            raise _damaged(name, reason) from None
        if count > MOST_PAGES:
            raise DocumentError(
                f"at most {MOST_PAGES:,} pages",
                f"{count:,}",
                name,
                "Send the pages with the language as a file of their own.",
            )
        read = _pages(file, count, name)
    return _put_together(read, count, name)


def _damaged(name: str, reason: Exception) -> DocumentError:
    return DocumentError("a PDF", f"one that cannot be opened ({reason})", name, _AGAIN)


def _pages(file: Any, count: int, name: str) -> _Read:
    read = _Read([], [], [], [])
    source = words = 0
    for number in range(count):
        lines = PageLines([], {})
        try:
            page = file.load_page(number)
            glyphs = glyphs_of(page)
            tables, rest = tables_of(page, glyphs)
            lines = lines_of(glyphs, rest, tables, source)
            read.notes += [(number, note) for note in notes_of(page, glyphs)]
            if glyphs.pictured:
                read.scanned.append(number + 1)
        except _FAULTS as reason:
            if count == 1:
                raise _damaged(name, reason) from None
            read.broken.append(number + 1)
        words += sum(map(len, lines.glyphs.values()))
        if words > MOST_WORDS:
            raise DocumentError(f"at most {MOST_WORDS:,} words", "more", name, "Send it in parts.")
        source += len(lines.glyphs)
        read.pages.append(lines)
    return read


def _put_together(read: _Read, count: int, name: str) -> PdfFile:
    if not any(page.glyphs for page in read.pages):
        pictures = f"pictures of {count} page{'s' if count > 1 else ''}, with no text in them"
        got = pictures if read.scanned else "no text at all"
        raise DocumentError("a PDF with text in it", got, name, _SEARCHABLE)
    unknown = [number for number, page in enumerate(read.pages, 1) if _is_unreadable(page)]
    if 2 * len(unknown) > sum(bool(page.glyphs) for page in read.pages):
        got = "one whose fonts do not say which letters they show"
        raise DocumentError("a PDF whose text can be copied", got, name, _SEARCHABLE)
    document, origins = read_lines([page.lines for page in read.pages], name)
    page_starts = origins.first_words(page.glyphs for page in read.pages)
    comments = tuple(
        _comment(note, page, read.pages[page], document, origins) for page, note in read.notes
    )
    return PdfFile(
        document, comments, count, page_starts, tuple(_warnings(read, document, unknown))
    )


def _is_unreadable(page: PageLines) -> bool:
    letters = "".join(word.text for words in page.glyphs.values() for word in words)
    odd = sum(
        letter == "\ufffd" or unicodedata.category(letter) in _NO_LETTERS for letter in letters
    )
    return odd > _MOST_UNKNOWN * len(letters)


def _warnings(read: _Read, document: Document, unknown: list[int]) -> list[str]:
    said = list(document.warnings)
    if unknown:
        said.append(
            f"{_of_pages(unknown)} set in a font that does not say which letters it shows, so what "
            f"was read of it is wrong. {_SEARCHABLE}"
        )
    if read.scanned:
        said.append(
            f"{_of_pages(read.scanned)} only a picture; nothing of it was read. {_SEARCHABLE}"
        )
    if read.broken:
        said.append(f"{_of_pages(read.broken)} damaged and was not read. {_AGAIN}")
    return said


def _of_pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]} is"
    shown = ", ".join(map(str, numbers[:20]))
    return f"Each of pages {shown}{' and others' if len(numbers) > 20 else ''} is"  # noqa: PLR2004


def _comment(
    note: Note, page: int, lines: PageLines, document: Document, origins: Origins
) -> Comment:
    under: list[tuple[int, str]] = []
    nearest: tuple[float, int] | None = None
    for source, words in lines.glyphs.items():
        for order, word in enumerate(words):
            place = origins.place(source, order)
            if place is None:
                continue
            if any(_lies_on(word, box) for box in note.boxes):
                under.append((place, word.text))
            away = abs(word.middle - note.boxes[0][1]) if note.boxes else 0.0
            if nearest is None or away < nearest[0]:
                nearest = away, place
    start = min((place for place, _ in under), default=nearest[1] if nearest else 0)
    end = max((place + 1 for place, _ in under), default=start)
    article = document.article_at(start)
    return Comment(
        note.author,
        note.at,
        note.text,
        " ".join(text for _, text in under),
        start,
        end,
        article.index if article is not None else None,
        page=page + 1,
    )


def _lies_on(word: Glyphs, box: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and y0 <= word.middle <= y1
