"""What a file is, by its first bytes, and whether its name says the same."""

from __future__ import annotations

from pathlib import PurePath

from commontable.common.errors import CommontableError

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# ending: (media type, the bytes such a file begins with; none where it is text)
KNOWN: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (_ZIP,),
    ),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (_ZIP,)),
    ".odt": ("application/vnd.oasis.opendocument.text", (_ZIP,)),
    ".doc": ("application/msword", (_OLE,)),
    ".xls": ("application/vnd.ms-excel", (_OLE,)),
    ".msg": ("application/vnd.ms-outlook", (_OLE,)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": ("image/webp", (b"RIFF",)),
    ".heic": ("image/heic", ()),
    ".eml": ("message/rfc822", ()),
    ".html": ("text/html", ()),
    ".htm": ("text/html", ()),
    ".txt": ("text/plain", ()),
    ".md": ("text/markdown", ()),
    ".csv": ("text/csv", ()),
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BINARY_BEGINNINGS = {
    beginning: media_type
    for media_type, beginnings in KNOWN.values()
    for beginning in beginnings
    if beginning not in {_ZIP, _OLE}
}


def recognise(name: str, head: bytes) -> str:
    """The media type of a file from its name and its first bytes.

    Raises:
        CommontableError: an ending that is not taken as an exhibit, or content that is not what
            the ending says.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in KNOWN:
        raise CommontableError(
            "Files of this kind are not taken as exhibits.",
            expected=", ".join(sorted(KNOWN)),
            came=ending or "a name without an ending",
            where=name,
        )
    media_type, beginnings = KNOWN[ending]
    if beginnings:
        fits = head.startswith(beginnings)
    elif ending == ".heic":
        fits = head[4:8] == b"ftyp"
    else:
        words = head.startswith(_UTF_16) or b"\x00" not in head
        fits = words and not head.startswith(tuple(_BINARY_BEGINNINGS))
    if not fits:
        seen = next((t for b, t in _BINARY_BEGINNINGS.items() if head.startswith(b)), "")
        raise CommontableError(
            "The content is not what the name says: give the file the ending it really has.",
            expected=f"{media_type} in a file named {ending}",
            came=seen or "other content",
            where=name,
        )
    return media_type
