"""Notes that somebody wrote on a PDF's pages, and the words they lie on."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from commontable.engines.documents.pdf.glyphs import PageGlyphs
from commontable.engines.documents.typography import storable

_KINDS = {
    "Text": "",
    "FreeText": "",
    "Caret": "Insert here",
    "Highlight": "Highlighted",
    "Underline": "Underlined",
    "Squiggly": "Underlined",
    "StrikeOut": "Struck out",
}
_MOST = 5_000
_DATE = re.compile(r"^D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?|Z)?")


@dataclass(frozen=True, slots=True)
class Note:
    """One note; ``boxes`` are where it lies, in the direction the page is read."""

    author: str
    at: datetime | None
    text: str
    boxes: tuple[tuple[float, float, float, float], ...]


def notes_of(page: Any, glyphs: PageGlyphs) -> list[Note]:
    """The notes of one page in the order the file has them."""
    found: list[Note] = []
    for annotation in page.annots() or ():
        kind = annotation.type[1]
        if kind not in _KINDS or len(found) >= _MOST:
            continue
        info = annotation.info
        content = storable(info.get("content") or "")
        text = "\n".join(content.splitlines()).strip() or _KINDS[kind]
        if not text:
            continue
        marked = kind not in {"Text", "FreeText", "Caret"}
        corners: Any = (annotation.vertices if marked else None) or ()
        boxes = [
            (
                min(x for x, _ in corners[at : at + 4]),
                min(y for _, y in corners[at : at + 4]),
                max(x for x, _ in corners[at : at + 4]),
                max(y for _, y in corners[at : at + 4]),
            )
            for at in range(0, len(corners) - 3, 4)
        ]
        written = info.get("creationDate") or info.get("modDate") or ""
        turned = tuple(glyphs.turn(box) for box in boxes or [tuple(annotation.rect)])
        found.append(Note(storable(info.get("title") or ""), moment_of(written), text, turned))
    return found


def moment_of(written: str) -> datetime | None:
    """A PDF's date, ``D:20260301224000-05'00'``; None for one that cannot be read."""
    found = _DATE.match(written)
    if found is None:
        return None
    year, month, day, *time = found.groups()
    hour, minute, second = (int(part or 0) for part in time[:3])
    zone = UTC
    if time[3]:
        offset = timedelta(hours=int(time[4]), minutes=int(time[5] or 0))
        zone = timezone(offset if time[3] == "+" else -offset)
    try:
        return datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
