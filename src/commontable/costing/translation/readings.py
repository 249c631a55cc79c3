"""Which cost an issue is: said once by a researcher, because the record does not say it.

A raise, a lump sum and a floor are what they are. ``Night differential, $3.50 per hour`` is a
shift differential on night hours only because somebody says so::

    night-differential: {kind: shift_differential, hours: night}
    premium-share-family: {kind: premium_share, value: employee_percent.family}
    holidays: {kind: paid_days, value: days, less: 9}
    staffing-committees: {skip: no money in it}
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from commontable.common.errors import CommontableError
from commontable.costing.documents import refusal
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.terms import KINDS

_OURS = ("kind", "value", "less", "skip")
_OF_EVERY_TERM = ("name", "scope", "order", "until", "note", "implemented", "retro", "supersedes")


@dataclass(frozen=True, slots=True)
class Reading:
    """How an issue's terms are costed.

    Attributes:
        kind: the engine's kind; empty where the issue is passed over, with ``skip`` the reason.
        place: the field the figure goes to, and within it the benefit tier (or ``""``).
        less: taken off the figure first: what there is today, where the engine counts the change.
        fixed: what else the term says.
    """

    kind: str
    skip: str = ""
    place: tuple[str, str] = ("", "")
    less: Decimal = Decimal(0)
    fixed: Mapping[str, Any] = field(default_factory=dict)


def read_readings(text: str) -> dict[str, Reading]:
    """By an issue's short name, how it is costed; nothing typed is none.

    Raises:
        CommontableError: a line is no such reading; with the line and what would be one.
    """
    if not text.strip():
        return {}
    try:
        found = read_yaml(text, "readings")
    except CostingError as error:
        raise refusal(error, text) from None
    return {str(issue): _reading(str(issue), said, text) for issue, said in found.items()}


def _reading(issue: str, said: object, text: str) -> Reading:
    where = f"{issue}, line {_line(issue, text)}"
    if not isinstance(said, Mapping):
        raise CommontableError(
            "This is no reading.", expected="{kind: …} or {skip: why}", came=repr(said), where=where
        )
    if said.get("skip"):
        return Reading("", skip=str(said["skip"]))
    kind = str(said.get("kind") or "")
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, list(KINDS), n=1)
        raise CommontableError(
            f"There is no such kind of term. Was {near[0]} meant?"
            if near
            else "There is no such kind of term.",
            expected=", ".join(KINDS),
            came=kind or "none",
            where=where,
        )
    fields = {one.name for one in KINDS[kind].fields}
    known = {*_OURS, *_OF_EVERY_TERM, *fields}
    for name in said:
        if name not in known:
            near = difflib.get_close_matches(str(name), sorted(known), n=1)
            raise CommontableError(
                f"A {kind} has no such field." + (f" Was {near[0]} meant?" if near else ""),
                expected=", ".join(sorted(known)),
                came=str(name),
                where=where,
            )
    place = str(said.get("value") or "").partition(".")
    if place[0] and place[0] not in fields:
        raise CommontableError(
            "The figure has to go into a field of the term.",
            expected=", ".join(sorted(fields)),
            came=place[0],
            where=where,
        )
    less = said.get("less", 0)
    if isinstance(less, bool) or not isinstance(less, int | Decimal):
        raise CommontableError(
            "What is taken off is a number.", expected="less: 9", came=repr(less), where=where
        )
    return Reading(
        kind,
        place=(place[0], place[2]),
        less=Decimal(less),
        fixed={name: value for name, value in said.items() if name not in _OURS},
    )


def _line(issue: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().strip("\"'").startswith(issue):
            return number
    return 1
