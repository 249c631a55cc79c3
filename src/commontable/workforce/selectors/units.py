"""Bargaining units, for choosing one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from commontable.coalition.actors import Actor
from commontable.coalition.selectors.directory import directory_of


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit by its union's code and its name."""

    unit_id: int
    union: str
    name: str


def units_without(actor: Actor, leave_out: Collection[int]) -> list[UnitName]:
    """The coalition's units but these, by union and name."""
    return [
        UnitName(unit.unit.pk, row.union.code, unit.unit.name)
        for row in directory_of(actor).unions
        for local in row.locals
        for unit in local.units
        if unit.unit.pk not in leave_out
    ]
