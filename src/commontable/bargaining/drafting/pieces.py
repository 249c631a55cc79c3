"""The pieces a draft begins with: an article each, with its words after and before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from commontable.engines import documents
from commontable.engines.comparison import redline

LONGEST_NUMBER, LONGEST_HEADING = 20, 300
DELETED = "(Deleted.)"
_ATTACHED = {"appendix": "App.", "letter": "Letter"}
# What is kept as an exhibit beside its mail; anything else stays inside the mail.
READ_ENDINGS = frozenset({".docx", ".pdf", ".txt", ".md", ".html", ".htm", ".eml"})
_LIKELY = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as it was found.

    Attributes:
        before: its words before the tracked changes; None where the file tracks none.
        first, last: its words in the document that was read.
        aside: it stands before the first heading, and is probably a letterhead.
        attached: an appendix, a letter or the like, by what contracts call it: ``App.``.
    """

    number: str
    heading: str
    text: str
    before: str | None
    first: int
    last: int
    aside: bool = False
    attached: str = ""


def attachments_of(received: documents.Received) -> Iterator[documents.Attachment]:
    """Every attachment of a mail, and of a mail that hangs on it."""
    if received.message is None:
        return
    for each in received.message.attachments:
        yield each
        if each.received is not None:
            yield from attachments_of(each.received)


def paper_of(received: documents.Received, part: str) -> documents.Received:
    """The file itself, or the attachment with that hash, as it was read."""
    for each in attachments_of(received) if part else ():
        if each.sha256 == part and each.received is not None:
            return each.received
    return received


def readable(attachment: documents.Attachment) -> bool:
    """Whether an attachment can be the paper of a draft."""
    return (
        attachment.received is not None
        and attachment.received.document is not None
        and PurePath(attachment.name).suffix.lower() in READ_ENDINGS
    )


def likely_part(received: documents.Received) -> str:
    """The attachment that is most likely the proposal: the longest Word file, else PDF, else text.

    Empty where the mail has none that can be read: then its own words are the proposal.
    """
    found = [each for each in attachments_of(received) if readable(each)]

    def weight(each: documents.Attachment) -> tuple[int, int]:
        ending = PurePath(each.name).suffix.lower()
        order = len(_LIKELY) - _LIKELY.index(ending) if ending in _LIKELY else 0
        return order, len(_document_of(each).words)

    return max(found, key=weight).sha256 if found else ""


def _document_of(attachment: documents.Attachment) -> documents.Document:
    if attachment.received is None or attachment.received.document is None:
        raise ValueError(f"{attachment.name} has no words")
    return attachment.received.document


def text_of(document: documents.Document, first: int, last: int) -> str:
    """Words ``first:last`` as paragraphs apart by an empty line; rows of a table between pipes."""
    parts: list[tuple[bool, str]] = []
    for article in document.articles:
        for paragraph in article.paragraphs:
            if paragraph.start >= last or paragraph.end <= first:
                continue
            parts.append(_written(document, paragraph, first, last))
    lines: list[str] = []
    row_before = False
    for row, words in parts:
        if lines and not (row and row_before):
            lines.append("")
        lines.append(words)
        row_before = row
    return "\n".join(lines)


def _written(
    document: documents.Document, paragraph: documents.Paragraph, first: int, last: int
) -> tuple[bool, str]:
    if paragraph.kind == "row" and paragraph.cells:
        cells = (" ".join(document.shown[start:end]) for start, end in paragraph.cells)
        return True, f"| {' | '.join(cells)} |"
    start, end = max(paragraph.start, first), min(paragraph.end, last)
    return False, " ".join(document.shown[start:end])


def pieces_of(received: documents.Received) -> list[Piece]:
    """Every article of a paper, in order; one that only the text before had is there, emptied."""
    document = received.document
    if document is None:
        return []
    before, gone = _before(received)
    pieces = [
        Piece(
            number=_number(article),
            heading=_heading(article),
            text=text_of(document, article.start, article.end),
            before=before.get(article.index),
            first=article.start,
            last=article.end,
            aside=article.kind == "front",
            attached=_ATTACHED.get(article.kind, ""),
        )
        for article in document.articles
    ]
    if all(piece.aside for piece in pieces):
        pieces = [replace(each, aside=False) for each in pieces]
    for article, words, at in gone:
        place = next((i for i, piece in enumerate(pieces) if piece.first >= at), len(pieces))
        pieces.insert(place, Piece(_number(article), _heading(article), DELETED, words, at, at))
    return pieces


def _before(
    received: documents.Received,
) -> tuple[dict[int, str], list[tuple[documents.Article, str, int]]]:
    """The words each article had before, and the articles that are struck out as a whole."""
    old, new = received.before, received.document
    if old is None or new is None:
        return {}, []
    before: dict[int, str] = {article.index: "" for article in new.articles}
    gone = []
    at = 0
    for match in redline.match_articles(old, new):
        if match.new is not None:
            at = match.new.end
        if match.old is None:
            continue
        words = text_of(old, match.old.start, match.old.end)
        if match.new is None:
            gone.append((match.old, words, at))
        elif not match.part:
            before[match.new.index] = words
    return before, gone


def _number(article: documents.Article) -> str:
    """As it is cited in a contract: ``12``, ``App. A``; empty where it has none."""
    word = _ATTACHED.get(article.kind, "")
    return f"{word} {article.number}".strip()[:LONGEST_NUMBER] if article.number else ""


def _heading(article: documents.Article) -> str:
    if article.kind in {"front", "whole"}:
        return ""
    return (article.title or article.heading)[:LONGEST_HEADING]


def numbered(pieces: Sequence[Piece]) -> list[str]:
    """A number for each piece of a whole contract, each once: ``12``, ``App. A``, ``Part (3)``."""
    taken: set[str] = set()
    numbers: list[str] = []
    for piece in pieces:
        number, place = piece.number, 1
        word = piece.attached or "Part"
        while not piece.aside and (not number or number in taken):
            number = f"{word} ({place})"
            place += 1
        taken.add(number)
        numbers.append(number)
    return numbers


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a piece's text; the rows of one table are one."""
    return [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
