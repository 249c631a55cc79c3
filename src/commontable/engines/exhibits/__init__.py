"""Exhibits outside the record: copies on numbered pages, archives, and whether they are whole.

No database and no clock: an archive is written from what it is told, and checked from itself.
"""

from commontable.engines.exhibits.apart import Made, make_copy
from commontable.engines.exhibits.archive import (
    About,
    Exhibit,
    StampedFile,
    Written,
    write_archive,
)
from commontable.engines.exhibits.copies import Copy, How, Source, stamped_copy
from commontable.engines.exhibits.errors import ExhibitError
from commontable.engines.exhibits.stamp import Stamp
from commontable.engines.exhibits.verification import Finding, Verdict, verify

__all__ = [
    "About",
    "Copy",
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
    "stamped_copy",
    "verify",
    "write_archive",
]
