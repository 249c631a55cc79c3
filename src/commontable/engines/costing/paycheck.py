"""What one job would be paid in the next years under each offer: no census, no name needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pyarrow as pa

from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.census import census_of
from commontable.engines.costing.components import WORKER_COPAYS, WORKER_PREMIUMS
from commontable.engines.costing.contract import Contract, Offer
from commontable.engines.costing.costing import Costing
from commontable.engines.costing.explanation import Amount, RateChange, explain
from commontable.engines.costing.prices import PriceIndex, RealTerms, in_real_terms

_YOU = "you"
LEFT_OUT = (
    "Before income tax and the worker's own payroll taxes. Hours stay as they were given. Steps "
    "fall due on the anniversary of the day of hire. What a contract does not put into numbers is "
    "not here."
)


@dataclass(frozen=True, slots=True)
class Job:
    """Who asks. ``step`` 0 with ``base_rate`` dollars is off the schedule."""

    region: str
    classification: str
    step: int
    hours: str
    hired: date
    benefit_tier: str = ""
    benefit_plan: str = ""
    union: str = ""
    base_rate: str = ""
    more: Mapping[str, str] | None = None
    """Further census columns as written, such as ``evening_hours``."""


@dataclass(frozen=True, slots=True)
class PayYear:
    """One contract year, in cents: ``amounts`` with their steps, what is paid for benefits, and

    what remains. ``per_period`` is the average over the periods of the year.
    """

    first: date
    periods: int
    amounts: tuple[Amount, ...]
    premiums: int
    copays: int
    taken_home: int
    per_period: int


@dataclass(frozen=True, slots=True)
class Paycheck:
    """One offer for one job. ``real`` is take-home in dollars of one month, given an index."""

    offer: str
    rates: tuple[RateChange, ...]
    years: tuple[PayYear, ...]
    real: RealTerms | None


def paychecks(
    contract: Contract,
    offers: Sequence[Offer],
    job: Job,
    *,
    as_of: date,
    years: int | None = None,
    index: PriceIndex | None = None,
) -> list[Paycheck]:
    """Raises ``CostingError`` or ``CensusError`` when there is no such job, step or hours."""
    written = {
        "employee_id": _YOU,
        "union": job.union or "any",
        "region": job.region,
        "classification": job.classification,
        "step": str(job.step) if job.step else "",
        "schedule_status": "" if job.step else "off_schedule",
        "base_rate": job.base_rate,
        "hire_date": job.hired.isoformat(),
        "regular_hours": job.hours,
        "benefit_tier": job.benefit_tier,
        "benefit_plan": job.benefit_plan,
        **(job.more or {}),
    }
    table = pa.table(
        {name: pa.array([cell or None], pa.string()) for name, cell in written.items()}
    )
    census = census_of(
        table,
        as_of=as_of,
        full_time_quarter_hours=contract.pay.full_time_quarter_hours,
        where="job",
    )
    # Without the compiler: one worker is no work, and a web worker stays small.
    costing = Costing(census, contract, years=years, engine="columns", checks=False)
    return [_paycheck(costing, offer, index) for offer in offers]


def _paycheck(costing: Costing, offer: Offer, index: PriceIndex | None) -> Paycheck:
    told = explain(costing, offer, _YOU)
    sums = costing.price(offer).cube.sums()
    periods = costing.time.periods_by_year
    years = tuple(
        PayYear(
            first=year.first,
            periods=periods[place],
            amounts=tuple(amount for amount in year.amounts if amount.taken_home),
            premiums=int(sums[place, WORKER_PREMIUMS]),
            copays=int(sums[place, WORKER_COPAYS]),
            taken_home=year.taken_home,
            per_period=half_up(year.taken_home, periods[place]),
        )
        for place, year in enumerate(told.years)
    )
    real = None
    if index is not None:
        starts = costing.time.year_starts()
        real = in_real_terms(
            [year.taken_home for year in years],
            list(pairwise(starts)),
            index,
            inflation=costing.contract.inflation,
        )
    return Paycheck(offer.name, told.rates, years, real)
