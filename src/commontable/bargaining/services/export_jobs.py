"""Exports asked for on the screen: queued with the request, made by the worker, kept a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from commontable.bargaining.models import Exhibit, ExhibitExport, Table
from commontable.bargaining.selectors.exports import EXPORTS, get_export
from commontable.bargaining.services.exporting import Choice, check_choice, export_exhibits
from commontable.bargaining.words import ExportStatus
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError, NotAllowedError
from commontable.engines.exhibits.naming import folder_name

KEPT_FOR = timedelta(days=7)
ZIP = "application/zip"
QUEUE = "exports"
MAKE_EXPORT, MAKE_STAMPED_COPY = "make_export", "make_stamped_copy"


@transaction.atomic
def ask_for_export(
    *, actor: Actor, table: Table, exhibits: Sequence[Exhibit], choice: Choice
) -> ExhibitExport:
    """Ask for an archive; the worker makes it with the authority the actor has then.

    Raises:
        CommontableError: no exhibit, or a prefix or number that cannot be.
        NotAllowedError: the actor may not record at the table, or is no person who signs in.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    check_choice(choice)
    if actor.person_id is None:
        raise NotAllowedError("Nobody asks here.", expected="somebody who signs in")
    if not exhibits:
        raise CommontableError(
            "Nothing is chosen.", expected="one exhibit or more", where="Exhibits"
        )
    now = dates.now()
    export = ExhibitExport.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        table=table,
        asked_by_id=actor.person_id,
        asked_at=now,
        moved_at=now,
        exhibits=[exhibit.pk for exhibit in exhibits],
        prefix=choice.prefix,
        first_number=choice.first_number,
        without_faulty=choice.without_faulty,
        receipt_only=choice.receipt_only,
    )
    app.configure_task(MAKE_EXPORT, queue=QUEUE).defer(
        export_id=export.pk,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        user_id=actor.user_id,
    )
    return export


def ask_for_stamped_copy(*, actor: Actor, exhibit: Exhibit) -> None:
    """Ask for an exhibit's page-stamped copy; the worker makes it.

    Raises:
        NotAllowedError: the actor may not record at the table.
    """
    require(actor, Right.RECORD, union_id=exhibit.union_id, table_id=exhibit.table_id)
    app.configure_task(MAKE_STAMPED_COPY, queue=QUEUE).defer(
        exhibit_id=exhibit.pk, coalition_id=exhibit.coalition_id, user_id=actor.user_id
    )


def make_export(actor: Actor, export_id: int) -> None:
    """Make an archive somebody asked for, and keep it. What goes wrong is told where they look.

    Raises:
        NotFoundError: there is no such export for the actor.
    """
    with transaction.atomic(), tenancy.scope_of(actor):
        export = get_export(actor, export_id)
        found = (
            Exhibit.objects.visible_to(actor).filter(table=export.table).in_bulk(export.exhibits)
        )
    exhibits = [found[one] for one in export.exhibits if one in found]
    incoming = EXPORTS.incoming()
    try:
        with incoming.open("wb+") as target:
            written = export_exhibits(
                actor=actor,
                table=export.table,
                exhibits=exhibits,
                choice=Choice(
                    prefix=export.prefix,
                    first_number=export.first_number,
                    without_faulty=export.without_faulty,
                    receipt_only=export.receipt_only,
                ),
                target=target,
                progress=lambda done, _all: _move(actor, export, ExportStatus.WORKING, done=done),
            )
        EXPORTS.adopt(incoming, media_type=ZIP)
    except CommontableError as error:
        _move(actor, export, ExportStatus.FAILED, failure=str(error))
        return
    except BaseException:
        _move(
            actor, export, ExportStatus.FAILED, failure="It broke off; the server's log says why."
        )
        raise
    finally:
        incoming.unlink(missing_ok=True)
    _move(
        actor,
        export,
        ExportStatus.DONE,
        done=len(exhibits),
        sha256=written.sha256,
        sums_sha256=written.sums_sha256,
        size=written.size,
        file_name=f"{folder_name(f'{export.table.campaign}-{export.table}-exhibits')}.zip",
    )


def fail_without_authority(*, coalition_id: int, union_id: int | None, export_id: int) -> None:
    """Who asked has no authority any more: say so, and make nothing."""
    unions = [union_id] if union_id is not None else []
    with transaction.atomic(), tenancy.scope(coalition_id=coalition_id, unions=unions):
        ExhibitExport.objects.filter(pk=export_id).update(
            status=ExportStatus.FAILED,
            failure="Whoever asked for it has no authority here any more.",
            moved_at=dates.now(),
        )


def _move(actor: Actor, export: ExhibitExport, status: ExportStatus, **facts: object) -> None:
    with transaction.atomic(), tenancy.scope_of(actor):
        ExhibitExport.objects.filter(pk=export.pk).update(
            status=status, moved_at=dates.now(), **facts
        )


def remove_old_exports(actor: Actor) -> int:
    """Remove archives nobody needs any more: they can be made again. Returns how many."""
    with transaction.atomic(), tenancy.scope_of(actor):
        over = ExhibitExport.objects.visible_to(actor).filter(
            status=ExportStatus.DONE, moved_at__lt=dates.now() - KEPT_FOR
        )
        hashes = set(over.values_list("sha256", flat=True))
        removed = over.update(status=ExportStatus.EXPIRED)
        kept = ExhibitExport.objects.filter(status=ExportStatus.DONE, sha256__in=hashes)
        still = set(kept.values_list("sha256", flat=True))
    for sha256 in hashes - still:
        EXPORTS.remove(sha256)
    return removed
