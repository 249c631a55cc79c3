"""Text with separators: commas, semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from commontable.workforce.files.batches import (
    HEAD_ROWS,
    Batch,
    Ragged,
    RowNumbers,
    without_blank_rows,
)
from commontable.workforce.files.broken import BrokenFileError

_BLOCK = 8 << 20  # the longest record that is read; an unclosed quotation mark makes one
_SAMPLE = 256 << 10
_LONGEST_LINE, _LONGEST_CELL, _MOST_LINES = 200, 32_767, 12  # a spreadsheet's cell holds no more
_SEPARATORS = ",\t;|"
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MOST_COLUMNS = 400
_IN_NO_TEXT = b"\x81\x8d\x8f\x90\x9d"  # what Windows-1252 leaves out


class DelimitedSheet:
    """A .csv, .tsv or .txt file; its separator is found by looking at the first rows."""

    sheets = ("",)
    has_headings = False

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name
        self._size = path.stat().st_size
        self._encoding = _encoding_of(path, name)
        sample = self._sample()
        self._separator = _separator_of(sample)
        self.head = _records(sample, self._separator)[:HEAD_ROWS]
        if not any(any(cell.strip() for cell in record) for record in self.head):
            raise BrokenFileError("The file is empty.", expected="rows of cells", where=name)
        widths = Counter(len(record) for record in self.head if len(record) > 1)
        # Headings may be wider or narrower than the rows: what most rows have counts.
        self._width = widths.most_common(1)[0][0] if widths else 1
        if self._width > _MOST_COLUMNS:
            raise BrokenFileError(
                "The sheet is too wide.",
                expected=f"at most {_MOST_COLUMNS} columns",
                came=str(self._width),
                where=name,
            )

    @property
    def remarks(self) -> tuple[str, ...]:
        if self._encoding == "cp1252":
            return ("The file is not UTF-8; it was read as Windows-1252.",)
        return ()

    def batches(self, heading_row: int, columns: Sequence[int]) -> Iterator[Batch]:
        ragged: list[Ragged] = []
        skipped = 0  # of `ragged`, how many were told already
        counted = heading_row
        for batch, share in self._read(heading_row, ragged):
            rows = _numbers(counted, batch.num_rows, [one.row for one in ragged])
            self._refuse_swallowed(batch, rows)
            counted = int(rows[-1]) if len(rows) else counted
            told, skipped = tuple(ragged[skipped:]), len(ragged)
            # Headings may be wider than the rows below them: there is nothing under the rest.
            nothing = pa.array([""] * batch.num_rows, pa.string())
            asked = tuple(
                batch.column(place) if place < self._width else nothing for place in columns
            )
            texts, rows = without_blank_rows(asked, rows)
            yield Batch(texts, rows, share, told)
        if skipped < len(ragged):
            empty = tuple(pa.array([], pa.string()) for _ in columns)
            yield Batch(empty, np.empty(0, np.int64), 1.0, tuple(ragged[skipped:]))

    def _read(
        self, heading_row: int, ragged: list[Ragged]
    ) -> Iterator[tuple[pa.RecordBatch, float]]:
        """Every column, so that a mark that swallows rows is found wherever it stands."""
        names = [str(place) for place in range(self._width)]

        def pass_over(row: Any) -> str:
            ragged.append(Ragged(row.number, row.expected_columns, row.actual_columns))
            return "skip"

        try:
            with (
                self._path.open("rb") as file,
                pacsv.open_csv(
                    file,
                    read_options=pacsv.ReadOptions(
                        use_threads=False,  # only so does a row know its number
                        block_size=_BLOCK,
                        column_names=names,
                        skip_rows_after_names=heading_row,
                        encoding="utf8" if self._encoding == "utf-8-sig" else self._encoding,
                    ),
                    parse_options=pacsv.ParseOptions(
                        delimiter=self._separator,
                        newlines_in_values=True,
                        ignore_empty_lines=False,
                        invalid_row_handler=pass_over,
                    ),
                    convert_options=pacsv.ConvertOptions(
                        column_types=dict.fromkeys(names, pa.string()),
                        strings_can_be_null=False,
                    ),
                ) as reader,
            ):
                for batch in reader:
                    yield batch, min(1.0, file.tell() / max(1, self._size))
        except (pa.ArrowInvalid, UnicodeError) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> BrokenFileError:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        if "straddling" in said:
            return self._endless(f"more than {_BLOCK >> 20} MB without an end of the row")
        return BrokenFileError(
            "The file cannot be read.", expected="rows of cells", came=said, where=self._name
        )

    def _endless(self, came: str) -> BrokenFileError:
        return BrokenFileError(
            "A row does not end.",
            expected="every quotation mark closed",
            came=came,
            where=self._name,
        )

    def _refuse_swallowed(self, batch: pa.RecordBatch, rows: RowNumbers) -> None:
        """A quotation mark that is never closed makes one cell of all that follows."""
        for column in batch.columns:
            lengths = pc.binary_length(column)
            if (pc.max(lengths).as_py() or 0) <= _LONGEST_LINE:
                continue
            lines = pc.count_substring(column, "\n")
            wrong = pc.or_(pc.greater(lines, _MOST_LINES), pc.greater(lengths, _LONGEST_CELL))
            for at in pc.indices_nonzero(wrong)[:1].to_pylist():
                size = f"{lengths[at].as_py():,} characters in {lines[at].as_py() + 1:,} lines"
                raise self._endless(f"a cell of {size} in row {rows[at]}")

    def _sample(self) -> str:
        """The first whole lines."""
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                text = file.read(_SAMPLE)
                more = file.read(1)
        except UnicodeError as error:
            raise self._broken(error) from error
        return (text[: text.rfind("\n") + 1] or text) if more else text


def _numbers(before: int, count: int, ragged: list[int]) -> RowNumbers:
    """The next ``count`` row numbers after ``before``, without those that were passed over."""
    between = [row for row in ragged if row > before]
    numbers = np.arange(before + 1, before + 1 + count + len(between), dtype=np.int64)
    if between:
        numbers = numbers[~np.isin(numbers, between)]
    return numbers[:count]


def _encoding_of(path: Path, name: str) -> str:
    """Of the whole file: a name with an accent may stand in its last line.

    Raises:
        BrokenFileError: it has zero bytes, or others that no text has.
    """
    with path.open("rb") as file:
        head = file.read(4)
        for bom, encoding in _BOMS.items():
            if head.startswith(bom):
                return encoding
        file.seek(0)
        decoder, utf8 = codecs.getincrementaldecoder("utf-8")("strict"), True
        while True:
            chunk = file.read(1 << 20)
            utf8 = utf8 and _decodes(decoder, chunk)
            if b"\0" in chunk or (not utf8 and chunk.translate(None, _IN_NO_TEXT) != chunk):
                raise BrokenFileError(
                    "This is no text.",
                    expected="a .csv file",
                    came="bytes that no text has",
                    where=name,
                )
            if not chunk:
                return "utf-8-sig" if utf8 else "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    """Whether the next bytes, none at the end, go on as text."""
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError:
        return False
    return True


def _separator_of(sample: str) -> str:
    """The one by which most of the first rows have the same number of cells, more than one."""

    def evenness(separator: str) -> tuple[float, int]:
        records = [r for r in _records(sample, separator)[:HEAD_ROWS] if any(c.strip() for c in r)]
        widths = Counter(len(record) for record in records if len(record) > 1)
        if not widths:
            return 0, 0
        width, rows = widths.most_common(1)[0]
        return rows / len(records), width

    return max(_SEPARATORS, key=evenness)


def _records(sample: str, separator: str) -> list[list[str]]:
    found = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        for record in reader:
            found.append(record)
            if len(found) > HEAD_ROWS:
                break
    except csv.Error:  # a cell beyond the module's limit: what came before is shown
        pass
    return found
