"""Unions in the coalition: when they joined and left, their locals, their units."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.models import (
    BargainingUnit,
    Employer,
    Facility,
    Local,
    Region,
    Union,
    UnionMembership,
)
from commontable.coalition.policies import Right, may, require
from commontable.common.errors import CommontableError, ConflictError


def require_order_of(actor: Actor, union: Union) -> None:
    """What is a union's, its own officers keep in order as well as the coalition's chief."""
    if not may(actor, Right.ORDER, union_id=union.pk):
        require(actor, Right.ORDER)


@transaction.atomic
def add_union(*, actor: Actor, code: str, name: str, joined_on: date) -> Union:
    """Take a union into the coalition from a date.

    Raises:
        NotAllowedError: the actor does not keep the coalition's order.
        ConflictError: a union has that code already.
    """
    require(actor, Right.ORDER)
    code = code.strip().upper()
    if Union.objects.visible_to(actor).filter(code=code).exists():
        raise ConflictError(
            f"There is a union {code} already.",
            expected="a code that no other union has",
            came=code,
            where="Code",
        )
    union = Union.objects.create(coalition_id=actor.coalition_id, code=code, name=name)
    record(
        actor=actor,
        verb="add_union",
        subject=union,
        coalition_id=actor.coalition_id,
        after={"code": code, "name": name},
    )
    record_joining(actor=actor, union=union, joined_on=joined_on)
    return union


@transaction.atomic
def record_joining(*, actor: Actor, union: Union, joined_on: date) -> UnionMembership:
    """A union joins, or joins again after it left; history keeps each time.

    Raises:
        NotAllowedError: the actor does not keep the coalition's order.
        ConflictError: it is in the coalition, or was on that day.
    """
    require(actor, Right.ORDER)
    for earlier in UnionMembership.objects.visible_to(actor).filter(union=union):
        if earlier.left_on is None or earlier.left_on > joined_on:
            raise ConflictError(
                f"{union} was in the coalition then.",
                expected="a day after it left" if earlier.left_on else "a union that had left",
                came=f"{joined_on}, while it was in from {earlier.joined_on}",
                where="Joined on",
            )
    membership = UnionMembership.objects.create(
        coalition_id=actor.coalition_id, union=union, joined_on=joined_on
    )
    record(
        actor=actor,
        verb="record_joining",
        subject=union,
        coalition_id=actor.coalition_id,
        after={"joined_on": joined_on},
    )
    return membership


@transaction.atomic
def record_leaving(*, actor: Actor, union: Union, left_on: date) -> UnionMembership:
    """A union leaves: ``left_on`` is the first day on which it is no longer in.

    Raises:
        NotAllowedError: the actor does not keep the coalition's order.
        ConflictError: it is not in the coalition.
        CommontableError: the day is not after the one it joined.
    """
    require(actor, Right.ORDER)
    membership = (
        UnionMembership.objects.visible_to(actor)
        .select_for_update()
        .filter(union=union, left_on=None)
        .first()
    )
    if membership is None:
        raise ConflictError(f"{union} is not in the coalition.", expected="a union that is in it")
    if left_on <= membership.joined_on:
        raise CommontableError(
            "It would have left before it joined.",
            expected=f"a day after {membership.joined_on}",
            came=str(left_on),
            where="Left on",
        )
    membership.left_on = left_on
    membership.save(update_fields=["left_on"])
    record(
        actor=actor,
        verb="record_leaving",
        subject=union,
        coalition_id=actor.coalition_id,
        before={"left_on": None},
        after={"left_on": left_on},
    )
    return membership


@transaction.atomic
def charter_local(*, actor: Actor, union: Union, name: str) -> Local:
    """Add a local of the union.

    Raises:
        NotAllowedError: neither the coalition's order nor the union's is the actor's to keep.
        ConflictError: the union has a local of that name.
    """
    require_order_of(actor, union)
    if Local.objects.visible_to(actor).filter(union=union, name=name).exists():
        raise ConflictError(f"{union} has a local “{name}” already.", where="Name")
    local = Local.objects.create(coalition_id=actor.coalition_id, union=union, name=name)
    record(
        actor=actor,
        verb="charter_local",
        subject=local,
        coalition_id=actor.coalition_id,
        after={"union": union.code, "name": name},
    )
    return local


@transaction.atomic
def add_unit(
    *,
    actor: Actor,
    local: Local,
    name: str,
    employer: Employer,
    region: Region,
    facility: Facility | None = None,
    contract_expires: date | None = None,
    health_care: bool = True,
) -> BargainingUnit:
    """Add a bargaining unit: the workers one contract covers.

    Args:
        facility: None for a unit of several places of the region.
        health_care: decides which statutory notice periods apply.

    Raises:
        NotAllowedError: neither the coalition's order nor the union's is the actor's to keep.
        ConflictError: the local has a unit of that name.
        CommontableError: the facility lies in another region.
    """
    require_order_of(actor, local.union)
    if BargainingUnit.objects.visible_to(actor).filter(local=local, name=name).exists():
        raise ConflictError(f"{local} has a unit “{name}” already.", where="Name")
    if facility is not None and facility.region_id != region.pk:
        raise CommontableError(
            "The facility lies in another region.",
            expected=f"a facility of {region.name}",
            came=f"{facility}, of {facility.region.name}",
            where="Facility",
        )
    unit = BargainingUnit.objects.create(
        coalition_id=actor.coalition_id,
        local=local,
        name=name,
        employer=employer,
        region=region,
        facility=facility,
        contract_expires=contract_expires,
        health_care=health_care,
    )
    record(
        actor=actor,
        verb="add_unit",
        subject=unit,
        coalition_id=actor.coalition_id,
        after={
            "local": local.name,
            "name": name,
            "employer": employer.name,
            "region": region.code,
            "facility": facility.name if facility else None,
            "contract_expires": contract_expires,
            "health_care": health_care,
        },
    )
    return unit
