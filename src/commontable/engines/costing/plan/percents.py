"""Shares of pay: paid days, bonus, retirement, training, taxes, other roll-up."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

import numpy as np

from commontable.engines.costing import components as c
from commontable.engines.costing.amounts import QUARTERS, WHOLE, half_up
from commontable.engines.costing.plan.arrays import PercentArrays
from commontable.engines.costing.plan.standing import (
    Standing,
    groups_of,
    meant_by,
    refuse_two_at_once,
    rules_by_key,
)
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Groups

_PAY: Final = ("base", "gross", "pensionable")
_COMPONENTS: Final = {
    "paid_days": c.PAID_DAYS,
    "bonus": c.BONUS,
    "retirement_contribution": c.RETIREMENT,
    "training_fund": c.TRAINING_FUND,
    "payroll_tax": c.PAYROLL_TAX,
    "workers_compensation": c.WORKERS_COMPENSATION,
    "other_roll_up": c.OTHER_ROLL_UP,
}
WORK_DAYS: Final = 260
"""Days paid a year at full time: 52 weeks of five. A day is 1/260 of a year's base pay."""


class Percentage(NamedTuple):
    """What does not change over time about a percentage."""

    rank: int
    key: tuple[str, str]
    of: int
    yearly: bool
    is_pay: bool
    pensionable: bool
    component: int
    divisor: int


@dataclass(frozen=True, slots=True, eq=False)
class Percents:
    groups: Groups
    percentages: tuple[Percentage, ...]
    arrays: PercentArrays


def percent_periods(standing: Standing) -> set[int]:
    """Periods from which a percentage changes."""
    time = standing.time
    terms = standing.of("percent")
    periods = {time.first_paid(term.effective) for term in terms}
    return periods | {
        time.first_paid(term.until + timedelta(days=1)) for term in terms if term.until is not None
    }


def percents_of(standing: Standing, stretch_periods: list[int], years: list[int]) -> Percents:
    """``stretch_periods`` are the first periods of each stretch, ``years`` their contract years."""
    terms = standing.of("percent")
    groups = groups_of(standing.workers, terms, family="percent")
    known = tuple(sorted({_percentage(term) for term in terms}))
    at = {percentage: place for place, percentage in enumerate(known)}
    shape = (len(groups), len(years), len(known))
    number, flat, least, hours, cap = (np.zeros(shape, np.int64) for _ in range(5))
    most = np.full(shape, -1, np.int64)
    by_fte = np.zeros(shape, np.bool_)
    for key, same in rules_by_key(terms).items():
        refuse_two_at_once(same, standing.workers)
        own = [place for percentage, place in at.items() if percentage.key == key]
        for term in same:
            rows = np.flatnonzero(groups.meant(meant_by(term)))
            place = at[_percentage(term)]
            for stretch in _reach(standing, term, stretch_periods):
                if known[place].yearly and years[stretch] < 0:
                    continue  # the year before is over and paid
                for each in own:
                    for table in (number, flat, least, hours, cap):
                        table[rows, stretch, each] = 0
                    most[rows, stretch, each] = -1
                here = (rows, stretch, place)
                number[here] = _number(term)
                cap[here] = term.number("wage_base")
                if known[place].yearly:
                    flat[here] = half_up(term.number("dollars") * term.number("payout"), WHOLE)
                    least[here] = term.number("minimum")
                    hours[here] = term.number("least_hours") * QUARTERS // 100
                    most[here] = term.number("maximum") if "maximum" in term.values else -1
                    by_fte[here] = bool(term.values["by_fte"])
    return Percents(
        groups,
        known,
        PercentArrays(
            number,
            flat,
            least,
            most,
            hours,
            cap,
            by_fte,
            np.array([each.divisor for each in known], np.int64),
            np.array([each.of for each in known], np.int64),
            np.array([each.yearly for each in known], np.bool_),
            np.array([each.is_pay for each in known], np.bool_),
            np.array([each.pensionable for each in known], np.bool_),
            np.array([each.component for each in known], np.int64),
        ),
    )


def _reach(standing: Standing, term: Term, stretch_periods: list[int]) -> list[int]:
    time = standing.time
    begin = time.first_paid(term.effective)
    over = time.periods
    if term.until is not None:
        over = time.first_paid(term.until + timedelta(days=1))
    return [place for place, period in enumerate(stretch_periods) if begin <= period < over]


def _percentage(term: Term) -> Percentage:
    name = term.kind.name
    of = {"paid_days": "base", "payroll_tax": "gross"}.get(name, str(term.values.get("of")))
    return Percentage(
        rank=term.kind.rank,
        key=term.key,
        of=_PAY.index(of),
        yearly=name == "bonus",
        is_pay=name in ("bonus", "paid_days"),
        pensionable=bool(term.values.get("pensionable")),
        component=_COMPONENTS[name],
        divisor=_DAYS_DIVISOR if name == "paid_days" else WHOLE,
    )


_DAYS_DIVISOR: Final = WORK_DAYS * 100 * 1_000
"""Hundredths of a day, times tenths of a percent that are replaced, in a year's pay."""


def _number(term: Term) -> int:
    if term.kind.name == "paid_days":
        return term.number("days") * (term.number("replaced") // 1_000)
    if term.kind.name == "bonus":
        return half_up(term.number("percent") * term.number("payout"), WHOLE)
    return term.number("percent")
