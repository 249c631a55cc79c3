"""A benefit's months: what the plan costs, what the worker pays of it, and at each use."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from commontable.engines.costing.amounts import WHOLE
from commontable.engines.costing.calendar import day_of, month_starts
from commontable.engines.costing.plan.arrays import BenefitArrays
from commontable.engines.costing.plan.standing import (
    Standing,
    meant_by,
    refuse_two_at_once,
    refuse_unordered,
    rules_by_key,
)
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Groups, Ints, Mask

_FULL_TIME = 10_000
_MONTHS_OF_HUNDREDTHS = 1_200


@dataclass(frozen=True, slots=True, eq=False)
class Benefits:
    """``months`` are first days from 1970; ``year_months`` where each contract year begins."""

    groups: Groups
    months: Ints
    year_months: Ints
    arrays: BenefitArrays


def benefits_of(standing: Standing) -> Benefits:
    terms = standing.of("month")
    workers = standing.workers
    by_fte = any(term.values.get("part_time") == "by_fte" for term in terms)
    scopes = tuple(dict.fromkeys(term.scope for term in terms))
    columns: list[npt.NDArray[Any]] = [
        workers.dimension("benefit_plan")[0],
        workers.dimension("benefit_tier")[0],
    ]
    columns += [workers.fte] if by_fte else []
    groups = workers.groups(
        [*columns, *(workers.mask(scope) for scope in scopes)], key=("month", by_fte, scopes)
    )
    starts = month_starts(standing.time.start, standing.time.end)
    year_months = [bisect_left(starts, year) for year in standing.time.year_starts()]
    months = _Months(standing, groups, len(starts))
    for _, same in sorted(rules_by_key(terms).items()):
        if same[0].kind.name != "premium_trend":
            refuse_two_at_once(same, workers)
    for name in sorted({term.name for term in terms if term.kind.name == "premium"}):
        months.premiums(name, [term for term in terms if term.name == name], starts)
    for name in sorted({term.name for term in terms if term.kind.name == "copay"}):
        own = [term for term in terms if term.key == ("copay", name)]
        months.copays(own, starts, year_months)
    return Benefits(
        groups,
        np.array([day_of(month) for month in starts], np.int64),
        np.array(year_months, np.int64),
        BenefitArrays(*(_sums(each) for each in (months.employer, months.premium, months.copay))),
    )


class _Months:
    """Cents by group and month, filled in rule by rule."""

    def __init__(self, standing: Standing, groups: Groups, months: int) -> None:
        self.standing, self.groups = standing, groups
        self.workers = standing.workers
        shape = (len(groups), months)
        self.employer = np.zeros(shape, np.int64)
        self.premium = np.zeros(shape, np.int64)
        self.copay = np.zeros(shape, np.int64)
        codes, labels = self.workers.dimension("benefit_tier")
        self.tiers = [labels[code] for code in codes[groups.example]]
        self.enrolled: Mask = np.array([tier != "" for tier in self.tiers], np.bool_)

    def premiums(self, name: str, terms: list[Term], starts: list[date]) -> None:
        """One plan's premium and who pays which part of it, month by month."""
        rules = rules_by_key(terms)
        trends = sorted(
            rules.get(("premium_trend", name), []), key=lambda term: (term.effective, term.order)
        )
        for trend in trends:
            again = [other for other in trends if other.effective == trend.effective]
            refuse_unordered(again, self.workers, trend.effective, self.groups.meant)
        for place, month in enumerate(starts):
            cost, since = self._in_force(
                rules.get(("premium", name), []), month, lambda term: self._by_tier(term, "dollars")
            )
            for trend in trends:
                if trend.effective > month:
                    continue
                rows = self._rows(trend) & (since < day_of(trend.effective))
                risen = _half_up(cost * (WHOLE + trend.number("percent")), WHOLE)
                cost = np.where(rows, risen, cost)
            employee = np.zeros(len(self.groups), np.int64)
            prorated = np.zeros(len(self.groups), np.bool_)
            for term in rules.get(("premium_share", name), []):
                if term.acts_over(month):
                    rows = self._rows(term)
                    employee = np.where(rows, self._employee_part(term, cost), employee)
                    prorated = np.where(rows, term.values["part_time"] == "by_fte", prorated)
            employer = cost - employee
            share = self.workers.fte[self.groups.example]
            employer = np.where(prorated, _half_up(employer * share, _FULL_TIME), employer)
            self.employer[:, place] += np.where(self.enrolled, employer, 0)
            self.premium[:, place] += np.where(self.enrolled, cost - employer, 0)

    def copays(self, terms: list[Term], starts: list[date], year_months: list[int]) -> None:
        """A copay's yearly amount in twelve parts that add up to it."""
        same = rules_by_key(terms)[terms[0].key]
        for place, month in enumerate(starts):
            yearly, _ = self._in_force(
                same,
                month,
                lambda term: self._by_tier(term, "uses") * term.number("dollars"),
            )
            of_year = place - max(begin for begin in year_months if begin <= place)
            due = _half_up(yearly * (of_year + 1), _MONTHS_OF_HUNDREDTHS)
            due -= _half_up(yearly * of_year, _MONTHS_OF_HUNDREDTHS)
            self.copay[:, place] += np.where(self.enrolled, due, 0)

    def _in_force(
        self,
        same: list[Term],
        month: date,
        value: Callable[[Term], Ints],
    ) -> tuple[Ints, Ints]:
        """The value that stands for each group, and the day since when."""
        amount = np.zeros(len(self.groups), np.int64)
        since = np.zeros(len(self.groups), np.int64)
        for term in same:
            if term.acts_over(month):
                rows = self._rows(term)
                amount = np.where(rows, value(term), amount)
                since = np.where(rows, day_of(term.effective), since)
        return amount, since

    def _employee_part(self, term: Term, cost: Ints) -> Ints:
        if "employee_percent" in term.values:
            return _half_up(cost * self._by_tier(term, "employee_percent"), WHOLE)
        if "employee_dollars" in term.values:
            return np.asarray(np.minimum(cost, self._by_tier(term, "employee_dollars")))
        return np.asarray(np.maximum(cost - self._by_tier(term, "employer_most"), 0))

    def _by_tier(self, term: Term, field: str) -> Ints:
        values = term.tiers(field)
        everybody = values.get("", 0)
        return np.array([values.get(tier, everybody) for tier in self.tiers], np.int64)

    def _rows(self, term: Term) -> Mask:
        return self.groups.meant(meant_by(term))


def _sums(months: Ints) -> Ints:
    """Sums before each month, so that any run of months is one subtraction."""
    sums = np.zeros((months.shape[0], months.shape[1] + 1), np.int64)
    np.cumsum(months, axis=1, out=sums[:, 1:])
    return sums


def _half_up(numerator: Ints, denominator: int) -> Ints:
    result: Ints = (2 * numerator + denominator) // (2 * denominator)
    return result
