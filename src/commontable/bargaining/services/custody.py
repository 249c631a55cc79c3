"""The chain of an exhibit's custody: from whose hands into whose, when, and what became of copies.

The first entry is written when the file is stored; whatever the product makes of it, the product
enters; the rest people enter. Nothing of it is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import CustodyEntry, Exhibit
from commontable.bargaining.services.wording import refuse_moment_to_come, words_of
from commontable.bargaining.words import CustodyKind
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError

# The product itself enters what it does.
BY_PEOPLE = (
    CustodyKind.RECEIVED,
    CustodyKind.COPIED,
    CustodyKind.HANDED_ON,
    CustodyKind.RETURNED,
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: who did it, and what is known of the hands on both sides.

    The hashes and page numbers are of a copy or an archive the product made.
    """

    kind: CustodyKind
    at: datetime
    by: str
    from_whom: str = ""
    to_whom: str = ""
    how: str = ""
    note: str = ""
    copy_sha256: str = ""
    copy_pages: int | None = None
    first_page_number: str = ""
    last_page_number: str = ""
    archive_sha256: str = ""
    sums_sha256: str = ""


@transaction.atomic
def record_custody(*, actor: Actor, exhibit: Exhibit, event: Event) -> CustodyEntry:
    """Enter that an exhibit, or a copy of it, went from hand to hand.

    Raises:
        CommontableError: nobody is named who did it, it was handed on to nobody, a moment to come,
            or something only the product enters.
    """
    require(actor, Right.RECORD, union_id=exhibit.union_id, table_id=exhibit.table_id)
    if event.kind not in BY_PEOPLE:
        raise CommontableError(
            f"“{event.kind.label}” is entered by the product when it happens.",
            expected=", ".join(str(kind.label) for kind in BY_PEOPLE),
            where="What happened",
        )
    refuse_moment_to_come(event.at, where="When")
    words_of(event.by, where="By", expected="who did it")
    if event.kind is CustodyKind.HANDED_ON:
        words_of(event.to_whom, where="To", expected="to whom it was handed on")
    entry = enter_custody(actor, exhibit, event)
    record(
        actor=actor,
        verb="record_custody",
        subject=exhibit,
        coalition_id=exhibit.coalition_id,
        union_id=exhibit.union_id,
        occurred_at=event.at,
        after={
            "what": event.kind,
            "by": entry.by,
            "from": entry.from_whom,
            "to": entry.to_whom,
            "how": entry.how,
        },
        note=entry.note,
    )
    return entry


def enter_custody(actor: Actor, exhibit: Exhibit, event: Event) -> CustodyEntry:
    """Write one entry, as part of a service that has checked and logs what it does."""
    entry = _entry(actor, exhibit, event)
    entry.save(force_insert=True)
    return entry


def enter_custody_of_many(actor: Actor, events: Iterable[tuple[Exhibit, Event]]) -> None:
    """Write an entry for each of several exhibits. One query."""
    CustodyEntry.objects.bulk_create(_entry(actor, exhibit, event) for exhibit, event in events)


def _entry(actor: Actor, exhibit: Exhibit, event: Event) -> CustodyEntry:
    return CustodyEntry(
        coalition_id=exhibit.coalition_id,
        union_id=exhibit.union_id,
        entered_by_id=actor.person_id,
        exhibit=exhibit,
        kind=event.kind,
        at=event.at,
        by=event.by.strip()[:200],
        from_whom=event.from_whom.strip(),
        to_whom=event.to_whom.strip(),
        how=event.how.strip(),
        note=event.note.strip(),
        copy_sha256=event.copy_sha256,
        copy_pages=event.copy_pages,
        first_page_number=event.first_page_number,
        last_page_number=event.last_page_number,
        archive_sha256=event.archive_sha256,
        sums_sha256=event.sums_sha256,
    )
