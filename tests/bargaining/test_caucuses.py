"""Pairing going out with coming back, and reading pasted names. No database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commontable.bargaining.attendance_lines import Present, people_in
from commontable.bargaining.caucuses import Caucus, Move, out_now, pair, total
from commontable.common.errors import CommontableError


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 8, hour, minute, tzinfo=UTC)


def test_a_caucus_lasts_from_out_to_in() -> None:
    caucuses = pair([Move("union", "out", at(10)), Move("union", "in", at(11, 15))])
    assert caucuses == [Caucus("union", at(10), at(11, 15))]
    assert caucuses[0].minutes == 75


def test_both_sides_may_be_out_at_once_and_are_paired_by_themselves() -> None:
    moves = [
        Move("union", "out", at(10)),
        Move("employer", "out", at(10, 30)),
        Move("union", "in", at(11)),
        Move("employer", "in", at(12)),
        Move("union", "out", at(13)),
    ]
    assert [(c.side, c.minutes) for c in pair(moves)] == [
        ("union", 60),
        ("employer", 90),
        ("union", None),
    ]
    assert out_now(moves) == {"union": at(13)}
    assert total(pair(moves), "union") == timedelta(hours=1)


def test_people_are_read_one_a_line_with_their_capacity() -> None:
    pasted = "Ana Ruiz, chief negotiator\n\n• Bo Lind\n3. Cy Young; counsel, of Hart & Co\n"
    assert people_in(pasted) == [
        Present("Ana Ruiz", "chief negotiator"),
        Present("Bo Lind"),
        Present("Cy Young", "counsel, of Hart & Co"),
    ]


def test_a_name_pasted_twice_is_there_once() -> None:
    assert people_in("Ana Ruiz\nana ruiz, observer") == [Present("Ana Ruiz")]


def test_a_line_without_a_name_is_said_with_its_number() -> None:
    with pytest.raises(CommontableError) as caught:
        people_in("Ana Ruiz\n, counsel")
    assert caught.value.where == "Line 2"


@pytest.mark.parametrize("text", ["", "  \n \n", "- \n"])
def test_a_list_of_nobody_is_refused(text: str) -> None:
    with pytest.raises(CommontableError):
        people_in(text)


def test_a_line_too_long_for_a_name_is_refused() -> None:
    with pytest.raises(CommontableError, match="too long"):
        people_in("A" * 201)
