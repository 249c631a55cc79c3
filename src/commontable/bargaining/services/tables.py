"""Opening campaigns and tables, and the rules they run by."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from commontable.audit.services import record
from commontable.bargaining.models import Campaign, Issue, Table, TableDependency
from commontable.bargaining.words import Method, TableKind
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common.errors import CommontableError, ConflictError, NotFoundError


@transaction.atomic
def open_campaign(
    *,
    actor: Actor,
    employer_id: int,
    name: str,
    year: int,
    contract_expires: date | None = None,
    health_care: bool | None = None,
    workers: int | None = None,
) -> Campaign:
    """Begin a round of bargaining with an employer.

    Raises:
        ConflictError: the coalition has a campaign of that name and year already.
    """
    require(actor, Right.ORDER)
    if Campaign.objects.visible_to(actor).filter(name=name, year=year).exists():
        raise ConflictError(f"There is a campaign “{name}” of {year} already.")
    campaign = Campaign.objects.create(
        coalition_id=actor.coalition_id,
        employer_id=employer_id,
        name=name,
        year=year,
        contract_expires=contract_expires,
        health_care=health_care,
        workers=workers,
    )
    record(
        actor=actor,
        verb="open_campaign",
        subject=campaign,
        coalition_id=actor.coalition_id,
        after={"name": name, "year": year, "contract_expires": contract_expires},
    )
    return campaign


@transaction.atomic
def open_table(
    *,
    actor: Actor,
    campaign: Campaign,
    kind: TableKind,
    name: str,
    method: Method = Method.POSITIONAL,
    union_id: int | None = None,
) -> Table:
    """Open a common table, or a local one that is its union's alone to read.

    Raises:
        NotAllowedError, NotFoundError: the actor has no authority for it.
        ConflictError: the campaign has a table of that name already.
    """
    require(actor, Right.ORDER, union_id=union_id)
    if (
        Table.objects.visible_to(actor)
        .filter(Q(union_id=union_id) if union_id else Q(union=None), campaign=campaign, name=name)
        .exists()
    ):
        raise ConflictError(f"There is a table “{name}” in this campaign already.")
    table = Table.objects.create(
        coalition_id=actor.coalition_id,
        union_id=union_id,
        campaign=campaign,
        kind=kind,
        method=method,
        name=name,
    )
    record(
        actor=actor,
        verb="open_table",
        subject=table,
        coalition_id=actor.coalition_id,
        union_id=union_id,
        after={"name": name, "kind": kind, "method": method},
    )
    return table


@transaction.atomic
def make_wait(
    *, actor: Actor, table: Table, on_table: Table, issue: Issue | None = None, note: str = ""
) -> TableDependency:
    """A local table waits for the common one: for an issue, or (``issue`` None) for all of it.

    Raises:
        CommontableError: the tables are not a local and a common one of the same campaign.
        NotFoundError: the campaign's common table has no such issue.
        ConflictError: it waits for that already.
    """
    require(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    if (
        table.kind != TableKind.LOCAL
        or on_table.kind != TableKind.COMMON
        or table.campaign_id != on_table.campaign_id
    ):
        raise CommontableError(
            f"{table} cannot wait for {on_table}.",
            expected="a local table that waits for a common one of the same campaign",
            where="Waits for",
        )
    if issue is not None and (issue.campaign_id != table.campaign_id or issue.union_id is not None):
        raise NotFoundError("There is no such issue at the common table.")
    if TableDependency.objects.filter(table=table, on_table=on_table, issue=issue).exists():
        raise ConflictError(f"{table} waits for {issue or on_table} already.")
    wait = TableDependency.objects.create(
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        entered_by_id=actor.person_id,
        table=table,
        on_table=on_table,
        issue=issue,
        note=note.strip(),
    )
    record(
        actor=actor,
        verb="make_wait",
        subject=wait,
        coalition_id=table.coalition_id,
        union_id=table.union_id,
        after={"on": on_table.name, "issue": issue.name if issue else None},
        note=note.strip(),
    )
    return wait
