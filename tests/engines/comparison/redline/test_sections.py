"""Sections inside an article: what became of each, by what it says."""

from __future__ import annotations

from commontable.engines.comparison.redline import ArticleMatch, Redline, as_html, as_text, compare
from commontable.engines.comparison.redline.sections import match_sections, sections_of
from commontable.engines.documents import read_text

OLD = """ARTICLE 12. SHIFTS

12.1 Posting. Schedules are posted fourteen (14) days ahead in every unit.

12.2 Weekends. Every second weekend is off unless the employee asks otherwise.

12.3 Meals. A thirty minute meal period is given in the middle of each shift.

12.4 Overtime. Overtime is paid at one and one-half times the regular rate.
"""
NEW = """ARTICLE 12. SHIFTS

12.1 Posting. Schedules are posted twenty-one (21) days ahead in every unit.

12.2 Self-scheduling. Units may schedule themselves under rules they make with the manager.

12.3 Trades. Employees may trade shifts within a pay period with notice.

12.4 Weekends. Every second weekend is off unless the employee asks otherwise.

12.5 Meals. A thirty minute meal period is given in the middle of each shift.
"""


def of(old: str, new: str) -> Redline:
    return compare(read_text(old, "old"), read_text(new, "new"))


def became(found: Redline) -> list[tuple[str | None, str | None, str]]:
    return [
        (match.old.label if match.old else None, match.new.label if match.new else None, match.kind)
        for match in found.sections
    ]


def test_a_section_under_another_number_is_renumbered_and_not_gone_and_new() -> None:
    assert became(of(OLD, NEW)) == [
        ("12.1", "12.1", "changed"),
        (None, "12.2", "new"),
        (None, "12.3", "new"),
        ("12.2", "12.4", "renumbered"),
        ("12.3", "12.5", "renumbered"),
        ("12.4", None, "gone"),
    ]


def test_only_the_number_of_a_renumbered_section_is_marked() -> None:
    text = as_text(of(OLD, NEW))
    assert "[-12.2-] {+12.4+} Weekends. Every second weekend is off" in text
    assert "(was 12.3)" in text
    assert "12: 12.5 Meals, renumbered, was 12.3" in text
    assert '<span class="move">was 12.3</span>' in as_html(of(OLD, NEW))


def test_a_section_that_changed_places_has_moved_with_its_heading() -> None:
    one = "Section {0}. Posting.\n\nSchedules are posted fourteen days ahead in every unit.\n\n"
    two = "Section {0}. Meals.\n\nA meal period of an hour is in the middle of each shift.\n\n"
    three = (
        "Section {0}. Weekends.\n\nEvery second weekend is off, and every third is off"
        " together with the Friday before it, unless the employee asks otherwise.\n\n"
    )
    title = "ARTICLE 12. SHIFTS\n\n"
    old = title + one.format(1) + two.format(2) + three.format(3)
    new = title + two.format(1) + three.format(2) + one.format(3)
    found = of(old, new)
    assert ("Section 1", "Section 3", "moved") in became(found)
    assert ("Section 2", "Section 1", "renumbered") in became(found)
    [move] = found.moves
    moved = found.old.words[move.old_start : move.old_end]
    assert moved[:3] == ("Section", "1.", "Posting.")


def test_a_rewritten_section_keeps_its_title() -> None:
    old = "ARTICLE 1. PAY\n\nSection 1. Nights. Nights are paid two dollars an hour more.\n\n"
    new = "ARTICLE 1. PAY\n\nSection 1. Nights. Ten percent more applies from 7 p.m.\n\n"
    same = "Section 2. Call. Call is paid five dollars for each hour a nurse waits at home.\n"
    assert became(of(old + same, new + same)) == [
        ("Section 1", "Section 1", "changed"),
        ("Section 2", "Section 2", "same"),
    ]


def test_a_decimal_that_opens_a_line_is_no_section() -> None:
    text = "ARTICLE 1. PAY\n\n2.5 hours of pay are the least for a call.\n\nNights are extra.\n"
    assert of(text, text.replace("extra", "more")).sections == ()


def titles(text: str) -> list[tuple[str, str]]:
    document = read_text(text)
    return [(s.label, s.title) for s in sections_of(document, document.articles[0])]


def test_a_title_ends_with_its_own_paragraph() -> None:
    text = """ARTICLE 1. WAGES

Section 1. Raises

Effective July 1, 2025, all rates increase by 10 %.

Section 2. Floating

Employees who float to another unit receive two dollars an hour more for each hour there.

Section 3.

Meals. A meal is given.

Section 4. Employees who work on any of these days are paid at twice their own regular rate.
"""
    assert titles(text) == [
        ("Section 1", "Raises"),
        ("Section 2", "Floating"),
        ("Section 3", "Meals"),
        ("Section 4", ""),
    ]


def given_that_stayed(old: str, new: str, *stayed: str) -> list[tuple[str | None, str | None, str]]:
    """What became of the sections, where of all words only ``stayed`` did."""
    before, after = read_text(f"ARTICLE 1. PAY\n\n{old}"), read_text(f"ARTICLE 1. PAY\n\n{new}")
    runs = [(before.words.index(word), after.words.index(word), 1) for word in stayed]
    matches = [ArticleMatch(before.articles[0], after.articles[0], "changed", 0.5)]
    return [
        (match.old.label if match.old else None, match.new.label if match.new else None, match.kind)
        for match in match_sections(before, after, matches, runs)
    ]


def test_small_words_in_common_make_no_section_another() -> None:
    assert given_that_stayed(
        "Section 1. What the parties agreed on wages.\n",
        "Section 1. Rates rise by four percent.\n\n"
        "Section 3. Overtime past the eighth hour on any day is paid at one and one-half times.\n",
        *("the", "on"),
    ) == [
        (None, "Section 1", "new"),
        (None, "Section 3", "new"),
        ("Section 1", None, "gone"),
    ]


def test_a_short_section_is_not_found_in_a_long_one_by_one_word() -> None:
    assert given_that_stayed(
        "Section 4. Wages.\n\nSection 5. Reserved.\n",
        "Section 7. Deductions. Those the law requires are made from Wages. each month.\n\n"
        "Section 8. Reserved.\n",
        *("Wages.", "Reserved."),
    ) == [
        (None, "Section 7", "new"),
        ("Section 5", "Section 8", "renumbered"),
        ("Section 4", None, "gone"),
    ]
