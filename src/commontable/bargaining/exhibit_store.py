"""The store of exhibits' bytes: each file once, under its SHA-256, outside the database."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File

from commontable.common.errors import CommontableError

FOLDER = "exhibits"


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written, and the type it was accepted as."""

    sha256: str
    size: int
    media_type: str


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie under the media folder."""
    return Path(settings.MEDIA_ROOT) / FOLDER / sha256[:2] / sha256


def store(file: File[bytes], accept: Callable[[bytes], str]) -> Stored:
    """Write the bytes once, under their hash; a file half written is never seen by that name.

    Args:
        accept: gives the media type from the first bytes, or raises; what it refuses is not kept.
    """
    limit = settings.EXHIBIT_LIMIT_BYTES
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size, head = hashlib.sha256(), 0, b""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix="incoming-")
    incoming = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as target:
            for chunk in file.chunks():
                size += len(chunk)
                if size > limit:
                    raise CommontableError(
                        "The file is too large.",
                        expected=f"at most {limit // 1024 // 1024} MB",
                        came=f"more than {limit // 1024 // 1024} MB",
                        where=file.name or "file",
                    )
                head = head or chunk[:4096]
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        if not size:
            raise CommontableError(
                "The file is empty.", expected="a file with content", where=file.name or "file"
            )
        media_type = accept(head)
        final = path_of(digest.hexdigest())
        final.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.replace(final)
    finally:
        incoming.unlink(missing_ok=True)
    return Stored(digest.hexdigest(), size, media_type)
