"""From a team's version to a public edition: only what was released, and nothing of the team's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from commontable.engines.sheets.errors import SheetError
from commontable.engines.sheets.view import Cell, Edition, Mark, Note, Row, SheetView


def public_edition(
    view: SheetView,
    *,
    title: str,
    number: int,
    rows: Collection[str],
    columns: Collection[str],
    wording: Mapping[str, str],
) -> SheetView:
    """The public edition of a team's version: chosen rows and columns, unmarked.

    Left out, whatever was chosen: who made it, what it was computed from, links into the record,
    changes since the team's version before, remarks for the team, and wording not handed in here.

    Args:
        rows, columns: the keys released; what is not named stays in.
        wording: the team's words by row key; of rows not released they are not used.

    Raises:
        SheetError: nothing chosen, a key the version does not have, a column for the team only,
            or a cell with something said off the record.
    """
    known = {column.key: column for column in view.columns}
    unknown = (set(columns) - known.keys()) | (set(rows) - {row.key for row in view.rows})
    if unknown:
        raise SheetError(
            "The version has no such row or column.",
            expected="rows and columns of this version",
            got=", ".join(sorted(unknown)),
        )
    if not rows or not columns:
        raise SheetError(
            "A public edition holds something.",
            expected="at least one row and one column",
            got=f"{len(set(rows))} rows and {len(set(columns))} columns",
        )
    for key in columns:
        if known[key].team_only:
            raise SheetError(f"“{known[key].head}” is for the team only.")
    shown = _narrowed(view, rows, columns, wording)
    return replace(
        shown,
        title=title,
        edition=Edition.PUBLIC,
        number=number,
        codes=shown.codes_used,
        made="",
        basis="",
        previous="",
        changes=(),
    )


def _narrowed(
    view: SheetView,
    rows: Collection[str],
    columns: Collection[str],
    wording: Mapping[str, str],
) -> SheetView:
    places = [place for place, column in enumerate(view.columns) if column.key in columns]
    return replace(
        view,
        columns=tuple(view.columns[place] for place in places),
        rows=tuple(_row(row, places, wording) for row in view.rows if row.key in rows),
        notes=tuple(note for note in view.notes if _is_public(note, columns)),
    )


def _row(row: Row, places: list[int], wording: Mapping[str, str]) -> Row:
    return replace(
        row,
        cells=tuple(_cell(row, place) for place in places),
        wording=wording.get(row.key, ""),
        ref="",
        mark=Mark.NONE,
    )


def _cell(row: Row, place: int) -> Cell:
    cell = row.cells[place]
    if any(entry.off_record for entry in cell.entries):
        raise SheetError(f"“{row.name}” holds something said off the record.")
    return Cell(tuple(replace(entry, ref="") for entry in cell.entries))


def _is_public(note: Note, columns: Collection[str]) -> bool:
    return not note.team_only and (not note.column or note.column in columns)
