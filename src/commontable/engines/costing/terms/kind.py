"""What a kind of term is."""

from dataclasses import dataclass
from typing import Literal

from commontable.engines.costing.terms.fields import Field

type Family = Literal["wage", "line", "percent", "payment", "month", "employer"]


@dataclass(frozen=True, slots=True)
class Kind:
    """``family`` says what a term acts on:

    - *wage*: the schedule (or a worker's own rate). An event; events of one day follow ``rank``.
    - *line*: an hourly line of the pay slip. A rule: one in force at a time.
    - *percent*: a share of pay or payroll. A rule.
    - *payment*: an amount on a day.
    - *month*: a benefit's month. A rule.
    - *employer*: a yearly amount of the employer's, for no worker in particular. A rule.

    ``one_of`` are fields of which exactly one is given.
    """

    name: str
    family: Family
    rank: int
    about: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()
