"""Whose calendar an address leads to."""

from __future__ import annotations

from commontable.bargaining.calendar_secrets import hash_of
from commontable.bargaining.models import CalendarAddress
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.seats import actor_of_person
from commontable.coalition.tenancy import ask_for_public_address
from commontable.common.errors import NotFoundError


def own_calendar_address(actor: Actor) -> CalendarAddress | None:
    """The actor's own, if they have made one."""
    own = CalendarAddress.objects.visible_to(actor)
    return own.filter(person_id=actor.person_id or 0).first()


def reader_at_calendar_address(secret: str) -> Actor:
    """Who reads at an address: its owner, with the authority they have today and no more.

    Sets the transaction's scope to them.

    Raises:
        NotFoundError: no such address, or nobody who may see anything today.
    """
    ask_for_public_address(hash_of(secret))
    found = CalendarAddress.objects.filter(token_hash=hash_of(secret)).first()
    reader = actor_of_person(found.person_id, found.coalition_id) if found else None
    if reader is None or not reader.grants:
        raise NotFoundError("There is no such calendar.")
    return reader
