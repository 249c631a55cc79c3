"""What a row must satisfy beyond being readable: no worker twice, no negative hours, no gaps."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from commontable.engines.costing.census.columns import (
    COLUMNS,
    HIGHEST_RATE_MILLS,
    OFF_SCHEDULE,
    RED_CIRCLED,
    Column,
)
from commontable.engines.costing.errors import RowProblem

_MOST_CERTIFICATES = 20


def problems_of(table: pa.Table) -> list[RowProblem]:
    """Every reason why rows of ``table`` cannot be taken, by row.

    ``table`` holds canonical columns, as ``written_as_canonical`` returns them; missing optional
    columns are fine. Whole columns at a time: a million rows take about a second.
    """
    check = _Check(table)
    found = [problem for column in COLUMNS for problem in check.column(column)]
    if "employee_id" in table.column_names:
        found += check.twice()
    found += check.rate_or_step()
    found += check.before("leave_date", "hire_date", "on or after the first day")
    return sorted(found, key=lambda problem: (problem.row, problem.column))


class _Check:
    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._names = frozenset(table.column_names)

    def column(self, column: Column) -> Iterator[RowProblem]:
        if column.name not in self._names:
            return
        cells = self._table[column.name]
        if column.required and cells.null_count:
            yield from self._problems(
                cells.is_null(),
                column.name,
                f"{column.meaning}",
                "Fill the cell in: a worker cannot be costed without it.",
            )
        if column.allowed:
            known = pc.is_in(cells, value_set=pa.array(column.allowed))
            yield from self._problems(
                pc.and_(cells.is_valid(), pc.invert(known)),
                column.name,
                " or ".join(column.allowed),
                "Use one of these words, or leave the cell empty.",
            )
        if column.least is not None and column.most is not None:
            yield from self._problems(
                pc.less(cells, column.least),
                column.name,
                f"at least {column.least} {column.unit}",
                "Hours and rates are never negative; book a correction in its own census."
                if column.kind == "amount"
                else "",
            )
            yield from self._problems(
                pc.greater(cells, column.most),
                column.name,
                f"at most {column.most:,} {column.unit}",
                "Was a yearly salary given for an hourly rate?"
                if column.most == HIGHEST_RATE_MILLS
                else "Are these hours of a pay period?"
                if column.unit.startswith("quarter")
                else "",
            )

    def twice(self) -> Iterator[RowProblem]:
        """Workers that stand in more than one row: every row after the first."""
        codes = self._table["employee_id"].combine_chunks().dictionary_encode()
        numbers = pc.fill_null(codes.indices, -1).to_numpy(zero_copy_only=False)
        seen, first, counts = np.unique(numbers, return_index=True, return_counts=True)
        if not (counts[seen >= 0] > 1).any():
            return
        first_of = np.zeros(int(seen[-1]) + 2, dtype=np.int64)
        first_of[seen] = first
        again = (numbers >= 0) & (first_of[numbers] != np.arange(len(numbers)))
        for place in np.flatnonzero(again):
            worker = codes.dictionary[int(numbers[place])].as_py()
            yield RowProblem(
                int(place) + 1,
                worker,
                "employee_id",
                "every worker once",
                f"{worker!r}, already in row {int(first_of[numbers[place]]) + 1}",
                "Keep one of the rows; a worker with two jobs needs two numbers.",
            )

    def rate_or_step(self) -> Iterator[RowProblem]:
        """A worker is paid by step, or off the schedule by a rate of her own."""
        rows = self._table.num_rows
        off = self._off_schedule(rows)
        no_step = self._empty("step", rows)
        no_rate = self._empty("base_rate_mills", rows)
        yield from self._problems(
            pc.and_(pc.invert(off), no_step),
            "step",
            "the step of a worker on the schedule",
            "Give the step, or set schedule_status to off_schedule with a base rate.",
        )
        yield from self._problems(
            pc.and_(off, no_rate),
            "base_rate_mills",
            "the rate of a worker off the schedule",
            "Give the hourly rate, or put the worker on the schedule with a step.",
        )

    def before(self, later: str, earlier: str, expected: str) -> Iterator[RowProblem]:
        if later in self._names and earlier in self._names:
            bad = pc.less(self._table[later], self._table[earlier])
            yield from self._problems(bad, later, expected, f"Look at {earlier} as well.")

    def _off_schedule(self, rows: int) -> pa.ChunkedArray:
        if "schedule_status" not in self._names:
            return pa.chunked_array([np.zeros(rows, dtype=bool)])
        words = self._table["schedule_status"].cast(pa.string())
        return pc.is_in(words, value_set=pa.array([OFF_SCHEDULE, RED_CIRCLED]))

    def _empty(self, name: str, rows: int) -> pa.ChunkedArray:
        if name not in self._names:
            return pa.chunked_array([np.ones(rows, dtype=bool)])
        return self._table[name].is_null()

    def _problems(
        self, bad: pa.ChunkedArray, name: str, expected: str, fix: str
    ) -> Iterator[RowProblem]:
        places = pc.indices_nonzero(pc.fill_null(bad, False))
        if not len(places):
            return
        came, workers = self._taken(name, places), self._taken("employee_id", places)
        for place, got, worker in zip(places.to_pylist(), came, workers, strict=True):
            yield RowProblem(place + 1, worker, name, expected, got or "an empty cell", fix)

    def _taken(self, name: str, places: pa.Array) -> list[str]:
        """The cells as text; an empty one is ""."""
        if name not in self._names:
            return [""] * len(places)
        return [
            "" if cell is None else str(cell) for cell in self._table[name].take(places).to_pylist()
        ]
