"""Regions, facilities, employers, and one union, local or unit, for pages and choices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from commontable.coalition.actors import Actor
from commontable.coalition.models import (
    BargainingUnit,
    Employer,
    Facility,
    Local,
    Region,
    Union,
)
from commontable.common.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """A facility and how many bargaining units it has."""

    facility: Facility
    units: int


def regions_of(actor: Actor) -> QuerySet[Region]:
    return Region.objects.visible_to(actor)


def employers_known(actor: Actor) -> QuerySet[Employer]:
    return Employer.objects.visible_to(actor).order_by("name")


def facilities_known(actor: Actor) -> QuerySet[Facility]:
    """Every facility by region and name."""
    return (
        Facility.objects.visible_to(actor).select_related("region").order_by("region__code", "name")
    )


def find_facilities(
    actor: Actor, *, region_id: int | None = None, words: str = ""
) -> list[FacilityRow]:
    """Facilities of a region, or with all these words in their name; two queries."""
    found = facilities_known(actor)
    if region_id is not None:
        found = found.filter(region_id=region_id)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(region__name__icontains=word))
    units = Counter(BargainingUnit.objects.visible_to(actor).values_list("facility_id", flat=True))
    return [FacilityRow(facility, units[facility.pk]) for facility in found]


def get_union(actor: Actor, union_id: int) -> Union:
    """One union of the actor's coalition, or NotFoundError."""
    union = Union.objects.visible_to(actor).filter(pk=union_id).first()
    if union is None:
        raise NotFoundError("There is no such union.")
    return union


def get_local(actor: Actor, local_id: int) -> Local:
    """One local of the actor's coalition, or NotFoundError."""
    local = Local.objects.visible_to(actor).select_related("union").filter(pk=local_id).first()
    if local is None:
        raise NotFoundError("There is no such local.")
    return local


def get_unit(actor: Actor, unit_id: int) -> BargainingUnit:
    """One bargaining unit of the actor's coalition, or NotFoundError."""
    unit = (
        BargainingUnit.objects.visible_to(actor)
        .select_related("local__union", "employer", "region", "facility")
        .filter(pk=unit_id)
        .first()
    )
    if unit is None:
        raise NotFoundError("There is no such bargaining unit.")
    return unit
