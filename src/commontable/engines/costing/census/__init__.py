"""The census: its columns, how it is read, and what a row must satisfy."""

from commontable.engines.costing.census.cells import written_as_canonical
from commontable.engines.costing.census.census import (
    AS_OF,
    Census,
    Reading,
    census_of,
    census_of_reading,
    read_census,
    read_table,
    reading_of,
)
from commontable.engines.costing.census.checks import problems_of
from commontable.engines.costing.census.columns import (
    BY_NAME,
    COLUMNS,
    REQUIRED,
    SCHEMA,
    Column,
    column_of,
)
from commontable.engines.costing.errors import CensusError, CostingError, RowProblem

__all__ = [
    "AS_OF",
    "BY_NAME",
    "COLUMNS",
    "REQUIRED",
    "SCHEMA",
    "Census",
    "CensusError",
    "Column",
    "CostingError",
    "Reading",
    "RowProblem",
    "census_of",
    "census_of_reading",
    "column_of",
    "problems_of",
    "read_census",
    "read_table",
    "reading_of",
    "written_as_canonical",
]
