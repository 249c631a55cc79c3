"""Issues of a campaign, and the trace of one: from what members ranked to what was signed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from commontable.bargaining.models import (
    Article,
    Campaign,
    Demand,
    Issue,
    IssueArticle,
    IssueDeclaration,
    Language,
    Priority,
    Proposal,
    ProposalEvent,
    ProposalIssue,
    Settlement,
    SettlementTerm,
    StatusQuo,
    StatusQuoTerm,
    Table,
    TentativeAgreement,
    Term,
)
from commontable.bargaining.shorthand import IssueName, Vocabulary
from commontable.bargaining.term_words import Said, lines_of, summarise
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import codes_of
from commontable.common.errors import NotFoundError

ECONOMIC, NON_ECONOMIC = "economic", "non-economic"
WITHOUT_STATUS_QUO, UNSPOKEN = "no-status-quo", "unspoken"


@dataclass(frozen=True, slots=True)
class ListedIssue:
    """An issue in its list; ``depth`` is how many issues it stands under."""

    issue: Issue
    depth: int
    status_quo: StatusQuo | None
    status_quo_terms: str
    proposals: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class IssueFilter:
    """What the list is narrowed to; empty fields narrow nothing."""

    words: str = ""
    kind: str = ""
    missing: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.kind or self.missing)

    def admits(self, listed: ListedIssue) -> bool:
        issue = listed.issue
        if self.words and self.words.casefold() not in issue.name.casefold():
            return False
        if self.kind and issue.economic != (self.kind == ECONOMIC):
            return False
        if self.missing == WITHOUT_STATUS_QUO and listed.status_quo is not None:
            return False
        return not (self.missing == UNSPOKEN and listed.proposals)


def get_issue(actor: Actor, issue_id: int) -> Issue:
    """One issue.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    issue = (
        Issue.objects.visible_to(actor)
        .select_related("campaign", "parent", "union")
        .filter(pk=issue_id)
        .first()
    )
    if issue is None:
        raise NotFoundError("There is no such issue.")
    return issue


def issues_of(actor: Actor, campaign: Campaign) -> list[Issue]:
    """The campaign's issues the actor may read, ranked ones first."""
    return list(Issue.objects.visible_to(actor).filter(campaign=campaign).select_related("union"))


def issues_to_choose(actor: Actor) -> list[Issue]:
    """Every issue the actor may read, by campaign, the newest first, then by name. One query."""
    return list(
        Issue.objects.visible_to(actor)
        .select_related("campaign")
        .order_by("-campaign__year", "campaign__name", "name", "id")
    )


def listed_issues(
    actor: Actor, campaign: Campaign, narrow: IssueFilter | None = None
) -> list[ListedIssue]:
    """Issues with their children under them, by rank, then name. Five queries."""
    narrow = narrow or IssueFilter()
    issues = issues_of(actor, campaign)
    status_quo = {
        row.issue_id: row
        for row in StatusQuo.objects.visible_to(actor)
        .filter(issue__campaign=campaign)
        .order_by("id")
    }
    terms: dict[int, list[StatusQuoTerm]] = defaultdict(list)
    for term in StatusQuoTerm.objects.visible_to(actor).filter(
        status_quo__in=[row.pk for row in status_quo.values()]
    ):
        terms[term.issue_id].append(term)
    proposals: dict[int, int] = defaultdict(int)
    for issue_id in (
        ProposalIssue.objects.visible_to(actor)
        .filter(issue__campaign=campaign, proposal__corrected_by=None)
        .values_list("issue_id", flat=True)
    ):
        proposals[issue_id] += 1
    agreed = set(
        TentativeAgreement.objects.visible_to(actor)
        .filter(table__campaign=campaign, withdrawal=None)
        .values_list("issue_links__issue_id", flat=True)
    )
    listed = [
        ListedIssue(
            issue=issue,
            depth=0 if narrow.narrows else depth,
            status_quo=status_quo.get(issue.pk),
            status_quo_terms=summarise(terms[issue.pk]),
            proposals=proposals[issue.pk],
            agreed=issue.pk in agreed,
        )
        for issue, depth in _in_tree_order(issues)
    ]
    return [each for each in listed if narrow.admits(each)]


