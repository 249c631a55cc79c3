"""Naming the employers and regions a coalition bargains about."""

from __future__ import annotations

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.models import Employer, Region
from commontable.coalition.policies import Right, require
from commontable.common.errors import ConflictError


@transaction.atomic
def name_employer(*, actor: Actor, name: str) -> Employer:
    """Enter an employer.

    Raises:
        ConflictError: the coalition has one of that name.
    """
    require(actor, Right.ORDER)
    if Employer.objects.visible_to(actor).filter(name=name).exists():
        raise ConflictError(f"There is an employer “{name}” already.")
    employer = Employer.objects.create(coalition_id=actor.coalition_id, name=name)
    record(
        actor=actor,
        verb="name_employer",
        subject=employer,
        coalition_id=actor.coalition_id,
        after={"name": name},
    )
    return employer


@transaction.atomic
def name_region(*, actor: Actor, code: str, name: str) -> Region:
    """Enter a region by its code, by which terms are scoped.

    Raises:
        ConflictError: the coalition has one of that code.
    """
    require(actor, Right.ORDER)
    if Region.objects.visible_to(actor).filter(code=code).exists():
        raise ConflictError(f"There is a region “{code}” already.")
    region = Region.objects.create(coalition_id=actor.coalition_id, code=code, name=name)
    record(
        actor=actor,
        verb="name_region",
        subject=region,
        coalition_id=actor.coalition_id,
        after={"code": code, "name": name},
    )
    return region
