"""A sheet keeps itself: through JSON and back, under one hash, without signs that deceive."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commontable.engines.sheets import (
    Cell,
    Entry,
    Line,
    SheetError,
    digest,
    from_data,
    one_line,
    printable,
    since,
    to_data,
    to_json,
)
from commontable.engines.sheets.view import fill
from commontable.engines.sheets.widths import Widths
from engines.sheets.made import sheet


def test_a_sheet_comes_back_from_json_as_it_was() -> None:
    view = since(sheet(), sheet(issues=3))
    assert from_data(json.loads(to_json(view))) == view


def test_the_hash_is_that_of_the_json_and_survives_another_order_of_keys() -> None:
    view = sheet()
    assert digest(view) == hashlib.sha256(to_json(view).encode()).hexdigest()
    shuffled = json.loads(json.dumps(dict(reversed(to_data(view).items()))))
    assert digest(from_data(shuffled)) == digest(view)


def test_a_field_that_sheets_get_later_changes_no_hash_of_a_frozen_one() -> None:
    """What is as it is by default is not in the JSON, so adding it there adds nothing."""
    data = to_data(sheet())
    assert "previous" not in data
    assert "changes" not in data
    assert data["columns"][0] == {"key": "status_quo", "head": "Status quo"}
    assert from_data(data) == sheet()


def test_one_sign_more_is_another_hash() -> None:
    view = sheet()
    assert digest(replace(view, title=view.title + ".")) != digest(view)


def test_what_is_no_sheet_is_told_apart() -> None:
    with pytest.raises(SheetError, match="no sheet"):
        from_data({"title": "A sheet?"})


def test_signs_that_turn_a_figure_around_are_taken_out() -> None:
    assert printable("4\u202e5.2\u202c %") == "4 5.2  %"
    assert printable("bell\x07 and\r\nline") == "bell  and\nline"


def test_blanks_become_one_and_a_no_break_space_stays() -> None:
    assert one_line("  3\u00a0%\n\n of  pay ") == "3\u00a0% of pay"


@settings(deadline=None)
@given(st.text())
def test_what_is_printable_is_so_twice(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    once.encode()  # no half of a pair is left


@settings(deadline=None)
@given(st.text(), st.text())
def test_what_a_fact_says_is_never_read_as_a_blank(before: str, after: str) -> None:
    assert fill("{before}|{after}", {"before": before, "after": after}) == f"{before}|{after}"


def test_a_cell_is_a_number_only_where_it_says_nothing_else() -> None:
    one, two = Line("4.5 %", "", "4.5"), Line("3 %", "", "3")
    assert Cell((Entry((one,)),)).number == "4.5"
    assert Cell((Entry((one, two)),)).number == ""
    assert Cell((Entry((one,), about="Wages"),)).number == ""
    assert Cell((Entry((Line("4.5 %", "NORTH", "4.5"),)),)).number == ""
    assert Cell((Entry((one,)), Entry((two,)))).number == ""


def test_groups_keep_the_order_of_their_rows() -> None:
    view = sheet(issues=5)
    assert [(name, len(rows)) for name, rows in view.groups()] == [
        ("Economic", 3),
        ("Non-economic", 2),
    ]


def test_the_first_column_has_room_for_the_longest_word() -> None:
    """Among many broad columns a word that cannot break would run into the next one."""
    view = sheet(issues=1)
    long = Cell((Entry((Line("4 / 4 / 3 / 3 % NORTH, SOUTH, EAST, WEST and others"),)),))
    broad = tuple(long for _ in view.columns)
    row = replace(view.rows[0], name="Subcontracting", cells=broad)
    tight = Widths.of(replace(view, rows=(replace(row, name="Pay"),)))
    roomy = Widths.of(replace(view, rows=(row,)))
    assert roomy.first > tight.first
    assert roomy.first + sum(roomy.columns) == pytest.approx(1)
