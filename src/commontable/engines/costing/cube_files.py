"""Cubes as files for other programs: CSV, and Parquet with exact decimals.

One row for each scenario, contract year and kind of worker (union, local, unit, region, facility,
classification, grade), with a column for each component in dollars. Rows of no worker in
particular are the employer's own amounts.
"""

import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from commontable.engines.costing import components as c
from commontable.engines.costing.components import COSTS, NAMES
from commontable.engines.costing.cube import Cube
from commontable.engines.costing.workers import PROFILE, Ints

_MONEY: Final = pa.decimal128(18, 2)
_HOURS: Final = pa.decimal128(18, 2)
_DOLLARS: Final = (*range(COSTS), c.WORKER_PREMIUMS, c.WORKER_COPAYS, c.EXIT_PAY)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

ABOUT: Final = (
    "Dollars a contract year by component; cost is what the employer pays. Copays are what the "
    "plan does not pay. Workers' premiums and copays are paid by workers and are not in the cost. "
    "Pay at the exit rate is a year of pay at the rates of the year's last day."
)


def as_table(
    scenarios: Sequence[tuple[str, Cube]], years: Sequence[tuple[date, date]], contract: str
) -> pa.Table:
    """``scenarios`` by name, in their order; ``years`` as first days and the days after the last.

    Exact: money and hours are decimals of two places, periods whole numbers.
    """
    parts = [
        _rows(name, cube, year, first, end)
        for name, cube in scenarios
        for year, (first, end) in enumerate(years)
    ]
    about = {"contract": contract, "about": ABOUT}
    schema = _schema().with_metadata({b"commontable": json.dumps(about).encode()})
    return pa.Table.from_batches([part.cast(schema) for part in parts], schema)


def as_csv(table: pa.Table) -> bytes:
    """UTF-8 with a mark, so that Excel reads it as such.

    A name that a spreadsheet could take for a formula gets an apostrophe before it.
    """
    for place, name in enumerate(table.column_names):
        if pa.types.is_string(table.schema.field(place).type):
            cells = [
                f"'{cell}" if cell and cell.startswith(_FORMULA) else cell
                for cell in table[name].to_pylist()
            ]
            table = table.set_column(place, name, pa.array(cells, pa.string()))
    sink = io.BytesIO()
    sink.write(b"\xef\xbb\xbf")
    pacsv.write_csv(table, sink)
    return sink.getvalue()


def as_parquet(table: pa.Table) -> bytes:
    """Parquet, compressed; what the columns are stands in the schema's metadata."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def column(component: int) -> str:
    """The name of a component's column: "workers' compensation" is ``workers_compensation``."""
    return NAMES[component].replace("'", "").replace(" ", "_").replace("-", "_")


def _schema() -> pa.Schema:
    return pa.schema(
        [
            ("scenario", pa.string()),
            ("year", pa.int32()),
            ("from", pa.date32()),
            ("before", pa.date32()),
            *((name, pa.string()) for name in PROFILE),
            ("cost", _MONEY),
            *((column(component), _MONEY) for component in _DOLLARS),
            ("paid_hours", _HOURS),
            ("pay_periods", pa.int64()),
        ]
    )


def _rows(name: str, cube: Cube, year: int, first: date, end: date) -> pa.RecordBatch:
    sums: Ints = np.concatenate([cube.totals[:, year], cube.employer[None, year]])
    profiles = [*cube.profiles, ("",) * len(PROFILE)]
    paid = sums.any(axis=1)
    sums = sums[paid]
    labels = [profile for profile, here in zip(profiles, paid.tolist(), strict=True) if here]
    count = len(labels)
    columns = [
        pa.array([name] * count, pa.string()),
        pa.array([year + 1] * count, pa.int32()),
        pa.array([first] * count, pa.date32()),
        pa.array([end] * count, pa.date32()),
        *(pa.array(cells, pa.string()) for cells in _by_dimension(labels)),
        _decimals(sums[:, :COSTS].sum(axis=1), 1),
        *(_decimals(sums[:, component], 1) for component in _DOLLARS),
        _decimals(sums[:, c.QUARTER_HOURS], 25),
        pa.array(sums[:, c.PERIODS], pa.int64()),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=_schema())


def _by_dimension(labels: list[tuple[str, ...]]) -> Iterator[list[str]]:
    for place in range(len(PROFILE)):
        yield [profile[place] for profile in labels]


def _decimals(amounts: Ints, hundredths: int) -> pa.Array:
    """Whole numbers, each worth so many hundredths, as decimals of two places."""
    exact = [Decimal(int(amount) * hundredths).scaleb(-2) for amount in amounts]
    return pa.array(exact, _MONEY)
