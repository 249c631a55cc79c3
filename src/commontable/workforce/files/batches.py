"""A sheet: its first rows for a person to look at, then all of it in batches of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

HEAD_ROWS = 30
BATCH_ROWS = 65_536

type RowNumbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row with another number of cells than the sheet has columns; it cannot be read."""

    row: int
    expected: int
    came: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows as text.

    Attributes:
        columns: one array of strings for each column asked for, all of the same length.
        rows: the number of each row, as a spreadsheet shows it: the first line is 1.
        share: how much of the file was read with this batch, from 0 to 1.
        ragged: rows passed over since the batch before.
    """

    columns: tuple[pa.StringArray, ...]
    rows: RowNumbers
    share: float
    ragged: tuple[Ragged, ...] = ()


class Sheet(Protocol):
    """One open sheet.

    ``head`` are its first rows as they are; ``sheets`` the names of the workbook's sheets, one
    empty name for a file that has none; ``remarks`` sentences about how it was read.
    """

    @property
    def head(self) -> list[list[str]]: ...
    @property
    def sheets(self) -> tuple[str, ...]: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...
    @property
    def has_headings(self) -> bool:
        """True where the headings are the file's own (Parquet): ``head[0]`` is then no row."""
        ...

    def batches(self, heading_row: int, columns: Sequence[int]) -> Iterator[Batch]:
        """The rows below the heading, only these columns; rows with nothing in them are left out.

        Args:
            heading_row: from 1; 0 where the sheet has no headings.
            columns: places of columns, from 0, in the order wanted.

        Raises:
            BrokenFileError: the file ends in the middle, or is not what it seemed.
        """
        ...


def without_blank_rows(
    columns: tuple[pa.StringArray, ...], rows: RowNumbers
) -> tuple[tuple[pa.StringArray, ...], RowNumbers]:
    """Leave out the rows in which none of the columns has anything."""
    if not columns:
        return columns, rows
    filled = np.zeros(len(rows), dtype=bool)
    for column in columns:
        said = pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0)
        filled |= pc.fill_null(said, False).to_numpy(zero_copy_only=False)
        if filled.all():
            return columns, rows
    keep = pa.array(filled)
    return tuple(column.filter(keep) for column in columns), rows[filled]
