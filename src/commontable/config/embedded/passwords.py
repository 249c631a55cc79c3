"""The roles' passwords: made once, kept in one file that only its owner reads."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

ADMIN, OWNER, APP, BACKUP = "postgres", "ct_owner", "ct_app", "ct_backup"
ROLES = (ADMIN, OWNER, APP, BACKUP)


def read_or_make(path: Path) -> dict[str, str]:
    """Passwords by role name, from ``path`` (mode 0600), made on first use."""
    try:
        kept: dict[str, str] = json.loads(path.read_text())
    except FileNotFoundError:
        kept = {role: secrets.token_urlsafe(24) for role in ROLES}
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            json.dump(kept, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    return kept
