"""From an employer's headings to our columns, and which columns are never read."""

from __future__ import annotations

import pytest

from commontable.workforce.mapping import (
    CENSUS,
    heading_row_of,
    personal_columns,
    suggest,
)
from commontable.workforce.small.schedules import step_columns

EMPLOYERS = [
    "Emp_ID #", "Employee Name", "SSN", "Bargaining Agent", "ServiceArea", "Work Location",
    "Job Class", "Pay Step", "DOH", "Sched FTE", "Hours", "OT Hrs", "Hourly Rate", "Notes",
]  # fmt: skip


def keys(headings: list[str], **options: object) -> dict[str, str]:
    return {headings[one.place]: one.key for one in suggest(headings, CENSUS, **options)}  # type: ignore[arg-type]


def test_the_headings_of_an_employers_system_are_understood() -> None:
    assert keys(EMPLOYERS) == {
        "Emp_ID #": "employee_id",
        "Bargaining Agent": "union",
        "ServiceArea": "region",
        "Work Location": "facility",
        "Job Class": "classification",
        "Pay Step": "step",
        "DOH": "hire_date",
        "Sched FTE": "fte_basis_points",
        "Hours": "regular_quarter_hours",
        "OT Hrs": "overtime_quarter_hours",
        "Hourly Rate": "base_rate_mills",
    }


def test_each_of_our_columns_is_suggested_once_and_the_likeliest_wins() -> None:
    assert keys(["Hours", "Scheduled Hours", "Job Title", "Title"]) == {
        "Scheduled Hours": "regular_quarter_hours",
        "Job Title": "classification",
    }


def test_what_was_said_before_decides() -> None:
    before = {"Hours": "weekend_quarter_hours", "DOH": ""}
    assert keys(["hours", "DOH", "Step"], remembered=before) == {
        "hours": "weekend_quarter_hours",
        "Step": "step",
    }


def test_the_headings_are_found_below_titles_and_notes() -> None:
    head = [["Tidewater Health", ""], [], ["Census as of 3/2/2026"]]
    head += [["Employee ID", "Union", "FTE"], ["1", "UNH", "1"]]
    assert heading_row_of(head, CENSUS) == 4
    assert heading_row_of([["1", "2"], ["Quux", "Frob"], ["1", "a"]], CENSUS) == 2
    assert heading_row_of([], CENSUS) == 1


def test_names_and_numbers_of_the_state_are_found_by_heading_or_by_cells() -> None:
    rows = [["1", "Ada", "x", "123-45-6789", "ada@x.test", "Harbor General"],
            ["2", "Ben", "", "987-65-4321", "ben@x.test", "Bay"]]  # fmt: skip
    headings = ["ID", "Last Name", "DOB", "Key", "Login", "Facility Name"]
    found = {(one.heading, one.what) for one in personal_columns(headings, rows)}
    assert found == {
        ("Last Name", "name"),
        ("DOB", "birth"),
        ("Key", "social security number"),
        ("Login", "contact"),
    }


@pytest.mark.parametrize(
    ("headings", "steps"),
    [
        (["Job", "Region", "Step 1", "Step 2", "Step 10"], {2: 1, 3: 2, 4: 10}),
        (["Job", "1", "2", "3"], {1: 1, 2: 2, 3: 3}),
        (["Job", "Step", "Rate"], {}),
        (["Job", "Step 1"], {}),
    ],
)
def test_a_schedule_with_a_column_for_each_step_is_known_by_its_headings(
    headings: list[str], steps: dict[int, int]
) -> None:
    assert step_columns(headings) == steps
