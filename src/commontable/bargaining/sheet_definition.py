"""What a comparison sheet is to show: its columns, its rows, and under which headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from commontable.bargaining.words import SheetColumn, SheetGroups, SheetRows

SETTLEMENT, PATTERN = "settlement", "pattern"
USUAL = (SheetColumn.STATUS_QUO, SheetColumn.UNION, SheetColumn.EMPLOYER, SheetColumn.STATUS)
_BEFORE_PATTERNS = SheetColumn.values.index(SheetColumn.EMPLOYER)


@dataclass(frozen=True, slots=True)
class Definition:
    """A sheet as somebody arranged it.

    Attributes:
        columns: keys of ``SheetColumn``, and ``settlement-12`` or ``pattern-3`` for what another
            group settled; kept in the sheet's own order, however they were chosen.
        chosen: the ids of the issues or articles shown; None: all there are, later ones too.
    """

    columns: tuple[str, ...] = USUAL
    by: SheetRows = SheetRows.ISSUE
    group: SheetGroups = SheetGroups.KIND
    chosen: frozenset[int] | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        chosen = data.get("chosen")
        return cls(
            columns=tuple(data["columns"]),
            by=SheetRows(data["by"]),
            group=SheetGroups(data["group"]),
            chosen=None if chosen is None else frozenset(chosen),
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "columns": in_order(self.columns),
            "by": self.by.value,
            "group": self.group.value,
            "chosen": None if self.chosen is None else sorted(self.chosen),
        }


def in_order(columns: tuple[str, ...] | list[str]) -> list[str]:
    """The columns in the order a sheet shows them, each once: patterns behind the sides."""

    def place(key: str) -> tuple[float, str, int]:
        kind, number = pattern_of(key)
        if kind:
            return (_BEFORE_PATTERNS + 0.5, kind, number)
        return (SheetColumn.values.index(key), "", 0)

    return sorted(dict.fromkeys(columns), key=place)


def pattern_of(key: str) -> tuple[str, int]:
    """``("settlement", 12)`` of ``settlement-12``; ``("", 0)`` of a column of the table's own."""
    kind, _, number = key.partition("-")
    if kind in {SETTLEMENT, PATTERN} and number.isascii() and number.isdigit():
        return kind, int(number)
    return "", 0
