"""What is wrong with a line of terms, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Lines and columns are counted from 1."""

    line: int
    column: int
    message: str
    expected: str = ""
    came: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.said}"

    @property
    def said(self) -> str:
        """Without its place, for a line that stands alone."""
        parts = [self.message]
        if self.came:
            parts.append(f"Got “{self.came}”.")
        if self.suggestion:
            parts.append(f"Did you mean “{self.suggestion}”?")
        if self.expected:
            parts.append(f"Expected {self.expected}.")
        return " ".join(parts)


class LineError(Exception):
    """Stops the reading of one line; the others are still read."""

    def __init__(
        self,
        column: int,
        message: str,
        *,
        expected: str = "",
        came: str = "",
        suggestion: str = "",
    ) -> None:
        super().__init__(message)
        self.column = column
        self.message = message
        self.expected = expected
        self.came = came
        self.suggestion = suggestion

    def on(self, line: int) -> Problem:
        return Problem(line, self.column, self.message, self.expected, self.came, self.suggestion)
