"""The text of a file as facts are read in it, so that a character's place means the same to all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from commontable.engines.documents import Document, DocumentError, Received, read_apart
from commontable.engines.documents.encodings import decoded
from commontable.engines.documents.page_text import text_of_page

LARGEST_UPDATE = 2_000_000
"""Characters. A long update has 20,000; facts of more nobody could look over."""


@dataclass(frozen=True, slots=True)
class Words:
    """A file's ``text``; ``sent_on`` is the day a mail was sent, None for other files."""

    text: str = field(repr=False)
    received: Received
    sent_on: date | None = None


def words_of(file: Path) -> Words:
    """The text of any file that is read, after it was read once in a process of its own.

    A text or Markdown file is its own characters, unchanged. A page is its text without markup,
    table rows with ``|``. A Word file or PDF is its headings and paragraphs with an empty line
    between them; headers, footers and page numbers are left out. A mail is its subject, its body,
    and what is read of its attachments. Raises ``DocumentError`` for what cannot be read, and for a
    text longer than ``LARGEST_UPDATE``.
    """
    received = read_apart(file, file.name)
    sent_on: date | None = None
    if received.format in {"text", "markdown"}:
        text = decoded(file.read_bytes(), file.name)[0]
    elif received.format == "html":
        text = text_of_page(decoded(file.read_bytes(), file.name)[0])
    elif received.message is not None:
        text = _of_mail(received)
        moment = received.message.sent_at or received.message.received_at
        sent_on = moment.date() if moment else None
    else:
        text = _of_document(received.document)
    if not text.isascii():  # halves of letters in a mail, which nothing could print
        text = text.encode("utf-8", errors="replace").decode("utf-8")
    if len(text) > LARGEST_UPDATE:
        raise DocumentError(
            f"at most {LARGEST_UPDATE:,} characters of text",
            f"{len(text):,}",
            file.name,
            "Read the part that is the update.",
        )
    return Words(text, received, sent_on)


def _of_mail(received: Received) -> str:
    message = received.message
    if message is None:
        return ""
    parts = [message.subject, message.body]
    for each in message.attachments:
        if each.received is not None:
            inner = each.received
            parts.append(_of_mail(inner) if inner.message else _of_document(inner.document))
    return "\n\n".join(part for part in parts if part.strip())


def _of_document(document: Document | None) -> str:
    if document is None:
        return ""
    parts: list[str] = []
    for article in document.articles:
        if article.heading:
            parts.append(article.heading)
        for each in article.paragraphs:
            if each.kind == "row":
                cells = (" ".join(document.shown[start:end]) for start, end in each.cells)
                parts.append(" | ".join(cells))
            else:
                parts.append(" ".join(document.shown[each.start : each.end]))
    return "\n\n".join(parts)
