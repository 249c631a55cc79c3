"""Which files are taken, told by their content and their name together."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from commontable.workforce.files.broken import BrokenFileError


class Kind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


KINDS = {
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".txt": Kind.CSV,
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".parquet": Kind.PARQUET,
}
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, as Excel's “Unicode text” is
_OTHERS = {b"%PDF-": "a PDF", _OLE: "an old Excel or Word file", _ZIP: "a zip file"}


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file from its name and first bytes.

    Raises:
        BrokenFileError: an ending that is not taken, or content that is not what the ending says.
    """
    ending = PurePath(name).suffix.lower()
    kind = KINDS.get(ending)
    if kind is None:
        hint = " Save the sheet as .xlsx or .csv." if ending in {".xls", ".ods", ".numbers"} else ""
        raise BrokenFileError(
            f"Files of this kind are not read.{hint}",
            expected="a .csv, .xlsx or .parquet file",
            came=ending or "a name without an ending",
            where=name,
        )
    begins = {Kind.XLSX: _ZIP, Kind.PARQUET: _PARQUET}.get(kind)
    if begins is not None:
        fits = head.startswith(begins)
    else:
        binary = head.startswith((*_OTHERS, _PARQUET)) or b"\0" in head
        fits = head.startswith(_WIDE) or not binary
    if not fits:
        seen = next((said for start, said in _OTHERS.items() if head.startswith(start)), "")
        raise BrokenFileError(
            "The content is not what the name says.",
            expected=f"{kind} in a file named {ending}",
            came=seen or "other content",
            where=name,
        )
    return kind
