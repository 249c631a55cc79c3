"""Employers, regions and facilities: where the coalition bargains."""

from __future__ import annotations

import re

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition.actors import Actor
from commontable.coalition.models import Employer, Facility, Region
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError

_CODE = re.compile(r"[A-Z0-9_-]{1,20}")


@transaction.atomic
def add_employer(*, actor: Actor, name: str) -> Employer:
    """Add an employer.

    Raises:
        NotAllowedError: the actor does not keep the coalition's order.
        ConflictError: there is one of that name.
    """
    require(actor, Right.ORDER)
    if Employer.objects.visible_to(actor).filter(name=name).exists():
        raise ConflictError(f"There is an employer “{name}” already.", where="Name")
    employer = Employer.objects.create(coalition_id=actor.coalition_id, name=name)
    record(
        actor=actor,
        verb="add_employer",
        subject=employer,
        coalition_id=actor.coalition_id,
        after={"name": name},
    )
    return employer


@transaction.atomic
def add_region(*, actor: Actor, code: str, name: str) -> Region:
    """Add a region; its code is what terms are scoped by.

    Raises:
        NotAllowedError: the actor does not keep the coalition's order.
        ConflictError: there is one of that code.
    """
    require(actor, Right.ORDER)
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise CommontableError(
            "A region's code is what terms name it by.",
            expected="1 to 20 letters, digits, - or _",
            came=code,
            where="Code",
        )
    if Region.objects.visible_to(actor).filter(code=code).exists():
        raise ConflictError(f"There is a region {code} already.", where="Code")
    region = Region.objects.create(coalition_id=actor.coalition_id, code=code, name=name)
    record(
        actor=actor,
        verb="add_region",
        subject=region,
        coalition_id=actor.coalition_id,
        after={"code": code, "name": name},
    )
    return region


@transaction.atomic
def add_facility(*, actor: Actor, region: Region, name: str) -> Facility:
    """Add a facility of a region.

    Raises:
        NotAllowedError: the actor does not keep the coalition's order.
        ConflictError: the region has one of that name.
    """
    require(actor, Right.ORDER)
    if Facility.objects.visible_to(actor).filter(region=region, name=name).exists():
        raise ConflictError(f"{region.name} has a facility “{name}” already.", where="Name")
    facility = Facility.objects.create(coalition_id=actor.coalition_id, region=region, name=name)
    record(
        actor=actor,
        verb="add_facility",
        subject=facility,
        coalition_id=actor.coalition_id,
        after={"region": region.code, "name": name},
    )
    return facility
