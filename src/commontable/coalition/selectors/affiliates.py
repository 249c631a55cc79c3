"""The unions an actor acts for, and the employers the coalition bargains with, for choosing one."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.coalition.actors import Actor
from commontable.coalition.models import Employer, Union


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A union by its code (``NUR``) and its name."""

    union_id: int
    code: str
    name: str


def affiliates_of(actor: Actor) -> list[Affiliate]:
    """The unions the actor acts for today, by code; none for the coalition's own staff."""
    if not actor.unions:
        return []
    unions = Union.objects.visible_to(actor).filter(pk__in=sorted(actor.unions))
    return [Affiliate(union.pk, union.code, union.name) for union in unions]


def employers_of(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of each employer."""
    rows = Employer.objects.visible_to(actor).order_by("name")
    return [(employer.pk, employer.name) for employer in rows]


def unions_known(actor: Actor) -> list[Affiliate]:
    """Every union of the actor's coalition, by code, whether or not the actor acts for it."""
    unions = Union.objects.visible_to(actor).order_by("code")
    return [Affiliate(union.pk, union.code, union.name) for union in unions]
