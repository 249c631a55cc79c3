"""The log as its readers may see it: the coalition's for its staff, a union's for its officers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commontable.audit.selectors import latest
from commontable.coalition.actors import Actor
from commontable.coalition.models import Person, Union
from commontable.coalition.policies import Right, may
from commontable.common.errors import NotFoundError

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page, newest first.

    Attributes:
        entries: of ``commontable.audit``; those of a union's own ledger have its ``union_id``.
        unions: the code of each union whose entries may be among them.
        next_before: give it to turn the page; None on the last one.
    """

    entries: list[Any]
    unions: dict[int, str]
    next_before: int | None


def readable_ledgers(actor: Actor) -> frozenset[int | None]:
    """Whose ledgers the actor may read: None is the coalition's own.

    Raises:
        NotFoundError: nobody's.
    """
    readable = {union for union in actor.unions if may(actor, Right.AUDIT, union_id=union)}
    found = frozenset(readable | ({None} if may(actor, Right.AUDIT) else set()))
    if not found:
        raise NotFoundError("There is nothing here.")
    return found


def log_page(
    actor: Actor, *, person_id: int | None = None, verb: str = "", before_id: int | None = None
) -> LogPage:
    """A page of the log the actor may read; two queries.

    Raises:
        NotFoundError: the actor may read no ledger.
    """
    ledgers = readable_ledgers(actor)
    found = list(
        latest(
            coalition_id=actor.coalition_id,
            unions=ledgers,
            verb=verb,
            actor_id=person_id,
            before_id=before_id,
        )[: PAGE + 1]
    )
    entries = found[:PAGE]
    codes = Union.objects.visible_to(actor).filter(pk__in=[u for u in ledgers if u is not None])
    return LogPage(
        entries=entries,
        unions=dict(codes.values_list("pk", "code")),
        next_before=entries[-1].pk if len(found) > PAGE else None,
    )


def verbs_in_log(actor: Actor) -> list[str]:
    """Every act that the log the actor may read tells of."""
    entries = latest(coalition_id=actor.coalition_id, unions=readable_ledgers(actor))
    return sorted(entries.order_by("verb").values_list("verb", flat=True).distinct())


def people_in_coalition(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of everybody, for choosing whose acts to read."""
    return list(Person.objects.visible_to(actor).values_list("pk", "name"))
