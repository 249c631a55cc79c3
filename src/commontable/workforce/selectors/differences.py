"""What differs between two censuses: who came, who went, which cells changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.engines.costing.census.columns import COLUMNS
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Census, Upload
from commontable.workforce.selectors.rows import open_rows

SHOWN_WORKERS = 200
SHOWN_CHANGES = 100


@dataclass(frozen=True, slots=True)
class Somebody:
    """A worker who is in one census and not in the other."""

    employee_id: str
    union: str
    classification: str
    region: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of one worker, in the engine's units; None: empty."""

    employee_id: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ColumnChanges:
    """How many cells of a column changed, and the first of them."""

    column: str
    cells: int
    shown: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Between an earlier and a later census; the lists hold the first, the counts all.

    ``comparable`` is False where one of the two has no employee numbers, or where one has
    pseudonyms and the other has not: then nobody can be told to be the same.
    """

    added: int
    removed: int
    stayed: int
    changed_workers: int
    came: tuple[Somebody, ...]
    went: tuple[Somebody, ...]
    columns: tuple[ColumnChanges, ...]

    @property
    def changed_cells(self) -> int:
        return sum(column.cells for column in self.columns)

    @property
    def comparable(self) -> bool:
        return bool(self.stayed) or not (self.added and self.removed)


class Rows(Protocol):
    """Where rows come from: a census through its door, or a file that was just read."""

    @property
    def key(self) -> tuple[str, tuple[str, ...] | None]: ...
    def table(self, columns: Sequence[str]) -> pa.Table: ...


@dataclass(frozen=True, slots=True)
class JustRead:
    """The rows of an upload, for whoever may confirm it: its home's, all of them."""

    upload: Upload

    @property
    def key(self) -> tuple[str, tuple[str, ...] | None]:
        return f"{self.upload.folder} {self.upload.moved_at.isoformat()}", None

    def table(self, columns: Sequence[str]) -> pa.Table:
        return pq.read_table(UploadFolder(self.upload).census, columns=list(columns))


@dataclass(frozen=True, slots=True)
class _Asked:
    earlier_key: tuple[str, tuple[str, ...] | None]
    later_key: tuple[str, tuple[str, ...] | None]
    earlier: Rows = field(compare=False)
    later: Rows = field(compare=False)


def differences_between(actor: Actor, earlier: Census, later: Census) -> Differences:
    """What changed, among the rows the actor may see in both.

    Somebody who moved to a union the actor does not act for has gone; where to is not told.

    Raises:
        NotFoundError: one of them is not for the actor, or only its figures.
    """
    doors = open_rows(actor, earlier), open_rows(actor, later)
    return _compared(_Asked(doors[0].key, doors[1].key, *doors))


def differences_it_makes(actor: Actor, upload: Upload) -> Differences | None:
    """What a correction on its way in changes of the census it corrects; None: it corrects none."""
    if upload.corrects is None or not may(actor, Right.RESEARCH, union_id=upload.union_id):
        return None
    earlier, later = open_rows(actor, upload.corrects), JustRead(upload)
    return _compared(_Asked(earlier.key, later.key, earlier, later))


@lru_cache(maxsize=8)
def _compared(asked: _Asked) -> Differences:
    before, after = _numbers(asked.earlier), _numbers(asked.later)
    places = pc.index_in(before, value_set=after)
    stayed = places.is_valid()
    came = pc.invert(pc.is_in(after, value_set=before))
    at_before = pc.indices_nonzero(stayed)
    at_after = places.drop_null()
    changed = np.zeros(len(at_before), dtype=bool)
    columns = tuple(_changes(asked, before, at_before, at_after, changed))
    return Differences(
        added=_count(came),
        removed=len(before) - len(at_before),
        stayed=len(at_before),
        changed_workers=int(changed.sum()),
        came=_somebody(asked.later, pc.indices_nonzero(came)),
        went=_somebody(asked.earlier, pc.indices_nonzero(pc.invert(stayed))),
        columns=columns,
    )


def _changes(
    asked: _Asked,
    numbers: pa.Array,
    at_before: pa.Array,
    at_after: pa.Array,
    changed: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[ColumnChanges]:
    """Column by column, so that two censuses are never held whole. ``changed`` is added to."""
    for column in COLUMNS:
        if column.name == "employee_id":
            continue
        old, new = (
            _plain(door.table([column.name])[column.name]).take(places)
            for door, places in ((asked.earlier, at_before), (asked.later, at_after))
        )
        differs = pc.fill_null(pc.not_equal(old, new), False)
        differs = pc.or_(differs, pc.xor(old.is_null(), new.is_null()))
        cells = _count(differs)
        if not cells:
            continue
        changed |= differs.to_numpy(zero_copy_only=False)
        first = pc.indices_nonzero(differs)[:SHOWN_CHANGES]
        who = numbers.take(at_before.take(first)).to_pylist()
        shown = zip(who, old.take(first).to_pylist(), new.take(first).to_pylist(), strict=True)
        yield ColumnChanges(column.name, cells, tuple(Change(*one) for one in shown))


def _numbers(rows: Rows) -> pa.Array:
    return rows.table(["employee_id"])["employee_id"].combine_chunks()


def _somebody(of: Rows, places: pa.Array) -> tuple[Somebody, ...]:
    names = ["employee_id", "union", "classification", "region"]
    rows = of.table(names).take(places[:SHOWN_WORKERS]).to_pylist()
    return tuple(Somebody(**row) for row in rows)


def _plain(column: pa.ChunkedArray) -> pa.Array:
    cells = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
    return cells.combine_chunks()


def _count(mask: pa.Array) -> int:
    return int(pc.sum(mask).as_py() or 0)
