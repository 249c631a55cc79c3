"""Reading the log: the history of one thing, the whole log, and whether the chain is whole.

The rows are narrowed by the tenancy policies of the database to what the reader may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from commontable.audit import chain
from commontable.audit.models import Entry, Ledger
from commontable.audit.services import content_of


def history_of(subject: Model) -> QuerySet[Entry]:
    """Every entry about this row, oldest first."""
    return Entry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=subject.pk
    ).order_by("id")


def latest(*, coalition_id: int, verb: str = "", actor_id: int | None = None) -> QuerySet[Entry]:
    """The coalition's log as the reader may see it, newest first."""
    found = Entry.objects.filter(coalition_id=coalition_id).order_by("-id")
    if verb:
        found = found.filter(verb=verb)
    if actor_id:
        found = found.filter(actor_id=actor_id)
    return found


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a chain: which entry, and what is wrong with it."""

    ledger: str
    position: int
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for one ledger: its length and head as recomputed, and every fault."""

    ledger: str
    length: int
    head: str
    faults: tuple[Fault, ...]


def verify_ledgers() -> Iterator[Verified]:
    """Recompute every hash of every ledger the caller may see, in order.

    Finds an altered entry (its hash differs), a missing one (a gap in the positions, or fewer
    entries than the head says) and a reordered one (it does not follow its predecessor).
    """
    for ledger in Ledger.objects.order_by("id"):
        name = f"{ledger} (coalition {ledger.coalition_id})"
        faults: list[Fault] = []
        expected_position, previous = 1, chain.GENESIS
        for entry in ledger.entries.order_by("position").iterator(chunk_size=2000):
            while expected_position < entry.position:
                faults.append(Fault(name, expected_position, "missing"))
                expected_position += 1
                previous = ""
            recomputed = chain.digest(content_of(entry))
            if recomputed != entry.hash:
                faults.append(
                    Fault(name, entry.position, f"altered: {entry.verb} {entry.subject_label}")
                )
            if previous and entry.previous_hash != previous:
                faults.append(
                    Fault(name, entry.position, "does not follow the entry before it: reordered")
                )
            previous = entry.hash
            expected_position = entry.position + 1
        faults.extend(
            Fault(name, position, "missing: removed from the end")
            for position in range(expected_position, ledger.length + 1)
        )
        if expected_position == ledger.length + 1 and previous != ledger.head and previous:
            faults.append(Fault(name, ledger.length, "the ledger's head does not match"))
        yield Verified(name, expected_position - 1, previous or ledger.head, tuple(faults))
