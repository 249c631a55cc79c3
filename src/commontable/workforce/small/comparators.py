"""Comparators from a sheet: one line for what one employer pays for one job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from commontable.workforce.census import values
from commontable.workforce.census.values import Refusal, Rounded
from commontable.workforce.files import Sheet
from commontable.workforce.small.rows import Outcome, each_row
from commontable.workforce.words import RateBasis

_MOST_MILLS = 1_000_000
_MOST_BONUS = Decimal(10_000_000)
_BASES = {
    "": RateBasis.AVERAGE,
    "average": RateBasis.AVERAGE,
    "average paid": RateBasis.AVERAGE,
    "mean": RateBasis.AVERAGE,
    "median": RateBasis.AVERAGE,
    "start": RateBasis.START,
    "starting": RateBasis.START,
    "minimum": RateBasis.START,
    "min": RateBasis.START,
    "entry": RateBasis.START,
    "top": RateBasis.TOP,
    "maximum": RateBasis.TOP,
    "max": RateBasis.TOP,
    "offered": RateBasis.OFFERED,
    "advertised": RateBasis.OFFERED,
    "posted": RateBasis.OFFERED,
}


class ComparatorRow(NamedTuple):
    """Mills an hour, bonus in cents a year or None; the day as ISO."""

    classification: str
    region: str
    employer: str
    mills: int
    basis: str
    bonus: int | None
    source: str
    dated_on: str


def read_comparators(
    sheet: Sheet,
    *,
    heading_row: int,
    columns: Mapping[str, int],
    constants: Mapping[str, str],
    regions: Mapping[str, str],
    day_first: bool,
    latest: date,
) -> Outcome[ComparatorRow]:
    """Every line of the sheet.

    Args:
        constants: columns with one value for all rows.
        latest: the last day a line can be dated.
    """
    outcome: Outcome[ComparatorRow] = Outcome()
    codes = {name.casefold(): code for code, name in regions.items()}
    codes |= {code.casefold(): code for code in regions}
    for row, came in each_row(sheet, heading_row, columns):
        outcome.read += 1
        if not came:
            outcome.refuse(row, "", "another number of cells", "as many cells as headings")
            continue
        cells = {**constants, **{name: cell for name, cell in came.items() if cell}}
        before = len(outcome.refused)
        taken = {
            name: _text(outcome, row, name, cells.get(name, ""))
            for name in ("classification", "employer", "source")
        }
        region = codes.get(cells.get("region", "").casefold(), "")
        if not region:
            listed = ", ".join(regions)
            outcome.refuse(
                row, "region", cells.get("region", ""), f"a region of the coalition: {listed}"
            )
        basis = _BASES.get(cells.get("basis", "").casefold())
        if basis is None:
            expected = "average, start, top or offered"
            outcome.refuse(row, "basis", cells.get("basis", ""), expected)
        mills = _mills(outcome, row, cells.get("rate", ""))
        bonus = _bonus(outcome, row, cells.get("bonus", ""))
        on = _day(outcome, row, cells.get("dated_on", ""), day_first=day_first, latest=latest)
        if len(outcome.refused) == before and basis is not None:
            outcome.rows.append(
                ComparatorRow(
                    taken["classification"],
                    region,
                    taken["employer"],
                    mills,
                    basis.value,
                    bonus,
                    taken["source"],
                    on,
                )
            )
    return outcome


def _text(outcome: Outcome[ComparatorRow], row: int, name: str, cell: str) -> str:
    said = values.label(cell)
    if isinstance(said, str) and said:
        return said
    outcome.refuse(row, name, cell, "some words" if not cell else "at most 200 characters")
    return ""


def _mills(outcome: Outcome[ComparatorRow], row: int, cell: str) -> int:
    said = values.rate(cell)
    if isinstance(said, Refusal):
        outcome.refuse(row, "rate", cell, said.expected)
        return 0
    mills = int(Decimal(said.text if isinstance(said, Rounded) else said) * 1000)
    if not 1 <= mills <= _MOST_MILLS:
        outcome.refuse(row, "rate", cell, "dollars an hour, above 0 and up to 1,000")
    return mills


def _bonus(outcome: Outcome[ComparatorRow], row: int, cell: str) -> int | None:
    if not cell:
        return None
    said = values.rate(cell)
    if isinstance(said, str):
        amount = Decimal(said)
        if 0 <= amount <= _MOST_BONUS and amount == amount.quantize(Decimal("0.01")):
            return int(amount * 100)
    outcome.refuse(row, "bonus", cell, "dollars a year, to the cent")
    return None


def _day(
    outcome: Outcome[ComparatorRow], row: int, cell: str, *, day_first: bool, latest: date
) -> str:
    said = values.day(cell, day_first=day_first, latest_year=latest.year)
    if isinstance(said, str) and said <= latest.isoformat():
        return said
    expected = said.expected if isinstance(said, Refusal) else f"a day up to {latest}"
    outcome.refuse(row, "dated_on", cell, expected)
    return ""
