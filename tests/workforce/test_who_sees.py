"""A census lies outside the database: nobody gets a row of a union they do not act for."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bargaining.browsing import browser_of
from cast import Cast, Member, enter
from commontable.coalition.models import Authority
from commontable.coalition.selectors.seats import Seat, actor_for
from commontable.common.errors import CommontableError, NotFoundError
from commontable.workforce.models import Census
from commontable.workforce.policies import sight_of
from commontable.workforce.selectors.censuses import censuses_of, get_census
from commontable.workforce.selectors.comparators import region_tests
from commontable.workforce.selectors.costing import open_for_costing
from commontable.workforce.selectors.differences import differences_between
from commontable.workforce.selectors.population import population_of
from commontable.workforce.selectors.rows import open_door, open_rows
from commontable.workforce.selectors.steps import steps_of
from commontable.workforce.services.schedules import Written, write_schedule
from commontable.workforce.store import CENSUSES
from workforce.brought import DAY, census_of, named, two_unions

EVERYTHING = ["employee_id", "union", "region", "classification", "base_rate_mills"]


def unions_in(table: pa.Table) -> set[str]:
    return set(table["union"].to_pylist())


def test_the_research_team_and_the_chief_see_every_row(cast: Cast) -> None:
    census = two_unions(cast)
    for member in (cast.research, cast.chief):
        door = open_rows(enter(member), census)
        assert door.table(EVERYTHING).num_rows == 68
        assert population_of(enter(member), census).total.workers == 68


@pytest.mark.parametrize(
    ("who", "code", "workers"), [("nurses", "NUR", 40), ("technicians", "TEC", 28)]
)
def test_a_unions_officer_gets_the_rows_of_that_union_and_of_no_other(
    cast: Cast, who: str, code: str, workers: int
) -> None:
    census = two_unions(cast)
    member: Member = getattr(cast, f"{who}_officer")
    actor = enter(member)
    door = open_rows(actor, census)
    assert unions_in(door.table(["union"])) == {code}
    assert door.table(["employee_id"]).num_rows == workers
    batches = list(door.batches(["union", "base_rate_mills"], rows=7))
    assert sum(batch.num_rows for batch in batches) == workers
    assert unions_in(pa.Table.from_batches(batches)) == {code}
    # Not in a total, not in the name of a job or a place either.
    population = population_of(actor, census)
    assert population.total.workers == workers
    assert [line.name for line in population.by["union"]] == [code]
    jobs = {"NUR": {"Nurse"}, "TEC": {"Technician", "Pharmacist"}}[code]
    assert {line.name for line in population.by["classification"]} == jobs
    assert {lane.classification for lane in steps_of(actor, census).lanes} == jobs


def test_asking_for_the_other_union_gives_nothing(cast: Cast) -> None:
    census = two_unions(cast)
    actor = enter(cast.nurses_officer)
    population = population_of(actor, census, narrowed={"union": "TEC"})
    assert population.total.workers == 0
    assert population.by["classification"] == ()


def test_what_one_person_was_shown_is_never_kept_for_another(cast: Cast) -> None:
    """Answers are remembered by what they were made of, the unions among it."""
    census = two_unions(cast)
    everybody = population_of(enter(cast.research), census).total.workers
    nurses = population_of(enter(cast.nurses_officer), census).total.workers
    technicians = population_of(enter(cast.technicians_officer), census).total.workers
    assert (everybody, nurses, technicians) == (68, 40, 28)
    assert steps_of(enter(cast.nurses_officer), census).lanes[0].classification == "Nurse"
    assert len(steps_of(enter(cast.research), census).lanes) == 3
    assert len(steps_of(enter(cast.nurses_officer), census).lanes) == 1


def test_the_rest_of_the_team_sees_figures_without_cells_of_few(cast: Cast) -> None:
    census = two_unions(cast)
    actor = enter(cast.team)
    population = population_of(actor, census)
    assert population.total.workers == 68
    shown = {line.name: (line.workers, line.hidden) for line in population.by["classification"]}
    # Three pharmacists are few; with the technicians' number they could be had by subtracting.
    assert shown == {"Nurse": (40, False), "Technician": (0, True), "Pharmacist": (0, True)}
    for line in population.by["classification"]:
        assert not line.hidden or (line.fte, line.pay, line.average_mills) == (0, 0, None)
    for blocked in (open_rows, steps_of):
        with pytest.raises(NotFoundError):
            blocked(actor, census)
    with pytest.raises(NotFoundError):
        differences_between(actor, census, census)


def test_a_test_of_a_region_hides_what_the_census_hides(cast: Cast) -> None:
    census = two_unions(cast)
    jobs = {
        (test.region, job.classification): job.ours
        for test in region_tests(enter(cast.team), census)
        for job in test.jobs
    }
    assert jobs["SOUTH", "Pharmacist"].hidden
    assert jobs["NORTH", "Technician"].hidden
    # The region's sum is told: its only other cell would give the pharmacists away.
    assert jobs["SOUTH", "Nurse"].hidden
    whole = {
        (test.region, job.classification): job.ours.workers
        for test in region_tests(enter(cast.research), census)
        for job in test.jobs
    }
    assert whole["SOUTH", "Pharmacist"] == 3


def test_a_narrowing_is_passed_over_for_whoever_sees_figures_only(cast: Cast) -> None:
    census = two_unions(cast)
    narrowed = population_of(enter(cast.team), census, narrowed={"classification": "Pharmacist"})
    assert narrowed == population_of(enter(cast.team), census)


@pytest.mark.parametrize("who", ["observer", "communications", "organizer", "stranger"])
def test_for_everybody_else_there_is_no_census(cast: Cast, who: str) -> None:
    census = two_unions(cast)
    actor = enter(getattr(cast, who))
    assert censuses_of(actor) == []
    assert sight_of(actor, None) is None or who == "stranger"
    for read in (open_door, open_rows, population_of, steps_of, region_tests, open_for_costing):
        with pytest.raises(NotFoundError):
            read(actor, census)
    with pytest.raises(NotFoundError):
        get_census(actor, census.pk)


def test_a_unions_own_census_is_nobody_elses(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    own = census_of(grace, named("n", 12, "NUR", "NORTH", "Nurse"), union_id=cast.nurses.pk)
    assert open_rows(grace, own).table(["union"]).num_rows == 12
    for member in (cast.research, cast.chief, cast.technicians_officer, cast.team):
        actor = enter(member)
        assert censuses_of(actor) == []
        # Even with the row in hand, the door stays shut.
        for read in (open_door, population_of, open_for_costing):
            with pytest.raises(NotFoundError):
                read(actor, own)


def test_authority_that_has_ended_opens_nothing(cast: Cast) -> None:
    census = two_unions(cast)
    enter(cast.chief)
    yesterday = cast.chief.actor.on - timedelta(days=1)
    Authority.objects.filter(person=cast.research.person).update(until_on=yesterday)
    seat = Seat(cast.research.person.pk, cast.coalition.pk)
    actor = actor_for(user_id=cast.research.user.pk, seat=seat)
    with pytest.raises(NotFoundError):
        open_door(actor, census)


def test_an_authority_at_one_table_is_no_authority_over_the_census(cast: Cast) -> None:
    census = two_unions(cast)
    enter(cast.chief)
    Authority.objects.filter(person=cast.research.person).update(table=cast.common)
    seat = Seat(cast.research.person.pk, cast.coalition.pk)
    actor = actor_for(user_id=cast.research.user.pk, seat=seat)
    with pytest.raises(NotFoundError):
        open_door(actor, census)


def test_somebody_who_moved_to_another_union_has_gone_and_nobody_says_where(cast: Cast) -> None:
    before = census_of(enter(cast.research), named("n", 12, "NUR", "NORTH", "Nurse"))
    rows = named("n", 12, "NUR", "NORTH", "Nurse")
    rows[0] = (rows[0][0], "TEC", *rows[0][2:])
    after = census_of(enter(cast.research), rows, as_of=DAY.replace(month=4))
    seen = differences_between(enter(cast.nurses_officer), before, after)
    assert (seen.added, seen.removed, seen.changed_cells) == (0, 1, 0)
    gained = differences_between(enter(cast.technicians_officer), before, after)
    assert (gained.added, gained.removed) == (1, 0)
    whole = differences_between(enter(cast.research), before, after)
    assert [(one.column, one.cells) for one in whole.columns] == [("union", 1)]


def test_an_altered_file_is_not_read(cast: Cast) -> None:
    census = two_unions(cast)
    path = CENSUSES.path_of(census.sha256)
    pq.write_table(pq.read_table(path).slice(0, 5), path)
    with pytest.raises(CommontableError, match="not what it was when it came"):
        open_rows(enter(cast.research), census).table(["union"])


def test_nothing_about_a_worker_is_in_the_database(cast: Cast) -> None:
    census = two_unions(cast)
    enter(cast.research)
    row = Census.objects.filter(pk=census.pk).values().get()
    assert "n1" not in str(row)
    assert "Pharmacist" not in str(row)


@pytest.mark.parametrize(
    "address",
    [
        "censuses/{0}/",
        "censuses/{0}/?union=TEC",
        "censuses/{0}/?region=SOUTH",
        "censuses/{0}/steps",
        "censuses/{0}/steps?page=2",
        "censuses/{0}/differences",
        "comparators/?region=SOUTH",
    ],
)
def test_no_page_shows_an_officer_anything_of_the_other_union(cast: Cast, address: str) -> None:
    before = named("z", 12, "TEC", "SOUTH", "Zymologist")
    census_of(enter(cast.research), before, as_of=DAY.replace(month=1))
    census = two_unions(cast)
    write_schedule(
        actor=enter(cast.research),
        cells={("Nurse", "", 2): 43_000},
        name="Nurses",
        affiliate_id=cast.nurses.pk,
        union_id=None,
        effective_from=DAY.replace(year=2025),
        written=Written("Appendix A"),
    )
    url = f"/workforce/{address.format(census.pk)}"
    answer = browser_of(cast.nurses_officer).get(url).content.decode()
    for telling in ("Pharmacist", "Technician", "Zymologist", "t1<", "p1<", ">68<", ">28<"):
        assert telling not in answer
    assert "t1</code>" not in answer
