"""The command says what a file brings, and keeps it only when told to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cast import Cast, assemble, enter
from commontable.workforce.models import Census, Upload
from database import Database
from workforce.sheets import HEADINGS, ROWS, as_csv


@pytest.fixture
def cast(fresh_database: Database) -> Cast:
    return assemble()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "payroll.csv"
    rows = [(r[0], {"NUR": "Local 9", "TEC": "TEC"}[r[1]], *r[2:]) for r in ROWS]
    path.write_bytes(as_csv([*rows, rows[0]], (HEADINGS[0], "Org", *HEADINGS[2:])))
    return path


def said(sheet: Path, *options: str) -> str:
    out = io.StringIO()
    words = ["--coalition", "harbor", "--source", "Payroll", "--as-of", "2026-03-02"]
    call_command("import_census", str(sheet), *words, *options, stdout=out)
    return out.getvalue()


MAPPED = ("--map", "Org=union", "--value", "union:Local 9=NUR")


def count(cast: Cast) -> tuple[int, int]:
    with transaction.atomic():
        enter(cast.research)
        return Census.objects.count(), Upload.objects.count()


def test_it_says_what_a_file_brings_and_keeps_nothing(cast: Cast, sheet: Path) -> None:
    told = said(sheet, *MAPPED)
    assert "6 rows read: 5 workers, 4.3 FTE" in told
    assert "101, already in row 2" in told
    assert "Nothing was kept" in told
    assert count(cast) == (0, 0)


def test_it_keeps_the_census_when_told_to(cast: Cast, sheet: Path) -> None:
    assert "Kept as " in said(sheet, *MAPPED, "--keep")
    assert count(cast) == (1, 0)
    # What was said of columns and values is remembered for the source.
    assert "5 workers" in said(sheet)


def test_what_cannot_be_done_is_said_and_leaves_nothing(
    cast: Cast, sheet: Path, media: Path
) -> None:
    for options, reason in (
        ((), "Union"),
        (("--map", "Orgg=union"), "Expected a heading of the file"),
        (("--map", "Org=onion"), "Expected a column"),
        (("--value", "Local 9"), "Expected --value"),
        (("--union", "XYZ"), "expected one of NUR, TEC"),
    ):
        with pytest.raises(CommandError, match=reason):
            said(sheet, *options)
    assert count(cast) == (0, 0)
    with pytest.raises(CommandError, match="cannot be opened"):
        said(sheet.with_name("nowhere.csv"))
    assert not [path for path in media.rglob("*") if path.is_file()]
