"""A census: a frozen snapshot of the workforce, one row per worker, ready to be costed."""

import difflib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from commontable.engines.costing.census.cells import written_as_canonical
from commontable.engines.costing.census.checks import problems_of
from commontable.engines.costing.census.columns import (
    BY_WRITTEN_NAME,
    COLUMNS,
    REQUIRED,
    SCHEMA,
    column_of,
)
from commontable.engines.costing.errors import CensusError, CostingError, RowProblem

AS_OF = b"commontable.census.as_of"
"""Key of the day of the census in the metadata of a Parquet or Arrow file."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What a table gave: the canonical columns, the rows that cannot be taken, and remarks.

    ``table`` has all rows, good and bad. ``left_out`` are columns that are not the census's.
    """

    table: pa.Table
    problems: tuple[RowProblem, ...]
    left_out: tuple[str, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """A sentence for each column that was left out, with what it may have meant."""
        return tuple(_remark(name) for name in self.left_out)

    @cached_property
    def bad_rows(self) -> frozenset[int]:
        return frozenset(problem.row for problem in self.problems)

    def good_rows(self) -> pa.Table:
        """The rows without any problem, in their order."""
        if not self.problems:
            return self.table
        keep = pa.array(
            [row not in self.bad_rows for row in range(1, self.table.num_rows + 1)], pa.bool_()
        )
        return self.table.filter(keep)


@dataclass(frozen=True, eq=False)
class Census:
    """Validated columns in the canonical schema; ``as_of`` is the day they were true.

    ``table`` never changes. ``remarks`` are sentences for the reader: columns left out, workers
    whose share of full time was worked out.
    """

    table: pa.Table
    as_of: date
    remarks: tuple[str, ...] = ()

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the day and every value, whatever the file's layout or compression."""
        digest = hashlib.sha256(self.as_of.isoformat().encode())
        for column in COLUMNS:
            cells = self.table[column.name].combine_chunks()
            if pa.types.is_dictionary(cells.type):
                cells = cells.cast(pa.string())
            digest.update(column.name.encode())
            sink = pa.BufferOutputStream()
            plain = pa.record_batch([pa.concat_arrays([cells])], names=[column.name])
            with pa.ipc.new_stream(sink, plain.schema) as stream:
                stream.write_batch(plain)
            digest.update(sink.getvalue())
        return digest.hexdigest()


def reading_of(table: pa.Table, *, where: str = "census") -> Reading:
    """``table`` under canonical names and types, with every reason against its rows.

    Columns may be text or typed, canonical or as written (see ``columns``). Raises
    ``CostingError`` when a required column is missing, comes twice, or no row is there.
    """
    _require(table.column_names, where)
    if not table.num_rows:
        raise CostingError(
            where, expected="at least one worker", got="no rows", fix="Is the sheet the right one?"
        )
    canonical, unread, left_out = written_as_canonical(table, where=where)
    unreadable = {(problem.row, problem.column) for problem in unread}
    # What could not be read is empty now: it is said once, not once more as missing.
    judged = [
        problem
        for problem in problems_of(canonical)
        if (problem.row, problem.column) not in unreadable
        and (problem.row, _written(problem.column)) not in unreadable
    ]
    problems = sorted([*unread, *judged], key=lambda problem: (problem.row, problem.column))
    return Reading(canonical, tuple(problems), left_out)


def census_of(
    table: pa.Table,
    *,
    as_of: date,
    full_time_quarter_hours: int = 320,
    where: str = "census",
) -> Census:
    """A census from a table with columns in either spelling.

    ``full_time_quarter_hours`` a pay period (320 are 80 hours in two weeks) tell the share of full
    time where the census does not. Raises ``CensusError`` with every bad row, ``CostingError``
    where the columns do not fit.
    """
    reading = reading_of(table, where=where)
    if reading.problems:
        raise CensusError(where, reading.problems)
    return census_of_reading(reading, as_of=as_of, full_time_quarter_hours=full_time_quarter_hours)


def census_of_reading(
    reading: Reading, *, as_of: date, full_time_quarter_hours: int = 320
) -> Census:
    """The census of a reading's good rows, every column of the schema filled in."""
    good = reading.good_rows()
    filled: dict[str, pa.ChunkedArray] = {}
    for column in COLUMNS:
        if column.name in good.column_names:
            cells = good[column.name]
            if column.default is not None:
                cells = _filled(cells, column.default)
        else:
            empty = pa.scalar(column.default, _plain(column.arrow_type))
            cells = pa.chunked_array([pa.repeat(empty, good.num_rows)])
        filled[column.name] = cells.cast(column.arrow_type)
    remarks = list(reading.remarks)
    fte, worked_out = _fte(filled, full_time_quarter_hours)
    filled["fte_basis_points"] = fte
    if worked_out:
        remarks.append(
            f"{worked_out:,} workers had no share of full time: worked out from their regular "
            f"hours against {full_time_quarter_hours / 4:g} hours a pay period."
        )
    for name in ("anniversary_date", "seniority_date"):
        filled[name] = pc.coalesce(filled[name], filled["hire_date"])
    metadata = {AS_OF: as_of.isoformat().encode()}
    table = pa.table(filled, schema=SCHEMA.with_metadata(metadata)).combine_chunks()
    return Census(table.unify_dictionaries(), as_of, tuple(remarks))


def read_census(
    path: Path,
    *,
    as_of: date | None = None,
    full_time_quarter_hours: int = 320,
) -> Census:
    """A census from a .csv, .parquet or .arrow file.

    ``as_of`` may be left out where the file carries its day. Raises ``CostingError`` or
    ``CensusError`` with what to mend.
    """
    table = read_table(path)
    carried = (table.schema.metadata or {}).get(AS_OF)
    day = as_of or (date.fromisoformat(carried.decode()) if carried else None)
    if day is None:
        raise CostingError(
            str(path),
            expected="the day on which the census was true",
            got="none",
            fix="Say it: --as-of 2023-09-30, or `census: {as_of: 2023-09-30}` in the contract.",
        )
    return census_of(
        table, as_of=day, full_time_quarter_hours=full_time_quarter_hours, where=str(path)
    )


def read_table(path: Path) -> pa.Table:
    """The columns of a .csv (all as text), .parquet or .arrow file, unjudged."""
    if not path.is_file():
        came = "a folder" if path.is_dir() else "nothing there"
        raise CostingError(str(path), expected="a census to read", got=came)
    kind = path.suffix.lower()
    try:
        if kind == ".csv":
            return _read_csv(path)
        if kind == ".parquet":
            import pyarrow.parquet as pq  # noqa: PLC0415 - 10 MB that a CSV does not need

            return pq.read_table(path)
        if kind in (".arrow", ".feather"):
            with pa.memory_map(str(path)) as source:
                return pa.ipc.open_file(source).read_all()
    except (pa.ArrowInvalid, UnicodeDecodeError) as reason:
        raise CostingError(
            str(path),
            expected=f"a {kind} file",
            got=str(reason).splitlines()[0],
            fix="Save it again as UTF-8 CSV with one heading line.",
        ) from reason
    raise CostingError(
        str(path),
        expected="a .csv, .parquet or .arrow file",
        got=kind or "a file without an ending",
        fix="Save the sheet as CSV.",
    )


def _read_csv(path: Path) -> pa.Table:
    import pyarrow.csv as pacsv  # noqa: PLC0415 - only for this format

    with path.open("rb") as lines:
        heading = lines.readline().decode("utf-8-sig").strip()
    names = [name.strip().strip('"') for name in heading.split(",")]
    options = pacsv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True
    )
    table = pacsv.read_csv(path, convert_options=options)
    return table.rename_columns([name.strip() for name in table.column_names])


