"""LibreOffice, as the program in which a researcher opens a workbook: every formula worked out."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">
<value>0</value></prop></item></oor:items>
"""


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Workbooks by name, worked out anew and saved by LibreOffice."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS)
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            *(str(folder / f"{name}.xlsx") for name in books),
        ],
        capture_output=True,
        timeout=300,
        check=False,
    )
    made = {name: folder / "out" / f"{name}.xlsx" for name in books}
    missing = [name for name, path in made.items() if not path.exists()]
    assert not missing, f"LibreOffice made no {missing}: {done.stderr.decode(errors='replace')}"
    return {name: path.read_bytes() for name, path in made.items()}
