"""Text cells into canonical columns: "80.25" hours become 321 quarter-hours, exactly.

Whole columns at a time, through decimals; a float never holds money or hours.
"""

from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from commontable.engines.costing.census.columns import COLUMNS, Column, column_of
from commontable.engines.costing.errors import CostingError, RowProblem

_EXACT = pa.decimal128(21, 9)
_NUMBER = r"^-?\d{1,12}(\.\d{1,9})?$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_WORKER = "employee_id"

type Problems = list[RowProblem]


def written_as_canonical(
    table: pa.Table, *, where: str = "census"
) -> tuple[pa.Table, Problems, tuple[str, ...]]:
    """Columns of ``table``, text or already typed, under their canonical names and types.

    Returns the table (a cell that could not be read is empty), what could not be read by row, and
    the names of columns that no census column is called, which are left out. Raises
    ``CostingError`` when one column comes under two names. Nothing is judged here beyond reading:
    see ``checks.problems_of``.
    """
    unknown = tuple(name for name in table.column_names if column_of(name.strip()) is None)
    found: dict[str, str] = {}
    for name in table.column_names:
        column = column_of(name.strip())
        if column is None:
            continue
        if column.name in found:
            raise CostingError(
                where,
                expected=f"{column.name} once",
                got=f"{found[column.name]} and {name}",
                fix="Leave one of the two columns out.",
            )
        found[column.name] = name
    problems: Problems = []
    workers = _texts(table[found[_WORKER]]) if _WORKER in found else None
    read: dict[str, pa.ChunkedArray] = {}
    for column in COLUMNS:
        if column.name in found:
            name = found[column.name]
            scale = column.scale if name.strip() == column.written else 1
            read[column.name] = _read(table[name], column, scale, workers, problems)
    if not read:
        return pa.table({}), problems, unknown
    return pa.table(read), problems, unknown


def _read(
    cells: pa.ChunkedArray,
    column: Column,
    scale: int,
    workers: pa.ChunkedArray | None,
    problems: Problems,
) -> pa.ChunkedArray:
    if column.kind == "label":
        texts = _texts(cells)
        return texts if column.name == _WORKER else texts.dictionary_encode()
    if column.kind == "date":
        return _dates(cells, column, workers, problems)
    return _numbers(cells, column, scale, workers, problems)


def _texts(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """As text without spaces around; an empty cell is null."""
    if pa.types.is_dictionary(cells.type):
        cells = cells.cast(cells.type.value_type)
    if pa.types.is_floating(cells.type):  # a sheet's 1001.0 is employee 1001
        whole = pc.all(pc.equal(cells, pc.round(cells)), skip_nulls=True).as_py()
        cells = cells.cast(pa.int64()) if whole else cells
    texts = pc.utf8_trim_whitespace(cells.cast(pa.string()))
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _dates(
    cells: pa.ChunkedArray, column: Column, workers: pa.ChunkedArray | None, problems: Problems
) -> pa.ChunkedArray:
    if pa.types.is_temporal(cells.type):
        return cells.cast(pa.date32(), safe=False)
    texts = _texts(cells)
    good = pc.match_substring_regex(texts, _DATE)
    stamps = pc.strptime(
        pc.if_else(good, texts, pa.scalar(None, pa.string())),
        format="%Y-%m-%d",
        unit="s",
        error_is_null=True,
    )
    dates = stamps.cast(pa.date32(), safe=False)
    # A parser may roll 2023-02-30 over into March; what is written back tells.
    rolled = pc.not_equal(pc.strftime(stamps, format="%Y-%m-%d"), texts)
    dates = pc.if_else(pc.fill_null(rolled, False), pa.scalar(None, pa.date32()), dates)
    bad = pc.and_(texts.is_valid(), pc.invert(dates.is_valid()))
    _say(
        problems,
        bad,
        texts,
        column.name,
        workers,
        expected="a date such as 2023-10-01",
        fix=lambda _: "Write year, month and day, in this order.",
    )
    return dates


def _numbers(
    cells: pa.ChunkedArray,
    column: Column,
    scale: int,
    workers: pa.ChunkedArray | None,
    problems: Problems,
) -> pa.ChunkedArray:
    if pa.types.is_integer(cells.type) and scale == 1:
        return _narrow(cells.cast(pa.int64()), column, workers, problems)
    texts = _texts(_float_as_text(cells) if pa.types.is_floating(cells.type) else cells)
    plain = pc.replace_substring_regex(texts, r"^\$|,", "")
    good = pc.match_substring_regex(plain, _NUMBER)
    exact = pc.if_else(good, plain, pa.scalar(None, pa.string())).cast(_EXACT)
    scaled = pc.multiply(exact, pa.scalar(Decimal(scale)))
    whole = pc.floor(scaled)
    fits = pc.equal(scaled, whole)
    unit = column.written_unit if scale != 1 else f"a whole number of {column.unit}"
    bad = pc.and_(texts.is_valid(), pc.invert(pc.fill_null(fits, False)))
    _say(
        problems,
        bad,
        texts,
        column.written if scale != 1 else column.name,
        workers,
        expected=unit,
        fix=lambda _: "Mend the cell, or leave it empty if it is not known.",
    )
    kept = pc.if_else(pc.fill_null(fits, False), whole, pa.scalar(None, whole.type))
    return _narrow(kept.cast(pa.decimal128(28, 0)).cast(pa.int64()), column, workers, problems)


def _float_as_text(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Shortest decimal that a sheet's number stands for: 31.25, not 31.249999999999996."""
    return cells.cast(pa.float64()).cast(pa.string())


def _narrow(
    whole: pa.ChunkedArray, column: Column, workers: pa.ChunkedArray | None, problems: Problems
) -> pa.ChunkedArray:
    """Into 32 bits; what does not fit is far outside every limit and said here."""
    beyond = pc.fill_null(pc.greater(pc.abs(whole), 2**31 - 1), False)
    _say(
        problems,
        beyond,
        whole.cast(pa.string()),
        column.name,
        workers,
        expected=f"{column.unit} within reason",
        fix=lambda _: "Mend the cell, or leave it empty if it is not known.",
    )
    return pc.if_else(beyond, pa.scalar(None, pa.int64()), whole).cast(pa.int32())


def _say(
    problems: Problems,
    bad: pa.ChunkedArray,
    texts: pa.ChunkedArray,
    name: str,
    workers: pa.ChunkedArray | None,
    *,
    expected: str,
    fix: Callable[[str], str],
) -> None:
    places = pc.indices_nonzero(bad)
    if not len(places):
        return
    got = texts.take(places).to_pylist()
    who = workers.take(places).to_pylist() if workers is not None else [None] * len(places)
    for place, text, worker in zip(places.to_pylist(), got, who, strict=True):
        problems.append(RowProblem(place + 1, worker or "", name, expected, repr(text), fix(text)))
