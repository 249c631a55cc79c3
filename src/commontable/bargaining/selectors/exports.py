"""Archives of exhibits that people asked for: how far they are, and their bytes."""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO

from commontable.bargaining.models import ExhibitExport, Table
from commontable.bargaining.words import ExportStatus
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import NotFoundError
from commontable.common.file_store import FileStore

EXPORTS = FileStore("exports")
STUCK_AFTER = timedelta(minutes=10)
SHOWN = 20


def exports_of(actor: Actor, table: Table) -> list[ExhibitExport]:
    """The latest exports of a table."""
    rows = ExhibitExport.objects.visible_to(actor).filter(table=table)
    return list(rows.select_related("asked_by").order_by("-id")[:SHOWN])


def get_export(actor: Actor, export_id: int) -> ExhibitExport:
    """One export.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    export = (
        ExhibitExport.objects.visible_to(actor)
        .select_related("table__coalition", "table__campaign", "asked_by")
        .filter(pk=export_id)
        .first()
    )
    if export is None:
        raise NotFoundError("There is no such export.")
    return export


def is_moving(export: ExhibitExport) -> bool:
    """Whether it may still become something by itself."""
    return export.status in {ExportStatus.WAITING, ExportStatus.WORKING}


def is_stuck(export: ExhibitExport) -> bool:
    """Whether it should have moved long ago: no worker runs, or the one that made it was killed."""
    return is_moving(export) and dates.now() - export.moved_at > STUCK_AFTER


def open_export(export: ExhibitExport) -> BinaryIO:
    """The archive, open for reading, once its bytes were found to be those that were made.

    Raises:
        NotFoundError: it is not ready, or was removed.
        CommontableError: the file is missing or altered.
    """
    if export.status != ExportStatus.DONE:
        raise NotFoundError("There is no archive.")
    return EXPORTS.open(export.sha256, called="the archive")
