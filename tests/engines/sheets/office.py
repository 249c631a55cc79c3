"""LibreOffice, as somebody else's program: what it reads in our files."""

from __future__ import annotations

import subprocess
from pathlib import Path

FILTERS = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1", "txt": "txt:Text (encoded):UTF8"}


def converted(content: bytes, folder: Path, *, from_: str, to: str) -> bytes:
    """The file as LibreOffice writes it in another format; each call has a profile of its own."""
    source = folder / f"sheet.{from_}"
    source.write_bytes(content)
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            FILTERS.get(to, to),
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )
    made = folder / "out" / f"sheet.{to}"
    assert made.exists(), f"LibreOffice made no {to}: {done.stderr.decode(errors='replace')}"
    return made.read_bytes()
