"""What changed since the sheet before: marked where it stands, told on top, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from commontable.engines.sheets import Cell, Column, Mark, SheetView, since
from engines.sheets.made import COLUMNS, row, says, sheet


def with_cell(view: SheetView, place: int, column: str, cell: Cell) -> SheetView:
    at = [each.key for each in COLUMNS].index(column)
    rows = list(view.rows)
    cells = list(rows[place].cells)
    cells[at] = cell
    rows[place] = replace(rows[place], cells=tuple(cells))
    return replace(view, rows=tuple(rows))


def told(before: SheetView, after: SheetView) -> list[str]:
    marked = since(after, before)
    return [marked.tell(change) for change in marked.changes]


def test_the_first_sheet_has_no_change() -> None:
    view = since(sheet(), None)
    assert view.changes == ()
    assert view.previous == ""
    assert view.since == "The first sheet: there is none before it to compare with."


def test_a_sheet_unlike_in_nothing_says_so() -> None:
    view = since(sheet(), sheet())
    assert view.since == "Nothing changed since version 2, as of Oct. 5, 2026, 10:40 p.m. PDT."
    assert all(not cell.mark for each in view.rows for cell in each.cells)


def test_a_counter_is_marked_in_its_cell_and_told_with_both_figures() -> None:
    counter = with_cell(sheet(), 0, "employer", says("2 / 2 / 2 %", "E-9"))
    marked = since(counter, sheet())
    assert [cell.mark for cell in marked.rows[0].cells] == ["", "", "changed", ""]
    assert told(sheet(), counter) == [
        "Issue number 1, Theirs: 1 / 1.75 / 3\u00a0% NORTH, SOUTH (E-1); now 2 / 2 / 2 % (E-9)"
    ]


def test_a_withdrawal_leaves_a_cell_that_is_gone_and_a_first_pass_one_that_is_new() -> None:
    empty = with_cell(sheet(), 1, "union", Cell())
    gone = since(empty, sheet())
    assert gone.rows[1].cells[1].mark is Mark.GONE
    new = since(sheet(), empty)
    assert new.rows[1].cells[1].mark is Mark.NEW
    assert told(empty, sheet()) == ["Issue number 3, Ours: 4.5\u00a0% (U-3), where nothing stood"]


def test_the_same_words_in_another_proposal_are_restated() -> None:
    again = with_cell(sheet(), 0, "union", says("2.5\u00a0%", "U-8", number="2.5"))
    assert since(again, sheet()).rows[0].cells[1].mark is Mark.RESTATED
    assert "now U-8, passed" in told(sheet(), again)[0]


def test_rows_and_columns_that_come_and_go_are_told_and_their_cells_not_marked() -> None:
    before = sheet(issues=3)
    after = sheet(issues=4)
    after = replace(
        after,
        columns=(*COLUMNS[1:], Column("pattern-1", "Pattern")),
        rows=tuple(replace(each, cells=(*each.cells[1:], says("5 %"))) for each in after.rows),
    )
    assert told(before, after) == [
        "New column: Pattern",
        "Column left out: Status quo",
        "New row: Issue number 4",
    ]
    marked = since(after, before)
    assert [each.mark for each in marked.rows] == ["", "", "", "new"]
    assert all(not cell.mark for each in marked.rows for cell in each.cells)
    assert told(sheet(issues=4), sheet(issues=3)) == ["Row left out: Issue number 4"]


def test_new_wording_is_told() -> None:
    view = sheet()
    worded = replace(view, rows=(replace(view.rows[0], wording="Fair raises"), *view.rows[1:]))
    assert told(view, worded) == ["Issue number 1: the team's wording is new"]


@settings(deadline=None)
@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)))
def test_every_difference_is_marked_exactly_where_it_is(then: set[int], changed: set[int]) -> None:
    """Whatever was there before and whatever changed, marks and rows that differ are the same."""
    before = replace(sheet(), rows=tuple(row(place) for place in sorted(then)))
    after = replace(
        sheet(),
        rows=tuple(
            row(place, union=says("9 %", "U-9")) if place in changed else row(place)
            for place in range(1, 7)
        ),
    )
    marked = since(after, before)
    for place, each in enumerate(marked.rows, start=1):
        assert (each.mark is Mark.NEW) == (place not in then)
        assert bool(each.cells[1].mark) == (place in then and place in changed)
    assert len(marked.changes) == (6 - len(then)) + len(then & changed)
