"""Money as whole cents. A float never enters."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from commontable.common.errors import CommontableError

_MONEY = re.compile(
    r"^\s*(?P<sign>-)?\s*\$?\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d{1,2}))?\s*$"
)


def cents_from_text(text: str) -> int:
    """Whole cents from a figure as people write it: ``"$1,234.50"`` gives ``123450``.

    Raises:
        CommontableError: the text is no amount, or has more than two decimals.
    """
    found = _MONEY.match(text)
    if not found:
        raise CommontableError(
            "not an amount of money", expected="an amount like $1,234.50", came=repr(text)
        )
    cents = int(found["whole"].replace(",", "")) * 100 + int((found["cents"] or "").ljust(2, "0"))
    return -cents if found["sign"] else cents


def cents_from_decimal(amount: Decimal) -> int:
    """Whole cents, halves rounded up away from zero, as contracts do."""
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def dollars(cents: int) -> str:
    """``123450`` gives ``"$1,234.50"``; a negative amount has a true minus sign."""
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"
