"""Promises found in contract language: held to labelled sentences, and to what must not be."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from bench.promises import LEAST_PRECISION, LEAST_RECALL, REGIONS, groups, read, score
from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.reading.promises import Promise, read_promises

CASES = [case for cases in groups().values() for case in cases]


def found(text: str, **facts: object) -> list[str]:
    return [str(one) for one in read_promises(text, regions=REGIONS, **facts).promises]  # type: ignore[arg-type]


@pytest.mark.parametrize("group", groups())
def test_precision_and_recall_stay_above_their_floors(group: str) -> None:
    total = score(groups()[group])
    assert total.precision >= LEAST_PRECISION, total.extra
    assert total.recall >= LEAST_RECALL, total.missed
    assert not total.doubts


def test_there_are_enough_sentences_to_measure_by() -> None:
    assert len(CASES) > 60
    assert sum(not case["finds"] for case in CASES) > 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_every_promise_stands_where_it_says(case: dict[str, object]) -> None:
    text = str(case["text"])
    for promise in read(case).promises:
        assert promise.clause_start <= promise.start < promise.end <= promise.clause_end
        written = " ".join(text[promise.start : promise.end].split())
        assert written in promise.clause
        if isinstance(promise.value, Decimal):
            assert any(letter.isdigit() for letter in written) or written[0].isalpha()
        assert promise.why


def test_figures_and_words_that_disagree_are_told_and_not_guessed() -> None:
    findings = read_promises("The Employer shall give sixty (90) days' notice.")
    assert findings.promises == ()
    [doubt] = findings.doubts
    assert doubt.why == "The words say “sixty” (60) and the figures 90."
    assert doubt.clause == "The Employer shall give sixty (90) days' notice."


def test_of_a_clause_that_contradicts_itself_nothing_is_guessed_but_its_neighbours_are() -> None:
    text = (
        "Wages rise by four percent (4%) in the first year and three percent (4%) in the second"
        " year. In the third year wages rise by two percent (2%)."
    )
    findings = read_promises(text, heading="WAGES")
    assert [str(each) for each in findings.promises] == ["raise 2 percent y3"]
    assert [each.why for each in findings.doubts] == [
        "The words say “three” (3) and the figures 4."
    ]


def test_a_range_of_years_is_a_raise_in_each() -> None:
    assert found("Wages shall increase by 3% in Years 2 through 4.") == [
        "raise 3 percent y2",
        "raise 3 percent y3",
        "raise 3 percent y4",
    ]


def test_days_are_counted_from_the_first_day_of_the_contract() -> None:
    text = "Effective April 1, 2028, wage rates shall be increased by two percent (2%)."
    assert found(text) == ["raise 2 percent from 2028-04-01"]
    assert found(text, begins_on=date(2026, 10, 1)) == ["raise 2 percent y2 from 2028-04-01"]


def by_years(text: str, begins_on: date) -> list[tuple[str, int | None, str]]:
    findings = read_promises(text, heading="WAGES", regions=REGIONS, begins_on=begins_on)
    return [(str(each.value), each.year, each.confidence) for each in findings.promises]


def test_raises_that_follow_each_other_never_share_a_contract_year() -> None:
    text = (
        "Effective October 1, 2026, wages shall be increased by 4 percent; October 1, 2027, by 3"
        " percent; October 1, 2028, by 3 percent; October 1, 2029, by 2.5 percent."
    )
    assert by_years(text, date(2027, 1, 5)) == [
        ("4", 1, "unsure"),
        ("3", 2, "unsure"),
        ("3", 3, "unsure"),
        ("2.5", 4, "unsure"),
    ]
    assert by_years(text, date(2026, 10, 1)) == [
        ("4", 1, "sure"),
        ("3", 2, "sure"),
        ("3", 3, "sure"),
        ("2.5", 4, "sure"),
    ]


def test_a_raise_before_the_contract_begins_says_so() -> None:
    [raised] = read_promises(
        "Effective July 1, 2026, wages increase by 3%.", begins_on=date(2026, 10, 1)
    ).promises
    assert raised.confidence == "unsure"
    assert "before the contract begins, 2026-10-01" in raised.why


def test_regions_are_counted_each_for_itself_and_a_day_before_begins_anew() -> None:
    text = (
        "Effective October 1, 2026, wages rise 3% in SCAL. Effective December 1, 2026, wages rise"
        " 2% in NW. Effective October 1, 2027, wages rise 3% in SCAL. Effective April 1, 2027,"
        " wages of aides rise 1% in SCAL."
    )
    years = by_years(text, date(2026, 10, 1))
    assert years == [("3", 1, "sure"), ("2", 1, "sure"), ("3", 2, "sure"), ("1", 1, "sure")]


def test_each_year_takes_the_contracts_years_where_the_words_say_none() -> None:
    text = "Wages shall be increased by three percent (3%) each year."
    assert found(text) == ["raise 3 percent"]
    assert found(text, years=2) == ["raise 3 percent y1", "raise 3 percent y2"]


def test_a_clause_broken_over_lines_is_one_and_its_places_are_those_of_the_text() -> None:
    text = "Work schedules shall be posted at least\n        twenty-one (21)\n        days ahead."
    [promise] = read_promises(text).promises
    assert str(promise) == "duration 21 days min"
    assert text[promise.start : promise.end].split() == ["twenty-one", "(21)", "days"]
    assert promise.clause == " ".join(text.split())


def test_a_schedule_of_pay_steps_is_no_list_of_promises() -> None:
    steps = " | ".join(f"${rate}.00" for rate in range(20, 34))
    text = f"| Grade | {' | '.join(f'Step {n}' for n in range(1, 15))} |\n| 30 | {steps} |"
    assert found(text, heading="Wages") == []


@pytest.mark.parametrize(
    "text",
    [
        "| Step | Year 1 | Year 2 |\n|---|---|---|\n| 1 | $30.00 | $31.00 |",
        "| Classification | Step 1 | Step 2 |\n|---|---|---|\n| Aide | $30.00 | $31.00 |",
        "| | Year 1 |\n|---|---|\n| Step 1 | $30.00 |\n| Step 2 | $31.00 |",
    ],
)
def test_a_short_schedule_of_pay_steps_is_none_either(text: str) -> None:
    assert found(text, heading="Wages") == []
    assert found("| Step | Year 1 |\n|---|---|\n| 1 | 3% |", heading="Wages") == [
        "raise 3 percent y1"
    ]


def test_what_it_says_of_a_whole_text_does_not_depend_on_line_ends() -> None:
    text = "Year 1: 4%\r\nYear 2: 3%\r\n"
    assert found(text, heading="Wages") == ["raise 4 percent y1", "raise 3 percent y2"]


@given(st.text(alphabet="aeniot of(0159%)$.,;:/|-\n", max_size=400))
def test_no_text_breaks_it_and_no_value_is_a_float(text: str) -> None:
    findings = read_promises(text, regions=REGIONS)
    for promise in findings.promises:
        assert isinstance(promise, Promise)
        assert not isinstance(promise.value, float)
        assert 0 <= promise.start < promise.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "five " * 20_000,
        "a-" * 50_000 + " (5) days",
        "shall " + "not more than " * 10_000 + "5 days",
        "3% / " * 10_000,
        "(" * 50_000,
        "| 3% " * 10_000 + "|",
        "No. " * 20_000,
        "x" * 200_000 + " 5 days or more",
    ],
    ids=lambda text: text[:12],
)
def test_a_text_made_to_be_slow_is_read_all_the_same(text: str) -> None:
    """No bound on time is asserted: a pattern that explodes would not end at all."""
    begun = time.process_time()
    read_promises(text, regions=REGIONS)
    assert time.process_time() >= begun
