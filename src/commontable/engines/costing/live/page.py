"""A sheet that is written cell by cell, each with the look that says what it is."""

from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from commontable.engines.costing.live.formula import Cell, Formula, Number, formula

_ONE_LINE: Final = 12
TWO_LINES: Final = 31

type Look = Literal["money", "rate", "share", "count", "whole", "input", "input_rate", "check"]

_FIRST_YEAR: Final = 1900
"""Spreadsheets know no earlier day."""

_MONEY: Final = "#,##0.00;[Red]-#,##0.00"
_FORMS: Final[dict[str, dict[str, object]]] = {
    "plain": {},
    "wrap": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 13},
    "bold": {"bold": True},
    "soft": {"font_color": "#595959"},
    "head": {"bold": True, "bottom": 1, "align": "right", "text_wrap": True, "valign": "bottom"},
    "head_left": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "money": {"num_format": _MONEY},
    "rate": {"num_format": "#,##0.00##"},
    "share": {"num_format": "0.00##"},
    "count": {"num_format": "#,##0.##"},
    "whole": {"num_format": "0", "align": "left"},
    "input": {"num_format": "#,##0.00##", "font_color": "#0b3d91", "bg_color": "#eaf1fb"},
    "input_rate": {"num_format": "#,##0.00##", "font_color": "#0b3d91", "bg_color": "#eaf1fb"},
    "check": {"num_format": '[Red]#,##0.00;[Red]-#,##0.00;"equal"', "bold": True, "align": "right"},
}


class Forms:
    """The looks of one workbook."""

    def __init__(self, book: Any) -> None:
        self._made = {name: book.add_format(form) for name, form in _FORMS.items()}

    def __getitem__(self, name: str) -> Any:
        return self._made[name]


class Page:
    """One worksheet; rows and columns count from 0."""

    def __init__(self, book: Any, forms: Forms, name: str) -> None:
        self.name = name
        self.sheet = book.add_worksheet(name)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self._forms = forms
        self.row = 0

    def widths(self, *widths: float) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, look: str = "plain") -> None:
        # As text, so that a name that begins with "=" is no formula.
        self.sheet.write_string(row, column, text, self._forms[look])

    def line(self, text: str, look: str = "plain") -> None:
        """One line of text, in the next row."""
        self.text(self.row, 0, text, look)
        self.row += 1

    def head(self, names: list[str], *, words: int = 1) -> None:
        """A table's heads, in the next row; those of the first columns, of words, to the left."""
        for at, name in enumerate(names):
            self.text(self.row, at, name, "head" if at >= words else "head_left")
        if any(len(name) > _ONE_LINE for name in names[words:]):
            self.sheet.set_row(self.row, TWO_LINES)
        self.row += 1

    def day(self, row: int, column: int, day: date) -> None:
        if day.year < _FIRST_YEAR:
            self.text(row, column, day.isoformat())
        else:
            self.sheet.write_datetime(row, column, day, self._forms["day"])

    def number(self, row: int, column: int, value: Decimal | int, look: Look) -> Cell:
        self.sheet.write_number(row, column, value, self._forms[look])
        return Cell(self.name, row, column, Decimal(value))

    def put(self, row: int, column: int, number: Number, look: Look) -> Cell:
        """A formula, with what it comes to for whoever does not work it out."""
        given: Formula = formula(number)
        shown = float(given.value)  # what is kept beside the formula; the formula is what counts
        self.sheet.write_formula(row, column, given.text(self.name), self._forms[look], shown)
        return Cell(self.name, row, column, given.value)
