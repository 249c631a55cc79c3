"""Wage schedules in dated versions, what units have today, and what others pay."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from cast import Cast, enter
from commontable.common.errors import CommontableError
from commontable.workforce.models import WageSchedule
from commontable.workforce.selectors.comparators import region_tests
from commontable.workforce.selectors.schedule_grids import changes_between
from commontable.workforce.selectors.schedules import cells_of, rates_on
from commontable.workforce.selectors.steps import Why, place
from commontable.workforce.services.comparators import record_comparator
from commontable.workforce.services.schedules import (
    Raise,
    Written,
    bring_in_schedule,
    revise_schedule,
    write_schedule,
)
from commontable.workforce.small.comparators import ComparatorRow
from commontable.workforce.words import ImportKind
from workforce.brought import DAY, read, taken_up, two_unions

CELLS = {("Nurse", "", 1): 40_000, ("Nurse", "", 2): 42_000, ("Nurse", "NORTH", 2): 43_000}


def written(cast: Cast) -> WageSchedule:
    return write_schedule(
        actor=enter(cast.research),
        cells=CELLS,
        name="Nurses",
        affiliate_id=cast.nurses.pk,
        union_id=None,
        effective_from=DAY - timedelta(days=400),
        written=Written("Appendix A"),
    )


def test_the_next_version_is_raised_to_the_cent_and_the_one_before_stays(cast: Cast) -> None:
    first, actor = written(cast), enter(cast.research)
    second = revise_schedule(
        actor=actor,
        schedule=first,
        effective_from=DAY,
        written=Written("Side letter"),
        raised=Raise(Decimal("3.333")),
        changed={("Nurse", "", 3): 45_000, ("Nurse", "", 1): None},
    )
    assert cells_of(actor, first) == CELLS
    assert cells_of(actor, second) == {
        ("Nurse", "", 2): 43_400,
        ("Nurse", "", 3): 45_000,
        ("Nurse", "NORTH", 2): 44_430,
    }
    changes = changes_between(cells_of(actor, first), cells_of(actor, second))
    assert (changes.added, changes.dropped) == (1, 1)
    assert (changes.least, changes.most) == (Decimal("3.33"), Decimal("3.33"))
    before = rates_on(actor, DAY - timedelta(days=1)).mills
    assert before["Nurse", "", 1] == 40_000
    assert ("Nurse", "", 1) not in rates_on(actor, DAY).mills


def test_a_version_that_changes_nothing_is_refused(cast: Cast) -> None:
    first = written(cast)
    with pytest.raises(CommontableError, match="Nothing changes"):
        revise_schedule(
            actor=enter(cast.research),
            schedule=first,
            effective_from=first.effective_from,
            written=Written("Appendix A"),
        )


def test_a_schedule_with_a_column_for_each_step_comes_in_from_a_file(cast: Cast) -> None:
    actor = enter(cast.research)
    sheet = b"Classification,Region,Step 1,Step 2\nNurse,NORTH,40,$42.125\nNurse,WEST,40,42\n"
    upload = read(actor, taken_up(actor, sheet, kind=ImportKind.SCHEDULE))
    assert upload.facts == {"read": 2, "taken": 2, "refused": 1}
    schedule = bring_in_schedule(
        actor=actor, upload=upload, name="Nurses", affiliate_id=None, written=Written("Appendix A")
    )
    assert cells_of(actor, schedule) == {
        ("Nurse", "NORTH", 1): 40_000,
        ("Nurse", "NORTH", 2): 42_125,
    }


@pytest.mark.parametrize(
    ("step", "rate", "status", "why", "nearest"),
    [
        (2, 42_000, "on_schedule", None, None),
        (2, None, "on_schedule", None, None),
        (2, 42_100, "on_schedule", Why.OTHER_RATE, 2),
        (9, 41_000, "on_schedule", Why.NO_SUCH_STEP, 1),  # as near to both: the lower
        (None, 48_000, "red_circled", Why.RED_CIRCLED, 2),
    ],
)
def test_who_sits_on_no_step_is_told_the_nearest(
    step: int | None, rate: int | None, status: str, why: Why | None, nearest: int | None
) -> None:
    found = place(step=step, rate=rate, status=status, schedule={1: 40_000, 2: 42_000})
    assert (found.why if found else None) == why
    assert (found.nearest if found else None) == nearest


def test_overpaid_is_tested_job_by_job_and_what_is_missing_is_said(cast: Cast) -> None:
    census, actor = two_unions(cast), enter(cast.research)
    for employer, mills, age in (
        ("Seaside", 50_000, 9),
        ("Seaside", 45_000, 1),
        ("County", 44_000, 5),
    ):
        day = (actor.on - timedelta(days=age)).isoformat()
        row = ComparatorRow("Nurse", "NORTH", employer, mills, "average", None, "contract", day)
        record_comparator(actor=actor, union_id=None, row=row)
    north = next(test for test in region_tests(actor, census) if test.region == "NORTH")
    nurse = next(job for job in north.jobs if job.classification == "Nurse")
    # The latest of each employer counts: 45.00 and 44.00, beside our 42.00.
    assert (nurse.their_mills, nurse.gap, nurse.gap_percent) == (44_500, -2_500, Decimal("-5.6"))
    assert (north.below, north.above, north.untested) == ((1, 30), (0, 0), (1, 25))
