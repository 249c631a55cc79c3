"""What is kept of a sheet to choose its columns by: its first rows, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from commontable.workforce.files.batches import Sheet

_LONGEST_CELL = 120


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows as text, and what else a person chooses by.

    Attributes:
        has_headings: the first of ``rows`` is the file's own headings, and no row of the sheet.
    """

    rows: list[list[str]]
    sheets: list[str]
    sheet: str
    remarks: list[str]
    has_headings: bool

    @classmethod
    def of(cls, sheet: Sheet, name: str) -> Self:
        rows = [[cell[:_LONGEST_CELL] for cell in row] for row in sheet.head]
        return cls(rows, list(sheet.sheets), name, list(sheet.remarks), sheet.has_headings)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)

    def headings(self, heading_row: int) -> list[str]:
        """The cells of the heading row, from 1, as many as the widest row has."""
        width = max((len(row) for row in self.rows), default=0)
        row = self.rows[heading_row - 1] if heading_row <= len(self.rows) else []
        return [*row, *[""] * (width - len(row))]

    def below(self, heading_row: int) -> list[list[str]]:
        """The rows after it."""
        return self.rows[heading_row:]
