"""Files on their way in, for those who may bring them in."""

from __future__ import annotations

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.common.errors import NotFoundError
from commontable.workforce.models import Draft, Source
from commontable.workforce.words import ImportKind


def drafts_of(actor: Actor) -> list[Draft]:
    """Every draft the actor may finish, the latest first."""
    drafts = Draft.objects.visible_to(actor).select_related("union", "begun_by")
    return [one for one in drafts if may(actor, Right.RESEARCH, union_id=one.union_id)]


def get_draft(actor: Actor, draft_id: int) -> Draft:
    """One draft.

    Raises:
        NotFoundError: it does not exist any more, or is not for the actor.
    """
    draft = (
        Draft.objects.visible_to(actor)
        .select_related("union", "begun_by", "corrects", "coalition")
        .filter(pk=draft_id)
        .first()
    )
    if draft is None or not may(actor, Right.RESEARCH, union_id=draft.union_id):
        raise NotFoundError("There is no such file.")
    return draft


def sources_of(actor: Actor, kind: ImportKind) -> list[str]:
    """Names of those who sent such files before."""
    rows = Source.objects.visible_to(actor).filter(kind=kind)
    return sorted({one.name for one in rows})


def source_of(actor: Actor, draft: Draft) -> Source | None:
    """What is remembered of a draft's source."""
    return (
        Source.objects.visible_to(actor)
        .filter(kind=draft.kind, name=draft.source, union=draft.union)
        .first()
    )
