"""A census is kept: its file under its hash, its row in the record, and what was learned of it."""

from __future__ import annotations

import shutil
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError
from commontable.engines.costing.census import AS_OF, SCHEMA
from commontable.workforce.choices import Choices
from commontable.workforce.folders import UploadFolder
from commontable.workforce.models import Census, Upload
from commontable.workforce.services.sources import remember
from commontable.workforce.services.uploads import remove_upload
from commontable.workforce.store import CENSUSES
from commontable.workforce.words import ImportKind, UploadStatus

MEDIA_TYPE = "application/vnd.apache.parquet"


@transaction.atomic
def bring_in_census(*, actor: Actor, upload: Upload) -> Census:
    """Keep what an upload brings, as it was shown; the file as it came and the upload go.

    Raises:
        NotAllowedError, NotFoundError: not for the actor to bring in.
        ConflictError: the upload is not read, the same census is there, or what it corrects was
            corrected meanwhile.
        CommontableError: no row of the file can be taken.
    """
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    # Locked, so that two people do not confirm the same upload.
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.kind != ImportKind.CENSUS or upload.status != UploadStatus.READ:
        raise ConflictError(
            "The file is not ready to be kept.",
            expected="a census that was read",
            came=str(UploadStatus(upload.status).label),
        )
    if not upload.facts["taken"]:
        raise CommontableError(
            "No row of the file can be taken.",
            expected="at least one worker",
            where=upload.file_name,
        )
    if upload.corrects_id and Census.objects.filter(corrects_id=upload.corrects_id).exists():
        raise ConflictError(
            "What this corrects was corrected meanwhile.", expected="its latest correction"
        )
    census = _kept(actor, upload)
    remember(upload)
    record(
        actor=actor,
        verb="bring_in_census",
        subject=census,
        coalition_id=census.coalition_id,
        union_id=census.union_id,
        after={
            "as_of": census.as_of,
            "source": census.source,
            "file": census.file_name,
            "file_sha256": census.file_sha256,
            "sha256": census.sha256,
            "workers": census.workers,
            "refused_rows": census.refused_rows,
            "corrects": str(census.corrects) if census.corrects else "",
        },
        note=census.correction_reason,
    )
    remove_upload(upload)
    return census


def write_census(
    *,
    actor: Actor,
    table: pa.Table,
    as_of: date,
    source: str,
    union_id: int | None = None,
    pseudonyms: bool = True,
) -> Census:
    """Keep a census that is in the engine's schema already: for the demonstration and the tests.

    Raises:
        NotAllowedError, NotFoundError: not for the actor to bring in.
        ConflictError: the same census is there.
    """
    require(actor, Right.RESEARCH, union_id=union_id)
    schema = SCHEMA.with_metadata({AS_OF: as_of.isoformat().encode()})
    incoming = CENSUSES.incoming()
    try:
        pq.write_table(table.cast(schema), incoming, compression="zstd", row_group_size=65_536)
        stored = CENSUSES.adopt(incoming, media_type=MEDIA_TYPE)
    finally:
        incoming.unlink(missing_ok=True)
    with transaction.atomic():
        _refuse_the_same(stored.sha256, actor.coalition_id, union_id)
        census = Census.objects.create(
            coalition_id=actor.coalition_id,
            union_id=union_id,
            entered_by_id=actor.person_id,
            source=source,
            as_of=as_of,
            file_name=f"{source}.parquet"[-255:],
            file_sha256=stored.sha256,
            sha256=stored.sha256,
            size=stored.size,
            workers=table.num_rows,
            pseudonyms=pseudonyms,
        )
        record(
            actor=actor,
            verb="bring_in_census",
            subject=census,
            coalition_id=census.coalition_id,
            union_id=union_id,
            after={
                "as_of": as_of,
                "source": source,
                "sha256": census.sha256,
                "workers": census.workers,
            },
        )
    return census


def _refuse_the_same(sha256: str, coalition_id: int, union_id: int | None) -> None:
    same = Census.objects.filter(sha256=sha256, coalition_id=coalition_id)
    same = same.filter(union_id=union_id) if union_id is not None else same.filter(union=None)
    if found := same.first():
        raise ConflictError(
            "The same census is there already.",
            expected="other rows, or another day",
            came=str(found),
        )


def _kept(actor: Actor, upload: Upload) -> Census:
    incoming = CENSUSES.incoming()
    try:
        # Copied, not moved: if the transaction fails, the upload is whole.
        shutil.copyfile(UploadFolder(upload).census, incoming)
        stored = CENSUSES.adopt(incoming, media_type=MEDIA_TYPE)
    finally:
        incoming.unlink(missing_ok=True)
    _refuse_the_same(stored.sha256, upload.coalition_id, upload.union_id)
    choices = Choices.of_data(upload.plan)
    return Census.objects.create(
        coalition_id=upload.coalition_id,
        union_id=upload.union_id,
        entered_by_id=actor.person_id,
        source=upload.source,
        as_of=upload.as_of,
        file_name=upload.file_name,
        file_sha256=upload.sha256,
        sha256=stored.sha256,
        size=stored.size,
        workers=upload.facts["taken"],
        refused_rows=upload.facts["refused"],
        pseudonyms=choices.pseudonyms and not choices.number_rows,
        plan={"columns": choices.headings, "values": choices.values},
        corrects_id=upload.corrects_id,
        correction_reason=upload.correction_reason,
    )
