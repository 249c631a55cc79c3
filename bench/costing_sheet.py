"""The pay of the bench's model as a spreadsheet, recalculated by LibreOffice without a screen.

A row for each worker and a column for each period, with the rounding written out; rates are
looked up in a sheet of the resolved ones. What follows pay (bonus, taxes, benefits) is left out:
the spreadsheet is given less to do than we are.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from commontable.engines.costing.costing import Costing, Priced

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">
<value>0</value></prop></item></oor:items>
"""


def recalculation_seconds(costing: Costing, priced: Priced, folder: Path) -> tuple[float, int]:
    """Seconds to recalculate all pay of one offer, and the cents it comes to.

    The same workbook with values in place of formulas is loaded and saved as well, and its time
    taken off: what is left is the recalculation alone.
    """
    times = []
    cents = 0
    for formulas in (True, False):
        path = folder / f"pay-{formulas}.xlsx"
        _write(costing, priced, path, formulas=formulas)
        began = time.perf_counter()
        found = _through_libreoffice(path, folder)
        times.append(time.perf_counter() - began)
        cents = found if formulas else cents
    return times[0] - times[1], cents


def installed() -> bool:
    return shutil.which("soffice") is not None


def _write(costing: Costing, priced: Priced, path: Path, *, formulas: bool) -> None:
    plan, time_ = priced.plan, costing.time
    wage = plan.arrays.wage
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        pay = book.add_worksheet("pay")
        rates = book.add_worksheet("rates")
        workers = plan.standing.workers
        segments = plan.arrays.time.segments
        at = np.searchsorted(segments, np.array(time_.bounds[:-1]), side="right") - 1
        steps = wage.rates.shape[2]
        for group in range(len(plan.book.groups)):
            for step in range(steps):
                line = wage.rates[group, at, step] / 1000
                rates.write_row(group * steps + step, 0, line.tolist())
        firsts = time_.bounds[:-1]
        for row in range(workers.count):
            group = int(plan.book.groups.of[row])
            anniversary = int(workers.anniversary[row])
            hours = [int(workers.hours[row, at]) / 4 for at in range(3)]
            known = [int(workers.step[row]), group * steps, anniversary + 25_569, *hours]
            pay.write_row(row, 0, known)
            for period, first in enumerate(firsts):
                if not formulas:
                    pay.write_number(row, 7 + period, 1234.56)
                    continue
                # Days since 1970 are 25,569 less than a spreadsheet's.
                day = first + 25_569
                taken = f'DATEDIF($C{row + 1},{day},"y")-DATEDIF($C{row + 1},{45_291},"y")'
                place = f"$B{row + 1}+MIN($A{row + 1}+{taken},10)"
                column = xl_col_to_name(period)
                rate = f"INDEX(rates!${column}:${column},{place})"
                formula = (
                    f"=ROUND({rate}*$D{row + 1},2)+ROUND(ROUND({rate}*1.5,2)*$E{row + 1},2)"
                    f"+ROUND(2.35*$F{row + 1},2)"
                )
                pay.write_formula(row, 7 + period, formula, None, "")


def _through_libreoffice(path: Path, folder: Path) -> int:
    """Cents of the first sheet, summed, after LibreOffice has read and written it."""
    with tempfile.TemporaryDirectory() as home:
        user = Path(home) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_ALWAYS)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "csv",
             "--outdir", str(folder), str(path)],
            check=True, capture_output=True, timeout=900,
        )  # fmt: skip
    total = 0
    with path.with_suffix(".csv").open(newline="") as lines:
        for row in csv.reader(lines):
            total += sum(round(float(cell) * 100) for cell in row[7:] if cell)
    return total
