"""The rows of a small sheet, one at a time, with what is refused of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from commontable.workforce.census.impact import Refused
from commontable.workforce.census.values import NOTHING, Refusal, Rounded, Value
from commontable.workforce.files import BrokenFileError, Sheet

MOST_ROWS = 50_000


@dataclass(slots=True)
class Outcome[Row]:
    """What a small sheet gave."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    refused_rows: set[int] = field(default_factory=set)
    read: int = 0

    def refuse(self, row: int, column: str, came: str, expected: str) -> None:
        self.refused_rows.add(row)
        self.refused.append(Refused(row, column, came, expected))


def each_row(
    sheet: Sheet, heading_row: int, columns: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and cells by column, without the spaces around; cells of nothing are empty.

    Raises:
        BrokenFileError: more rows than such a sheet has.
    """
    first = 0 if sheet.has_headings else heading_row
    read = 0
    for batch in sheet.batches(first, list(columns.values())):
        read += len(batch.rows)
        if read > MOST_ROWS:
            raise BrokenFileError(
                "The sheet has too many rows.", expected=f"at most {MOST_ROWS:,}", came="more"
            )
        texts = [column.to_pylist() for column in batch.columns]
        for at, number in enumerate(batch.rows.tolist()):
            cells = (column[at].strip() for column in texts)
            named = zip(columns, cells, strict=True)
            yield (
                number,
                {name: "" if cell.casefold() in NOTHING else cell for name, cell in named},
            )
        for ragged in batch.ragged:
            yield ragged.row, {}


def said(value: Value) -> str | Refusal:
    """A value with its rounding accepted: a printed schedule is rounded already."""
    return value.text if isinstance(value, Rounded) else value
