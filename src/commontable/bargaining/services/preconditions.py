"""Pre-conditions: imposed by a side, objected to by the other, dropped or met."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.models import Precondition, PreconditionEvent, Table
from commontable.bargaining.selectors.table_home import ENDINGS
from commontable.bargaining.services.search_index import keep
from commontable.bargaining.services.wording import refuse_day_to_come, words_of
from commontable.bargaining.words import PreconditionEventKind, Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError


@transaction.atomic
def impose_precondition(
    *, actor: Actor, table: Table, side: Side, text: str, imposed_on: date
) -> Precondition:
    """A side demands something before it will bargain.

    Raises:
        CommontableError: no words, or a day to come.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    refuse_day_to_come(imposed_on, actor, where="Imposed on")
    precondition = Precondition.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        side=side,
        text=words_of(text, where="Demand", expected="the demand as it was made"),
        imposed_on=imposed_on,
    )
    record(
        actor=actor,
        verb="impose_precondition",
        subject=precondition,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"side": side, "text": precondition.text, "imposed_on": imposed_on},
    )
    keep(precondition)
    return precondition


@transaction.atomic
def object_to_precondition(
    *, actor: Actor, precondition: Precondition, on: date, note: str = ""
) -> PreconditionEvent:
    """The other side objects; it may do so more than once."""
    return _tell(actor, precondition, PreconditionEventKind.OBJECTED, on, note)


@transaction.atomic
def drop_precondition(
    *, actor: Actor, precondition: Precondition, on: date, note: str = ""
) -> PreconditionEvent:
    """The side that imposed it gives it up."""
    return _tell(actor, precondition, PreconditionEventKind.DROPPED, on, note)


@transaction.atomic
def meet_precondition(
    *, actor: Actor, precondition: Precondition, on: date, note: str = ""
) -> PreconditionEvent:
    """The other side does what was demanded."""
    return _tell(actor, precondition, PreconditionEventKind.MET, on, note)


def _tell(
    actor: Actor, precondition: Precondition, kind: PreconditionEventKind, on: date, note: str
) -> PreconditionEvent:
    """Write one event.

    Raises:
        CommontableError: a day to come, or before the demand was made.
        ConflictError: it was dropped or met already.
    """
    table = precondition.table
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    refuse_day_to_come(on, actor, where="On")
    if on < precondition.imposed_on:
        raise CommontableError(
            "The demand had not been made yet.",
            expected=f"{precondition.imposed_on} or later",
            came=str(on),
            where="On",
        )
    Table.objects.select_for_update().get(pk=table.pk)
    ended = PreconditionEvent.objects.filter(precondition=precondition, kind__in=ENDINGS).first()
    if ended is not None:
        raise ConflictError(
            f"This pre-condition was {ended.kind} on {ended.on}.",
            expected="a pre-condition that still stands",
        )
    event = PreconditionEvent.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        precondition=precondition,
        kind=kind,
        on=on,
        note=note.strip(),
    )
    record(
        actor=actor,
        verb=f"precondition_{kind.value}",
        subject=precondition,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"kind": kind, "on": on},
        note=note.strip(),
    )
    keep(precondition)
    return event
