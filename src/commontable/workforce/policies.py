"""How much of a census somebody may see: asked before a file is opened, decided nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may

SMALLEST_CELL = 10
"""Fewer workers than this in a cell could be told apart by whoever knows the place."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is shown of one census.

    Attributes:
        unions: ids of the unions whose rows count; None: all of them.
        rows: whether single workers may be shown, or figures only.
        least: cells with fewer workers are hidden; 0: none is.
    """

    unions: frozenset[int] | None
    rows: bool
    least: int


def sight_of(actor: Actor, union_id: int | None) -> Sight | None:
    """What the actor may see of a census of the coalition (``union_id`` None) or of one union.

    The research team sees all of the coalition's. Whoever studies for a union sees that union's
    rows, and of the others nothing, not even in a total. The rest of the team sees figures of the
    whole, without cells so small that a worker could be told. A union's own census is that
    union's alone. None: not even that it is there.
    """
    if may(actor, Right.STUDY, union_id=union_id):
        return Sight(unions=None, rows=True, least=0)
    if union_id is None:
        own = frozenset(u for u in actor.unions if may(actor, Right.STUDY, union_id=u))
        if own:
            return Sight(unions=own, rows=True, least=0)
    if may(actor, Right.FIGURES, union_id=union_id):
        return Sight(unions=None, rows=False, least=SMALLEST_CELL)
    if union_id is None:
        own = frozenset(u for u in actor.unions if may(actor, Right.FIGURES, union_id=u))
        if own:
            return Sight(unions=own, rows=False, least=SMALLEST_CELL)
    return None


def homes_of(actor: Actor) -> list[int | None]:
    """For whom the actor may bring in censuses: the coalition (None), unions of their own."""
    return [
        home for home in (None, *sorted(actor.unions)) if may(actor, Right.RESEARCH, union_id=home)
    ]


def may_see_any(actor: Actor) -> bool:
    """Whether censuses are for the actor at all, be there any or not."""
    return any(sight_of(actor, home) for home in (None, *actor.unions))
