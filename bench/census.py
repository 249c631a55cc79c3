"""How fast, and in how much memory, a census is taken in: 85,000 workers from .csv, .xlsx and
Parquet, and a million from .csv. Each in a process of its own.

The plain alternative loads the same file with pandas: no row is checked, no worker found twice, no
value put into ours, nothing kept.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from bench.report import Report
from commontable.workforce.census.plan import Known, Plan
from commontable.workforce.census.taking import take
from commontable.workforce.files import open_sheet
from commontable.workforce.mapping import CENSUS, heading_row_of, suggest

WORKERS = 85_000
MANY = 1_000_000
LIMIT_SECONDS = {WORKERS: 20, MANY: 180}
HEADINGS = (
    "Employee ID", "Union", "Region", "Facility", "Job Title", "Step", "Hire Date", "FTE",
    "OT Hours", "Base Rate", "Red-circled",
)  # fmt: skip
UNIONS, REGIONS = tuple(f"U{n:02}" for n in range(12)), tuple(f"R{n}" for n in range(8))
_READERS = {".csv": "read_csv", ".xlsx": "read_excel", ".parquet": "read_parquet"}
_PLAIN = """
import json, sys, time
import pandas
began = time.perf_counter()
how = {"engine": "calamine"} if sys.argv[1] == "read_excel" else {}
rows = len(getattr(pandas, sys.argv[1])(sys.argv[2], **how))
print(json.dumps([time.perf_counter() - began, rows]))
"""
_OURS = "import sys; from bench.census import taken_in; taken_in(sys.argv[1])"
_PEAK = (
    "import re, sys; status = open('/proc/self/status').read();"
    "sys.stderr.write(re.search(r'VmHWM:\\s+(\\d+)', status)[1])"
)


def run(report: Report) -> None:
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for count, write in (
            (WORKERS, _as_csv),
            (WORKERS, _as_xlsx),
            (WORKERS, _as_parquet),
            (MANY, _as_csv),
        ):
            _one(report, write(folder, count), count)


def _one(report: Report, file: Path, count: int) -> None:
    seconds, taken, peak = _child(_OURS, str(file))
    if taken != count:
        raise AssertionError(f"{file.name}: {taken:,} workers taken in of {count:,}")
    plain, _, plain_peak = _child(_PLAIN, _READERS[file.suffix], str(file))
    reader = f"pandas.{_READERS[file.suffix]}, unchecked"
    what = f"{count:,} workers from {file.suffix}"
    report.figure(what, seconds, "s", plain=plain, plain_is=reader, limit=LIMIT_SECONDS[count])
    report.figure(f"{what}, peak memory", peak, "MB", plain=plain_peak, plain_is=reader)
    file.unlink()


def _child(program: str, *arguments: str) -> tuple[float, int, float]:
    """Seconds, rows, and megabytes held at once in a process of its own."""
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{_PEAK}", *arguments],
        capture_output=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": f"{root / 'src'}:{root}", "LANG": "C.UTF-8"},
    )
    seconds, rows = json.loads(done.stdout)
    return seconds, rows, int(done.stderr) / 1024


def taken_in(name: str) -> None:
    """In the child: take a file in as a reader's upload is, and print the seconds and the rows."""
    file = Path(name)
    began = time.perf_counter()
    sheet = open_sheet(file, name=file.name)
    row = heading_row_of(sheet.head, CENSUS)
    plan = Plan(
        columns={one.key: one.place for one in suggest(sheet.head[row - 1], CENSUS)},
        as_of=date(2026, 3, 2),
        full_time_hours=Decimal(80),
        heading_row=0 if sheet.has_headings else row,
    )
    known = Known(unions={one: one for one in UNIONS}, regions={one: one for one in REGIONS})
    impact = take(
        sheet, replace(plan, pseudonym_key=b"k" * 32), known, into=file.with_suffix(".kept")
    )
    print(json.dumps([time.perf_counter() - began, impact.taken]))


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    chance = Random(7)
    for number in range(count):
        place = chance.randrange(300)
        hired = date(1996, 1, 1) + timedelta(days=chance.randrange(27 * 365))
        yield (
            f"{100_000 + number}",
            UNIONS[place % 12],
            REGIONS[place % 8],
            f"Facility {place:03}",
            f"Job {chance.randrange(60):02}",
            str(chance.randrange(1, 11)),
            hired.isoformat(),
            chance.choice(("1.0", "0.9", "0.5")),
            chance.choice(("0", "0", "3", "7.75")),
            f"{chance.randrange(1900, 9900) / 100:.2f}",
            chance.choice("NNNNNNNNNY"),
        )


def _as_csv(folder: Path, count: int) -> Path:
    file = folder / f"{count}.csv"
    with file.open("w", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(count))
    return file


def _as_xlsx(folder: Path, count: int) -> Path:
    file = folder / f"{count}.xlsx"
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Census")
        sheet.write_row(0, 0, HEADINGS)
        for line, row in enumerate(_rows(count), start=1):
            sheet.write_row(line, 0, row)
    return file


def _as_parquet(folder: Path, count: int) -> Path:
    file = folder / f"{count}.parquet"
    columns = zip(*_rows(count), strict=True)
    pq.write_table(pa.table(dict(zip(HEADINGS, map(list, columns), strict=True))), file)
    return file
