"""The store of exhibits' bytes: each file once, under its SHA-256, outside the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files import File

from commontable.common.file_store import FileStore, Stored

FOLDER = "exhibits"
EXHIBITS = FileStore(FOLDER)


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie under the media folder."""
    return EXHIBITS.path_of(sha256)


def store(file: File[bytes], accept: Callable[[bytes], str]) -> Stored:
    """Write the bytes once, under their hash; what ``accept`` refuses is not kept."""
    return EXHIBITS.store(
        file.chunks(),
        name=file.name or "file",
        limit=settings.EXHIBIT_LIMIT_BYTES,
        accept=accept,
    )
