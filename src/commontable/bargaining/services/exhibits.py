"""Taking in files as exhibits: hashed, typed by content, numbered per party, never altered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import Max

from commontable.audit.services import record
from commontable.bargaining.exhibit_store import store
from commontable.bargaining.media_types import recognise
from commontable.bargaining.models import BargainingSession, Exhibit, Proposal, Table
from commontable.bargaining.services.custody import Event, enter_custody
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.words import CustodyKind, Party
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as it was handed over.

    Attributes:
        alternative_text: what a picture shows, in words; required for a picture.
    """

    file: File[bytes]
    title: str = ""
    alternative_text: str = ""


@transaction.atomic
def store_exhibit(
    *,
    actor: Actor,
    table: Table,
    party: Party,
    entry: FileEntry,
    received_at: datetime,
    handed_by: str = "",
    received_by: str = "",
    how: str = "",
    session: BargainingSession | None = None,
    proposal: Proposal | None = None,
) -> Exhibit:
    """Keep a file as the party's next exhibit at the table.

    The number is the next of that party (``U-4``, ``E-9``, ``Jt-1``). The type is read from the
    content; a name that claims another type is refused, because a wrong name may hide a programme.
    Its custody begins here.

    Args:
        received_by: who took it in at the table; the actor, if nobody is named.
        how: the way it came, in words.

    Raises:
        CommontableError: the file is empty, too large, of a type not taken as an exhibit, named
            for another type, or a picture without words for those who cannot see it.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    name = Path(entry.file.name or "file").name[-255:]
    stored = store(entry.file, lambda head: _media_type(entry, name, head))
    # The lock on the table keeps two people from being given the same number.
    Table.objects.select_for_update().get(pk=table.pk)
    number = 1 + (
        Exhibit.objects.filter(table=table, party=party).aggregate(last=Max("number"))["last"] or 0
    )
    exhibit = Exhibit.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        session=session,
        proposal=proposal,
        party=party,
        number=number,
        title=entry.title or name,
        file_name=name,
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
        received_at=received_at,
        handed_by=handed_by,
        alternative_text=entry.alternative_text,
    )
    enter_custody(
        actor,
        exhibit,
        Event(
            CustodyKind.RECEIVED,
            at=received_at,
            by=received_by or actor.name,
            from_whom=handed_by if handed_by != (received_by or actor.name) else "",
            how=how,
        ),
    )
    record(
        actor=actor,
        verb="store_exhibit",
        subject=exhibit,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        occurred_at=received_at,
        after={
            "number": exhibit.label,
            "file": name,
            "sha256": stored.sha256,
            "size": stored.size,
            "type": stored.media_type,
        },
    )
    keep(exhibit)
    return exhibit


def _media_type(entry: FileEntry, name: str, head: bytes) -> str:
    media_type = recognise(name, head)
    if media_type.startswith("image/") and not entry.alternative_text.strip():
        raise CommontableError(
            "A picture needs words for those who cannot see it.",
            expected="what the picture shows, in a sentence",
            where=name,
        )
    return media_type
