"""Sheets of the cast's common table, and what stands in their cells."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bargaining.passing import passes, raises
from cast import Cast, enter
from commontable.bargaining.models import Issue, Proposal, Sheet, SheetRelease, SheetVersion, Table
from commontable.bargaining.selectors.sheets.versions import content_of
from commontable.bargaining.selectors.sheets.view import sheet_view
from commontable.bargaining.services.sheets.definitions import make_sheet
from commontable.bargaining.services.sheets.releases import release_sheet, what_would_go_out
from commontable.bargaining.services.sheets.versions import make_version
from commontable.bargaining.sheet_definition import Definition
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.engines.sheets import Cell, SheetView, digest

EVERY = (
    "status_quo",
    "union-2",
    "union-1",
    "union",
    "employer-2",
    "employer-1",
    "employer",
    "status",
    "aside",
)


def ago(**time: float) -> datetime:
    """A full minute that long ago."""
    return (dates.now() - timedelta(**time)).replace(second=0, microsecond=0)


def offers(cast: Cast, side: Side, *years: str, at: datetime, **facts: Any) -> Proposal:
    """A raise on wages, passed at that moment."""
    terms = raises(cast.wages, *years)
    return passes(cast, side, [cast.wages], terms=terms, passed_at=at, **facts)


def looked_at(
    cast: Cast, moment: datetime | None = None, *, table: Table | None = None, **shown: Any
) -> SheetView:
    """The sheet of the table at a moment, with every column."""
    definition = Definition(**({"columns": EVERY} | shown))
    return sheet_view(
        enter(cast.chief),
        table or cast.common,
        definition,
        title="Where we stand",
        moment=moment or dates.now(),
    ).view


def cell(view: SheetView, issue: Issue, column: str) -> Cell:
    row = view.row(f"issue-{issue.pk}")
    assert row is not None, f"no row for {issue}"
    return row.cells[[each.key for each in view.columns].index(column)]


def said(view: SheetView, issue: Issue, column: str) -> str:
    """``3 / 3 % (E-1)``, or nothing."""
    shown = cell(view, issue, column)
    return "; ".join(
        f"{each.said} ({each.label})" if each.label else each.said for each in shown.entries
    ).replace("\N{NO-BREAK SPACE}", " ")


def arranged(cast: Cast, **shown: Any) -> Sheet:
    """A sheet of the common table, arranged by the chief."""
    title = shown.pop("title", "Where we stand")
    table = shown.pop("table", cast.common)
    definition = Definition(**({"columns": EVERY} | shown))
    return make_sheet(actor=enter(cast.chief), table=table, title=title, definition=definition)


def frozen(cast: Cast, sheet: Sheet, **facts: Any) -> SheetVersion:
    return make_version(actor=enter(cast.chief), sheet=sheet, **facts)


def view_of(version: SheetVersion | SheetRelease) -> SheetView:
    """What it says, read back from the database."""
    version.refresh_from_db()
    return content_of(version)


def released(
    cast: Cast,
    version: SheetVersion,
    *,
    rows: set[str] | None = None,
    columns: set[str] | None = None,
    title: str = "For members",
) -> SheetRelease:
    """What the chief looks at, then signs for; usually everything that may go out."""
    view = view_of(version)
    choice: dict[str, Any] = {
        "title": title,
        "rows": rows if rows is not None else {row.key for row in view.rows},
        "columns": columns
        if columns is not None
        else {column.key for column in view.columns if not column.team_only},
    }
    actor = enter(cast.chief)
    seen = digest(what_would_go_out(actor=actor, version=version, **choice))
    return release_sheet(actor=actor, version=version, seen=seen, signature=actor.name, **choice)
