"""Making and revoking the address under which a calendar program reads one's sessions."""

from __future__ import annotations

from django.db import transaction

from commontable.audit.services import record
from commontable.bargaining.calendar_secrets import hash_of, new_secret
from commontable.bargaining.models import CalendarAddress
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import NotFoundError


@transaction.atomic
def make_calendar_address(*, actor: Actor) -> str:
    """Make the actor's own address; the one before it no longer works.

    Returns:
        the secret, for the address: it is told once, and only its hash is kept.

    Raises:
        NotFoundError: the actor is nobody who could have one.
    """
    if actor.person_id is None or not actor.grants:
        raise NotFoundError("There is nothing here.")
    secret = new_secret()
    CalendarAddress.objects.filter(person_id=actor.person_id).delete()
    address = CalendarAddress.objects.create(
        coalition_id=actor.coalition_id,
        person_id=actor.person_id,
        token_hash=hash_of(secret),
        made_at=dates.now(),
    )
    record(
        actor=actor,
        verb="make_calendar_address",
        subject=address,
        coalition_id=actor.coalition_id,
    )
    return secret


@transaction.atomic
def revoke_calendar_address(*, actor: Actor) -> None:
    """Whoever reads at the actor's address gets nothing any more. Without one, nothing changes."""
    address = CalendarAddress.objects.filter(person_id=actor.person_id or 0).first()
    if address is None:
        return
    record(
        actor=actor,
        verb="revoke_calendar_address",
        subject=address,
        coalition_id=actor.coalition_id,
    )
    address.delete()
