"""Who is in the room: attendance, caucuses and sidebars, as a session goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commontable.audit.services import record
from commontable.bargaining import caucuses
from commontable.bargaining.attendance_lines import Present
from commontable.bargaining.models import (
    Attendance,
    BargainingSession,
    CaucusCorrection,
    CaucusEvent,
    Sidebar,
)
from commontable.bargaining.selectors.caucus_moves import moves_in
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import refuse_moment_to_come, words_of
from commontable.bargaining.words import CaucusMove, Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError


@transaction.atomic
def record_attendance(
    *, actor: Actor, session: BargainingSession, side: Side, people: Sequence[Present]
) -> list[Attendance]:
    """Note who of a side is there. Whoever is noted already is passed over, so that the same
    list can be pasted again with the latecomers added.

    Returns:
        the people who were added.
    """
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    BargainingSession.objects.select_for_update().get(pk=session.pk)
    noted = Attendance.objects.filter(session=session, side=side)
    names = {name.casefold() for name in noted.values_list("name", flat=True)}
    added = []
    for present in people:
        if present.name.casefold() in names:
            continue
        names.add(present.name.casefold())
        added.append(
            Attendance(
                coalition_id=session.coalition_id,
                union_id=session.union_id,
                entered_by_id=actor.person_id,
                session=session,
                side=side,
                name=present.name,
                capacity=present.capacity,
            )
        )
    Attendance.objects.bulk_create(added)
    if added:
        record(
            actor=actor,
            verb="record_attendance",
            subject=session,
            coalition_id=session.coalition_id,
            union_id=session.union_id,
            after={
                "side": side,
                "present": [{"name": row.name, "capacity": row.capacity} for row in added],
            },
        )
        keep(session)
    return added


@transaction.atomic
def caucus_out(
    *, actor: Actor, session: BargainingSession, side: Side, at: datetime
) -> CaucusEvent:
    """A side leaves the room to talk alone.

    Raises:
        ConflictError: it is out already.
        CommontableError: the moment has not come, or lies before the side's last move.
    """
    return _move(actor, session, side, CaucusMove.OUT, at)


@transaction.atomic
def caucus_in(*, actor: Actor, session: BargainingSession, side: Side, at: datetime) -> CaucusEvent:
    """A side comes back into the room.

    Raises:
        ConflictError: it had not gone out.
        CommontableError: the moment has not come, or lies before the side's last move.
    """
    return _move(actor, session, side, CaucusMove.IN, at)


def _move(
    actor: Actor, session: BargainingSession, side: Side, move: CaucusMove, at: datetime
) -> CaucusEvent:
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    refuse_moment_to_come(at, where="Time")
    BargainingSession.objects.select_for_update().get(pk=session.pk)
    moves = [each for each in moves_in(actor, session) if each.side == side]
    last = moves[-1] if moves else None
    is_out = last is not None and last.move == CaucusMove.OUT
    if is_out and move is CaucusMove.OUT:
        raise ConflictError(
            f"The {side} is out of the room already.", expected="that it comes back first"
        )
    if not is_out and move is CaucusMove.IN:
        raise ConflictError(
            f"The {side} is in the room: it did not go out.", expected="that it goes out first"
        )
    if last is not None and at < last.at:
        said = timezone.localtime(last.at)
        raise CommontableError(
            f"The {side} went {last.move} after that.",
            expected=f"{said:%Y-%m-%d %H:%M} or later",
            came=f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
            where="Time",
        )
    event = CaucusEvent.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        session=session,
        side=side,
        move=move,
        at=at,
    )
    record(
        actor=actor,
        verb=f"caucus_{move.value}",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        after={"side": side},
        occurred_at=at,
    )
    return event


@transaction.atomic
def correct_caucus(
    *, actor: Actor, event: CaucusEvent, at: datetime | None, reason: str
) -> CaucusCorrection:
    """A going out or coming back was entered wrong: it was at another time, or never (``at`` None).

    The entry stays, with the correction beside it; the latest one counts.

    Raises:
        CommontableError: no reason given, a moment to come, or the side's other moves do not fit.
    """
    session = event.session
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    why = words_of(reason, where="What was wrong", expected="the reason in a sentence")
    if at is not None:
        refuse_moment_to_come(at, where="Time")
    BargainingSession.objects.select_for_update().get(pk=session.pk)
    moves = moves_in(actor, session)
    before = next((move.at for move in moves if move.entry == event.pk), None)
    corrected = [move for move in moves if move.entry != event.pk]
    if at is not None:
        corrected.append(caucuses.Move(event.side, event.move, at, event.pk))
    stray = caucuses.misstep(sorted(corrected, key=lambda move: (move.at, move.entry)))
    if stray is not None:
        out = stray.move == CaucusMove.OUT
        how = "go out at {}, when it is out already" if out else "come in at {}, when it is in"
        raise CommontableError(
            f"The {stray.side} would then "
            + how.format(f"{timezone.localtime(stray.at):%Y-%m-%d %H:%M}")
            + ".",
            expected="a time between its other moves, or those corrected first, the latest first",
            where="Time",
        )
    correction = CaucusCorrection.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        event=event,
        at=at,
        reason=why,
    )
    record(
        actor=actor,
        verb="correct_caucus",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        before={"side": event.side, "move": event.move, "at": before},
        after={"at": at},
        note=why,
    )
    return correction


@transaction.atomic
def record_sidebar(
    *,
    actor: Actor,
    session: BargainingSession,
    at: datetime,
    participants: str,
    until: datetime | None = None,
    note: str = "",
) -> Sidebar:
    """A small talk off the table: who spoke, and from when to when if that is known.

    Raises:
        CommontableError: nobody named, a moment to come, or an end before its beginning.
    """
    require(actor, Right.RECORD, union_id=session.union_id, table_id=session.table_id)
    refuse_moment_to_come(at, where="From")
    if until is not None:
        refuse_moment_to_come(until, where="Until")
        if until < at:
            raise CommontableError("It ends before it begins.", where="Until")
    sidebar = Sidebar.objects.create(
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        entered_by_id=actor.person_id,
        session=session,
        at=at,
        until=until,
        participants=words_of(participants, where="Who", expected="who spoke with whom"),
        note=note.strip(),
    )
    record(
        actor=actor,
        verb="record_sidebar",
        subject=session,
        coalition_id=session.coalition_id,
        union_id=session.union_id,
        occurred_at=at,
        after={"participants": sidebar.participants, "until": until},
        note=note.strip(),
    )
    keep(session)
    return sidebar
