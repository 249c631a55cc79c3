"""How a file is to be read: what people chose, kept as plain data, and the reader's plan."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of
from commontable.coalition.selectors.places import facilities_known
from commontable.common.errors import CommontableError
from commontable.workforce.census.plan import HoursPer, Known, Plan
from commontable.workforce.choices import Choices
from commontable.workforce.models import Upload
from commontable.workforce.selectors.schedules import rates_on


def plan_of(
    upload: Upload, choices: Choices, *, has_headings: bool, pseudonym_key: bytes | None
) -> Plan:
    """The census reader's plan.

    Raises:
        CommontableError: full-time hours that are none.
    """
    return Plan(
        columns=choices.columns,
        as_of=upload.as_of,
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


def known_to(actor: Actor, upload: Upload) -> Known:
    """What the directory and the schedules in force on the upload's day say.

    A union's own file may name that union only.
    """
    codes = codes_of(actor)
    rates = rates_on(actor, upload.as_of)
    unions = dict(codes.unions)
    if upload.union is not None:
        unions = {upload.union.code: upload.union.name}
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
