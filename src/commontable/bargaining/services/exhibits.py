"""Taking in files as exhibits: hashed, typed by content, numbered per party, never altered."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Max

from commontable.audit.services import record
from commontable.bargaining.media_types import recognise
from commontable.bargaining.models import BargainingSession, Exhibit, Proposal, Table
from commontable.bargaining.words import Party
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError

FOLDER = "exhibits"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as it was handed over.

    Attributes:
        alternative_text: what a picture shows, in words; required for a picture.
    """

    file: File[bytes]
    title: str = ""
    alternative_text: str = ""


@dataclass(frozen=True, slots=True)
class _Stored:
    sha256: str
    size: int
    head: bytes


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie under the media folder."""
    return Path(settings.MEDIA_ROOT) / FOLDER / sha256[:2] / sha256


def _store(file: File[bytes]) -> _Stored:
    """Write the bytes once, under their hash; a file half written is never seen by that name."""
    limit = settings.EXHIBIT_LIMIT_BYTES
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size, head = hashlib.sha256(), 0, b""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix="incoming-")
    incoming = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as target:
            for chunk in file.chunks():
                size += len(chunk)
                if size > limit:
                    raise CommontableError(
                        "The file is too large.",
                        expected=f"at most {limit // 1024 // 1024} MB",
                        came=f"more than {limit // 1024 // 1024} MB",
                        where=file.name or "file",
                    )
                head = head or chunk[:4096]
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        if not size:
            raise CommontableError(
                "The file is empty.", expected="a file with content", where=file.name or "file"
            )
        final = path_of(digest.hexdigest())
        final.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.replace(final)
    finally:
        incoming.unlink(missing_ok=True)
    return _Stored(digest.hexdigest(), size, head)


@transaction.atomic
def store_exhibit(
    *,
    actor: Actor,
    table: Table,
    party: Party,
    entry: FileEntry,
    received_at: datetime,
    handed_by: str = "",
    session: BargainingSession | None = None,
    proposal: Proposal | None = None,
) -> Exhibit:
    """Keep a file as the party's next exhibit at the table.

    The number is the next of that party (``U-4``, ``E-9``, ``Jt-1``). The type is read from the
    content; a name that claims another type is refused, because a wrong name may hide a programme.

    Raises:
        CommontableError: the file is empty, too large, of a type not taken as an exhibit, named
            for another type, or a picture without words for those who cannot see it.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    name = Path(entry.file.name or "file").name[-255:]
    stored = _store(entry.file)
    media_type = recognise(name, stored.head)
    if media_type.startswith("image/") and not entry.alternative_text.strip():
        raise CommontableError(
            "A picture needs words for those who cannot see it.",
            expected="what the picture shows, in a sentence",
            where=name,
        )
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
        media_type=media_type,
        size=stored.size,
        sha256=stored.sha256,
        received_at=received_at,
        handed_by=handed_by,
        alternative_text=entry.alternative_text,
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
            "type": media_type,
        },
    )
    return exhibit
