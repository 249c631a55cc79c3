"""The same model as one would first write it in pandas, in Polars and in SQL.

They are handed what costs little: the resolved rates by job, region, step and period, and the
percentages. They do what costs: a rate for each worker and period, rounded pay, and what follows
from each worker's year. Whole numbers throughout; each returns cents by contract year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from bench.costing_model import AS_OF, WAGE_BASE, YEARS
from commontable.engines.costing.calendar import date_of
from commontable.engines.costing.costing import Costing, Priced

COLUMNS = (
    "classification", "region", "benefit_tier", "step", "fte_basis_points",
    "regular_quarter_hours", "overtime_quarter_hours", "evening_quarter_hours",
)  # fmt: skip


@dataclass(frozen=True)
class Task:
    """``workers`` with codes and ``day``, month times 100 and day of the anniversary;

    ``rates`` by job, region, step and period; ``periods`` with their year, month times 100 and day.
    """

    workers: pa.Table
    rates: pa.Table
    periods: pa.Table
    evening: int
    benefits: dict[str, list[int]]
    bonus: int
    lump_year: int
    lump_period: int
    fund: int
    retirement: int


def task(costing: Costing, priced: Priced) -> Task:
    """The bench's model in columns. ``fte`` and tiers as in the census."""
    plan = priced.plan
    time, groups = costing.time, plan.book.groups
    anniversary = costing.table["anniversary_date"].to_numpy().astype("datetime64[D]")
    month = anniversary.astype("datetime64[M]").astype(int) % 12 + 1
    of_month = (anniversary - anniversary.astype("datetime64[M]")).astype(int) + 1
    workers = pa.table(
        {"worker": pa.array(np.arange(costing.count))}
        | {
            name: costing.table[name].cast(pa.string())
            if pa.types.is_dictionary(costing.table[name].type)
            else costing.table[name].cast(pa.int64())
            for name in COLUMNS
        }
        | {"day": pa.array(month * 100 + of_month)}
    )
    segments = plan.arrays.time.segments
    rows: dict[str, list[Any]] = {
        n: [] for n in ("classification", "region", "step", "period", "rate")
    }
    for group in range(len(groups)):
        worker = int(groups.example[group])
        job, region = (plan.standing.workers.label(n, worker) for n in ("classification", "region"))
        for period in range(time.periods):
            segment = int(np.searchsorted(segments, time.bounds[period], side="right")) - 1
            for step in range(plan.arrays.wage.rates.shape[2]):
                rows["classification"].append(job)
                rows["region"].append(region)
                rows["step"].append(step + 1)
                rows["period"].append(period)
                rows["rate"].append(int(plan.arrays.wage.rates[group, segment, step]))
    firsts = [date_of(day) for day in time.bounds[:-1]]
    periods = pa.table(
        {
            "period": list(range(time.periods)),
            "year": list(time.year_of_period),
            "first_year": [day.year for day in firsts],
            "first_day": [day.month * 100 + day.day for day in firsts],
        }
    )
    sums = plan.benefits.arrays.employer
    benefits = {}
    for group, worker in enumerate(plan.benefits.groups.example.tolist()):
        months = plan.benefits.year_months
        tier = plan.standing.workers.label("benefit_tier", worker)
        benefits[tier] = [
            int(sums[group, months[y + 1]] - sums[group, months[y]]) for y in range(YEARS)
        ]
    payment = int(plan.arrays.payment.day[0])
    lump_period = time.period_at(payment)
    named = {term.kind.name: term for term in priced.offer.terms}
    return Task(
        workers=workers,
        rates=pa.table(rows),
        periods=periods,
        evening=2350,
        benefits=benefits,
        bonus=named["bonus"].number("dollars"),
        lump_year=time.year_of_period[lump_period],
        lump_period=lump_period,
        fund=named["training_fund"].number("percent"),
        retirement=named["retirement_contribution"].number("percent"),
    )


def _half_up(numerator: Any, denominator: int) -> Any:
    return (2 * numerator + denominator) // (2 * denominator)


_AS_OF_DAY = AS_OF.month * 100 + AS_OF.day


class Pandas:
    """A loop over the periods, a merge for each."""

    name = "pandas, a merge per period"

    def __init__(self, given: Task) -> None:
        import pandas as pd

        self.given = given
        self.workers = given.workers.to_pandas()
        self.workers["classification"] = pd.Categorical(self.workers["classification"])
        self.workers["region"] = pd.Categorical(self.workers["region"])

    def cost(self, given: Task) -> list[int]:
        rates = given.rates.to_pandas()
        by_period = dict(iter(rates.groupby("period")))
        w = self.workers
        costs = []
        years = [(year, periods) for year, periods in given.periods.to_pandas().groupby("year")]
        qh, ot, ev = (
            w[f"{n}_quarter_hours"].to_numpy() for n in ("regular", "overtime", "evening")
        )
        for year, periods in years:
            base = np.zeros(len(w), np.int64)
            extra = np.zeros(len(w), np.int64)
            for period in periods.itertuples():
                taken = (
                    period.first_year - AS_OF.year
                    + (w["day"] <= period.first_day).astype(int)
                    - (w["day"] <= _AS_OF_DAY).astype(int)
                )  # fmt: skip
                keyed = w[["classification", "region"]].assign(
                    step=np.minimum(w["step"] + taken, 10)
                )
                rate = keyed.merge(
                    by_period[period.period], on=["classification", "region", "step"], how="left"
                )["rate"].to_numpy()
                base += _half_up(rate * qh, 40)
                extra += _half_up(_half_up(rate * 3, 20) * 10 * ot, 40)
                extra += _half_up(given.evening * ev, 40)
                if period.period == given.lump_period:
                    extra += _half_up(rate * qh * 26 * 10_000, 40_000_000)
            gross = base + extra + _half_up(given.bonus * w["fte_basis_points"].to_numpy(), 10_000)
            cost = gross + _half_up(base * given.retirement, 1_000_000)
            cost += _half_up(gross * given.fund, 1_000_000)
            cost += _half_up(np.minimum(gross, WAGE_BASE * 100) * 62_000, 1_000_000)
            cost += _half_up(gross * 14_500, 1_000_000)
            medical = w["benefit_tier"].map({t: v[year] for t, v in given.benefits.items()})
            costs.append(int(cost.sum() + medical.sum()))
        return costs


