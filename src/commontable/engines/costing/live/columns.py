"""Which columns the tables of pay have: one for each line of the slip and each share of pay."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from commontable.engines.costing.plan.build import Plan
from commontable.engines.costing.plan.lines import Line
from commontable.engines.costing.plan.percents import Percentage

LINES: Final = 6
"""The column of the first line of the pay slip, in every table; before it days and counts."""

COUNTS: Final = 2
"""The column of the number of periods."""


@dataclass(frozen=True)
class Columns:
    """The columns of one plan: its lines, hours, four sums, shares that are pay, the others."""

    plan: Plan

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.plan.lines.lines

    @property
    def percentages(self) -> tuple[Percentage, ...]:
        return self.plan.percents.percentages

    @cached_property
    def pay_first(self) -> list[int]:
        """Shares that are themselves pay: paid days, bonus."""
        return [at for at, each in enumerate(self.percentages) if each.is_pay]

    @cached_property
    def after(self) -> list[int]:
        """Shares of all pay, these included."""
        return [at for at, each in enumerate(self.percentages) if not each.is_pay]

    @property
    def hours(self) -> int:
        return LINES + len(self.lines)

    @property
    def sums(self) -> int:
        """Payments, then base, gross and pensionable pay."""
        return self.hours + 1

    @property
    def pay(self) -> int:
        return self.sums + 4

    @property
    def all_pay(self) -> int:
        """Gross and pensionable pay with the shares that are pay."""
        return self.pay + len(self.pay_first)

    @property
    def shares(self) -> int:
        """Two columns for each: of how much, and how much."""
        return self.all_pay + 2


def line_name(line: Line) -> str:
    return line.key[1].replace("_", " ") or line.key[0].replace("_", " ")


def share_name(percentage: Percentage) -> str:
    return percentage.key[1] or percentage.key[0].replace("_", " ")


def year_name(year: int) -> str:
    return f"year {year + 1}" if year >= 0 else "before"
