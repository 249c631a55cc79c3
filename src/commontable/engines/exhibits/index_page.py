"""What an archive says of itself: a page to read, a table to sort, and how to check it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from commontable.engines.exhibits.archive import About, Exhibit

COLUMNS = (
    "number",
    "party",
    "title",
    "file",
    "size",
    "sha256",
    "received",
    "from",
    "custody",
    "original name",
    "type",
    "stamped copy",
    "stamped copy sha256",
    "pages",
    "first page number",
    "last page number",
    "remark",
)
PARTIES = {"U": "Union", "E": "Employer", "Jt": "Joint"}
_HOW = {"pages": "", "set": "words set anew", "slip": "slip"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = """
body { font: 15px/1.45 sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem }
h1 { font-size: 1.6rem } table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding-block: .5rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem }
tr { border-bottom: 1px solid #bbb }
code { font-size: .8rem; overflow-wrap: anywhere } .fault { font-weight: bold }
ul { margin: 0; padding-left: 1.1rem } @media print { body { font-size: 10px } }
"""


def as_csv(exhibits: Iterable[Exhibit]) -> str:
    """A line an exhibit, as any spreadsheet reads it; what could begin a formula is set in quotes.

    Begins with the mark by which Excel knows UTF-8.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in exhibits:
        stamped = one.stamped
        writer.writerow(
            _harmless(cell)
            for cell in (
                one.label,
                PARTIES.get(one.party, one.party),
                one.title,
                one.original_name,
                str(one.size),
                one.sha256,
                one.received,
                one.received_from,
                " | ".join(one.custody),
                one.file_name,
                one.media_type,
                one.stamped_name,
                stamped.sha256 if stamped else "",
                str(stamped.pages) if stamped else "",
                stamped.first if stamped else "",
                stamped.last if stamped else "",
                remark(one),
            )
        )
    return "\ufeff" + target.getvalue()


def remark(exhibit: Exhibit) -> str:
    """What is to be known of an exhibit's files: a fault, or what its copy is."""
    if exhibit.fault:
        return exhibit.fault
    stamped = exhibit.stamped
    if stamped is None or not _HOW[stamped.how]:
        return ""
    return f"{_HOW[stamped.how]}: {stamped.why}" if stamped.why else _HOW[stamped.how]


def _harmless(cell: str) -> str:
    plain = cell.replace("\0", "")
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def as_html(about: About, exhibits: Sequence[Exhibit]) -> str:
    """A page that needs nothing but itself and the files beside it."""
    title = f"Exhibits, {about.table}"
    rows = "\n".join(_row(one) for one in exhibits)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p>{escape(about.campaign)}, {escape(about.coalition)}. {_count(len(exhibits))}.
How to check them: <a href="README.txt">README.txt</a>.</p>
<table>
<caption>By party and number. Each file is known by its SHA-256.</caption>
<thead><tr><th scope="col">Number</th><th scope="col">Title and file</th>
<th scope="col">Received</th><th scope="col">Custody</th>
<th scope="col">Stamped copy</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def _row(one: Exhibit) -> str:
    name = _text(one.file_name)
    if one.original_name:
        file = f'<a href="{_link(one.original_name)}">{name}</a>'
    else:
        file = f'{name}<br><span class="fault">{_text(one.fault)}</span>'
    custody = "".join(f"<li>{_text(line)}</li>" for line in one.custody)
    sender = f" from {_text(one.received_from)}" if one.received_from else ""
    return (
        f'<tr><th scope="row">{_text(one.label)}</th>'
        f"<td>{_text(one.title)}<br>{file}, {one.size:,} bytes<br><code>{one.sha256}</code></td>"
        f"<td>{_text(one.received)}{sender}</td><td><ul>{custody}</ul></td>"
        f"<td>{_stamped_cell(one)}</td></tr>"
    )


def _stamped_cell(one: Exhibit) -> str:
    stamped = one.stamped
    if stamped is None:
        return ""
    pages = f"{stamped.pages} page" + ("" if stamped.pages == 1 else "s")
    numbers = ""
    if stamped.first:
        to = f" to {_text(stamped.last)}" if stamped.last != stamped.first else ""
        numbers = f"<br>{_text(stamped.first)}{to}"
    said = remark(one)
    remarked = f"<br>{_text(said)}" if said and not one.fault else ""
    return (
        f'<a href="{_link(one.stamped_name)}">{pages}</a>{numbers}{remarked}'
        f"<br><code>{stamped.sha256}</code>"
    )


def _text(text: str) -> str:
    """Escaped, and with its own direction: a name from right to left must not turn its line."""
    return f"<bdi>{escape(text)}</bdi>"


def _link(path: str) -> str:
    return escape(quote(path))


def _count(number: int) -> str:
    return f"{number} exhibit" + ("" if number == 1 else "s")


def readme(about: About, folder: str, exhibits: Sequence[Exhibit]) -> str:
    """What this is, and how anybody checks it with a tool their machine has."""
    faults = [f"  {one.label}: {one.fault}" for one in exhibits if one.fault]
    broken = (
        "\nNOT WHOLE. Of these exhibits there is no file here:\n" + "\n".join(faults) + "\n"
        if faults
        else ""
    )
    return f"""Exhibits of the {about.table}
{about.campaign}, {about.coalition}
{_count(len(exhibits))}.
{broken}
originals/   the files, byte for byte as they came, named by exhibit number
stamped/     a copy of each on numbered pages. Every page says: exhibit, page, of how many, and the
             first 12 figures of the original's SHA-256. PDFs and pictures are copied with their own
             pages. Text, Word files and e-mails are their words set anew: their layout depends on
             who opens them, so the file in originals/ is the exhibit. Other files have a slip.
INDEX.html   what there is, to read; index.csv the same as a table. A cell that could be taken
             for a formula begins with an apostrophe.
SHA256SUMS   the SHA-256 of every file here but itself

Check it
--------
In a terminal, in this folder ({folder}):

  Linux     sha256sum -c SHA256SUMS
  macOS     shasum -a 256 -c SHA256SUMS
  Windows   Get-FileHash -Algorithm SHA256 originals\\*      (PowerShell; compare with SHA256SUMS)

Every line must say OK. That shows that the files are those the list names. That the list itself is
the one that was made is shown by the SHA-256 of SHA256SUMS, or of the whole ZIP file: both are kept
in the record of whoever made this archive, with the day, in the custody of each exhibit.

With Commontable, without a database:

  commontable exhibits verify FILE.zip       (or this folder)

It also names what was added or taken away.
"""
