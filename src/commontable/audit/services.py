"""The one way to write the log. Called by every service, inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from commontable.audit import chain
from commontable.audit.contents import content_of, plain, text
from commontable.audit.models import Entry, Ledger
from commontable.common import dates


class Acting(Protocol):
    """Whoever acts: a person with a seat, or a named system task."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def record(
    *,
    actor: Acting,
    verb: str,
    subject: models.Model,
    coalition_id: int,
    union_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
    note: str = "",
) -> Entry:
    """Append one entry to the tenant's chain and return it.

    Args:
        actor: who did it.
        verb: the field's word for the act, e.g. ``"pass_proposal"``.
        subject: the row it is about; its ``str()`` is kept as a label.
        union_id: set for a union's private row; the entry is then as private as the row.
        before, after: the facts that changed, by name.
        occurred_at: when it happened at the table, aware; default now, when it is entered.

    Raises:
        RuntimeError: called outside a transaction: an act and its entry stand or fall together.
        ValueError: ``occurred_at`` has no time zone, so nobody could say when it was.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run inside the service's transaction")
    if occurred_at is not None and timezone.is_naive(occurred_at):
        raise ValueError(f"occurred_at: expected a time with its zone, got {occurred_at!r}")
    ledger = _locked_ledger(coalition_id, union_id)
    entered = dates.now()
    entry = Entry(
        ledger=ledger,
        coalition_id=coalition_id,
        union_id=union_id,
        position=ledger.length + 1,
        occurred_at=occurred_at or entered,
        entered_at=entered,
        actor_id=actor.person_id,
        actor_name=text(actor.name),
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=text(subject)[:300],
        before=plain(before or {}),
        after=plain(after or {}),
        note=text(note),
        previous_hash=ledger.head,
    )
    entry.hash = chain.digest(content_of(entry))
    entry.save(force_insert=True)
    ledger.length, ledger.head = entry.position, entry.hash
    ledger.save(update_fields=["length", "head"])
    return entry


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger stands: how many entries it has, and the hash of the last."""

    union_id: int | None
    length: int
    hash: str


def hold_ledgers(*, coalition_id: int, unions: Iterable[int]) -> tuple[Head, ...]:
    """Let nobody write for these tenants until the end of the transaction; whoever does now, first.

    For work that must see a record at rest, such as making a copy of it anew, or freezing a sheet
    that names the heads it stands on. Every service appends in its own transaction, so what is
    read from now on is the record exactly as the heads returned have it.
    """
    of_these = Q(union_id=None) | Q(union_id__in=sorted(unions))
    ledgers = Ledger.objects.select_for_update().filter(of_these, coalition_id=coalition_id)
    return tuple(Head(each.union_id, each.length, each.head) for each in ledgers.order_by("id"))


def _locked_ledger(coalition_id: int, union_id: int | None) -> Ledger:
    """The tenant's ledger, begun if need be. Whoever appends next waits for this transaction."""
    ledgers = Ledger.objects.select_for_update().filter(
        coalition_id=coalition_id, union_id=union_id
    )
    ledger = ledgers.first()
    if ledger is None:
        # Two first entries at once: one begins the ledger, the other waits, then finds it.
        Ledger.objects.bulk_create(
            [Ledger(coalition_id=coalition_id, union_id=union_id)], ignore_conflicts=True
        )
        ledger = ledgers.get()
    return ledger