def _in_tree_order(issues: list[Issue]) -> list[tuple[Issue, int]]:
    """Parents before their children; a child whose parent cannot be read stands by itself."""
    known = {issue.pk for issue in issues}
    children: dict[int | None, list[Issue]] = defaultdict(list)
    for issue in issues:
        children[issue.parent_id if issue.parent_id in known else None].append(issue)
    ordered: list[tuple[Issue, int]] = []
    waiting = [(issue, 0) for issue in reversed(children[None])]
    while waiting:
        issue, depth = waiting.pop()
        ordered.append((issue, depth))
        waiting += [(child, depth + 1) for child in reversed(children[issue.pk])]
    return ordered


def possible_parents(actor: Actor, campaign: Campaign, issue: Issue | None) -> list[Issue]:
    """The issues this one may stand under: not itself, nor what stands under it."""
    issues = issues_of(actor, campaign)
    under = {issue.pk} if issue else set()
    while issue and (more := {each.pk for each in issues if each.parent_id in under} - under):
        under |= more
    union_id = issue.union_id if issue else None
    return [
        each
        for each, _ in _in_tree_order(issues)
        if each.pk not in under and (issue is None or each.union_id in {None, union_id})
    ]


def vocabulary_of(actor: Actor, campaign: Campaign) -> Vocabulary:
    """The names a line of terms may use in a campaign."""
    return Vocabulary(
        issues=[
            IssueName(issue.pk, issue.name, issue.slug) for issue in issues_of(actor, campaign)
        ],
        codes=codes_of(actor),
    )


@dataclass(frozen=True, slots=True)
class TracedProposal:
    """A proposal on the issue, with what it says of it in one line."""

    proposal: Proposal
    says: str
    ended: ProposalEvent | None
    agreed: bool


@dataclass(frozen=True, slots=True)
class TracedTable:
    """The issue at one table: proposals of both sides in the order of crossing.

    ``worded`` says whether one of them came with contract language.
    """

    table: Table
    proposals: tuple[TracedProposal, ...]
    declarations: tuple[IssueDeclaration, ...]
    worded: bool


@dataclass(frozen=True, slots=True)
class SettledIssue:
    """What was settled on the issue at one table, a line a value."""

    settlement: Settlement
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One issue from top to bottom. What is missing is empty, and the page names it."""

    issue: Issue
    children: tuple[Issue, ...]
    priorities: tuple[Priority, ...]
    demands: tuple[Demand, ...]
    tables: tuple[TracedTable, ...]
    articles: tuple[Article, ...]
    agreements: tuple[TentativeAgreement, ...]
    settlements: tuple[SettledIssue, ...]
    status_quo: StatusQuo | None
    status_quo_terms: str
    earlier_status_quos: int

    @property
    def status_quo_words(self) -> str:
        """Today's practice in words; nothing where the terms say the very same."""
        words = self.status_quo.text if self.status_quo else ""
        return "" if _bare(words) == _bare(self.status_quo_terms) else words

    @property
    def spoken(self) -> bool:
        return any(table.proposals for table in self.tables)

    def numbers_at(self, table: Table) -> dict[str, int]:
        """The proposals on the issue at one table by their numbers, for links."""
        return {
            each.proposal.label: each.proposal.pk
            for place in self.tables
            if place.table == table
            for each in place.proposals
        }

    @property
    def in_force(self) -> bool:
        """Whether an agreement stands that nobody took back."""
        return any(not hasattr(agreement, "withdrawal") for agreement in self.agreements)


def _bare(words: str) -> str:
    """The letters and figures of a text: what it says, however it is set."""
    return re.sub(r"[^\w%$]+", " ", words).strip().casefold()


