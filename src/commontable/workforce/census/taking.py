"""Taking a sheet in, batch by batch: each row is kept, or refused with its reasons."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from commontable.engines.costing.census import (
    AS_OF,
    SCHEMA,
    Reading,
    RowProblem,
    census_of_reading,
    column_of,
    problems_of,
    written_as_canonical,
)
from commontable.engines.costing.census.columns import FULL_TIME, OFF_SCHEDULE, ON_SCHEDULE
from commontable.workforce.census.cells import Mask, readers_of
from commontable.workforce.census.impact import Group, Impact, Refused, Sums
from commontable.workforce.census.pay import mills_of
from commontable.workforce.census.plan import Known, Plan
from commontable.workforce.census.twice import Marks, Rows, Twice
from commontable.workforce.files import Batch, Sheet

_MARK_BYTES = 8
_PSEUDONYM_BYTES = 10
_LONGEST_NUMBER = 60
_ONCE = "every worker once; one with two jobs needs two numbers"

_BOUND = re.compile(r"^at (least|most) ([\d,]+) (.*)$")
_WRITTEN_UNITS = {
    "quarter-hours a pay period": "hours a pay period",
    "mills an hour": "dollars an hour",
    "basis points of full time": "of full time",
}

type Progress = Callable[[float, int], None]
type OnRefused = Callable[[Refused], None]


def take(
    sheet: Sheet,
    plan: Plan,
    known: Known,
    *,
    into: Path,
    progress: Progress = lambda _share, _rows: None,
    on_refused: OnRefused = lambda _refused: None,
) -> Impact:
    """Read the whole sheet; write the rows that can be taken as a Parquet census.

    Args:
        into: where the census is written, in the engine's schema, in the order of the file.
        progress: told after each batch, with the share of the file and the rows so far.
        on_refused: told of every reason; the impact itself keeps the first thousand.

    Raises:
        BrokenFileError: the file ends in the middle, or is not what it seemed.
    """
    taking = _Taking(plan, known, on_refused)
    schema = SCHEMA.with_metadata({AS_OF: plan.as_of.isoformat().encode()})
    places = list(plan.columns.values())
    with pq.ParquetWriter(into, schema, compression="zstd") as writer:
        for batch in sheet.batches(plan.heading_row, places):
            table = taking.batch(batch)
            if table is not None and table.num_rows:
                writer.write_table(table.cast(schema))
            progress(batch.share, taking.impact.read)
    taking.impact.remarks += sheet.remarks
    return taking.impact


@dataclass(slots=True)
class _Rows:
    """A batch on its way: our columns as text, the rows' numbers, which cells were refused."""

    columns: dict[str, pa.StringArray]
    numbers: Rows
    refused: dict[str, Mask]

    @property
    def bad(self) -> Mask:
        bad = np.zeros(len(self.numbers), dtype=bool)
        for mask in self.refused.values():
            bad |= mask
        return bad

    def keep(self, mask: Mask) -> _Rows:
        chosen = pa.array(mask)
        columns = {name: cells.filter(chosen) for name, cells in self.columns.items()}
        refused = {name: cells[mask] for name, cells in self.refused.items()}
        return _Rows(columns, self.numbers[mask], refused)


