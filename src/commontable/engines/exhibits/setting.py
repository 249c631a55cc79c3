"""Pages for what has none: text, the words of a Word file or an e-mail, or a slip that says why.

Set by Typst. What is set is data to the template, never markup; the same text gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import batched
from pathlib import Path
from typing import Literal

import typst

from commontable.engines.documents import Document, Message, Received, read_file
from commontable.engines.exhibits.errors import ExhibitError

TEMPLATE = Path(__file__).with_name("text.typ")
FONT_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
)
FAMILIES = ("Noto Sans", "Libertinus Serif", "DejaVu Sans Mono")
MOST_LETTERS = 2_000_000  # about a thousand pages

SET_ANEW = (
    "The words of this file, set anew so that its pages can be numbered. Its layout was another;"
    " the file itself is the exhibit."
)
_TEXT_NOTICE = "The text of this file as it stands, set on pages. The file itself is the exhibit."
_ACCEPTED = " Tracked changes are shown as accepted ({count} of them); the file tells them apart."
_NO_FONT = "could not be displayed"
_BOXES = "Signs for which this server has no font are shown as boxes."
_LINES_AT_ONCE = 25
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LONG_WORD = re.compile(r"\S{72,}")

type Kind = Literal["heading", "paragraph", "lines", "row", "fact"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, lines kept as they stand, a row of a table, or a name and a fact."""

    kind: Kind
    text: str = ""
    cells: tuple[str, ...] = ()


def set_text(text: str, *, title: str) -> bytes:
    """Text as it stands, its lines kept, as PDF."""
    return _set(title, _TEXT_NOTICE, _lines(text))


def set_words(content: bytes, *, name: str, title: str) -> bytes:
    """The words of a Word file or an e-mail, as PDF.

    Raises:
        DocumentError: it cannot be read.
    """
    received = read_file(content, name)
    notice = SET_ANEW
    if received.marks:
        notice += _ACCEPTED.format(count=len(received.marks))
    return _set(title, notice, _blocks_of(received))


def set_slip(*, title: str, why: str, facts: Iterable[tuple[str, str]]) -> bytes:
    """One page in the place of a file that has none: what it is, and why it stands as it is."""
    return _set(title, why, [Block("fact", cells=fact) for fact in facts])


def _blocks_of(received: Received) -> Iterator[Block]:
    if received.message is not None:
        yield from _of_message(received.message)
    elif received.document is not None:
        yield from _of_document(received.document)


def _of_message(message: Message) -> Iterator[Block]:
    for what, said in (
        ("From", ", ".join(map(str, message.sender))),
        ("To", ", ".join(map(str, message.to))),
        ("Cc", ", ".join(map(str, message.cc))),
        ("Subject", message.subject),
        ("Sent", message.sent_at.isoformat(" ") if message.sent_at else ""),
        ("Received", message.received_at.isoformat(" ") if message.received_at else ""),
        ("Message-ID", message.message_id),
    ):
        if said:
            yield Block("fact", cells=(what, said))
    yield from _lines(message.body)
    for attachment in message.attachments:
        yield Block(
            "paragraph",
            f"Attached: {attachment.name} ({attachment.media_type}, {attachment.size:,} bytes,"
            f" SHA-256 {attachment.sha256})",
        )


def _lines(text: str) -> Iterator[Block]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").expandtabs(4)
    for some in batched(lines.split("\n"), _LINES_AT_ONCE):
        # An empty block would take no room, and its lines would be lost.
        yield Block("lines", "\n".join(some) if any(some) else "\n".join(" " for _ in some))


def _of_document(document: Document) -> Iterator[Block]:
    for article in document.articles:
        if article.heading:
            yield Block("heading", article.heading)
        for paragraph in article.paragraphs:
            if paragraph.cells:
                cells = (" ".join(document.shown[a:b]) for a, b in paragraph.cells)
                yield Block("row", cells=tuple(cells))
            else:
                words = document.shown[paragraph.start : paragraph.end]
                yield Block("paragraph", " ".join(words))


def _set(title: str, notice: str, blocks: Iterable[Block]) -> bytes:
    shown = [_printable(block) for block in blocks]
    letters = sum(len(block.text) + sum(map(len, block.cells)) for block in shown)
    if letters > MOST_LETTERS:
        raise ExhibitError(
            "The text is too long to be set on pages.",
            expected=f"at most {MOST_LETTERS:,} letters",
            got=f"{letters:,}",
        )
    data: dict[str, object] = {
        "title": _clean(title),
        "notice": _clean(notice),
        "families": FAMILIES,
        "blocks": [asdict(block) for block in shown],
    }
    try:
        return _compiled(data, tagged=True)
    except typst.TypstError as error:
        if _NO_FONT not in str(error):
            raise ExhibitError(
                "The text could not be set on pages.", got=str(error)[:300]
            ) from error
    return _compiled(data | {"notice": f"{data['notice']} {_BOXES}"}, tagged=False)


def _compiled(data: dict[str, object], *, tagged: bool) -> bytes:
    """As PDF/UA-1 where every sign has a font; where not, signs without one are boxes."""
    return bytes(
        typst.compile(
            str(TEMPLATE),
            format="pdf",
            pdf_standards="ua-1" if tagged else [],
            font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
        )
    )


def _printable(block: Block) -> Block:
    return Block(block.kind, _clean(block.text), tuple(map(_clean, block.cells)))


def _clean(text: str) -> str:
    """Without signs that show nothing but turn what follows around; long words may be broken."""
    plain = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return _LONG_WORD.sub(lambda word: "\u200b".join(_bits(word[0])), plain)


def _bits(word: str) -> list[str]:
    return [word[at : at + 40] for at in range(0, len(word), 40)]
