"""What several years of raises come to, two ways that must not be taken for each other."""

from collections.abc import Iterable
from decimal import Decimal, localcontext

# Wide enough that ten years of raises with four decimals each multiply without rounding.
DIGITS = 120
_HUNDRED = Decimal(100)


def compound(raises: Iterable[Decimal]) -> Decimal:
    """Percent by which the last year's rate exceeds today's: ``product(1 + r/100) - 1``.

    ``raises`` are percents, one per contract year, in any order. Exact: 3, 3, 3, 3 gives
    12.550881. No raises give 0.
    """
    with localcontext(prec=DIGITS):
        rate = Decimal(1)
        for percent in raises:
            rate *= 1 + percent / _HUNDRED
        return (rate - 1) * _HUNDRED


def total(raises: Iterable[Decimal]) -> Decimal:
    """The percents added up, as headlines do: 3, 3, 3, 3 gives 12. Less than they compound to."""
    return sum(raises, Decimal(0))
