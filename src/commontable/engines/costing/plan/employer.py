"""Yearly amounts of the employer's that belong to no worker in particular."""

import numpy as np

from commontable.engines.costing import components as c
from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.calendar import month_starts
from commontable.engines.costing.components import WIDTH
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.plan.standing import Standing, rules_by_key
from commontable.engines.costing.scope import EVERYBODY
from commontable.engines.costing.workers import Ints

_INTO = {"training_fund": c.TRAINING_FUND, "medical": c.MEDICAL, "other": c.OTHER_ROLL_UP}
_MONTHS = 12


def employer_amounts(standing: Standing) -> Ints:
    """[year, component] in cents: a twelfth for each month in which an amount stands."""
    time = standing.time
    amounts = np.zeros((time.years, WIDTH), np.int64)
    starts = time.year_starts()
    for same in rules_by_key(standing.of("employer")).values():
        for term in same:
            if term.scope != EVERYBODY:
                raise CostingError(
                    f"{term.where}, scope",
                    expected="no scope: the amount belongs to no worker in particular",
                    got=str(term.scope),
                    fix="Use training_fund or hourly_contribution for a part of the workers.",
                )
        for year in range(time.years):
            of_year: dict[tuple[int, int], int] = {}
            for month in month_starts(starts[year], starts[year + 1]):
                acting = [term for term in same if term.acts_over(month)]
                if acting:
                    key = (acting[-1].number("dollars"), _INTO[str(acting[-1].values["to"])])
                    of_year[key] = of_year.get(key, 0) + 1
            for (cents, component), months in of_year.items():
                amounts[year, component] += half_up(cents * months, _MONTHS)
    return amounts
