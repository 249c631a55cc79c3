"""A public edition holds what was released, and not a sign of anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commontable.engines.sheets import (
    Cell,
    Edition,
    Entry,
    Line,
    Note,
    SheetError,
    SheetView,
    public_edition,
    since,
    to_json,
)
from engines.sheets.made import COLUMNS, says, sheet

KEYS = [column.key for column in COLUMNS if not column.team_only]


def release(view: SheetView, **chosen: object) -> SheetView:
    facts: dict[str, object] = {
        "title": "For members",
        "number": 1,
        "rows": {row.key for row in view.rows},
        "columns": set(KEYS),
        "wording": {},
    }
    return public_edition(view, **(facts | chosen))  # type: ignore[arg-type]


def secretive() -> SheetView:
    """Every row and column says a word found nowhere else; the team's own facts do too."""
    rows = tuple(
        replace(
            row,
            name=f"name-of-{row.key}.",
            wording=f"wording-of-{row.key}.",
            ref=f"link-of-{row.key}.",
            cells=tuple(
                says(f"{column.key}-of-{row.key}.", f"U-of-{row.key}-{column.key}.", ref="a-link.")
                for column in COLUMNS
            ),
        )
        for row in sheet(issues=5).rows
    )
    return since(
        sheet(
            title="secret-title.",
            rows=rows,
            made="secret-maker.",
            basis="secret-basis.",
            notes=(
                Note("secret-remark.", team_only=True),
                *(Note(f"note-of-{key}.", column=key) for key in KEYS),
            ),
        ),
        sheet(issues=2),
    )


@settings(deadline=None)
@given(
    st.sets(st.sampled_from(range(1, 6)), min_size=1), st.sets(st.sampled_from(KEYS), min_size=1)
)
def test_nothing_that_was_not_released_is_in_a_public_edition(
    rows: set[int], columns: set[str]
) -> None:
    view = secretive()
    keys = {f"issue-{place}" for place in rows}
    text = to_json(release(view, rows=keys, columns=columns))
    assert "secret" not in text
    assert "link" not in text
    assert "wording-of" not in text
    for row in view.rows:
        for column in view.columns:
            out = row.key in keys and column.key in columns
            assert (f"{column.key}-of-{row.key}." in text) == out
        assert (f"name-of-{row.key}." in text) == (row.key in keys)
    for key in KEYS:
        assert (f"note-of-{key}." in text) == (key in columns)


def test_the_legend_explains_the_codes_that_went_out_and_no_others() -> None:
    assert release(sheet()).legend == "For whom: NORTH North Shore · SOUTH South Bay"
    assert "East" not in to_json(release(sheet()))
    assert release(sheet(), columns={"union"}).legend == ""
    assert "South Bay" not in to_json(release(sheet(), columns={"union"}))


def test_wording_goes_out_only_as_it_is_handed_in() -> None:
    public = release(
        secretive(), rows={"issue-1"}, wording={"issue-1": "Fair", "issue-2": "Not this"}
    )
    assert [row.wording for row in public.rows] == ["Fair"]
    assert "Not this" not in to_json(public)


def test_the_figures_are_those_of_the_version() -> None:
    view = sheet()
    public = release(view)
    assert public.edition is Edition.PUBLIC
    assert [[cell.said for cell in row.cells] for row in public.rows] == [
        [cell.said for cell in row.cells[:3]] for row in view.rows
    ]


def test_a_column_for_the_team_cannot_go_out() -> None:
    with pytest.raises(SheetError, match="Off the record"):
        release(sheet(), columns={"union", "aside"})


def test_what_was_said_off_the_record_cannot_go_out_in_any_column() -> None:
    view = sheet()
    aside = Cell((Entry((Line("5 %"),), label="E-7", off_record=True),))
    rows = (replace(view.rows[0], cells=(aside, *view.rows[0].cells[1:])), *view.rows[1:])
    with pytest.raises(SheetError, match="off the record"):
        release(replace(view, rows=rows), columns={"status_quo"})


@pytest.mark.parametrize("chosen", [{"rows": set()}, {"columns": set()}])
def test_nothing_released_is_no_edition(chosen: dict[str, object]) -> None:
    with pytest.raises(SheetError, match="at least one row and one column"):
        release(sheet(), **chosen)


@pytest.mark.parametrize("chosen", [{"rows": {"issue-99"}}, {"columns": {"pattern-1"}}])
def test_a_key_the_version_does_not_have_is_refused(chosen: dict[str, object]) -> None:
    with pytest.raises(SheetError, match="no such row or column"):
        release(sheet(), **chosen)
