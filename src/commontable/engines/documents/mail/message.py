"""An .eml file: its times, its people, its text and its attachments."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Literal

from commontable.engines.documents.encodings import decoded
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.page_text import text_of_page
from commontable.engines.documents.received import Address, Attachment, Message, Received
from commontable.engines.documents.typography import storable

MOST_ATTACHMENTS = 100
MOST_PARTS = 500
"""Parts of one mail, those that only hold others too."""

MOST_DEPTH = 20
"""Parts within parts; a forwarded and answered mail has under ten."""

_LONGEST_NAME = 255
_SAVE = "Save the files that matter from the mail and send them one by one."

type Reads = Callable[[bytes, str], Received]


def read_mail(content: bytes, name: str, read: Reads) -> tuple[Message, list[str]]:
    """An e-mail and warnings; ``read`` reads each attachment.

    Raises ``DocumentError`` for more parts or deeper nesting than any honest mail has.
    """
    try:
        mail = BytesParser(policy=policy.default).parsebytes(content)
        leaves = list(_leaves(mail, name))
    except (RecursionError, MessageError) as reason:
        raise _too_deep(name) from reason
    body, attached = _body_and_attached(leaves)
    if len(attached) > MOST_ATTACHMENTS:
        raise DocumentError(
            f"at most {MOST_ATTACHMENTS} attachments", f"{len(attached):,}", name, _SAVE
        )
    attachments = [_attachment(part, order, read) for order, part in enumerate(attached, 1)]
    received_at, sent_at = _received_at(mail), _moment(_header(mail, "Date"))
    message = Message(
        sender=_people(mail, "From"),
        to=_people(mail, "To"),
        cc=_people(mail, "Cc"),
        subject=" ".join(_header(mail, "Subject").split()),
        message_id=_header(mail, "Message-ID").strip(),
        in_reply_to=_header(mail, "In-Reply-To").strip(),
        received_at=received_at,
        sent_at=sent_at,
        body=body,
        attachments=tuple(attachments),
    )
    return message, list(_warnings(message))


def attached_content(content: bytes, sha256: str) -> bytes | None:
    """The bytes of the attachment with that hash, in the mail or in a mail inside it.

    None where there is none. The mail was read before, so its parts are known to be bounded.
    """
    try:
        mail = BytesParser(policy=policy.default).parsebytes(content)
        leaves = list(_leaves(mail, "mail"))
    except (RecursionError, MessageError):
        return None
    for part in leaves:
        own = _bytes(part)
        if hashlib.sha256(own).hexdigest() == sha256:
            return own
        if part.get_content_type() == "message/rfc822":
            inner = attached_content(own, sha256)
            if inner is not None:
                return inner
    return None


def _warnings(message: Message) -> Iterator[str]:
    if message.received_at is None:
        yield (
            "The mail has no Received header, so when it came is not known; its Date header is "
            "the sender's word. Save it from the mailbox it came to."
        )
    elif message.sent_at is not None and message.sent_at > message.received_at:
        yield "The Date header, written by the sender, is later than the time it was received."
    unread = [each for each in message.attachments if each.refusal]
    if unread:
        names = ", ".join(each.name for each in unread[:5])
        more = f" and {len(unread) - 5} more" if len(unread) > 5 else ""  # noqa: PLR2004 - as above
        yield f"Not read, but kept with name and hash: {names}{more}."


def _leaves(mail: AnyMessage, name: str) -> Iterator[EmailMessage]:
    """Every part that holds content; a mail inside the mail is one part."""
    waiting: list[tuple[AnyMessage, int]] = [(mail, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > MOST_DEPTH:
            raise _too_deep(name)
        if seen > MOST_PARTS:
            raise DocumentError(f"at most {MOST_PARTS} parts in a mail", "more", name, _SAVE)
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            waiting += [(each, depth + 1) for each in reversed(inner) if not isinstance(each, str)]
        elif isinstance(part, EmailMessage):
            yield part


def _too_deep(name: str) -> DocumentError:
    return DocumentError(
        f"a mail with parts nested at most {MOST_DEPTH} deep", "one nested deeper", name, _SAVE
    )


def _body_and_attached(leaves: list[EmailMessage]) -> tuple[str, list[EmailMessage]]:
    """The text that is shown first, plain before HTML, and all other parts but its twin."""
    texts: dict[Literal["plain", "html"], EmailMessage] = {}
    attached: list[EmailMessage] = []
    for part in leaves:
        kind = part.get_content_type()
        shown = part.get_content_disposition() != "attachment" and not part.get_filename()
        if shown and kind == "text/plain" and "plain" not in texts:
            texts["plain"] = part
        elif shown and kind == "text/html" and "html" not in texts:
            texts["html"] = part
        else:
            attached.append(part)
    plain = _text(texts["plain"]) if "plain" in texts else ""
    if not plain.strip() and "html" in texts:
        plain = text_of_page(_text(texts["html"]))
    return storable(plain).strip(), attached


def _text(part: EmailMessage) -> str:
    charset = part.get_content_charset() or ""
    content = _bytes(part)
    try:
        return decoded(content, "mail", charset)[0]
    except DocumentError:
        # A zero byte in a mail is a fault on its way; what was written is around it.
        return content.replace(b"\0", b"").decode("utf-8", errors="replace")


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, EmailMessage) else b""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _attachment(part: EmailMessage, order: int, read: Reads) -> Attachment:
    content = _bytes(part)
    media_type = part.get_content_type()
    name = _name(part, media_type, order)
    received, refusal = None, ""
    try:
        received = read(content, name)
    except DocumentError as reason:
        refusal = str(reason)
    return Attachment(
        name, media_type, len(content), hashlib.sha256(content).hexdigest(), received, refusal
    )


def _name(part: EmailMessage, media_type: str, order: int) -> str:
    try:
        given = part.get_filename() or ""
    except (HeaderParseError, ValueError, LookupError):
        given = ""
    # A path in a name is somebody else's folder, or an attempt on ours.
    plain = "".join(letter for letter in storable(given) if letter.isprintable())
    plain = plain.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")[:_LONGEST_NAME]
    if plain:
        return plain
    return f"mail {order}.eml" if media_type == "message/rfc822" else f"attachment {order}"


def _header(mail: AnyMessage, field: str) -> str:
    """As written, decoded; "" where it is missing or cannot be read."""
    try:
        return storable(str(mail.get(field, "")))
    except (ValueError, IndexError, TypeError, AttributeError, LookupError, MessageError):
        # The standard library's header parser has let each of these through.
        raw = next((value for key, value in mail.raw_items() if key.lower() == field.lower()), "")
        return storable(str(raw))


def _people(mail: AnyMessage, field: str) -> tuple[Address, ...]:
    pairs = getaddresses([_header(mail, field)], strict=False)
    return tuple(Address(name, address) for name, address in pairs if name or address)


def _received_at(mail: AnyMessage) -> datetime | None:
    """The top-most Received header's time: the last server wrote it, in front of all others."""
    for key, value in mail.raw_items():
        if key.lower() == "received":
            return _moment(str(value).rpartition(";")[2])
    return None


def _moment(written: str) -> datetime | None:
    """A mail's time with its zone; "-0000" says that only UTC is known."""
    try:
        moment = parsedate_to_datetime(" ".join(written.split()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
