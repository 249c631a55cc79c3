"""Status quo, ours and theirs, article by article."""

import json
import re

from hypothesis import HealthCheck, assume, given, settings

from commontable.engines.comparison.redline import (
    ENGLISH,
    WordChange,
    apply_changes,
    compare_three,
    numbers_of_three,
    three_as_html,
    three_as_json,
    three_as_text,
    three_sections,
)
from commontable.engines.comparison.redline.in_place import moved_articles
from commontable.engines.comparison.redline.layers.flow import Flow
from commontable.engines.documents import DocumentError, GivenArticle, read_articles, read_text
from engines.comparison.redline.made import pairs

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


def test_articles_of_one_place_are_one_and_a_place_only_the_sides_have_is_new() -> None:
    meals = [GivenArticle("named", "", "", "Meals", "A meal is served at midnight.")]
    nothing, both = read_articles([], "contract"), read_articles(meals, "u-1")
    found = compare_three(nothing, both, nothing, places=([], [0], []))
    assert [(row.name, row.standing) for row in found.rows] == [("Meals", "ours")]
    assert [match.kind for match in found.between.matches] == ["gone"]
    text = three_as_text(found)
    assert "{+ours: Meals+}  (changed by ours)" in text
    assert "{+ours: A meal is served at midnight.+}" in text


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


class TestMovedArticles:
    parts = re.split(r"(?=ARTICLE)", BASE)
    swapped = "".join(
        [
            *parts[:3],
            parts[4].replace("ARTICLE 4", "ARTICLE 3").replace("main", "small") + "\n",
            parts[3].replace("ARTICLE 3", "ARTICLE 4"),
        ]
    )
    found = compare_three(read_text(BASE), read_text(OURS), read_text(swapped))

    def test_an_article_one_side_moves_is_one_section_that_says_so(self) -> None:
        sections = three_sections(self.found)
        assert [section.name for section in sections] == [
            "Article 1. PAY",
            "Article 2. NOTICE",
            "Article 3. PARKING",
            "Article 4. MEALS",
        ]
        moved = [[move.said(ENGLISH) for move in section.moves] for section in sections]
        assert moved == [[], [], [], ["Theirs: moved to Article 3"]]
        text = three_as_text(self.found)
        assert "moved to Article" in text
        assert "{+theirs: small+}" in text
        assert text.count("Meals are served") == 1
        assert "moved to Article" in three_as_html(self.found)

    def test_the_rows_count_the_move_as_a_change_and_name_the_side(self) -> None:
        assert [row.moved for row in self.found.rows].count(("theirs",)) == 1
        plain = compare_three(read_text(BASE), read_text(BASE), read_text(self.swapped))
        [moved] = [row for row in plain.rows if row.moved]
        assert moved.standing == "theirs"
        alike = compare_three(read_text(BASE), read_text(self.swapped), read_text(self.swapped))
        assert [(row.standing, row.moved) for row in alike.rows if row.moved] == [
            ("agreed", ("ours", "theirs"))
        ]
        data = json.loads(three_as_json(plain))
        assert [row["moved"] for row in data["rows"]].count(["theirs"]) == 1


