"""Passes are looked at group by group; groups have no issue in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commontable.bargaining.selectors.passes import tied

Pass = tuple[int, tuple[str | None, ...]]


def groups_of(said: list[tuple[str | None, ...]]) -> list[list[Pass]]:
    return tied(list(enumerate(said)), issues=lambda one: one[1])


def test_a_package_ties_the_issues_it_speaks_to() -> None:
    groups = groups_of([("wages",), ("floor",), ("ratio",), ("wages", "floor"), ("ratio",)])
    assert [[number for number, _ in group] for group in groups] == [[0, 1, 3], [2, 4]]


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=3).map(tuple), max_size=25))
def test_every_pass_that_speaks_is_in_one_group_and_no_issue_is_in_two(
    said: list[tuple[str, ...]],
) -> None:
    groups = groups_of([*said])
    seen = sorted(number for group in groups for number, _ in group)
    assert seen == [number for number, issues in enumerate(said) if issues]
    issues = [{issue for _, names in group for issue in names} for group in groups]
    assert sum(map(len, issues)) == len(set().union(*issues))
    assert all(group == sorted(group) for group in groups)
