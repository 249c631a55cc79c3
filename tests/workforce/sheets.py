"""Censuses made up for the tests: a few rows that read like a story, and many when size matters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from commontable.workforce.census.impact import Impact, Refused
from commontable.workforce.census.plan import Known, Plan
from commontable.workforce.census.taking import take
from commontable.workforce.files import open_sheet
from commontable.workforce.mapping import CENSUS, heading_row_of, suggest

DAY = date(2026, 3, 2)
HEADINGS = (
    "Employee ID", "Union", "Region", "Facility", "Job Title", "Step", "Hire Date", "FTE",
    "OT Hours", "Base Rate", "Red-circled",
)  # fmt: skip
ROWS: tuple[tuple[str, ...], ...] = (
    ("101", "NUR", "NORTH", "Harbor General", "Nurse", "1", "2019-02-01", "1.0", "0", "40.00", "N"),
    ("102", "NUR", "NORTH", "Harbor General", "Nurse", "2", "2/1/2015", "80%", "3.5", "42.00", "N"),
    ("103", "NUR", "SOUTH", "Bay Clinic", "Nurse", "2", "2015-06-30", "0.5", "", "$41.50", ""),
    ("104", "TEC", "NORTH", "Harbor General", "Technician", "", "1999-01-01", "1", "", "39", "Y"),
    ("105", "TEC", "SOUTH", "Bay Clinic", "Technician", "3", "2001-01-01", "1", "0", "38.10", "N"),
)
KNOWN = Known(
    unions={"NUR": "United Nurses", "TEC": "Technicians United"},
    regions={"NORTH": "North Shore", "SOUTH": "South Bay"},
    facilities=frozenset({"Harbor General"}),
)


def as_csv(rows: Iterable[Sequence[object]], headings: Sequence[str] = HEADINGS) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()


def as_xlsx(path: Path, rows: Iterable[Sequence[object]], above: Sequence[str] = ()) -> Path:
    """A workbook with lines of title above the headings, numbers as numbers, dates as dates."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes")
        sheet = book.add_worksheet("Census")
        days = book.add_format({"num_format": "mm/dd/yyyy"})
        for line, title in enumerate(above):
            sheet.write(line, 0, title)
        for line, row in enumerate([HEADINGS, *rows], start=len(above)):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, days)
                else:
                    sheet.write(line, column, cell)
    return path


def as_parquet(path: Path, columns: dict[str, list[object]]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def plan_for(headings: Sequence[str], **changes: object) -> Plan:
    """The plan that the headings suggest."""
    found = {one.key: one.place for one in suggest(headings, CENSUS)}
    return replace(Plan(columns=found, as_of=DAY, full_time_hours=Decimal(80)), **changes)  # type: ignore[arg-type]


def taken(
    path: Path, known: Known = KNOWN, **changes: object
) -> tuple[pa.Table, Impact, list[Refused]]:
    """Read a file by what its headings suggest: the census, its impact, every refusal."""
    sheet = open_sheet(path, name=path.name)
    row = heading_row_of(sheet.head, CENSUS)
    plan = plan_for(sheet.head[row - 1], heading_row=0 if sheet.has_headings else row, **changes)
    into = path.with_suffix(".census")
    refusals: list[Refused] = []
    impact = take(sheet, plan, known, into=into, on_refused=refusals.append)
    return pq.read_table(into), impact, refusals
