"""Excel workbooks: the values of one sheet, as they were calculated when it was saved."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from commontable.workforce.files.batches import (
    BATCH_ROWS,
    HEAD_ROWS,
    Batch,
    without_blank_rows,
)
from commontable.workforce.files.broken import BrokenFileError

MOST_UNPACKED = 1 << 30
"""Bytes of XML: a sheet is held whole while it is read, about as large as its XML."""

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_CHUNK = 1 << 20


class WorkbookSheet:
    """One sheet of an .xlsx file."""

    has_headings = False
    remarks: tuple[str, ...] = ()

    def __init__(self, path: Path, name: str, sheet: str = "") -> None:
        self._name = name
        refuse_bomb(path, name)
        with self._said():
            self._workbook = CalamineWorkbook.from_path(str(path))
        self.sheets = tuple(self._workbook.sheet_names)
        self._sheet = self._choose(sheet)
        self._left = self._sheet.start[1] if self._sheet.start else 0
        self.head = [self._texts(record) for record in islice(self._sheet.iter_rows(), HEAD_ROWS)]

    def batches(self, heading_row: int, columns: Sequence[int]) -> Iterator[Batch]:
        height = max(1, self._sheet.height)
        records = islice(self._sheet.iter_rows(), heading_row, None)
        places = [place - self._left for place in columns]
        number = heading_row
        while part := list(islice(records, BATCH_ROWS)):
            texts = tuple(
                pa.array([_text(r[p]) if 0 <= p < len(r) else "" for r in part], pa.string())
                for p in places
            )
            rows = np.arange(number + 1, number + 1 + len(part), dtype=np.int64)
            number += len(part)
            texts, rows = without_blank_rows(texts, rows)
            yield Batch(texts, rows, min(1.0, number / height))

    def _choose(self, wanted: str) -> CalamineSheet:
        with self._said():
            if wanted:
                if wanted not in self.sheets:
                    raise BrokenFileError(
                        "There is no such sheet.",
                        expected=" or ".join(self.sheets),
                        came=wanted,
                        where=self._name,
                    )
                return self._workbook.get_sheet_by_name(wanted)
            for name in self.sheets:
                sheet = self._workbook.get_sheet_by_name(name)
                if sheet.height:
                    return sheet
        raise BrokenFileError(
            "No sheet of the workbook has anything in it.",
            expected="rows of cells",
            where=self._name,
        )

    def _texts(self, record: Sequence[object]) -> list[str]:
        return [""] * self._left + [_text(cell) for cell in record]

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except CalamineError as error:
            raise BrokenFileError(
                "The workbook cannot be read.",
                expected="an .xlsx file without a password",
                came=str(error),
                where=self._name,
            ) from error


def _text(cell: object) -> str:
    """A cell as it would be typed; a number at the 15 digits a spreadsheet calculates with."""
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case int():
            return str(cell)
        case float():
            whole = int(cell) if cell.is_integer() else None
            return str(whole) if whole is not None else format(cell, ".15g")
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return format(cell.total_seconds() / 3600, ".15g")
        case _:
            return "" if cell is None else str(cell)


def refuse_bomb(path: Path, name: str) -> None:
    """Unpack every part once, keeping nothing: what the directory says of sizes may be a lie.

    Raises:
        BrokenFileError: no zip file, or more than ``MOST_UNPACKED`` bytes in it.
    """
    try:
        with ZipFile(path) as parts, path.open("rb") as raw:
            left = MOST_UNPACKED
            for part in parts.infolist():
                left -= _unpacked(raw, part, left)
                if left < 0:
                    break
    except (BadZipFile, zlib.error, struct.error, EOFError) as error:
        raise BrokenFileError(
            "The workbook cannot be read.",
            expected="an .xlsx file",
            came=str(error) or "a broken zip file",
            where=name,
        ) from error
    if left < 0:
        raise BrokenFileError(
            "The workbook is too large to be held in memory.",
            expected=f"at most {MOST_UNPACKED >> 20:,} MB unpacked; a larger one as .csv",
            came="more",
            where=name,
        )


def _unpacked(file: BinaryIO, part: ZipInfo, most: int) -> int:
    """How many bytes a part really unpacks to; one more than ``most`` where it is more."""
    file.seek(part.header_offset)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise BadZipFile("a part does not begin where the directory says")
    file.seek(name_length + extra_length, 1)
    if part.compress_type == 0:
        return part.compress_size
    unpacking, unpacked, left = zlib.decompressobj(-zlib.MAX_WBITS), 0, part.compress_size
    while left > 0 and not unpacking.eof:
        packed = file.read(min(_CHUNK, left))
        if not packed:
            raise EOFError("the file ends in the middle")
        left -= len(packed)
        while packed:
            unpacked += len(unpacking.decompress(packed, _CHUNK))
            if unpacked > most:
                return most + 1
            packed = unpacking.unconsumed_tail
    return unpacked
