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
from commontable.workforce.files.broken import BrokenFileError
from commontable.workforce.files.kinds import kind_of
from commontable.workforce.mapping import CENSUS, COMPARATORS, SCHEDULE, Target, personal_columns
from commontable.workforce.models import Census, Draft
from commontable.workforce.services.folders import DraftFolder
from commontable.workforce.services.plans import Choices
from commontable.workforce.store import new_folder, remove_folder
from commontable.workforce.words import DraftStatus, ImportKind

TARGETS: dict[ImportKind, tuple[Target, ...]] = {
    ImportKind.CENSUS: CENSUS,
    ImportKind.SCHEDULE: SCHEDULE,
    ImportKind.COMPARATORS: COMPARATORS,
}


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
) -> Draft:
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
        draft = Draft.objects.create(
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
        subject=draft,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        after={"kind": kind, "file": name, "sha256": digest, "size": size, "source": draft.source},
    )
    return draft


@transaction.atomic
def say_columns(*, actor: Actor, draft: Draft, choices: Choices) -> Draft:
    """Keep what the columns are; reading comes next.

    Raises:
        CommontableError: a column is missing, comes twice, or may not be read.
        ConflictError: the draft is being read, or was never opened.
    """
    require(actor, Right.RESEARCH, union_id=draft.union_id)
    if draft.status not in {DraftStatus.OPENED, DraftStatus.READ, DraftStatus.FAILED}:
        raise ConflictError(
            "The file is not ready for that.",
            expected="a file that was opened and is not being read",
            came=str(DraftStatus(draft.status).label),
        )
    head = DraftFolder(draft).head()
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
    _require_columns(draft, choices)
    _keep(draft, choices)
    return draft


@transaction.atomic
def say_values(
    *, actor: Actor, draft: Draft, values: Mapping[str, Mapping[str, str]], keep_unknown: bool
) -> Draft:
    """Keep what the file's values are called here; it is then read again.

    Args:
        values: our column to what came and what it is here; an empty one stays unknown.
    """
    require(actor, Right.RESEARCH, union_id=draft.union_id)
    if draft.status != DraftStatus.READ:
        raise ConflictError("The file is not read yet.", expected="a file that was read")
    before = Choices.of_data(draft.plan)
    merged = {column: dict(said) for column, said in before.values.items()}
    for column, said in values.items():
        merged.setdefault(column, {}).update({came: here for came, here in said.items() if here})
    _keep(draft, replace(before, values=merged, keep_unknown_classifications=keep_unknown))
    return draft


@transaction.atomic
def choose_sheet(*, actor: Actor, draft: Draft, sheet: str) -> Draft:
    """Look at another sheet of the workbook; it is opened again."""
    require(actor, Right.RESEARCH, union_id=draft.union_id)
    if sheet not in DraftFolder(draft).head().sheets:
        raise CommontableError("There is no such sheet.", came=sheet, where="Sheet")
    draft.plan = Choices(sheet=sheet).as_data()
    draft.status = DraftStatus.WAITING
    draft.save(update_fields=["plan", "status", "moved_at"])
    return draft


@transaction.atomic
def discard(*, actor: Actor, draft: Draft) -> None:
    """Leave nothing of a file that was not confirmed; the log keeps that it was there."""
    require(actor, Right.RESEARCH, union_id=draft.union_id)
    record(
        actor=actor,
        verb="discard_import",
        subject=draft,
        coalition_id=draft.coalition_id,
        union_id=draft.union_id,
        before={"file": draft.file_name, "sha256": draft.sha256, "source": draft.source},
    )
    remove_draft(draft)


def remove_draft(draft: Draft) -> None:
    """Remove a draft, and its files once that is certain."""
    folder = draft.folder
    draft.delete()
    transaction.on_commit(lambda: remove_folder(folder))


def _keep(draft: Draft, choices: Choices) -> None:
    draft.plan = choices.as_data()
    draft.status = DraftStatus.READING
    draft.permille = draft.rows = 0
    draft.facts, draft.fault = {}, ""
    draft.save(update_fields=["plan", "status", "permille", "rows", "facts", "fault", "moved_at"])


def _require_columns(draft: Draft, choices: Choices) -> None:
    targets = TARGETS[ImportKind(draft.kind)]
    there = {*choices.columns, *choices.constants}
    if choices.number_rows:
        there.add("employee_id")
    missing = [
        str(target.label) for target in targets if target.required and target.key not in there
    ]
    if draft.kind == ImportKind.CENSUS and not there & {
        "regular_quarter_hours",
        "fte_basis_points",
    }:
        missing.append("Regular hours or share of full time")
    if draft.kind == ImportKind.SCHEDULE and not (choices.steps or {"step", "rate"} <= there):
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
    target = DraftFolder(Draft(folder=folder)).upload
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
