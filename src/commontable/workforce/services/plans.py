"""How a draft is to be read: what people chose, kept as plain data, and the reader's plan of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of
from commontable.coalition.selectors.places import facilities_known
from commontable.common.errors import CommontableError
from commontable.workforce.census.plan import HoursPer, Known, Plan
from commontable.workforce.models import Draft
from commontable.workforce.selectors.schedules import rates_on


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


def plan_of(
    draft: Draft, choices: Choices, *, has_headings: bool, pseudonym_key: bytes | None
) -> Plan:
    """The census reader's plan.

    Raises:
        CommontableError: full-time hours that are none.
    """
    return Plan(
        columns=choices.columns,
        as_of=draft.as_of,
        constants=choices.constants,
        values=choices.values,
        heading_row=0 if has_headings else choices.heading_row,
        hours_per=HoursPer(choices.hours_per),
        full_time_hours=_full_time(choices.full_time_hours),
        day_first=choices.day_first,
        keep_unknown_classifications=choices.keep_unknown_classifications,
        pseudonym_key=pseudonym_key,
        number_rows=choices.number_rows,
    )


def known_to(actor: Actor, draft: Draft) -> Known:
    """What the directory and the schedules in force on the draft's day say.

    A union's own file may name that union only.
    """
    codes = codes_of(actor)
    rates = rates_on(actor, draft.as_of)
    unions = dict(codes.unions)
    if draft.union is not None:
        unions = {draft.union.code: draft.union.name}
    return Known(
        unions=unions,
        regions=codes.regions,
        facilities=frozenset(place.name for place in facilities_known(actor)),
        classifications=rates.classifications,
        rates=rates.mills,
    )


def _full_time(said: str) -> Decimal:
    try:
        hours = Decimal(said)
    except InvalidOperation:
        hours = Decimal(0)
    if not 1 <= hours <= 200:  # noqa: PLR2004 - two weeks
        raise CommontableError(
            "Full time is a number of hours in two weeks.",
            expected="hours such as 80",
            came=said,
            where="Full-time hours",
            kept="Nothing was kept.",
        )
    return hours
