"""A schedule as a grid, and two dated versions cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from commontable.workforce.selectors.schedules import Cell


@dataclass(frozen=True, slots=True)
class GridRow:
    """One classification in one region (empty: every region not named), its cells by step."""

    classification: str
    region: str
    mills: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by classification and region, over all steps of the schedule."""

    steps: tuple[int, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after, in mills; None: it is not there."""

    before: int | None
    after: int | None

    @property
    def percent(self) -> Decimal | None:
        """To a hundredth, halves up; None where one of the two is missing."""
        if self.before is None or self.after is None:
            return None
        change = Decimal((self.after - self.before) * 100) / self.before
        return change.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One classification in one region; None where a step is in neither version."""

    classification: str
    region: str
    cells: tuple[CellChange | None, ...]

    @property
    def percents(self) -> list[Decimal]:
        return [one.percent for one in self.cells if one and one.percent is not None]


@dataclass(frozen=True, slots=True)
class GridChanges:
    """Two versions: what changed where, and how much at the least and at the most."""

    steps: tuple[int, ...]
    rows: tuple[ChangedRow, ...]
    added: int
    dropped: int

    @property
    def least(self) -> Decimal | None:
        return min((p for row in self.rows for p in row.percents), default=None)

    @property
    def most(self) -> Decimal | None:
        return max((p for row in self.rows for p in row.percents), default=None)


def grid_of(cells: Mapping[Cell, int]) -> Grid:
    """Cells as rows and columns."""
    steps = tuple(sorted({step for _, _, step in cells}))
    lanes = sorted({(job, region) for job, region, _ in cells})
    rows = tuple(
        GridRow(job, region, tuple(cells.get((job, region, step)) for step in steps))
        for job, region in lanes
    )
    return Grid(steps, rows)


def changes_between(before: Mapping[Cell, int], after: Mapping[Cell, int]) -> GridChanges:
    """Every cell of either version."""
    keys = before.keys() | after.keys()
    steps = tuple(sorted({step for _, _, step in keys}))
    rows = []
    for job, region in sorted({(job, region) for job, region, _ in keys}):
        cells = tuple(
            CellChange(before.get(key), after.get(key))
            if (key := (job, region, step)) in keys
            else None
            for step in steps
        )
        rows.append(ChangedRow(job, region, cells))
    return GridChanges(
        steps, tuple(rows), len(after.keys() - before.keys()), len(before.keys() - after.keys())
    )
