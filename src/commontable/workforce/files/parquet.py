"""Parquet files: typed columns, given as the text one would type for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commontable.workforce.files.batches import BATCH_ROWS, HEAD_ROWS, Batch, without_blank_rows
from commontable.workforce.files.broken import BrokenFileError

MOST_ROWS = 20_000_000
"""A few bytes of Parquet can stand for any number of rows."""


class ParquetSheet:
    """A Parquet file; its headings are its own, and rows count from 1 without them."""

    sheets = ("",)
    remarks: tuple[str, ...] = ()
    has_headings = True

    def __init__(self, path: Path, name: str) -> None:
        self._name = name
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError) as error:
            raise self._broken(error) from error
        self._rows = self._file.metadata.num_rows
        if not 0 < self._rows <= MOST_ROWS:
            raise BrokenFileError(
                "The file has too many rows." if self._rows else "The file has no rows.",
                expected=f"1 to {MOST_ROWS:,} rows",
                came=f"{self._rows:,}",
                where=name,
            )
        self._fields = [field.name for field in self._file.schema_arrow]
        first = next(self._batches(HEAD_ROWS, range(len(self._fields))))
        rows = zip(*(column.to_pylist() for column in first), strict=True)
        self.head = [self._fields, *([*row] for row in islice(rows, HEAD_ROWS))]

    def batches(self, heading_row: int, columns: Sequence[int]) -> Iterator[Batch]:
        del heading_row  # the headings are no row
        number = 0
        for texts in self._batches(BATCH_ROWS, columns):
            rows = np.arange(number + 1, number + 1 + len(texts[0]), dtype=np.int64)
            number += len(rows)
            kept, kept_rows = without_blank_rows(texts, rows)
            yield Batch(kept, kept_rows, number / self._rows)

    def _batches(self, size: int, columns: Sequence[int]) -> Iterator[tuple[pa.StringArray, ...]]:
        names = [self._fields[place] for place in columns]
        try:
            for batch in self._file.iter_batches(batch_size=size, columns=names):
                yield tuple(_texts(batch.column(name)) for name in names)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> BrokenFileError:
        return BrokenFileError(
            "The file cannot be read.",
            expected="a Parquet file",
            came=str(error).splitlines()[0] if str(error) else type(error).__name__,
            where=self._name,
        )


def _texts(cells: pa.Array) -> pa.StringArray:
    """As text; lists and structures, which no sheet has, as nothing."""
    kind = cells.type.value_type if pa.types.is_dictionary(cells.type) else cells.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind):
        return pa.array([""] * len(cells), pa.string())
    if pa.types.is_timestamp(kind):
        texts = cells.cast(kind).cast(pa.timestamp("s"), safe=False).cast(pa.string())
        return pc.fill_null(pc.replace_substring_regex(texts, r" 00:00:00$", ""), "")
    return pc.fill_null(cells.cast(kind).cast(pa.string()), "")
