"""A sheet becomes a census: each row kept or refused with its reason, each sum exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.costing.census import AS_OF, SCHEMA, read_census
from commontable.workforce.census.impact import Impact, Refused
from commontable.workforce.census.plan import HoursPer
from commontable.workforce.census.twice import Twice
from commontable.workforce.files import delimited, workbook
from workforce.sheets import DAY, HEADINGS, KNOWN, ROWS, as_csv, as_parquet, as_xlsx, taken


def written(folder: Path, rows: object = ROWS, headings: tuple[str, ...] = HEADINGS) -> Path:
    path = folder / "census.csv"
    path.write_bytes(as_csv(rows, headings))  # type: ignore[arg-type]
    return path


def changed(row: int, column: str, cell: str) -> list[tuple[str, ...]]:
    """The rows with one cell changed, counted from 0."""
    at = HEADINGS.index(column)
    return [
        tuple(cell if (r, c) == (row, at) else old for c, old in enumerate(line))
        for r, line in enumerate(ROWS)
    ]


def test_every_cell_is_put_into_the_engines_words(tmp_path: Path) -> None:
    table, impact, refusals = taken(written(tmp_path))
    assert refusals == []
    assert table["employee_id"].to_pylist() == ["101", "102", "103", "104", "105"]
    assert table["hire_date"][1].as_py() == date(2015, 2, 1)
    assert table["fte_basis_points"].to_pylist() == [10_000, 8_000, 5_000, 10_000, 10_000]
    assert table["regular_quarter_hours"].to_pylist() == [320, 256, 160, 320, 320]
    assert table["overtime_quarter_hours"].to_pylist() == [0, 14, 0, 0, 0]
    assert table["base_rate_mills"].to_pylist() == [40_000, 42_000, 41_500, 39_000, 38_100]
    assert table["schedule_status"].to_pylist() == [
        *["on_schedule"] * 3,
        "red_circled",
        "on_schedule",
    ]
    assert table["step"].to_pylist() == [1, 2, 2, None, 3]
    assert table["anniversary_date"].to_pylist() == table["hire_date"].to_pylist()
    assert impact.derived["hours"] == 5


def test_the_census_is_what_the_engine_reads(tmp_path: Path) -> None:
    path = written(tmp_path)
    taken(path)
    into = path.with_suffix(".parquet")
    path.with_suffix(".census").rename(into)
    census = read_census(into)
    assert census.as_of == DAY
    assert len(census) == 5
    assert census.table.schema.names == SCHEMA.names
    assert census.table.schema.metadata[AS_OF] == b"2026-03-02"


def test_the_sums_are_exact_by_union_region_and_facility(tmp_path: Path) -> None:
    _, impact, _ = taken(written(tmp_path))
    total = impact.total
    assert (impact.read, impact.taken, impact.refused_rows) == (5, 5, 0)
    assert total.fte_hundredths == 430
    quarters = [(40_000, 320), (42_000, 256), (41_500, 160), (39_000, 320), (38_100, 320)]
    exact = sum(Decimal(mills) * hours for mills, hours in quarters) * 26 / 4 / 10
    assert total.cents_a_year == exact.to_integral_value()
    assert {name: sums.workers for name, sums in impact.by(0).items()} == {"NUR": 3, "TEC": 2}
    assert {name: sums.workers for name, sums in impact.by(1).items()} == {"NORTH": 3, "SOUTH": 2}
    assert impact.unlisted == {"facility": {"Bay Clinic": 2}}


def test_the_same_rows_give_the_same_census_from_each_kind_of_file(tmp_path: Path) -> None:
    tables = [taken(written(tmp_path))[0]]
    numbers = [
        (int(r[0]), *r[1:6], date(2015, 2, 1) if r[0] == "102" else r[6], *r[7:9],
         float(r[9].lstrip("$")), r[10])
        for r in ROWS
    ]  # fmt: skip
    tables.append(taken(as_xlsx(tmp_path / "a.xlsx", numbers, above=("Census", "")))[0])
    columns = {heading: [row[at] for row in ROWS] for at, heading in enumerate(HEADINGS)}
    tables.append(taken(as_parquet(tmp_path / "a.parquet", columns))[0])  # type: ignore[arg-type]
    assert tables[0].to_pylist() == tables[1].to_pylist() == tables[2].to_pylist()


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        (
            changed(1, "Union", "Teamsters"),
            Refused(3, "union", "Teamsters", "a union of the coalition: NUR, TEC"),
        ),
        (
            changed(1, "Region", "WEST"),
            Refused(3, "region", "WEST", "a region of the coalition: NORTH, SOUTH"),
        ),
        (
            changed(0, "OT Hours", "-4"),
            Refused(
                2,
                "overtime_quarter_hours",
                "-4",
                "at least 0 hours a pay period. Hours and rates are never negative; "
                "book a correction in its own census.",
            ),
        ),
        (
            changed(0, "Hire Date", "2019-02-30"),
            Refused(2, "hire_date", "2019-02-30", "a date such as 2014-06-30 or 6/30/2014"),
        ),
        (
            changed(0, "Base Rate", "83,200"),
            Refused(
                2,
                "base_rate_mills",
                "83200",
                "at most 1,000 dollars an hour. Was a yearly salary given for an hourly rate?",
            ),
        ),
        (
            [*ROWS, ROWS[1]],
            Refused(
                7,
                "employee_id",
                "102, already in row 3",
                "every worker once; one with two jobs needs two numbers",
            ),
        ),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_what_came_and_what_was_expected(
    tmp_path: Path, rows: list[tuple[str, ...]], refused: Refused
) -> None:
    table, impact, refusals = taken(written(tmp_path, rows))
    assert refusals == [refused]
    assert impact.refused_rows == 1
    assert table.num_rows == impact.taken == len(rows) - 1


def test_a_refused_cell_is_not_said_again_as_missing(tmp_path: Path) -> None:
    rows = changed(0, "Union", "Teamsters")
    rows[0] = (rows[0][0], rows[0][1], rows[0][2], rows[0][3], "", *rows[0][5:])
    _, impact, refusals = taken(written(tmp_path, rows))
    assert [(one.column, one.came) for one in refusals] == [
        ("union", "Teamsters"),
        ("classification", "an empty cell"),
    ]
    assert impact.refused_rows == 1


def test_what_nobody_knows_is_counted_and_can_be_mapped(tmp_path: Path) -> None:
    rows = [
        (r[0], {"NUR": "U.N. Local 3", "TEC": "technicians united"}[r[1]], *r[2:]) for r in ROWS
    ]
    path = written(tmp_path, rows)
    _, impact, _ = taken(path)
    assert impact.unknown["union"] == {"U.N. Local 3": 3}
    assert impact.taken == 2
    table, impact, refusals = taken(path, values={"union": {"u.n. local 3": "NUR"}})
    assert refusals == []
    assert set(table["union"].to_pylist()) == {"NUR", "TEC"}


def test_a_job_on_no_schedule_is_refused_or_kept_as_it_is_written(tmp_path: Path) -> None:
    known = replace(KNOWN, classifications=frozenset({"Nurse"}))
    path = written(tmp_path)
    _, impact, refusals = taken(path, known)
    assert {one.expected for one in refusals} == {"a classification of a wage schedule"}
    assert impact.unknown["classification"] == {"Technician": 2}
    table, impact, _ = taken(path, known, keep_unknown_classifications=True)
    assert table.num_rows == 5
    assert impact.unlisted["classification"] == {"Technician": 2}


def test_who_has_a_rate_and_no_step_is_off_the_schedule(tmp_path: Path) -> None:
    headings = HEADINGS[:-1]
    table, impact, refusals = taken(written(tmp_path, [r[:-1] for r in ROWS], headings))
    assert refusals == []
    assert table["schedule_status"][3].as_py() == "off_schedule"
    assert impact.derived["off_schedule"] == 1


def test_pay_comes_from_the_schedule_where_the_file_gives_no_rate(tmp_path: Path) -> None:
    rows = [(*r[:9], "" if r[5] else r[9], r[10]) for r in ROWS]
    known = replace(
        KNOWN,
        rates={
            ("Nurse", "NORTH", 1): 40_000,
            ("Nurse", "", 2): 42_000,
            ("Technician", "SOUTH", 3): 38_100,
        },
    )
    table, impact, refusals = taken(written(tmp_path, rows), known)
    assert refusals == []
    assert table["base_rate_mills"].null_count == 4
    mills = [(40_000, 320), (42_000, 256), (42_000, 160), (39_000, 320), (38_100, 320)]
    assert impact.total.pay == sum(rate * hours for rate, hours in mills)
    assert impact.total.without_rate == 0
    assert taken(written(tmp_path, rows))[1].total.without_rate == 4


def test_hours_of_a_week_or_a_year_become_those_of_a_pay_period(tmp_path: Path) -> None:
    rows = [(*r[:8], "2080" if r[0] == "101" else "26", *r[9:]) for r in ROWS]
    path = written(tmp_path, rows)
    yearly, _, _ = taken(path, hours_per=HoursPer.YEAR)
    assert yearly["overtime_quarter_hours"].to_pylist() == [320, 4, 4, 4, 4]
    weekly, _, _ = taken(written(tmp_path, ROWS), hours_per=HoursPer.WEEK)
    assert weekly["overtime_quarter_hours"][1].as_py() == 28


def test_pseudonyms_are_the_same_for_one_key_and_tell_no_number(tmp_path: Path) -> None:
    path = written(tmp_path)
    first, again, other = (
        taken(path, pseudonym_key=key * 32)[0]["employee_id"].to_pylist()
        for key in (b"a", b"a", b"b")
    )
    assert first == again
    assert not set(first) & set(other)
    assert len(set(first)) == 5
    assert not any(one == "101" for one in first)


def test_a_sheet_without_numbers_counts_its_rows(tmp_path: Path) -> None:
    path = written(tmp_path, [r[1:] for r in ROWS], HEADINGS[1:])
    table, _, refusals = taken(path, number_rows=True)
    assert refusals == []
    assert table["employee_id"].to_pylist() == [f"row {n}" for n in range(2, 7)]


def test_one_value_can_be_said_for_all_rows(tmp_path: Path) -> None:
    path = written(tmp_path, [(r[0], *r[2:]) for r in ROWS], (HEADINGS[0], *HEADINGS[2:]))
    table, _, refusals = taken(path, constants={"union": "NUR"})
    assert refusals == []
    assert set(table["union"].to_pylist()) == {"NUR"}


def test_an_impact_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    rows = [*changed(1, "Union", "Teamsters"), ROWS[0]]
    _, impact, _ = taken(written(tmp_path, rows))
    assert Impact.of_data(impact.as_data()) == impact


def test_reading_in_pieces_gives_the_census_of_reading_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(str(n), *ROWS[n % 5][1:]) if n % 97 else ("7", *ROWS[n % 5][1:]) for n in range(1_000)]
    path = written(tmp_path, rows)
    book = as_xlsx(tmp_path / "a.xlsx", rows)
    whole = [taken(one) for one in (path, book)]
    monkeypatch.setattr(delimited, "_BLOCK", 4_096)
    monkeypatch.setattr(workbook, "BATCH_ROWS", 64)
    pieces = [taken(one) for one in (path, book)]
    for (a, b, c), (d, e, f) in zip(whole, pieces, strict=True):
        assert a.to_pylist() == d.to_pylist()
        assert b == e
        assert sorted(c) == sorted(f)
    assert whole[0][1].refused_rows == 11


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=200),
    st.lists(st.integers(1, 50), min_size=1, max_size=20),
)
def test_whoever_stands_twice_is_found_however_the_rows_are_cut(
    numbers: list[int], cuts: list[int]
) -> None:
    marks = np.array([hash(("worker", n)) % 2**64 for n in numbers], dtype=np.uint64)
    rows = np.arange(2, 2 + len(numbers), dtype=np.int64)
    twice, found, at, cut = Twice(), [], 0, 0
    while at < len(numbers):
        size = cuts[cut % len(cuts)]
        found += twice.first_rows(marks[at : at + size], rows[at : at + size]).tolist()
        at, cut = at + size, cut + 1
    first: dict[int, int] = {}
    wanted = []
    for number, row in zip(numbers, rows.tolist(), strict=True):
        wanted.append(first.get(number, 0))
        first.setdefault(number, row)
    assert found == wanted


def test_every_row_is_either_taken_or_refused(tmp_path: Path) -> None:
    rows = [*ROWS, ROWS[0], ("", *ROWS[0][1:]), ("9" * 80, *ROWS[0][1:]), ("7", "", *ROWS[0][2:])]
    table, impact, refusals = taken(written(tmp_path, rows))
    assert impact.read == len(rows)
    assert table.num_rows + impact.refused_rows == len(rows)
    assert {one.row for one in refusals} == {7, 8, 9, 10}
    assert pc.count_distinct(table["employee_id"]).as_py() == table.num_rows
