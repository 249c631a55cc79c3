"""What each bargaining unit has today, and had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.places import get_unit
from commontable.common.errors import NotFoundError
from commontable.workforce.models import BenefitInventory


@dataclass(frozen=True, slots=True)
class UnitBenefits:
    """A unit's inventories, the latest day first."""

    unit_id: int
    unit: str
    union: str
    versions: tuple[BenefitInventory, ...]

    def in_force(self, on: date) -> BenefitInventory | None:
        return next((one for one in self.versions if one.effective_from <= on), None)


def benefits_of(actor: Actor) -> list[UnitBenefits]:
    """Every unit with an inventory, by union and name."""
    rows = (
        BenefitInventory.objects.visible_to(actor)
        .select_related("unit__local__union", "union", "entered_by")
        .order_by("unit__local__union__code", "unit__name", "-effective_from", "-id")
    )
    found: dict[int, list[BenefitInventory]] = {}
    for row in rows:
        found.setdefault(row.unit_id, []).append(row)
    return [
        UnitBenefits(
            unit_id, versions[0].unit.name, versions[0].unit.local.union.code, tuple(versions)
        )
        for unit_id, versions in found.items()
    ]


def benefits_of_unit(actor: Actor, unit_id: int) -> UnitBenefits:
    """One unit's; without any inventory its versions are empty.

    Raises:
        NotFoundError: there is no such unit in the coalition.
    """
    unit = get_unit(actor, unit_id)
    rows = (
        BenefitInventory.objects.visible_to(actor)
        .filter(unit_id=unit_id)
        .select_related("entered_by", "union")
        .prefetch_related("lines")
        .order_by("-effective_from", "-id")
    )
    return UnitBenefits(unit.pk, unit.name, unit.local.union.code, tuple(rows))


def get_inventory(actor: Actor, inventory_id: int) -> BenefitInventory:
    """One version with its lines, or NotFoundError."""
    found = (
        BenefitInventory.objects.visible_to(actor)
        .select_related("unit__local__union", "entered_by", "union")
        .prefetch_related("lines")
        .filter(pk=inventory_id)
        .first()
    )
    if found is None:
        raise NotFoundError("There is no such inventory.")
    return found
