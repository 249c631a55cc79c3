"""What was received as plain data, for JSON, and back again to the same."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from commontable.engines.documents.document import Article, Document, Paragraph
from commontable.engines.documents.received import (
    Address,
    Apart,
    Attachment,
    Comment,
    Mark,
    Message,
    Received,
)

type Data = dict[str, Any]


def as_data(received: Received) -> Data:
    """``received`` as dictionaries, lists, strings and numbers; moments in ISO form."""
    return {
        "name": received.name,
        "format": received.format,
        "media_type": received.media_type,
        "size": received.size,
        "sha256": received.sha256,
        "document": _document_data(received.document),
        "before": _document_data(received.before),
        "marks": [_with_moment(asdict(mark)) for mark in received.marks],
        "comments": [_with_moment(asdict(comment)) for comment in received.comments],
        "apart": [asdict(each) for each in received.apart],
        "pages": received.pages,
        "page_starts": list(received.page_starts),
        "message": None if received.message is None else _message_data(received.message),
        "warnings": list(received.warnings),
    }


def from_data(data: Data) -> Received:
    """What ``as_data`` made of it, as it was."""
    return Received(
        name=data["name"],
        format=data["format"],
        media_type=data["media_type"],
        size=data["size"],
        sha256=data["sha256"],
        document=_document(data["document"]),
        before=_document(data["before"]),
        marks=tuple(Mark(**_moment_back(mark)) for mark in data["marks"]),
        comments=tuple(Comment(**_moment_back(comment)) for comment in data["comments"]),
        apart=tuple(Apart(**each) for each in data["apart"]),
        pages=data["pages"],
        page_starts=tuple(data["page_starts"]),
        message=None if data["message"] is None else _message(data["message"]),
        warnings=tuple(data["warnings"]),
    )


def _with_moment(data: Data) -> Data:
    return data | {"at": _iso(data["at"])}


def _moment_back(data: Data) -> Data:
    return data | {"at": _moment(data["at"])}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _document_data(document: Document | None) -> Data | None:
    if document is None:
        return None
    return {
        "name": document.name,
        "words": list(document.words),
        # Nearly every word is compared as it is written: only the others are told twice.
        "shown": {
            str(at): shown
            for at, (shown, word) in enumerate(zip(document.shown, document.words, strict=True))
            if shown != word
        },
        "articles": [
            {
                "kind": article.kind,
                "word": article.word,
                "number": article.number,
                "title": article.title,
                "heading": article.heading,
                "start": article.start,
                "end": article.end,
                "paragraphs": [
                    [each.kind, each.start, each.end, each.cells, each.table]
                    for each in article.paragraphs
                ],
            }
            for article in document.articles
        ],
        "warnings": list(document.warnings),
        "left_out": document.left_out,
    }


def _document(data: Data | None) -> Document | None:
    if data is None:
        return None
    words = tuple(data["words"])
    written = list(words)
    for at, text in data["shown"].items():
        written[int(at)] = text
    shown = tuple(written)
    articles = tuple(
        _article(index, each, words, shown) for index, each in enumerate(data["articles"])
    )
    return Document(data["name"], words, shown, articles, tuple(data["warnings"]), data["left_out"])


def _article(index: int, data: Data, words: tuple[str, ...], shown: tuple[str, ...]) -> Article:
    start, end = data["start"], data["end"]
    paragraphs = tuple(
        Paragraph(kind, first, last, tuple((a, b) for a, b in cells), table)
        for kind, first, last, cells, table in data["paragraphs"]
    )
    return Article(
        index,
        data["kind"],
        data["word"],
        data["number"],
        data["title"],
        data["heading"],
        start,
        end,
        words[start:end],
        shown[start:end],
        paragraphs,
    )


def _message_data(message: Message) -> Data:
    return {
        "sender": [asdict(each) for each in message.sender],
        "to": [asdict(each) for each in message.to],
        "cc": [asdict(each) for each in message.cc],
        "subject": message.subject,
        "message_id": message.message_id,
        "in_reply_to": message.in_reply_to,
        "received_at": _iso(message.received_at),
        "sent_at": _iso(message.sent_at),
        "body": message.body,
        "attachments": [
            {
                "name": each.name,
                "media_type": each.media_type,
                "size": each.size,
                "sha256": each.sha256,
                "received": None if each.received is None else as_data(each.received),
                "refusal": each.refusal,
            }
            for each in message.attachments
        ],
    }


def _message(data: Data) -> Message:
    def people(key: str) -> tuple[Address, ...]:
        return tuple(Address(**each) for each in data[key])

    return Message(
        people("sender"),
        people("to"),
        people("cc"),
        data["subject"],
        data["message_id"],
        data["in_reply_to"],
        _moment(data["received_at"]),
        _moment(data["sent_at"]),
        data["body"],
        tuple(
            Attachment(
                each["name"],
                each["media_type"],
                each["size"],
                each["sha256"],
                None if each["received"] is None else from_data(each["received"]),
                each["refusal"],
            )
            for each in data["attachments"]
        ),
    )
