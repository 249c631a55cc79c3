"""The zip file around a Word file, opened with care: counted and measured before it is unpacked."""

import posixpath
import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.word.xml import Element, parse

LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts; a thousand pages of text unpack to a tenth of it."""

LARGEST_PART = 48 * 1024 * 1024
"""Bytes of one part that is read."""

MOST_ENTRIES = 5_000
MOST_TIMES_LARGER = 400
"""A part may unpack to so many times its size; text compresses about ten times."""

# All that the standard library lets through when a zip file's records contradict each other.
_FAULTS = (
    *(BadZipFile, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
    *(zlib.error, OverflowError),
)
_SMALL = 1024 * 1024  # what unpacks to less harms nobody
_AGAIN = "Open it in Word, save it again as .docx, and send that."
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of one Word file. Raises ``DocumentError`` when it cannot be a sound one."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = ZipFile(BytesIO(content))
            entries = self._archive.infolist()
        except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError):
            raise DocumentError("a .docx file", "a damaged or renamed file", name, _AGAIN) from None
        if len(entries) > MOST_ENTRIES:
            raise DocumentError(
                f"at most {MOST_ENTRIES:,} parts in a .docx", f"{len(entries):,}", name, _AGAIN
            )
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > LARGEST_UNPACKED:
            raise DocumentError("at most 100 MB unpacked", f"{unpacked:,} bytes", name, _AGAIN)
        for entry in entries:
            if entry.flag_bits & 1:
                raise DocumentError(
                    "a file without a password",
                    "one that is locked",
                    name,
                    "Save a copy without the password and send that.",
                )
            times = entry.file_size / max(entry.compress_size, 1)
            if entry.file_size > _SMALL and times > MOST_TIMES_LARGER:
                raise DocumentError(
                    f"parts that unpack to at most {MOST_TIMES_LARGER} times their size",
                    f"{entry.filename} with {times:,.0f} times",
                    name,
                    _AGAIN,
                )
        self._sizes = {entry.filename: entry.file_size for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._sizes

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._sizes)

    def read(self, part: str) -> bytes:
        """The bytes of ``part``, never more than its entry says and than is allowed."""
        try:
            with self._archive.open(part) as stream:
                content = stream.read(LARGEST_PART + 1)
        except _FAULTS as why:
            raise self._damaged(part, why) from None
        if len(content) > LARGEST_PART:
            raise DocumentError("parts of at most 48 MB", f"{part} with more", self.name, _AGAIN)
        return content

    def _damaged(self, part: str, why: Exception) -> DocumentError:
        return DocumentError(
            "a .docx file", f"one whose {part} cannot be unpacked ({why})", self.name, _AGAIN
        )

    def root(self, part: str) -> Element | None:
        """The XML of ``part``; None where there is no such part."""
        return parse(self.read(part), part, self.name) if part in self else None

    def related(self, part: str) -> "Relations":
        """What ``part`` points to."""
        folder, base = posixpath.split(part)
        root = self.root(f"{folder}/_rels/{base}.rels".lstrip("/"))
        relations = Relations({}, {}, [])
        for each in root.iter(_RELATIONSHIP) if root is not None else ():
            kind = each.get("Type", "").rsplit("/", 1)[-1]
            target, own = each.get("Target", ""), each.get("Id", "")
            if each.get("TargetMode") == "External":
                relations.outside.append((kind, target))
                continue
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            path = posixpath.normpath(path).lstrip("/")
            relations.parts[own] = path
            relations.kinds.setdefault(kind, []).append(path)
        return relations


class Relations:
    """``parts`` by relationship id, ``kinds`` the same by kind, ``outside`` is never opened."""

    def __init__(
        self, parts: dict[str, str], kinds: dict[str, list[str]], outside: list[tuple[str, str]]
    ) -> None:
        self.parts, self.kinds, self.outside = parts, kinds, outside

    def first(self, kind: str) -> str:
        """The path of the first part of ``kind``, "" without one."""
        return next(iter(self.kinds.get(kind, ())), "")
