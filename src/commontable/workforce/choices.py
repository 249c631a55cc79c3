"""What somebody said of a file on its way in: kept as plain data between one page and the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from commontable.workforce.census.plan import HoursPer


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody said of a file.

    Attributes:
        columns: our column to its place in the sheet, from 0.
        headings: our column to what the sheet calls it, to be known again.
        steps: for a schedule with a column to a step: place to step.
        constants, values, and the rest: as in ``Plan``.
    """

    columns: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    heading_row: int = 1
    sheet: str = ""
    hours_per: str = HoursPer.PERIOD.value
    full_time_hours: str = "80"
    day_first: bool = False
    keep_unknown_classifications: bool = False
    pseudonyms: bool = True
    number_rows: bool = False

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)
