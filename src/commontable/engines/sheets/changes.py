"""What became of a sheet since the one before: marked in its cells, and listed on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commontable.engines.sheets.view import Cell, Change, Entry, Mark, Row, SheetView


def since(view: SheetView, earlier: SheetView | None) -> SheetView:
    """The view marked against an earlier one of the same sheet.

    Only columns that both have are compared cell by cell; a column or row that only one has is
    listed as such. ``restated`` is a cell that says the same and cites something else.

    Args:
        earlier: None for the first sheet: nothing is marked.
    """
    if earlier is None:
        rows = tuple(_unmarked(row) for row in view.rows)
        return replace(view, rows=rows, changes=(), previous="")
    places = {column.key: place for place, column in enumerate(earlier.columns)}
    before = {row.key: row for row in earlier.rows}
    changes = list(_columns(view, earlier))
    rows_now = []
    for row in view.rows:
        old = before.get(row.key)
        if old is None:
            rows_now.append(replace(_unmarked(row), mark=Mark.NEW))
            changes.append(Change("row_new", row=row.name))
            continue
        cells = []
        for column, cell in zip(view.columns, row.cells, strict=True):
            place = places.get(column.key)
            mark = Mark.NONE if place is None else _mark(old.cells[place], cell)
            cells.append(replace(cell, mark=mark))
            if place is not None and mark:
                changes.append(_change(mark, row.name, column.head, old.cells[place], cell))
        if row.wording != old.wording:
            changes.append(Change("worded", row=row.name))
        rows_now.append(replace(row, cells=tuple(cells), mark=Mark.NONE))
    kept = {row.key for row in view.rows}
    changes += [Change("row_gone", row=row.name) for row in earlier.rows if row.key not in kept]
    return replace(view, rows=tuple(rows_now), changes=tuple(changes), previous=earlier.as_earlier)


def _unmarked(row: Row) -> Row:
    cells = tuple(replace(cell, mark=Mark.NONE) for cell in row.cells)
    return replace(row, cells=cells, mark=Mark.NONE)


def _columns(view: SheetView, earlier: SheetView) -> Iterator[Change]:
    now, then = {c.key for c in view.columns}, {c.key for c in earlier.columns}
    for column in view.columns:
        if column.key not in then:
            yield Change("column_new", column=column.head)
    for column in earlier.columns:
        if column.key not in now:
            yield Change("column_gone", column=column.head)


def _mark(before: Cell, after: Cell) -> Mark:
    if before.entries == after.entries or not (before.entries or after.entries):
        return Mark.NONE
    if not before.entries:
        return Mark.NEW
    if not after.entries:
        return Mark.GONE
    if [_words(each) for each in before.entries] != [_words(each) for each in after.entries]:
        return Mark.CHANGED
    return Mark.RESTATED if before.source != after.source else Mark.NONE


def _words(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.about, tuple(line.text for line in entry.lines)


def _change(mark: Mark, row: str, column: str, before: Cell, after: Cell) -> Change:
    if mark is Mark.RESTATED:
        return Change(mark, row, column, _flat(before.source), _flat(after.source))
    return Change(mark, row, column, _told(before), _told(after))


def _told(cell: Cell) -> str:
    """``3 / 3 % (E-12); 4 % SCAL (E-14)``: what a cell says with its labels, in a line."""
    return "; ".join(
        f"{_flat(entry.said)} ({entry.label})" if entry.label else _flat(entry.said)
        for entry in cell.entries
    )


def _flat(text: str) -> str:
    """Several lines in one; ``Wages:`` keeps its colon for what follows."""
    return " · ".join(text.split("\n")).replace(": · ", ": ")
