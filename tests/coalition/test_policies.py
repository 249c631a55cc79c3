"""Who may do what, read aloud."""

from __future__ import annotations

from datetime import date

import pytest

from commontable.coalition.actors import Actor, Grant
from commontable.coalition.policies import RIGHTS, Right, may, require
from commontable.coalition.roles import Role
from commontable.common.errors import NotAllowedError, NotFoundError

NURSES, TECHNICIANS = 7, 8
COMMON_TABLE, OTHER_TABLE = 21, 22


def holding(*grants: Grant) -> Actor:
    return Actor(
        user_id=1,
        person_id=1,
        name="Ada",
        coalition_id=1,
        coalition_name="Harbor",
        time_zone="UTC",
        unions=frozenset(g.union_id for g in grants if g.union_id is not None),
        grants=grants,
        on=date(2026, 6, 1),
    )


def everywhere(role: Role) -> Actor:
    return holding(Grant(role, None, None))


MAY = {
    Role.CHIEF_NEGOTIATOR: set(Right),
    Role.BARGAINING_TEAM: {Right.READ, Right.RECORD, Right.PROPOSE, Right.FIGURES},
    Role.OBSERVER: {Right.READ},
    Role.RESEARCH: {Right.READ, Right.RECORD, Right.FIGURES, Right.STUDY, Right.RESEARCH},
    Role.COMMUNICATIONS: {Right.READ, Right.WORD},
    Role.ORGANIZER: {Right.READ},
    Role.UNION_OFFICER: set(Right),
}


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(RIGHTS) == set(Role) == set(MAY)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.UNION_OFFICER])
def test_a_role_in_the_coalition_allows_just_what_the_table_says(role: Role) -> None:
    assert {right for right in Right if may(everywhere(role), right)} == MAY[role]


@pytest.mark.parametrize("right", Right)
def test_a_union_officer_may_everything_for_their_union_and_only_read_what_is_common(
    right: Right,
) -> None:
    officer = holding(Grant(Role.UNION_OFFICER, NURSES, None))
    assert may(officer, right, union_id=NURSES)
    assert may(officer, right) is (right is Right.READ)
    assert not may(officer, right, union_id=TECHNICIANS)


@pytest.mark.parametrize("right", Right)
def test_the_chief_negotiator_has_no_right_over_a_unions_own_rows(right: Right) -> None:
    assert not may(everywhere(Role.CHIEF_NEGOTIATOR), right, union_id=NURSES)


def test_authority_at_one_table_counts_there_only() -> None:
    helper = holding(Grant(Role.BARGAINING_TEAM, None, COMMON_TABLE))
    assert may(helper, Right.PROPOSE, table_id=COMMON_TABLE)
    assert not may(helper, Right.PROPOSE, table_id=OTHER_TABLE)
    assert not may(helper, Right.PROPOSE)
    assert may(helper, Right.READ)


def test_without_authority_nothing_is_allowed() -> None:
    assert not any(may(holding(), right) for right in Right)


def test_another_unions_row_is_not_there_rather_than_forbidden() -> None:
    officer = holding(Grant(Role.UNION_OFFICER, TECHNICIANS, None))
    with pytest.raises(NotFoundError):
        require(officer, Right.READ, union_id=NURSES)


def test_a_refusal_names_the_roles_that_may_and_the_one_that_came() -> None:
    with pytest.raises(NotAllowedError) as refused:
        require(everywhere(Role.OBSERVER), Right.SIGN)
    assert refused.value.expected == "for the whole coalition, one of: Chief negotiator"
    assert refused.value.came == "Observer"


def test_an_officer_refused_at_what_is_common_is_not_told_that_an_officer_may() -> None:
    with pytest.raises(NotAllowedError) as refused:
        require(holding(Grant(Role.UNION_OFFICER, NURSES, None)), Right.PROPOSE)
    assert "officer" not in (refused.value.expected or "")
    assert refused.value.came == "Union officer for one union"
