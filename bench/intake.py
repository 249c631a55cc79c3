"""How fast, and in how much memory, a 60-page Word file and PDF are read, beside the plain way.

The contract is made up: numbered sections, wage tables, tracked changes, running headers. The plain
alternative gives the text alone: no articles, no numbers of lists, no changes, no cells.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import docx
import pymupdf
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bench.report import Report
from commontable.engines.documents import Limits, read_apart, read_file

PAGES = 60
LIMIT_MB = 300
ARTICLES, SECTIONS = 40, 14
_ROUNDS = 5
_SENTENCE = (
    "The Employer gives every nurse of unit {n} who has completed {k} years of service at least "
    "{k} days of notice, in writing and with a copy to the Union, before a schedule is changed, "
    "and pays {n}.{k} hours at the rate of the shift that was changed. "
)
_ROWS = [
    ("Step", "Days", "Nights"),
    *((str(n), f"${30 + n}.10", f"${33 + n}.40") for n in range(8)),
]
_PEAK = (
    "import re, sys; status = open('/proc/self/status').read();"
    "sys.stderr.write(re.search(r'VmHWM:\\s+(\\d+)', status)[1])"
)
_OURS = "import sys; from commontable.engines.documents.apart_child import main; main(sys.argv[1:])"
_PLAIN = {
    "docx": "import io, sys, docx; f = docx.Document(io.BytesIO(sys.stdin.buffer.read()));"
    "print('\\n'.join(p.text for p in f.paragraphs))",
    "pdf": "import sys, pymupdf; f = pymupdf.open(stream=sys.stdin.buffer.read());"
    "print(''.join(page.get_text() for page in f))",
}


def run(report: Report) -> None:
    """Milliseconds in one process, in a process of its own, and that one's peak of memory."""
    files = {"docx": _word(), "pdf": _pdf()}
    for name, content in files.items():
        pages = PAGES if name == "docx" else pymupdf.open(stream=content).page_count
        plain = _plain_word if name == "docx" else _plain_pdf
        plain_is = "python-docx, paragraphs joined" if name == "docx" else "PyMuPDF, get_text"
        report.compare(
            f"reading a {pages}-page .{name}",
            lambda content=content, name=name: read_file(content, f"a.{name}"),
            lambda content=content, plain=plain: plain(content),
            plain_is=plain_is,
            rounds=_ROUNDS,
        )
        report(f"    {pages / report.rows[-1].ours * 1000:,.0f} pages a second")
        report.figure(
            f"the same apart, its process started and ended (.{name})",
            _timed(lambda content=content, name=name: read_apart(content, f"a.{name}")),
            "ms",
        )
        job = json.dumps({"name": f"a.{name}", "limits": asdict(Limits())})
        report.figure(
            f"peak memory of that process (.{name})",
            _peak(_OURS, content, job),
            "MB",
            plain=_peak(_PLAIN[name], content),
            plain_is=plain_is,
            limit=LIMIT_MB,
        )


def _plain_word(content: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(BytesIO(content)).paragraphs)


def _plain_pdf(content: bytes) -> str:
    with pymupdf.open(stream=content) as file:
        return "".join(page.get_text() for page in file)


def _timed(work: object) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()  # type: ignore[operator]
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def _peak(program: str, content: bytes, *arguments: str) -> float:
    """Megabytes of memory held at once, as the kernel counted them for that process alone."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{_PEAK}", *arguments],
        input=content,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[1] / "src"), "LANG": "C.UTF-8"},
    )
    return int(done.stderr) / 1024


def _word() -> bytes:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Harbor Nurses and Tidewater Clinics"
    for n in range(1, ARTICLES + 1):
        file.add_heading(f"ARTICLE {n} – TITLE OF ARTICLE {n}", level=1)
        for k in range(1, SECTIONS + 1):
            paragraph = file.add_paragraph(style="List Number")
            paragraph.add_run(_SENTENCE.format(n=n, k=k) * 2)
            if k % 4 == 0:
                mark = f'{nsdecls("w")} w:id="{n * 100 + k}" w:author="Lee"'
                run = "<w:r><w:t>No later than noon.</w:t></w:r>"
                paragraph._p.append(parse_xml(f"<w:ins {mark}>{run}</w:ins>"))
        if n % 4 == 0:
            table = file.add_table(rows=0, cols=3, style="Table Grid")
            for row in _ROWS:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _pdf() -> bytes:
    lines = [
        '#set page("us-letter", header: [Harbor Nurses and Tidewater Clinics], numbering: "1")',
    ]
    lines.append("#set text(11pt)")
    for n in range(1, ARTICLES + 1):
        lines.append(f"= ARTICLE {n} – TITLE OF ARTICLE {n}\n")
        lines += [f"{n}.{k} {_SENTENCE.format(n=n, k=k) * 2}\n" for k in range(1, SECTIONS + 1)]
        if n % 4 == 0:
            cells = ", ".join(
                f"[{cell.replace('$', chr(92) + '$')}]" for row in _ROWS for cell in row
            )
            lines.append(f"#table(columns: 3, {cells})\n")
    with TemporaryDirectory() as folder:
        source = Path(folder) / "contract.typ"
        source.write_text("\n".join(lines))
        return bytes(typst.compile(str(source)))