class TestWrittenOut:
    found = compare_three(
        read_text(BASE, "contract.txt"),
        read_text(OURS + NEW, "u-1.txt"),
        read_text(THEIRS.replace("sixty", "ninety"), "e-1.txt"),
    )

    def test_the_sections_follow_the_status_quo_and_say_whose_each_mark_is(self) -> None:
        sections = three_sections(self.found)
        assert [(section.name, section.standing) for section in sections] == [
            ("Article 1. PAY", "apart"),
            ("Article 2. NOTICE", "agreed"),
            ("Article 3. PARKING", "theirs"),
            ("Article 4. MEALS", "ours"),
            ("ARTICLE 5. SAFETY", "ours"),
        ]
        [pay] = sections[0].passages
        assert [(piece.kind, piece.text, piece.sides) for piece in pay.pieces if piece.sides] == [
            ("deleted", "twelve", ("ours", "theirs")),
            ("inserted", "fifteen", ("ours",)),
            ("inserted", "ten", ("theirs",)),
        ]

    def test_each_column_reads_as_that_sides_text(self) -> None:
        for side, document in (
            (None, self.found.ours.old),
            ("ours", self.found.ours.new),
            ("theirs", self.found.theirs.new),
        ):
            words = [
                word
                for section in three_sections(self.found)
                for passage in section.passages
                for piece in passage.pieces
                if piece.seen_by(side) in ("same", "inserted")
                or (side is None and piece.kind == "deleted")
                for word in piece.words
            ]
            assert words == list(document.shown)

    def test_numbers_of_one_place_stand_beside_each_other(self) -> None:
        pay, notice, *_ = numbers_of_three(self.found)
        assert (pay.base, pay.ours, pay.theirs) == (
            "twelve percent",
            "fifteen percent",
            "ten percent",
        )
        assert (notice.base, notice.ours, notice.theirs) == ("sixty", "ninety", "ninety")

    def test_text_says_the_side_of_each_mark(self) -> None:
        text = three_as_text(self.found)
        assert "[-both: twelve-] {+ours: fifteen+} {+theirs: ten+} percent more" in text
        assert "Parking [-theirs: is free-] {+theirs: costs $5+} for all" in text

    def test_a_page_has_three_columns_and_says_more_than_by_colour(self) -> None:
        page = three_as_html(self.found, layout="side-by-side")
        assert (
            "<th scope=col>Status quo</th><th scope=col>Ours</th><th scope=col>Theirs</th>" in page
        )
        assert '<span class="said">inserted by Theirs: </span>costs $5' in page
        assert page.count('<span class="sign by-ours" aria-hidden="true">O</span>') > 3

    def test_a_column_shows_what_its_side_strikes_in_one_piece(self) -> None:
        base = "Nobody is laid off during the first year of this Agreement."
        ours = base.replace("first year", "life")
        theirs = "Nobody is laid off."
        page = three_as_html(
            compare_three(read_text(base), read_text(ours), read_text(theirs)),
            layout="side-by-side",
        )
        columns = page.split('class="sides three"')[1].split("</tbody>")[0]
        [struck] = re.findall(r"<del.*?</del>", columns.split("<td>")[3])
        assert struck.endswith("off during the first year of this Agreement.</del>")

    def test_what_one_side_moves_says_where_it_stood_and_where_it_stands(self) -> None:
        meals = "A free meal is served on every unit at midnight to all who work the night shift."
        rest = "Nobody works more than twelve hours in a row unless there is an emergency."
        base = f"ARTICLE 1. HOURS\n\n{meals}\n\n{rest}\n\nARTICLE 2. FOOD\n\nMeals cost $5.\n"
        ours = base.replace(f"{meals}\n\n", "").replace("$5.\n", f"$5.\n\n{meals}\n")
        theirs = base.replace("twelve", "sixteen")
        found = compare_three(read_text(base), read_text(ours), read_text(theirs))
        moves = [
            move.said(ENGLISH)
            for section in three_sections(found)
            for passage in section.passages
            for move in passage.moves
        ]
        assert moves == ["Ours: moved to Article 2", "Ours: moved from Article 1"]
        text = " ".join(three_as_text(found).split())
        assert "(ours: moved to Article 2) [-ours: A free meal" in text
        page = three_as_html(found, layout="side-by-side")
        assert page.count('<span class="move">Ours: moved from Article 1</span>') == 2
        assert page.count('<span class="move">Ours: moved to Article 2</span>') == 2

    def test_json_has_three_redlines_that_rebuild_each_text(self) -> None:
        data = json.loads(three_as_json(self.found))
        assert [row["standing"] for row in data["rows"]] == [
            *("apart", "agreed", "theirs", "ours", "ours")
        ]
        assert data["numbers"][0] == {
            "article": "1",
            "clause": "The Employer pays twelve percent more to every nurse on the first of"
            " December.",
            "status_quo": "twelve percent",
            "ours": "fifteen percent",
            "theirs": "ten percent",
        }
        words = {
            side: [word for article in articles for word in article["words"]]
            for side, articles in data["articles"].items()
        }
        for side in ("ours", "theirs"):
            changes = [
                WordChange(
                    **{
                        **change,
                        "old_words": tuple(change["old_words"]),
                        "new_words": tuple(change["new_words"]),
                    }
                )
                for change in data["redlines"][side]["changes"]
            ]
            assert apply_changes(words["status_quo"], changes) == words[side]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs(), pairs())
def test_whatever_the_sides_do_each_column_is_that_sides_text(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    try:
        found = compare_three(read_text(one[0]), read_text(one[1]), read_text(other[1]))
    except DocumentError:
        assume(False)
        return
    for side, redline in (("ours", found.ours), ("theirs", found.theirs)):
        words = [
            word
            for section in three_sections(found)
            for pieces in (section.heading, *(passage.pieces for passage in section.passages))
            for piece in pieces
            if piece.seen_by(side) in ("same", "inserted")
            for word in piece.words
        ]
        written = "".join(words), "".join(Flow(redline.new).shown)
        if moved_articles(redline):  # they stand where the status quo has them
            assert sorted(written[0]) == sorted(written[1])
        else:
            assert written[0] == written[1]
