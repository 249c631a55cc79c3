"""Reading the custody of exhibits: a chain in words, and the copies it tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import CustodyEntry, Exhibit
from commontable.bargaining.words import CustodyKind
from commontable.coalition.actors import Actor
from commontable.common.errors import CommontableError, NotFoundError


def custody_of(actor: Actor, exhibit: Exhibit) -> list[CustodyEntry]:
    """The chain of one exhibit, as it happened."""
    return custody_of_many(actor, [exhibit])[exhibit.pk]


def custody_of_many(actor: Actor, exhibits: Sequence[Exhibit]) -> dict[int, list[CustodyEntry]]:
    """The chains of several, by exhibit. One query.

    An exhibit that was kept before there was custody begins with what was entered of its receipt.
    """
    chains: dict[int, list[CustodyEntry]] = defaultdict(list)
    entries = (
        CustodyEntry.objects.visible_to(actor)
        .filter(exhibit__in=[exhibit.pk for exhibit in exhibits])
        .select_related("entered_by")
        .order_by("at", "id")
    )
    for entry in entries:
        chains[entry.exhibit_id].append(entry)
    for exhibit in exhibits:
        if not any(entry.kind == CustodyKind.RECEIVED for entry in chains[exhibit.pk]):
            chains[exhibit.pk].insert(0, _as_entered(exhibit))
    return chains


def _as_entered(exhibit: Exhibit) -> CustodyEntry:
    return CustodyEntry(
        exhibit=exhibit,
        kind=CustodyKind.RECEIVED,
        at=exhibit.received_at,
        entered_at=exhibit.entered_at,
        entered_by=exhibit.entered_by,
        by=exhibit.entered_by.name if exhibit.entered_by else "the operator",
        from_whom=exhibit.handed_by,
    )


def custody_words(entry: CustodyEntry, zone: ZoneInfo) -> str:
    """An entry as an index outside tells it: in English, with its moment in full."""
    said = [f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M %Z}: {_DONE[entry.kind]}"]
    for word, who in (("from", entry.from_whom), ("by", entry.by), ("to", entry.to_whom)):
        if who:
            said.append(f"{word} {who}")
    line = " ".join(said)
    line = ", ".join(filter(None, (line, entry.how, entry.note)))
    hashed = f", SHA-256 {entry.copy_sha256}" if entry.copy_sha256 else ""
    entered = f"; entered by {entry.entered_by}" if entry.entered_by else ""
    return f"{line}{hashed}{entered}"


_DONE = {
    CustodyKind.RECEIVED.value: "received",
    CustodyKind.COPIED.value: "copied",
    CustodyKind.PAGE_STAMPED.value: "page-stamped",
    CustodyKind.EXPORTED.value: "exported",
    CustodyKind.HANDED_ON.value: "handed on",
    CustodyKind.RETURNED.value: "returned",
}


def stamped_copy_of(chain: Sequence[CustodyEntry]) -> CustodyEntry | None:
    """The latest page-stamped copy that lies in the store; opening it tells whether it is whole."""
    stamps = [entry for entry in chain if entry.kind == CustodyKind.PAGE_STAMPED]
    if not stamps or not EXHIBITS.path_of(stamps[-1].copy_sha256).exists():
        return None
    return stamps[-1]


def get_stamped_copy(actor: Actor, exhibit: Exhibit) -> CustodyEntry:
    """The entry of the page-stamped copy to hand out.

    Raises:
        NotFoundError: there is none.
    """
    entry = stamped_copy_of(custody_of(actor, exhibit))
    if entry is None:
        raise NotFoundError("There is no page-stamped copy.")
    return entry


def is_whole(sha256: str) -> bool:
    """Whether the bytes of a hash lie in the store, unaltered."""
    try:
        EXHIBITS.open(sha256, called="copy").close()
    except CommontableError:
        return False
    return True
