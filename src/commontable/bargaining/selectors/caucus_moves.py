"""Who went out of the room and came back, as corrected since."""

from __future__ import annotations

from django.db.models import Prefetch

from commontable.bargaining.caucuses import Move
from commontable.bargaining.models import (
    BargainingSession,
    CaucusCorrection,
    CaucusEvent,
    Table,
)
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


def moves_at(actor: Actor, table: Table) -> dict[int, list[Move]]:
    """By session of the table, what the sides did, in the order of time. Two queries."""
    moves: dict[int, list[Move]] = {}
    corrections = Prefetch("corrections", CaucusCorrection.objects.visible_to(actor).order_by("id"))
    for event in (
        CaucusEvent.objects.visible_to(actor)
        .filter(session__table=table)
        .prefetch_related(corrections)
        .order_by("id")
    ):
        corrected = list(event.corrections.all())
        at = corrected[-1].at if corrected else event.at
        if at is not None:
            moves.setdefault(event.session_id, []).append(
                Move(event.side, event.move, at, event.pk)
            )
    for of_session in moves.values():
        of_session.sort(key=lambda move: (move.at, move.entry))
    return moves


def moves_in(actor: Actor, session: BargainingSession) -> list[Move]:
    """What the sides did in one session, in the order of time."""
    return moves_at(actor, session.table).get(session.pk, [])


def get_move(actor: Actor, event_id: int) -> CaucusEvent:
    """One going out or coming back, as it was entered first.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    event = (
        CaucusEvent.objects.visible_to(actor)
        .select_related("session", "session__table")
        .filter(pk=event_id)
        .first()
    )
    if event is None:
        raise NotFoundError("There is no such entry.")
    return event
