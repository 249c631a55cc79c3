"""What is wrong with a record's file: every line and reason, collected before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from commontable.common.errors import CommontableError

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Lines are counted from 1; 0 is the file as a whole."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}" if self.line else self.reason


class BrokenRecordError(CommontableError):
    """The file cannot be read as a record. Nothing of it was kept."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        shown = self.faults[:MOST_SHOWN]
        more = len(self.faults) - len(shown)
        lines = "\n".join(str(fault) for fault in shown) + (f"\n… and {more} more" if more else "")
        count = len(self.faults)
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"The file has {count} {noun}:\n{lines}\n", kept="Nothing was written.")
