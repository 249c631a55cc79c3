"""A sheet as a file: which kinds there are, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.common.errors import CommontableError
from commontable.engines.sheets import (
    Paper,
    SheetError,
    SheetView,
    as_pdf,
    as_word,
    as_workbook,
    to_json,
)

PDF, WORD, WORKBOOK, DATA = "pdf", "word", "workbook", "data"
ENDINGS = {PDF: "pdf", WORD: "docx", WORKBOOK: "xlsx", DATA: "json"}
MEDIA_TYPES = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DATA: "application/json",
}


@dataclass(frozen=True, slots=True)
class SheetFile:
    content: bytes
    media_type: str
    ending: str


def file_of(view: SheetView, kind: str, *, a4: bool = False) -> SheetFile:
    """The file of one kind.

    Raises:
        CommontableError: it cannot be made; the others may.
    """
    try:
        content = _written(view, kind, a4=a4)
    except SheetError as error:
        raise CommontableError(
            error.message,
            expected=error.expected,
            came=error.got,
            where="File",
            kept="The version is kept; its other files can be downloaded.",
        ) from error
    return SheetFile(content, MEDIA_TYPES[kind], ENDINGS[kind])


def _written(view: SheetView, kind: str, *, a4: bool) -> bytes:
    match kind:
        case "pdf":
            return as_pdf(view, paper=Paper.A4 if a4 else Paper.LETTER)
        case "word":
            return as_word(view)
        case "workbook":
            return as_workbook(view)
        case _:
            return to_json(view).encode()
