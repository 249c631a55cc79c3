"""What the measurements say: lines as they come, and one table at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One measurement: ``ours`` beside ``plain``, both in ``unit``; ``limit`` is our promise."""

    what: str
    ours: float
    unit: str
    plain: float | None
    plain_is: str
    limit: float | None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.ours <= self.limit


class Report:
    """Handed to every module's ``run``. Called with a line, it prints it."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def __call__(self, line: str) -> None:
        print(line, flush=True)

    def compare(
        self,
        what: str,
        ours: Callable[[], object],
        plain: Callable[[], object],
        *,
        plain_is: str,
        rounds: int = 20,
        limit_ms: float | None = None,
    ) -> None:
        """Medians in milliseconds, the two in turn, so that a busy moment hits both."""
        ours()
        plain()
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for work, into in ((ours, times[0]), (plain, times[1])):
                start = time.perf_counter()
                work()
                into.append((time.perf_counter() - start) * 1000)
        self.figure(
            what, median(times[0]), "ms", plain=median(times[1]), plain_is=plain_is, limit=limit_ms
        )

    def figure(
        self,
        what: str,
        ours: float,
        unit: str,
        *,
        plain: float | None = None,
        plain_is: str = "",
        limit: float | None = None,
    ) -> None:
        """A figure measured elsewhere."""
        row = Row(what, ours, unit, plain, plain_is, limit)
        self.rows.append(row)
        self(f"  {what}: {ours:,.2f} {unit}")

    def table(self) -> str:
        """Every row, ours and plain beside each other, the ratio, and the promise."""
        head = ("", "ours", "plain", "ratio", "promise", "the plain alternative")
        body = [
            (
                row.what,
                f"{row.ours:,.2f} {row.unit}",
                "" if row.plain is None else f"{row.plain:,.2f} {row.unit}",
                "" if not row.plain else f"{row.ours / row.plain:.2f}",
                ""
                if row.limit is None
                else f"{'kept' if row.kept else 'MISSED'}, {row.limit:g} {row.unit}",
                row.plain_is,
            )
            for row in self.rows
        ]
        widths = [max(len(line[at]) for line in (head, *body)) for at in range(len(head))]
        lines = []
        for line in (head, *body):
            cells = [
                cell.ljust(width) if at in {0, 4, 5} else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=True))
            ]
            lines.append("  ".join(cells).rstrip())
        return "\n".join(lines)
