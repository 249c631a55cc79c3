"""What a field of a term may say, and how it becomes a whole number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from commontable.engines.costing.amounts import PER_PERCENT, scaled
from commontable.engines.costing.errors import CostingError

type Read[T] = Callable[[object, str], T]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: ``read`` turns what YAML said into the kept value."""

    name: str
    read: Read[object]
    about: str
    required: bool = False
    default: object = None


def percent(least: str = "-100", most: str = "100") -> Read[int]:
    """Percent to parts per million, within bounds given in percent."""
    low, high = (scaled(bound, PER_PERCENT, "bounds", "percent") for bound in (least, most))

    def read(value: object, where: str) -> int:
        parts = scaled(value, PER_PERCENT, where, "a percent with at most four decimals")
        if not low <= parts <= high:
            raise CostingError(
                where,
                expected=f"a percent from {least} to {most}",
                got=str(value),
                fix="Write 3 for three percent.",
            )
        return parts

    return read


def raise_percent(value: object, where: str) -> int:
    """A raise in percent: 0.03 and 300 are slips of the pen."""
    parts = scaled(value, PER_PERCENT, where, "a percent with at most four decimals")
    if parts != 0 and not PER_PERCENT // 10 <= abs(parts) <= 50 * PER_PERCENT:
        raise CostingError(
            where,
            expected="a raise from 0.1 to 50 percent",
            got=str(value),
            fix="Write 3 for three percent.",
        )
    return parts


def mills_from_dollars(value: object, where: str) -> int:
    """Dollars an hour to mills."""
    mills = scaled(value, 1_000, where, "dollars an hour with at most three decimals")
    if not 0 <= mills <= 1_000_000:  # noqa: PLR2004 - $1,000 an hour
        raise CostingError(
            where,
            expected="dollars an hour from 0 to 1,000",
            got=str(value),
            fix="Was a yearly amount given for an hourly one?",
        )
    return mills


def mills_from_cents(value: object, where: str) -> int:
    """Cents an hour to mills."""
    mills = scaled(value, 10, where, "cents an hour with at most one decimal")
    if not 0 <= mills <= 100_000:  # noqa: PLR2004 - $100 an hour
        raise CostingError(where, expected="cents an hour from 0 to 10,000", got=str(value))
    return mills


def cents(value: object, where: str) -> int:
    """Dollars to cents, not negative."""
    amount = scaled(value, 100, where, "dollars with at most two decimals")
    if amount < 0:
        raise CostingError(where, expected="an amount of 0 or more", got=str(value))
    return amount


def count(least: int, most: int) -> Read[int]:
    def read(value: object, where: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise CostingError(
                where, expected=f"a whole number from {least} to {most}", got=repr(value)
            )
        return value

    return read


def hundredths(value: object, where: str) -> int:
    """A number with two decimals, such as 1.5 days or 3.25 visits."""
    found = scaled(value, 100, where, "a number with at most two decimals")
    if not -1_000_000 <= found <= 1_000_000:  # noqa: PLR2004 - ten thousand of anything
        raise CostingError(where, expected="a number within reason", got=str(value))
    return found


def multiplier(value: object, where: str) -> int:
    """1.5 to parts per million."""
    parts = scaled(value, 1_000_000, where, "a multiplier such as 1.5")
    if not 1_000_000 <= parts <= 5_000_000:  # noqa: PLR2004 - once to five times
        raise CostingError(where, expected="a multiplier from 1 to 5", got=str(value))
    return parts


def word(*allowed: str) -> Read[str]:
    def read(value: object, where: str) -> str:
        if value not in allowed:
            raise CostingError(where, expected=" or ".join(allowed), got=repr(value))
        return str(value)

    return read


def text(value: object, where: str) -> str:
    if value is None or isinstance(value, (dict, list)) or not str(value).strip():
        raise CostingError(where, expected="a name", got=repr(value))
    return str(value)


def flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise CostingError(where, expected="yes or no", got=repr(value))
    return value


def day(value: object, where: str) -> date:
    if isinstance(value, date) and type(value) is date:
        return value
    raise CostingError(where, expected="a date such as 2024-01-01", got=repr(value))


_MONTH_DAY: Final = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")


def month_day(value: object, where: str) -> str:
    """``"03-15"``: a day that every year has."""
    if not isinstance(value, str) or not _MONTH_DAY.match(value):
        raise CostingError(
            where, expected='a month and day such as "03-15", at most the 28th', got=repr(value)
        )
    return value


def steps(value: object, where: str) -> tuple[tuple[int, int], ...]:
    """Rates by step in mills, from step 1: a list, or ``{3: 88.11, 4: 92.25}``."""
    if isinstance(value, list):
        value = dict(enumerate(value, 1))
    if not isinstance(value, Mapping) or not value:
        raise CostingError(where, expected="rates by step, as a list", got=repr(value))
    found: dict[int, int] = {}
    for step, written in value.items():
        if not isinstance(step, int) or not 1 <= step <= 99:  # noqa: PLR2004 - as in a census
            raise CostingError(where, expected="steps from 1 to 99", got=repr(step))
        mills = mills_from_dollars(written, f"{where}, step {step}")
        if mills == 0:
            raise CostingError(f"{where}, step {step}", expected="a rate above 0", got="0")
        found[step] = mills
    lowest, highest = min(found), max(found)
    missing = [step for step in range(lowest, highest + 1) if step not in found]
    if missing:
        raise CostingError(
            where, expected=f"every step from {lowest} to {highest}", got=f"no step {missing[0]}"
        )
    return tuple(sorted(found.items()))


def bands(value: object, where: str) -> tuple[tuple[int, int, int], ...]:
    """Longevity by completed years: ``[{years: 10, dollars_per_hour: 0.50}]``."""
    if not isinstance(value, list) or not value:
        raise CostingError(
            where, expected="a list such as [{years: 10, dollars_per_hour: 0.50}]", got=repr(value)
        )
    found: dict[int, tuple[int, int]] = {}
    for band in value:
        if not isinstance(band, Mapping) or "years" not in band or len(band) != 2:  # noqa: PLR2004
            raise CostingError(
                where, expected="years with dollars_per_hour or percent", got=repr(band)
            )
        years = count(1, 60)(band["years"], where)
        mills = mills_from_dollars(band.get("dollars_per_hour", 0), where)
        parts = percent("0", "100")(band.get("percent", 0), where)
        if years in found:
            raise CostingError(where, expected="each number of years once", got=f"{years} twice")
        found[years] = (mills, parts)
    return tuple((years, *found[years]) for years in sorted(found))


def by_tier(read: Read[int]) -> Read[tuple[tuple[str, int], ...]]:
    """A value for each benefit tier: ``{employee: 650.00, family: 1500.00}``, or one for all."""

    def by_each(value: object, where: str) -> tuple[tuple[str, int], ...]:
        if not isinstance(value, Mapping):
            return (("", read(value, where)),)
        if not value:
            raise CostingError(where, expected="a value by benefit tier", got="nothing")
        return tuple((str(tier), read(each, f"{where}, {tier}")) for tier, each in value.items())

    return by_each
