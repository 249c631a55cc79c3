"""An archive of exhibits: the files as they came, their stamped copies, an index, and the hashes.

A ZIP file in which nothing is compressed, with one folder that has

- ``originals/`` and ``stamped/``, named by exhibit number;
- ``INDEX.html`` and ``index.csv``: every exhibit with its hash, its receipt and its custody;
- ``README.txt``: what this is and how to check it;
- ``SHA256SUMS``: a line for each other file, as ``sha256sum -c`` reads it.

The same exhibits give the same bytes, on any machine: no clock is read, no date of a file is kept.
Files are copied through in pieces, so an archive of any size takes the same memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from commontable.engines.exhibits.errors import ExhibitError
from commontable.engines.exhibits.index_page import as_csv, as_html, readme
from commontable.engines.exhibits.naming import folder_name, number_name, safe_name

SUMS = "SHA256SUMS"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP file can tell
_PIECE = 1024 * 1024
_READABLE = 0o100644 << 16
_UNIX = 3

type Progress = Callable[[int, int], None]
"""Told how many of how many exhibits are in the archive."""


@dataclass(frozen=True, slots=True)
class StampedFile:
    """A stamped copy that lies ready.

    Attributes:
        first, last: its running numbers; empty without any.
        how: ``pages``, ``set`` or ``slip``.
        why: why it is a slip.
    """

    path: Path
    sha256: str
    size: int
    pages: int
    how: str
    why: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit as the record has it, in words.

    Attributes:
        path: where its bytes lie; they are checked against ``sha256`` while they are copied.
        fault: set when they are missing or altered: then it has a line in the index and no file.
        received: when, as people read it. custody: a line an event, the first one first.
    """

    party: str
    number: int
    title: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    received: str
    received_from: str
    custody: tuple[str, ...]
    path: Path
    fault: str = ""
    stamped: StampedFile | None = None

    @property
    def label(self) -> str:
        return f"{self.party}-{self.number}"

    @property
    def original_name(self) -> str:
        """Its place in the archive; empty for one that is not there."""
        if self.fault:
            return ""
        return f"originals/{number_name(self.party, self.number)}-{safe_name(self.file_name)}"

    @property
    def stamped_name(self) -> str:
        if self.stamped is None:
            return ""
        return f"stamped/{number_name(self.party, self.number)}-stamped.pdf"


@dataclass(frozen=True, slots=True)
class About:
    """Whose exhibits these are, for the index and the name of the folder."""

    coalition: str
    table: str
    campaign: str


@dataclass(frozen=True, slots=True)
class Written:
    """What an archive is known by: its own hash, and that of the list of hashes in it."""

    sha256: str
    sums_sha256: str
    size: int
    files: int


def write_archive(
    target: IO[bytes],
    about: About,
    exhibits: Sequence[Exhibit],
    progress: Progress = lambda _done, _all: None,
) -> Written:
    """Write the archive into ``target``, which is open for writing and reading and empty.

    Raises:
        ExhibitError: there is no exhibit, two have one number, or a file is not, or no longer,
            what its hash says. What was written by then is worth nothing.
    """
    _check(exhibits)
    folder = folder_name(f"{about.campaign}-{about.table}-exhibits")
    texts = {
        "INDEX.html": as_html(about, exhibits),
        "README.txt": readme(about, folder, exhibits),
        "index.csv": as_csv(exhibits),
    }
    sums: dict[str, str] = {}
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, text in texts.items():
            content = text.encode()
            sums[name] = hashlib.sha256(content).hexdigest()
            archive.writestr(_info(folder, name), content)
        for done, exhibit in enumerate(exhibits, start=1):
            if exhibit.original_name:
                info = _info(folder, exhibit.original_name)
                _copy(archive, info, exhibit.path, exhibit.sha256, exhibit.label)
                sums[exhibit.original_name] = exhibit.sha256
            if exhibit.stamped is not None:
                info = _info(folder, exhibit.stamped_name)
                stamped = exhibit.stamped
                _copy(archive, info, stamped.path, stamped.sha256, exhibit.label)
                sums[exhibit.stamped_name] = stamped.sha256
            progress(done, len(exhibits))
        listed = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
        archive.writestr(_info(folder, SUMS), listed)
    size = target.tell()
    target.seek(0)
    whole: Any = target
    return Written(
        sha256=hashlib.file_digest(whole, "sha256").hexdigest(),
        sums_sha256=hashlib.sha256(listed).hexdigest(),
        size=size,
        files=len(sums) + 1,
    )


def _check(exhibits: Iterable[Exhibit]) -> None:
    seen: set[str] = set()
    for exhibit in exhibits:
        if exhibit.label in seen:
            raise ExhibitError(
                "Two exhibits have one number.", expected="each once", where=exhibit.label
            )
        seen.add(exhibit.label)
    if not seen:
        raise ExhibitError("There is no exhibit to export.", expected="one or more")


def _info(folder: str, name: str) -> ZipInfo:
    info = ZipInfo(f"{folder}/{name}", date_time=_MOMENT)
    info.create_system = _UNIX
    info.external_attr = _READABLE
    info.compress_type = ZIP_STORED
    return info


def _copy(archive: ZipFile, info: ZipInfo, path: Path, wanted: str, called: str) -> None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source:
            info.file_size = path.stat().st_size
            with archive.open(info, "w") as target:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    target.write(piece)
    except FileNotFoundError:
        raise ExhibitError(
            "The file is missing.", expected=f"a file with SHA-256 {wanted}", where=called
        ) from None
    if digest.hexdigest() != wanted:
        raise ExhibitError(
            "The file is not what it was when it came.",
            expected=f"SHA-256 {wanted}",
            got=digest.hexdigest(),
            where=called,
        )
