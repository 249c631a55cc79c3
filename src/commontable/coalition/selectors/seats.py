"""A signed-in user's seats, and the actor they make today."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor, Grant
from commontable.coalition.models import Authority, Coalition, Person, Union, User
from commontable.coalition.roles import Role
from commontable.common import dates


@dataclass(frozen=True, slots=True)
class Seat:
    """A person a user is, in one coalition."""

    person_id: int
    coalition_id: int


def seats_of(user_id: int) -> list[Seat]:
    """The user's people, one per coalition. Call within a scope that names the user."""
    people = Person.objects.filter(user_id=user_id).order_by("coalition_id")
    return [Seat(person.pk, person.coalition_id) for person in people]


def actor_for(*, user_id: int, seat: Seat) -> Actor:
    """Read the seat's authority as of today and set the transaction's scope to it.

    A seat without any authority in force gives an actor who may see nothing but their own account.
    """
    tenancy.set_scope(coalition_id=seat.coalition_id, user_id=user_id)
    person = Person.objects.select_related("coalition").get(pk=seat.person_id)
    on = dates.today(person.coalition.time_zone)
    grants = tuple(
        Grant(Role(authority.role), authority.union_id, authority.table_id)
        for authority in Authority.objects.filter(
            Q(until_on=None) | Q(until_on__gte=on), person=person, from_on__lte=on
        ).order_by("id")
    )
    unions = frozenset(grant.union_id for grant in grants if grant.union_id is not None)
    coalition = seat.coalition_id if grants else None
    tenancy.set_scope(coalition_id=coalition, unions=unions, user_id=user_id)
    return Actor(
        user_id=user_id,
        person_id=person.pk,
        name=person.name,
        coalition_id=seat.coalition_id,
        coalition_name=person.coalition.name,
        time_zone=person.coalition.time_zone,
        unions=unions,
        grants=grants,
        on=on,
    )


def actor_in(*, user_id: int, coalition_id: int) -> Actor | None:
    """Who a user is today in a coalition, for a job they asked for; None without a seat there.

    Needs a transaction; the scope is the actor's from then on, or nobody's.
    """
    tenancy.set_scope(coalition_id=None, user_id=user_id)
    for seat in seats_of(user_id):
        if seat.coalition_id == coalition_id:
            return actor_for(user_id=user_id, seat=seat)
    return None


def actor_of_person(person_id: int, coalition_id: int) -> Actor | None:
    """The actor a person makes today, without a sign-in; None where their sign-in is closed.

    For what somebody was given a secret for. Sets the transaction's scope to them.
    """
    tenancy.set_scope(coalition_id=coalition_id)
    person = Person.objects.filter(pk=person_id, user__is_active=True).first()
    if person is None or person.user_id is None:
        tenancy.set_scope(coalition_id=None)
        return None
    return actor_for(user_id=person.user_id, seat=Seat(person.pk, coalition_id))


def operator_actors() -> list[Actor]:
    """One actor per coalition who sees all of it: for the operator's commands, never a request.

    Needs a transaction; sets the scope of each actor only when the caller enters it.
    """
    with tenancy.scope(coalition_id=None, operator=True):
        coalitions = list(Coalition.objects.order_by("id"))
    actors = []
    for coalition in coalitions:
        with tenancy.scope(coalition_id=coalition.pk):
            unions = frozenset(Union.objects.values_list("pk", flat=True))
        actors.append(
            Actor(
                user_id=None,
                person_id=None,
                name="Operator",
                coalition_id=coalition.pk,
                coalition_name=coalition.name,
                time_zone=coalition.time_zone,
                unions=unions,
                grants=tuple(
                    Grant(Role.CHIEF_NEGOTIATOR, union, None) for union in (None, *sorted(unions))
                ),
                on=dates.today(coalition.time_zone),
            )
        )
    return actors


def coalition_slugs() -> dict[str, int]:
    """Every coalition on this server, slug to id: for the operator's commands, never a request."""
    with tenancy.scope(coalition_id=None, operator=True):
        return dict(Coalition.objects.order_by("id").values_list("slug", "pk"))


def user_id_of(email: str) -> int | None:
    """Who signs in with this address: for the operator's commands, never a request."""
    user = User.objects.filter(email=email.strip().lower()).first()
    return user.pk if user else None
