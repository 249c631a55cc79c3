"""The same job in different regions: rates before and after, side by side."""

from dataclasses import dataclass

import numpy as np

from commontable.engines.costing.amounts import WHOLE, half_up
from commontable.engines.costing.costing import Priced


@dataclass(frozen=True, slots=True)
class RegionalRate:
    """The highest rate of a job in a region, in mills, and as a share of the best region's.

    ``before`` is the first day's under the status quo, ``after`` the last day's. Shares are parts
    per million. Where several scales hold at once (a lower tier), the highest is shown.
    """

    classification: str
    region: str
    before: int
    after: int
    share_before: int
    share_after: int


def regional_parity(status_quo: Priced, scenario: Priced) -> list[RegionalRate]:
    """Jobs that are done in more than one region, by classification and region."""
    before, after = _top_rates(status_quo, 0), _top_rates(scenario, -1)
    jobs: dict[str, list[str]] = {}
    for job, region in sorted(before):
        jobs.setdefault(job, []).append(region)
    found: list[RegionalRate] = []
    for job, regions in jobs.items():
        if len(regions) == 1:
            continue
        best_before = max(before[job, region] for region in regions)
        best_after = max(after.get((job, region), 0) for region in regions)
        for region in regions:
            was, now = before[job, region], after.get((job, region), 0)
            found.append(
                RegionalRate(
                    job,
                    region,
                    was,
                    now,
                    half_up(was * WHOLE, best_before),
                    half_up(now * WHOLE, best_after) if best_after else 0,
                )
            )
    return found


def _top_rates(priced: Priced, segment: int) -> dict[tuple[str, str], int]:
    plan = priced.plan
    workers, groups = plan.standing.workers, plan.book.groups
    real = int(groups.of.max(initial=-1)) + 1
    rates: dict[tuple[str, str], int] = {}
    for group in np.flatnonzero(~groups.off[:real] & ~groups.red[:real]).tolist():
        worker = int(groups.example[group])
        key = (workers.label("classification", worker), workers.label("region", worker))
        top = int(plan.arrays.wage.rates[group, segment].max())
        rates[key] = max(rates.get(key, 0), top)
    return {key: top for key, top in rates.items() if top}
