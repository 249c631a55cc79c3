"""What costing says when it cannot go on: where, what was expected, what came, how to mend it."""

from collections.abc import Sequence
from typing import NamedTuple

_SHOWN = 20


class CostingError(ValueError):
    """Something that cannot be costed as it was given.

    ``where`` names the file, term or clause; ``fix`` is a sentence that says what to do. Nothing is
    kept between calls, so nothing is half done when it is raised.
    """

    def __init__(self, where: str, *, expected: str, got: str, fix: str = "") -> None:
        self.where = where
        self.expected = expected
        self.got = got
        self.fix = fix
        super().__init__(_sentence(where, expected, got, fix))


class RowProblem(NamedTuple):
    """One reason why a row of a census cannot be taken. Rows count from 1, without a heading."""

    row: int
    employee_id: str
    column: str
    expected: str
    got: str
    fix: str

    def __str__(self) -> str:
        who = f" (employee {self.employee_id})" if self.employee_id else ""
        return _sentence(f"row {self.row}{who}, {self.column}", self.expected, self.got, self.fix)


class CensusError(ValueError):
    """A census with rows that cannot be taken: all of them, in ``problems``, by row."""

    def __init__(self, where: str, problems: Sequence[RowProblem]) -> None:
        self.where = where
        self.problems = tuple(problems)
        rows = len({problem.row for problem in problems})
        lines = [f"  {problem}" for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append(f"  and {len(self.problems) - _SHOWN:,} more")
        counted = "1 row" if rows == 1 else f"{rows:,} rows"
        super().__init__(
            "\n".join([f"{where}: {counted} cannot be taken. Nothing was kept.", *lines])
        )


def _sentence(where: str, expected: str, got: str, fix: str) -> str:
    said = f"{where}: expected {expected}; got {got}."
    return f"{said} {fix}" if fix else said
