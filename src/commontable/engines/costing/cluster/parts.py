"""A part of a census priced on a worker of the cluster: rows of sums go out, nothing else.

Everything that is added up is a whole number, and every rounding was done before: parts give the
same cents in any number and any order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa

from commontable.engines.costing.census import census_of
from commontable.engines.costing.components import WIDTH
from commontable.engines.costing.contract import Contract, laid_over
from commontable.engines.costing.costing import Costing, Question
from commontable.engines.costing.cube import Cube
from commontable.engines.costing.errors import CensusError, CostingError
from commontable.engines.costing.plan.standing import Seen
from commontable.engines.costing.workers import PROFILE, Profiles

SUMS, KNOWN, MET, COUNTED, REFUSED = "sums", "known", "met", "counted", "refused"
"""What a row says: a profile's sums; a name that occurs; a term whose scope met somebody; how many
workers; why nothing could be priced."""

LABELS: Final = tuple(f"label_{place}" for place in range(len(PROFILE)))
AMOUNTS: Final = tuple(f"amount_{place}" for place in range(WIDTH))
_REASONS: Final = 5
KEYS: Final = ("says", "question", *LABELS, "year")
ROWS: Final = pa.schema(
    [
        pa.field("says", pa.string()),
        pa.field("question", pa.int32()),
        *(pa.field(name, pa.string()) for name in LABELS),
        pa.field("year", pa.int32()),
        *(pa.field(name, pa.int64()) for name in AMOUNTS),
    ]
)
"""Rows as they leave a part, and (summed by ``KEYS``) as they arrive."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a part is asked. ``batch`` are the workers priced at once."""

    contract: Contract
    questions: tuple[Question, ...]
    as_of: date
    years: int
    batch: int = 50_000

    def seen(self) -> Seen:
        """For the scopes of every term that is asked about."""
        terms = [
            term for question in self.questions for term in laid_over(self.contract, question.offer)
        ]
        return Seen(self.contract, terms)


def answered(asked: Asked, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What ``mapInArrow`` runs: batches of a census in, rows of sums out."""
    for table in _tables(batches, asked.batch):
        try:
            yield from _priced(asked, table).to_batches()
        # Raised here, it would come back as a page of Java.
        except CostingError as no:
            yield from _said(REFUSED, [no.where, no.expected, no.got, no.fix]).to_batches()
            return
        except CensusError as no:
            reasons = "; ".join(map(str, no.problems[:_REASONS]))
            told = ["census", "rows that can be taken", f"in one of its parts: {reasons}"]
            yield from _said(REFUSED, told).to_batches()
            return


def _tables(batches: Iterable[pa.RecordBatch], least: int) -> Iterator[pa.Table]:
    """Batches put together until it is worth while."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(each.num_rows for each in held) >= least:
            yield pa.Table.from_batches(held)
            held = []
    if any(each.num_rows for each in held):
        yield pa.Table.from_batches(held)


def _priced(asked: Asked, table: pa.Table) -> pa.Table:
    census = census_of(
        table,
        as_of=asked.as_of,
        full_time_quarter_hours=asked.contract.pay.full_time_quarter_hours,
        where="a part of the census",
    )
    # One thread: the cluster has as many parts at work as it has cores.
    costing = Costing(census, asked.contract, years=asked.years, checks=False, threads=1)
    tables = [
        _sums(place, question, costing.answer(question).cube)
        for place, question in enumerate(asked.questions)
    ]
    seen = asked.seen()
    for workers in costing.parts:
        seen.look(workers)
        for dimension, names in workers.known_values().items():
            tables += [_said(KNOWN, [dimension, name]) for name in sorted(names)]
    met = seen.met
    tables += [_said(MET, [str(at)]) for at, scope in enumerate(seen.scopes) if scope in met]
    return pa.concat_tables([*tables, _said(COUNTED, [], len(census))])


def _sums(place: int, question: Question, cube: Cube) -> pa.Table:
    """A row for each profile and year; one for each year where nothing is broken down."""
    profiles, totals = cube.profiles, cube.totals
    if not question.broken_down:
        profiles = Profiles([("",) * len(PROFILE)])
        totals = totals.sum(axis=0, keepdims=True)
    count, years, _ = totals.shape
    amounts = totals.reshape(count * years, WIDTH)
    each = np.repeat(np.arange(count), years)
    labels = [pa.array(column).take(pa.array(each)) for column in zip(*profiles, strict=True)]
    return pa.table(
        [
            pa.repeat(SUMS, len(each)),
            pa.array(np.full(len(each), place, np.int32)),
            *labels,
            pa.array(np.tile(np.arange(years, dtype=np.int32), count)),
            *(pa.array(amounts[:, component]) for component in range(WIDTH)),
        ],
        schema=ROWS,
    )


def _said(what: str, labels: list[str], amount: int = 0) -> pa.Table:
    filled = [*labels, *[""] * (len(LABELS) - len(labels))]
    row = [what, 0, *filled, 0, amount, *[0] * (WIDTH - 1)]
    return pa.table([[cell] for cell in row], schema=ROWS)
