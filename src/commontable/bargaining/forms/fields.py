"""Fields of the record: those of the house."""

from commontable.web.fields import (
    EARLIEST_YEAR,
    MOMENT,
    DayField,
    DaysField,
    HourField,
    MomentField,
    lines,
    refuse_slip_of_year,
)

__all__ = [
    "EARLIEST_YEAR",
    "MOMENT",
    "DayField",
    "DaysField",
    "HourField",
    "MomentField",
    "lines",
    "refuse_slip_of_year",
]
