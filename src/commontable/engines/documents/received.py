"""What came in with one file: its document, what is marked in it, where it came from."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from commontable.engines.documents.document import Document

MarkKind = Literal["inserted", "deleted", "moved-from", "moved-to"]
Format = Literal["docx", "pdf", "text", "markdown", "html", "email"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One tracked change, as its author marked it.

    ``start:end`` are its words in the document (all changes accepted), ``old_start:old_end`` in
    the text before (all rejected): for what was deleted or moved away ``start == end`` is where it
    stood, and the same the other way round. A change inside a word counts the whole word; ``text``
    is exactly what was marked. Changes in a heading have ``in_heading`` and the place where the
    article's words begin. ``article`` is the index of the article in the document, ``old_article``
    in the text before, None where the change stands in a line that is no language (a contents
    page). ``at`` is as the file tells it: Word writes local time and calls it UTC, unless newer.
    ``move`` pairs what moved away with where it went.
    """

    kind: MarkKind
    author: str
    at: datetime | None
    text: str
    start: int
    end: int
    old_start: int
    old_end: int
    article: int | None
    old_article: int | None
    in_heading: bool = False
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside the text, and the words ``start:end`` it hangs on.

    ``on`` are those words as written; empty for a comment on a place. ``reply_to`` is the index of
    the comment it answers; ``resolved`` as its author left it. ``page`` counts from 1, in a PDF.
    """

    author: str
    at: datetime | None
    text: str
    on: str
    start: int
    end: int
    article: int | None
    reply_to: int | None = None
    resolved: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Text that stands apart from the language: a header, footer, or hidden sheet of it."""

    kind: Literal["header", "footer"]
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """A sender or recipient as the mail names them."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of an e-mail: always its name, type, size and SHA-256; what it says if readable.

    ``media_type`` is what the mail calls it. ``refusal`` says why it was not read.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    received: "Received | None" = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail. ``received_at`` is the time of the top-most Received header, written by the
    server that took it in; ``sent_at`` is the Date header, written by the sender. Both know their
    zone; None where the header is missing or unreadable.
    """

    sender: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    message_id: str
    in_reply_to: str
    received_at: datetime | None
    sent_at: datetime | None
    body: str = field(repr=False)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """One file, read.

    ``format`` and ``media_type`` are by content, whatever the name says. ``document`` is the text
    as its author proposes it (tracked changes accepted); None for an e-mail without a body.
    ``before`` is the text with every tracked change rejected, None where none is tracked.
    ``pages`` is how many there are, where the file has pages; ``page_starts[n]`` is the first word
    of page n + 1. ``warnings`` are sentences for the reader.
    """

    name: str
    format: Format
    media_type: str
    size: int
    sha256: str
    document: Document | None
    before: Document | None = None
    marks: tuple[Mark, ...] = ()
    comments: tuple[Comment, ...] = ()
    apart: tuple[Apart, ...] = ()
    pages: int | None = None
    page_starts: tuple[int, ...] = ()
    message: Message | None = None
    warnings: tuple[str, ...] = ()

    def page_of(self, word: int) -> int | None:
        """The page, from 1, on which word ``word`` stands; None in a file without pages."""
        if not self.page_starts:
            return None
        return sum(start <= word for start in self.page_starts) or 1
