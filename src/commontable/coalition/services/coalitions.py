"""Beginning a coalition: an operator's act, as nobody has a seat in it yet."""

from __future__ import annotations

import zoneinfo

from django.db import transaction
from django.db.models import Q

from commontable.audit.services import record
from commontable.coalition import tenancy
from commontable.coalition.models import Authority, Coalition, Invitation, Person
from commontable.coalition.roles import Role
from commontable.coalition.selectors.people import still_open
from commontable.coalition.services.invitations import offer_seat, revoke
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotFoundError


class Operator:
    """Whoever runs the server: in the log by that name."""

    person_id = None
    name = "Operator"


@transaction.atomic
def begin_coalition(*, name: str, slug: str, time_zone: str = "America/Los_Angeles") -> Coalition:
    """A coalition without anybody in it yet.

    Raises:
        ConflictError: a coalition has this name or slug.
        CommontableError: there is no such time zone.
    """
    if time_zone not in zoneinfo.available_timezones():
        raise CommontableError(
            "There is no such time zone.",
            expected="a name such as America/Los_Angeles",
            came=time_zone,
        )
    with tenancy.scope(coalition_id=None, operator=True):
        if Coalition.objects.filter(Q(name=name) | Q(slug=slug)).exists():
            raise ConflictError(
                "There is a coalition of this name or slug.", came=f"{name}, {slug}"
            )
        coalition = Coalition.objects.create(name=name, slug=slug, time_zone=time_zone)
    with tenancy.scope(coalition_id=coalition.pk):
        record(
            actor=Operator(),
            verb="create_coalition",
            subject=coalition,
            coalition_id=coalition.pk,
            after={"name": name, "slug": slug, "time_zone": time_zone},
        )
    return coalition


def _without_people(slug: str) -> Coalition | None:
    """The coalition of that slug, if nobody was ever in it."""
    with tenancy.scope(coalition_id=None, operator=True):
        coalition = Coalition.objects.filter(slug=slug).first()
    if coalition is None:
        return None
    with tenancy.scope(coalition_id=coalition.pk):
        return None if Person.objects.exists() else coalition


@transaction.atomic
def create_coalition(
    *, name: str, slug: str, email: str, chief_name: str, time_zone: str
) -> Invitation:
    """A coalition, and its first chief negotiator invited to it.

    One that an import began without people gets its chief negotiator the same way.

    Raises:
        ConflictError: a coalition has this name or slug, and people.
        CommontableError: there is no such time zone.
    """
    coalition = _without_people(slug) or begin_coalition(name=name, slug=slug, time_zone=time_zone)
    operator = Operator()
    with tenancy.scope(coalition_id=coalition.pk):
        person = Person.objects.create(coalition=coalition, name=chief_name)
        authority = Authority.objects.create(
            coalition=coalition,
            person=person,
            role=Role.CHIEF_NEGOTIATOR,
            from_on=dates.today(coalition.time_zone),
        )
        record(
            actor=operator,
            verb="grant_authority",
            subject=authority,
            coalition_id=coalition.pk,
            after={"person": person.pk, "role": authority.role, "from": authority.from_on},
        )
        return offer_seat(
            actor=operator,
            person=person,
            email=email.strip().lower(),
            union_id=None,
            invited_by=None,
        )


@transaction.atomic
def invite_first_chief_again(*, slug: str, email: str) -> Invitation:
    """A new link for the first chief negotiator, as long as nobody has a sign-in in the coalition.

    Raises:
        NotFoundError: there is no such coalition.
        ConflictError: somebody is in: from then on invitations are theirs.
    """
    operator = Operator()
    with tenancy.scope(coalition_id=None, operator=True):
        coalition = Coalition.objects.filter(slug=slug).first()
    if coalition is None:
        raise NotFoundError("There is no coalition of this slug.", came=slug)
    with tenancy.scope(coalition_id=coalition.pk):
        if Person.objects.filter(coalition=coalition, user__isnull=False).exists():
            raise ConflictError(
                "Somebody is in already.", expected="an invitation by whoever gives authority there"
            )
        chief = Authority.objects.filter(
            coalition=coalition, role=Role.CHIEF_NEGOTIATOR, union=None
        ).earliest("pk")
        for earlier in Invitation.objects.filter(person_id=chief.person_id, **still_open()):
            revoke(operator, earlier)
        return offer_seat(
            actor=operator,
            person=chief.person,
            email=email.strip().lower(),
            union_id=None,
            invited_by=None,
        )
