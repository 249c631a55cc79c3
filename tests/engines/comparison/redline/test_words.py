"""The word diff: exact, short, and refusing changes made for other words."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commontable.engines.comparison.redline import RedlineError, apply_changes, diff_words
from commontable.engines.comparison.redline import words as words_module

WORDS = st.lists(
    st.sampled_from(["the", "Employer", "shall", "pay", "12", "%", "•", "a.", "30", "days"]),
    max_size=60,
)


@given(WORDS, WORDS)
@example(["•", "one", "•", "two", "•", "three"], ["•", "one", "•", "2", "•", "three", "•", "four"])
@example(["a.", "x", "b.", "y"], ["a.", "z", "b.", "w"])
@example([], ["new"])
@example(["old"], [])
def test_changes_applied_to_the_old_words_give_the_new_ones(old: list[str], new: list[str]) -> None:
    changes = diff_words(old, new)
    assert apply_changes(old, changes) == new
    for before, after in pairwise(changes):
        assert before.old_end < after.old_start or before.new_end < after.new_start


@given(WORDS, WORDS)
def test_long_texts_cut_at_anchors_are_rebuilt_exactly_too(old: list[str], new: list[str]) -> None:
    patch = pytest.MonkeyPatch()
    patch.setattr(words_module, "_EXACT_CELLS", 4)
    patch.setattr(words_module, "_MOST_CELLS", 60)
    try:
        assert apply_changes(old, diff_words(old, new)) == new
    finally:
        patch.undo()


def test_two_changes_in_one_paragraph_stay_two_changes() -> None:
    old = [
        "wages",
        "rise",
        "by",
        "12",
        "%",
        "in",
        "December",
        "of",
        "each",
        "year",
        "of",
        "this",
        "Agreement",
    ]
    new = [
        "wages",
        "rise",
        "by",
        "10",
        "%",
        "in",
        "February",
        "of",
        "each",
        "year",
        "of",
        "this",
        "Agreement",
    ]
    assert [(c.old_words, c.new_words) for c in diff_words(old, new)] == [
        (("12",), ("10",)),
        (("December",), ("February",)),
    ]


def test_the_diff_marks_no_more_words_than_needed() -> None:
    old = ["a", "b", "c", "d", "e", "f", "g", "h"]
    new = ["a", "c", "d", "x", "e", "g", "h", "b"]
    assert sum(change.marked for change in diff_words(old, new)) == 4


def test_a_space_put_elsewhere_is_needed_for_the_text_but_not_marked() -> None:
    [change] = diff_words(["take", "on-call", "duty"], ["take", "on", "-call", "duty"])
    assert (change.kind, change.marked) == ("spacing", 0)


def test_changes_made_for_another_text_are_refused_with_the_place() -> None:
    changes = diff_words(["ten", "days", "notice"], ["five", "days", "notice"])
    with pytest.raises(RedlineError, match=r"word 0 of the old text: expected the words 'ten'"):
        apply_changes(["six", "days", "notice"], changes)


def test_overlapping_changes_are_refused() -> None:
    changes = diff_words(["a", "b"], ["c", "d"])
    with pytest.raises(RedlineError, match="do not overlap"):
        apply_changes(["a", "b"], [*changes, *changes])
