"""Some workers together: how many, their full-time equivalents, what they are paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from commontable.workforce.census.impact import Sums
from commontable.workforce.census.pay import mills_of
from commontable.workforce.selectors.rows import Door
from commontable.workforce.selectors.schedules import Rates

NEEDED = (
    "classification",
    "region",
    "step",
    "base_rate_mills",
    "regular_quarter_hours",
    "fte_basis_points",
)
"""The columns of a census that the sums are made of."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some workers. Hidden: too few to be told; then nothing but the name is given.

    Attributes:
        fte: basis points.
        pay: mills times quarter-hours of a pay period, of those whose rate is known.
        paid_hours: the quarter-hours of those, to average over.
    """

    name: str
    workers: int = 0
    fte: int = 0
    pay: int = 0
    paid_hours: int = 0
    without_rate: int = 0
    hidden: bool = False

    @property
    def average_mills(self) -> int | None:
        """Mills an hour, each hour counting alike, halves up; None where no rate is known."""
        if not self.paid_hours:
            return None
        return (2 * self.pay + self.paid_hours) // (2 * self.paid_hours)

    @property
    def sums(self) -> Sums:
        return Sums(self.workers, self.fte, self.pay, self.without_rate)

    def or_hidden(self, hidden: bool) -> Line:
        return Line(self.name, hidden=True) if hidden else self


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that always has one answer: the file, the unions, the schedules, the narrowing.

    The answer is kept under the first three; door and rates are how it is found.
    """

    key: tuple[str, tuple[str, ...] | None]
    schedules: tuple[int, ...]
    narrowed: tuple[tuple[str, str], ...]
    door: Door = field(compare=False)
    rates: Rates = field(compare=False)


def flat_of(census: pa.Table, rates: Rates, names: Sequence[str]) -> pa.Table:
    """``names`` as text (empty where the census does not say) and what ``summed`` adds up."""
    mills = mills_of(census, rates.mills)
    paid = pc.is_valid(mills)
    hours = census["regular_quarter_hours"].cast(pa.int64())
    return pa.table(
        {
            **{name: pc.fill_null(census[name].cast(pa.string()), "") for name in names},
            "fte": census["fte_basis_points"].cast(pa.int64()),
            "pay": pc.multiply(pc.fill_null(mills, 0).cast(pa.int64()), hours),
            "paid_hours": pc.if_else(paid, hours, 0),
            "without_rate": pc.invert(paid).cast(pa.int64()),
        }
    )


def summed(flat: pa.Table, names: Sequence[str]) -> dict[tuple[str, ...], Line]:
    """By the values of ``names``, a line each; its own name is the last of them."""
    found = flat.group_by(list(names)).aggregate(
        [
            ("fte", "count"),
            ("fte", "sum"),
            ("pay", "sum"),
            ("paid_hours", "sum"),
            ("without_rate", "sum"),
        ]
    )
    return {
        tuple(one[name] for name in names): Line(
            one[names[-1]],
            one["fte_count"],
            one["fte_sum"],
            one["pay_sum"],
            one["paid_hours_sum"],
            one["without_rate_sum"],
        )
        for one in found.to_pylist()
    }


def together(lines: Sequence[Line], name: str = "") -> Line:
    """All of them as one."""
    return Line(
        name,
        sum(line.workers for line in lines),
        sum(line.fte for line in lines),
        sum(line.pay for line in lines),
        sum(line.paid_hours for line in lines),
        sum(line.without_rate for line in lines),
    )


def largest_first(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.workers, line.name)))
