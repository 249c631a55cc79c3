"""Opening a file of any of the kinds that are read."""

from __future__ import annotations

from pathlib import Path

from commontable.workforce.files.batches import Sheet
from commontable.workforce.files.delimited import DelimitedSheet
from commontable.workforce.files.kinds import Kind, kind_of
from commontable.workforce.files.parquet import ParquetSheet
from commontable.workforce.files.workbook import WorkbookSheet


def open_sheet(path: Path, *, name: str, sheet: str = "") -> Sheet:
    """Open a file for reading.

    Args:
        name: what the file is called; its ending says what it should be.
        sheet: a sheet of a workbook; empty: the first with anything in it.

    Raises:
        BrokenFileError: it is of another kind, empty, or cannot be read.
    """
    with path.open("rb") as file:
        kind = kind_of(name, file.read(4096))
    match kind:
        case Kind.CSV:
            return DelimitedSheet(path, name)
        case Kind.XLSX:
            return WorkbookSheet(path, name, sheet)
        case Kind.PARQUET:
            return ParquetSheet(path, name)
