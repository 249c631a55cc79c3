"""Wage schedules: a dated version from a file, or from the version before with what changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.places import get_union
from commontable.common.errors import CommontableError, ConflictError
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Upload, WageRate, WageSchedule
from commontable.workforce.selectors.schedules import Cell, cells_of
from commontable.workforce.services.sources import remember
from commontable.workforce.services.uploads import remove_upload
from commontable.workforce.words import ImportKind, UploadStatus


@dataclass(frozen=True, slots=True)
class Written:
    """Where a schedule says what it says."""

    document: str
    page: str = ""
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Raise:
    """A raise of every cell.

    Attributes:
        percent: 3.25 for three and a quarter per cent; may be negative.
        to_the_cent: rates are rounded to the cent, halves up; else to the mill.
    """

    percent: Decimal
    to_the_cent: bool = True

    def of(self, mills: int) -> int:
        unit = Decimal(10 if self.to_the_cent else 1)
        raised = Decimal(mills) * (100 + self.percent) / 100
        return int((raised / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit)


@transaction.atomic
def bring_in_schedule(
    *, actor: Actor, upload: Upload, name: str, affiliate_id: int | None, written: Written
) -> WageSchedule:
    """Keep the schedule an upload brings, in force from the upload's day.

    Raises:
        ConflictError: the upload is not read.
        CommontableError: no cell, no name, no document.
    """
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.kind != ImportKind.SCHEDULE or upload.status != UploadStatus.READ:
        raise ConflictError("The file is not ready to be kept.", expected="one that was read")
    cells = {(job, region, step): mills for job, region, step, mills in UploadFolder(upload).rows()}
    schedule = _written(
        actor,
        cells,
        name=name,
        affiliate_id=affiliate_id,
        union_id=upload.union_id,
        effective_from=upload.as_of,
        written=written,
    )
    remember(upload)
    remove_upload(upload)
    return schedule


@transaction.atomic
def revise_schedule(
    *,
    actor: Actor,
    schedule: WageSchedule,
    effective_from: date,
    written: Written,
    raised: Raise | None = None,
    changed: Mapping[Cell, int | None] | None = None,
) -> WageSchedule:
    """The next dated version: everything raised, then single cells set; the old one stays.

    Args:
        changed: classification, region and step to mills an hour; None drops the cell.

    Raises:
        CommontableError: nothing changes, a dropped cell that is not there, a rate out of range.
    """
    require(actor, Right.RESEARCH, union_id=schedule.union_id)
    before = cells_of(actor, schedule)
    cells = {cell: raised.of(mills) if raised else mills for cell, mills in before.items()}
    for cell, mills in (changed or {}).items():
        if mills is not None:
            cells[cell] = mills
        elif cells.pop(cell, None) is None:
            job, region, step = cell
            raise CommontableError(
                "That cell is not on the schedule, so it cannot be dropped.",
                came=f"{job} {region} step {step}".replace("  ", " "),
                where="Changed cells",
            )
    if cells == before and effective_from == schedule.effective_from:
        raise CommontableError(
            "Nothing changes.", expected="another day, a raise or changed cells", came="neither"
        )
    return _written(
        actor,
        cells,
        name=schedule.name,
        affiliate_id=schedule.affiliate_id,
        union_id=schedule.union_id,
        effective_from=effective_from,
        written=written,
        before=schedule,
    )


def write_schedule(
    *,
    actor: Actor,
    cells: Mapping[Cell, int],
    name: str,
    affiliate_id: int | None,
    union_id: int | None,
    effective_from: date,
    written: Written,
) -> WageSchedule:
    """A schedule from cells that are known already: for commands and the demonstration."""
    require(actor, Right.RESEARCH, union_id=union_id)
    with transaction.atomic():
        return _written(
            actor,
            cells,
            name=name,
            affiliate_id=affiliate_id,
            union_id=union_id,
            effective_from=effective_from,
            written=written,
        )


def _written(
    actor: Actor,
    cells: Mapping[Cell, int],
    *,
    name: str,
    affiliate_id: int | None,
    union_id: int | None,
    effective_from: date,
    written: Written,
    before: WageSchedule | None = None,
) -> WageSchedule:
    if not cells:
        raise CommontableError("The schedule has no rate.", expected="at least one cell")
    for where, said in (("Name", name), ("Document", written.document)):
        if not said.strip():
            raise CommontableError(
                "A schedule has a name and a document that says so.", came="nothing", where=where
            )
    _in_range(cells)
    if affiliate_id is not None:
        get_union(actor, affiliate_id)
    schedule = WageSchedule.objects.create(
        coalition_id=actor.coalition_id,
        union_id=union_id,
        entered_by_id=actor.person_id,
        name=name.strip(),
        affiliate_id=affiliate_id,
        effective_from=effective_from,
        document=written.document.strip(),
        page=written.page.strip(),
        clause=written.clause.strip(),
        note=written.note.strip(),
    )
    WageRate.objects.bulk_create(
        [
            WageRate(
                coalition_id=actor.coalition_id,
                union_id=union_id,
                schedule=schedule,
                classification=job,
                region=region,
                step=step,
                mills=mills,
            )
            for (job, region, step), mills in sorted(cells.items())
        ],
        batch_size=2_000,
    )
    record(
        actor=actor,
        verb="revise_wage_schedule" if before else "bring_in_wage_schedule",
        subject=schedule,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        before={"effective_from": before.effective_from} if before else {},
        after={
            "name": schedule.name,
            "effective_from": effective_from,
            "cells": len(cells),
            "document": schedule.document,
            "page": schedule.page,
            "clause": schedule.clause,
        },
    )
    return schedule


def _in_range(cells: Mapping[Cell, int]) -> None:
    wrong = _first(cell for cell, mills in cells.items() if not 1 <= mills <= 1_000_000)  # noqa: PLR2004
    if wrong is not None:
        job, region, step = wrong
        raise CommontableError(
            "A rate is above nothing and at most $1,000 an hour.",
            came=f"{cells[wrong] / 1000:.3f}",
            where=f"{job} {region} step {step}".replace("  ", " "),
        )


def _first(cells: Iterable[Cell]) -> Cell | None:
    return next(iter(cells), None)
