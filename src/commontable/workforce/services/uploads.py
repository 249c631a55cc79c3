"""Files on their way in: taken up, opened, their columns said; discarded without a trace."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError
from commontable.workforce.choices import Choices
from commontable.workforce.files.broken import BrokenFileError
from commontable.workforce.files.kinds import kind_of
from commontable.workforce.folders import UploadFolder
from commontable.workforce.mapping import personal_columns
from commontable.workforce.models import Census, Upload
from commontable.workforce.selectors.columns import TARGETS
from commontable.workforce.store import new_folder, remove_folder
from commontable.workforce.words import ImportKind, UploadStatus


@dataclass(frozen=True, slots=True)
class Correction:
    """A census that the new one stands in for, and why."""

    census: Census
    reason: str


@transaction.atomic
def begin_import(
    *,
    actor: Actor,
    kind: ImportKind,
    union_id: int | None,
    source: str,
    as_of: date,
    file: File[bytes],
    correction: Correction | None = None,
) -> Upload:
    """Take a file up, to be looked at; nothing of it is in the record yet.

    Args:
        union_id: whose it will be; None: the coalition's.
        source: who sent it, in answer to what; by it the columns are known again.
        as_of: the day on which it was true.

    Raises:
        NotAllowedError, NotFoundError: not for the actor to bring in.
        CommontableError: no source, a day to come, a file too large, or of another kind.
        ConflictError: the census to be corrected was corrected already.
    """
    require(actor, Right.RESEARCH, union_id=union_id)
    if not source.strip():
        raise CommontableError(
            "A number without a source is a rumour.",
            expected="who sent it, and in answer to what",
            came="nothing",
            where="Source",
        )
    if as_of > actor.on and kind is not ImportKind.SCHEDULE:
        raise CommontableError(
            "That day is still to come.",
            expected=f"a day up to {actor.on}",
            came=str(as_of),
            where="As of",
        )
    if correction is not None:
        _may_correct(correction, union_id)
    name = Path(file.name or "file").name[-255:]
    folder = new_folder()
    try:
        size, digest = _write(file, folder, name)
        upload = Upload.objects.create(
            coalition_id=actor.coalition_id,
            union_id=union_id,
            kind=kind,
            source=source.strip(),
            as_of=as_of,
            file_name=name,
            size=size,
            sha256=digest,
            folder=folder,
            begun_by_id=actor.person_id,
            corrects=correction.census if correction else None,
            correction_reason=correction.reason.strip() if correction else "",
        )
    except BaseException:
        remove_folder(folder)
        raise
    record(
        actor=actor,
        verb="begin_import",
        subject=upload,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        after={"kind": kind, "file": name, "sha256": digest, "size": size, "source": upload.source},
    )
    return upload


@transaction.atomic
def say_columns(*, actor: Actor, upload: Upload, choices: Choices) -> Upload:
    """Keep what the columns are; reading comes next.

    Raises:
        CommontableError: a column is missing, comes twice, or may not be read.
        ConflictError: the upload is being read, or was never opened.
    """
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    if upload.status not in {UploadStatus.OPENED, UploadStatus.READ, UploadStatus.FAILED}:
        raise ConflictError(
            "The file is not ready for that.",
            expected="a file that was opened and is not being read",
            came=str(UploadStatus(upload.status).label),
        )
    head = UploadFolder(upload).head()
    headings = head.headings(choices.heading_row)
    places = [*choices.columns.values(), *map(int, choices.steps)]
    if any(not 0 <= place < len(headings) for place in places):
        raise CommontableError(
            "There is no such column.", expected=f"one of {len(headings)} columns", where="Columns"
        )
    if len(set(places)) < len(places):
        raise CommontableError(
            "One column cannot be two things.", expected="each column once", where="Columns"
        )
    personal = {one.place for one in personal_columns(headings, head.below(choices.heading_row))}
    if named := [headings[place] for place in places if place in personal]:
        raise CommontableError(
            "A column that tells who somebody is is not read.",
            expected="a file without it, or another column",
            came=", ".join(named),
            where="Columns",
        )
    _require_columns(upload, choices)
    _keep(upload, choices)
    return upload


@transaction.atomic
def say_values(
    *, actor: Actor, upload: Upload, values: Mapping[str, Mapping[str, str]], keep_unknown: bool
) -> Upload:
    """Keep what the file's values are called here; it is then read again.

    Args:
        values: our column to what came and what it is here; an empty one stays unknown.
    """
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    if upload.status != UploadStatus.READ:
        raise ConflictError("The file is not read yet.", expected="a file that was read")
    before = Choices.of_data(upload.plan)
    merged = {column: dict(said) for column, said in before.values.items()}
    for column, said in values.items():
        merged.setdefault(column, {}).update({came: here for came, here in said.items() if here})
    _keep(upload, replace(before, values=merged, keep_unknown_classifications=keep_unknown))
    return upload


@transaction.atomic
def choose_sheet(*, actor: Actor, upload: Upload, sheet: str) -> Upload:
    """Look at another sheet of the workbook; it is opened again."""
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    if sheet not in UploadFolder(upload).head().sheets:
        raise CommontableError("There is no such sheet.", came=sheet, where="Sheet")
    upload.plan = Choices(sheet=sheet).as_data()
    upload.status = UploadStatus.WAITING
    upload.save(update_fields=["plan", "status", "moved_at"])
    return upload


@transaction.atomic
def discard(*, actor: Actor, upload: Upload) -> None:
    """Leave nothing of a file that was not confirmed; the log keeps that it was there."""
    require(actor, Right.RESEARCH, union_id=upload.union_id)
    record(
        actor=actor,
        verb="discard_import",
        subject=upload,
        coalition_id=upload.coalition_id,
        union_id=upload.union_id,
        before={"file": upload.file_name, "sha256": upload.sha256, "source": upload.source},
    )
    remove_upload(upload)


def remove_upload(upload: Upload) -> None:
    """Remove an upload, and its files once that is certain."""
    folder = upload.folder
    upload.delete()
    transaction.on_commit(lambda: remove_folder(folder))


def _keep(upload: Upload, choices: Choices) -> None:
    upload.plan = choices.as_data()
    upload.status = UploadStatus.READING
    upload.permille = upload.rows = 0
    upload.facts, upload.fault = {}, ""
    upload.save(update_fields=["plan", "status", "permille", "rows", "facts", "fault", "moved_at"])


def _require_columns(upload: Upload, choices: Choices) -> None:
    targets = TARGETS[ImportKind(upload.kind)]
    there = {*choices.columns, *choices.constants}
    if choices.number_rows:
        there.add("employee_id")
    missing = [
        str(target.label) for target in targets if target.required and target.key not in there
    ]
    if upload.kind == ImportKind.CENSUS and not there & {
        "regular_quarter_hours",
        "fte_basis_points",
    }:
        missing.append("Regular hours or share of full time")
    if upload.kind == ImportKind.SCHEDULE and not (choices.steps or {"step", "rate"} <= there):
        missing.append("Step and rate, or a column for each step")
    if missing:
        raise CommontableError(
            "Some columns are still missing.",
            expected=", ".join(missing),
            came="no column for it" if len(missing) == 1 else "no columns for them",
            where="Columns",
        )


def _may_correct(correction: Correction, union_id: int | None) -> None:
    if not correction.reason.strip():
        raise CommontableError(
            "A correction says what was wrong.", expected="a reason", where="What was wrong"
        )
    if correction.census.union_id != union_id:
        raise CommontableError(
            "A correction belongs to whom the census belongs to.", where="Whose it is"
        )
    if Census.objects.filter(corrects=correction.census).exists():
        raise ConflictError("This census was corrected already.", expected="its latest correction")


def _write(file: File[bytes], folder: str, name: str) -> tuple[int, str]:
    """The upload into its folder; its size and SHA-256."""
    limit, size, digest = settings.CENSUS_LIMIT_BYTES, 0, hashlib.sha256()
    target = UploadFolder(Upload(folder=folder)).original
    with target.open("wb") as into:
        for chunk in file.chunks():
            if not size:
                kind_of(name, chunk[:4096])
            size += len(chunk)
            if size > limit:
                raise BrokenFileError(
                    "The file is too large.",
                    expected=f"at most {limit >> 20} MB",
                    came=f"more than {limit >> 20} MB",
                    where=name,
                )
            digest.update(chunk)
            into.write(chunk)
    if not size:
        raise BrokenFileError("The file is empty.", expected="rows of cells", where=name)
    return size, digest.hexdigest()
