"""The codes by which terms name regions, unions and units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from commontable.coalition.actors import Actor
from commontable.coalition.codes import Codes
from commontable.coalition.models import BargainingUnit, Employer, Region, Union


def codes_of(actor: Actor) -> Codes:
    """Every region, union and unit of the actor's coalition. Three queries."""
    units = BargainingUnit.objects.visible_to(actor).values_list("name", flat=True)
    return Codes(
        regions=dict(Region.objects.visible_to(actor).values_list("code", "name")),
        unions=dict(Union.objects.visible_to(actor).values_list("code", "name")),
        units={name: name for name in units},
    )


class Reach(NamedTuple):
    """Where each of the coalition's employers has units, as far as is entered.

    ``placed`` holds pairs of an employer's id and a region's code; with one employer it is not
    asked for, and empty.
    """

    codes: tuple[str, ...]
    employers: frozenset[int]
    placed: frozenset[tuple[int, str]]

    def of(self, employer_id: int, *, named: Iterable[str]) -> tuple[str, ...]:
        """The regions that “everywhere” means at this employer's tables, in order.

        With one employer those are all. With several, those where this one has units and those
        ``named`` at the table; where neither says anything, all.
        """
        if len(self.employers) <= 1:
            return self.codes
        here = {code for employer, code in self.placed if employer == employer_id} | set(named)
        return tuple(code for code in self.codes if code in here) or self.codes


def reach_of(actor: Actor) -> Reach:
    """The coalition's regions and where its employers have units. Two queries, or three."""
    employers = frozenset(
        Employer.objects.visible_to(actor).order_by().values_list("pk", flat=True)
    )
    placed = (
        BargainingUnit.objects.visible_to(actor)
        .order_by()
        .values_list("employer_id", "region__code")
        .distinct()
    )
    return Reach(
        codes=tuple(
            Region.objects.visible_to(actor).order_by("code").values_list("code", flat=True)
        ),
        employers=employers,
        placed=frozenset(placed if len(employers) > 1 else ()),
    )


def union_codes(actor: Actor, union_ids: Iterable[int]) -> frozenset[str]:
    """The codes of these unions of the actor's coalition."""
    unions = Union.objects.visible_to(actor).filter(pk__in=sorted(union_ids))
    return frozenset(unions.values_list("code", flat=True))
