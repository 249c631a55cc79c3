"""Who is out of the room: pairing a side's going out with its coming back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commontable.bargaining.words import CaucusMove


@dataclass(frozen=True, slots=True)
class Move:
    """A side goes out or comes back in; ``entry`` is the number of the entry that says so."""

    side: str
    move: str
    at: datetime
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Caucus:
    """One time out of the room. ``back_at`` is None while the side is still out.

    ``out_entry`` and ``back_entry`` are the numbers of the entries, 0 where there is none.
    """

    side: str
    out_at: datetime
    back_at: datetime | None
    out_entry: int = 0
    back_entry: int = 0

    @property
    def length(self) -> timedelta | None:
        return self.back_at - self.out_at if self.back_at else None

    @property
    def minutes(self) -> int | None:
        """Whole minutes out of the room, or None while it lasts."""
        return int(self.length.total_seconds() // 60) if self.length is not None else None


def pair(moves: Iterable[Move]) -> list[Caucus]:
    """Caucuses in the order in which the sides went out.

    ``moves`` are in the order of time. A coming back without a going out is passed over: the
    service refuses it, and nothing that stands here may invent the missing hour.
    """
    found: list[Caucus] = []
    out: dict[str, int] = {}
    for move in moves:
        if move.move == CaucusMove.OUT and move.side not in out:
            out[move.side] = len(found)
            found.append(Caucus(move.side, move.at, None, out_entry=move.entry))
        elif move.move == CaucusMove.IN and move.side in out:
            place = out.pop(move.side)
            found[place] = replace(found[place], back_at=move.at, back_entry=move.entry)
    return found


def misstep(moves: Iterable[Move]) -> Move | None:
    """The first move that its side could not make: out when it is out, or in when it is in."""
    out: set[str] = set()
    for move in moves:
        if (move.move == CaucusMove.OUT) == (move.side in out):
            return move
        out.symmetric_difference_update({move.side})
    return None


def out_now(moves: Iterable[Move]) -> dict[str, datetime]:
    """The sides that are out of the room, and since when."""
    return {caucus.side: caucus.out_at for caucus in pair(moves) if caucus.back_at is None}


def total(caucuses: Iterable[Caucus], side: str) -> timedelta:
    """How long a side's finished caucuses lasted together."""
    lengths = (c.length for c in caucuses if c.side == side and c.length is not None)
    return sum(lengths, timedelta())
