"""Whatever is typed into the box, there is an answer, and always with the same few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargaining.passing import passes
from bargaining.search.finding import look
from cast import Cast, enter
from commontable.bargaining.selectors.search import ON_A_PAGE, Asked, find
from commontable.bargaining.words import Side

HOSTILE = [
    "'",
    "\\",
    "\\'; DROP TABLE bargaining_searchentry; --",
    "%s %(a)s %%",
    "a & | ! <-> b :* (",
    "!!!",
    ":*",
    "''':*'",
    '"',
    '""""',
    "-",
    "--",
    '-"',
    "\0",
    "a\0b",
    "\ud800",
    "a\ud800",
    "🧾🧾🧾",
    "\u202etxt.exe",
    "ﬁﬂ ½ ① ǅ İ ß",
    "עִברִית العربية 日本語 ไทย हिन्दी",
    "x" * 10_000,
    "a " * 5_000,
    "-a " * 100,
    "1" * 5_000,
    "9.9.9.9.9",
    ".5 5. ..",
    "<script>alert(1)</script>",
    "http://a.b/c?d=e&f=g@h",
    "the of and",
    "*",
    "a*b*c*",
    "\n\t\r\v\f",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_get_an_answer(cast: Cast, typed: str) -> None:
    assert look(cast.chief, typed).total == 0


@given(typed=st.text(max_size=60))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_gets_an_answer(cast: Cast, typed: str) -> None:
    assert look(cast.chief, typed).total >= 0


@given(words=st.lists(st.sampled_from(['"', "-", "wage", "sched*", "%", "$7", "'", ":*", "12.3("])))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_signs_in_any_order_get_an_answer(cast: Cast, words: list[str]) -> None:
    assert look(cast.chief, "".join(words)).total == look(cast.chief, "".join(words)).total


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    def queries(text: str) -> int:
        actor = enter(cast.chief)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            find(actor, Asked(text))
        return len(captured)

    passes(cast, Side.UNION, [cast.wages], title="A quillwort")
    of_one = queries("quillwort")
    for number in range(ON_A_PAGE + 5):
        passes(cast, Side.EMPLOYER, [cast.wages], title=f"A quillwort, number {number}")
    assert queries("quillwort") == of_one == 3
    assert queries("quillwort wages formal -zebra") <= 3
    assert queries("quillwrt wages zebra") == 3  # none fits, and two for hints


def test_pages_hold_everything_once(cast: Cast) -> None:
    for number in range(ON_A_PAGE + 5):
        passes(cast, Side.EMPLOYER, [cast.wages], title=f"A quillwort, number {number}")
    pages = [look(cast.chief, "quillwort", page=page) for page in (1, 2, 9)]
    assert [page.total for page in pages] == [ON_A_PAGE + 5] * 3
    assert [page.page for page in pages] == [1, 2, 2]
    seen = [hit.entry.pk for page in pages[:2] for hit in page.hits]
    assert len(seen) == len(set(seen)) == ON_A_PAGE + 5
