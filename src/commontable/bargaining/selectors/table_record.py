"""A table's record as a whole: every issue, everything that crossed, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from commontable.bargaining.models import (
    Issue,
    IssueDeclaration,
    Proposal,
    ProposalEvent,
    StatusQuo,
    StatusQuoTerm,
    Table,
    TentativeAgreement,
)
from commontable.bargaining.packages import Place, by_place, standing_among
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.words import Declared
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import Reach
from commontable.engines import comparison
from commontable.engines.comparison.packages import Turnings


@dataclass(frozen=True, slots=True)
class Stood:
    """Today's contract and practice on an issue, its terms, and both in one line."""

    row: StatusQuo
    terms: tuple[StatusQuoTerm, ...]
    line: str


@dataclass(frozen=True, eq=False)
class TableRecord:
    """All that crossed one table, as far as one reader may see. Shared between requests.

    ``entries`` are the newest entries of each number, in the order of crossing; ``names`` the
    issues' names, made unlike each other's, as the engine speaks of them; ``status_quo`` is what
    stands today, by issue. An agreement counts while it is not withdrawn.
    """

    table: Table
    issues: tuple[Issue, ...]
    names: Mapping[int, str]
    entries: tuple[Entry, ...]
    agreements: Mapping[int, TentativeAgreement]
    declarations: Mapping[int, IssueDeclaration]
    status_quo: Mapping[int, Stood]
    settled_on: date | None

    @property
    def passes(self) -> list[comparison.Pass]:
        """Every pass at the table, in the order of crossing."""
        return [passed for entry in self.entries for passed in entry.passes]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(entry.proposal for entry in self.entries)

    @cached_property
    def ended(self) -> Mapping[int, ProposalEvent]:
        """The withdrawals and supersessions, by proposal."""
        return {
            entry.facts.name.proposal_id: entry.ended
            for entry in self.entries
            if entry.ended is not None
        }

    def declared(self, issue: Issue) -> IssueDeclaration | None:
        """The last declaration on an issue, unless it opened it again."""
        declaration = self.declarations.get(issue.pk)
        reopened = declaration is None or declaration.status == Declared.REOPENED
        return None if reopened else declaration

    def regions(self, reach: Reach) -> tuple[str, ...]:
        """The regions that a term for everywhere is spread over at this table."""
        named = (
            region
            for entry in self.entries
            for term in entry.facts.terms
            for region in term.regions
        )
        return reach.of(self.table.campaign.employer_id, named=named)

    def turnings(self, regions: tuple[str, ...]) -> Turnings:
        """When the table's packages fell and stood again."""
        if regions not in self._turnings:
            self._turnings[regions] = comparison.turnings(self.passes, regions=regions)
        return self._turnings[regions]

    @cached_property
    def _turnings(self) -> dict[tuple[str, ...], Turnings]:
        return {}

    @cached_property
    def spoken(self) -> Mapping[int, list[Entry]]:
        """By issue the entries that speak to it, in the order of crossing."""
        spoken: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for issue_id in entry.facts.issues:
                spoken[issue_id].append(entry)
        return dict(spoken)

    @cached_property
    def said(self) -> Mapping[Place, list[Entry]]:
        """By issue and side what is on the record and live, in the order of crossing."""
        return by_place([entry for entry in self.entries if entry.counts])

    @cached_property
    def standing(self) -> Mapping[Place, Entry]:
        """By issue and side, the entry on the record that stands."""
        return standing_among(self.said)


def spoken_names(issues: tuple[Issue, ...]) -> dict[int, str]:
    """Each issue's name, made unlike any other's of these."""
    names = Counter(issue.name for issue in issues)
    return {
        issue.pk: issue.name if names[issue.name] == 1 else f"{issue.name} ({issue.slug})"
        for issue in issues
    }


def issues_at(actor: Actor, table: Table) -> list[Issue]:
    """The issues that can be spoken to at a table: the campaign's common ones and its own."""
    return [
        issue
        for issue in Issue.objects.visible_to(actor).filter(campaign_id=table.campaign_id)
        if issue.union_id in (None, table.union_id)
    ]
