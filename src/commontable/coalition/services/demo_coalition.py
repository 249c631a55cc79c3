"""The demonstration's coalition: invented unions, places and people, large enough to feel real.

Twelve unions, eight regions, three hundred facilities and their units are written in bulk, so a
demo is there within seconds; the log gets one entry a noun instead of one a row.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from django.db import transaction

from commontable.audit.services import record
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import (
    Authority,
    BargainingUnit,
    Coalition,
    Employer,
    Facility,
    Headcount,
    Local,
    Person,
    Region,
    Union,
    UnionMembership,
)
from commontable.coalition.roles import Role
from commontable.coalition.selectors.seats import Seat, actor_for
from commontable.coalition.services.coalitions import Operator
from commontable.coalition.services.demo_sign_ins import give_demo_sign_in
from commontable.common import dates

NAME, SLUG, TIME_ZONE = "Coalition of Tidewater Health Unions", "tidewater", "America/Los_Angeles"
EMPLOYER = "Tidewater Health"
PASSWORD = "tidewater-at-the-table"  # noqa: S105 - the demo's own, printed at every start

REGIONS = {
    "NBAY": "North Bay",
    "SBAY": "South Bay",
    "VALLEY": "Great Valley",
    "COAST": "Redwood Coast",
    "HIGH": "High Desert",
    "SOUND": "Sound and Islands",
    "RIVER": "Two Rivers",
    "METRO": "Metro",
}
UNIONS = {
    "UNH": ("United Nurses of the Harbor", 21400),
    "HTA": ("Healthcare Technologists' Association", 8900),
    "SCW": ("Service and Care Workers", 18700),
    "OPC": ("Office and Patient Care Clerks", 11200),
    "PHG": ("Pharmacists' Guild", 3100),
    "LAB": ("Laboratory Scientists' Union", 2600),
    "IMG": ("Imaging Professionals United", 2900),
    "RTU": ("Respiratory Therapists' Union", 1500),
    "MHC": ("Mental Health Clinicians", 4700),
    "ENG": ("Stationary Engineers", 1300),
    "DFN": ("Dietary, Food and Nutrition Workers", 5200),
    "OPT": ("Optical and Dental Workers", 3500),
}
_PLACES = [
    "Alder",
    "Bay",
    "Birchwood",
    "Cedar",
    "Dunes",
    "Elm",
    "Fairview",
    "Granite",
    "Heron",
    "Ironwood",
    "Juniper",
    "Kestrel",
    "Laurel",
    "Marsh",
    "Northgate",
    "Oak",
    "Pelican",
    "Quarry",
    "Rose",
    "Spruce",
    "Tamarack",
    "Union",
    "Vista",
    "Willow",
    "Yarrow",
]
_KINDS = (
    "Medical Center",
    "Hospital",
    "Clinic",
    "Medical Offices",
    "Pharmacy",
    "Laboratory",
    "Urgent Care",
)
FACILITIES = 300

# Who signs in, as what; a union's code where the authority is that union's own.
PEOPLE = [
    ("Marisol Vega", "chief", Role.CHIEF_NEGOTIATOR, ""),
    ("Daniel Okafor", "team", Role.BARGAINING_TEAM, ""),
    ("Priya Raman", "research", Role.RESEARCH, ""),
    ("Tomas Lindqvist", "communications", Role.COMMUNICATIONS, ""),
    ("Aisha Bello", "organizer", Role.ORGANIZER, ""),
    ("Ruth Keller", "observer", Role.OBSERVER, ""),
    ("Joan Whitehorse", "officer-nurses", Role.UNION_OFFICER, "UNH"),
    ("Hector Salas", "officer-clerks", Role.UNION_OFFICER, "OPC"),
]


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    email: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class DemoCoalition:
    """What the bargaining half of the demo stands on: ids, and the actors who act in it."""

    coalition_id: int
    employer_id: int
    union_ids: dict[str, int]
    actors: dict[str, Actor]
    sign_ins: tuple[DemoSignIn, ...]


def exists() -> bool:
    """Whether the demo's coalition was founded already."""
    with transaction.atomic(), tenancy.scope(coalition_id=None, operator=True):
        return Coalition.objects.filter(slug=SLUG).exists()


@transaction.atomic
def found_demo_coalition() -> DemoCoalition:
    """Found it, with sign-ins for every role; ends in the scope of nobody."""
    invent = random.Random(2026)  # noqa: S311 - the same fiction every time
    with tenancy.scope(coalition_id=None, operator=True):
        coalition = Coalition.objects.create(name=NAME, slug=SLUG, time_zone=TIME_ZONE)
    today = dates.today(TIME_ZONE)
    began = today - timedelta(days=400)
    tenancy.set_scope(coalition_id=coalition.pk)
    employer = Employer.objects.create(coalition=coalition, name=EMPLOYER)
    regions = Region.objects.bulk_create(
        Region(coalition=coalition, code=code, name=name) for code, name in REGIONS.items()
    )
    facilities = _facilities(coalition, regions)
    unions = Union.objects.bulk_create(
        Union(coalition=coalition, code=code, name=name) for code, (name, _) in UNIONS.items()
    )
    _memberships(coalition, unions, today)
    units = _units(
        coalition=coalition,
        unions=unions,
        employer=employer,
        regions=regions,
        facilities=facilities,
        today=today,
        invent=invent,
    )
    _headcounts(coalition, unions, units, today, invent)
    operator = Operator()
    for noun, count in (
        ("regions", len(regions)),
        ("facilities", len(facilities)),
        ("unions", len(unions)),
        ("units", len(units)),
    ):
        record(
            actor=operator,
            verb="found_demo_coalition",
            subject=coalition,
            coalition_id=coalition.pk,
            after={noun: count},
        )
    union_ids = {union.code: union.pk for union in unions}
    actors, sign_ins = _people(coalition, union_ids, began)
    tenancy.set_scope(coalition_id=None)
    return DemoCoalition(coalition.pk, employer.pk, union_ids, actors, tuple(sign_ins))


