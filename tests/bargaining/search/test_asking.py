"""The words typed into the box, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commontable.bargaining.searching.asking import (
    MOST_LETTERS,
    MOST_TERMS,
    Term,
    fold,
    terms_of,
    words_of,
)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("  !!! -- * ” ", ()),
        ("sched", (Term(("sched",), beginning=True),)),
        ("no", (Term(("no",)),)),
        ("work sched", (Term(("work",)), Term(("sched",), beginning=True))),
        ("sched -work", (Term(("sched",), beginning=True), Term(("work",), excluded=True))),
        ('"work schedule"', (Term(("work schedule",)),)),
        ("“work schedule”", (Term(("work schedule",)),)),
        ('-"work schedule" pay', (Term(("work schedule",), excluded=True), Term(("pay",), True))),
        ("E-14", (Term(("E-14",)),)),
        ("12.3(b)", (Term(("12.3(b)",)),)),
        ("7.5 %", (Term(("7.5", "7.50")),)),
        ("7.50%", (Term(("7.5", "7.50")),)),
        ("$24", (Term(("24", "24.0", "24.00")),)),
        ("$1,234.5", (Term(("1234.5", "1234.50")),)),
        ("24", (Term(("24",)),)),
        ("sched* days", (Term(("sched*",), beginning=True), Term(("days",), beginning=True))),
        ('"unfinished phr', (Term(("unfinished phr",)),)),
        ('left" alone', (Term(("left",)), Term(("alone",)))),
    ],
)
def test_what_is_typed_is_taken_apart(typed: str, terms: tuple[Term, ...]) -> None:
    assert terms_of(typed) == terms


@given(st.text())
def test_whatever_is_typed_is_asked_for_or_asks_for_nothing(typed: str) -> None:
    terms = terms_of(typed)
    assert len(terms) <= MOST_TERMS
    assert all(term.words for term in terms)
    assert sum(len(term.phrases[0]) for term in terms) <= MOST_LETTERS
    assert all(len(term.words) == 1 for term in terms if term.beginning)


@given(st.text())
def test_folding_moves_no_letter(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_words_are_folded_and_numbers_are_whole() -> None:
    assert words_of("San José pays $1,234.50 from 12.3.") == [
        "san", "jose", "pays", "1234.50", "from", "12.3",
    ]  # fmt: skip
