"""Whether an archive of exhibits, packed or unpacked, still is what its list of hashes says.

Nothing is unpacked, no link is followed, and no name in it is ever opened as a path.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from commontable.engines.exhibits.archive import SUMS
from commontable.engines.exhibits.errors import ExhibitError

INDEX = "index.csv"
_PIECE = 1024 * 1024
_MOST_SUMS = 50_000_000  # bytes of a list: half a million files
_LINE = re.compile(r"^(?P<escaped>\\)?(?P<sha256>[0-9a-fA-F]{64}) [ *](?P<name>.+)$")

type Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; ``what`` is altered, missing, added, twice, …"""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.name}"


@dataclass(slots=True)
class Verdict:
    """What was found.

    Attributes:
        sha256: of the whole file; empty for a folder.
        sums_sha256: of the list of hashes: what to compare with the record.
        whole: how many files are what the list says.
    """

    sha256: str = ""
    sums_sha256: str = ""
    whole: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.findings


def verify(path: Path) -> Verdict:
    """Check a ZIP file or the folder it was unpacked into.

    Raises:
        ExhibitError: it is neither, cannot be read, or has no list of hashes.
    """
    if path.is_dir():
        return _verify_folder(path)
    if not path.exists():
        raise ExhibitError("There is no such file.", where=str(path))
    try:
        with ZipFile(path) as archive:
            return _verify_zip(path, archive)
    except (BadZipFile, NotImplementedError, EOFError) as error:
        raise ExhibitError(
            "This cannot be read as an archive.",
            expected="a ZIP file of exhibits, or the folder it was unpacked into",
            got=str(error) or "a damaged file",
            where=str(path),
        ) from error


def _verify_zip(path: Path, archive: ZipFile) -> Verdict:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    base = _base({entry.filename for entry in entries}, path)
    times = Counter(entry.filename for entry in entries)
    files: dict[str, Opener] = {}
    strange: list[Finding] = []
    for entry in entries:
        name = entry.filename.removeprefix(base)
        if not entry.filename.startswith(base):
            strange.append(Finding(entry.filename, "added"))
        elif times[entry.filename] > 1:
            strange.append(Finding(name, "twice"))
        elif stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
            strange.append(Finding(name, "not a plain file"))
        else:
            files[name] = _opener(archive, entry)
    verdict = _judged(files, {one.name for one in strange})
    verdict.findings += dict.fromkeys(strange)
    with path.open("rb") as whole:
        verdict.sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
    return verdict


def _opener(archive: ZipFile, entry: ZipInfo) -> Opener:
    return lambda: archive.open(entry)


def _base(names: set[str], path: Path) -> str:
    """The folder of the list that lies highest."""
    lists = [name for name in names if name == SUMS or name.endswith(f"/{SUMS}")]
    if not lists:
        raise _without_list(path)
    return min(lists, key=lambda name: name.count("/")).removesuffix(SUMS)


def _without_list(path: Path) -> ExhibitError:
    return ExhibitError(
        f"There is no {SUMS} in it.", expected="an archive of exhibits", where=str(path)
    )


def _verify_folder(folder: Path) -> Verdict:
    # The ZIP file holds one folder; whoever unpacks it may have put that into another.
    if not (folder / SUMS).is_file():
        within = [one.parent for one in folder.glob(f"*/{SUMS}")]
        if len(within) != 1:
            raise _without_list(folder)
        folder = within[0]
    files: dict[str, Opener] = {}
    strange: list[Finding] = []
    for one in sorted(folder.rglob("*")):
        name = one.relative_to(folder).as_posix()
        if one.is_symlink() or not (one.is_file() or one.is_dir()):
            strange.append(Finding(name, "not a plain file"))
        elif one.is_file():
            files[name] = lambda one=one: one.open("rb")  # type: ignore[misc]
    verdict = _judged(files, {one.name for one in strange})
    verdict.findings += strange
    return verdict


def _judged(files: dict[str, Opener], strange: set[str]) -> Verdict:
    verdict = Verdict()
    if SUMS not in files:
        raise ExhibitError(f"{SUMS} is not a plain file, or is there twice.")
    with files[SUMS]() as listing:
        content = listing.read(_MOST_SUMS + 1)
    if len(content) > _MOST_SUMS:
        raise ExhibitError(f"{SUMS} is too long.", expected=f"at most {_MOST_SUMS:,} bytes")
    verdict.sums_sha256 = hashlib.sha256(content).hexdigest()
    wanted: dict[str, str] = {}
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        match = _LINE.match(line)
        if match is None:
            verdict.findings.append(Finding(f"{SUMS}, line {number}", "not a line of the list"))
            continue
        name = _unescaped(match["name"]) if match["escaped"] else match["name"]
        if name in wanted:
            verdict.findings.append(Finding(name, "listed twice"))
        wanted[name] = match["sha256"].lower()
    for name, sha256 in wanted.items():
        if name not in files:
            if name not in strange:
                verdict.findings.append(Finding(name, "missing"))
        elif (fault := _fault_of(files[name], sha256)) is not None:
            verdict.findings.append(Finding(name, fault))
        else:
            verdict.whole += 1
    added = sorted(set(files) - set(wanted) - {SUMS})
    verdict.findings += [Finding(name, "added") for name in added]
    if INDEX in files:
        verdict.findings += _beside_index(files[INDEX], wanted)
    return verdict


def _fault_of(opener: Opener, sha256: str) -> str | None:
    digest = hashlib.sha256()
    try:
        with opener() as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
        return "altered"  # the ZIP file's own sum is wrong, or it cannot be read
    return None if digest.hexdigest() == sha256 else "altered"


def _beside_index(opener: Opener, wanted: dict[str, str]) -> Iterator[Finding]:
    """Where the index names another hash than the list does: one of them was changed."""
    try:
        with opener() as file:
            text = file.read(_MOST_SUMS).decode("utf-8-sig", errors="replace")
        rows = list(csv.DictReader(io.StringIO(text)))
    except (BadZipFile, OSError, csv.Error, RuntimeError):
        return  # told as altered already
    for row in rows:
        for name, told in (("file", "sha256"), ("stamped copy", "stamped copy sha256")):
            file_name, sha256 = row.get(name) or "", row.get(told) or ""
            if file_name and wanted.get(file_name) != sha256:
                yield Finding(file_name, f"another hash in {INDEX}")


def _unescaped(name: str) -> str:
    return name.replace("\\n", "\n").replace("\\\\", "\\")
