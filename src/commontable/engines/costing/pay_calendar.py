"""Pay periods: when they begin, when they are paid, and to which year each belongs."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from commontable.engines.costing.calendar import add_months, add_years, day_of

type PeriodKind = Literal["weekly", "biweekly", "semimonthly", "monthly"]
type YearOf = Literal["first_day", "last_day", "payday"]
type Changes = Literal["next_period", "same_day"]

PERIODS_A_YEAR: Final[dict[str, int]] = {
    "weekly": 52,
    "biweekly": 26,
    "semimonthly": 24,
    "monthly": 12,
}
_DAYS: Final[dict[str, int]] = {"weekly": 7, "biweekly": 14}
_SIXTEENTH: Final = 16


@dataclass(frozen=True, slots=True)
class PayRules:
    """How the employer pays, as the contract says it.

    ``anchor`` is the first day of any one weekly or biweekly period. ``year_of`` says by which day
    a period belongs to a contract year; ``changes`` whether a new rate waits for the next period
    or splits the period by calendar days. ``rate_unit`` is in mills: 10 rounds rates to the cent.
    ``carried`` are the decimals a rate keeps between raises beyond the mill; 0 rounds after each.
    """

    period: PeriodKind = "biweekly"
    anchor: date = date(2023, 10, 1)
    payday_lag: int = 0
    year_of: YearOf = "first_day"
    changes: Changes = "next_period"
    rate_unit: int = 10
    carried: int = 0
    full_time_quarter_hours: int = 320
    quarter_hours_a_year: int = 8_320

    @property
    def periods_a_year(self) -> int:
        return PERIODS_A_YEAR[self.period]

    def first_days(self, start: date, end: date) -> list[date]:
        """First days of the periods from the one that holds ``start`` to the first from ``end``."""
        if self.period in _DAYS:
            length = _DAYS[self.period]
            offset = (start - self.anchor).days // length
            day = self.anchor + timedelta(days=offset * length)
            days = [day]
            while day < end:
                day += timedelta(days=length)
                days.append(day)
            return days
        day = date(start.year, start.month, 1)
        days = [day]
        while day < end:
            if self.period == "monthly":
                day = add_months(day, 1)
            elif day.day == 1:
                day = day.replace(day=_SIXTEENTH)
            else:
                day = add_months(day.replace(day=1), 1)
            days.append(day)
        return [day for at, day in enumerate(days) if at + 1 == len(days) or days[at + 1] > start]


@dataclass(frozen=True)
class Timeline:
    """The pay periods of ``years`` contract years from ``start``, and those before in the year.

    ``bounds`` are first days of periods, with one more at the end. The first ``before`` periods
    are paid in the calendar year of the first costed one, before it: they count towards wage bases
    and cost nothing.
    """

    rules: PayRules
    start: date
    years: int
    bounds: tuple[int, ...]
    paydays: tuple[date, ...]
    before: int
    year_of_period: tuple[int, ...]

    @property
    def end(self) -> date:
        return add_years(self.start, self.years)

    @property
    def periods(self) -> int:
        return len(self.paydays)

    @cached_property
    def first_day(self) -> int:
        """First day of the first costed period."""
        return self.bounds[self.before]

    @cached_property
    def periods_by_year(self) -> tuple[int, ...]:
        return tuple(self.year_of_period.count(year) for year in range(self.years))

    def period_at(self, day: int) -> int:
        """The period that holds ``day``."""
        return bisect_right(self.bounds, day) - 1

    def takes_effect(self, effective: date) -> int:
        """The day on which a rate dated ``effective`` is first paid.

        Before the first period it is the date itself: only the order of changes matters there.
        """
        day = day_of(effective)
        if self.rules.changes == "same_day" or day <= self.bounds[0]:
            return day
        return self.bounds[min(bisect_left(self.bounds, day), len(self.bounds) - 1)]

    def first_paid(self, effective: date) -> int:
        """The first period with a payday from ``effective`` on; may be past the last."""
        return bisect_left(self.paydays, effective)

    def year_starts(self) -> list[date]:
        return [add_years(self.start, year) for year in range(self.years + 1)]


def timeline(rules: PayRules, start: date, years: int) -> Timeline:
    """All periods that belong to the contract years, by ``rules.year_of``."""
    longest = timedelta(days=40 + rules.payday_lag)
    end = add_years(start, years)
    first_paid = date(start.year - 1, 1, 1)
    days = rules.first_days(first_paid - longest, end + longest)
    starts = [add_years(start, year) for year in range(years + 1)]
    bounds: list[int] = []
    paydays: list[date] = []
    year_of: list[int] = []
    for first, following in pairwise(days):
        last = following - timedelta(days=1)
        payday = last + timedelta(days=rules.payday_lag)
        belongs = {"first_day": first, "last_day": last, "payday": payday}[rules.year_of]
        if belongs >= end:
            break
        bounds.append(day_of(first))
        paydays.append(payday)
        year_of.append(bisect_right(starts, belongs) - 1)
    bounds.append(day_of(days[len(paydays)]))
    costed = year_of.index(0)
    paid_in = paydays[costed].year
    skip = next(at for at, payday in enumerate(paydays) if payday.year == paid_in)
    return Timeline(
        rules=rules,
        start=start,
        years=years,
        bounds=tuple(bounds[skip:]),
        paydays=tuple(paydays[skip:]),
        before=costed - skip,
        year_of_period=tuple(year_of[skip:]),
    )
