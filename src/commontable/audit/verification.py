"""Whether the chains are whole: every hash of every ledger recomputed, in order.

A chain shows what was altered, exchanged, put in or taken out. It cannot show that its whole tail
was taken off together with the head's row: for that, a length and head written down elsewhere are
compared (``agrees_with``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from commontable.audit import chain
from commontable.audit.contents import content_of
from commontable.audit.models import Entry, Ledger

# So many altered entries are tried at each other's places, to name those that changed places.
_TRIED = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a chain: at which position, and what is wrong there."""

    position: int
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for one ledger.

    Attributes:
        union_id: whose; None: the coalition's own.
        length, head: as recomputed from the entries that are there.
    """

    ledger_id: int
    coalition_id: int
    union_id: int | None
    length: int
    head: str
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Walk:
    """A walk along one chain."""

    ledger: Ledger
    expected: int = 1
    previous: str | None = chain.GENESIS  # None where the entry before is missing
    faults: list[Fault] = field(default_factory=list)
    altered: list[Entry] = field(default_factory=list)

    def step(self, entry: Entry) -> None:
        for position in range(self.expected, entry.position):
            self.faults.append(Fault(position, "missing"))
            self.previous = None
        if entry.position < self.expected:
            self.faults.append(Fault(entry.position, f"there twice: {_named(entry)}"))
        if (entry.coalition_id, entry.union_id) != (
            self.ledger.coalition_id,
            self.ledger.union_id,
        ):
            self.faults.append(Fault(entry.position, f"of another ledger: {_named(entry)}"))
        if chain.digest(content_of(entry)) != entry.hash:
            self.altered.append(entry)
        if self.previous is not None and entry.previous_hash != self.previous:
            self.faults.append(
                Fault(
                    entry.position,
                    f"does not follow entry {entry.position - 1}: reordered, put in, or the one"
                    f" before was altered and hashed anew: {_named(entry)}",
                )
            )
        if entry.position > self.ledger.length:
            self.faults.append(Fault(entry.position, f"put in past the head: {_named(entry)}"))
        self.previous = entry.hash
        self.expected = entry.position + 1

    def end(self) -> Verified:
        self._tell_altered_from_moved()
        for position in range(self.expected, self.ledger.length + 1):
            self.faults.append(Fault(position, "missing: removed from the end"))
        last = self.previous or chain.GENESIS
        if self.expected == self.ledger.length + 1 and last != self.ledger.head:
            self.faults.append(
                Fault(self.ledger.length, "the ledger's head is not this entry's hash")
            )
        return Verified(
            ledger_id=self.ledger.pk,
            coalition_id=self.ledger.coalition_id,
            union_id=self.ledger.union_id,
            length=self.expected - 1,
            head=last,
            faults=tuple(sorted(self.faults, key=lambda fault: fault.position)),
        )

    def _tell_altered_from_moved(self) -> None:
        """An entry whose hash fits at another place was moved, not rewritten.

        Tried are the places of the others, and one further: where it stood if one was taken out.
        """
        stood = [entry.position for entry in self.altered[:_TRIED]]
        places = sorted({*stood, *(position + 1 for position in stood)})
        for entry in self.altered:
            stands_at = entry.position
            came_from = next((p for p in places if _fits(entry, p)), None)
            what = (
                f"altered: {_named(entry)}"
                if came_from is None
                else f"reordered: stood at {came_from}: {_named(entry)}"
            )
            self.faults.append(Fault(stands_at, what))


def _fits(entry: Entry, position: int) -> bool:
    return chain.digest(content_of(entry) | {"position": position}) == entry.hash


def _named(entry: Entry) -> str:
    return f"{entry.verb} {entry.subject_label}"


def verify_ledgers() -> Iterator[Verified]:
    """Recompute every ledger the caller may see, reading entries in portions."""
    for ledger in Ledger.objects.order_by("coalition_id", "union_id", "id"):
        walk = _Walk(ledger)
        entries = Entry.objects.filter(ledger=ledger).order_by("position", "id")
        for entry in entries.iterator(chunk_size=2000):
            walk.step(entry)
        yield walk.end()


def agrees_with(*, length: int, head: str) -> Ledger | None:
    """The ledger, of those the caller may see, that had this length and head once; or None.

    A ledger that has grown since still holds that entry; one that was cut short, or rewritten
    from the start with every hash made anew, does not.
    """
    entry = Entry.objects.filter(position=length, hash=head).select_related("ledger").first()
    return entry.ledger if entry else None
