"""Names inside an archive: safe to unpack anywhere, and still to be recognised."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

MOST_BYTES = 80  # of a name without its beginning and ending; many systems stop at 255
_LONGEST_ENDING = 10
_UNSAFE = re.compile(r"[^\w.\-]+")
_RUNS = re.compile(r"[-_.]*-[-_.]*|\.{2,}|_{2,}")


def safe_name(name: str) -> str:
    """Letters, digits, points and hyphens of a file's name, at most ``MOST_BYTES`` and its ending.

    What Windows, a shell or a reader could take for something else goes: slashes, blanks,
    quotation marks, controls, signs that turn the writing direction. Letters of any script stay.
    """
    path = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/"))
    ending = _plain(path.suffix.lstrip("."))[:_LONGEST_ENDING]
    stem = _cut(_plain(path.stem if ending else path.name), MOST_BYTES)
    return f"{stem or 'file'}.{ending}" if ending else stem or "file"


def folder_name(name: str) -> str:
    """A name for the folder everything lies in."""
    return _cut(_plain(name).replace(".", "-"), MOST_BYTES).lower() or "exhibits"


def number_name(party: str, number: int) -> str:
    """``E-014``: so that files stand in the order of their numbers."""
    return f"{party}-{number:03d}"


def _plain(text: str) -> str:
    kept = "".join(
        letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return _RUNS.sub("-", _UNSAFE.sub("-", kept)).strip("-._")


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").strip("-._")
