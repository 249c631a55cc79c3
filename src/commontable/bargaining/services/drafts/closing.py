"""A draft that nobody needs is set aside; its file stays under its hash, and it can come back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from commontable.audit.services import record
from commontable.bargaining.models import Draft
from commontable.bargaining.services.drafts.keeping import hold, touch
from commontable.bargaining.words import DraftStatus
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import ConflictError


@transaction.atomic
def discard_draft(*, actor: Actor, draft: Draft, note: str = "") -> Draft:
    """Set a draft aside. Nothing of it was in the record, and nothing of it is removed.

    Raises:
        NotFoundError, NotAllowedError: the actor may not enter the record here.
        ConflictError: it is closed already.
    """
    now = hold(actor, draft)
    now.status, now.closed_at, now.closing_note = DraftStatus.DISCARDED, dates.now(), note.strip()
    touch(now, actor)
    now.save()
    _record(actor, now, "discard_draft", note)
    return now


@transaction.atomic
def reopen_draft(*, actor: Actor, draft: Draft) -> Draft:
    """Take up a draft again that was set aside.

    Raises:
        NotFoundError, NotAllowedError: the actor may not enter the record here.
        ConflictError: it is open, or went into the record; the same file is an open draft.
    """
    require(actor, Right.RECORD, union_id=draft.union_id, table_id=draft.table_id)
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    if now.status != DraftStatus.DISCARDED:
        raise ConflictError(
            _("Only a draft that was set aside can be taken up again."),
            expected=str(DraftStatus.DISCARDED.label),
            came=str(DraftStatus(now.status).label),
        )
    twins = Draft.objects.filter(
        campaign=now.campaign_id, sha256=now.sha256, status=DraftStatus.OPEN
    )
    place = (now.table_id, now.contract_kind, now.union_id)
    if place in twins.values_list("table_id", "contract_kind", "union_id"):
        raise ConflictError(
            _("The same file was taken in again since, and is an open draft."),
            expected=_("one open draft of a file"),
        )
    now.status, now.closed_at, now.closing_note = DraftStatus.OPEN, None, ""
    touch(now, actor)
    now.save()
    _record(actor, now, "reopen_draft", "")
    return now


def _record(actor: Actor, draft: Draft, verb: str, note: str) -> None:
    record(
        actor=actor,
        verb=verb,
        subject=draft,
        coalition_id=draft.coalition_id,
        union_id=draft.union_id,
        after={"status": draft.status, "file": draft.file_name, "sha256": draft.sha256},
        note=note,
    )
