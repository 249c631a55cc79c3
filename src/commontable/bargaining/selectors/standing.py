"""What stands on each issue: the board's cells, shared with whatever else shows a position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from commontable.bargaining.models import Issue, Proposal, Term
from commontable.bargaining.selectors.record import TableRecord
from commontable.bargaining.term_words import Said, lines_of
from commontable.bargaining.words import Declared, IssueStatus, ProposalKind


@dataclass(frozen=True, slots=True)
class Cell:
    """A side's standing position on an issue: the proposal and what it says, a line a value."""

    proposal: Proposal
    lines: tuple[Said, ...]
    on: date | None


def day_of(moment: datetime | date | None, time_zone: str) -> date | None:
    """The calendar day at the coalition's place."""
    if isinstance(moment, datetime):
        return moment.astimezone(ZoneInfo(time_zone)).date()
    return moment


def standing_proposals(record: TableRecord) -> dict[tuple[int, str], Proposal]:
    """By issue and side, the baseline proposal that stands.

    The latest live one that speaks to the issue. A package stands or falls as a whole: once its
    side speaks again to any part of it, it stands on none, and on its other issues what stood
    before it stands again: the rule of :mod:`commontable.engines.comparison.timeline`.
    """
    said: dict[tuple[int, str], list[Proposal]] = defaultdict(list)
    for proposal in record.proposals:
        if proposal.is_baseline and record.live(proposal):
            for issue in record.issues_of.get(proposal.pk, ()):
                said[issue, proposal.side].append(proposal)
    standing: dict[tuple[int, str], Proposal] = {}
    for key, spoken in said.items():
        newest = spoken[-1]
        if newest.kind != ProposalKind.PACKAGE or all(
            said[issue, newest.side][-1] is newest for issue in record.issues_of[newest.pk]
        ):
            standing[key] = newest
            continue
        # Whatever lies under a package was spoken to since, so any other package there fell too.
        alone = [each for each in spoken if each.kind != ProposalKind.PACKAGE]
        if alone:
            standing[key] = alone[-1]
    return standing


def standing_terms(
    record: TableRecord, standing: Mapping[tuple[int, str], Proposal]
) -> dict[tuple[int, str], list[Term]]:
    """What the standing proposals say, by issue and side."""
    terms: dict[tuple[int, str], list[Term]] = defaultdict(list)
    for facts in record.facts:
        for term in facts.terms:
            key = (term.issue_id, facts.proposal.side)
            if standing.get(key) is facts.proposal:
                terms[key].append(term)
    return terms


def said_by(proposal: Proposal, terms: Sequence[Term]) -> tuple[Said, ...]:
    """What a proposal says on one issue; its title where it names no terms there."""
    return tuple(lines_of(terms)) or (Said(proposal.title, ""),)


def cell_of(proposal: Proposal | None, terms: Sequence[Term], time_zone: str) -> Cell | None:
    if proposal is None:
        return None
    return Cell(proposal, said_by(proposal, terms), day_of(proposal.when, time_zone))


def status_of(
    record: TableRecord,
    issue: Issue,
    ours: Proposal | None,
    theirs: Proposal | None,
    spoken: Sequence[Proposal],
) -> IssueStatus:
    """Where an issue stands; ``spoken`` are all proposals that ever spoke to it."""
    if issue.pk in record.agreements:
        return IssueStatus.AGREED
    declaration = record.declarations.get(issue.pk)
    if declaration is not None and declaration.status != Declared.REOPENED:
        return IssueStatus(declaration.status)
    if ours and theirs:
        return IssueStatus.COUNTERED
    if ours or theirs:
        return IssueStatus.OPEN
    if any(proposal.is_baseline for proposal in spoken):
        return IssueStatus.WITHDRAWN
    return IssueStatus.NOT_YET
