"""A census is kept: its file under its hash, its row in the record, and what was learned of it."""

from __future__ import annotations

import shutil

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError
from commontable.workforce.models import Census, Draft
from commontable.workforce.services.drafts import remove_draft
from commontable.workforce.services.folders import DraftFolder
from commontable.workforce.services.plans import Choices
from commontable.workforce.services.sources import remember
from commontable.workforce.store import CENSUSES
from commontable.workforce.words import DraftStatus, ImportKind

MEDIA_TYPE = "application/vnd.apache.parquet"


@transaction.atomic
def bring_in_census(*, actor: Actor, draft: Draft) -> Census:
    """Keep what a draft brings, as it was shown; the upload and the draft go.

    Raises:
        NotAllowedError, NotFoundError: not for the actor to bring in.
        ConflictError: the draft is not read, the same census is there, or what it corrects was
            corrected meanwhile.
        CommontableError: no row of the file can be taken.
    """
    require(actor, Right.RESEARCH, union_id=draft.union_id)
    # Locked, so that two people do not confirm the same draft.
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.kind != ImportKind.CENSUS or draft.status != DraftStatus.READ:
        raise ConflictError(
            "The file is not ready to be kept.",
            expected="a census that was read",
            came=str(DraftStatus(draft.status).label),
        )
    if not draft.facts["taken"]:
        raise CommontableError(
            "No row of the file can be taken.",
            expected="at least one worker",
            where=draft.file_name,
        )
    if draft.corrects_id and Census.objects.filter(corrects_id=draft.corrects_id).exists():
        raise ConflictError(
            "What this corrects was corrected meanwhile.", expected="its latest correction"
        )
    census = _kept(actor, draft)
    remember(draft)
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
    remove_draft(draft)
    return census


def _kept(actor: Actor, draft: Draft) -> Census:
    incoming = CENSUSES.incoming()
    try:
        # Copied, not moved: if the transaction fails, the draft is whole.
        shutil.copyfile(DraftFolder(draft).census, incoming)
        stored = CENSUSES.adopt(incoming, media_type=MEDIA_TYPE)
    finally:
        incoming.unlink(missing_ok=True)
    same = Census.objects.filter(
        sha256=stored.sha256, coalition_id=draft.coalition_id, union=draft.union
    )
    if found := same.first():
        raise ConflictError(
            "The same census is there already.",
            expected="other rows, or another day",
            came=str(found),
        )
    choices = Choices.of_data(draft.plan)
    return Census.objects.create(
        coalition_id=draft.coalition_id,
        union_id=draft.union_id,
        entered_by_id=actor.person_id,
        source=draft.source,
        as_of=draft.as_of,
        file_name=draft.file_name,
        file_sha256=draft.sha256,
        sha256=stored.sha256,
        size=stored.size,
        workers=draft.facts["taken"],
        refused_rows=draft.facts["refused"],
        pseudonyms=choices.pseudonyms and not choices.number_rows,
        plan={"columns": choices.headings, "values": choices.values},
        corrects_id=draft.corrects_id,
        correction_reason=draft.correction_reason,
    )
