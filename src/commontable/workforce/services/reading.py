"""Opening and reading an upload: at once where it is small, in the background where it is large."""

from __future__ import annotations

import secrets
import time

import structlog
from django.db import transaction

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor, Grant
from commontable.coalition.roles import Role
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.workforce.census.taking import take
from commontable.workforce.choices import Choices
from commontable.workforce.files.head import Head
from commontable.workforce.files.opening import open_sheet
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import PseudonymKey, Upload
from commontable.workforce.services.plans import known_to, plan_of
from commontable.workforce.services.small_sheets import read_comparators, read_schedule
from commontable.workforce.words import ImportKind, UploadStatus

logger = structlog.get_logger("commontable.workforce")

AT_ONCE_BYTES = 2 << 20
"""Up to this size a file is read while its reader waits: some ten thousand rows, about a second."""

_TELL_EVERY = 0.5  # seconds between two words of progress


def is_small(upload: Upload) -> bool:
    return upload.size <= AT_ONCE_BYTES


def reader_of(upload: Upload) -> Actor:
    """Whoever reads an upload in the background: with the rights it was taken up with, no more."""
    union = upload.union_id
    return Actor(
        user_id=None,
        person_id=upload.begun_by_id,
        name="Reader of files",
        coalition_id=upload.coalition_id,
        coalition_name=upload.coalition.name,
        time_zone=upload.coalition.time_zone,
        unions=frozenset() if union is None else frozenset({union}),
        grants=(Grant(Role.RESEARCH, union, None),),
        on=dates.today(upload.coalition.time_zone),
    )


def advance(*, coalition_id: int, union_id: int | None, upload_id: int) -> None:
    """Do with an upload what is to be done next: open it, or read it. Ends with what came of it.

    Called in the reader's request or by the worker; each step is a transaction of its own, so that
    progress is seen. An upload that was discarded meanwhile is left alone.
    """
    unions = () if union_id is None else (union_id,)
    with transaction.atomic(), tenancy.scope(coalition_id=coalition_id, unions=unions):
        upload = Upload.objects.select_related("coalition", "union").filter(pk=upload_id).first()
        actor = reader_of(upload) if upload is not None else None
    if upload is None or actor is None:
        return
    try:
        if upload.status == UploadStatus.WAITING:
            _open(actor, upload)
        elif upload.status == UploadStatus.READING:
            _read(actor, upload)
    except CommontableError as error:
        _settle(actor, upload, status=UploadStatus.FAILED, fault=str(error))
    except FileNotFoundError:
        logger.info("upload_gone", upload=upload_id)


def _open(actor: Actor, upload: Upload) -> None:
    folder = UploadFolder(upload)
    choices = Choices.of_data(upload.plan) if upload.plan else Choices()
    sheet = open_sheet(folder.original, name=upload.file_name, sheet=choices.sheet)
    folder.keep_head(Head.of(sheet, choices.sheet))
    _settle(actor, upload, status=UploadStatus.OPENED)


def _read(actor: Actor, upload: Upload) -> None:
    match upload.kind:
        case ImportKind.CENSUS:
            facts = _read_census(actor, upload)
        case ImportKind.SCHEDULE:
            facts = read_schedule(actor, upload)
        case _:
            facts = read_comparators(actor, upload)
    _settle(actor, upload, status=UploadStatus.READ, facts=facts)


def _read_census(actor: Actor, upload: Upload) -> dict[str, int]:
    folder, choices = UploadFolder(upload), Choices.of_data(upload.plan)
    with transaction.atomic(), tenancy.scope_of(actor):
        known = known_to(actor, upload)
        key = pseudonym_key(upload) if choices.pseudonyms else None
    sheet = open_sheet(folder.original, name=upload.file_name, sheet=choices.sheet)
    plan = plan_of(upload, choices, has_headings=sheet.has_headings, pseudonym_key=key)
    told = time.monotonic()

    def tell(share: float, rows: int) -> None:
        nonlocal told
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            _settle(actor, upload, permille=int(share * 1000), rows=rows)

    with folder.writing_refusals() as refuse:
        impact = take(sheet, plan, known, into=folder.census, progress=tell, on_refused=refuse)
    folder.keep_impact(impact)
    return {
        "read": impact.read,
        "taken": impact.taken,
        "refused": impact.refused_rows,
    }


def pseudonym_key(upload: Upload) -> bytes:
    """The secret of the upload's home, made when it is needed first."""
    key, _ = PseudonymKey.objects.get_or_create(
        coalition_id=upload.coalition_id,
        union=upload.union,
        defaults={"secret": secrets.token_bytes(32)},
    )
    return bytes(key.secret)


def _settle(actor: Actor, upload: Upload, **changes: object) -> None:
    with transaction.atomic(), tenancy.scope_of(actor):
        Upload.objects.filter(pk=upload.pk).update(moved_at=dates.now(), **changes)
