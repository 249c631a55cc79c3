"""A table's record loaded whole, in a fixed number of queries, for whatever reads all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commontable.bargaining.models import (
    Issue,
    IssueDeclaration,
    Proposal,
    ProposalEvent,
    ProposalIssue,
    Settlement,
    StatusQuo,
    StatusQuoTerm,
    Table,
    TentativeAgreement,
    TentativeAgreementIssue,
)
from commontable.bargaining.selectors.facts import ProposalFacts, facts_of
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import Reach


@dataclass(frozen=True, slots=True)
class TableRecord:
    """All that crossed one table.

    ``facts`` are the newest entries of each number with their terms, in the order of crossing;
    ``ended`` are the withdrawals and supersessions, by proposal.
    """

    table: Table
    issues: tuple[Issue, ...]
    facts: tuple[ProposalFacts, ...]
    issues_of: dict[int, set[int]]
    ended: dict[int, ProposalEvent]
    agreements: dict[int, TentativeAgreement]
    declarations: dict[int, IssueDeclaration]
    status_quo: dict[int, StatusQuo]
    status_quo_terms: dict[int, list[StatusQuoTerm]]
    settled_on: date | None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(facts.proposal for facts in self.facts)

    @property
    def spoken_names(self) -> dict[int, str]:
        """Each issue's name, made unlike any other's, as the engine is to speak of it."""
        names = Counter(issue.name for issue in self.issues)
        return {
            issue.pk: issue.name if names[issue.name] == 1 else f"{issue.name} ({issue.slug})"
            for issue in self.issues
        }

    def regions(self, reach: Reach) -> tuple[str, ...]:
        """The regions that a term for everywhere is spread over at this table."""
        named = (region for facts in self.facts for term in facts.terms for region in term.regions)
        return reach.of(self.table.campaign.employer_id, named=named)

    def live(self, proposal: Proposal) -> bool:
        """Neither withdrawn nor superseded."""
        return proposal.pk not in self.ended


def records_of(actor: Actor, tables: Sequence[Table]) -> list[TableRecord]:
    """The records of several tables, in a fixed number of queries: nine, eleven the first time.

    Only an entry that no later one corrects counts. An agreement counts while it is not withdrawn.
    """
    ids = [table.pk for table in tables]
    campaigns = {table.campaign_id for table in tables}
    issues = list(
        Issue.objects.visible_to(actor).filter(campaign_id__in=campaigns).select_related("parent")
    )
    facts = facts_of(actor, ids)
    entries = [one.proposal.pk for of_table in facts.values() for one in of_table]
    issues_of: dict[int, set[int]] = defaultdict(set)
    for proposal_id, issue_id in (
        ProposalIssue.objects.visible_to(actor)
        .filter(proposal_id__in=entries)
        .values_list("proposal_id", "issue_id")
    ):
        issues_of[proposal_id].add(issue_id)
    ended = {
        event.proposal_id: event
        for event in ProposalEvent.objects.visible_to(actor).filter(proposal_id__in=entries)
    }
    agreements: dict[int, dict[int, TentativeAgreement]] = defaultdict(dict)
    for link in (
        TentativeAgreementIssue.objects.visible_to(actor)
        .filter(agreement__table_id__in=ids, agreement__withdrawal=None)
        .select_related("agreement")
    ):
        agreements[link.agreement.table_id][link.issue_id] = link.agreement
    declarations: dict[int, dict[int, IssueDeclaration]] = defaultdict(dict)
    for declaration in (
        IssueDeclaration.objects.visible_to(actor).filter(table_id__in=ids).order_by("at", "id")
    ):
        declarations[declaration.table_id][declaration.issue_id] = declaration
    status_quo = {
        row.issue_id: row
        for row in StatusQuo.objects.visible_to(actor)
        .filter(issue__campaign_id__in=campaigns)
        .order_by("id")
    }
    status_quo_terms: dict[int, list[StatusQuoTerm]] = defaultdict(list)
    for row in (
        StatusQuoTerm.objects.visible_to(actor)
        .filter(status_quo__issue__campaign_id__in=campaigns)
        .order_by("id")
    ):
        status_quo_terms[row.status_quo_id].append(row)
    settled_on = {
        settlement.table_id: settlement.reached_on
        for settlement in Settlement.objects.visible_to(actor)
        .filter(table_id__in=ids)
        .order_by("reached_on")
    }
    return [
        TableRecord(
            table=table,
            issues=tuple(
                issue
                for issue in issues
                if issue.campaign_id == table.campaign_id
                and issue.union_id in (None, table.union_id)
            ),
            facts=tuple(facts.get(table.pk, ())),
            issues_of=issues_of,
            ended=ended,
            agreements=agreements[table.pk],
            declarations=declarations[table.pk],
            status_quo=status_quo,
            status_quo_terms=status_quo_terms,
            settled_on=settled_on.get(table.pk),
        )
        for table in tables
    ]


def issues_at(actor: Actor, table: Table) -> list[Issue]:
    """The issues that can be spoken to at a table: the campaign's common ones and its own."""
    return [
        issue
        for issue in Issue.objects.visible_to(actor).filter(campaign_id=table.campaign_id)
        if issue.union_id in (None, table.union_id)
    ]
