"""How one file is to be read: which column is what, which value is ours, and what is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commontable.engines.costing.census.columns import REQUIRED


class HoursPer(StrEnum):
    """What the hours of a file are counted over; the engine's are per pay period of two weeks."""

    PERIOD = "period"
    WEEK = "week"
    YEAR = "year"

    @property
    def times(self) -> Decimal:
        """What makes hours of a pay period of them."""
        return {"period": Decimal(1), "week": Decimal(2), "year": Decimal(1) / 26}[self.value]


@dataclass(frozen=True, slots=True)
class Known:
    """What the coalition's directory and its wage schedules say.

    Attributes:
        unions, regions: code to name.
        facilities: names.
        classifications: those of the wage schedules in force; none known: any is taken.
        rates: classification, region (empty: any) and step to mills an hour, for the payroll of
            workers whose rate the file does not give.
    """

    unions: Mapping[str, str]
    regions: Mapping[str, str]
    facilities: frozenset[str] = frozenset()
    classifications: frozenset[str] = frozenset()
    rates: Mapping[tuple[str, str, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides how a file becomes a census.

    Attributes:
        columns: our column to its place in the sheet, from 0.
        constants: our column to the one value of all rows, where the sheet has no such column.
        values: our column to what came and what it is called here.
        heading_row: from 1; 0 where the headings are no row.
        full_time_hours: of a pay period; with them hours and FTE tell each other.
        keep_unknown_classifications: take a job that is on no schedule as it is written.
        pseudonym_key: replaces employee numbers, the same one the same way; None keeps them.
        number_rows: the sheet has no employee number: its rows are counted, and nothing tells who
            is who in the next census.
    """

    columns: Mapping[str, int]
    as_of: date
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    heading_row: int = 1
    hours_per: HoursPer = HoursPer.PERIOD
    full_time_hours: Decimal = Decimal(80)
    day_first: bool = False
    keep_unknown_classifications: bool = False
    pseudonym_key: bytes | None = None
    number_rows: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns without which no row can be taken, in the engine's order.

        Regular hours can come of FTE.
        """
        there = {*self.columns, *self.constants}
        if "fte_basis_points" in there:
            there.add("regular_quarter_hours")
        if self.number_rows:
            there.add("employee_id")
        return tuple(name for name in REQUIRED if name not in there)
