"""Who may do what. One table, to be read aloud; every service asks it before it writes."""

from __future__ import annotations

from enum import StrEnum

from commontable.coalition.actors import Actor, Grant
from commontable.coalition.roles import Role
from commontable.common.errors import NotAllowedError, NotFoundError


class Right(StrEnum):
    """What a role may allow. Reading a table's record comes with any authority there."""

    READ = "read the record"
    RECORD = "enter sessions, issues, articles and statements"
    PROPOSE = "pass and withdraw proposals"
    SIGN = "sign and withdraw tentative agreements"
    WORD = "approve wording for the public"
    ORDER = "keep unions, locals, units and headcounts"
    GRANT = "invite people and give them authority"
    AUDIT = "read the log"
    FIGURES = "read the census in figures"
    STUDY = "read the census row by row"
    RESEARCH = "bring in censuses, wage schedules, benefits and comparators"


_TEAM = {Right.READ, Right.RECORD, Right.PROPOSE, Right.FIGURES}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CHIEF_NEGOTIATOR: frozenset(Right),
    Role.BARGAINING_TEAM: frozenset(_TEAM),
    Role.OBSERVER: frozenset({Right.READ}),
    Role.RESEARCH: frozenset(
        {Right.READ, Right.RECORD, Right.FIGURES, Right.STUDY, Right.RESEARCH}
    ),
    Role.COMMUNICATIONS: frozenset({Right.READ, Right.WORD}),
    Role.ORGANIZER: frozenset({Right.READ}),
    Role.UNION_OFFICER: frozenset(Right),
}


def may(
    actor: Actor, right: Right, *, union_id: int | None = None, table_id: int | None = None
) -> bool:
    """Whether the actor has the right for the coalition, one union's own, or one table.

    Args:
        union_id: whose row it is; None: the coalition's common one. A coalition-wide authority
            gives no right over a union's private rows; a union's authority gives, over common
            rows, the right to read and no more.
        table_id: the table concerned. An authority narrowed to a table counts there only.
    """
    for grant in actor.grants:
        if grant.table_id is not None and grant.table_id != table_id:
            continue
        if right not in RIGHTS[grant.role]:
            continue
        if grant.union_id == union_id:
            return True
    # Somebody with a seat at one table still belongs to the coalition and reads what is common.
    return right is Right.READ and union_id is None and bool(actor.grants)


def held(actor: Actor, right: Right) -> set[tuple[int | None, int | None]]:
    """Where the actor has the right by a grant: pairs of a union (None: what is common) and a
    table (None: every one of theirs). For narrowing a query as ``may`` judges a single row."""
    return {
        (grant.union_id, grant.table_id) for grant in actor.grants if right in RIGHTS[grant.role]
    }


def require(
    actor: Actor, right: Right, *, union_id: int | None = None, table_id: int | None = None
) -> None:
    """Raise unless the actor may.

    Raises:
        NotFoundError: the row is private to a union the actor does not act for: for them it
            does not exist.
        NotAllowedError: the actor may see it but not do this.
    """
    if may(actor, right, union_id=union_id, table_id=table_id):
        return
    if union_id is not None and union_id not in actor.unions:
        raise NotFoundError("There is nothing here.")
    # A union officer is always one union's, so at what is common the role is of no help.
    holders = sorted(
        str(role.label)
        for role, rights in RIGHTS.items()
        if right in rights and not (union_id is None and role is Role.UNION_OFFICER)
    )
    whose = "for the whole coalition" if union_id is None else "for this union"
    raise NotAllowedError(
        f"Your authority does not let you {right.value} here.",
        expected=f"{whose}, one of: " + ", ".join(holders),
        came=", ".join(sorted({_held(grant) for grant in actor.grants})) or "no authority today",
    )


def _held(grant: Grant) -> str:
    of_union = " for one union" if grant.union_id is not None else ""
    at_table = " at one table" if grant.table_id is not None else ""
    return f"{grant.role.label}{of_union}{at_table}"
