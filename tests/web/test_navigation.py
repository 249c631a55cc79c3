"""Which entry of the main navigation a page belongs to."""

from __future__ import annotations

from commontable.web.navigation import Entry, Group, marked

GROUPS = [
    Group(
        "Common table", (Entry("Board", "/tables/1/board"), Entry("Sheets", "/tables/1/sheets/"))
    ),
    Group("Coalition", (Entry("Tables", "/tables/"), Entry("People", "/coalition/people/"))),
]


def current(path: str) -> dict[str, str]:
    return {
        entry.label: entry.current
        for group in marked(GROUPS, path)
        for entry in group.entries
        if entry.current
    }


def test_the_page_itself_is_marked_as_the_page() -> None:
    assert current("/tables/1/board") == {"Board": "page"}
    assert current("/tables/") == {"Tables": "page"}


def test_a_page_below_marks_the_nearest_entry_above_it() -> None:
    assert current("/tables/1/sheets/7") == {"Sheets": "true"}
    assert current("/tables/2/board") == {"Tables": "true"}


def test_a_page_of_no_entry_marks_none() -> None:
    assert current("/proposals/4/") == {}
    assert current("/tables/1/boards") == {"Tables": "true"}
