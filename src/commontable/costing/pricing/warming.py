"""The smallest thing that can be priced: so that the kernel is ready before anybody waits."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from commontable.costing.pricing.held import Held
from commontable.engines.costing.census import SCHEMA

_CONTRACT = """
contract: Warming
term: {from: 2026-01-01, years: 1}
schedules:
- {classification: Job, region: R, from: 2025-01-01, steps: [20.00]}
"""
_NO_HOURS = tuple(
    f"{what}_quarter_hours" for what in ("overtime", "evening", "night", "weekend", "standby")
)
_OFFER = "offer: Nothing\n"


def price_one() -> int:
    """A year of one worker who does not exist, in cents."""
    day = date(2020, 1, 1)
    worker = {
        "employee_id": "1",
        "union": "U",
        "region": "R",
        "classification": "Job",
        "step": 1,
        "schedule_status": "on_schedule",
        "hire_date": day,
        "anniversary_date": day,
        "seniority_date": day,
        "fte_basis_points": 10_000,
        "regular_quarter_hours": 320,
    } | dict.fromkeys(_NO_HOURS, 0)
    rows = {name: [worker.get(name)] for name in SCHEMA.names}
    table = pa.table(
        [pa.array(rows[field.name]).cast(field.type) for field in SCHEMA], schema=SCHEMA
    )
    held = Held(table, _CONTRACT, as_of=date(2025, 12, 1), years=1)
    return held.priced(_OFFER).total
