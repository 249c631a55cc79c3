"""A row of the board: one issue at one table, and how it follows from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext

from commontable.bargaining.models import Issue, Proposal, Table, TentativeAgreement
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.selectors.standing import Cell, cell_of, day_of, status_of
from commontable.bargaining.words import IssueStatus, Side
from commontable.common.dates import days_between
from commontable.engines import comparison
from commontable.engines.comparison.wording import spoken_amount


@dataclass(frozen=True, slots=True)
class Movement:
    """What a side's standing pass changed on the issue, as members see it.

    ``direction`` is better, worse, mixed or same; ``text`` the largest change in a few words.
    """

    side: Side
    label: str
    direction: str
    text: str
    moves: tuple[comparison.Move, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every change in full, put into words when asked for: a board has thousands."""
        return tuple(move.text for move in self.moves)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Row:
    """One issue at one table; equal only to itself, so that what was made of it can be kept.

    ``owes`` must answer, since ``owed_since`` (None where the day is not known), for
    ``owed_days``. ``flags`` are the regressive ones of the positions that stand now; ``regions``
    are those that everywhere means here.
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

    @property
    def flagged(self) -> Proposal | None:
        """The standing proposal that the first flag is about."""
        label = self.flags[0].label if self.flags else ""
        return next((c.proposal for c in self.cells if c.proposal.label == label), None)

    @property
    def worded(self) -> bool:
        """Whether a standing position came with contract language, so that it has a redline."""
        return any(cell.worded for cell in self.cells)

    @property
    def cells(self) -> list[Cell]:
        """The positions that stand, ours first."""
        return [cell for cell in (self.ours, self.theirs) if cell is not None]


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
    return Row(
        table=table,
        issue=issue,
        status_quo=name.status_quo,
        ours=cell_of(name.ours, issue_id, name.time_zone),
        theirs=cell_of(name.theirs, issue_id, name.time_zone),
        status=status,
        owes=owes,
        owed_since=since,
        owed_days=days_between(since, name.on) if since else None,
        movement=tuple(_told(moves[label]) for label in labels if label in moves),
        flags=tuple(flag for label in labels for flag in seen.flags if flag.label == label),
        regions=name.regions,
        agreement=agreement,
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


def _told(moves: Sequence[comparison.Move]) -> Movement:
    # Regions that changed alike share one change.
    alike: dict[int, list[comparison.Move]] = defaultdict(list)
    for move in moves:
        alike[id(move.change)].append(move)
    distinct = [of_change[0] for of_change in alike.values()]
    verdicts = {move.for_members for move in distinct}
    better = comparison.Verdict.BETTER in verdicts
    worse = comparison.Verdict.WORSE in verdicts
    direction = "mixed" if better and worse else "better" if better else "worse"
    if not better and not worse:
        direction = "same"
    # What the years compound to says the most in one figure; otherwise the first change told.
    compounded = [move for move in distinct if move.measure.aspect is comparison.Aspect.COMPOUNDED]
    shown = max(compounded or distinct[:1], key=_weight)
    regions = {
        other.region
        for move in distinct
        if move.measure == shown.measure
        for other in alike[id(move.change)]
    }
    return Movement(
        side=Side(shown.side),
        label=shown.label,
        direction=direction,
        text=_short(shown)
        + (f", {shown.region}" if len(regions) == 1 else f", {len(regions)} regions"),
        moves=tuple(moves),
    )


def _weight(move: comparison.Move) -> Fraction:
    return abs(Fraction(move.difference or 0))


def _short(move: comparison.Move) -> str:
    """``+0.5 points year 3``; where nothing can be subtracted, that it was reworded."""
    said = move.later or move.earlier
    if said is None or move.difference is None or not move.difference:
        return gettext("reworded")
    sign = "+" if move.difference > 0 else "\N{MINUS SIGN}"
    year = f" year {move.year}" if move.year else ""
    return f"{sign}{spoken_amount(move.difference, said, move.measure)}{year}"


def _owed(
    status: IssueStatus, standing: Sequence[Entry], time_zone: str
) -> tuple[Side | None, date | None]:
    """Who must answer: the side that did not speak last, while the issue is open."""
    if status not in {IssueStatus.OPEN, IssueStatus.COUNTERED}:
        return None, None
    last = max((entry.proposal for entry in standing), key=lambda proposal: proposal.sequence)
    owes = Side.EMPLOYER if last.side == Side.UNION else Side.UNION
    return owes, day_of(last.when, time_zone)
