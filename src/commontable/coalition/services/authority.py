"""Giving and ending authority."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from commontable.audit.services import record
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import Authority, Person, Union
from commontable.coalition.policies import Right, may, require
from commontable.coalition.roles import Role
from commontable.coalition.selectors.people import (
    get_authority,
    get_person,
    get_table,
    unions_without_officer,
)
from commontable.common.errors import CommontableError, ConflictError

DAY = timedelta(days=1)


@transaction.atomic
def grant_authority(
    *,
    actor: Actor,
    person_id: int,
    role: Role,
    union_id: int | None = None,
    table_id: int | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Authority:
    """Give a person a role from a date: in the coalition, for one union, or at one table.

    Args:
        from_on: default today, at the coalition's place. It may lie back: an appointment is
            often entered later, and the log keeps when it was.
        until_on: the last day; None: until it is ended.

    Raises:
        NotAllowedError, NotFoundError: the actor may not give authority there.
        CommontableError: the dates, the role and the union, or the union and the table do not fit.
        ConflictError: the person holds this authority already in that time.
    """
    with granting(actor, role=role, union_id=union_id, table_id=table_id):
        return place_authority(
            actor=actor,
            person=get_person(actor, person_id),
            role=role,
            union_id=union_id,
            table_id=table_id,
            from_on=from_on,
            until_on=until_on,
        )


def place_authority(
    *,
    actor: Actor,
    person: Person,
    role: Role,
    union_id: int | None,
    table_id: int | None,
    from_on: date | None,
    until_on: date | None,
) -> Authority:
    """Write an authority the actor may give. Only within ``granting``, which has asked that."""
    authority = Authority(
        coalition_id=actor.coalition_id,
        union_id=union_id,
        person=person,
        role=role,
        table_id=table_id,
        from_on=from_on or actor.on,
        until_on=until_on,
    )
    _check(actor, authority)
    if _overlapping(authority).exists():
        raise ConflictError(
            f"{person} holds this authority already in that time.",
            expected="another role, union, table or time",
            came=f"{role.label} from {authority.from_on}",
        )
    authority.save(force_insert=True)
    record(
        actor=actor,
        verb="grant_authority",
        subject=authority,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        after=_facts(authority),
    )
    return authority


@transaction.atomic
def end_authority(*, actor: Actor, authority_id: int, until_on: date) -> Authority:
    """Set the last day of an authority. Yesterday ends it at once; the past stays as it was.

    An authority ended before its first day is over never counts: it ends the day before it began.

    Raises:
        NotAllowedError, NotFoundError: the actor may not give or end authority there.
        CommontableError: the day lies further back than yesterday.
        ConflictError: it is over already, or it is the last chief negotiator's.
    """
    authority = get_authority(actor, authority_id)
    require(actor, Right.GRANT, union_id=authority.union_id, table_id=authority.table_id)
    # Two chief negotiators ending each other wait here for one another.
    chiefs = list(_chiefs(actor.coalition_id).select_for_update(of=("self",)))
    authority = (
        Authority.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=authority.pk)
    )
    if authority.until_on is not None and authority.until_on < actor.on:
        raise ConflictError(f"This authority was over on {authority.until_on}.")
    earliest = max(authority.from_on, actor.on) - DAY
    if until_on < earliest:
        raise CommontableError(
            "Who could act when is history, and stays.",
            expected=f"a last day from {earliest} on",
            came=str(until_on),
            where="Last day",
        )
    leads = (
        authority.role == Role.CHIEF_NEGOTIATOR
        and authority.union_id is None
        and authority.table_id is None
        and authority.person.user_id is not None
    )
    others = [c for c in chiefs if c.person_id != authority.person_id]
    # Asked from the other's first day: no calendar has a day after the last one that can be typed.
    if leads and not any(c.from_on - DAY <= until_on for c in others):
        raise ConflictError(
            "This is the last chief negotiator's authority: without it nobody could give any.",
            expected=f"another chief negotiator, who can sign in, from the day after {until_on}",
            came="no other",
        )
    before = _facts(authority)
    authority.until_on = until_on
    authority.save(update_fields=["until_on"])
    record(
        actor=actor,
        verb="end_authority",
        subject=authority,
        coalition_id=actor.coalition_id,
        union_id=authority.union_id,
        before=before,
        after=_facts(authority),
    )
    return authority


@contextmanager
def granting(
    actor: Actor, *, role: Role, union_id: int | None, table_id: int | None
) -> Iterator[bool]:
    """A block in which the authority may be written; yields whether it is a first officer's.

    A union without any officer who has signed in could never begin: for it, whoever may give
    authority in the coalition names the first one. Only then, and only within this block, the
    transaction may write that union's private rows; the log says so on the coalition's chain.
    """
    first = (
        role is Role.UNION_OFFICER
        and union_id is not None
        and table_id is None
        and not may(actor, Right.GRANT, union_id=union_id)
        and may(actor, Right.GRANT)
        and union_id in {union.pk for union in unions_without_officer(actor)}
    )
    if not first or union_id is None:
        require(actor, Right.GRANT, union_id=union_id, table_id=table_id)
        yield False
        return
    union = Union.objects.visible_to(actor).get(pk=union_id)
    record(
        actor=actor,
        verb="appoint_first_officer",
        subject=union,
        coalition_id=actor.coalition_id,
        after={"union": union.code},
        note="The union had no officer who had signed in.",
    )
    with tenancy.scope(
        coalition_id=actor.coalition_id, unions=actor.unions | {union_id}, user_id=actor.user_id
    ):
        yield True


def _chiefs(coalition_id: int) -> QuerySet[Authority]:
    """Chief negotiators of the whole coalition, without an end, who can sign in."""
    return Authority.objects.filter(
        coalition_id=coalition_id,
        role=Role.CHIEF_NEGOTIATOR,
        union=None,
        table=None,
        until_on=None,
        person__user__isnull=False,
    ).order_by("id")


def _check(actor: Actor, wanted: Authority) -> None:
    if wanted.role == Role.UNION_OFFICER and wanted.union_id is None:
        raise CommontableError(
            "A union officer is one union's.", expected="a union", came="none", where="Union"
        )
    if wanted.until_on is not None and wanted.until_on < wanted.from_on:
        raise CommontableError(
            "It would end before it begins.",
            expected=f"a last day from {wanted.from_on} on",
            came=str(wanted.until_on),
            where="Last day",
        )
    if wanted.table_id is None:
        return
    table = get_table(actor, wanted.table_id)
    if table.union_id is not None and table.union_id != wanted.union_id:
        raise CommontableError(
            "This is a union's own table.",
            expected="an authority for that union",
            came="one for the coalition or another union",
            where="Table",
        )


def same_authority(wanted: Authority) -> QuerySet[Authority]:
    """The person's authorities of the same role, union and table, whenever they are."""
    same: dict[str, Any] = {"union_id": wanted.union_id, "table_id": wanted.table_id}
    return Authority.objects.filter(
        coalition_id=wanted.coalition_id, person_id=wanted.person_id, role=wanted.role, **same
    )


def _overlapping(wanted: Authority) -> QuerySet[Authority]:
    held = same_authority(wanted).filter(Q(until_on=None) | Q(until_on__gte=wanted.from_on))
    return held if wanted.until_on is None else held.filter(from_on__lte=wanted.until_on)


def _facts(authority: Authority) -> dict[str, object]:
    return {
        "person": authority.person_id,
        "role": authority.role,
        "union": authority.union_id,
        "table": authority.table_id,
        "from": authority.from_on,
        "until": authority.until_on,
    }