class Polars:
    """One query over workers crossed with periods."""

    name = "Polars, one lazy query"

    def __init__(self, given: Task) -> None:
        import polars as pl

        self.workers = pl.from_arrow(given.workers)

    def cost(self, given: Task) -> list[int]:
        import polars as pl

        col, lit = pl.col, pl.lit
        keys = ["classification", "region", "step", "period"]
        taken = (
            col("first_year") - AS_OF.year
            + (col("day") <= col("first_day")).cast(pl.Int64)
            - (col("day") <= _AS_OF_DAY).cast(pl.Int64)
        )  # fmt: skip
        rate, qh = col("rate"), col("regular_quarter_hours")
        lump = pl.when(col("period") == given.lump_period).then(
            _half_up(rate * qh * 260_000, 40_000_000)
        ).otherwise(0)  # fmt: skip
        paid = (
            self.workers.lazy()
            .join(pl.from_arrow(given.periods).lazy(), how="cross")
            .with_columns(step=pl.min_horizontal(col("step") + taken, lit(10)))
            .join(pl.from_arrow(given.rates).lazy(), on=keys, how="left")
            .group_by("worker", "year")
            .agg(
                base=_half_up(rate * qh, 40).sum(),
                extra=(
                    _half_up(_half_up(rate * 3, 20) * 10 * col("overtime_quarter_hours"), 40)
                    + _half_up(given.evening * col("evening_quarter_hours"), 40)
                    + lump
                ).sum(),
                fte=col("fte_basis_points").first(),
                tier=col("benefit_tier").first(),
            )
        )
        benefits = pl.LazyFrame(
            [
                {"tier": t, "year": y, "medical": v[y]}
                for t, v in given.benefits.items()
                for y in range(YEARS)
            ]
        )
        gross = col("gross")
        found = (
            paid.with_columns(
                gross=col("base") + col("extra") + _half_up(given.bonus * col("fte"), 10_000)
            )
            .join(benefits, on=["tier", "year"])
            .select(
                "year",
                cost=gross
                + _half_up(col("base") * given.retirement, 1_000_000)
                + _half_up(gross * given.fund, 1_000_000)
                + _half_up(pl.min_horizontal(gross, lit(WAGE_BASE * 100)) * 62_000, 1_000_000)
                + _half_up(gross * 14_500, 1_000_000)
                + col("medical"),
            )
            .group_by("year")
            .agg(col("cost").sum())
            .sort("year")
            .collect(engine="streaming")
        )
        return [int(cents) for cents in found["cost"]]


class DuckDB:
    """The same in SQL."""

    name = "DuckDB, one query"

    def __init__(self, given: Task) -> None:
        import duckdb

        self.base = duckdb.connect(config={"threads": 2})
        self.base.register("given_workers", given.workers)
        self.base.execute("CREATE TABLE workers AS SELECT * FROM given_workers")

    def cost(self, given: Task) -> list[int]:
        self.base.register("rates", given.rates)
        self.base.register("periods", given.periods)
        tiers = [(t, y, v[y]) for t, v in given.benefits.items() for y in range(YEARS)]
        benefits = ", ".join(f"('{t}', {y}, {cents}::BIGINT)" for t, y, cents in tiers)
        rows = self.base.execute(f"""
            WITH stepped AS (
              SELECT w.*, p.period, p.year, least(w.step + p.first_year - {AS_OF.year}
                + (w.day <= p.first_day)::INT - (w.day <= {_AS_OF_DAY})::INT, 10) AS now
              FROM workers w CROSS JOIN periods p),
            paid AS (
              SELECT worker, year, any_value(fte_basis_points) AS fte, any_value(benefit_tier) AS tier,
                sum((2 * rate * regular_quarter_hours + 40) // 80)::BIGINT AS base,
                sum((2 * ((2 * rate * 3 + 20) // 40) * 10 * overtime_quarter_hours + 40) // 80
                  + (2 * {given.evening} * evening_quarter_hours + 40) // 80
                  + CASE WHEN s.period = {given.lump_period}
                    THEN (2 * rate * regular_quarter_hours * 260000 + 40000000) // 80000000 ELSE 0 END
                )::BIGINT AS extra
              FROM stepped s JOIN rates r ON r.classification = s.classification
                AND r.region = s.region AND r.step = s.now AND r.period = s.period
              GROUP BY worker, year),
            whole AS (
              SELECT *, base + extra + (2 * {given.bonus} * fte + 10000) // 20000 AS gross FROM paid)
            SELECT w.year, sum(gross + (2 * base * {given.retirement} + 1000000) // 2000000
              + (2 * gross * {given.fund} + 1000000) // 2000000
              + (2 * least(gross, {WAGE_BASE * 100}) * 62000 + 1000000) // 2000000
              + (2 * gross * 14500 + 1000000) // 2000000 + b.medical)::BIGINT
            FROM whole w JOIN (VALUES {benefits}) b(tier, year, medical)
              ON b.tier = w.tier AND b.year = w.year
            GROUP BY w.year ORDER BY w.year""").fetchall()
        return [int(cents) for _, cents in rows]


RIVALS = (Pandas, Polars, DuckDB)
