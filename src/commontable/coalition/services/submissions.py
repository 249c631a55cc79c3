"""Keeping what a form made, under the key it was sent with."""

from __future__ import annotations

from django.db import connection

from commontable.coalition.actors import Actor
from commontable.coalition.models import Submission

_WAIT = {
    False: "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
    True: "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))",
}


def await_submission(*, actor: Actor, key: str, only_reading: bool = False) -> None:
    """Wait until no other request works on the form with that key.

    From then to the end of this transaction no other does; or, ``only_reading``, none that would
    keep anything.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WAIT[only_reading], [f"submission {actor.person_id} {key}"])


def keep_submission(*, actor: Actor, key: str, digest: str, address: str) -> Submission:
    """Keep that the actor's form was accepted, and the page of what it made.

    Belongs to the transaction of what was made; that has its own entry in the log.
    """
    return Submission.objects.create(
        coalition_id=actor.coalition_id,
        union_id=min(actor.unions, default=None),
        person_id=actor.person_id or 0,
        key=key,
        digest=digest,
        address=address,
    )
