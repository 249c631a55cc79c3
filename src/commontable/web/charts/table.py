"""The table that stands beside every chart: the same figures, already written out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataTable:
    """`rows` are as wide as `columns`; the first cell names the row, None is "not stated"."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Each row needs {len(self.columns)} cells, one per column; got {row!r}."
                )
