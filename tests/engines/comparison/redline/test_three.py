"""Status quo, ours and theirs, article by article."""

from commontable.engines.comparison.redline import compare_three
from commontable.engines.documents import read_text

BASE = """ARTICLE 1. PAY

The Employer pays twelve percent more to every nurse on the first of December.

ARTICLE 2. NOTICE

The Employer gives sixty days notice before any layoff in the unit.

ARTICLE 3. PARKING

Parking is free for all who work at the facility.

ARTICLE 4. MEALS

Meals are served every day in the main hall.
"""
OURS = BASE.replace("twelve", "fifteen").replace("sixty", "ninety").replace("every day", "at night")
THEIRS = BASE.replace("twelve", "ten").replace("Parking is free", "Parking costs $5")
NEW = (
    "\nARTICLE 5. SAFETY\n\nA joint committee meets monthly to look at injuries and near misses.\n"
)


def test_each_article_says_who_wants_it_changed() -> None:
    theirs = THEIRS.replace("every day", "at night")
    rows = compare_three(read_text(BASE), read_text(OURS), read_text(theirs)).rows
    assert [(row.name, row.standing) for row in rows] == [
        ("1", "apart"),
        ("2", "ours"),
        ("3", "theirs"),
        ("4", "agreed"),
    ]


def test_an_article_both_sides_add_is_one_row() -> None:
    found = compare_three(read_text(BASE), read_text(BASE + NEW), read_text(BASE + NEW))
    assert [(row.name, row.standing) for row in found.rows][-1] == ("5", "agreed")
    assert len(found.rows) == 5


def test_an_article_only_one_side_adds_or_drops() -> None:
    dropped = BASE[: BASE.index("ARTICLE 4")]
    rows = compare_three(read_text(BASE), read_text(dropped), read_text(BASE + NEW)).rows
    assert [(row.name, row.standing) for row in rows[3:]] == [("4", "ours"), ("5", "theirs")]
    assert rows[3].ours is None
    assert rows[4].base is None


def test_the_three_redlines_are_at_hand() -> None:
    found = compare_three(read_text(BASE), read_text(OURS), read_text(THEIRS))
    assert [str(number) for number in found.between.numbers] == [
        "fifteen percent to ten percent",
        "ninety to sixty",
    ]
    assert [str(number) for number in found.ours.numbers] == [
        "twelve percent to fifteen percent",
        "sixty to ninety",
    ]
