"""The coalition's tree: its history, and headcounts that do not add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import BEGAN, Cast, assemble, enter
from commontable.audit.models import Entry
from commontable.coalition.actors import Actor
from commontable.coalition.models import Employer, Facility, Local, Region, Union
from commontable.coalition.selectors.directory import Directory, directory_of
from commontable.coalition.selectors.places import find_facilities
from commontable.coalition.services.headcounts import record_headcount
from commontable.coalition.services.places import add_employer, add_facility, add_region
from commontable.coalition.services.unions import (
    add_union,
    add_unit,
    charter_local,
    record_joining,
    record_leaving,
)
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def chief(cast: Cast) -> Actor:
    return replace(enter(cast.chief), on=date(2026, 7, 1))


def unit(actor: Actor, local: Local, name: str, workers: int | None = None) -> None:
    made = add_unit(
        actor=actor,
        local=local,
        name=name,
        employer=Employer.objects.get(),
        region=Region.objects.get(code="NORTH"),
        facility=Facility.objects.get(),
        contract_expires=date(2026, 9, 30),
    )
    if workers is not None:
        count(actor, made, workers)


def count(
    actor: Actor, of: object, workers: int, on: date = MAY, source: str = "seniority list"
) -> None:
    record_headcount(actor=actor, of=of, workers=workers, counted_on=on, source=source)  # type: ignore[arg-type]


def only(directory: Directory) -> list[tuple[str, int, int, int]]:
    return [
        (found.of, found.stated.workers, found.total, found.difference)
        for found in directory.discrepancies
    ]


def test_a_union_is_in_from_the_day_it_joined_until_the_day_it_left(
    cast: Cast, chief: Actor
) -> None:
    record_leaving(actor=chief, union=cast.nurses, left_on=MAY)
    record_joining(actor=chief, union=cast.nurses, joined_on=JUNE)

    def there(day: date) -> list[str]:
        return [row.union.code for row in directory_of(chief, as_of=day).unions]

    assert there(BEGAN - timedelta(days=1)) == []
    assert there(BEGAN) == ["NUR", "TEC"]
    assert there(MAY - timedelta(days=1)) == ["NUR", "TEC"]
    assert there(MAY) == ["TEC"]
    assert there(JUNE) == ["NUR", "TEC"]
    (nurses,) = [row for row in directory_of(chief).unions if row.union == cast.nurses]
    assert [(m.joined_on, m.left_on) for m in nurses.memberships] == [(BEGAN, MAY), (JUNE, None)]


def test_a_union_cannot_be_in_twice_nor_leave_before_it_joined(cast: Cast, chief: Actor) -> None:
    with pytest.raises(ConflictError, match="was in the coalition then"):
        record_joining(actor=chief, union=cast.nurses, joined_on=JUNE)
    with pytest.raises(CommontableError, match="before it joined"):
        record_leaving(actor=chief, union=cast.nurses, left_on=BEGAN)
    record_leaving(actor=chief, union=cast.nurses, left_on=MAY)
    with pytest.raises(ConflictError, match="not in the coalition"):
        record_leaving(actor=chief, union=cast.nurses, left_on=JUNE)
    with pytest.raises(ConflictError, match="was in the coalition then"):
        record_joining(actor=chief, union=cast.nurses, joined_on=MAY - timedelta(days=1))


def test_what_does_not_add_up_is_shown_with_both_figures_and_nothing_is_corrected(
    cast: Cast, chief: Actor
) -> None:
    local = charter_local(actor=chief, union=cast.nurses, name="Local 1")
    unit(chief, local, "General", 1200)
    unit(chief, local, "Clinic", 300)
    count(chief, local, 1600, source="per-capita report")
    count(chief, cast.nurses, 1500, source="press release")
    count(chief, cast.technicians, 400)
    count(chief, None, 2000, JUNE, source="joint statement")
    found = directory_of(chief)
    assert only(found) == [
        ("Harbor Health Unions", 2000, 1900, -100),
        ("NUR", 1500, 1600, 100),
        ("NUR Local 1", 1600, 1500, -100),
    ]
    top = found.discrepancies[0]
    assert (top.stated.counted_on, top.stated.source) == (JUNE, "joint statement")
    assert [(part.name, part.count and part.count.source) for part in top.parts] == [
        ("NUR", "press release"),
        ("TEC", "seniority list"),
    ]


def test_what_adds_up_is_not_flagged(cast: Cast, chief: Actor) -> None:
    local = charter_local(actor=chief, union=cast.nurses, name="Local 1")
    unit(chief, local, "General", 1200)
    unit(chief, local, "Clinic", 300)
    count(chief, local, 1500)
    count(chief, cast.nurses, 1500)
    assert only(directory_of(chief)) == []


def test_units_still_to_be_counted_may_make_up_the_rest_but_not_an_excess(
    cast: Cast, chief: Actor
) -> None:
    local = charter_local(actor=chief, union=cast.nurses, name="Local 1")
    unit(chief, local, "General", 1200)
    unit(chief, local, "Clinic")
    count(chief, local, 1500)
    assert only(directory_of(chief)) == []
    count(chief, local, 1000, JUNE)
    (found,) = directory_of(chief).discrepancies
    assert (found.stated.workers, found.total, found.uncounted) == (1000, 1200, ("Clinic",))


def test_units_stand_for_a_local_that_states_no_count_of_its_own(cast: Cast, chief: Actor) -> None:
    local = charter_local(actor=chief, union=cast.nurses, name="Local 1")
    unit(chief, local, "General", 1200)
    count(chief, cast.nurses, 1300)
    assert only(directory_of(chief)) == [("NUR", 1300, 1200, -100)]


def test_a_union_that_has_left_no_longer_counts_towards_the_coalition(
    cast: Cast, chief: Actor
) -> None:
    count(chief, cast.nurses, 1500)
    count(chief, cast.technicians, 400)
    count(chief, None, 1900)
    assert only(directory_of(chief)) == []
    record_leaving(actor=chief, union=cast.technicians, left_on=JUNE)
    assert only(directory_of(chief)) == [("Harbor Health Unions", 1900, 1500, -400)]


def test_the_latest_count_by_that_day_is_the_one_that_counts(cast: Cast, chief: Actor) -> None:
    count(chief, cast.nurses, 1500, MAY)
    count(chief, cast.nurses, 1450, JUNE)

    def workers(day: date) -> int | None:
        (row,) = [r for r in directory_of(chief, as_of=day).unions if r.union == cast.nurses]
        return row.count.workers if row.count else None

    assert (workers(BEGAN), workers(MAY), workers(JUNE)) == (None, 1500, 1450)


def test_the_number_of_queries_does_not_grow_with_the_coalition(cast: Cast, chief: Actor) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            directory_of(chief)
        return len(captured)

    before = queries()
    for number in range(4):
        union = add_union(actor=chief, code=f"U{number}", name=f"Union {number}", joined_on=BEGAN)
        local = charter_local(actor=chief, union=union, name="Local")
        for place in range(5):
            unit(chief, local, f"Unit {place}", 10 * place)
    assert queries() == before <= 5


def test_units_are_found_by_region_and_by_name(cast: Cast, chief: Actor) -> None:
    local = charter_local(actor=chief, union=cast.nurses, name="Local 1")
    unit(chief, local, "Night shift")
    south = Region.objects.get(code="SOUTH")
    add_unit(actor=chief, local=local, name="Clinic", employer=Employer.objects.get(), region=south)

    def found(**asked: object) -> list[str]:
        tree = directory_of(chief, **asked)  # type: ignore[arg-type]
        return [
            row.unit.name for union in tree.unions for part in union.locals for row in part.units
        ]

    assert found(words="general night") == ["Night shift"]
    assert found(region_id=south.pk) == ["Clinic"]
    assert found(words="nothing of that name") == []
    assert len(found()) == 2


def test_facilities_are_found_by_region_and_by_name(cast: Cast, chief: Actor) -> None:
    region = add_region(actor=chief, code="east", name="East Bay")
    add_facility(actor=chief, region=region, name="Hillside Clinic")
    assert region.code == "EAST"
    names = [row.facility.name for row in find_facilities(chief)]
    assert names == ["Hillside Clinic", "Harbor General"]
    assert [r.facility.name for r in find_facilities(chief, words="hill cli")] == [
        "Hillside Clinic"
    ]
    assert [r.facility.name for r in find_facilities(chief, region_id=region.pk)] == [
        "Hillside Clinic"
    ]
    assert find_facilities(chief, words="100%_") == []


def test_a_facility_of_another_region_is_refused(cast: Cast, chief: Actor) -> None:
    local = charter_local(actor=chief, union=cast.nurses, name="Local 1")
    with pytest.raises(CommontableError, match="another region"):
        add_unit(
            actor=chief,
            local=local,
            name="Clinic",
            employer=Employer.objects.get(),
            region=Region.objects.get(code="SOUTH"),
            facility=Facility.objects.get(),
        )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"workers": -1}, "fewer than no workers"),
        ({"source": "  "}, "rumour"),
        ({"counted_on": date(2026, 7, 2)}, "still to come"),
    ],
)
def test_a_headcount_nobody_could_have_made_is_refused(
    cast: Cast, chief: Actor, facts: dict[str, object], said: str
) -> None:
    good: dict[str, object] = {"workers": 5, "source": "list", "counted_on": MAY}
    with pytest.raises(CommontableError, match=said):
        record_headcount(actor=chief, of=cast.nurses, **(good | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "again",
    [
        lambda actor: add_union(actor=actor, code="nur", name="N", joined_on=BEGAN),
        lambda actor: add_employer(actor=actor, name="Harbor Health"),
        lambda actor: add_region(actor=actor, code="north", name="N"),
        lambda actor: add_facility(
            actor=actor, region=Region.objects.get(code="NORTH"), name="Harbor General"
        ),
    ],
)
def test_the_same_name_twice_is_refused(cast: Cast, chief: Actor, again: object) -> None:
    with pytest.raises(ConflictError, match="already"):
        again(chief)  # type: ignore[operator]


def test_a_unions_officer_keeps_their_own_unions_order_and_no_others(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    local = charter_local(actor=grace, union=cast.nurses, name="Local 1")
    unit(grace, local, "General")
    count(grace, local, 10, BEGAN)
    with pytest.raises(NotAllowedError):
        charter_local(actor=grace, union=cast.technicians, name="Local 2")
    with pytest.raises(NotAllowedError):
        count(grace, cast.technicians, 10, BEGAN)
    with pytest.raises(NotAllowedError):
        count(grace, None, 10, BEGAN)
    with pytest.raises(NotAllowedError):
        record_leaving(actor=grace, union=cast.nurses, left_on=MAY)


@pytest.mark.parametrize("person", ["team", "observer", "research", "organizer"])
def test_others_keep_no_order(cast: Cast, person: str) -> None:
    actor = enter(getattr(cast, person))
    with pytest.raises(NotAllowedError):
        add_union(actor=actor, code="X", name="X", joined_on=BEGAN)
    with pytest.raises(NotAllowedError):
        charter_local(actor=actor, union=cast.nurses, name="X")
    assert not Union.objects.filter(code="X").exists()


def test_each_act_is_in_the_log(cast: Cast, chief: Actor) -> None:
    union = add_union(actor=chief, code="x", name="X", joined_on=BEGAN)
    record_leaving(actor=chief, union=union, left_on=MAY)
    local = charter_local(actor=chief, union=union, name="Local 1")
    unit(chief, local, "General", 7)
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == [
        "add_union",
        "record_joining",
        "record_leaving",
        "charter_local",
        "add_unit",
        "record_headcount",
    ]
