"""The columns of a census: name, type, unit, and what each one means.

Two spellings. The **canonical** one is what a Parquet or Arrow census holds: whole numbers with
the unit in the name. The **written** one is what people type in a sheet: hours with decimals,
dollars, a fraction of full time. A column comes in one of the two, never in both.
"""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

type Kind = Literal["label", "count", "amount", "date"]

MOST_QUARTER_HOURS = 2_976
"""31 days of 24 hours: more than any pay period holds."""

HIGHEST_RATE_MILLS = 1_000_000
"""$1,000.00 an hour; beyond it a yearly salary was probably given for an hourly rate."""

FULL_TIME = 10_000
"""Basis points of full time."""

ON_SCHEDULE, OFF_SCHEDULE, RED_CIRCLED = "on_schedule", "off_schedule", "red_circled"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``scale`` turns the written number into the canonical whole one: 4 for hours into quarter-hours,
    1,000 for dollars into mills, 10,000 for a fraction into basis points. ``least`` and ``most``
    are canonical and inclusive. ``default`` fills an empty cell of an optional column; None
    leaves it empty.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    unit: str = ""
    written: str = ""
    written_unit: str = ""
    scale: int = 1
    least: int | None = None
    most: int | None = None
    default: int | str | None = None
    allowed: tuple[str, ...] = ()

    @property
    def arrow_type(self) -> pa.DataType:
        if self.kind == "date":
            return pa.date32()
        if self.kind in ("count", "amount"):
            return pa.int32()
        return pa.string() if self.name == "employee_id" else pa.dictionary(pa.int32(), pa.string())


def _hours(what: str, meaning: str, *, required: bool = False) -> Column:
    return Column(
        f"{what}_quarter_hours",
        "amount",
        meaning,
        required=required,
        unit="quarter-hours a pay period",
        written=f"{what}_hours",
        written_unit="hours a pay period, in steps of 0.25",
        scale=4,
        least=0,
        most=MOST_QUARTER_HOURS,
        default=0,
    )


COLUMNS: tuple[Column, ...] = (
    Column("employee_id", "label", "the employer's number or a pseudonym, once", required=True),
    Column("union", "label", "who represents the worker", required=True),
    Column("local", "label", "the chartered local"),
    Column("unit", "label", "the bargaining unit"),
    Column("region", "label", "the employer's region; schedules are per region", required=True),
    Column("facility", "label", "the place of work"),
    Column("department", "label", "the department"),
    Column("classification", "label", "the job; schedules are per classification", required=True),
    Column("grade", "label", "the pay grade, where terms speak of grades"),
    Column(
        "step",
        "count",
        "the step on the day of the census; empty when the worker sits on none",
        unit="steps from 1",
        least=1,
        most=99,
    ),
    Column(
        "schedule_status",
        "label",
        "off_schedule: paid base_rate, raised like the schedule. red_circled: paid base_rate, "
        "frozen until the schedule has caught up",
        default=ON_SCHEDULE,
        allowed=(ON_SCHEDULE, OFF_SCHEDULE, RED_CIRCLED),
    ),
    Column(
        "base_rate_mills",
        "amount",
        "the hourly rate on the day of the census; required off the schedule, checked against it "
        "on the schedule",
        unit="mills an hour",
        written="base_rate",
        written_unit="dollars an hour, at most three decimals",
        scale=1_000,
        least=1,
        most=HIGHEST_RATE_MILLS,
    ),
    Column("hire_date", "date", "first day with the employer", required=True),
    Column("anniversary_date", "date", "month and day on which steps are due; empty: hire_date"),
    Column("seniority_date", "date", "from which service counts; empty: hire_date"),
    Column("leave_date", "date", "last day of employment, when it is known"),
    Column(
        "fte_basis_points",
        "amount",
        "share of full time; empty: worked out from the regular hours",
        unit="basis points of full time",
        written="fte",
        written_unit="a fraction of full time, 1.0 is full",
        scale=FULL_TIME,
        least=1,
        most=FULL_TIME,
    ),
    _hours("regular", "scheduled straight-time hours, paid leave included", required=True),
    _hours("overtime", "hours paid at the overtime rate"),
    _hours("evening", "of all hours, those with the evening differential"),
    _hours("night", "of all hours, those with the night differential"),
    _hours("weekend", "of all hours, those with the weekend differential"),
    _hours("standby", "hours on call, paid at the standby rate"),
    Column("certifications", "label", "certificates held, separated by ';': CCRN;BSN"),
    Column("benefit_plan", "label", "the health plan; empty: not enrolled"),
    Column("benefit_tier", "label", "who is covered: employee, family; empty: not enrolled"),
    Column("pension_plan", "label", "the retirement plan; empty: none"),
)

BY_NAME = {column.name: column for column in COLUMNS}
BY_WRITTEN_NAME = {column.written: column for column in COLUMNS if column.written}
REQUIRED = tuple(column.name for column in COLUMNS if column.required)

SCHEMA = pa.schema(
    [pa.field(column.name, column.arrow_type, not column.required) for column in COLUMNS]
)
"""What a validated census holds: every column, in this order."""


def column_of(name: str) -> Column | None:
    """The column that ``name`` spells, canonical or written; None where none does."""
    return BY_NAME.get(name) or BY_WRITTEN_NAME.get(name)
