"""Freezing a version: the content as it was computed, its hash, and the log it stands on."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commontable.audit.services import hold_ledgers, record
from commontable.bargaining.models import Sheet, SheetVersion
from commontable.bargaining.selectors.sheets.versions import (
    content_of,
    definition_of,
    last_version,
    wording_of,
)
from commontable.bargaining.selectors.sheets.view import sheet_view
from commontable.bargaining.services.wording import refuse_moment_to_come
from commontable.bargaining.sheet_words import exact_words
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError
from commontable.engines.sheets import digest, since, to_data


@transaction.atomic
def make_version(
    *, actor: Actor, sheet: Sheet, as_of: datetime | None = None, note: str = ""
) -> SheetVersion:
    """Compute the sheet at a moment and keep it, marked against the version before.

    While it is computed nobody enters anything, so that the version is the record exactly as the
    heads have it that it names.

    Args:
        as_of: when the table is to be shown; None: now.

    Raises:
        CommontableError: a moment to come, or nothing to show.
    """
    table = sheet.table
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    if as_of is not None:
        refuse_moment_to_come(as_of, where="As of")
    sheet = (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("table__campaign__employer", "table__union")
        .get(pk=sheet.pk)
    )
    unions = [] if table.union_id is None else [table.union_id]
    heads = hold_ledgers(coalition_id=table.coalition_id, unions=unions)
    own = next(head for head in heads if head.union_id == table.union_id)
    made = dates.now()
    computed = sheet_view(
        actor,
        sheet.table,
        definition_of(sheet),
        title=sheet.title,
        moment=as_of or made,
        wording=wording_of(actor, sheet),
    )
    if not computed.view.rows:
        raise CommontableError(
            "This sheet has no rows.",
            expected="issues of the campaign, or articles that issues are linked with",
            where="Rows",
        )
    earlier = last_version(actor, sheet)
    view = replace(
        computed.view,
        number=1 + (earlier.number if earlier else 0),
        made=_("Made %(when)s by %(who)s.")
        % {"when": exact_words(made.replace(microsecond=0), actor.time_zone), "who": actor.name},
        basis=_(
            "%(crossings)s crossings counted, to place %(sequence)s in the table's order; the log"
            " stood at entry %(length)s (%(hash)s)."
        )
        % {
            "crossings": computed.past.crossings,
            "sequence": computed.past.sequence,
            "length": own.length,
            "hash": own.hash[:12],
        },
    )
    view = since(view, content_of(earlier) if earlier else None)
    version = SheetVersion.objects.create(
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        entered_by_id=actor.person_id,
        sheet=sheet,
        number=view.number,
        as_of=computed.past.moment,
        definition=sheet.definition,
        content=to_data(view),
        sha256=digest(view),
        sequence=computed.past.sequence,
        heads=[asdict(head) for head in heads],
        note=note.strip(),
    )
    record(
        actor=actor,
        verb="make_sheet_version",
        subject=version,
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        after={
            "sheet": sheet.title,
            "version": version.number,
            "as_of": version.as_of,
            "sha256": version.sha256,
        },
        note=version.note,
    )
    return version
