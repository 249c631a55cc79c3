"""Prices over time: what later dollars buy. A month that is not published is said, not guessed."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal, localcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from commontable.engines.costing.amounts import WHOLE
from commontable.engines.costing.calendar import add_months, month_starts
from commontable.engines.costing.errors import CostingError

ALL_ITEMS: Final = "CUUR0000SA0"
"""All items, U.S. city average, all urban consumers, not seasonally adjusted (BLS)."""

_DIGITS: Final = 50


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """A monthly index by first of month. ``source`` says what series it is and from where."""

    months: Mapping[date, Decimal]
    source: str

    @property
    def last(self) -> date:
        return max(self.months)


@dataclass(frozen=True, slots=True)
class RealTerms:
    """Yearly cents in dollars of ``base``; parts per million of prices over it, by year.

    ``assumed`` are months that are not published yet, taken on at the assumed inflation;
    ``missing`` are months within the published ones that never were: their year is averaged
    without them.
    """

    base: date
    cents: tuple[int, ...]
    prices: tuple[int, ...]
    assumed: tuple[date, ...]
    missing: tuple[date, ...]
    source: str


def bundled_index(series: str = ALL_ITEMS) -> PriceIndex:
    """The series as the ``cpi`` package carries it; read from its data, nothing is fetched.

    Raises ``CostingError`` when the package is not installed or has no such series.
    """
    spec = find_spec("cpi")
    path = Path(spec.origin).with_name("cpi.db") if spec and spec.origin else None
    if path is None or not path.is_file():
        raise CostingError(
            "price index",
            expected="the cpi package, which carries the series",
            got="it is not installed",
            fix="Install commontable[prices], or hand in an index of your own.",
        )
    # The package itself would load pandas and 60 MB of tables for one series.
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as data:
        rows = data.execute(
            "SELECT year, substr(period, 2), value FROM indexes "
            "WHERE series = ? AND period BETWEEN 'M01' AND 'M12'",
            (series,),
        ).fetchall()
    months = {date(int(year), int(month), 1): Decimal(str(value)) for year, month, value in rows}
    if not months:
        raise CostingError("price index", expected="a monthly series of the CPI", got=series)
    return PriceIndex(months, f"Bureau of Labor Statistics, {series}, to {max(months):%B %Y}")


def in_real_terms(
    cents: Sequence[int],
    years: Sequence[tuple[date, date]],
    index: PriceIndex,
    *,
    base: date | None = None,
    inflation: int | None = None,
) -> RealTerms:
    """Yearly amounts in dollars of the month ``base`` (the last published before the first year).

    ``inflation`` in parts per million a year carries the index on past its last month; without it
    a year beyond is refused. Raises ``CostingError`` for months that cannot be had.
    """
    month = base or _last_before(index, years[0][0])
    if month not in index.months:
        raise CostingError(
            "price index",
            expected=f"a base month with an index ({index.source})",
            got=f"{month:%Y-%m}",
        )
    assumed: list[date] = []
    missing: list[date] = []
    real: list[int] = []
    prices: list[int] = []
    with localcontext(prec=_DIGITS):
        monthly = (1 + Decimal(inflation or 0) / WHOLE) ** (Decimal(1) / 12)
        for amount, (first, end) in zip(cents, years, strict=True):
            levels: list[Decimal] = []
            for each in month_starts(first.replace(day=1), end):
                if each in index.months:
                    levels.append(index.months[each])
                elif each < index.last:
                    missing.append(each)
                elif inflation is None:
                    raise CostingError(
                        "price index",
                        expected=f"an assumption for prices after {index.last:%B %Y}",
                        got="none",
                        fix="Give inflation_percent among the assumptions of the contract.",
                    )
                else:
                    ahead = (each.year - index.last.year) * 12 + each.month - index.last.month
                    levels.append(index.months[index.last] * monthly**ahead)
                    assumed.append(each)
            level = sum(levels, Decimal(0)) / len(levels) / index.months[month]
            real.append(_whole(Decimal(amount) / level))
            prices.append(_whole(level * WHOLE))
    return RealTerms(
        month, tuple(real), tuple(prices), tuple(assumed), tuple(missing), index.source
    )


def _last_before(index: PriceIndex, day: date) -> date:
    month = add_months(day.replace(day=1), -1)
    while month not in index.months:
        if month < min(index.months):
            raise CostingError(
                "price index", expected=f"a month before {day}", got=f"none in {index.source}"
            )
        month = add_months(month, -1)
    return month


def _whole(value: Decimal) -> int:
    return int((value + Decimal("0.5")).to_integral_value(ROUND_FLOOR))
