"""The named cast: people and places every test can rely on, and read like a story.

Two coalitions. In *Harbor Health Unions*: the nurses (``NUR``) and the technicians (``TEC``), a
common table, and the nurses' own local table. In *River Unions*: one union, to be a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from commontable.bargaining.models import Campaign, Issue, Table
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import (
    Authority,
    Coalition,
    Employer,
    Facility,
    Person,
    Region,
    Union,
    UnionMembership,
    User,
)
from commontable.coalition.roles import Role
from commontable.coalition.selectors.seats import Seat, actor_for
from commontable.common import dates

PASSWORD = "a-long-word-for-the-cast"
BEGAN = date(2026, 1, 5)


@dataclass(frozen=True)
class Member:
    """Somebody of the cast: their sign-in, who they are, and the actor they make today."""

    user: User
    person: Person
    actor: Actor


@dataclass(frozen=True)
class Cast:
    coalition: Coalition
    campaign: Campaign
    common: Table
    nurses_local: Table
    wages: Issue
    staffing: Issue
    nurses: Union
    technicians: Union
    chief: Member  # Ada: chief negotiator of the coalition
    team: Member  # Ben: bargaining team of the coalition
    observer: Member  # Cleo
    research: Member  # Dev
    communications: Member  # Eve
    organizer: Member  # Finn
    nurses_officer: Member  # Grace: union officer of the nurses
    technicians_officer: Member  # Hugo: union officer of the technicians
    stranger: Member  # Zoe: chief negotiator of another coalition


def enter(member: Member) -> Actor:
    """Set this transaction's scope to the member's, as a request of theirs would."""
    actor = member.actor
    tenancy.set_scope(coalition_id=actor.coalition_id, unions=actor.unions, user_id=actor.user_id)
    return actor


def _person(
    coalition: Coalition, name: str, role: Role, *, union: Union | None = None
) -> tuple[User, Person]:
    slug = name.split(maxsplit=1)[0].lower()
    user = User.objects.create_user(f"{slug}@{coalition.slug}.test", PASSWORD)
    person = Person.objects.create(coalition=coalition, user=user, name=name, affiliate=union)
    Authority.objects.create(
        coalition=coalition, union=union, person=person, role=role, from_on=BEGAN
    )
    return user, person


def _member(pair: tuple[User, Person]) -> Member:
    user, person = pair
    actor = actor_for(user_id=user.pk, seat=Seat(person.pk, person.coalition_id))
    return Member(user, person, actor)


def _coalition(name: str, slug: str) -> Coalition:
    tenancy.set_scope(coalition_id=None, operator=True)
    coalition = Coalition.objects.create(name=name, slug=slug)
    tenancy.set_scope(coalition_id=coalition.pk)
    return coalition


@transaction.atomic
def assemble() -> Cast:
    """Create the cast and leave the transaction without a tenant."""
    harbor = _coalition("Harbor Health Unions", "harbor")
    employer = Employer.objects.create(coalition=harbor, name="Harbor Health")
    north = Region.objects.create(coalition=harbor, code="NORTH", name="North Shore")
    Region.objects.create(coalition=harbor, code="SOUTH", name="South Bay")
    Facility.objects.create(coalition=harbor, region=north, name="Harbor General")
    nurses = Union.objects.create(coalition=harbor, code="NUR", name="United Nurses")
    technicians = Union.objects.create(coalition=harbor, code="TEC", name="Technicians United")
    for union in (nurses, technicians):
        UnionMembership.objects.create(coalition=harbor, union=union, joined_on=BEGAN)
    campaign = Campaign.objects.create(
        coalition=harbor,
        employer=employer,
        name="Harbor 2026",
        year=2026,
        contract_expires=dates.today(harbor.time_zone) + timedelta(days=60),
        health_care=True,
    )
    common = Table.objects.create(
        coalition=harbor, campaign=campaign, kind="common", name="Common table"
    )
    wages = Issue.objects.create(
        coalition=harbor, campaign=campaign, name="Wages", slug="wages", rank=1
    )
    staffing = Issue.objects.create(
        coalition=harbor, campaign=campaign, name="Staffing", slug="staffing", economic=False
    )
    pairs = {
        "chief": _person(harbor, "Ada Chief", Role.CHIEF_NEGOTIATOR),
        "team": _person(harbor, "Ben Team", Role.BARGAINING_TEAM),
        "observer": _person(harbor, "Cleo Observer", Role.OBSERVER),
        "research": _person(harbor, "Dev Research", Role.RESEARCH),
        "communications": _person(harbor, "Eve Communications", Role.COMMUNICATIONS),
        "organizer": _person(harbor, "Finn Organizer", Role.ORGANIZER),
    }
    tenancy.set_scope(coalition_id=harbor.pk, unions=[nurses.pk])
    pairs["nurses_officer"] = _person(harbor, "Grace Nurse", Role.UNION_OFFICER, union=nurses)
    nurses_local = Table.objects.create(
        coalition=harbor, union=nurses, campaign=campaign, kind="local", name="Nurses local table"
    )
    tenancy.set_scope(coalition_id=harbor.pk, unions=[technicians.pk])
    pairs["technicians_officer"] = _person(
        harbor, "Hugo Technician", Role.UNION_OFFICER, union=technicians
    )
    river = _coalition("River Unions", "river")
    pairs["stranger"] = _person(river, "Zoe Stranger", Role.CHIEF_NEGOTIATOR)
    members = {name: _member(pair) for name, pair in pairs.items()}
    tenancy.set_scope(coalition_id=None)
    return Cast(
        coalition=harbor,
        campaign=campaign,
        common=common,
        nurses_local=nurses_local,
        wages=wages,
        staffing=staffing,
        nurses=nurses,
        technicians=technicians,
        **members,
    )
