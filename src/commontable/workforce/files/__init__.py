"""Sheets as they come: .csv, .xlsx and Parquet, read as text, a batch of rows at a time.

Nothing here knows Django or what a column means; a row keeps the number a spreadsheet shows for it.
"""

from commontable.workforce.files.batches import Batch, Ragged, Sheet
from commontable.workforce.files.broken import BrokenFileError
from commontable.workforce.files.kinds import KINDS, Kind, kind_of
from commontable.workforce.files.opening import open_sheet

__all__ = [
    "KINDS",
    "Batch",
    "BrokenFileError",
    "Kind",
    "Ragged",
    "Sheet",
    "kind_of",
    "open_sheet",
]
