"""What the engine and the reference say of the same YAML, in the same words."""

import io
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv

from commontable.engines.costing import components
from commontable.engines.costing.census import Census, census_of
from commontable.engines.costing.contract import contract_of, laid_over, offer_of
from commontable.engines.costing.kernel.running import Engine, run
from commontable.engines.costing.pay_calendar import timeline
from commontable.engines.costing.plan.build import Plan, plan_of
from commontable.engines.costing.workers import Workers
from engines.costing.reference import Reference

COUNTED = {"pay periods": 1, "paid quarter-hours": 4}


def read_census(text: str, as_of: date, contract: dict[str, Any]) -> Census:
    """A census written as comma-separated lines, spaces as one likes."""
    lines = [
        ",".join(cell.strip() for cell in line.split(",")) for line in text.strip().split("\n")
    ]
    names = lines[0].split(",")
    table = pacsv.read_csv(
        io.BytesIO("\n".join(lines).encode()),
        convert_options=pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
    )
    pay = contract_of(contract).pay
    return census_of(table, as_of=as_of, full_time_quarter_hours=pay.full_time_quarter_hours)


def plan(
    census: Census,
    contract: dict[str, Any],
    offer: dict[str, Any] | None,
    years: int,
    held: date | None = None,
) -> Plan:
    read = contract_of(contract)
    terms = laid_over(read, offer_of(offer or {}))
    workers = Workers(census.table, census.as_of)
    return plan_of(workers, read, terms, timeline(read.pay, read.start, years), held=held)


def by_engine(plan: Plan, engine: Engine, threads: int = 1) -> dict[tuple[int, str], Decimal]:
    """Dollars and counts by year and component, zeros left out."""
    totals = run(plan, engine=engine, threads=threads).totals.sum(axis=0)
    found = {}
    for year in range(totals.shape[0]):
        for place, name in enumerate(components.NAMES):
            amount = int(totals[year, place])
            if not amount:
                continue
            if name == "paid quarter-hours":
                found[year, "paid hours"] = Decimal(amount) / 4
            elif name == "pay periods":
                found[year, name] = Decimal(amount)
            else:
                found[year, name] = Decimal(amount) / 100
    return found


def by_reference(
    census: Census,
    contract: dict[str, Any],
    offer: dict[str, Any] | None,
    years: int,
    held: date | None = None,
) -> tuple[dict[tuple[int, str], Decimal], list[list[Decimal]]]:
    """The same from the reference, and what each worker takes home by year."""
    reference = Reference(contract, offer, as_of=census.as_of, years=years, held=held)
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    homes = []
    for row in census.table.to_pylist():
        cost = reference.cost(facts_of(row))
        for key, amount in cost.of.items():
            sums[key] += amount
        homes.append([cost.taken_home[year] for year in range(years)])
    return {key: amount for key, amount in sums.items() if amount}, homes


def facts_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a census in people's units."""
    facts = dict(row)
    facts["hours"] = {name: Decimal(row[f"{name}_quarter_hours"]) / 4 for name in components.HOURS}
    facts["fte"] = Decimal(row["fte_basis_points"]) / 10_000
    rate = row["base_rate_mills"]
    facts["base_rate"] = None if rate is None else Decimal(rate) / 1000
    facts["certifications"] = [c.strip() for c in (row["certifications"] or "").split(";")]
    return facts
