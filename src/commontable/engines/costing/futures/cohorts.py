"""Who stays and who is hired instead: the same seats priced for each year of hire, exactly."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from commontable.engines.costing.calendar import add_years
from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import Costing, Priced
from commontable.engines.costing.errors import CostingError

type Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cohorts:
    """``stay`` priced as the census is; ``hired[k]`` with every seat hired on the first day of

    contract year ``k``, at the lowest step, under the terms for those hired then. Whoever is off
    the schedule is replaced at the same rate.
    """

    stay: Priced
    hired: tuple[Priced, ...]
    lower_tier: tuple[bool, ...]

    @property
    def stay_sums(self) -> Ints:
        """[year, component]"""
        return self.stay.cube.sums()

    @property
    def hired_sums(self) -> Ints:
        """[year of hire, year, component]"""
        return np.stack([each.cube.sums() for each in self.hired])


def cohorts(costing: Costing, offer: Offer, *, per_worker: bool = False) -> Cohorts:
    """One exact pricing for those who stay and one for each year of hire."""
    if len(costing.parts) != 1:
        raise CostingError(
            "futures",
            expected="at most 500,000 workers",
            got=f"{costing.count:,}",
            fix="Draw futures for a part of the census; what they vary does not need all of it.",
        )
    stay = costing.price(offer, per_worker=per_worker)
    book = stay.plan.book
    lowest = book.arrays.lowest[book.groups.of, 0]
    hired: list[Priced] = []
    for year in range(costing.years):
        first = add_years(costing.contract.start, year)
        table = _as_hired(costing.table, first, lowest)
        seats = Costing(
            table,
            costing.contract,
            as_of=costing.as_of,
            years=costing.years,
            engine=costing.engine,
            threads=costing.threads,
            checks=False,
        )
        hired.append(seats.price(offer, per_worker=per_worker))
    tiers = [_has_lower_tier(costing, offer, year) for year in range(costing.years)]
    return Cohorts(stay, tuple(hired), tuple(tiers))


def _as_hired(table: pa.Table, first: date, lowest: Ints) -> pa.Table:
    """Every seat filled on ``first``: step, dates and any last day anew."""
    rows = table.num_rows
    day = pa.array(np.full(rows, np.datetime64(first)), pa.date32())
    anew = {
        "hire_date": day,
        "anniversary_date": day,
        "seniority_date": day,
        "leave_date": pa.nulls(rows, pa.date32()),
        "step": pa.array(np.maximum(lowest, 1), pa.int32()),
    }
    for name, cells in anew.items():
        table = table.set_column(table.schema.get_field_index(name), name, cells)
    return table


def _has_lower_tier(costing: Costing, offer: Offer, year: int) -> bool:
    first = add_years(costing.contract.start, year)
    terms = [*costing.contract.terms, *offer.terms]
    return any(term.kind.name == "two_tier" and term.day("hired_from") <= first for term in terms)
