"""A workforce, a contract and three offers of about thirty terms each: made up, always the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from commontable.engines.costing.census.census import Census, census_of
from commontable.engines.costing.contract import Contract, Offer, contract_of, offer_of

START = date(2024, 1, 1)
YEARS = 4
AS_OF = date(2023, 12, 31)
FIRST_DAY = date(2023, 12, 28)  # of the first period: 26 paydays in each of the four years
REGIONS = ("CO", "HI", "MAS", "NCAL", "NW", "SCAL", "WA-E", "WA-W")
JOBS = tuple(f"Job {number:02}" for number in range(60))
STEPS = 10
WAGE_BASE = 168_600
EVENING = "2.35"


def census(count: int, seed: int = 1) -> Census:
    """``count`` workers in 300 facilities of 8 regions; a facility has 60 jobs."""
    chance = np.random.default_rng(seed)
    facility = chance.integers(0, 300, count)
    job = chance.integers(0, len(JOBS), count)
    hired = np.datetime64("1996-01-01") + chance.integers(0, 27 * 365, count)
    # The 29th to 31st are left out: the plain alternatives compare month and day only.
    day = (hired - hired.astype("datetime64[M]").astype("datetime64[D]")).astype(int)
    hired = hired - np.maximum(day - 27, 0)
    regular = chance.choice([320, 320, 288, 241, 160], count)
    table = pa.table(
        {
            "employee_id": pa.array([f"W{number:07}" for number in range(count)]),
            "union": _labels([f"Union {n}" for n in range(12)], job % 12),
            "region": _labels(REGIONS, facility % len(REGIONS)),
            "facility": _labels([f"Facility {n:03}" for n in range(300)], facility),
            "classification": _labels(JOBS, job),
            "step": pa.array(chance.integers(1, STEPS + 1, count), pa.int32()),
            "hire_date": pa.array(hired.astype("datetime64[D]")),
            "regular_quarter_hours": pa.array(regular, pa.int32()),
            "overtime_quarter_hours": pa.array(chance.choice([0, 0, 12, 31], count), pa.int32()),
            "evening_quarter_hours": pa.array(chance.choice([0, 0, 96, 320], count), pa.int32()),
            "benefit_plan": _labels(["HMO"], np.zeros(count, np.int64)),
            "benefit_tier": _labels(["employee", "family"], chance.integers(0, 2, count)),
        }
    )
    return census_of(table, as_of=AS_OF)


def _labels(names: Any, codes: Any) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(list(names)))


def contract() -> Contract:
    rows = []
    for place, job in enumerate(JOBS):
        for at, region in enumerate(REGIONS):
            base = 1800 + 61 * place + 97 * at
            steps = [f"{round(base * 1.031**step) / 100:.2f}" for step in range(STEPS)]
            rows.append(
                {"classification": job, "region": region, "from": date(2023, 1, 1), "steps": steps}
            )
    before = date(2023, 1, 1)
    terms: list[dict[str, Any]] = [
        {"kind": "overtime", "multiplier": "1.5", "effective": before},
        {
            "kind": "shift_differential",
            "hours": "evening",
            "dollars_per_hour": EVENING,
            "effective": before,
        },
        {"kind": "premium", "dollars": {"employee": 742, "family": 1988}, "effective": before},
        {"kind": "premium_share", "employee_percent": 10, "effective": before},
        {"kind": "retirement_contribution", "percent": "9.5", "of": "base", "effective": before},
        {
            "kind": "payroll_tax",
            "name": "social security",
            "percent": "6.2",
            "wage_base": WAGE_BASE,
            "effective": before,
        },
        {"kind": "payroll_tax", "name": "Medicare", "percent": "1.45", "effective": before},
    ]
    terms += [
        {"kind": "premium_trend", "percent": "6", "effective": date(2024 + year, 1, 1)}
        for year in range(YEARS)
    ]
    return contract_of(
        {
            "contract": "Bench",
            "term": {"from": START, "years": YEARS},
            "pay": {"first_day": FIRST_DAY, "year_of": "payday"},
            "schedules": rows,
            "terms": terms,
        }
    )


def offers() -> list[Offer]:
    """Ours, theirs, and a deal between."""
    return [
        _offer("Ours", (7, 7, 6.25, 6.25), "25.00", 1500, "0.7", "10"),
        _offer("Theirs", (4, 4, 3, 3), "23.00", 750, "0.5", "9.5"),
        _offer("A deal", (6, 5, 5, 5), "24.50", 1200, "0.6", "9.75"),
    ]


def _offer(name: str, raises: Any, floor: str, bonus: int, fund: str, retirement: str) -> Offer:
    terms: list[dict[str, Any]] = []
    for year, percent in enumerate(raises):
        day = date(2024 + year, 1, 1) + timedelta(days=90 * (year % 2))
        for place, region in enumerate(REGIONS[:5]):
            terms.append(
                {
                    "kind": "general_increase",
                    "percent": f"{percent - place * 0.15:.2f}",
                    "effective": day,
                    "scope": {"region": region},
                }
            )
        terms.append(
            {
                "kind": "general_increase",
                "percent": f"{percent}",
                "effective": day,
                "scope": {"region": list(REGIONS[5:])},
            }
        )
    terms += [
        {
            "kind": "equity_increase",
            "cents_per_hour": 50,
            "effective": date(2025, 7, 1),
            "scope": {"classification": list(JOBS[:12])},
        },
        {"kind": "wage_floor", "dollars_per_hour": floor, "effective": date(2026, 1, 1)},
        {"kind": "lump_sum", "percent": 1, "effective": date(2026, 3, 2)},
        {"kind": "bonus", "dollars": bonus, "effective": START},
        {"kind": "training_fund", "percent": fund, "effective": START},
        {
            "kind": "retirement_contribution",
            "percent": retirement,
            "of": "base",
            "effective": START,
        },
    ]
    return offer_of({"offer": name, "terms": terms})
