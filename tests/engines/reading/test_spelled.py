"""Numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commontable.engines.documents.spelled import SMALL_NUMBERS
from commontable.engines.reading.promises.spelled import value_of


def in_words(number: int) -> str:
    """The number as a contract spells it, up to 999,999."""
    words = []
    if number >= 1000:
        words += [in_words(number // 1000), "thousand"]
        number %= 1000
    if number >= 100:
        words += [SMALL_NUMBERS[number // 100 - 1], "hundred"]
        number %= 100
    if number >= 20:
        tens, ones = divmod(number, 10)
        words.append(SMALL_NUMBERS[17 + tens] + (f"-{SMALL_NUMBERS[ones - 1]}" if ones else ""))
    elif number:
        words.append(SMALL_NUMBERS[number - 1])
    return " ".join(words)


@given(st.integers(1, 999_999))
def test_every_whole_number_reads_as_itself(number: int) -> None:
    assert value_of(in_words(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two and one-half", "2.5"),
        ("two and a half", "2.5"),
        ("four and seventy-five one hundredths", "4.75"),
        ("nine and five-tenths", "9.5"),
        ("six and ninety-five one hundredths", "6.95"),
        ("three point four", "3.4"),
        ("seven-tenths", "0.7"),
        ("one hundred and fifty", "150"),
        ("seventeen hundred", "1700"),
        ("two and three-quarters", "2.75"),
    ],
)
def test_parts_are_exact(words: str, number: str) -> None:
    assert value_of(words) == Decimal(number)


@pytest.mark.parametrize("words", ["one two and one-half", "two-thirds", "sixty forty", "", "and"])
def test_what_makes_no_exact_number_is_none(words: str) -> None:
    assert value_of(words) is None
