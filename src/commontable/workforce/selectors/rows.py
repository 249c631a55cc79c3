"""The one door to a census's rows: whoever asks gets those of their unions, or none.

The file lies outside the database, where no row-level security stands. So nothing else opens it,
and what leaves here is narrowed already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import union_codes
from commontable.common.errors import NotFoundError
from commontable.workforce.models import Census
from commontable.workforce.policies import Sight, sight_of
from commontable.workforce.store import CENSUSES


@dataclass(frozen=True, slots=True)
class Door:
    """A census as far as somebody may see it.

    Attributes:
        codes: the unions whose rows come out, by code; None: all.
    """

    census: Census
    sight: Sight
    codes: frozenset[str] | None

    @property
    def key(self) -> tuple[str, tuple[str, ...] | None]:
        """What the rows that come out are known by: the file's hash and the unions."""
        return self.census.sha256, None if self.codes is None else tuple(sorted(self.codes))

    def batches(self, columns: Sequence[str], rows: int = 131_072) -> Iterator[pa.RecordBatch]:
        """The columns of every row that may be seen, a batch at a time, in the file's order.

        Raises:
            CommontableError: the file is missing or not what it was.
        """
        with self._open() as file:
            wanted = list(dict.fromkeys((*columns, "union")))
            for batch in pq.ParquetFile(file).iter_batches(batch_size=rows, columns=wanted):
                narrowed = self._narrowed(batch)
                if narrowed.num_rows:
                    yield narrowed.select(list(columns))

    def table(self, columns: Sequence[str]) -> pa.Table:
        """The same as one table; empty where nothing may be seen."""
        with self._open() as file:
            whole = pq.ParquetFile(file)
            wanted = list(dict.fromkeys((*columns, "union")))
            schema = whole.schema_arrow.remove_metadata()
            fields = pa.schema([schema.field(name) for name in columns])
            parts = [
                self._narrowed(batch).select(list(columns))
                for batch in whole.iter_batches(batch_size=131_072, columns=wanted)
            ]
        return pa.Table.from_batches(parts, schema=fields).unify_dictionaries()

    def _narrowed(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        if self.codes is None:
            return batch
        codes = pa.array(sorted(self.codes), pa.string())
        return batch.filter(pc.is_in(batch.column("union").cast(pa.string()), value_set=codes))

    def _open(self) -> BinaryIO:
        return CENSUSES.open(self.census.sha256, called=str(self.census))


def open_door(actor: Actor, census: Census) -> Door:
    """What the actor may see of a census.

    Raises:
        NotFoundError: nothing: for them it does not exist.
    """
    sight = sight_of(actor, census.union_id)
    if sight is None or census.coalition_id != actor.coalition_id:
        raise NotFoundError("There is no such census.")
    codes = None if sight.unions is None else union_codes(actor, sight.unions)
    return Door(census, sight, codes)


def open_rows(actor: Actor, census: Census) -> Door:
    """The same for whoever may see single workers.

    Raises:
        NotFoundError: figures only, or nothing.
    """
    door = open_door(actor, census)
    if not door.sight.rows:
        raise NotFoundError("There is nothing here.")
    return door
