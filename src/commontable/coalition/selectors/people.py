"""Reading people, their authority and their invitations, narrowed to what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import Authority, Invitation, Person, Union
from commontable.coalition.policies import Right, may
from commontable.coalition.roles import Role
from commontable.common import dates
from commontable.common.errors import NotFoundError

# Tables are bargaining's, a layer above: known here through the foreign key alone.
TABLE: Any = Authority._meta.get_field("table").related_model


@dataclass(slots=True)
class PersonRow:
    """A person as the list shows them.

    Attributes:
        now, before, later: authority in force today, over, and not begun yet.
        invited_until: set when an invitation is open.
    """

    person: Person
    now: list[Authority] = field(default_factory=list)
    before: list[Authority] = field(default_factory=list)
    later: list[Authority] = field(default_factory=list)
    invited_until: datetime | None = None


def people_of(actor: Actor) -> list[PersonRow]:
    """Everybody of the coalition by name, with the authority the actor may see; three queries."""
    people = Person.objects.visible_to(actor).select_related("affiliate").order_by("name", "id")
    rows = {person.pk: PersonRow(person) for person in people}
    for authority in _authorities(actor).order_by("-from_on", "id"):
        _sort(rows[authority.person_id], authority, actor)
    for invitation in open_invitations(actor):
        rows[invitation.person_id].invited_until = invitation.expires_at
    return list(rows.values())


def person_row(actor: Actor, person_id: int) -> PersonRow:
    """One person with all authority the actor may see.

    Raises:
        NotFoundError: nobody of the actor's coalition.
    """
    row = PersonRow(get_person(actor, person_id))
    for authority in _authorities(actor).filter(person_id=person_id).order_by("-from_on", "id"):
        _sort(row, authority, actor)
    invitation = open_invitations(actor).filter(person_id=person_id).first()
    row.invited_until = invitation.expires_at if invitation else None
    return row


def get_person(actor: Actor, person_id: int) -> Person:
    """One person of the actor's coalition, or NotFoundError."""
    person = (
        Person.objects.visible_to(actor).select_related("affiliate").filter(pk=person_id).first()
    )
    if person is None:
        raise NotFoundError("There is no such person.")
    return person


def get_authority(actor: Actor, authority_id: int) -> Authority:
    """One authority the actor may see, or NotFoundError."""
    authority = _authorities(actor).filter(pk=authority_id).first()
    if authority is None:
        raise NotFoundError("There is no such authority.")
    return authority


def invitations_of(actor: Actor, person_id: int) -> list[Invitation]:
    """A person's invitations the actor may see, newest first."""
    return list(Invitation.objects.visible_to(actor).filter(person_id=person_id))


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that can still be accepted."""
    return Invitation.objects.visible_to(actor).filter(**still_open())


def still_open() -> dict[str, Any]:
    """The conditions under which an invitation's link works."""
    return {"accepted_at": None, "revoked_at": None, "expires_at__gt": dates.now()}


def get_invitation(actor: Actor, invitation_id: int) -> Invitation:
    """One invitation the actor may see, or NotFoundError."""
    invitation = Invitation.objects.visible_to(actor).filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFoundError("There is no such invitation.")
    return invitation


def unions_of(actor: Actor) -> list[Union]:
    return list(Union.objects.visible_to(actor))


def unions_to_grant_for(actor: Actor) -> list[Union]:
    """The unions for which the actor may give authority."""
    return [u for u in unions_of(actor) if may(actor, Right.GRANT, union_id=u.pk)]


def unions_without_officer(actor: Actor) -> list[Union]:
    """Unions nobody can act for yet: no officer, now or later, who can sign in.

    Whether a union has one is asked over the private rows of all of them; only the answer is
    handed on, and only to somebody who may give authority in the coalition.
    """
    if not may(actor, Right.GRANT):
        return []
    unions = unions_of(actor)
    with tenancy.scope(
        coalition_id=actor.coalition_id,
        unions=[union.pk for union in unions],
        user_id=actor.user_id,
    ):
        served = set(
            Authority.objects.filter(
                Q(until_on=None) | Q(until_on__gte=actor.on),
                coalition_id=actor.coalition_id,
                role=Role.UNION_OFFICER,
                table=None,
                person__user__isnull=False,
            ).values_list("union_id", flat=True)
        )
    return [union for union in unions if union.pk not in served]


def tables_of(actor: Actor) -> QuerySet[Any]:
    """The tables an authority may be narrowed to."""
    tables: QuerySet[Any] = TABLE.objects.visible_to(actor).order_by("name")
    return tables


def get_table(actor: Actor, table_id: int) -> Any:
    """One table the actor may see, or NotFoundError."""
    table = tables_of(actor).filter(pk=table_id).first()
    if table is None:
        raise NotFoundError("There is no such table.")
    return table


def _authorities(actor: Actor) -> QuerySet[Authority]:
    return Authority.objects.visible_to(actor).select_related("person", "union", "table")


def _sort(row: PersonRow, authority: Authority, actor: Actor) -> None:
    if authority.until_on is not None and authority.until_on < authority.from_on:
        row.before.append(authority)
    elif authority.from_on > actor.on:
        row.later.append(authority)
    elif authority.until_on is not None and authority.until_on < actor.on:
        row.before.append(authority)
    else:
        row.now.append(authority)
