"""A table's first page: what it waits for, what it runs by, and how long it has been quiet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from commontable.bargaining.models import (
    CampaignEvent,
    GroundRule,
    Issue,
    Precondition,
    PreconditionEvent,
    Proposal,
    ProposalIssue,
    Table,
    TableDependency,
    TentativeAgreementIssue,
)
from commontable.bargaining.selectors.sessions import Timeline, timeline_of
from commontable.bargaining.selectors.settlements import Settled, events_beside, settlements_of
from commontable.bargaining.words import PreconditionEventKind, Side, TableKind
from commontable.coalition.actors import Actor
from commontable.common.dates import days_between
from commontable.common.errors import NotFoundError

ENDINGS = frozenset({PreconditionEventKind.DROPPED, PreconditionEventKind.MET})


@dataclass(frozen=True, slots=True)
class Wait:
    """What the table waits for at the common one, and how far that is.

    Attributes:
        issues: how many issues are concerned: one, or all that crossed the common table.
        agreed: how many of them are tentatively agreed there today.
        agreed_on: for a single issue, when both had initialled.
    """

    wait: TableDependency
    issues: int
    agreed: int
    agreed_on: date | None

    @property
    def is_over(self) -> bool:
        return self.issues > 0 and self.agreed == self.issues


@dataclass(frozen=True, slots=True)
class Rule:
    """A ground rule in force, with the wordings it replaced, the latest first."""

    rule: GroundRule
    earlier: tuple[GroundRule, ...]


@dataclass(frozen=True, slots=True)
class Demanded:
    """A pre-condition, what happened to it, and how it ended if it did."""

    precondition: Precondition
    events: tuple[PreconditionEvent, ...]

    @property
    def ended(self) -> PreconditionEvent | None:
        return next((event for event in self.events if event.kind in ENDINGS), None)

    @property
    def latest(self) -> PreconditionEvent | None:
        """What happened to it last; None while it was only imposed."""
        return self.events[-1] if self.events else None


@dataclass(frozen=True, slots=True)
class LastPass:
    """The latest proposal of a side, and how many days ago it crossed (None: not published)."""

    proposal: Proposal
    days: int | None


@dataclass(frozen=True, slots=True)
class TableHome:
    table: Table
    timeline: Timeline
    last_passes: dict[str, LastPass]
    waits: tuple[Wait, ...]
    waited_on: int
    rules: tuple[Rule, ...]
    preconditions: tuple[Demanded, ...]
    settlements: tuple[Settled, ...]
    events: tuple[CampaignEvent, ...]


def table_home(actor: Actor, table: Table) -> TableHome:
    """The table's first page. The number of queries does not grow with the record."""
    return TableHome(
        table=table,
        timeline=timeline_of(actor, table),
        last_passes=_last_passes(actor, table),
        waits=_waits(actor, table),
        waited_on=TableDependency.objects.visible_to(actor).filter(on_table=table).count(),
        rules=_rules(actor, table),
        preconditions=_preconditions(actor, table),
        settlements=settlements_of(actor, table),
        events=events_beside(actor, table),
    )


def _last_passes(actor: Actor, table: Table) -> dict[str, LastPass]:
    latest: dict[str, LastPass] = {}
    zone = ZoneInfo(actor.time_zone)
    for side in Side:
        proposal = (
            Proposal.objects.visible_to(actor)
            .filter(table=table, side=side, corrected_by=None)
            .order_by("-sequence", "-revision")
            .first()
        )
        if proposal is None:
            continue
        day = (
            proposal.passed_at.astimezone(zone).date()
            if proposal.passed_at
            else proposal.passed_on or proposal.standing_on
        )
        latest[side.value] = LastPass(proposal, days_between(day, actor.on) if day else None)
    return latest


def _waits(actor: Actor, table: Table) -> tuple[Wait, ...]:
    waits = list(
        TableDependency.objects.visible_to(actor)
        .filter(table=table)
        .select_related("on_table", "issue")
        .order_by("id")
    )
    if not waits:
        return ()
    commons = {wait.on_table_id for wait in waits}
    crossed: dict[int, set[int]] = {common: set() for common in commons}
    links = ProposalIssue.objects.visible_to(actor).filter(proposal__table__in=commons)
    for common, issue in links.values_list("proposal__table_id", "issue_id"):
        crossed[common].add(issue)
    agreed: dict[tuple[int, int], date] = {}
    signed = (
        TentativeAgreementIssue.objects.visible_to(actor)
        .filter(agreement__table__in=commons, agreement__withdrawal=None)
        .select_related("agreement")
    )
    for link in signed:
        agreement = link.agreement
        agreed[agreement.table_id, link.issue_id] = max(
            agreement.union_initialled_on, agreement.employer_initialled_on
        )
    found = []
    for wait in waits:
        issues = {wait.issue_id} if wait.issue_id else crossed[wait.on_table_id]
        dates = [
            agreed[wait.on_table_id, issue]
            for issue in issues
            if issue is not None and (wait.on_table_id, issue) in agreed
        ]
        on = dates[0] if wait.issue_id and dates else None
        found.append(Wait(wait, len(issues), len(dates), on))
    return tuple(found)


def _rules(actor: Actor, table: Table) -> tuple[Rule, ...]:
    rules = {rule.pk: rule for rule in GroundRule.objects.visible_to(actor).filter(table=table)}
    replaced = {rule.replaces_id for rule in rules.values()}
    found = []
    for rule in rules.values():
        if rule.pk in replaced:
            continue
        earlier, before = [], rules.get(rule.replaces_id or 0)
        while before is not None:
            earlier.append(before)
            before = rules.get(before.replaces_id or 0)
        found.append(Rule(rule, tuple(earlier)))
    return tuple(found)


def _preconditions(actor: Actor, table: Table) -> tuple[Demanded, ...]:
    rows = (
        Precondition.objects.visible_to(actor)
        .filter(table=table)
        .prefetch_related(
            Prefetch("events", PreconditionEvent.objects.visible_to(actor).order_by("id"))
        )
    )
    return tuple(Demanded(row, tuple(row.events.all())) for row in rows)


def common_tables_for(actor: Actor, table: Table) -> QuerySet[Table]:
    """The common tables of the same campaign: what a local one may wait for."""
    return Table.objects.visible_to(actor).filter(
        campaign_id=table.campaign_id, kind=TableKind.COMMON
    )


def common_issues_of(actor: Actor, table: Table) -> QuerySet[Issue]:
    """The campaign's common issues, in the members' ranking."""
    return Issue.objects.visible_to(actor).filter(campaign_id=table.campaign_id, union=None)


def get_ground_rule(actor: Actor, rule_id: int) -> GroundRule:
    """One ground rule.

    Raises:
        NotFoundError: it does not exist for this actor.
    """
    rule = (
        GroundRule.objects.visible_to(actor)
        .select_related("table", "table__campaign")
        .filter(pk=rule_id)
        .first()
    )
    if rule is None:
        raise NotFoundError("There is no such ground rule.")
    return rule


def get_precondition(actor: Actor, precondition_id: int) -> Precondition:
    """One pre-condition.

    Raises:
        NotFoundError: it does not exist for this actor.
    """
    found = (
        Precondition.objects.visible_to(actor)
        .select_related("table", "table__campaign")
        .filter(pk=precondition_id)
        .first()
    )
    if found is None:
        raise NotFoundError("There is no such pre-condition.")
    return found
