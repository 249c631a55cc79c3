"""The actor: who is asking, in which coalition, for which unions, with which authority today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commontable.coalition.roles import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """One authority in force: a role, in the coalition (``union_id`` None) or for one union."""

    role: Role
    union_id: int | None
    table_id: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Passed to every service and selector.

    Attributes:
        unions: the unions whose private rows the actor may see; empty for coalition staff.
        on: the day the authority was read, at the coalition's place.
    """

    user_id: int | None
    person_id: int | None
    name: str
    coalition_id: int
    coalition_name: str
    time_zone: str
    unions: frozenset[int]
    grants: tuple[Grant, ...]
    on: date

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)
