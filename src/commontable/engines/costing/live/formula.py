"""A formula and what it comes to: written once, as text for the sheet and as an exact number.

The number is kept beside the text so that a program which shows a workbook without working it out
shows the right figures. Only functions that Excel and LibreOffice share are used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

PER_CENT: Final = 100
"""Cents in a dollar: amounts are rounded to the cent."""

_SUM, _PRODUCT, _ATOM = 1, 2, 3
_HALF: Final = Decimal("0.5")
_NOISE: Final = Decimal("0.0000001")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a sheet, counted from 0, and the number that stands in it."""

    sheet: str
    row: int
    column: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Span:
    first: Cell
    last: Cell


type _Part = str | Cell | _Span
type Number = "Formula | Cell | Decimal | int"


@dataclass(frozen=True, slots=True)
class Formula:
    """``parts`` are text and cells; how tightly they bind says where parentheses are needed."""

    parts: tuple[_Part, ...]
    value: Decimal
    binds: int = _ATOM

    def text(self, sheet: str) -> str:
        """As it is written on ``sheet``: cells of other sheets with their sheet's name."""
        return "=" + "".join(_written(part, sheet) for part in self.parts)

    def __add__(self, other: Number) -> "Formula":
        that = formula(other)
        return Formula((*self.parts, "+", *that.parts), self.value + that.value, _SUM)

    def __sub__(self, other: Number) -> "Formula":
        that = formula(other)
        parts = (*self.parts, "-", *that.within(_PRODUCT))
        return Formula(parts, self.value - that.value, _SUM)

    def __mul__(self, other: Number) -> "Formula":
        that = formula(other)
        parts = (*self.within(_PRODUCT), "*", *that.within(_PRODUCT))
        return Formula(parts, self.value * that.value, _PRODUCT)

    def __truediv__(self, other: Number) -> "Formula":
        that = formula(other)
        parts = (*self.within(_PRODUCT), "/", *that.within(_ATOM))
        return Formula(parts, self.value / that.value, _PRODUCT)

    def within(self, binds: int) -> tuple[_Part, ...]:
        return self.parts if self.binds >= binds else ("(", *self.parts, ")")


def formula(number: Number) -> Formula:
    """A number, a cell or a formula as a formula."""
    if isinstance(number, Formula):
        return number
    if isinstance(number, Cell):
        return Formula((number,), number.value)
    value = Decimal(number)
    return Formula((f"{value:f}",), value, _ATOM if value >= 0 else _SUM)


def rounded(number: Number, to: int = PER_CENT) -> Formula:
    """To the ``to``-th part of a dollar (or of an hour), halves up, as the contract says.

    The inner ROUND takes off what binary fractions leave behind the seventh decimal.
    """
    given = formula(number)
    scaled = (given.value * to).quantize(_NOISE, ROUND_HALF_UP)
    value = (scaled + _HALF).to_integral_value(ROUND_FLOOR) / to
    parts = ("INT(ROUND(", *given.within(_PRODUCT), f"*{to},7)+0.5)/{to}")
    return Formula(parts, value, _PRODUCT)


def percent_of(number: Number, percent: Cell) -> Formula:
    """A percentage as people type it, of a number."""
    return formula(number) * (formula(percent) / 100)


def least(*numbers: Number) -> Formula:
    return _function("MIN", min, numbers)


def greatest(*numbers: Number) -> Formula:
    return _function("MAX", max, numbers)


def total(cells: Sequence[Cell]) -> Formula:
    """The sum of cells; those that lie in one column, one below the other, as one range."""
    if not cells:
        return formula(0)
    spans: list[_Span] = []
    for cell in cells:
        if spans and _follows(spans[-1].last, cell):
            spans[-1] = _Span(spans[-1].first, cell)
        else:
            spans.append(_Span(cell, cell))
    value = sum((cell.value for cell in cells), Decimal(0))
    if len(cells) == 1:
        return formula(cells[0])
    parts: list[_Part] = ["SUM("]
    for place, span in enumerate(spans):
        parts += [","] if place else []
        parts.append(span.first if span.first is span.last else span)
    return Formula((*parts, ")"), value)


def together(numbers: Sequence[Number]) -> Formula:
    """The sum of formulas, written out."""
    start = formula(numbers[0]) if numbers else formula(0)
    return reduce(lambda left, right: left + right, numbers[1:], start)


def times_each(counts: Sequence[Cell], amounts: Sequence[Cell]) -> Formula:
    """Two columns of equal height multiplied row by row and added up."""
    value = sum(
        (count.value * amount.value for count, amount in zip(counts, amounts, strict=True)),
        Decimal(0),
    )
    parts = (
        "SUMPRODUCT(",
        _Span(counts[0], counts[-1]),
        ",",
        _Span(amounts[0], amounts[-1]),
        ")",
    )
    return Formula(parts, value)


def only_if(number: Number, reaches: Number, then: Number) -> Formula:
    """``then`` where ``number`` is at least ``reaches``, else nothing."""
    given, bound, amount = formula(number), formula(reaches), formula(then)
    value = amount.value if given.value >= bound.value else Decimal(0)
    return Formula(("IF(", *given.parts, ">=", *bound.parts, ",", *amount.parts, ",0)"), value)


def sum_where(label: str, sheet: str, column: str, value: Decimal) -> Formula:
    """SUMIF: what stands in a column of a sheet in the rows that ``label`` begins."""
    text = f"SUMIF('{sheet}'!$A:$A,\"{label}\",'{sheet}'!{column}:{column})"
    return Formula((text,), value)


def _function(name: str, apply: object, numbers: Sequence[Number]) -> Formula:
    given = [formula(number) for number in numbers]
    parts: list[_Part] = [f"{name}("]
    for place, each in enumerate(given):
        parts += [","] if place else []
        parts += each.parts
    value = (min if apply is min else max)(each.value for each in given)
    return Formula((*parts, ")"), value)


def _follows(before: Cell, cell: Cell) -> bool:
    return (before.sheet, before.column, before.row + 1) == (cell.sheet, cell.column, cell.row)


def _written(part: _Part, sheet: str) -> str:
    if isinstance(part, str):
        return part
    first = part.first if isinstance(part, _Span) else part
    where = "" if first.sheet == sheet else f"'{first.sheet}'!"
    if isinstance(part, _Span):
        return f"{where}{_at(part.first)}:{_at(part.last)}"
    return f"{where}{_at(part)}"


def _at(cell: Cell) -> str:
    return str(xl_rowcol_to_cell(cell.row, cell.column))
