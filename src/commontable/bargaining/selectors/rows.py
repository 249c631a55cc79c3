"""A row of the board: one issue at one table, and how it follows from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from commontable.bargaining.models import Issue, Proposal, Table, TentativeAgreement
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.moved import Movement, told
from commontable.bargaining.selectors.parts import Part, parts_of
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.selectors.standing import (
    Cell,
    cell_of,
    cell_of_parts,
    day_of,
    status_of,
)
from commontable.bargaining.words import IssueStatus, Side
from commontable.common.dates import days_between
from commontable.engines import comparison


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Row:
    """One issue at one table; equal only to itself, so that what was made of it can be kept.

    ``owes`` must answer, since ``owed_since`` (None where the day is not known), for
    ``owed_days``. ``flags`` are the regressive ones of the positions that stand now; ``regions``
    are those that everywhere means here. ``agreed`` is what was tentatively agreed, while that is
    in force.
    """

    table: Table
    issue: Issue
    status_quo: str
    ours: Cell | None
    theirs: Cell | None
    status: IssueStatus
    owes: Side | None
    owed_since: date | None
    owed_days: int | None
    movement: tuple[Movement, ...]
    flags: tuple[comparison.Flag, ...]
    regions: tuple[str, ...]
    agreement: TentativeAgreement | None
    agreed: Cell | None
    flag: ShownFlag | None

    @property
    def flagged(self) -> bool:
        """Whether a standing position is worse than an earlier one that was on the record.

        What was said off the record is never a baseline: a flag from there is shown, and not
        counted.
        """
        return self.flag is not None and self.flag.formal

    @property
    def worded(self) -> bool:
        """Whether a standing position came with contract language, so that it has a redline."""
        return any(each.worded for cell in self.cells for each in (cell, *cell.also))

    @property
    def cells(self) -> list[Cell]:
        """The positions that stand, ours first."""
        return [cell for cell in (self.ours, self.theirs) if cell is not None]


class ShownFlag(NamedTuple):
    """The one flag a row has room for, a formal one before any other.

    ``proposal`` is the standing one it is about, and ``earlier`` the one it was measured from.
    ``formal`` is False where that was said off the record.
    """

    amount: str
    proposal: Proposal
    earlier: Proposal
    formal: bool


class RowName(NamedTuple):
    """All that a row follows from: under this name it may be kept and shown to whoever asks.

    ``about`` are the facts of the table and the issue. ``spoken`` are the entries that speak to
    the issue, in the order of crossing, ``ours`` and ``theirs`` those that stand; ``turnings`` are
    those of the packages among them; ``declared`` is its last declaration, if it was not opened
    again.
    """

    about: About
    status_quo: str
    spoken: tuple[Entry, ...]
    ours: Entry | None
    theirs: Entry | None
    turnings: tuple[tuple[str, tuple[comparison.Turning, ...]], ...]
    agreement: int | None
    declared: str | None
    settled_on: date | None
    regions: tuple[str, ...]
    on: date
    time_zone: str
    language: str | None


class About(NamedTuple):
    """What is shown of a table and an issue; both may be called otherwise one day."""

    table_id: int
    table: str
    issue_id: int
    issue: str
    slug: str
    economic: bool
    rank: int | None
    parent_id: int | None
    parent: str


def row_of(
    name: RowName, *, table: Table, issue: Issue, agreement: TentativeAgreement | None
) -> Row:
    """The row of that name; the others are the rows of the database that it names.

    What the standing passes did is kept for longer than a day.
    """
    issue_id = name.about.issue_id
    standing = [entry for entry in (name.ours, name.theirs) if entry is not None]
    status = status_of(
        agreed=name.agreement is not None,
        declared=name.declared,
        ours=name.ours,
        theirs=name.theirs,
        spoken=name.spoken,
    )
    owes, since = _owed(status, standing, name.time_zone)
    if since is not None and name.settled_on is not None and since <= name.settled_on:
        owes, since = None, None  # what was settled since owes nobody an answer
    seen = _glance(name, standing)
    moves: dict[str, list[comparison.Move]] = defaultdict(list)
    for move in seen.moves:
        moves[move.label].append(move)
    labels = [entry.proposal.label for entry in standing]
    flags = tuple(flag for label in labels for flag in seen.flags if flag.label == label)
    return Row(
        table=table,
        issue=issue,
        status_quo=name.status_quo,
        ours=cell_of_parts(_parts(name, name.ours), name.time_zone),
        theirs=cell_of_parts(_parts(name, name.theirs), name.time_zone),
        status=status,
        owes=owes,
        owed_since=since,
        owed_days=days_between(since, name.on) if since else None,
        movement=tuple(told(moves[label]) for label in labels if label in moves),
        flags=flags,
        regions=name.regions,
        agreement=agreement,
        agreed=cell_of(_agreed(name, agreement), issue_id, name.time_zone),
        flag=_shown_flag(name, flags),
    )


def _parts(name: RowName, newest: Entry | None) -> tuple[Part, ...]:
    said = [each for each in name.spoken if newest and each.counts and each.side is newest.side]
    return parts_of(said, newest, name.about.issue_id, name.regions)


def _agreed(name: RowName, agreement: TentativeAgreement | None) -> Entry | None:
    """The proposal that was agreed; None where its entry was corrected since."""
    if agreement is None:
        return None
    return next(
        (each for each in name.spoken if each.proposal.pk == agreement.proposal_id),
        None,
    )


def _shown_flag(name: RowName, flags: Sequence[comparison.Flag]) -> ShownFlag | None:
    if not flags:
        return None
    flag = next((each for each in flags if each.against_baseline), flags[0])
    by_label = {entry.proposal.label: entry.proposal for entry in name.spoken}
    return ShownFlag(
        amount=flag.amount_text,
        proposal=by_label[flag.label],
        earlier=by_label[flag.against_label],
        formal=flag.against_baseline,
    )


class _GlanceName(NamedTuple):
    passes: tuple[comparison.Pass, ...]
    regions: tuple[str, ...]
    of: frozenset[str]
    turnings: tuple[tuple[str, tuple[comparison.Turning, ...]], ...]


# One for each issue of each table: a few kilobytes.
KEPT_GLANCES: Kept[_GlanceName, comparison.Glance] = Kept(at_most=4000)


def _glance(name: RowName, standing: Iterable[Entry]) -> comparison.Glance:
    """What the standing passes did on the issue."""
    passes = tuple(
        passed for entry in name.spoken for passed in entry.on.get(name.about.issue_id, ())
    )
    of = frozenset(entry.ident for entry in standing)
    kept_as = _GlanceName(passes, name.regions, of, name.turnings)
    seen = KEPT_GLANCES.get(kept_as)
    if seen is None:
        seen = comparison.glance(passes, regions=name.regions, of=of, turnings=dict(name.turnings))
        KEPT_GLANCES.keep(kept_as, seen)
    return seen


def _owed(
    status: IssueStatus, standing: Sequence[Entry], time_zone: str
) -> tuple[Side | None, date | None]:
    """Who must answer: the side that did not speak last, while the issue is open."""
    if status not in {IssueStatus.OPEN, IssueStatus.COUNTERED}:
        return None, None
    last = max((entry.proposal for entry in standing), key=lambda proposal: proposal.sequence)
    owes = Side.EMPLOYER if last.side == Side.UNION else Side.UNION
    return owes, day_of(last.when, time_zone)
