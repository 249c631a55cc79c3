"""Where a promise holds: regions named by name, by code, or not known here at all."""

from __future__ import annotations

from datetime import date

import pytest

from commontable.engines.reading.promises import Promise, read_promises

REGIONS = {"METRO": ["Metro"], "GV": ["Great Valley"], "CO": ["Coast"]}


def promises(text: str, heading: str = "WAGES") -> list[Promise]:
    found = read_promises(
        text, heading=heading, regions=REGIONS, begins_on=date(2026, 10, 1), years=4
    )
    return list(found.promises)


@pytest.mark.parametrize(
    "where", ["In the Metro region", "In Metro", "In METRO", "In the metro area"]
)
def test_a_region_called_like_its_code_is_that_region(where: str) -> None:
    [raised] = promises(f"{where} raises are 4% in the first year.")
    assert (raised.regions, raised.confidence) == (("METRO",), "sure")


def test_the_letters_of_a_code_inside_other_words_are_no_region() -> None:
    [raised] = promises("A co-worker and co pilot shall receive a raise of 4%.")
    assert raised.regions == ()


@pytest.mark.parametrize(
    "text",
    [
        "In the Valley region the raises are 4% in the first year.",
        "In the Valley region:\nYear 1: 4%",
        "| Region | Year 1 |\n|---|---|\n| Valley | 4% |",
    ],
)
def test_a_region_not_known_is_told_and_never_sure(text: str) -> None:
    [raised] = promises(text)
    assert raised.confidence == "unsure"
    assert raised.unknown_regions == ("Valley",)
    assert "a region not known here: Valley" in raised.why


def test_a_promise_without_a_number_tells_a_region_not_known_too() -> None:
    [promised] = promises("In the Valley market the Employer shall not subcontract.", "WORK")
    assert promised.confidence == "unsure"
    assert "a region not known here: Valley" in promised.why


def test_known_and_unknown_regions_of_one_list_are_told_apart() -> None:
    metro, valley = promises(
        "Wages rise 4% and 3% in the Metro and Valley regions, respectively, in the first year."
    )
    assert (metro.value, metro.regions) == (4, ("METRO",))
    assert "not known" not in metro.why
    assert (valley.value, valley.regions, valley.confidence) == (3, (), "unsure")


@pytest.mark.parametrize(
    "where",
    ["In the Service Area", "In each Region", "In the Great Valley region", "In all other regions"],
)
def test_what_is_no_unknown_region_is_not_told_as_one(where: str) -> None:
    [raised] = promises(f"{where} raises are 4% in the first year.")
    assert "not known" not in raised.why


def test_a_row_for_all_is_no_unknown_region() -> None:
    [raised] = promises("| Region | Year 1 |\n|---|---|\n| All employees | 4% |")
    assert (raised.regions, raised.confidence) == ((), "sure")
