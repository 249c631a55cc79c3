"""Two texts compared: articles by content, moves, numbers, tables, and exact rebuilding."""

from collections import Counter

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from commontable.engines.comparison.redline import (
    Redline,
    apply_changes,
    article_views,
    compare,
)
from commontable.engines.documents import DocumentError, read_text
from engines.comparison.redline.contracts import AFTER, BEFORE, real_contracts
from engines.comparison.redline.made import pairs


def redline(old: str, new: str) -> Redline:
    found = compare(read_text(old, "old"), read_text(new, "new"))
    assert apply_changes(found.old.words, found.changes) == list(found.new.words)
    for move in found.moves:
        inside = [
            (c.old_start - move.old_start, c.old_end - move.old_start, c) for c in move.changes
        ]
        assert all(start >= 0 and end <= move.old_end - move.old_start for start, end, _ in inside)
    return found


def kinds(found: Redline) -> list[tuple[str | None, str | None, str]]:
    return [
        (match.old.name if match.old else None, match.new.name if match.new else None, match.kind)
        for match in found.matches
    ]


def test_articles_are_matched_by_what_they_say_and_not_by_number() -> None:
    assert kinds(redline(BEFORE, AFTER)) == [
        ("1", "1", "same"),
        (None, "2", "new"),
        ("2", "3", "renumbered"),
        ("4", "4", "same"),
        ("3", "5", "split"),
        ("3", "6", "split"),
    ]


def test_two_articles_made_one_are_merged() -> None:
    assert ("5", "3", "merged") in kinds(redline(AFTER, BEFORE))
    assert ("6", "3", "merged") in kinds(redline(AFTER, BEFORE))
    assert ("2", None, "gone") in kinds(redline(AFTER, BEFORE))


def test_an_article_that_changed_places_has_moved_and_its_changes_are_told() -> None:
    parking = (
        "ARTICLE 1. PARKING\n\nParking is free at every facility for every nurse on shift.\n\n"
    )
    meals = "ARTICLE 2. MEALS\n\n" + "A hot meal is served to staff at midnight every night. " * 3
    moved = parking.replace("ARTICLE 1", "\n\nARTICLE 2").replace("free", "paid by the Employer")
    found = redline(parking + meals, meals.replace("ARTICLE 2", "ARTICLE 1") + moved)
    assert ("1", "2", "moved") in kinds(found)
    [move] = found.moves
    assert move.whole_article
    assert [(c.old_words, c.new_words) for c in move.changes] == [
        (("free",), ("paid", "by", "the", "Employer"))
    ]


def test_numbers_that_changed_in_a_clause_are_pulled_out_whole() -> None:
    assert [(number.kind, str(number)) for number in redline(BEFORE, AFTER).numbers] == [
        ("date", "December 1, 2025 to February 1, 2025"),
        ("percent", "12 % to 10 %"),
        ("money", "$1,200 to $1,350"),
        ("money", "$2.00 to $2.50"),
        ("count", "sixty (60) to thirty (30)"),
    ]


def test_a_number_knows_its_clause_and_article() -> None:
    number = redline(BEFORE, AFTER).numbers[2]
    assert (number.article, number.clause) == ("3", "The stipend is $1,350 a year.")
    assert number.old_clause == "The stipend is $1,200 a year."


def test_a_paragraph_that_stands_elsewhere_is_a_move() -> None:
    rate = "The rate is $35 an hour for everyone who works here.\n\n"
    names = "The Union receives a list of all new employees every month.\n\n"
    rights = "Nothing in this Article limits the rights of either party.\n\n"
    found = redline(
        f"ARTICLE 1. PAY\n\n{rate}{names}{rights}", f"ARTICLE 1. PAY\n\n{rights}{rate}{names}"
    )
    [move] = found.moves
    assert found.old.words[move.old_start : move.old_end] == tuple(rights.split())
    assert {change.kind for change in found.changes} == {"moved-from", "moved-to"}
    assert found.marked == 0


