"""The comparison sheet at 200 issues: computed, and written as page, PDF, Word and Excel.

Beside each, what one would do first: LibreOffice turning the Word file into the PDF, python-docx's
own tables, pandas writing the workbook. The selector is measured once the board's facts are kept,
as they are on any worker that showed the board, and before.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path

import pandas as pd
from django.db import transaction
from django.template.loader import render_to_string
from docx import Document

from bench.campaign import BuiltCampaign, build
from bench.report import Report
from bench.timing import median_ms
from commontable.bargaining.models import Table
from commontable.bargaining.selectors import facts, passes, records
from commontable.bargaining.selectors.sheets import cells
from commontable.bargaining.selectors.sheets.view import sheet_view
from commontable.bargaining.sheet_definition import Definition
from commontable.bargaining.templatetags import sheet_links
from commontable.bargaining.views.sheet_page import page_of
from commontable.coalition import tenancy
from commontable.common import dates
from commontable.engines.sheets import SheetView, as_pdf, as_word, as_workbook, since

LIMIT_MS = 100
COLUMNS = ("status_quo", "union-1", "union", "employer-1", "employer", "status")


def run(report: Report) -> None:
    built = build("Sheet Unions")
    view = _view(built)
    marked = since(view, view)
    report(f"  {len(view.rows)} rows, {len(view.columns)} columns")
    for what, before, limit in (
        ("a sheet computed, first time in a worker", _forget, None),
        ("a sheet computed, the board's facts kept", lambda: None, LIMIT_MS),
    ):
        report.figure(what, median_ms(lambda: _view(built), before=before), "ms", limit=limit)
    for what, before, limit in (
        ("its page, first time in a worker", sheet_links.KEPT_ROWS.clear, None),
        ("its page, most rows shown before", lambda: None, LIMIT_MS),
    ):
        report.figure(what, median_ms(lambda: _page(marked), before=before), "ms", limit=limit)
    word = as_word(marked)
    with tempfile.TemporaryDirectory(prefix="ct-bench-") as folder:
        office = median_ms(lambda: _by_office(Path(folder), word), rounds=2)
    report.figure(
        "its PDF",
        median_ms(lambda: as_pdf(marked)),
        "ms",
        plain=office,
        plain_is="LibreOffice, headless, from the Word file",
    )
    report.figure(
        "its Word file",
        median_ms(lambda: as_word(marked)),
        "ms",
        plain=median_ms(lambda: _plain_word(marked), rounds=1),
        plain_is="python-docx's own table, filled cell by cell",
    )
    report.figure(
        "its workbook",
        median_ms(lambda: as_workbook(marked)),
        "ms",
        plain=median_ms(lambda: _plain_workbook(marked)),
        plain_is="pandas, text only, no formats or print set-up",
    )


def _view(built: BuiltCampaign) -> SheetView:
    """With the table read anew, as a request does."""
    with transaction.atomic(), tenancy.scope_of(built.actor):
        table = Table.objects.select_related("campaign__employer", "union").get(pk=built.table.pk)
        return sheet_view(
            built.actor,
            table,
            Definition(columns=COLUMNS),
            title="Where the table stands",
            moment=dates.now(),
        ).view


def _page(view: SheetView) -> str:
    return render_to_string("bargaining/sheets/view.html", {"page": page_of(view), "linked": True})


def _by_office(folder: Path, word: bytes) -> bytes:
    source = folder / "sheet.docx"
    source.write_bytes(word)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "sheet.pdf").read_bytes()


def _plain_word(view: SheetView) -> bytes:
    """As python-docx's own pages show it."""
    document = Document()
    table = document.add_table(rows=1, cols=len(view.columns) + 1)
    for place, head in enumerate([view.row_head, *(column.head for column in view.columns)]):
        table.rows[0].cells[place].text = head
    for row in view.rows:
        cells = table.add_row().cells
        cells[0].text = row.name
        for place, cell in enumerate(row.cells, start=1):
            cells[place].text = f"{cell.said}\n{cell.source}"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _plain_workbook(view: SheetView) -> bytes:
    heads = [view.row_head, *(column.head for column in view.columns)]
    rows = [[row.name, *(cell.said for cell in row.cells)] for row in view.rows]
    written = io.BytesIO()
    pd.DataFrame(rows, columns=heads).to_excel(written, index=False, engine="xlsxwriter")
    return written.getvalue()


def _forget() -> None:
    records.KEPT_BOOKS.clear()
    facts.KEPT_FACTS.clear()
    passes.KEPT_PASSES.clear()
    cells.KEPT_ENTRIES.clear()
