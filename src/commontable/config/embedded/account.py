"""PostgreSQL refuses to run as root: then it runs as a system user of its own."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

from commontable.config.embedded.errors import EmbeddedServerError

USER = "commontable"
SHARED = Path("/var/lib/commontable")
_ALREADY_THERE = 9  # useradd(8): username already in use


def server_account() -> pwd.struct_passwd | None:
    """The account to run the server as, created if need be; ``None`` means: as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        pass
    made = subprocess.run(  # noqa: S603 - fixed words
        [
            "/usr/sbin/useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            f"--home-dir={SHARED}",
            "--shell=/usr/sbin/nologin",
            USER,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode not in {0, _ALREADY_THERE}:
        raise EmbeddedServerError(
            f"PostgreSQL does not run as root, and the system user {USER!r} could not be made: "
            f"{made.stderr.strip()}"
        )
    return pwd.getpwnam(USER)
