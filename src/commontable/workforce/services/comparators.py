"""Comparators: entered one by one, or from a file; none replaces another, the latest counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.coalition.selectors.codes import codes_of
from commontable.common.errors import CommontableError, ConflictError
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Comparator, Upload
from commontable.workforce.services.sources import remember
from commontable.workforce.services.uploads import remove_upload
from commontable.workforce.small.comparators import ComparatorRow
from commontable.workforce.words import ImportKind, UploadStatus


@transaction.atomic
def record_comparator(
    *, actor: Actor, union_id: int | None, row: ComparatorRow, note: str = ""
) -> Comparator:
    """What one employer pays for one job in one region, on a day, and who says so.

    Raises:
        CommontableError: a region that is none of the coalition's, a day to come, no source.
    """
    require(actor, Right.RESEARCH, union_id=union_id)
    regions = codes_of(actor).regions
    if row.region not in regions:
        raise CommontableError(
            "There is no such region.", expected=", ".join(regions), came=row.region, where="Region"
        )
    if date.fromisoformat(row.dated_on) > actor.on:
        raise CommontableError(
            "That day is still to come.", expected=f"a day up to {actor.on}", where="Date"
        )
    if not row.source.strip():
        raise CommontableError(
            "A number without a source is a rumour.", expected="where it says so", where="Source"
        )
    comparator = _of(actor, union_id, row)
    comparator.note = note
    comparator.save(force_insert=True)
    record(
        actor=actor,
        verb="record_comparator",
        subject=comparator,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        after=row._asdict(),
        note=note,
    )
    return comparator


@transaction.atomic
def bring_in_comparators(*, actor: Actor, upload: Upload) -> int:
    """Keep the lines an upload brings. Returns how many."""
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.kind != ImportKind.COMPARATORS or upload.status != UploadStatus.READ:
        raise ConflictError("The file is not ready to be kept.", expected="one that was read")
    rows = [ComparatorRow(*row) for row in UploadFolder(upload).rows()]
    brought = write_comparators(
        actor=actor, union_id=upload.union_id, rows=rows, source=upload.source
    )
    remember(upload)
    remove_upload(upload)
    return brought


def write_comparators(
    *, actor: Actor, union_id: int | None, rows: Sequence[ComparatorRow], source: str
) -> int:
    """Keep lines that were read and judged already, with one entry in the log."""
    require(actor, Right.RESEARCH, union_id=union_id)
    if not rows:
        raise CommontableError("No line can be taken.", expected="at least one comparator")
    with transaction.atomic():
        made = Comparator.objects.bulk_create(
            [_of(actor, union_id, row) for row in rows], batch_size=2_000
        )
        record(
            actor=actor,
            verb="bring_in_comparators",
            subject=made[0],
            coalition_id=actor.coalition_id,
            union_id=union_id,
            after={"lines": len(made), "source": source},
        )
    return len(made)


def _of(actor: Actor, union_id: int | None, row: ComparatorRow) -> Comparator:
    return Comparator(
        coalition_id=actor.coalition_id,
        union_id=union_id,
        entered_by_id=actor.person_id,
        classification=row.classification.strip(),
        region=row.region,
        employer=row.employer.strip(),
        mills=row.mills,
        basis=row.basis,
        bonus=row.bonus,
        source=row.source.strip(),
        dated_on=date.fromisoformat(row.dated_on),
    )
