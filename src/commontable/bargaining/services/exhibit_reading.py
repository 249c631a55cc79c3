"""What exhibits' files say, read apart from whoever asks, so that they are found by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import transaction

from commontable.audit.services import hold_ledgers
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import Exhibit, ExhibitReading
from commontable.bargaining.services.search_index import keep
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.engines.documents import Document, DocumentError, Received, read_apart

MOST_LETTERS = 4_000_000  # two thousand pages
PAGE = "\f"
AT_ONCE = 50
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_unread(actor: Actor, *, at_most: int = AT_ONCE) -> int:
    """Read exhibits the actor may see that nobody has read yet, the oldest first. Returns how many.

    Every exhibit gets a reading: a file that cannot be read has the reason in it. A transaction
    for each, so that what was read stays when the worker is stopped.
    """
    with transaction.atomic(), tenancy.scope_of(actor):
        unread = list(
            Exhibit.objects.visible_to(actor).filter(reading=None).order_by("id")[:at_most]
        )
    for exhibit in unread:
        text, pages, remark = said_by(exhibit)
        with transaction.atomic(), tenancy.scope_of(actor):
            hold_ledgers(coalition_id=actor.coalition_id, unions=actor.unions)
            ExhibitReading.objects.update_or_create(
                exhibit=exhibit,
                defaults={
                    "coalition_id": exhibit.coalition_id,
                    "union_id": exhibit.union_id,
                    "read_at": dates.now(),
                    "text": text,
                    "pages": pages,
                    "remark": remark,
                },
            )
            keep(exhibit)
    return len(unread)


def said_by(exhibit: Exhibit) -> tuple[str, int | None, str]:
    """The text of an exhibit's file, its number of pages, and why there is no text, if so."""
    if exhibit.media_type.startswith("image/"):
        return "", None, "A picture: found by what was said to be on it."
    try:
        EXHIBITS.open(exhibit.sha256, called=exhibit.label).close()
        received = read_apart(EXHIBITS.path_of(exhibit.sha256), exhibit.file_name)
    except DocumentError as error:
        return "", None, f"Expected {error.expected}; it is {error.got}."[:500]
    except CommontableError as error:
        return "", None, error.message[:500]
    text = _CONTROL.sub(" ", "\n".join(filter(None, _texts(received)))).encode("utf-8", "replace")
    return text.decode()[:MOST_LETTERS], received.pages, ""


def _texts(received: Received) -> Iterator[str]:
    message = received.message
    if message is not None:
        yield message.subject
        yield ", ".join(map(str, (*message.sender, *message.to, *message.cc)))
    if received.document is not None:
        yield _words(received.document, set(received.page_starts))
    yield from (comment.text for comment in received.comments)
    for attachment in message.attachments if message is not None else ():
        yield attachment.name
        if attachment.received is not None:
            yield from _texts(attachment.received)


def _words(document: Document, page_starts: set[int]) -> str:
    """Headings and paragraphs, a line each, a form feed before the first line of a page."""
    lines: list[str] = []
    for article in document.articles:
        if article.heading:
            lines.append(article.heading)
        for paragraph in article.paragraphs:
            places = range(paragraph.start, paragraph.end)
            before = PAGE if lines and any(place in page_starts for place in places) else ""
            lines.append(before + " ".join(document.shown[paragraph.start : paragraph.end]))
    return "\n".join(lines)
