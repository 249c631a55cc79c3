"""No few workers can be told, not by subtracting from a sum either."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commontable.workforce.small_cells import to_hide

LEAST = 10


def hidden(workers: dict[str, int], *groups: str) -> set[str]:
    return set(to_hide(workers, least=LEAST, groups=groups or ["".join(workers)]))


def test_what_is_large_enough_is_shown() -> None:
    assert hidden({"a": 10, "b": 400}) == set()


def test_one_small_cell_takes_the_next_smallest_with_it() -> None:
    assert hidden({"a": 3, "b": 40, "c": 12}) == {"a", "c"}


def test_several_small_cells_are_hidden_until_they_are_many_workers_together() -> None:
    assert hidden({"a": 3, "b": 4, "c": 50, "d": 60}) == {"a", "b", "c"}
    assert hidden({"a": 8, "b": 4, "c": 50, "d": 60}) == {"a", "b"}


def test_nobody_is_nobody() -> None:
    assert hidden({"a": 0, "b": 40}) == set()


def test_a_cell_hidden_for_one_sum_is_protected_in_the_other() -> None:
    table = {"a": 3, "b": 20, "c": 30, "d": 40}  # rows ab and cd, columns ac and bd
    assert hidden(table, "ab", "cd", "ac", "bd") == {"a", "b", "c", "d"}


names = st.sampled_from("abcdefgh")


@given(
    st.dictionaries(names, st.integers(0, 60), min_size=1),
    st.lists(st.sets(names, min_size=1), max_size=6),
)
def test_no_sum_gives_a_hidden_cell_away(workers: dict[str, int], groups: list[set[str]]) -> None:
    inside = [{key for key in group if workers.get(key)} for group in groups]
    gone = to_hide(workers, least=LEAST, groups=inside)
    assert {key for key, count in workers.items() if 0 < count < LEAST} <= gone
    for group in inside:
        of_it = group & gone
        together = sum(workers[key] for key in of_it)
        assert not of_it or (len(of_it) > 1 and together >= LEAST) or of_it == group
