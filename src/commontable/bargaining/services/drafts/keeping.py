"""Whoever saves a draft says which version they saw: nobody overwrites another unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commontable.audit.services import record
from commontable.bargaining.models import Draft, DraftPiece
from commontable.bargaining.words import DraftStatus
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import ConflictError


def hold(actor: Actor, draft: Draft, *, version: int | None = None) -> Draft:
    """The draft as it is now, locked until the end of the act, open and of the version seen.

    Raises:
        NotFoundError, NotAllowedError: the actor may not enter the record here.
        ConflictError: it is closed, or somebody saved it since.
    """
    require(actor, Right.RECORD, union_id=draft.union_id, table_id=draft.table_id)
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    if not now.is_open:
        raise ConflictError(
            _("This draft is closed: it was %(status)s already.")
            % {"status": str(DraftStatus(now.status).label).lower()},
            expected=_("an open draft"),
        )
    if version is not None:
        _refuse_unseen(now, actor, version)
    return now


def hold_piece(actor: Actor, piece: DraftPiece, *, version: int) -> DraftPiece:
    """The piece as it is now, its draft locked and open, of the version seen.

    Raises:
        NotFoundError, NotAllowedError: the actor may not enter the record here.
        ConflictError: the draft is closed, or somebody saved the piece since, or took it away.
    """
    draft = hold(actor, piece.draft)
    now = DraftPiece.objects.select_related("article", "issue").filter(pk=piece.pk).first()
    if now is None:
        raise ConflictError(
            _("This piece was joined with another since."),
            expected=_("a piece that is still there: reload the draft"),
        )
    now.draft = draft
    _refuse_unseen(now, actor, version)
    return now


def _refuse_unseen(row: Draft | DraftPiece, actor: Actor, version: int) -> None:
    """Raise where somebody else saved after the version seen; one's own saves one knows."""
    since = row.savers[max(version - 1, 0) :]
    if version > row.version or any(saver != actor.person_id for saver in since):
        raise _changed_since(row, actor)


def _changed_since(row: Draft | DraftPiece, actor: Actor) -> ConflictError:
    who = row.changed_by.name if row.changed_by else _("somebody")
    at = row.changed_at.astimezone(ZoneInfo(actor.time_zone)) if row.changed_at else None
    return ConflictError(
        _("%(who)s saved this at %(time)s, after you opened it.")
        % {"who": who, "time": date_format(at, "TIME_FORMAT") if at else "?"},
        expected=_("to be looked at together with their changes"),
        kept=_("Theirs is kept; yours is still in the fields, not saved."),
    )


def touch(row: Draft | DraftPiece, actor: Actor) -> None:
    """Count the save and say whose it was."""
    row.version += 1
    row.savers = [*row.savers, actor.person_id]
    row.changed_at = dates.now()
    row.changed_by_id = actor.person_id


def record_act(
    actor: Actor,
    draft: Draft,
    verb: str,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Enter an act on a draft in the log, with what it changed."""
    record(
        actor=actor,
        verb=verb,
        subject=draft,
        coalition_id=draft.coalition_id,
        union_id=draft.union_id,
        before=before,
        after=after,
    )