class _Taking:
    def __init__(self, plan: Plan, known: Known, on_refused: OnRefused) -> None:
        self._plan = plan
        self._known = known
        self._on_refused = on_refused
        self._readers = readers_of(plan, known)
        self._twice = Twice()
        self._key = plan.pseudonym_key or secrets.token_bytes(32)
        self._full_time = int(plan.full_time_hours * 4)
        self.impact = Impact()

    def batch(self, batch: Batch) -> pa.Table | None:
        for ragged in batch.ragged:
            self.impact.read += 1
            self.impact.refused_rows += 1
            self._refuse(
                Refused(ragged.row, "", f"{ragged.came} cells", f"{ragged.expected} cells")
            )
        self.impact.read += len(batch.rows)
        if not len(batch.rows):
            return None
        rows = self._read(batch)
        rows = self._identify(rows, batch)
        worked_out = self._work_out(rows)
        table, bad = self._judge(rows)
        bad |= rows.bad
        self.impact.refused_rows += int(bad.sum())
        for name, mask in worked_out.items():
            self.impact.derived[name] += int((mask & ~bad).sum())
        if bad.all():
            return None
        good = table.filter(pa.array(~bad)) if bad.any() else table
        self.impact.derived["fte"] += good["fte_basis_points"].null_count
        census = census_of_reading(
            Reading(good, (), ()), as_of=self._plan.as_of, full_time_quarter_hours=self._full_time
        ).table
        self._add_up(census)
        return census

    def _read(self, batch: Batch) -> _Rows:
        """Every column but the employee number, put into our values."""
        refused: dict[str, Mask] = {}
        columns: dict[str, pa.StringArray] = {}
        came = dict(zip(self._plan.columns, batch.columns, strict=True))
        for name, value in self._plan.constants.items():
            came[name] = pa.repeat(value, len(batch.rows)).cast(pa.string())
        for name, reader in self._readers.items():
            cells = reader.read(came[name])
            columns[name] = cells.texts
            self.impact.meet(name, cells.unknown)
            if cells.rounded:
                self.impact.rounded[name] += cells.rounded
            if cells.refused.any():
                refused[name] = cells.refused
                self._say(batch.rows, came[name], cells.refused, name, cells.expected)
        return _Rows(columns, batch.rows, refused)

    def _say(
        self,
        numbers: Rows,
        came: pa.StringArray,
        refused: Mask,
        name: str,
        expected: dict[str, str],
    ) -> None:
        places = np.flatnonzero(refused)
        texts = pc.utf8_trim_whitespace(came.take(pa.array(places))).to_pylist()
        for place, text in zip(places, texts, strict=True):
            self._refuse(Refused(int(numbers[place]), name, text, expected[text]))

    def _refuse(self, refused: Refused) -> None:
        self.impact.refuse(refused)
        self._on_refused(refused)

    def _identify(self, rows: _Rows, batch: Batch) -> _Rows:
        """The employee's number or pseudonym; whoever stands here again is refused at once."""
        if "employee_id" not in self._plan.columns:
            numbered = [f"row {number}" for number in rows.numbers]
            rows.columns["employee_id"] = pa.array(numbered, pa.string())
            return rows
        place = list(self._plan.columns).index("employee_id")
        numbers = pc.utf8_trim_whitespace(batch.columns[place])
        texts = numbers.to_pylist()
        digests = [
            hashlib.blake2b(text.encode(), key=self._key, digest_size=_PSEUDONYM_BYTES).digest()
            for text in texts
        ]
        absent = pc.equal(pc.utf8_length(numbers), 0).to_numpy(zero_copy_only=False)
        self._refuse_long(rows, numbers)
        before = self._before(rows, digests, absent)
        for at in np.flatnonzero(before):
            came = f"{texts[at]}, already in row {before[at]}"
            self._refuse(Refused(int(rows.numbers[at]), "employee_id", came, _ONCE))
        if self._plan.pseudonym_key is not None:
            numbers = pa.array([digest.hex() for digest in digests], pa.string())
        rows.columns["employee_id"] = pc.if_else(
            pa.array(absent), pa.scalar(None, pa.string()), numbers
        )
        again = before > 0
        self.impact.refused_rows += int(again.sum())
        return rows.keep(~again) if again.any() else rows

    def _before(self, rows: _Rows, digests: list[bytes], absent: Mask) -> Rows:
        """In which row each worker came before; 0 for whoever is new or has no number."""
        marks: Marks = np.frombuffer(
            b"".join(digest[:_MARK_BYTES] for digest in digests), dtype=np.uint64
        )
        before = np.zeros(len(digests), np.int64)
        before[~absent] = self._twice.first_rows(marks[~absent], rows.numbers[~absent])
        return before

    def _refuse_long(self, rows: _Rows, numbers: pa.StringArray) -> None:
        too_long = pc.greater(pc.utf8_length(numbers), _LONGEST_NUMBER)
        mask = too_long.to_numpy(zero_copy_only=False)
        for at in np.flatnonzero(mask):
            came = f"{numbers[int(at)].as_py()[:20]}…"
            expected = f"at most {_LONGEST_NUMBER} characters"
            self._refuse(Refused(int(rows.numbers[at]), "employee_id", came, expected))
        if mask.any():
            rows.refused["employee_id"] = mask

    def _work_out(self, rows: _Rows) -> dict[str, Mask]:
        """What a file says without writing it: hours from FTE, and who is off the schedule.

        Gives the rows of each for which it was worked out.
        """
        columns, count = rows.columns, len(rows.numbers)
        nothing = pa.nulls(count, pa.string())
        found: dict[str, Mask] = {}
        hours = columns.get("regular_quarter_hours", nothing)
        fte = columns.get("fte_basis_points")
        if fte is not None and hours.null_count:
            columns["regular_quarter_hours"] = pc.coalesce(hours, self._hours_of(fte))
            found["hours"] = _mask(pc.and_(hours.is_null(), fte.is_valid()))
        status = columns.get("schedule_status", nothing)
        if status.null_count:
            off = pc.and_(
                columns.get("step", nothing).is_null(),
                columns.get("base_rate_mills", nothing).is_valid(),
            )
            worked = pc.if_else(off, OFF_SCHEDULE, ON_SCHEDULE)
            columns["schedule_status"] = pc.coalesce(status, worked)
            found["off_schedule"] = _mask(pc.and_(status.is_null(), off))
        return found

    def _hours_of(self, fte: pa.StringArray) -> pa.StringArray:
        """Hours of a pay period, to the quarter, from shares of full time."""
        codes = fte.dictionary_encode()
        quarters = [
            (2 * int(Decimal(share) * FULL_TIME) * self._full_time + FULL_TIME) // (2 * FULL_TIME)
            for share in codes.dictionary.to_pylist()
        ]
        texts = pa.array([f"{q // 4}.{q % 4 * 25:02}" for q in quarters], pa.string())
        return texts.take(codes.indices)

    def _judge(self, rows: _Rows) -> tuple[pa.Table, Mask]:
        """The engine's columns, and the rows it cannot take; nothing refused is said twice."""
        written = {_written(name): cells for name, cells in rows.columns.items()}
        table, unread, _ = written_as_canonical(pa.table(written))
        bad = np.zeros(len(rows.numbers), dtype=bool)
        for problem in (*unread, *problems_of(table)):
            at = problem.row - 1
            bad[at] = True
            column = column_of(problem.column)
            name = column.name if column else problem.column
            if name in rows.refused and rows.refused[name][at]:
                continue
            self._refuse(
                Refused(int(rows.numbers[at]), name, _said(name, problem.got), _asked(problem))
            )
        for name in SCHEMA.names:
            if name not in table.column_names:
                kind = SCHEMA.field(name).type
                table = table.append_column(name, pa.nulls(table.num_rows, kind))
        return table, bad

    def _add_up(self, census: pa.Table) -> None:
        rates = mills_of(census, self._known.rates)
        pay = pc.multiply(
            pc.fill_null(rates, 0).cast(pa.int64()),
            census["regular_quarter_hours"].cast(pa.int64()),
        )
        facilities = pc.fill_null(census["facility"].cast(pa.string()), "")
        summed = (
            pa.table(
                {
                    "union": census["union"].cast(pa.string()),
                    "region": census["region"].cast(pa.string()),
                    "facility": facilities,
                    "fte": census["fte_basis_points"].cast(pa.int64()),
                    "pay": pay,
                    "unpaid": pc.is_null(rates).cast(pa.int64()),
                }
            )
            .group_by(["union", "region", "facility"])
            .aggregate([("fte", "count"), ("fte", "sum"), ("pay", "sum"), ("unpaid", "sum")])
        )
        for one in summed.to_pylist():
            group: Group = (one["union"], one["region"], one["facility"])
            self.impact.sums.setdefault(group, Sums()).add(
                Sums(one["fte_count"], one["fte_sum"], one["pay_sum"], one["unpaid_sum"])
            )
            if one["facility"] not in self._known.facilities:
                self.impact.keep_unlisted("facility", one["facility"], one["fte_count"])
        if self._known.classifications:
            for counted in pc.value_counts(census["classification"].cast(pa.string())).to_pylist():
                job = counted["values"]
                if job not in self._known.classifications:
                    self.impact.keep_unlisted("classification", job, counted["counts"])


def _written(name: str) -> str:
    column = column_of(name)
    return column.written if column is not None and column.written else name


def _said(name: str, got: str) -> str:
    """What came, in the unit people wrote it in: not 321 quarter-hours but 80.25."""
    column = column_of(name)
    if column is None or column.scale == 1 or not got.lstrip("-").isdigit():
        return got
    return format(int(got) / column.scale, "g")


def _asked(problem: RowProblem) -> str:
    """What was expected, in the unit people wrote it in, and how to mend it."""
    expected = problem.expected
    column = column_of(problem.column)
    bound = _BOUND.match(expected)
    if column is not None and bound is not None and bound[3] in _WRITTEN_UNITS:
        number = int(bound[2].replace(",", "")) / column.scale
        expected = f"at {bound[1]} {number:,g} {_WRITTEN_UNITS[bound[3]]}"
    return f"{expected}. {problem.fix}" if problem.fix else expected


def _mask(cells: pa.Array) -> Mask:
    mask: Mask = cells.to_numpy(zero_copy_only=False)
    return mask
