"""Exhibits outside the record: copies on numbered pages, archives, and whether they are whole.

No database and no clock: an archive is written from what it is told, and checked from itself.
``make_copy`` works in a child process; ``copies`` and ``stamp`` are loaded only there.
"""

from commontable.engines.exhibits.apart import Made, make_copy
from commontable.engines.exhibits.archive import (
    About,
    Exhibit,
    StampedFile,
    Written,
    write_archive,
)
from commontable.engines.exhibits.errors import ExhibitError
from commontable.engines.exhibits.verification import Finding, Verdict, verify
from commontable.engines.exhibits.wanted import How, Source, Stamp

__all__ = [
    "About",
    "Exhibit",
    "ExhibitError",
    "Finding",
    "How",
    "Made",
    "Source",
    "Stamp",
    "StampedFile",
    "Verdict",
    "Written",
    "make_copy",
    "verify",
    "write_archive",
]
