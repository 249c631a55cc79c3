"""What people type into cells, and what is made of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commontable.workforce.census import values
from commontable.workforce.census.values import Refusal, Rounded


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("0.8", "0.8000"),
        ("80%", "0.8000"),
        ("80 %", "0.8000"),
        ("80", "0.8000"),
        ("1", "1.0000"),
        ("1.0", "1.0000"),
        ("100", "1.0000"),
        (".6", "0.6000"),
    ],
)
def test_a_share_of_full_time_is_read_however_it_is_written(cell: str, share: str) -> None:
    assert values.fte(cell) == share


@pytest.mark.parametrize("cell", ["1.2", "full", "-", "120%x", "2"])
def test_a_share_that_could_mean_two_things_is_refused(cell: str) -> None:
    said = values.fte(cell)
    assert isinstance(said, Refusal)
    assert "0.8 or 80%" in said.expected


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2014-06-30", "2014-06-30"),
        ("2014-06-30 00:00:00", "2014-06-30"),
        ("20140630", "2014-06-30"),
        ("6/30/2014", "2014-06-30"),
        ("6/30/14", "2014-06-30"),
        ("6/30/87", "1987-06-30"),
        ("30-Jun-2014", "2014-06-30"),
        ("June 30, 2014", "2014-06-30"),
        ("41820", "2014-06-30"),
    ],
)
def test_a_date_is_read_as_sheets_write_it(cell: str, day: str) -> None:
    assert values.day(cell, latest_year=2026) == day


@pytest.mark.parametrize("cell", ["2014-02-30", "13/13/2014", "2014", "soon", "6/31/2014"])
def test_a_date_that_does_not_exist_is_refused(cell: str) -> None:
    assert isinstance(values.day(cell), Refusal)


def test_the_day_comes_first_where_the_column_can_only_be_read_so() -> None:
    assert values.is_day_first(["03/04/2020", "28/04/2020"])
    assert not values.is_day_first(["03/04/2020", "04/28/2020"])
    assert not values.is_day_first(["03/04/2020", "2020-04-28"])
    assert values.day("03/04/2020", day_first=True) == "2020-04-03"
    assert values.day("03/04/2020") == "2020-03-04"


@pytest.mark.parametrize(
    ("cell", "rate"),
    [("$48.17", "48.170"), ("48.17/hr", "48.170"), ("1,048.5", "1048.500"), ("48", "48.000")],
)
def test_a_rate_is_dollars_an_hour(cell: str, rate: str) -> None:
    assert values.rate(cell) == rate


def test_a_rate_beyond_the_mill_is_kept_to_the_mill_and_told() -> None:
    assert values.rate("48.1666666666667") == Rounded("48.167")
    assert values.rate("48.0005") == Rounded("48.001")


def test_hours_are_kept_to_the_quarter_and_told() -> None:
    assert values.hours("72") == "72.00"
    assert values.hours("8:30") == "8.50"
    assert values.hours("3.41") == Rounded("3.50")
    assert values.hours("-4") == "-4.00"
    assert values.hours("40", times=Decimal(2)) == "80.00"
    assert isinstance(values.hours("lots"), Refusal)


@pytest.mark.parametrize("cell", ["Step 3", "S3", "03", "3", "3.0", "step3"])
def test_a_step_is_its_number(cell: str) -> None:
    assert values.step(cell) == "3"


@pytest.mark.parametrize(
    ("cell", "status"),
    [("N", "on_schedule"), ("y", "red_circled"), ("Red-Circled", "red_circled"),
     ("off step", "off_schedule"), ("TRUE", "red_circled")],
)  # fmt: skip
def test_yes_and_no_and_words_say_who_is_off_the_schedule(cell: str, status: str) -> None:
    assert values.status(cell) == status


@given(st.dates(date(1927, 6, 1), date(2098, 12, 31)))
def test_every_day_is_read_the_same_in_each_spelling(day: date) -> None:
    serial = str((day - date(1899, 12, 30)) // timedelta(days=1))
    for cell in (day.isoformat(), f"{day:%m/%d/%Y}", f"{day:%Y%m%d}", f"{day:%d-%b-%Y}", serial):
        assert values.day(cell) == day.isoformat()
    assert values.day(f"{day:%d.%m.%Y}", day_first=True) == day.isoformat()


@given(st.decimals(0, 999, places=3))
def test_a_rate_to_the_mill_is_never_changed(rate: Decimal) -> None:
    said = values.rate(f"${rate:,.3f}")
    assert isinstance(said, str)
    assert Decimal(said) == rate


@given(st.text(max_size=30).map(str.strip).filter(bool))
def test_whatever_stands_in_a_cell_gives_a_value_or_a_reason(cell: str) -> None:
    readers = (values.label, values.step, values.status, values.rate, values.fte, values.hours,
               values.day, values.certificates)  # fmt: skip
    for read in readers:
        assert isinstance(read(cell), str | Refusal | Rounded)