def trace_of(actor: Actor, issue: Issue) -> Trace:
    """The trace of an issue: priority > demand > proposals > article > tentative agreement.

    And at its end, where a table settled the issue, the settlement.
    """
    demands = tuple(
        Demand.objects.visible_to(actor)
        .filter(issue=issue)
        .select_related("priority", "entered_by")
        .order_by("id")
    )
    priorities = {demand.priority_id: demand.priority for demand in demands if demand.priority}
    links = (
        IssueArticle.objects.visible_to(actor)
        .filter(issue=issue)
        .select_related("article__contract")
        .order_by("article__contract__kind", "article__position")
    )
    agreements = tuple(
        TentativeAgreement.objects.visible_to(actor)
        .filter(issue_links__issue=issue)
        .select_related("table", "proposal", "article", "withdrawal")
        .order_by("id")
    )
    status_quos = list(
        StatusQuo.objects.visible_to(actor).filter(issue=issue).select_related("article")
    )
    status_quo = status_quos[-1] if status_quos else None
    return Trace(
        issue=issue,
        children=tuple(Issue.objects.visible_to(actor).filter(parent=issue)),
        priorities=tuple(sorted(priorities.values(), key=lambda each: each.rank)),
        demands=demands,
        tables=_traced_tables(actor, issue, agreements),
        articles=tuple(link.article for link in links),
        agreements=agreements,
        settlements=_settlements(actor, issue),
        status_quo=status_quo,
        status_quo_terms=summarise(
            StatusQuoTerm.objects.visible_to(actor).filter(status_quo=status_quo).order_by("id")
        )
        if status_quo
        else "",
        earlier_status_quos=max(len(status_quos) - 1, 0),
    )


def _settlements(actor: Actor, issue: Issue) -> tuple[SettledIssue, ...]:
    settled: dict[Settlement, list[SettlementTerm]] = defaultdict(list)
    for term in (
        SettlementTerm.objects.visible_to(actor)
        .filter(issue=issue)
        .select_related("settlement__table")
        .order_by("settlement__reached_on", "settlement_id", "id")
    ):
        settled[term.settlement].append(term)
    return tuple(SettledIssue(each, tuple(lines_of(terms))) for each, terms in settled.items())


def _traced_tables(
    actor: Actor, issue: Issue, agreements: tuple[TentativeAgreement, ...]
) -> tuple[TracedTable, ...]:
    proposals = list(
        Proposal.objects.visible_to(actor)
        .filter(issue_links__issue=issue, corrected_by=None)
        .annotate(worded=Exists(Language.objects.filter(proposal=OuterRef("pk"))))
        .select_related("table")
        .order_by("table__kind", "table__name", "sequence")
    )
    terms: dict[int, list[Term]] = defaultdict(list)
    for term in (
        Term.objects.visible_to(actor).filter(proposal__in=proposals, issue=issue).order_by("id")
    ):
        terms[term.proposal_id].append(term)
    ended = {
        event.proposal_id: event
        for event in ProposalEvent.objects.visible_to(actor)
        .filter(proposal__in=proposals)
        .select_related("superseded_by")
    }
    agreed = {each.proposal_id for each in agreements if not hasattr(each, "withdrawal")}
    declarations: dict[int, list[IssueDeclaration]] = defaultdict(list)
    tables: dict[int, Table] = {proposal.table_id: proposal.table for proposal in proposals}
    for declaration in (
        IssueDeclaration.objects.visible_to(actor)
        .filter(issue=issue)
        .select_related("table")
        .order_by("at", "id")
    ):
        tables.setdefault(declaration.table_id, declaration.table)
        declarations[declaration.table_id].append(declaration)
    return tuple(
        TracedTable(
            table=table,
            proposals=tuple(
                TracedProposal(
                    proposal=proposal,
                    says=summarise(terms[proposal.pk]),
                    ended=ended.get(proposal.pk),
                    agreed=proposal.pk in agreed,
                )
                for proposal in proposals
                if proposal.table_id == table.pk
            ),
            declarations=tuple(declarations[table.pk]),
            worded=any(each.worded for each in proposals if each.table_id == table.pk),
        )
        for table in tables.values()
    )


def first_agreed_on(agreement: TentativeAgreement) -> date:
    """The day it was agreed: when the second side had initialled it."""
    return max(agreement.union_initialled_on, agreement.employer_initialled_on)


def tables_for(actor: Actor, issue: Issue) -> list[Table]:
    """The tables at which the issue may be declared: common ones, and its union's own."""
    tables = Table.objects.visible_to(actor).filter(campaign=issue.campaign_id)
    if issue.union_id is not None:
        tables = tables.filter(Q(union_id=issue.union_id))
    return list(tables)
