"""A wage schedule from a sheet: a line for each step, or a column for each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from commontable.workforce.census import values
from commontable.workforce.census.values import Refusal, Rounded
from commontable.workforce.files import Sheet
from commontable.workforce.mapping import words_of
from commontable.workforce.small.rows import Outcome, each_row

_MOST_STEP, _MOST_MILLS = 99, 1_000_000


class Cell(NamedTuple):
    """One cell: region empty where the schedule names none."""

    classification: str
    region: str
    step: int
    mills: int


def step_columns(headings: list[str]) -> dict[int, int]:
    """Columns that are a step each, by their headings: place to step, if there are two or more."""
    found: dict[int, int] = {}
    for place, heading in enumerate(headings):
        said = values.step(words_of(heading).replace("level", "step"))
        if isinstance(said, str) and int(said) not in found.values():
            found[place] = int(said)
    return found if len(found) > 1 else {}


def read_cells(
    sheet: Sheet,
    *,
    heading_row: int,
    columns: Mapping[str, int],
    steps: Mapping[int, int],
    regions: Mapping[str, str],
    region: str = "",
) -> Outcome[Cell]:
    """Every cell of the sheet.

    Args:
        columns: classification, region, step and rate to their places.
        steps: place of a column to the step it is of, where each step has one.
        regions: the coalition's, code to name.
        region: that of all rows, where the sheet has no such column.
    """
    wide = {f"step {step}": place for place, step in steps.items()}
    outcome: Outcome[Cell] = Outcome()
    seen: dict[tuple[str, str, int], int] = {}
    codes = {name.casefold(): code for code, name in regions.items()}
    codes |= {code.casefold(): code for code in regions}
    for row, cells in each_row(sheet, heading_row, {**columns, **wide}):
        outcome.read += 1
        if not cells:
            outcome.refuse(row, "", "another number of cells", "as many cells as headings")
            continue
        job = values.label(cells.get("classification", ""))
        if not isinstance(job, str) or not job:
            outcome.refuse(row, "classification", cells.get("classification", ""), "a job")
            continue
        place = codes.get(cells.get("region", "").casefold(), "") or region
        if cells.get("region") and place not in regions:
            listed = ", ".join(regions)
            outcome.refuse(row, "region", cells["region"], f"a region of the coalition: {listed}")
            continue
        for name, step, rate in _steps(cells, wide):
            number = _step(outcome, row, step)
            mills = _mills(outcome, row, name, rate)
            if not number or not mills:
                continue
            cell = Cell(job, place, number, mills)
            first = seen.setdefault(cell[:3], row)
            if first != row:
                outcome.refuse(
                    row,
                    "step",
                    f"{job} {place} step {cell.step}, already in row {first}",
                    "each step once",
                )
                continue
            outcome.rows.append(cell)
    return outcome


def _steps(cells: Mapping[str, str], wide: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Column, step and rate of each cell of the row; an empty cell is no step."""
    if wide:
        return [(name, name, cells[name]) for name in wide if cells[name]]
    return [("rate", cells.get("step", ""), cells.get("rate", ""))]


def _step(outcome: Outcome[Cell], row: int, said: str) -> int:
    """The step; 0 if it is refused."""
    number = values.step(said)
    if isinstance(number, str) and 1 <= int(number) <= _MOST_STEP:
        return int(number)
    outcome.refuse(row, "step", said, "a step from 1 to 99")
    return 0


def _mills(outcome: Outcome[Cell], row: int, name: str, said: str) -> int:
    """Mills an hour; 0 if they are refused."""
    money = values.rate(said)
    if isinstance(money, Refusal):
        outcome.refuse(row, name, said, money.expected)
        return 0
    mills = int(Decimal(money.text if isinstance(money, Rounded) else money) * 1000)
    if not 1 <= mills <= _MOST_MILLS:
        outcome.refuse(row, name, said, "dollars an hour, above 0 and up to 1,000")
        return 0
    return mills
