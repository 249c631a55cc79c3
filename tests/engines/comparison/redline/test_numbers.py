"""Numbers that changed inside a clause, as contracts write them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from commontable.engines.comparison.redline import compare
from commontable.engines.comparison.redline.amounts import spelled_value
from commontable.engines.documents import read_text

CASES = yaml.safe_load(Path(__file__).with_name("numbers.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["old"] for case in CASES])
def test_a_number_is_told_whole_and_only_when_it_is_worth_another(case: dict[str, Any]) -> None:
    found = compare(read_text(case["old"], "old"), read_text(case["new"], "new"))
    assert [str(number) for number in found.numbers] == case["said"]


def test_the_number_of_an_item_or_section_is_no_amount() -> None:
    old = "ARTICLE 1. PAY\n\n1. Nights are extra.\n\n2. Days are not.\n\n12.3 Call is paid.\n"
    new = "ARTICLE 1. PAY\n\n2. Nights are extra.\n\n3. Days are not.\n\n12.5 Call is paid.\n"
    assert compare(read_text(old), read_text(new)).numbers == ()


@pytest.mark.parametrize("text", ["ARTICLE 1. PAY", "Section 1. What was agreed on wages."])
def test_a_text_of_headings_alone_answers_no_number(text: str) -> None:
    words = read_text("ARTICLE 1. PAY\n\nRaises of 12 % come.\n\nAnd of 3 % later.\n")
    assert compare(read_text(text), words).numbers == ()
    assert compare(words, read_text(text)).numbers == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("one hundred twenty-five", Fraction(125)),
        ("two hundred and seventy-five", Fraction(275)),
        ("one thousand five hundred", Fraction(1500)),
        ("six and fifty-five hundredths", Fraction(655, 100)),
        ("one and one-half", Fraction(3, 2)),
        ("two-thirds", Fraction(2, 3)),
        ("thirteen million", Fraction(13_000_000)),
        ("twelfth", Fraction(12)),
        ("any", None),
    ],
)
def test_numbers_in_words_have_their_worth(written: str, value: Fraction | None) -> None:
    assert spelled_value(written) == value


def test_a_date_of_an_article_that_is_gone_answers_none_of_its_neighbour() -> None:
    pay = "ARTICLE 1. PAY\n\nRaises come in the first full pay period of every year.\n\n"
    gone = (
        "ARTICLE 2. WORKGROUP\n\nThe workgroup studies staffing of the stabilization unit.\n\n"
        "It writes a report by January 1, 2024.\n\n"
    )
    kept = "Parking at every facility is free for the nurses who drive to their shifts.\n"
    old = f"{pay}{gone}ARTICLE 3. PARKING\n\n{kept}"
    new = f"{pay}ARTICLE 3. PARKING\n\nThe fees end on June 30, 2027. {kept}"
    found = compare(read_text(old), read_text(new))
    assert [match.kind for match in found.matches] == ["same", "gone", "changed"]
    assert found.numbers == ()
