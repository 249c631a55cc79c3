"""What somebody's forms were accepted for."""

from __future__ import annotations

from commontable.coalition.actors import Actor
from commontable.coalition.models import Submission


def submission_of(actor: Actor, key: str) -> Submission | None:
    """What the actor's form with that key made, if it was accepted."""
    mine = Submission.objects.visible_to(actor).filter(person_id=actor.person_id or 0)
    return mine.filter(key=key).first()