def test_a_paragraph_moved_to_another_article_and_altered_is_still_a_move() -> None:
    clause = "Employees who work overnight receive a meal at no cost during each such shift."
    one = "ARTICLE 1. MEALS\n\nMeals are served daily in the main hall for all.\n\n"
    two = "ARTICLE 2. NIGHTS\n\nNight work begins at ten and ends at six each day.\n\n"
    found = redline(f"{one}{clause}\n\n{two}", f"{one}{two}{clause.replace('a meal', 'two meals')}")
    [move] = found.moves
    assert (move.old_article, move.new_article) == ("1", "2")
    assert sum(change.marked for change in move.changes) == 4


def test_what_every_letter_says_has_not_moved_from_one_to_another() -> None:
    letter = "LETTER OF AGREEMENT – {0}\n\n{1}\n\n{2} is what the parties mean here.\n\n"
    between = "This Agreement is between the Employer and the Union of all nurses."
    old = [
        letter.format(name, between, name) for name in ("PARKING", "MEALS", "UNIFORMS", "PHONES")
    ]
    new = [letter.format(name, between, name) for name in ("CHILDCARE", "TRAVEL", "LOCKERS")]
    pay = "ARTICLE 1. PAY\n\nWages rise by two percent every year.\n\n"
    assert redline(pay + "".join(old), pay + "".join(new)).moves == ()


def test_a_letter_taken_into_an_article_is_merged_though_its_form_is_left_behind() -> None:
    forms = "This Agreement is between the Employer and the Union of all nurses.\n\n"
    leave = (
        "An employee who lost a home in a natural disaster has eighty hours of paid leave, and may"
        " ask for donated leave once it is used."
    )
    letters = "".join(
        f"LETTER OF AGREEMENT – {name}\n\n{forms}{text}\n\n"
        for name, text in (
            ("PARKING", "Parking is free in all lots until the new garage opens its doors."),
            ("MEALS", "A hot meal is served at midnight to all who work the night shift."),
            ("LOCKERS", "Every unit has one locker for each nurse on its longest shift."),
        )
    )
    article = "ARTICLE 1. LEAVES\n\nJury duty is paid in full at the regular rate of pay.\n\n"
    disaster = f"LETTER OF AGREEMENT – DISASTER LEAVE\n\n{forms}{leave}\n\n"
    found = redline(article + letters + disaster, f"{article}{leave}\n\n{letters}")
    assert ("LETTER OF AGREEMENT – DISASTER LEAVE", "1", "merged") in kinds(found)


def test_formatting_alone_is_no_change() -> None:
    old = "ARTICLE 1. PAY\n\nThe “Employer” pays overtime – always –\nand on time.\n\n• Nights\n"
    new = (
        'ARTICLE 1. PAY\n\nThe   "Employer" pays over-\ntime - always - and on\ntime.\n\n- Nights\n'
    )
    found = redline(old, new.replace("over-\ntime", "overtime"))
    assert kinds(found) == [("1", "1", "same")]
    assert found.changes == ()


def test_tables_are_compared_cell_by_cell() -> None:
    table = "ARTICLE 1. PAY\n\n| Step | Nights | Days |\n|---|---|---|\n"
    found = redline(
        f"{table}| 1 | 30 | 31 |\n| 2 | 31 | 32 |\n", f"{table}| 1 | 31 | 32 |\n| 2 | 31 | 33 |\n"
    )
    assert [(c.row, c.column, c.old, c.new) for c in found.cells] == [
        ("1", "Nights", "30", "31"),
        ("1", "Days", "31", "32"),
        ("2", "Days", "32", "33"),
    ]


def test_equal_texts_have_no_changes() -> None:
    found = redline(BEFORE, BEFORE)
    assert found.changes == ()
    assert found.numbers == ()
    assert found.marked == 0


