"""What is wrong with a record's file: every line and reason, collected before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError

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


@contextmanager
def told_at(line: int) -> Iterator[None]:
    """What a service says against an item of the file is told with the item's line."""
    try:
        yield
    except (BrokenRecordError, NotAllowedError, NotFoundError):
        raise
    except CommontableError as error:
        told = [error.message]
        told += [f"Expected {error.expected}."] if error.expected else []
        told += [f"Got {error.came}."] if error.came else []
        raise BrokenRecordError([Fault(line, " ".join(told))]) from error
