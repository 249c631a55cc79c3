"""Make a demo's database and files ready; run as a process of its own by the supervisor.

``python -m commontable.config.preparing`` migrates as the owner, collects the static files if they
changed, and seeds the made-up coalition if there is none. What ``seed_demo`` prints, the sign-ins,
is kept in the state folder for every later start.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from commontable.config.local import SIGN_INS
from commontable.config.migrating import bring_up_to_date


def prepare(home: Path, *, seed: bool) -> None:
    django.setup()
    bring_up_to_date(verbosity=0)
    collect_static()
    if seed:
        print("Making up a coalition (only this once) …", flush=True)  # noqa: T201
        said = io.StringIO()
        call_command("seed_demo", stdout=said)
        partial = home / f"{SIGN_INS}.new"
        partial.touch(mode=0o600)
        partial.write_text(said.getvalue())
        partial.rename(home / SIGN_INS)


def collect_static() -> None:
    """Collect and compress the static files, unless the same were collected before."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected-from"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    """Name, size and time of change of every source file."""
    mark = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            facts = Path(storage.path(name)).stat()
            mark.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return mark.hexdigest()


if __name__ == "__main__":
    prepare(Path(os.environ["COMMONTABLE_HOME"]), seed="--seed" in sys.argv[1:])
