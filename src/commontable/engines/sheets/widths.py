"""How broad each column is set, the same in the PDF, in Word and in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from commontable.engines.sheets.view import Cell, SheetView


@dataclass(frozen=True, slots=True)
class Widths:
    """How a row's breadth is shared: the first column's part, then each column's, adding to 1."""

    first: float
    columns: tuple[float, ...]

    @classmethod
    def of(cls, view: SheetView) -> Self:
        """By how much there is to read in each column, within bounds that keep all readable."""
        weights = [
            min(max(_typical([row.cells[place] for row in view.rows]), 16.0), 44.0)
            for place in range(len(view.columns))
        ]
        names = [row.name for row in view.rows]
        first = max(min(max(_typical_name(names), 20.0), 34.0), _longest_word(names))
        whole = first + sum(weights)
        return cls(first / whole, tuple(weight / whole for weight in weights))


def _typical(cells: Sequence[Cell]) -> float:
    """The length that four in five of the lines keep within."""
    lengths = sorted(
        len(line.text) for cell in cells for entry in cell.entries for line in entry.lines
    )
    return float(lengths[len(lengths) * 4 // 5]) if lengths else 0.0


def _typical_name(names: Sequence[str]) -> float:
    lengths = sorted(len(name) for name in names)
    return float(lengths[len(lengths) * 4 // 5]) if lengths else 0.0


def _longest_word(names: Sequence[str]) -> float:
    """Room for the longest word, which is set bold and cannot be broken."""
    words = (word for name in names for word in name.replace("-", " ").split())
    return 1.7 * max(map(len, words), default=0)
