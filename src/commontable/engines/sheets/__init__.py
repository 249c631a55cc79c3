"""Comparison sheets as a library: one structure, what changed in it, and four ways to write it.

Pure computing. A :class:`SheetView` goes in; a PDF, a Word file, a workbook come out, each saying
cell for cell what the view says. What a sheet says is computed elsewhere, from the record.
"""

from commontable.engines.sheets.changes import since
from commontable.engines.sheets.content import digest, from_data, to_data, to_json
from commontable.engines.sheets.editions import public_edition
from commontable.engines.sheets.errors import SheetError
from commontable.engines.sheets.pdf import Paper, as_pdf
from commontable.engines.sheets.view import (
    Cell,
    Change,
    Column,
    Edition,
    Entry,
    Line,
    Mark,
    Note,
    Row,
    SheetView,
    one_line,
    printable,
)
from commontable.engines.sheets.word import as_word
from commontable.engines.sheets.words import ENGLISH
from commontable.engines.sheets.workbook import as_workbook

__all__ = [
    "ENGLISH",
    "Cell",
    "Change",
    "Column",
    "Edition",
    "Entry",
    "Line",
    "Mark",
    "Note",
    "Paper",
    "Row",
    "SheetError",
    "SheetView",
    "as_pdf",
    "as_word",
    "as_workbook",
    "digest",
    "from_data",
    "one_line",
    "printable",
    "public_edition",
    "since",
    "to_data",
    "to_json",
]
