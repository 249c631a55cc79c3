"""Where workers sit: the scattergram of FTE by step and lane, and those who sit on no step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from commontable.coalition.actors import Actor
from commontable.workforce.models import Census
from commontable.workforce.selectors.lines import Asked
from commontable.workforce.selectors.rows import open_rows
from commontable.workforce.selectors.schedules import rates_on

_SEPARATOR = "\x1f"
_KEYS = ("classification", "region", "step", "base_rate_mills", "schedule_status")
_COLUMNS = ("employee_id", "union", "facility", "fte_basis_points", *_KEYS)


class Why(StrEnum):
    """Why somebody is on the list."""

    RED_CIRCLED = "red_circled"
    OFF_SCHEDULE = "off_schedule"
    NO_SUCH_STEP = "no_such_step"
    OTHER_RATE = "other_rate"
    NO_SCHEDULE = "no_schedule"


@dataclass(frozen=True, slots=True)
class Lane:
    """One classification: FTE in basis points by step; ``off`` of those who sit on none."""

    classification: str
    steps: Mapping[int, int]
    off: int
    workers: int

    @property
    def fte(self) -> int:
        return sum(self.steps.values()) + self.off


@dataclass(frozen=True, slots=True)
class Placing:
    """How somebody stands to their schedule.

    Attributes:
        rate: mills an hour as the census says; None: it does not.
        nearest, nearest_mills: the step whose rate is nearest, the lower of two; None: no schedule.
    """

    why: Why
    step: int | None
    rate: int | None
    nearest: int | None = None
    nearest_mills: int | None = None

    @property
    def difference(self) -> int | None:
        """Mills above the nearest step; negative: below."""
        if self.rate is None or self.nearest_mills is None:
            return None
        return self.rate - self.nearest_mills


@dataclass(frozen=True, slots=True)
class OffStep:
    """One worker who does not sit on a step."""

    employee_id: str
    union: str
    classification: str
    region: str
    facility: str
    placing: Placing


@dataclass(frozen=True, eq=False)
class Steps:
    """A census's steps.

    Attributes:
        reasons: how many workers are on the list, and why.
        has_schedule: whether any schedule was in force on the census's day.
    """

    lanes: tuple[Lane, ...]
    steps: tuple[int, ...]
    reasons: Counter[Why]
    has_schedule: bool
    _rows: pa.Table
    _placings: tuple[Placing, ...]

    @property
    def off_workers(self) -> int:
        return int(self._rows.num_rows)

    def off_step(self, first: int, last: int) -> list[OffStep]:
        """The workers from ``first`` up to but not including ``last`` of the list."""
        return [
            OffStep(
                row["employee_id"],
                row["union"],
                row["classification"],
                row["region"],
                row["facility"] or "",
                self._placings[row["placing"]],
            )
            for row in self._rows.slice(first, last - first).to_pylist()
        ]


def steps_of(actor: Actor, census: Census) -> Steps:
    """Where everybody sits whom the actor may see.

    Raises:
        NotFoundError: not for the actor, or figures only.
    """
    door = open_rows(actor, census)
    rates = rates_on(actor, census.as_of)
    return _steps(Asked(door.key, rates.schedules, (), door, rates))


def place(
    *,
    step: int | None,
    rate: int | None,
    status: str,
    schedule: Mapping[int, int] | None,
) -> Placing | None:
    """Why a worker is on the list of those who sit on no step; None: they sit on one.

    Args:
        schedule: step to mills for their classification and region; None: there is none.
    """
    if schedule is None:
        return Placing(Why.NO_SCHEDULE, step, rate)
    nearest = None
    if rate is not None:
        nearest = min(schedule, key=lambda one: (abs(schedule[one] - rate), one))
    facts = (step, rate, nearest, schedule[nearest] if nearest is not None else None)
    if status in {Why.RED_CIRCLED, Why.OFF_SCHEDULE}:
        return Placing(Why(status), *facts)
    if step is None or step not in schedule:
        return Placing(Why.NO_SUCH_STEP, *facts)
    if rate is not None and rate != schedule[step]:
        return Placing(Why.OTHER_RATE, *facts)
    return None


@lru_cache(maxsize=8)
def _steps(asked: Asked) -> Steps:
    table = asked.door.table(_COLUMNS)
    rates = asked.rates.steps()
    keys = pc.binary_join_element_wise(
        *(pc.fill_null(table[name].cast(pa.string()), "") for name in _KEYS), _SEPARATOR
    )
    codes = keys.combine_chunks().dictionary_encode()
    placings = [
        _placed(key.split(_SEPARATOR), rates) if rates else None
        for key in codes.dictionary.to_pylist()
    ]
    listed = [placing for placing in placings if placing is not None]
    numbers = iter(range(len(listed)))
    number_of = np.array([-1 if one is None else next(numbers) for one in placings], dtype=np.int64)
    at = number_of[codes.indices.to_numpy(zero_copy_only=False)]
    off = at >= 0
    rows = _plain(table.filter(pa.array(off))).append_column("placing", pa.array(at[off]))
    rows = rows.sort_by([(name, "ascending") for name in ("union", "classification", "region")])
    reasons = Counter(listed[int(one)].why for one in at[off])
    lanes, steps = _lanes(table, pa.array(off))
    return Steps(lanes, steps, reasons, bool(rates), rows, tuple(listed))


def _plain(table: pa.Table) -> pa.Table:
    """Labels as text, by which rows can be sorted."""
    return pa.table(
        {
            name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    )


def _placed(key: list[str], rates: Mapping[tuple[str, str], Mapping[int, int]]) -> Placing | None:
    job, region, step, rate, status = key
    schedule = rates.get((job, region)) or rates.get((job, ""))
    return place(
        step=int(step) if step else None,
        rate=int(rate) if rate else None,
        status=status,
        schedule=schedule,
    )


def _lanes(table: pa.Table, off: pa.Array) -> tuple[tuple[Lane, ...], tuple[int, ...]]:
    """FTE by classification and step; whoever has no step, or is off it, counts as off."""
    seated = pc.if_else(off, pa.scalar(None, pa.int32()), table["step"])
    summed = (
        pa.table(
            {
                "job": table["classification"].cast(pa.string()),
                "step": pc.fill_null(seated, 0),
                "fte": table["fte_basis_points"].cast(pa.int64()),
            }
        )
        .group_by(["job", "step"])
        .aggregate([("fte", "sum"), ("fte", "count")])
        .to_pylist()
    )
    found: dict[str, tuple[dict[int, int], list[int]]] = {}
    for one in summed:
        steps, rest = found.setdefault(one["job"], ({}, [0, 0]))
        if one["step"]:
            steps[one["step"]] = one["fte_sum"]
        else:
            rest[0] = one["fte_sum"]
        rest[1] += one["fte_count"]
    lanes = [Lane(job, dict(sorted(s.items())), *rest) for job, (s, rest) in found.items()]
    lanes.sort(key=lambda lane: (-lane.workers, lane.classification))
    return tuple(lanes), tuple(sorted({step for lane in lanes for step in lane.steps}))
