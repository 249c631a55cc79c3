"""Who asks: the cast, an anonymous visitor, and people who should get nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from cast import Cast, Member, assemble
from commontable.coalition import tenancy
from commontable.coalition.models import Authority, Person, User
from commontable.common import dates
from tenancy.rows import Home, furnish

ANONYMOUS = "anonymous"
STRANGER = "stranger"  # the chief negotiator of another coalition
LEFT = "left"  # somebody whose authority in the coalition ended yesterday
STAFF = ("chief", "team", "observer", "research", "communications", "organizer")
OFFICERS = ("nurses_officer", "technicians_officer")
HARBOR = (*STAFF, *OFFICERS)
PEOPLE = (ANONYMOUS, STRANGER, LEFT, *HARBOR)


@dataclass
class World:
    """The cast, and a row of every kind at the common table and at the nurses' local table.

    ``nurses`` holds private rows, ``common`` the coalition's, by model label.
    """

    cast: Cast
    common: Home
    nurses: Home
    left: User

    def user(self, person: str) -> User | None:
        if person == ANONYMOUS:
            return None
        if person == LEFT:
            return self.left
        member: Member = getattr(self.cast, person)
        return member.user


def furnished() -> World:
    """Assemble the world; everybody who signs in has a second factor."""
    cast = assemble()
    common = furnish(Home(cast.coalition))
    nurses = furnish(Home(cast.coalition, cast.nurses))
    with transaction.atomic():
        tenancy.set_scope(coalition_id=cast.coalition.pk)
        left = User.objects.create_user("lea@harbor.test", "a-long-word-for-the-cast")
        person = Person.objects.create(coalition=cast.coalition, user=left, name="Lea Left")
        today = dates.today(cast.coalition.time_zone)
        Authority.objects.create(
            coalition=cast.coalition,
            person=person,
            role="bargaining_team",
            from_on=today - timedelta(days=30),
            until_on=today - timedelta(days=1),
        )
    world = World(cast=cast, common=common, nurses=nurses, left=left)
    for name in PEOPLE:
        user = world.user(name)
        if user:
            Authenticator.objects.create(
                user=user, type=Authenticator.Type.TOTP, data={"secret": "encrypted-elsewhere"}
            )
    return world
