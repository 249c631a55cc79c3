"""A census taken apart into arrays: codes, days, hours; and which workers a scope means."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from commontable.engines.costing.calendar import NEVER, day_of
from commontable.engines.costing.census.columns import OFF_SCHEDULE, RED_CIRCLED
from commontable.engines.costing.components import HOURS
from commontable.engines.costing.scope import DIMENSIONS, Scope

type Ints = npt.NDArray[np.int64]
type Codes = npt.NDArray[np.int32]
type Mask = npt.NDArray[np.bool_]

PROFILE: Final = ("union", "local", "unit", "region", "facility", "classification", "grade")
"""Results can be broken down by these."""

MOST_MASKS: Final = 256
MOST_GROUPS: Final = 32
"""How many of each are kept: a byte and four for each worker, however long terms are changed."""
_LARGEST_CODE: Final = 2**62
_ALL: Final = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Workers that some terms cannot tell apart: a group for each, a worker for each group."""

    workers: "Workers"
    of: Codes
    example: Ints
    _meant: dict[Scope, Mask] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.example)

    def meant(self, scope: Scope) -> Mask:
        """Which groups a scope means; kept, for every offer asks again."""
        if scope not in self._meant:
            self._meant[scope] = self.workers.matches(scope, self.example)
        return self._meant[scope]


class Profiles(tuple[tuple[str, ...], ...]):
    """The labels of each profile, in the order of ``PROFILE``."""

    def alike(self, places: Sequence[int]) -> tuple[list[tuple[str, ...]], Ints, Ints]:
        """Profiles that share their labels in some places: kept, for reports ask again.

        Gives the labels in their order, all profiles so that those alike are together, and where
        each label's begin.
        """
        kept: dict[tuple[int, ...], tuple[list[tuple[str, ...]], Ints, Ints]]
        kept = self.__dict__.setdefault("kept", {})
        key = tuple(places)
        if key not in kept:
            at: dict[tuple[str, ...], list[int]] = {}
            for row, profile in enumerate(self):
                at.setdefault(tuple(profile[place] for place in key), []).append(row)
            labels = sorted(at)
            order = np.array([row for label in labels for row in at[label]], np.int64)
            counts = [len(at[label]) for label in labels]
            kept[key] = labels, order, np.cumsum([0, *counts[:-1]])
        return kept[key]


