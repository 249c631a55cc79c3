"""The sheet of terms: every number of the contract and the offers in a cell that may be changed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from commontable.engines.costing.contract import Contract, Offer
from commontable.engines.costing.live.formula import Cell
from commontable.engines.costing.live.page import Page
from commontable.engines.costing.terms import Term
from commontable.engines.costing.wording import promise

NAME: Final = "Terms"
_PERCENT, _CENTS, _MILLS, _HUNDREDTHS = 10_000, 100, 1_000, 100
_UNITS: Final = {
    "percent": (_PERCENT, "%"),
    "employee_percent": (_PERCENT, "% of the premium"),
    "payout": (_PERCENT, "% of the target"),
    "replaced": (_PERCENT, "% of the time"),
    "close": (_PERCENT, "% of the distance"),
    "cents_per_hour": (_MILLS, "$ an hour"),
    "dollars_per_hour": (_MILLS, "$ an hour"),
    "dollars_per_year": (_CENTS, "$ a year"),
    "dollars": (_CENTS, "$"),
    "minimum": (_CENTS, "$ at least"),
    "maximum": (_CENTS, "$ at most"),
    "wage_base": (_CENTS, "$ a calendar year"),
    "employee_dollars": (_CENTS, "$ a month"),
    "employer_most": (_CENTS, "$ a month"),
    "multiplier": (1_000_000, "times the rate"),
    "days": (_HUNDREDTHS, "days a year"),
    "least_hours": (_HUNDREDTHS, "hours a year"),
    "uses": (_HUNDREDTHS, "uses a year"),
}
_HEADS: Final = [
    "Term",
    "Of",
    "Says",
    "For",
    "From",
    "Until",
    "Written",
    "Number",
    "Value",
    "Unit",
]
_VALUE: Final = 8


class Parameters:
    """Where each number of each term stands."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, str, str | int], Cell] = {}
        self._terms: list[Term] = []  # kept, so that no other object takes their identity

    def add(self, term: Term, field: str, key: str | int, cell: Cell) -> None:
        self._terms.append(term)
        self._cells[id(term), field, key] = cell

    def of(self, term: Term, field: str, key: str | int = "") -> Cell:
        """The cell of a field; ``key`` is a step, the years of a band, or a benefit tier."""
        return self._cells[id(term), field, key]

    def by_tier(self, term: Term, field: str, tier: str) -> Cell | int:
        """The cell of a benefit tier, or of all of them; 0 where the term says nothing of it."""
        for key in (tier, ""):
            if (id(term), field, key) in self._cells:
                return self._cells[id(term), field, key]
        return 0


def parameters(page: Page, contract: Contract, offers: Sequence[Offer]) -> Parameters:
    """Writes the sheet."""
    page.widths(16, 24, 46, 28, 11, 11, 34, 22, 13, 18)
    page.line(
        "Terms: change a number in blue, and what follows from it is worked out anew", "title"
    )
    page.line(
        "Percents as people write them: 3 for three percent. The engine's own figures do not "
        "change with them: the difference on the sheet Audit is then what the change moves.",
        "soft",
    )
    page.row += 1
    page.head(_HEADS, words=_VALUE)
    page.sheet.freeze_panes(page.row, 1)
    found = Parameters()
    for of, terms in ((contract.name, contract.terms), *((o.name, o.terms) for o in offers)):
        for term in terms:
            first = page.row
            for field, key, name, value, unit in _numbers(term):
                page.text(page.row, _VALUE - 1, name)
                cell = page.number(page.row, _VALUE, value, "input")
                found.add(term, field, key, cell)
                page.text(page.row, _VALUE + 1, unit, "soft")
                page.row += 1
            page.row = max(page.row, first + 1)
            page.text(first, 0, term.id, "bold")
            page.text(first, 1, of)
            page.text(first, 2, promise(term))
            page.text(first, 3, str(term.scope))
            page.day(first, 4, term.effective)
            if term.until is not None:
                page.day(first, 5, term.until)
            page.text(first, 6, str(term.source))
    return found


def _numbers(term: Term) -> Iterator[tuple[str, str | int, str, Decimal, str]]:
    """Field, key within it, its name, its value as people write it, and the unit."""
    for field, value in term.values.items():
        said = field.replace("_", " ")
        if field == "steps" and isinstance(value, tuple):
            for step, mills in value:
                yield field, step, f"step {step}", Decimal(mills) / _MILLS, "$ an hour"
        elif field == "bands" and isinstance(value, tuple):
            for years, mills, parts in value:
                name = f"after {years} years"
                if mills or not parts:
                    yield field, years, name, Decimal(mills) / _MILLS, "$ an hour"
                else:
                    yield field, years, name, Decimal(parts) / _PERCENT, "% of the rate"
        elif field in _UNITS:
            scale, unit = _UNITS[field]
            if isinstance(value, tuple):
                for tier, each in value:
                    yield field, tier, f"{said} {tier}".strip(), Decimal(each) / scale, unit
            elif isinstance(value, int):
                yield field, "", said, Decimal(value) / scale, unit
