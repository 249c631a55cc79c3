"""A sheet for its page: the view's own text, laid out as the template walks through it."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.engines.sheets import (
    Cell,
    Column,
    Entry,
    Line,
    Note,
    Row,
    SheetView,
    digest,
)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """``behind_label`` is what follows the proposal's number in the source."""

    about: str
    lines: tuple[Line, ...]
    label: str
    behind_label: str
    source: str
    ref: str


@dataclass(frozen=True, slots=True)
class PageCell:
    """``head`` names the column where there is no head to see, on a phone."""

    head: str
    mark: str
    entries: tuple[PageEntry, ...]


@dataclass(frozen=True, slots=True)
class PageRow:
    name: str
    wording: str
    mark: str
    ref: str
    cells: tuple[PageCell, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything the template shows, in the order it shows it."""

    title: str
    edition: str
    number: int
    name: str
    language: str
    as_of: str
    as_of_line: str
    team: str
    coalition: str
    parties: str
    since: str
    previous: str
    told: tuple[str, ...]
    row_head: str
    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[PageRow, ...]], ...]
    nothing: str
    notes: tuple[Note, ...]
    below: tuple[str, ...]
    hash_line: str

    @property
    def breadth(self) -> int:
        return len(self.columns) + 1


def page_of(view: SheetView) -> SheetPage:
    """The page of a sheet. A draft has no hash: nothing of it is kept."""
    return SheetPage(
        title=view.title,
        edition=view.edition.value,
        number=view.number,
        name=view.name,
        language=view.language,
        as_of=view.as_of,
        as_of_line=view.say("as_of", moment=view.as_of_words),
        team=view.say("team"),
        coalition=view.coalition,
        parties=f"{view.table}, {view.campaign} · {view.coalition} – {view.employer}",
        since=view.since,
        previous=view.previous,
        told=tuple(view.tell(change) for change in view.changes),
        row_head=view.row_head,
        columns=view.columns,
        groups=tuple(
            (group, tuple(_row(view, row) for row in rows)) for group, rows in view.groups()
        ),
        nothing=view.say("nothing"),
        notes=view.notes,
        below=tuple(filter(None, (view.legend, view.say("computed"), view.made, view.basis))),
        hash_line=view.say("hash", hash=digest(view)) if view.number else "",
    )


def _row(view: SheetView, row: Row) -> PageRow:
    return PageRow(
        name=row.name,
        wording=view.say("wording", wording=row.wording) if row.wording else "",
        mark=f"◆ {view.say('mark_row_new')}" if row.mark else "",
        ref=row.ref,
        cells=tuple(
            _cell(view, column, cell) for column, cell in zip(view.columns, row.cells, strict=True)
        ),
    )


def _cell(view: SheetView, column: Column, cell: Cell) -> PageCell:
    return PageCell(
        head=column.head,
        mark=f"◆ {view.say(f'mark_{cell.mark}')}" if cell.mark else "",
        entries=tuple(_entry(entry) for entry in cell.entries),
    )


def _entry(entry: Entry) -> PageEntry:
    source = entry.source
    return PageEntry(
        about=entry.about,
        lines=entry.lines,
        label=entry.label,
        behind_label=source.removeprefix(entry.label),
        source=source,
        ref=entry.ref,
    )
