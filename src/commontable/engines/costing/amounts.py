"""Numbers as contracts write them, into whole units. No float ever holds money.

Money is whole cents, an hourly rate whole mills (tenths of a cent), time quarter-hours, a percent
whole *parts per million* (3 percent are 30,000), so that 6.25 and 1.45 percent are exact.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from commontable.engines.costing.errors import CostingError

PER_PERCENT: Final = 10_000
"""Parts per million in one percent."""

WHOLE: Final = 1_000_000
"""Parts per million in a hundred percent."""

MILLS_PER_CENT: Final = 10
QUARTERS: Final = 4

_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")


def half_up(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` to a whole number, halves up. ``denominator`` is positive."""
    return (2 * numerator + denominator) // (2 * denominator)


def decimal_of(value: object, where: str, expected: str) -> Decimal:
    """The exact decimal of a YAML number or a text such as "$1,500.00".

    Commas only group thousands: 4,5 is refused, since it would be read as ten times 4.5.
    """
    if isinstance(value, bool) or value is None:
        raise CostingError(where, expected=expected, got=repr(value))
    text = str(value).strip().removeprefix("$").removesuffix("%").strip()
    if "," in text:
        if not _THOUSANDS.fullmatch(text):
            raise CostingError(
                where, expected=expected, got=repr(value), fix="Write decimals after a point: 4.5."
            )
        text = text.replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CostingError(where, expected=expected, got=repr(value)) from None
    if not number.is_finite():
        raise CostingError(where, expected=expected, got=repr(value))
    return number


def scaled(value: object, scale: int, where: str, expected: str) -> int:
    """``value`` times ``scale`` as a whole number; refused when that would round."""
    exact = decimal_of(value, where, expected) * scale
    if exact != exact.to_integral_value():
        raise CostingError(
            where, expected=expected, got=repr(str(value)), fix="Give fewer decimals."
        )
    return int(exact)


def dollars(cents: int) -> str:
    """``-123450`` gives ``"−$1,234.50"``."""
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def rate(mills: int) -> str:
    """``31250`` gives ``"$31.25"``, ``31255`` gives ``"$31.255"``."""
    whole, rest = divmod(mills, 1_000)
    return f"${whole:,}.{rest // 10:02d}" if rest % 10 == 0 else f"${whole:,}.{rest:03d}"


def percent(parts: int) -> str:
    """``62500`` gives ``"6.25 %"``."""
    text = f"{Decimal(parts) / PER_PERCENT:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


def whole_dollars(cents: int) -> str:
    """``-123450`` gives ``"−$1,235"``: for a table; the cents are in the data."""
    return dollars(half_up(cents, 100) * 100)[:-3]


def signed_dollars(cents: int) -> str:
    """Whole dollars with a plus before what is more."""
    return f"+{whole_dollars(cents)}" if cents > 0 else whole_dollars(cents)


def short_percent(parts: int) -> str:
    """Percent with at most two decimals."""
    return percent(half_up(parts, 100) * 100)
