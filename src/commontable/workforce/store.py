"""Where censuses lie, and where files lie on their way in.

Whoever opens a census here reads every union's rows: only ``selectors.rows`` does, which narrows
them to who asks, and the services that write it.
"""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from django.conf import settings

from commontable.common.file_store import FileStore

CENSUSES = FileStore("censuses")
_UPLOADS = "uploads"


def new_folder() -> str:
    """The name of a folder of its own for a file on its way in; the folder is made."""
    name = uuid.uuid4().hex
    folder_of(name).mkdir(parents=True, mode=0o700)
    return name


def folder_of(name: str) -> Path:
    """Where the upload of that folder keeps its files."""
    if not name.isalnum():
        raise ValueError(f"an upload's folder has a name of letters and digits, not {name!r}")
    return Path(settings.MEDIA_ROOT) / _UPLOADS / name


def remove_folder(name: str) -> None:
    """Remove an upload's files; gone already is no matter."""
    shutil.rmtree(folder_of(name), ignore_errors=True)
