"""The columns of a file on its way in, with what each of them probably is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commontable.coalition.actors import Actor
from commontable.workforce.census import values
from commontable.workforce.census.values import NOTHING, Refusal
from commontable.workforce.choices import Choices
from commontable.workforce.files.head import Head
from commontable.workforce.folders import UploadFolder
from commontable.workforce.mapping import (
    CENSUS,
    COMPARATORS,
    SCHEDULE,
    PersonalColumn,
    Target,
    heading_row_of,
    personal_columns,
    suggest,
)
from commontable.workforce.models import Source, Upload
from commontable.workforce.selectors.uploads import source_of
from commontable.workforce.small.schedules import step_columns
from commontable.workforce.words import ImportKind

TARGETS: dict[ImportKind, tuple[Target, ...]] = {
    ImportKind.CENSUS: CENSUS,
    ImportKind.SCHEDULE: SCHEDULE,
    ImportKind.COMPARATORS: COMPARATORS,
}
_SAMPLES = 3
_READ_BY: dict[str, Callable[[str], values.Value]] = {
    "step": values.step,
    "rate": values.rate,
    "base_rate_mills": values.rate,
    "fte_basis_points": values.fte,
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of the sheet.

    Attributes:
        place: from 0.
        key: the column of ours it probably is, ``step-3`` for a step's own column, empty for none.
        sure: the heading says so plainly, or it was so the last time.
        personal: why it is not read.
    """

    place: int
    heading: str
    samples: tuple[str, ...]
    key: str
    sure: bool
    personal: PersonalColumn | None


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet to be mapped.

    Attributes:
        remembered: what its source's last file was read as; None: it is the first.
        day_first: dates in it can only be read with the day before the month.
    """

    head: Head
    heading_row: int
    columns: tuple[SheetColumn, ...]
    remembered: Source | None
    day_first: bool

    @property
    def personal(self) -> tuple[PersonalColumn, ...]:
        return tuple(column.personal for column in self.columns if column.personal)


def columns_of(actor: Actor, upload: Upload, *, heading_row: int | None = None) -> Columns:
    """What each column probably is: as it was said before for this file, as the source's last one
    was read, or as its heading and its cells suggest.

    Args:
        heading_row: where the headings are, from 1; None: found by looking.
    """
    head = UploadFolder(upload).head()
    targets = TARGETS[ImportKind(upload.kind)]
    said = Choices.of_data(upload.plan) if upload.plan else None
    if said is not None and not said.columns:
        said = None
    if heading_row is None:
        heading_row = said.heading_row if said else heading_row_of(head.rows, targets)
    heading_row = max(1, min(heading_row, len(head.rows)))
    headings, below = head.headings(heading_row), head.below(heading_row)
    personal = {one.place: one for one in personal_columns(headings, below)}
    remembered = source_of(actor, upload)
    if said is not None and said.heading_row == heading_row:
        keys = {place: (key, True) for key, place in said.columns.items()}
        keys |= {int(place): (f"step-{step}", True) for place, step in said.steps.items()}
    else:
        before = remembered.columns if remembered else None
        keys = {
            one.place: (one.key, one.sure)
            for one in suggest(headings, targets, remembered=before, leave_out=frozenset(personal))
            if _fits(one.key, _cells(below, one.place))
        }
        if upload.kind == ImportKind.SCHEDULE and not {"step", "rate"} <= {
            key for key, _ in keys.values()
        }:
            keys |= {place: (f"step-{n}", True) for place, n in step_columns(headings).items()}
    columns = tuple(
        SheetColumn(
            place,
            heading.strip(),
            tuple(dict.fromkeys(_cells(below, place)))[:_SAMPLES],
            *keys.get(place, ("", False)),
            personal.get(place),
        )
        for place, heading in enumerate(headings)
    )
    dates = [c for one in columns if one.key.endswith(("_date", "dated_on"))
             for c in _cells(below, one.place)]  # fmt: skip
    return Columns(head, heading_row, columns, remembered, values.is_day_first(dates))


def _cells(rows: list[list[str]], place: int) -> list[str]:
    cells = [row[place].strip() for row in rows if place < len(row)]
    return [cell for cell in cells if cell.casefold() not in NOTHING]


def _fits(key: str, cells: list[str]) -> bool:
    """Whether most of the cells can be read as that column: “Seniority” may be years, or a day."""
    read = _READ_BY.get(key)
    if key.endswith(("_date", "dated_on")):
        read = values.day
    elif key.endswith("_quarter_hours"):
        read = values.hours
    if read is None or not cells:
        return True
    refused = sum(1 for cell in cells if isinstance(read(cell), Refusal))
    if key.endswith(("_date", "dated_on")) and refused:
        refused = min(
            refused, sum(1 for c in cells if isinstance(values.day(c, day_first=True), Refusal))
        )
    return refused * 2 <= len(cells)
