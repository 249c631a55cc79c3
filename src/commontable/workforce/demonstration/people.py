"""Invented workers, as columns: drawn once from a seed, then looked at on two days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from commontable.engines.costing.census import SCHEMA
from commontable.engines.costing.census.columns import OFF_SCHEDULE, ON_SCHEDULE, RED_CIRCLED
from commontable.workforce.census.pay import Rates
from commontable.workforce.demonstration.fiction import (
    JOBS,
    PENSIONS,
    PLANS,
    STEP_SHARE,
    TIERS,
)

_SEED = 2026
_TOP = max(STEP_SHARE)
_EPOCH = date(1970, 1, 1)

type Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of the directory: whose, where, and how many work in it."""

    union: str
    local: str
    unit: str
    region: str
    facilities: tuple[str, ...]
    workers: int


class Workforce:
    """Everybody who works here on one of the two days, and some who had left by the later."""

    def __init__(self, units: Sequence[UnitFacts], *, earlier: date, later: date) -> None:
        draw = np.random.Generator(np.random.PCG64(_SEED))
        self._days = (earlier, later)
        # A few more than today's: who left since the earlier day.
        sizes = np.array([unit.workers + unit.workers // 9 for unit in units], dtype=np.int64)
        count = int(sizes.sum())
        self.unit = np.repeat(np.arange(len(units)), sizes)
        place = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.left = place >= np.array([unit.workers for unit in units])[self.unit]
        self._units = units
        self.jobs, self.job = self._jobs(draw, units)
        self.facilities, self.facility = self._facilities(draw, units)
        since = self._days[1] - _EPOCH
        ago = np.minimum(draw.exponential(7.5 * 365, count), 40 * 365).astype(np.int64)
        self.hired = since.days - ago
        self.hired[self.left] = np.minimum(self.hired[self.left], (earlier - _EPOCH).days - 30)
        self.fte = draw.choice(
            np.array([10_000, 9_000, 8_000, 6_000, 5_000]), count, p=[0.58, 0.1, 0.16, 0.1, 0.06]
        )
        hours = self.fte * 320 // 10_000
        shift = draw.choice(3, count, p=[0.56, 0.28, 0.16])
        self.overtime = draw.choice(2, count, p=[0.65, 0.35]) * draw.integers(2, 33, count)
        self.evening = np.where(shift == 1, hours, 0)
        self.night = np.where(shift == 2, hours, 0)  # noqa: PLR2004 - the third shift
        self.tier = draw.choice(len(TIERS), count, p=[0.38, 0.22, 0.34, 0.06])
        self.plan = draw.choice(len(PLANS) - 1, count, p=[0.8, 0.2])
        self.pension = (self.hired > (date(2016, 1, 1) - _EPOCH).days).astype(np.int64)
        # Who is paid otherwise than by their step: red-circled, off the schedule, another rate.
        self.oddity = draw.choice(4, count, p=[0.975, 0.007, 0.01, 0.008])
        self.more = draw.integers(1, 12, count) * 110
        self.department = draw.integers(0, 24, count)

    def census(self, which: int, rates: Rates) -> pa.Table:
        """The census of the earlier (0) or the later day (1).

        Args:
            rates: what the schedules paid on that day.
        """
        on = (self._days[which] - _EPOCH).days
        here = (self.hired <= on) & ~(self.left & (which == 1))
        at = np.flatnonzero(here)
        years = (on - self.hired[at]) // 365
        step = np.minimum(1 + years * 2 // 3, _TOP)
        odd = self.oddity[at]
        union, region = self._of_unit("union"), self._of_unit("region")
        mills = self._mills(at, step, region, rates)
        mills += np.where(odd > 0, self.more[at], 0)
        stepless = (odd == 1) | (odd == 2)  # noqa: PLR2004
        status = np.where(odd == 1, 1, np.where(odd == 2, 2, 0))  # noqa: PLR2004
        hired = pa.array(self.hired[at].astype(np.int32)).cast(pa.date32())
        columns: dict[str, Any] = {
            "employee_id": pa.array([self._number(one) for one in at.tolist()]),
            "union": _labels(union, self.unit[at]),
            "local": _labels(self._of_unit("local"), self.unit[at]),
            "unit": _labels(self._of_unit("unit"), self.unit[at]),
            "region": _labels(region, self.unit[at]),
            "facility": _labels(self.facilities, self.facility[at]),
            "department": _labels([f"Department {n + 1}" for n in range(24)], self.department[at]),
            "classification": _labels(self.jobs, self.job[at]),
            "step": pa.array(step.astype(np.int32), mask=stepless),
            "schedule_status": _labels([ON_SCHEDULE, RED_CIRCLED, OFF_SCHEDULE], status),
            "base_rate_mills": pa.array(mills.astype(np.int32)),
            "hire_date": hired,
            "anniversary_date": hired,
            "seniority_date": hired,
            "fte_basis_points": pa.array(self.fte[at].astype(np.int32)),
            "regular_quarter_hours": pa.array((self.fte[at] * 320 // 10_000).astype(np.int32)),
            "overtime_quarter_hours": pa.array(self.overtime[at].astype(np.int32)),
            "evening_quarter_hours": pa.array(self.evening[at].astype(np.int32)),
            "night_quarter_hours": pa.array(self.night[at].astype(np.int32)),
            "benefit_plan": _labels(list(PLANS[:-1]), self.plan[at], self.tier[at] == 3),  # noqa: PLR2004
            "benefit_tier": _labels(list(TIERS[:-1]), self.tier[at], self.tier[at] == 3),  # noqa: PLR2004
            "pension_plan": _labels(list(PENSIONS), self.pension[at]),
        }
        zeros = pa.array(np.zeros(len(at), np.int32))
        columns |= dict.fromkeys(("weekend_quarter_hours", "standby_quarter_hours"), zeros)
        return pa.table(
            {field.name: columns.get(field.name, pa.nulls(len(at), field.type)) for field in SCHEMA}
        ).cast(SCHEMA)

    def _of_unit(self, name: str) -> list[str]:
        return [getattr(unit, name) for unit in self._units]

    def _jobs(
        self, draw: np.random.Generator, units: Sequence[UnitFacts]
    ) -> tuple[list[str], Numbers]:
        names = [job for jobs in JOBS.values() for job, _, _ in jobs]
        job = np.zeros(len(self.unit), dtype=np.int64)
        for code, jobs in JOBS.items():
            of_it = np.flatnonzero(np.array([unit.union == code for unit in units])[self.unit])
            first = names.index(jobs[0][0])
            shares = np.array([share for _, _, share in jobs]) / 100
            job[of_it] = first + draw.choice(len(jobs), len(of_it), p=shares)
        return names, job

    def _facilities(
        self, draw: np.random.Generator, units: Sequence[UnitFacts]
    ) -> tuple[list[str], Numbers]:
        names = sorted({name for unit in units for name in unit.facilities})
        at = {name: place for place, name in enumerate(names)}
        facility = np.zeros(len(self.unit), dtype=np.int64)
        for number, unit in enumerate(units):
            of_it = np.flatnonzero(self.unit == number)
            # A few large places and many small ones.
            weights = 1 / np.arange(1, len(unit.facilities) + 1)
            chosen = draw.choice(len(unit.facilities), len(of_it), p=weights / weights.sum())
            facility[of_it] = np.array([at[name] for name in unit.facilities])[chosen]
        return names, facility

    def _mills(
        self,
        at: Numbers,
        step: Numbers,
        region: list[str],
        rates: Rates,
    ) -> Numbers:
        regions = sorted(set(region))
        place = np.array([regions.index(one) for one in region])[self.unit[at]]
        book = np.zeros((len(self.jobs), len(regions), _TOP + 1), dtype=np.int64)
        for (job, code, number), mills in rates.items():
            if code in regions:
                book[self.jobs.index(job), regions.index(code), number] = mills
        found: Numbers = book[self.job[at], place, step]
        return found.copy()

    @staticmethod
    def _number(worker: int) -> str:
        return hashlib.blake2b(f"worker {worker}".encode(), digest_size=10).hexdigest()


def _labels(
    names: Sequence[str], at: Numbers, absent: npt.NDArray[np.bool_] | None = None
) -> pa.DictionaryArray:
    different = sorted(set(names))
    number = np.array([different.index(name) for name in names], dtype=np.int32)
    places = number[np.where(absent, 0, at) if absent is not None else at]
    return pa.DictionaryArray.from_arrays(pa.array(places, mask=absent), pa.array(different))


def days_before(today: date) -> tuple[date, date]:
    """The days of the earlier and of the later census."""
    return today - timedelta(days=440), today - timedelta(days=75)
