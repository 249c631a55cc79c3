"""The one way to write the log. Called by every service, inside its own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db import connection, models

from commontable.audit import chain
from commontable.audit.models import Entry, Ledger
from commontable.common import dates


class Acting(Protocol):
    """Whoever acts: a person with a seat, or a named system task."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def _plain(value: Any) -> Any:
    """JSON values only, so that a hash never depends on a Python type."""
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return chain.moment(value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            items = [_plain(item) for item in value]
            return sorted(items, key=str) if isinstance(value, set | frozenset) else items
        case models.Model():
            return value.pk
        case _:
            return str(value)


def content_of(entry: Entry) -> dict[str, Any]:
    """What the entry's hash covers: every stored fact and the previous hash."""
    return {
        "coalition": entry.coalition_id,
        "union": entry.union_id,
        "position": entry.position,
        "occurred_at": chain.moment(entry.occurred_at),
        "entered_at": chain.moment(entry.entered_at),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "verb": entry.verb,
        "subject": [entry.subject_type, entry.subject_id, entry.subject_label],
        "before": entry.before,
        "after": entry.after,
        "note": entry.note,
        "previous_hash": entry.previous_hash,
    }


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
        occurred_at: when it happened at the table; default now, when it is entered.

    Raises:
        RuntimeError: called outside a transaction: an act and its entry stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run inside the service's transaction")
    Ledger.objects.bulk_create(
        [Ledger(coalition_id=coalition_id, union_id=union_id)], ignore_conflicts=True
    )
    ledger = Ledger.objects.select_for_update().get(coalition_id=coalition_id, union_id=union_id)
    entered = dates.now()
    entry = Entry(
        ledger=ledger,
        coalition_id=coalition_id,
        union_id=union_id,
        position=ledger.length + 1,
        occurred_at=occurred_at or entered,
        entered_at=entered,
        actor_id=actor.person_id,
        actor_name=actor.name,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:300],
        before=_plain(before or {}),
        after=_plain(after or {}),
        note=note,
        previous_hash=ledger.head,
    )
    entry.hash = chain.digest(content_of(entry))
    entry.save(force_insert=True)
    ledger.length, ledger.head = entry.position, entry.hash
    ledger.save(update_fields=["length", "head"])
    return entry