class Workers:
    """``table`` is a census's, or a part of one; every array has a row per worker.

    Days count from 1970. Masks and groups are kept: the next offer asks for most of them again.
    """

    def __init__(self, table: pa.Table, as_of: date) -> None:
        self.count = int(table.num_rows)
        self.as_of = as_of
        self._table = table
        self._masks: dict[Hashable, Mask] = {}
        self._kept: dict[Hashable, Any] = {}
        self._groups: dict[Hashable, Groups] = {}
        self._dimensions: dict[str, tuple[Codes, tuple[str, ...]]] = {}

    def dimension(self, name: str) -> tuple[Codes, tuple[str, ...]]:
        """A code per worker, and the label of each code; an empty cell is ``""``."""
        if name not in self._dimensions:
            cells = self._table[name]
            chunk = cells.unify_dictionaries().combine_chunks()
            if isinstance(chunk, pa.ChunkedArray):  # an empty table keeps no chunk to combine
                chunk = pa.array([], cells.type)
            labels = (*(label.as_py() or "" for label in chunk.dictionary), "")
            codes = pc.fill_null(chunk.indices, len(labels) - 1).to_numpy(zero_copy_only=False)
            self._dimensions[name] = (codes.astype(np.int32, copy=False), labels)
        return self._dimensions[name]

    def label(self, name: str, worker: int) -> str:
        codes, labels = self.dimension(name)
        return labels[int(codes[worker])]

    @cached_property
    def ids(self) -> pa.ChunkedArray:
        return self._table["employee_id"]

    def id_of(self, worker: int) -> str:
        return str(self.ids[worker].as_py())

    def find(self, employee_id: str) -> int:
        """The row of a worker; -1 where there is none."""
        return int(pc.index(self.ids, pa.scalar(employee_id, self.ids.type)).as_py())

    @cached_property
    def profiles(self) -> Groups:
        """Workers alike in all dimensions that results are broken down by."""
        return self.groups([self.dimension(name)[0] for name in PROFILE], key="profile")

    @cached_property
    def by_profile(self) -> Ints:
        """All rows, those of one profile together: what is summed stays at hand."""
        order: Ints = np.argsort(self.profiles.of, kind="stable")
        return order

    @cached_property
    def profile_names(self) -> "Profiles":
        """The labels of each profile, in the order of ``PROFILE``."""
        columns = []
        for name in PROFILE:
            codes, labels = self.dimension(name)
            columns.append([labels[code] for code in codes[self.profiles.example]])
        return Profiles(zip(*columns, strict=True))

    @cached_property
    def hours(self) -> Codes:
        """Quarter-hours a pay period, a column for each of ``components.HOURS``."""
        columns = [self._ints(f"{name}_quarter_hours", 0, np.int32) for name in HOURS]
        return np.ascontiguousarray(np.stack(columns, axis=1))

    @cached_property
    def fte(self) -> Ints:
        return self._ints("fte_basis_points", 0, np.int64)

    @cached_property
    def step(self) -> Ints:
        return self._ints("step", 0, np.int64)

    @cached_property
    def own_rate(self) -> Ints:
        """Mills an hour as the census says them; 0 where it does not."""
        return self._ints("base_rate_mills", 0, np.int64)

    @cached_property
    def status(self) -> Ints:
        """0 on the schedule, 1 off it, 2 red-circled."""
        codes, labels = self.dimension("schedule_status")
        words = {OFF_SCHEDULE: 1, RED_CIRCLED: 2}
        return np.array([words.get(label, 0) for label in labels], dtype=np.int64)[codes]

    @cached_property
    def hired(self) -> Ints:
        return self._days("hire_date")

    @cached_property
    def left(self) -> Ints:
        """The last day of employment."""
        return self._days("leave_date")

    @cached_property
    def anniversary(self) -> Ints:
        return self._days("anniversary_date")

    @cached_property
    def seniority(self) -> Ints:
        return self._days("seniority_date")

    def mask(self, scope: Scope, region: str | None = None) -> Mask:
        """Which workers a scope means; with ``region``, as if all of them worked there."""
        key = (scope, region)
        found = self._masks.get(key)
        if found is None:
            found = self._mask(scope, region)
            _remember(self._masks, key, found, MOST_MASKS)
        return found

    def matches(self, scope: Scope, rows: Ints, region: str | None = None) -> Mask:
        """``mask`` for some rows only, from what is kept if it is."""
        kept = self._masks.get((scope, region))
        return self._mask(scope, region, rows) if kept is None else np.asarray(kept[rows])

    def groups(self, columns: Sequence[npt.NDArray[Any]], *, key: Hashable) -> Groups:
        """Workers alike in every column. ``key`` names the columns, for the next time."""
        found = self._groups.get(key)
        if found is None:
            found = self._grouped(columns)
            _remember(self._groups, key, found, MOST_GROUPS)
        return found

    def kept[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for each key."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def served(self, years: int) -> Ints:
        """The days on which ``years`` of service are completed; 29 February falls on 1 March."""
        return self.kept(("served", years), lambda: after_months(self.seniority, 12 * years))

    def _mask(self, scope: Scope, region: str | None, rows: Ints | slice = _ALL) -> Mask:
        mask = np.ones(len(self.fte[rows]), dtype=np.bool_)
        for dimension, names in scope.included:
            if dimension == "region" and region is not None:
                mask &= region in names
            else:
                mask &= self._named(dimension, names, rows)
        for dimension, names in scope.excluded:
            if dimension == "region" and region is not None:
                mask &= region not in names
            else:
                mask &= ~self._named(dimension, names, rows)
        if scope.certification:
            codes, labels = self.dimension("certifications")
            holds = [scope.certification in _split(label) for label in labels]
            mask &= np.array(holds, dtype=np.bool_)[codes[rows]]
        if scope.hired_from is not None:
            mask &= self.hired[rows] >= day_of(scope.hired_from)
        if scope.hired_before is not None:
            mask &= self.hired[rows] < day_of(scope.hired_before)
        if scope.employed_on is not None:
            day = day_of(scope.employed_on)
            mask &= (self.hired[rows] <= day) & (self.left[rows] >= day)
        if scope.least_fte:
            mask &= self.fte[rows] >= scope.least_fte
        if scope.most_fte < 10_000:  # noqa: PLR2004 - full time in basis points
            mask &= self.fte[rows] <= scope.most_fte
        return mask

    def _named(self, dimension: str, names: frozenset[str], rows: Ints | slice) -> Mask:
        codes, labels = self.dimension(dimension)
        named: Mask = np.array([label in names for label in labels], dtype=np.bool_)[codes[rows]]
        return named

    def _grouped(self, columns: Sequence[npt.NDArray[Any]]) -> Groups:
        code = np.zeros(self.count, dtype=np.int64)
        largest = 1
        for column in columns:
            values = column.astype(np.int64)
            low = int(values.min()) if self.count else 0
            width = (int(values.max()) - low + 1) if self.count else 1
            if largest > _LARGEST_CODE // width:
                code, largest = _encoded(code)
            if largest > _LARGEST_CODE // width:
                values, width = _encoded(values)
                low = 0
            code = code * width + (values - low)
            largest *= width
        of, count = _encoded(code)
        example = np.empty(count, dtype=np.int64)
        example[of[::-1]] = np.arange(self.count - 1, -1, -1)
        return Groups(self, of.astype(np.int32), example)

    def _ints(self, name: str, empty: int, kind: type) -> npt.NDArray[np.int64]:
        cells = pc.fill_null(self._table[name], empty)
        numbers: Ints = cells.to_numpy().astype(kind, copy=False)
        return numbers

    def _days(self, name: str) -> Ints:
        cells = self._table[name].cast(pa.int32())
        days: Ints = pc.fill_null(cells, NEVER).to_numpy().astype(np.int64)
        return days

    def known_values(self) -> Mapping[str, frozenset[str]]:
        """The labels that occur, by dimension."""
        return {name: frozenset(self.dimension(name)[1]) - {""} for name in DIMENSIONS}


def after_months(since: Ints, months: int) -> Ints:
    """The day of the month, so many months later; a day it does not have is the 1st of the next."""
    days = since.astype("datetime64[D]")
    first = days.astype("datetime64[M]")
    of_month = (days - first.astype("datetime64[D]")).astype(np.int64)
    later = first + np.timedelta64(months, "M")
    begins = later.astype("datetime64[D]").astype(np.int64)
    following = (later + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64)
    result: Ints = np.where(since >= NEVER, NEVER, np.minimum(begins + of_month, following))
    return result


def _remember[T](kept: dict[Hashable, T], key: Hashable, value: T, most: int) -> None:
    """Keeps ``value``, and lets go of what has been kept longest."""
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = value


def _encoded(code: Ints) -> tuple[Ints, int]:
    encoded = pa.array(code).dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary)


def _split(certificates: str) -> frozenset[str]:
    return frozenset(part.strip() for part in certificates.split(";"))
