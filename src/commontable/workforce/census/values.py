"""What a cell says, put as the engine writes it: ``"80 %"`` of full time is ``"0.8"``.

Each function takes a cell without spaces around, never empty, and gives the text the engine reads,
or a ``Refusal`` that says what was expected. Rates and hours go through decimals, never a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from commontable.engines.costing.census.columns import OFF_SCHEDULE, ON_SCHEDULE, RED_CIRCLED


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be read, and what would have been."""

    expected: str


@dataclass(frozen=True, slots=True)
class Rounded:
    """A cell that is kept as ``text``, which is not quite what it said."""

    text: str


type Value = str | Refusal | Rounded
type Normaliser = Callable[[str], Value]

LONGEST_LABEL = 200
NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "nil", "#n/a", "not stated"})
"""What people write into a cell that has nothing."""

_YES = frozenset({"y", "yes", "true", "t", "1", "x", "✓"})
_NO = frozenset({"n", "no", "false", "f", "0"})
_NUMBER = re.compile(r"^-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$")
_DOLLARS = re.compile(r"^(?:USD|US\$|\$)\s*|\s*(?:USD|/\s*h(?:ou)?r?|per hour)$", re.IGNORECASE)
_STEP = re.compile(r"^(?:step\s*|s)?0*(\d{1,3})(?:\.0+)?$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_PLAIN = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_PARTS = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s.*)?$")
_NAMED = re.compile(r"^(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ,]+(\d{4}|\d{2})$")
_NAMED_FIRST = re.compile(r"^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$")
_SERIAL = re.compile(r"^\d{5}(?:\.0+)?$")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_EXCEL_BEGAN = date(1899, 12, 30)
_SERIALS = (10_000, 80_000)  # days from 1927 to 2119
_QUARTER = Decimal("0.25")
_MOST_FRACTION = Decimal(1)
_LEAST_PERCENT, _MOST_PERCENT = Decimal(5), Decimal(100)


def label(cell: str) -> Value:
    """A name or code as it stands, its spaces single."""
    said = " ".join(cell.split())
    if len(said) > LONGEST_LABEL:
        return Refusal(f"at most {LONGEST_LABEL} characters")
    return said


def step(cell: str) -> Value:
    """``"Step 3"``, ``"S3"``, ``"03"``, ``"3.0"`` are 3."""
    found = _STEP.match(cell)
    return found[1] if found else Refusal("a step such as 5")


def status(cell: str) -> Value:
    """Whether somebody is off the schedule, from yes and no or in words."""
    said = " ".join(re.sub(r"[_-]", " ", cell.casefold()).split())
    if said in _NO or said in {"on schedule", "on step", "normal", "regular"}:
        return ON_SCHEDULE
    if said in _YES or said in {"red circled", "red circle", "frozen", "rc"}:
        return RED_CIRCLED
    if said in {"off schedule", "off step", "off"}:
        return OFF_SCHEDULE
    return Refusal("Y or N, red-circled, off schedule or on schedule")


def rate(cell: str) -> Value:
    """Dollars an hour, at most three decimals: ``"$48.17"``, ``"48.17/hr"``."""
    said = re.sub(
        r"^(?:USD|US\$|\$)\s*|\s*(?:USD|/\s*h(?:ou)?r?|per hour)$", "", cell, flags=re.IGNORECASE
    )
    number = _decimal(said)
    if number is None:
        return Refusal("dollars an hour, such as 48.17")
    mills = number.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
    return str(mills) if mills == number else Rounded(str(mills))


def fte(cell: str) -> Value:
    """``"0.8"``, ``"80%"``, ``"80 %"`` and ``"80"`` are four fifths of full time."""
    percent = cell.endswith("%")
    number = _decimal(cell.removesuffix("%").strip())
    if number is None:
        return Refusal("a share of full time, such as 0.8 or 80%")
    if percent or _LEAST_PERCENT <= number <= _MOST_PERCENT:
        number /= 100
    elif number > _MOST_FRACTION:
        return Refusal("a share of full time up to 1, such as 0.8 or 80%")
    points = number.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return str(points) if points == number else Rounded(str(points))


def hours(cell: str, *, times: Decimal = Decimal(1)) -> Value:
    """Hours to the quarter, multiplied into a pay period of two weeks by ``times``.

    ``"8:30"`` is eight hours and a half.
    """
    said = re.sub(r"\s*(?:h|hrs?|hours?)\.?$", "", cell, flags=re.IGNORECASE)
    clock = re.match(r"^(\d{1,3}):([0-5]\d)$", said)
    number = Decimal(clock[1]) + Decimal(clock[2]) / 60 if clock else _decimal(said)
    if number is None:
        return Refusal("hours, such as 72 or 3.25")
    number *= times
    quarters = (number / _QUARTER).quantize(Decimal(1), rounding=ROUND_HALF_UP) * _QUARTER
    return str(quarters) if quarters == number else Rounded(str(quarters))


def day(cell: str, *, day_first: bool = False, latest_year: int = 2100) -> Value:
    """A calendar day, as sheets write it, put as ``2014-06-30``.

    Args:
        day_first: ``03/04/2020`` is the third of April, not March the fourth.
        latest_year: of two figures, the latest a year can be: later ones are of the last century.
    """
    found = _date_of(cell, day_first=day_first, latest_year=latest_year)
    if found is None:
        return Refusal("a date such as 2014-06-30" + ("" if day_first else " or 6/30/2014"))
    return found.isoformat()


def certificates(cell: str) -> Value:
    """Several, separated by semicolons for the engine."""
    return label("; ".join(part.strip() for part in re.split(r"[;,|]", cell) if part.strip()))


def is_day_first(cells: list[str]) -> bool:
    """Whether dates among the cells can only be read with the day before the month."""
    day_first = False
    for cell in cells:
        found = _PARTS.match(cell.strip())
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        if second > 12:  # noqa: PLR2004 - months
            return False
        day_first = day_first or first > 12  # noqa: PLR2004
    return day_first


def _decimal(said: str) -> Decimal | None:
    if not said or not _NUMBER.match(said) or not any(sign.isdigit() for sign in said):
        return None
    try:
        return Decimal(said.replace(",", ""))
    except InvalidOperation:
        return None


def _date_of(cell: str, *, day_first: bool, latest_year: int) -> date | None:
    found = _ISO.match(cell) or _PLAIN.match(cell)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTS.match(cell):
        first, second = int(found[1]), int(found[2])
        month, number = (second, first) if day_first else (first, second)
        return _date(_year(found[3], latest_year), month, number)
    if found := _NAMED.match(cell):
        month = _MONTHS.get(found[2].casefold(), 0)
        return _date(_year(found[3], latest_year), month, int(found[1]))
    if found := _NAMED_FIRST.match(cell):
        return _date(int(found[3]), _MONTHS.get(found[1].casefold(), 0), int(found[2]))
    if _SERIAL.match(cell):
        serial = int(cell.split(".", maxsplit=1)[0])
        if _SERIALS[0] <= serial <= _SERIALS[1]:
            return _EXCEL_BEGAN + timedelta(days=serial)
    return None


def _year(written: str, latest: int) -> int:
    year = int(written)
    if len(written) == 4:  # noqa: PLR2004 - figures of a year
        return year
    return year + latest // 100 * 100 if year <= latest % 100 else year + latest // 100 * 100 - 100


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