CLAUSES = st.sampled_from(
    [
        "The Employer shall pay twelve percent (12%) more in December.",
        "The Employer shall pay ten percent (10%) more in February.",
        "• uniforms are free",
        "• parking is free",
        "a. Nights are paid $2.00 an hour;",
        "b. Weekends are paid $3.00 an hour;",
        "| 1 | 30 | 31 |\n| 2 | 32 | 33 |",
        "| 1 | 30 | 35 |\n| 2 | 34 | 33 |",
        "Section 2. Layoff follows seniority in the unit.",
        "ARTICLE 1. PAY",
        "ARTICLE 2. LAYOFF",
        "ARTICLE 3. MEALS",
        "LETTER OF AGREEMENT – PARKING",
        "Layoff follows seniority. Notice is sixty (60) days. Recall is for two years.",
        "Layoff follows seniority. Notice is thirty (30) days. Recall is for one year.",
    ]
)
TEXTS = st.lists(CLAUSES, min_size=1, max_size=14).map("\n\n".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
@example(
    "The Employer shall pay twelve percent (12%) more in December.\n\nARTICLE 2. LAYOFF\n\n"
    "The Employer shall pay twelve percent (12%) more in December.\n\n"
    "The Employer shall pay ten percent (10%) more in February.\n\na. Nights are paid $2.00;",
    "The Employer shall pay ten percent (10%) more in February.\n\nARTICLE 2. LAYOFF\n\n"
    "ARTICLE 1. PAY\n\nThe Employer shall pay twelve percent (12%) more in December.",
)
def test_any_two_contracts_are_rebuilt_exactly_and_every_article_is_matched(
    old: str, new: str
) -> None:
    found = redline(old, new)
    assert {m.old.index for m in found.matches if m.old} == {a.index for a in found.old.articles}
    assert {m.new.index for m in found.matches if m.new} == {a.index for a in found.new.articles}
    passages = [passage for view in article_views(found) for passage in view.passages]
    pieces = [piece for passage in passages for piece in passage.pieces]
    new_words = [word for piece in pieces if piece.kind != "deleted" for word in piece.words]
    assert new_words == list(found.new.shown)
    old_words = Counter(word for p in pieces if p.kind != "inserted" for word in p.words)
    assert Counter(found.old.shown) <= old_words  # moved words are shown at both places


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_what_somebody_made_of_a_text_is_rebuilt_to_the_word(pair: tuple[str, str]) -> None:
    try:
        found = redline(*pair)
    except DocumentError:
        assume(False)
        return
    words = {side: [w for a in getattr(found, side).articles for w in a.words] for side in SIDES}
    assert words["old"] == list(found.old.words)
    rebuilt: list[str] = []
    at = 0
    for change in found.changes:
        assert found.old.words[change.old_start : change.old_end] == change.old_words
        rebuilt += words["old"][at : change.old_start]
        assert len(rebuilt) == change.new_start
        rebuilt += change.new_words
        at = change.old_end
    assert rebuilt + words["old"][at:] == words["new"]


SIDES = ("old", "new")


class TestTheRealContracts:
    def test_every_article_of_both_is_found(self) -> None:
        for document, gone in zip(real_contracts(), ((21, 46), (21, 46)), strict=True):
            numbers = [a.number for a in document.articles if a.kind == "article"]
            last = int(numbers[-1])
            assert numbers == [str(n) for n in range(1, last + 1) if n not in gone]
            assert "2025-2027 Oregon" not in " ".join(document.words)

    def test_they_are_rebuilt_exactly_with_fewer_marks_than_words(self) -> None:
        old, new = real_contracts()
        found = compare(old, new)
        assert apply_changes(old.words, found.changes) == list(new.words)
        # difflib without its junk rule marks 7,030 of the same words; the bench measures both.
        assert found.marked < 7_030

    def test_what_moved_and_what_changed_is_told(self) -> None:
        found = compare(*real_contracts())
        assert ("article", "71") in [
            (m.new.kind, m.new.number) for m in found.matches if m.kind == "moved" and m.new
        ]
        said = {(number.article, str(number)) for number in found.numbers}
        assert ("48", "two (2) to four (4)") in said
        assert ("68", "June 30, 2025 to June 30, 2027") in said
