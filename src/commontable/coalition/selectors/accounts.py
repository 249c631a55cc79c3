"""What somebody signed in may read of themselves: their seats and how they are guarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from commontable.coalition import tenancy
from commontable.coalition.models import Authority, Person
from commontable.coalition.selectors.seats import Seat
from commontable.common import dates


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A seat as its holder sees it.

    Attributes:
        now: authority in force today.
        begins_on: when there is none: the day the next begins, or None.
    """

    coalition_id: int
    coalition_name: str
    person_name: str
    now: list[Authority]
    begins_on: date | None


@dataclass(frozen=True, slots=True)
class Guards:
    """How a sign-in is guarded."""

    app: bool
    passkeys: int
    recovery_codes_left: int
    sessions: int


def own_seats(*, user_id: int, seats: list[Seat]) -> list[OwnSeat]:
    """The user's seats, each with the authority they hold there now. Keeps the scope it finds."""
    found = []
    for seat in seats:
        with tenancy.scope(coalition_id=seat.coalition_id, user_id=user_id):
            person = Person.objects.select_related("coalition").get(pk=seat.person_id)
            on = dates.today(person.coalition.time_zone)
            # A user reads their own authority, a union's included: the database allows just that.
            held = list(
                Authority.objects.filter(person=person).select_related("union").order_by("from_on")
            )
        now = [a for a in held if a.from_on <= on and (a.until_on is None or a.until_on >= on)]
        later = [a.from_on for a in held if a.from_on > on]
        found.append(
            OwnSeat(
                coalition_id=seat.coalition_id,
                coalition_name=person.coalition.name,
                person_name=person.name,
                now=now,
                begins_on=min(later, default=None) if not now else None,
            )
        )
    return found


def guards_of(user_id: int) -> Guards:
    kept = {a.type: a for a in Authenticator.objects.filter(user_id=user_id)}
    codes = kept.get(Authenticator.Type.RECOVERY_CODES)
    return Guards(
        app=Authenticator.Type.TOTP in kept,
        passkeys=Authenticator.objects.filter(
            user_id=user_id, type=Authenticator.Type.WEBAUTHN
        ).count(),
        recovery_codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
        sessions=UserSession.objects.filter(user_id=user_id).count(),
    )