def _facilities(coalition: Coalition, regions: list[Region]) -> list[Facility]:
    named = (
        f"{place} {kind}" if turn == 0 else f"{place} {kind} {turn + 1}"
        for turn in range(10)
        for kind in _KINDS
        for place in _PLACES
    )
    return Facility.objects.bulk_create(
        Facility(coalition=coalition, region=region, name=name)
        for _, region, name in zip(range(FACILITIES), cycle(regions), named, strict=False)
    )


def _memberships(coalition: Coalition, unions: list[Union], today: date) -> None:
    long_ago = today - timedelta(days=9 * 365)
    rows = [
        UnionMembership(coalition=coalition, union=union, joined_on=long_ago) for union in unions
    ]
    # The optical workers left for a year and came back: history keeps both.
    rows[-1].left_on = today - timedelta(days=900)
    rows.append(
        UnionMembership(
            coalition=coalition, union=unions[-1], joined_on=today - timedelta(days=420)
        )
    )
    UnionMembership.objects.bulk_create(rows)


def _units(
    *,
    coalition: Coalition,
    unions: list[Union],
    employer: Employer,
    regions: list[Region],
    facilities: list[Facility],
    today: date,
    invent: random.Random,
) -> list[BargainingUnit]:
    expires = today + timedelta(days=38)
    in_region = {
        region.pk: [place for place in facilities if place.region_id == region.pk]
        for region in regions
    }
    units = []
    for place, union in enumerate(unions):
        locals_ = Local.objects.bulk_create(
            Local(coalition=coalition, union=union, name=f"{union.code} Local {place * 7 + n}")
            for n in range(1, 4)
        )
        for local, region in zip(cycle(locals_), regions, strict=False):
            late = invent.random() < 0.15  # noqa: PLR2004 - some units may strike months later
            units.append(
                BargainingUnit(
                    coalition=coalition,
                    local=local,
                    employer=employer,
                    region=region,
                    facility=invent.choice(in_region[region.pk]) if place % 3 == 0 else None,
                    name=f"{union.code} {region.name}",
                    contract_expires=expires + timedelta(days=92 if late else 0),
                    health_care=union.code != "ENG",
                )
            )
    return BargainingUnit.objects.bulk_create(units)


def _headcounts(
    coalition: Coalition,
    unions: list[Union],
    units: list[BargainingUnit],
    today: date,
    invent: random.Random,
) -> None:
    counted = today - timedelta(days=75)
    rows = []
    for union in unions:
        total = UNIONS[union.code][1]
        own = [unit for unit in units if unit.local.union_id == union.pk]
        weights = [invent.uniform(0.5, 1.5) for _ in own]
        shares = [int(total * weight / sum(weights)) for weight in weights]
        shares[0] += total - sum(shares)
        rows += [
            Headcount(
                coalition=coalition,
                unit=unit,
                counted_on=counted,
                workers=workers,
                source="employer's list, information request 4",
            )
            for unit, workers in zip(own, shares, strict=True)
        ]
        # Two unions count more members than the employer's list has: shown, not hidden.
        more = {"SCW": 312, "DFN": 58}.get(union.code, 0)
        rows.append(
            Headcount(
                coalition=coalition,
                affiliate=union,
                counted_on=counted,
                workers=total + more,
                source="union's own roll",
            )
        )
    rows.append(
        Headcount(
            coalition=coalition,
            counted_on=counted,
            workers=sum(workers for _, workers in UNIONS.values()) + 370,
            source="coalition's announcement",
        )
    )
    Headcount.objects.bulk_create(rows)


def _people(
    coalition: Coalition, union_ids: dict[str, int], began: date
) -> tuple[dict[str, Actor], list[DemoSignIn]]:
    actors: dict[str, Actor] = {}
    sign_ins = []
    for name, short, role, code in PEOPLE:
        union_id = union_ids.get(code)
        tenancy.set_scope(coalition_id=coalition.pk, unions=[union_id] if union_id else [])
        person = Person.objects.create(
            coalition=coalition, name=name, title=str(role.label), affiliate_id=union_id
        )
        Authority.objects.create(
            coalition=coalition, union_id=union_id, person=person, role=role, from_on=began
        )
        email = f"{short}@tidewater.example"
        user = give_demo_sign_in(person, email, PASSWORD)
        actors[short] = actor_for(user_id=user.pk, seat=Seat(person.pk, coalition.pk))
        whose = f"{role.label} of {UNIONS[code][0]}" if code else str(role.label)
        sign_ins.append(DemoSignIn(email, whose, name))
    return actors, sign_ins
