"""What lies in an upload's folder, and nothing of it in the database: it tells of workers."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from commontable.workforce.census.impact import Impact, Refused
from commontable.workforce.census.taking import OnRefused
from commontable.workforce.files.head import Head
from commontable.workforce.models import Upload
from commontable.workforce.store import folder_of

_MOST_REFUSALS = 200_000


class UploadFolder:
    """The files of one upload."""

    def __init__(self, upload: Upload) -> None:
        self._path = folder_of(upload.folder)

    @property
    def original(self) -> Path:
        return self._path / "original"

    @property
    def census(self) -> Path:
        return self._path / "census.parquet"

    @property
    def refusals(self) -> Path:
        """Every reason against a row, as CSV."""
        return self._path / "refused.csv"

    @property
    def has_head(self) -> bool:
        """Whether the file was opened."""
        return (self._path / "head.json").is_file()

    def head(self) -> Head:
        return Head.of_data(self._read("head.json"))

    def keep_head(self, head: Head) -> None:
        self._write("head.json", head.as_data())

    def impact(self) -> Impact:
        return Impact.of_data(self._read("impact.json"))

    def keep_impact(self, impact: Impact) -> None:
        self._write("impact.json", impact.as_data())

    def rows(self) -> list[list[Any]]:
        """What a schedule's or comparators' file would bring."""
        read: list[list[Any]] = self._read("rows.json")
        return read

    def keep_rows(self, rows: list[list[Any]]) -> None:
        self._write("rows.json", rows)

    @contextmanager
    def writing_refusals(self) -> Iterator[OnRefused]:
        """Within, each reason becomes a line; a file that is wrong in every row is told up to a
        length."""
        with self.refusals.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(("row", "column", "came", "expected"))
            left = _MOST_REFUSALS

            def write(refused: Refused) -> None:
                nonlocal left
                if left:
                    left -= 1
                    lines.writerow(_harmless(refused))

            yield write

    def _read(self, name: str) -> Any:
        return json.loads((self._path / name).read_text(encoding="utf-8"))

    def _write(self, name: str, data: Any) -> None:
        (self._path / name).write_text(json.dumps(data), encoding="utf-8")


def _harmless(refused: Refused) -> list[str | int]:
    """A cell that a spreadsheet would take for a formula is opened as text."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "@", "-")) else cell
        for cell in refused
    ]
