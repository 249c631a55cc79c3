"""The one entrance: any file of a proposal or contract, read by what it is."""

import hashlib
from dataclasses import replace

from commontable.engines.documents.document import (
    Document,
    check_text,
    read_lines,
    read_text,
)
from commontable.engines.documents.encodings import decoded
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.kinds import MEDIA_TYPES, format_of
from commontable.engines.documents.lines import Line
from commontable.engines.documents.page_text import text_of_page
from commontable.engines.documents.received import Message, Received
from commontable.engines.documents.typography import plain_text

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes. A contract of 300 pages with pictures has a tenth of it."""

MAILS_DEEP = 1
"""A forwarded mail is read with all its attachments; one inside that is only kept."""

PASTED = "the pasted text"
_ENCODING_WARNING = (
    "The text does not say in which encoding it is; it was read as {encoding}. "
    "Check names and signs such as § or é."
)


def read_file(content: bytes, name: str) -> Received:
    """Any file that is read, whatever its name says it is.

    Word files, PDF, text, Markdown, HTML and e-mail with all its attachments. Raises
    ``DocumentError``, saying what was expected, what came, and what to do about it.
    """
    return _read(content, name, depth=0)


def read_pasted(text: str, name: str = PASTED) -> Received:
    """Text that somebody typed or pasted, as if it had come in a file of UTF-8."""
    content = text.encode("utf-8", errors="replace")
    return Received(
        name,
        "text",
        MEDIA_TYPES["text"],
        len(content),
        hashlib.sha256(content).hexdigest(),
        read_text(text, name),
    )


def check_size(size: int, name: str) -> None:
    """Raises ``DocumentError`` for a file of more bytes than are ever read."""
    if size > LARGEST_FILE:
        raise DocumentError(
            f"at most {LARGEST_FILE // 1024 // 1024} MB",
            f"{size / 1024 / 1024:,.0f} MB",
            name,
            "Send the part with the language, or the same without its pictures.",
        )


def _read(content: bytes, name: str, depth: int) -> Received:
    check_size(len(content), name)
    kind = format_of(content, name)
    received = Received(
        name, kind, MEDIA_TYPES[kind], len(content), hashlib.sha256(content).hexdigest(), None
    )
    # Each reader is loaded only when its format comes: a text needs no PDF engine.
    if kind == "docx":
        return _with_word(received, content)
    if kind == "pdf":
        return _with_pdf(received, content)
    if kind == "email":
        return _with_mail(received, content, depth)
    return _with_text(received, content)


def _with_word(received: Received, content: bytes) -> Received:
    from commontable.engines.documents.word import read_word  # noqa: PLC0415

    file = read_word(content, received.name)
    return replace(
        received,
        document=file.document,
        before=file.before,
        marks=file.marks,
        comments=file.comments,
        apart=file.apart,
        pages=file.pages,
        warnings=file.warnings,
    )


def _with_pdf(received: Received, content: bytes) -> Received:
    from commontable.engines.documents.pdf import read_pdf  # noqa: PLC0415

    file = read_pdf(content, received.name)
    return replace(
        received,
        document=file.document,
        comments=file.comments,
        pages=file.pages,
        page_starts=file.page_starts,
        warnings=file.warnings,
    )


def _with_text(received: Received, content: bytes) -> Received:
    text, encoding = decoded(content, received.name)
    warnings = []
    if not encoding.startswith("utf"):
        warnings.append(_ENCODING_WARNING.format(encoding=encoding))
    if received.format == "html":
        text = text_of_page(text)
    check_text(text, received.name)
    document, page_starts = _paged(plain_text(text).rstrip("\f\n "), received.name)
    return replace(
        received,
        document=document,
        pages=len(page_starts) or None,
        page_starts=page_starts,
        warnings=(*warnings, *document.warnings),
    )


def _paged(text: str, name: str) -> tuple[Document, tuple[int, ...]]:
    """A text read into a document, and the first word of each page where form feeds end pages."""
    pages: list[list[str]] = []
    sources: list[range] = []
    for page in text.split("\f"):
        first = sources[-1].stop if sources else 0
        own = [Line(line, source) for source, line in enumerate(page.split("\n"), first)]
        pages.append(list(own))
        sources.append(range(first, first + len(own)))
    document, origins = read_lines(pages, name)
    return document, origins.first_words(sources) if len(pages) > 1 else ()


def _with_mail(received: Received, content: bytes, depth: int) -> Received:
    from commontable.engines.documents.mail import read_mail  # noqa: PLC0415

    if depth > MAILS_DEEP:
        raise DocumentError(
            "at most one mail inside a mail",
            "a mail inside that",
            received.name,
            "Open it from the mail it lies in, save it as .eml, and send that.",
        )

    def read(attached: bytes, name: str) -> Received:
        return _read(attached, name, depth + 1)

    message, warnings = read_mail(content, received.name, read)
    document = _body(message, received.name)
    return replace(received, document=document, message=message, warnings=tuple(warnings))


def _body(message: Message, name: str) -> Document | None:
    if not message.body.strip():
        return None
    pages = [page.split("\n") for page in plain_text(message.body).split("\f")]
    try:
        return read_lines(pages, name)[0]
    except DocumentError:
        return None
