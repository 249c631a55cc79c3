"""Wage schedules: their versions, and what each cell pays on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.workforce.models import WageRate, WageSchedule

type Cell = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Rates:
    """What is paid on a day by every schedule in force.

    Attributes:
        mills: classification, region (empty: any that is not named) and step, to mills an hour.
        schedules: the ids they come from; two equal ones mean equal rates.
    """

    mills: dict[Cell, int] = field(default_factory=dict)
    schedules: tuple[int, ...] = ()

    @property
    def classifications(self) -> frozenset[str]:
        return frozenset(job for job, _, _ in self.mills)

    def steps(self) -> dict[tuple[str, str], dict[int, int]]:
        """By classification and region, each step's mills."""
        found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for (job, region, step), mills in self.mills.items():
            found[job, region][step] = mills
        return dict(found)


@dataclass(frozen=True, slots=True)
class Versions:
    """One schedule with its versions, the latest day first."""

    name: str
    affiliate: str
    union_id: int | None
    versions: tuple[WageSchedule, ...]

    def in_force(self, on: date) -> WageSchedule | None:
        return next((one for one in self.versions if one.effective_from <= on), None)


def schedules_of(actor: Actor) -> list[Versions]:
    """Every schedule the actor may read, by name; of two of one day the later entry is first."""
    found: dict[tuple[int | None, str], list[WageSchedule]] = defaultdict(list)
    rows = (
        WageSchedule.objects.visible_to(actor)
        .select_related("affiliate", "union", "entered_by")
        .order_by("name", "-effective_from", "-id")
    )
    for row in rows:
        found[row.union_id, row.name].append(row)
    return [
        Versions(
            name,
            versions[0].affiliate.code if versions[0].affiliate else "",
            union_id,
            tuple(versions),
        )
        for (union_id, name), versions in found.items()
    ]


def get_schedule(actor: Actor, schedule_id: int) -> WageSchedule:
    """One dated version, or NotFoundError."""
    found = (
        WageSchedule.objects.visible_to(actor)
        .select_related("affiliate", "union", "entered_by")
        .filter(pk=schedule_id)
        .first()
    )
    if found is None:
        raise NotFoundError("There is no such wage schedule.")
    return found


def versions_of(actor: Actor, schedule: WageSchedule) -> list[WageSchedule]:
    """All versions of the same schedule, the latest day first."""
    return list(
        WageSchedule.objects.visible_to(actor)
        .filter(name=schedule.name, union=schedule.union)
        .order_by("-effective_from", "-id")
    )


def cells_of(actor: Actor, schedule: WageSchedule) -> dict[Cell, int]:
    """Classification, region and step to mills an hour, of one version."""
    rows = WageRate.objects.visible_to(actor).filter(schedule=schedule)
    return {
        (job, region, step): mills
        for job, region, step, mills in rows.values_list(
            "classification", "region", "step", "mills"
        )
    }


def rates_on(actor: Actor, on: date) -> Rates:
    """What every schedule in force on a day pays; two queries.

    Where two schedules name one cell, the one that began later counts.
    """
    in_force = [
        version
        for schedule in schedules_of(actor)
        if (version := schedule.in_force(on)) is not None
    ]
    order = {
        version.pk: at
        for at, version in enumerate(sorted(in_force, key=lambda v: (v.effective_from, v.pk)))
    }
    rows = WageRate.objects.visible_to(actor).filter(schedule_id__in=order)
    cells: dict[Cell, int] = {}
    for schedule_id, job, region, step, mills in sorted(
        rows.order_by().values_list("schedule_id", "classification", "region", "step", "mills"),
        key=lambda row: order[row[0]],
    ):
        del schedule_id
        cells[job, region, step] = mills
    return Rates(cells, tuple(sorted(order)))