def _require(names: list[str], where: str) -> None:
    there = {column.name for name in names if (column := column_of(name.strip())) is not None}
    missing = [name for name in REQUIRED if name not in there]
    if missing:
        unknown = ", ".join(name for name in names if column_of(name.strip()) is None)
        raise CostingError(
            where,
            expected=f"a column {', '.join(_spellings(name) for name in missing)}",
            got=f"columns it does not know: {unknown}" if unknown else f"only {', '.join(names)}",
            fix="Rename the column in the heading.",
        )


def _spellings(name: str) -> str:
    written = _written(name)
    return name if written == name else f"{name} (or {written})"


def _written(name: str) -> str:
    column = column_of(name)
    return column.written if column is not None and column.written else name


def _remark(name: str) -> str:
    known = [*(column.name for column in COLUMNS), *BY_WRITTEN_NAME]
    near = difflib.get_close_matches(name.strip().lower().replace(" ", "_"), known, n=1, cutoff=0.7)
    asked = f" Was {near[0]} meant?" if near else ""
    return f"Column {name!r} is not a census column and was left out.{asked}"


def _filled(cells: pa.ChunkedArray, default: int | str) -> pa.ChunkedArray:
    if not cells.null_count:
        return cells
    if pa.types.is_dictionary(cells.type):
        cells = cells.cast(pa.string())
    return pc.fill_null(cells, default)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _fte(
    columns: Mapping[str, pa.ChunkedArray], full_time_quarter_hours: int
) -> tuple[pa.ChunkedArray, int]:
    """Basis points of full time, halves up, at most full; and for how many they were worked out."""
    given = columns["fte_basis_points"]
    if not given.null_count:
        return given, 0
    hours = columns["regular_quarter_hours"].cast(pa.int64())
    doubled = pc.add(pc.multiply(hours, 20_000), full_time_quarter_hours)
    share = pc.min_element_wise(pc.divide(doubled, 2 * full_time_quarter_hours), 10_000)
    return pc.coalesce(given, share.cast(pa.int32())), int(given.null_count)
