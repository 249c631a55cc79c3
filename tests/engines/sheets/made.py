"""A sheet made by hand, and one whose every text means harm."""

from __future__ import annotations

from dataclasses import replace

from commontable.engines.sheets import (
    ENGLISH,
    Cell,
    Column,
    Edition,
    Entry,
    Line,
    Note,
    Row,
    SheetView,
)

NBSP = "\N{NO-BREAK SPACE}"
COLUMNS = (
    Column("status_quo", "Status quo"),
    Column("union", "Ours", "Harbor Health Unions", side="union"),
    Column("employer", "Theirs", "Harbor Health", side="employer"),
    Column("aside", "Off the record", team_only=True),
)


def says(value: str, label: str = "", *, scope: str = "", number: str = "", **facts: str) -> Cell:
    """A cell with one line; ``label`` of a proposal passed on some evening."""
    cited = "passed Oct. 3, 2026, 10:40 p.m." if label else "current agreement"
    line = Line(value, scope, number)
    return Cell((Entry((line,), label=label, cited=facts.pop("cited", cited), **facts),))


def row(place: int, **cells: Cell) -> Row:
    """An issue with a figure of its own in every cell, so that none passes for another."""
    usual = {
        "status_quo": says(f"{place}.25{NBSP}%", number=f"{place}.25", clause="Article 5"),
        "union": says(f"{place + 1}.5{NBSP}%", f"U-{place}", number=f"{place + 1}.5"),
        "employer": says(f"{place} / {place}.75 / 3{NBSP}%", f"E-{place}", scope="NORTH, SOUTH"),
        "aside": Cell(),
    }
    return Row(
        key=f"issue-{place}",
        name=f"Issue number {place}",
        cells=tuple((usual | cells)[column.key] for column in COLUMNS),
        group="Economic" if place % 2 else "Non-economic",
        ref=f"issue-{place}",
    )


def sheet(issues: int = 4, **facts: object) -> SheetView:
    made = SheetView(
        title="Where the common table stands",
        edition=Edition.TEAM,
        number=2,
        coalition="Harbor Health Unions",
        employer="Harbor Health",
        campaign="Harbor 2026",
        table="Common table",
        as_of="2026-10-05T22:40:00-07:00",
        as_of_words="Oct. 5, 2026, 10:40 p.m. PDT",
        language="en",
        row_head="Issue",
        columns=COLUMNS,
        rows=tuple(
            sorted((row(place) for place in range(1, issues + 1)), key=lambda each: each.group)
        ),
        words=ENGLISH,
        made="Made Oct. 5, 2026, 10:41 p.m. PDT by Ada Chief.",
        basis="12 crossings counted; the log stands at entry 1,234.",
        codes={"NORTH": "North Shore", "SOUTH": "South Bay", "EAST": "East"},
        notes=(Note("Their counsel said so.", team_only=True), Note("Wages as of March.")),
    )
    return replace(made, **facts)  # type: ignore[arg-type]


HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "#strong[not] *bold* $x^2$ \\ #panic() @cite <label> // gone",
    '<script>alert("x")</script> &amp; <w:b/>',
    "&P of &N",
    "{before} {nothing} {0}",
    "tab\tand\nbreak",
)


def hostile_sheet() -> SheetView:
    """Every text a reader sees is one that some program might take for a command."""
    rows = tuple(
        Row(
            key=f"issue-{place}",
            name=text,
            wording=text,
            group=text,
            cells=tuple(
                says(text, "U-1", scope=text, cited=text, clause=text, note=text)
                for _ in COLUMNS[:3]
            ),
        )
        for place, text in enumerate(HOSTILE)
    )
    return sheet(
        title=HOSTILE[0],
        coalition=HOSTILE[4],
        employer=HOSTILE[5],
        table=HOSTILE[6],
        campaign=HOSTILE[7],
        columns=tuple(
            replace(column, head=HOSTILE[place], sub=HOSTILE[place + 3])
            for place, column in enumerate(COLUMNS[:3])
        ),
        rows=rows,
        notes=tuple(Note(text) for text in HOSTILE),
    )
