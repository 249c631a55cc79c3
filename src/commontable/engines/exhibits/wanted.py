"""What a copy of an exhibit is asked to be, and what it can be: words for both sides of the work.

Nothing here opens a file, so a web worker can ask for a copy without loading what makes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HASH_SHOWN = 12


class How(StrEnum):
    """What the pages of a copy are."""

    PAGES = "pages"  # the file's own
    SET = "set"  # its words, set anew
    SLIP = "slip"  # one page in its place


@dataclass(frozen=True, slots=True)
class Source:
    """The file a copy is made of, and what people call it.

    Attributes:
        why_not: set when the file itself cannot be looked at: the copy is a slip that says so.
    """

    name: str
    media_type: str
    title: str
    size: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is set on the pages of one exhibit.

    Attributes:
        label: the exhibit's number, ``E-14``.
        sha256: of the file as it came; the first ``HASH_SHOWN`` figures are set.
        prefix, first: the running number of the first page, ``TW`` and 123 for TW000123; no
            prefix, no running numbers.
    """

    label: str
    sha256: str
    prefix: str = ""
    first: int = 1

    def number(self, page: int) -> str:
        """The running number of a page, from 1; empty without a prefix."""
        return f"{self.prefix}{self.first + page - 1:06d}" if self.prefix else ""

    def text(self, page: int, pages: int) -> str:
        said = f"{self.label}  page {page} of {pages}  SHA-256 {self.sha256[:HASH_SHOWN]}"
        return f"{self.number(page)}  {said}" if self.prefix else said
