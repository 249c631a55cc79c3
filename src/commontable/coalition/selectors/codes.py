"""The codes by which terms name regions, unions and units."""

from __future__ import annotations

from commontable.coalition.actors import Actor
from commontable.coalition.codes import Codes
from commontable.coalition.models import BargainingUnit, Region, Union


def codes_of(actor: Actor) -> Codes:
    """Every region, union and unit of the actor's coalition. Three queries."""
    units = BargainingUnit.objects.visible_to(actor).values_list("name", flat=True)
    return Codes(
        regions=dict(Region.objects.visible_to(actor).values_list("code", "name")),
        unions=dict(Union.objects.visible_to(actor).values_list("code", "name")),
        units={name: name for name in units},
    )


def region_codes(actor: Actor) -> tuple[str, ...]:
    """The coalition's region codes in order: what a term for everywhere is spread over."""
    return tuple(Region.objects.visible_to(actor).order_by("code").values_list("code", flat=True))
