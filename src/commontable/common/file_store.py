"""Files outside the database: each once, under its SHA-256, in a folder of the media folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from commontable.common.errors import CommontableError

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written, and the type it was accepted as."""

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class FileStore:
    """One folder of files under their hashes.

    Attributes:
        folder: its name under the media folder, e.g. ``"exhibits"``.
    """

    folder: str

    @property
    def root(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.folder

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of a hash lie under the media folder."""
        return self.root / sha256[:2] / sha256

    def incoming(self) -> Path:
        """An empty file in the store's folder to write into, then ``adopt`` or remove."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=self.root, prefix="incoming-")
        os.close(descriptor)
        return Path(name)

    def store(
        self,
        chunks: Iterable[bytes],
        *,
        name: str,
        limit: int,
        accept: Callable[[bytes], str],
    ) -> Stored:
        """Write the bytes once, under their hash; half written, nobody sees them by that name.

        Args:
            chunks: the bytes in order, none of them all at once.
            name: the file's own name, for what is said against it.
            limit: the most bytes taken.
            accept: gives the media type from the first bytes, or raises; what it refuses is not
                kept.

        Raises:
            CommontableError: empty or too large.
        """
        incoming = self.incoming()
        digest, size, head = hashlib.sha256(), 0, b""
        try:
            with incoming.open("wb") as target:
                for chunk in chunks:
                    size += len(chunk)
                    if size > limit:
                        raise CommontableError(
                            "The file is too large.",
                            expected=f"at most {limit // 1024 // 1024} MB",
                            came=f"more than {limit // 1024 // 1024} MB",
                            where=name,
                        )
                    head = head or chunk[:_HEAD]
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            if not size:
                raise CommontableError(
                    "The file is empty.", expected="a file with content", where=name
                )
            media_type = accept(head)
            self._place(incoming, digest.hexdigest())
        finally:
            incoming.unlink(missing_ok=True)
        return Stored(digest.hexdigest(), size, media_type)

    def adopt(self, incoming: Path, *, media_type: str) -> Stored:
        """Take a whole file that ``incoming()`` gave and somebody wrote: it moves to its hash."""
        with incoming.open("rb+") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
            size = file.seek(0, os.SEEK_END)
        self._place(incoming, digest)
        return Stored(digest, size, media_type)

    def open(self, sha256: str, *, called: str) -> BinaryIO:
        """The file, open for reading, once its bytes were found to be those that came.

        Args:
            called: what people call it, for what is said against it.

        Raises:
            CommontableError: the file is missing or no longer has its hash: it is not handed out.
        """
        try:
            file = self.path_of(sha256).open("rb")
        except FileNotFoundError:
            raise CommontableError(
                f"The file of {called} is missing from the store.",
                expected=f"a file with SHA-256 {sha256}",
                kept="The record of it is whole; restore the file from a backup.",
            ) from None
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != sha256:
            file.close()
            raise CommontableError(
                f"The file of {called} is not what it was when it came.",
                expected=f"SHA-256 {sha256}",
                came=digest,
                kept="It is not handed out; restore the file from a backup.",
            )
        file.seek(0)
        return file

    def remove(self, sha256: str) -> None:
        """Remove a file that no record points at; one that is gone already is no matter."""
        self.path_of(sha256).unlink(missing_ok=True)

    def _place(self, incoming: Path, sha256: str) -> None:
        final = self.path_of(sha256)
        final.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.replace(final)
