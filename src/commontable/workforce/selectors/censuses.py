"""Which censuses there are, for whoever may see anything of them."""

from __future__ import annotations

from datetime import date

from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.workforce.models import Census
from commontable.workforce.policies import sight_of


def censuses_of(actor: Actor) -> list[Census]:
    """Every census the actor may see anything of, the latest day first."""
    censuses = (
        Census.objects.visible_to(actor)
        .select_related("union", "entered_by", "corrects", "corrected_by")
        .order_by("-as_of", "-id")
    )
    sights = {union: sight_of(actor, union) for union in (None, *actor.unions)}
    return [census for census in censuses if sights.get(census.union_id)]


def get_census(actor: Actor, census_id: int) -> Census:
    """One census.

    Raises:
        NotFoundError: it does not exist, is another union's, or censuses are not for the actor.
    """
    found = next((one for one in censuses_of(actor) if one.pk == census_id), None)
    if found is None:
        raise NotFoundError("There is no such census.")
    return found


def standing_censuses(actor: Actor, *, union_id: int | None) -> list[Census]:
    """Those of the coalition or of one union that no correction has replaced, the latest first."""
    return [
        census
        for census in censuses_of(actor)
        if census.union_id == union_id and not hasattr(census, "corrected_by")
    ]


def census_before(
    actor: Actor, *, union_id: int | None, as_of: date, leave_out: int | None = None
) -> Census | None:
    """The standing census of the latest day up to ``as_of``; ``leave_out``: but not this one."""
    return next(
        (
            census
            for census in standing_censuses(actor, union_id=union_id)
            if census.as_of <= as_of and census.pk != leave_out
        ),
        None,
    )
