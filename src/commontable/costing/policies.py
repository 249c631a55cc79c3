"""Who sees what an offer is worth, and who may ask: as they see the census it is priced on."""

from __future__ import annotations

from enum import Enum, auto

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may, require
from commontable.common.errors import NotFoundError


class Sight(Enum):
    """How much of a costing somebody sees.

    ``TOTALS``: what the whole costs by year and component. Nothing by group, because a price of
    a change for few, subtracted, would tell what one of them is paid.
    """

    ALL = auto()
    TOTALS = auto()


def sight_of(actor: Actor, union_id: int | None) -> Sight | None:
    """What the actor sees of a costing of the coalition (None) or of one union's own.

    Whoever may study the census row by row sees everything; whoever may see its figures of the
    whole sees totals; for the others there is none. Of the coalition's costing a union's officer
    sees nothing: an own one, over the rows of that union, can be made.
    """
    if may(actor, Right.STUDY, union_id=union_id):
        return Sight.ALL
    if may(actor, Right.FIGURES, union_id=union_id):
        return Sight.TOTALS
    return None


def require_sight(actor: Actor, union_id: int | None, *, all_of_it: bool = False) -> Sight:
    """The actor's sight, or NotFoundError: then it is not for them to know of."""
    sight = sight_of(actor, union_id)
    if sight is None or (all_of_it and sight is not Sight.ALL):
        raise NotFoundError("There is nothing here.")
    return sight


def require_making(actor: Actor, union_id: int | None) -> None:
    """Raise unless the actor may make bases and scenarios there."""
    require(actor, Right.RESEARCH, union_id=union_id)


def homes_of(actor: Actor) -> list[int | None]:
    """For whom the actor may make a costing: the coalition (None), unions of their own."""
    return [
        home for home in (None, *sorted(actor.unions)) if may(actor, Right.RESEARCH, union_id=home)
    ]


def homes_seen(actor: Actor) -> list[int | None]:
    """Whose costings the actor sees anything of."""
    return [home for home in (None, *sorted(actor.unions)) if sight_of(actor, home) is not None]
