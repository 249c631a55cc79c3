"""Files on their way in, for those who may bring them in."""

from __future__ import annotations

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.common.errors import NotFoundError
from commontable.workforce.models import Source, Upload
from commontable.workforce.words import ImportKind


def uploads_of(actor: Actor) -> list[Upload]:
    """Every upload the actor may finish, the latest first."""
    uploads = Upload.objects.visible_to(actor).select_related("union", "begun_by")
    return [one for one in uploads if may(actor, Right.RESEARCH, union_id=one.union_id)]


def get_upload(actor: Actor, upload_id: int) -> Upload:
    """One upload.

    Raises:
        NotFoundError: it does not exist any more, or is not for the actor.
    """
    upload = (
        Upload.objects.visible_to(actor)
        .select_related("union", "begun_by", "corrects", "coalition")
        .filter(pk=upload_id)
        .first()
    )
    if upload is None or not may(actor, Right.RESEARCH, union_id=upload.union_id):
        raise NotFoundError("There is no such file.")
    return upload


def sources_of(actor: Actor, kind: ImportKind) -> list[str]:
    """Names of those who sent such files before."""
    rows = Source.objects.visible_to(actor).filter(kind=kind)
    return sorted({one.name for one in rows})


def source_of(actor: Actor, upload: Upload) -> Source | None:
    """What is remembered of an upload's source."""
    return (
        Source.objects.visible_to(actor)
        .filter(kind=upload.kind, name=upload.source, union=upload.union)
        .first()
    )
