"""Dated headcounts, by whoever counted. None replaces another: the latest as of a day counts."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.models import BargainingUnit, Headcount, Local, Union
from commontable.coalition.policies import Right, require
from commontable.coalition.services.unions import require_order_of
from commontable.common.errors import CommontableError


@transaction.atomic
def record_headcount(
    *,
    actor: Actor,
    counted_on: date,
    workers: int,
    source: str,
    of: Union | Local | BargainingUnit | None = None,
) -> Headcount:
    """How many workers, on which day, and who says so.

    Args:
        of: a union, a local or a unit; None: the whole coalition.

    Raises:
        NotAllowedError: neither the coalition's order nor that union's is the actor's to keep.
        CommontableError: fewer than no workers, no source, or a day still to come.
    """
    union = _union_of(of)
    if union is None:
        require(actor, Right.ORDER)
    else:
        require_order_of(actor, union)
    if workers < 0:
        raise CommontableError(
            "There cannot be fewer than no workers.",
            expected="a whole number",
            came=str(workers),
            where="Workers",
        )
    if not source.strip():
        raise CommontableError(
            "A number without a source is a rumour.",
            expected="who counted, or where it says so",
            came="nothing",
            where="Source",
        )
    if counted_on > actor.on:
        raise CommontableError(
            "That day is still to come.",
            expected=f"a day up to {actor.on}",
            came=str(counted_on),
            where="Counted on",
        )
    headcount = Headcount.objects.create(
        coalition_id=actor.coalition_id,
        affiliate=of if isinstance(of, Union) else None,
        local=of if isinstance(of, Local) else None,
        unit=of if isinstance(of, BargainingUnit) else None,
        counted_on=counted_on,
        workers=workers,
        source=source.strip(),
    )
    record(
        actor=actor,
        verb="record_headcount",
        subject=headcount,
        coalition_id=actor.coalition_id,
        after={
            "of": str(of) if of else actor.coalition_name,
            "counted_on": counted_on,
            "workers": workers,
            "source": source.strip(),
        },
    )
    return headcount


def _union_of(of: Union | Local | BargainingUnit | None) -> Union | None:
    match of:
        case Union():
            return of
        case Local():
            return of.union
        case BargainingUnit():
            return of.local.union
        case _:
            return None
