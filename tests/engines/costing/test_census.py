"""The census: read in either spelling, exactly; every bad row named with what to mend."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commontable.engines.costing.census import (
    SCHEMA,
    CensusError,
    CostingError,
    census_of,
    read_census,
    reading_of,
)

AS_OF = date(2023, 9, 30)
GOOD = {
    "employee_id": "W-1",
    "union": "Nurses",
    "region": "NW",
    "classification": "RN",
    "step": "3",
    "hire_date": "2015-02-28",
    "regular_hours": "80",
}


def table(*rows: dict[str, str | None]) -> pa.Table:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table(
        {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    )


def problem(**changed: str | None) -> str:
    (found,) = reading_of(table(GOOD | {"employee_id": "W-0"}, GOOD | changed)).problems
    return str(found)


def test_written_hours_dollars_and_fractions_become_whole_units_exactly() -> None:
    row = GOOD | {"regular_hours": "60.25", "base_rate": "$1,000.00", "fte": "0.7531"}
    (worker,) = census_of(table(row), as_of=AS_OF).table.to_pylist()
    assert worker["regular_quarter_hours"] == 241
    assert worker["base_rate_mills"] == 1_000_000
    assert worker["fte_basis_points"] == 7531


def test_a_sheet_s_own_numbers_read_as_the_decimals_they_stand_for() -> None:
    plain = table(GOOD, GOOD | {"employee_id": "W-2"})
    floats = plain.append_column("base_rate", pa.array([0.29, 57.11]))
    rates = census_of(floats, as_of=AS_OF).table["base_rate_mills"].to_pylist()
    assert rates == [290, 57_110]


def test_what_is_left_out_is_filled_in_and_said() -> None:
    census = census_of(table(GOOD | {"regular_hours": "53.25", "badge": "7"}), as_of=AS_OF)
    assert census.table.schema.equals(SCHEMA)
    (worker,) = census.table.to_pylist()
    assert worker["fte_basis_points"] == 6656  # 53.25 / 80 = 0.665625
    assert worker["anniversary_date"] == worker["seniority_date"] == date(2015, 2, 28)
    assert worker["overtime_quarter_hours"] == 0
    assert worker["schedule_status"] == "on_schedule"
    assert "1 workers had no share" in census.remarks[1]
    assert census.remarks[0] == "Column 'badge' is not a census column and was left out."


def test_a_column_that_was_nearly_spelled_right_is_asked_about() -> None:
    census = census_of(table(GOOD | {"overtime hour": "3"}), as_of=AS_OF)
    assert "Was overtime_hours meant?" in census.remarks[0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"regular_hours": "-8"},
            "row 2 (employee W-1), regular_quarter_hours: expected at least",
        ),
        ({"regular_hours": "80.1"}, "regular_hours: expected hours a pay period, in steps of 0.25"),
        ({"regular_hours": "full"}, "got 'full'"),
        ({"regular_hours": "2080"}, "Are these hours of a pay period?"),
        ({"base_rate": "65000"}, "Was a yearly salary given for an hourly rate?"),
        ({"base_rate": "31.2555"}, "at most three decimals; got '31.2555'"),
        ({"hire_date": "10/01/2015"}, "expected a date such as 2023-10-01; got '10/01/2015'"),
        ({"hire_date": "2023-02-30"}, "got '2023-02-30'"),
        ({"region": ""}, "region: expected the employer's region"),
        ({"step": None}, "set schedule_status to off_schedule with a base rate"),
        ({"schedule_status": "red_circled"}, "the rate of a worker off the schedule"),
        ({"schedule_status": "casual"}, "on_schedule or off_schedule or red_circled"),
        ({"leave_date": "2014-01-01"}, "on or after the first day"),
        ({"fte": "1.5"}, "at most 10,000 basis points"),
        ({"step": "999999999999"}, "step: expected steps from 1 within reason"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_and_how_to_mend_it(
    changed: dict[str, str | None], said: str
) -> None:
    assert said in problem(**changed)


def test_a_worker_twice_is_named_with_both_rows() -> None:
    with pytest.raises(CensusError) as refused:
        census_of(table(GOOD, GOOD | {"employee_id": "W-2"}, GOOD), as_of=AS_OF)
    assert "row 3 (employee W-1), employee_id: expected every worker once" in str(refused.value)
    assert "already in row 1" in str(refused.value)


def test_good_rows_are_kept_apart_from_bad_ones() -> None:
    reading = reading_of(table(GOOD, GOOD | {"employee_id": "W-2", "regular_hours": "x"}))
    assert reading.bad_rows == {2}
    assert reading.good_rows()["employee_id"].to_pylist() == ["W-1"]


def test_a_missing_column_and_a_column_twice_stop_the_reading() -> None:
    with pytest.raises(CostingError, match="expected a column regular_quarter_hours"):
        reading_of(table({name: cell for name, cell in GOOD.items() if name != "regular_hours"}))
    with pytest.raises(CostingError, match="Leave one of the two columns out"):
        reading_of(table(GOOD | {"regular_quarter_hours": "320"}))
    with pytest.raises(CostingError, match="expected at least one worker"):
        reading_of(table(GOOD).slice(0, 0))


def test_the_same_census_has_the_same_fingerprint_from_any_file(tmp_path: Path) -> None:
    rows = [GOOD | {"employee_id": f"W-{place}"} for place in range(5)]
    path = tmp_path / "census.csv"
    path.write_text("\n".join([",".join(GOOD), *(",".join(row.values()) for row in rows)]) + "\n")
    from_csv = read_census(path, as_of=AS_OF)
    pq.write_table(from_csv.table, tmp_path / "census.parquet", row_group_size=2)
    from_parquet = read_census(tmp_path / "census.parquet")
    assert from_parquet.as_of == AS_OF
    assert from_parquet.fingerprint == from_csv.fingerprint
    rows[3]["step"] = "4"
    assert census_of(table(*rows), as_of=AS_OF).fingerprint != from_csv.fingerprint


def test_a_census_without_its_day_is_asked_for_it(tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    path.write_text(",".join(GOOD) + "\n" + ",".join(GOOD.values()) + "\n")
    with pytest.raises(CostingError, match="the day on which the census was true"):
        read_census(path)
