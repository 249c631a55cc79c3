"""What stands on each issue: the board's cells, shared with whatever else shows a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from commontable.bargaining.models import Proposal
from commontable.bargaining.selectors.parts import Part
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.term_words import AsEntered, Said, lines_of
from commontable.bargaining.words import IssueStatus


@dataclass(frozen=True, slots=True)
class Cell:
    """A side's standing position on an issue: the proposal and what it says, a line a value.

    ``worded`` says whether contract language came with the proposal. ``also`` is what stands of
    earlier proposals, where the latest speaks to some regions only.
    """

    proposal: Proposal
    lines: tuple[Said, ...]
    on: date | None
    worded: bool
    also: tuple[Cell, ...] = ()


def day_of(moment: datetime | date | None, time_zone: str) -> date | None:
    """The calendar day at the coalition's place."""
    if isinstance(moment, datetime):
        return moment.astimezone(ZoneInfo(time_zone)).date()
    return moment


def said_by(proposal: Proposal, terms: Sequence[AsEntered]) -> tuple[Said, ...]:
    """What a proposal says on one issue; its title where it names no terms there."""
    return tuple(lines_of(terms)) or (Said(proposal.title, ""),)


def cell_of(entry: Entry | None, issue_id: int, time_zone: str) -> Cell | None:
    if entry is None:
        return None
    proposal = entry.proposal
    return Cell(
        proposal,
        said_by(proposal, entry.terms_on(issue_id)),
        day_of(proposal.when, time_zone),
        entry.facts.worded,
    )


def cell_of_parts(parts: Sequence[Part], time_zone: str) -> Cell | None:
    """All that stands of a side on an issue, the latest proposal with the earlier ones behind."""
    cells = [
        Cell(
            part.entry.proposal,
            said_by(part.entry.proposal, part.terms),
            day_of(part.entry.proposal.when, time_zone),
            part.entry.facts.worded,
        )
        for part in parts
    ]
    return replace(cells[0], also=tuple(cells[1:])) if cells else None


def status_of(
    *,
    agreed: bool,
    declared: str | None,
    ours: Entry | None,
    theirs: Entry | None,
    spoken: Iterable[Entry],
) -> IssueStatus:
    """Where an issue stands.

    Args:
        declared: what a side declared it last, unless it was opened again.
        spoken: all proposals that ever spoke to it.
    """
    if agreed:
        return IssueStatus.AGREED
    if declared is not None:
        return IssueStatus(declared)
    if ours and theirs:
        return IssueStatus.COUNTERED
    if ours or theirs:
        return IssueStatus.OPEN
    if any(entry.proposal.is_baseline for entry in spoken):
        return IssueStatus.WITHDRAWN
    return IssueStatus.NOT_YET
