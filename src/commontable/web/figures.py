"""How a figure is written: money, percentages, signed numbers, days.

Pure text in the reader's language; the template filters and the charts both speak through here.
Minus is U+2212 (as wide as a digit in tabular figures), and a figure never breaks over a line.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext

MINUS = "\u2212"
NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

Spacing = Literal["tight", "thin"]
Unit = Literal["percent", "points", "money", "number", "ratio"]

# CLDR's percent pattern has no space before the sign in these; elsewhere it is spaced.
_TIGHT_PERCENT_LANGUAGES = frozenset(
    {
        "en",
        "zh",
        "ja",
        "ko",
        "vi",
        "th",
        "tl",
        "fil",
        "hi",
        "it",
        "pt",
        "nl",
        "id",
        "pl",
        "ar",
        "fa",
    }
)


def amount(value: object) -> Decimal:
    """`value` as an exact Decimal; a float, a bool or a text is refused with a TypeError."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TypeError(f"A figure must be finite; got {value}.")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(
        f"A figure must be a Decimal or an int, so that nothing is rounded unseen; "
        f"got {type(value).__name__} {value!r}."
    )


def _digits(value: Decimal, decimals: int | None) -> str:
    """The absolute value with grouping; all its significant decimals when `decimals` is None."""
    size = abs(value)
    if decimals is None:
        exponent = size.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    size = size.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    return str(number_format(size, decimal_pos=decimals, force_grouping=True))


def _is_zero(value: Decimal, decimals: int | None) -> bool:
    if decimals is None:
        return value == 0
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN) == 0


def _sign(value: Decimal, decimals: int | None, *, plus: bool) -> str:
    if _is_zero(value, decimals):
        return ""
    if value < 0:
        return MINUS
    return "+" if plus else ""


def number(value: object, decimals: int | None = None, *, plus: bool = False) -> str:
    """As in -1,234.5, with a true minus; `plus` gives a gain its sign too, zero none."""
    exact = amount(value)
    return _sign(exact, decimals, plus=plus) + _digits(exact, decimals)


def money(value: object, decimals: int = 2, *, plus: bool = False) -> str:
    """As in -$1,234.56, with a true minus: an int is **cents**, a Decimal is **dollars**."""
    exact = amount(value)
    if isinstance(value, int):
        exact = exact / 100
    return f"{_sign(exact, decimals, plus=plus)}${_digits(exact, decimals)}"


def percent_spacing() -> Spacing:
    """Whether the reader's language writes `3%` or `3 %`."""
    language = (get_language() or "en").split("-")[0]
    return "tight" if language in _TIGHT_PERCENT_LANGUAGES else "thin"


def percent(
    value: object,
    decimals: int | None = None,
    *,
    plus: bool = False,
    spacing: Spacing | None = None,
) -> str:
    """`3.25%` of the value 3.25 (a percentage, not a share of one), spaced as the language does."""
    gap = NARROW_NO_BREAK_SPACE if (spacing or percent_spacing()) == "thin" else ""
    return f"{number(value, decimals, plus=plus)}{gap}%"


def points(value: object, decimals: int | None = None, *, plus: bool = False) -> str:
    """`+0.5 pt`: a distance between two percentages."""
    return f"{number(value, decimals, plus=plus)}{NO_BREAK_SPACE}pt"


def days(count: int) -> str:
    """`3 days`, `1 day`."""
    text = ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}
    return text.replace(" ", NO_BREAK_SPACE)


def in_unit(value: Decimal, unit: Unit, *, plus: bool = False) -> str:
    """`value` written in the unit a chart or a term is counted in; money is in dollars.

    A ratio is how many come to one: the value 4 is 1:4.
    """
    match unit:
        case "percent":
            return percent(value, plus=plus)
        case "points":
            return points(value, plus=plus)
        case "money":
            whole = value == value.to_integral_value()
            return money(value, 0 if whole else 2, plus=plus)
        case "ratio":
            return f"1:{number(value)}"
        case "number":
            return number(value, plus=plus)
