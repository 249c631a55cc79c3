"""What a question finds."""

from __future__ import annotations

import pytest

from bargaining.passing import passes, raises
from bargaining.search.finding import labels, look, passages
from cast import Cast
from commontable.bargaining.services.passing import LanguageEntry
from commontable.bargaining.words import Side


@pytest.fixture
def table(cast: Cast) -> Cast:
    """Three passes on wages and staffing."""
    passes(
        cast,
        Side.EMPLOYER,
        [cast.wages],
        title="Across-the-board raises",
        terms=raises(cast.wages, "4", "7.5", "3", "3", regions=("NORTH",)),
        reason_given="Rates are above the market at San José and/or Hilo.",
    )
    passes(
        cast,
        Side.UNION,
        [cast.staffing],
        title="Schedules posted ahead",
        language=[
            LanguageEntry(
                "Section 12.3(b). Work schedules shall be posted fourteen (14) days ahead."
                " A per-diem nurse's floor is $1,234.50.",
                heading="Hours",
            )
        ],
    )
    passes(cast, Side.UNION, [cast.wages], title="Wage floor of $24.00 for everybody")
    return cast


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("E-1", "E-1 Across-the-board raises"),
        ("e-1", "E-1 Across-the-board raises"),
        ("across-the-board", "E-1 Across-the-board raises"),
        ("7.5 %", "E-1 Across-the-board raises"),
        ("7.5%", "E-1 Across-the-board raises"),
        ("7.50 %", "E-1 Across-the-board raises"),
        ("san jose", "E-1 Across-the-board raises"),
        ("hilo", "E-1 Across-the-board raises"),
        ("NORTH", "E-1 Across-the-board raises"),
        ("wages 7.5%", "E-1 Across-the-board raises"),
        ("12.3", "U-1 Schedules posted ahead"),
        ("12.3(b)", "U-1 Schedules posted ahead"),
        ("scheduling", "U-1 Schedules posted ahead"),
        ("sched", "U-1 Schedules posted ahead"),
        ("work sched", "U-1 Schedules posted ahead"),
        ("sched* days", "U-1 Schedules posted ahead"),
        ("$1234.50", "U-1 Schedules posted ahead"),
        ("$1,234.5", "U-1 Schedules posted ahead"),
        ("1,234.50", "U-1 Schedules posted ahead"),
        ("per diem", "U-1 Schedules posted ahead"),
        ("nurse's", "U-1 Schedules posted ahead"),
        ("“fourteen (14) days”", "U-1 Schedules posted ahead"),
        ("$24", "U-2 Wage floor of $24.00 for everybody"),
        ("24.00", "U-2 Wage floor of $24.00 for everybody"),
    ],
)
def test_a_question_finds_it_first(table: Cast, asked: str, first: str) -> None:
    assert labels(look(table.chief, asked))[:1] == [first]


@pytest.mark.parametrize(
    "asked",
    [
        '"days fourteen"',
        "wages -raises -floor -wages",
        "schedules -nurse",
        "12.31",
        "E-14",
        "sch* ed",
        "zebra",
    ],
)
def test_a_question_finds_nothing(table: Cast, asked: str) -> None:
    found = look(table.chief, asked)
    assert labels(found) == []
    assert found.total == 0


def test_a_minus_leaves_out(table: Cast) -> None:
    assert "U-2 Wage floor of $24.00 for everybody" in labels(look(table.chief, "wage"))
    assert labels(look(table.chief, "wage -floor")) == ["E-1 Across-the-board raises"]


def test_what_was_asked_for_is_marked_in_the_passage(table: Cast) -> None:
    found = look(table.chief, "scheduling 12.3")
    assert passages(found)[0].startswith(
        "Hours\nSection [12.3](b). Work [schedules] shall be posted"
    )
    assert [piece.text for piece in found.hits[0].title if piece.marked] == ["Schedules"]
