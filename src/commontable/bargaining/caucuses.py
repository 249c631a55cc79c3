"""Who is out of the room: pairing a side's going out with its coming back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commontable.bargaining.words import CaucusMove


@dataclass(frozen=True, slots=True)
class Move:
    """A side goes out or comes back in."""

    side: str
    move: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Caucus:
    """One time out of the room. ``back_at`` is None while the side is still out."""

    side: str
    out_at: datetime
    back_at: datetime | None

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
            found.append(Caucus(move.side, move.at, None))
        elif move.move == CaucusMove.IN and move.side in out:
            place = out.pop(move.side)
            found[place] = Caucus(move.side, found[place].out_at, move.at)
    return found


def out_now(moves: Iterable[Move]) -> dict[str, datetime]:
    """The sides that are out of the room, and since when."""
    return {caucus.side: caucus.out_at for caucus in pair(moves) if caucus.back_at is None}


def total(caucuses: Iterable[Caucus], side: str) -> timedelta:
    """How long a side's finished caucuses lasted together."""
    lengths = (c.length for c in caucuses if c.side == side and c.length is not None)
    return sum(lengths, timedelta())
