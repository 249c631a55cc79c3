"""Copies of exhibits on numbered pages, made apart from whoever asks, and kept under their hash."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import CustodyEntry, Exhibit
from commontable.bargaining.services.custody import Event, enter_custody
from commontable.bargaining.words import CustodyKind
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.engines.exhibits import How, Made, Source, Stamp, make_copy

PDF = "application/pdf"
HOW_MADE = {
    How.PAGES: "its own pages",
    How.SET: "its words, set anew on pages",
    How.SLIP: "a slip in its place",
}


@dataclass(frozen=True, slots=True)
class Copied:
    """A stamped copy in a file of its own: what it is, and where it lies."""

    made: Made
    path: Path


def copy_into(exhibit: Exhibit, path: Path, stamp: Stamp) -> Copied:
    """Write a stamped copy of an exhibit to ``path``, in a process with limits.

    The file is checked against its hash first and never written to.

    Raises:
        CommontableError: the file is missing or altered.
    """
    EXHIBITS.open(exhibit.sha256, called=exhibit.label).close()
    source = Source(exhibit.file_name, exhibit.media_type, exhibit.title, exhibit.size)
    return Copied(make_copy(EXHIBITS.path_of(exhibit.sha256), source, stamp, path), path)


def page_stamp(*, actor: Actor, exhibit: Exhibit) -> CustodyEntry:
    """Make the stamped copy of an exhibit and keep it; its hash goes into the custody.

    Takes seconds, so it belongs in a job; its own transaction begins when the copy is there.

    Raises:
        CommontableError: the file is missing or altered.
    """
    require(actor, Right.RECORD, union_id=exhibit.union_id, table_id=exhibit.table_id)
    incoming = EXHIBITS.incoming()
    try:
        copied = copy_into(exhibit, incoming, Stamp(exhibit.label, exhibit.sha256))
        stored = EXHIBITS.adopt(incoming, media_type=PDF)
    finally:
        incoming.unlink(missing_ok=True)
    event = Event(
        CustodyKind.PAGE_STAMPED,
        at=dates.now(),
        by=actor.name,
        how=HOW_MADE[copied.made.how],
        note=copied.made.why,
        copy_sha256=stored.sha256,
        copy_pages=copied.made.pages,
    )
    return _entered(actor, exhibit, event)


def _entered(actor: Actor, exhibit: Exhibit, event: Event) -> CustodyEntry:
    with transaction.atomic(), tenancy.scope_of(actor):
        entry = enter_custody(actor, exhibit, event)
        record(
            actor=actor,
            verb="page_stamp",
            subject=exhibit,
            coalition_id=exhibit.coalition_id,
            union_id=exhibit.union_id,
            after={"copy": event.copy_sha256, "pages": event.copy_pages, "what": event.how},
            note=event.note,
        )
        return entry
