"""The board: one row per issue, where it stands, who owes whom, and what moved last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import get_language, gettext

from commontable.audit.selectors import heads
from commontable.bargaining.models import Issue, Proposal, Table, TentativeAgreement
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.passes import PassName, pass_ident, passes_by_name, tied
from commontable.bargaining.selectors.record import TableRecord, records_of
from commontable.bargaining.selectors.standing import (
    Cell,
    cell_of,
    day_of,
    standing_proposals,
    standing_terms,
    status_of,
)
from commontable.bargaining.term_words import summarise
from commontable.bargaining.words import IssueStatus, Side
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import Reach, reach_of
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


@dataclass(frozen=True, slots=True)
class Row:
    """One issue at one table.

    ``owes`` must answer, since ``owed_since`` (None where the day is not known), for
    ``owed_days``. ``flags`` are the regressive ones of the positions that stand now.
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
    agreement: TentativeAgreement | None

    @property
    def flagged(self) -> Proposal | None:
        """The standing proposal that the first flag is about."""
        label = self.flags[0].label if self.flags else ""
        cells = [cell for cell in (self.ours, self.theirs) if cell is not None]
        return next((c.proposal for c in cells if c.proposal.label == label), None)


class _Version(NamedTuple):
    """All that a board's rows follow from; see :mod:`.kept`."""

    heads: tuple[str, ...]
    coalition_id: int
    unions: frozenset[int]
    tables: tuple[tuple[int, str], ...]
    reach: Reach
    day: date
    time_zone: str
    language: str | None


KEPT_ROWS: Kept[_Version, tuple[Row, ...]] = Kept(at_most=64)


def board_of(actor: Actor, tables: Sequence[Table]) -> list[Row]:
    """The rows of the given tables, each table's issues in the members' order of rank.

    Four queries where nothing was entered since the same board was last shown, by anybody who may
    see the same; otherwise a fixed number, however many issues and proposals.
    """
    reach = reach_of(actor)
    version = _version(actor, tables, reach)
    kept = KEPT_ROWS.get(version) if version else None
    if kept is not None:
        return list(kept)
    rows = [
        row
        for record in records_of(actor, tables)
        for row in _rows(actor, record, record.regions(reach))
    ]
    if version is not None and version == _version(actor, tables, reach):
        KEPT_ROWS.keep(version, tuple(rows))
    return rows


def _version(actor: Actor, tables: Sequence[Table], reach: Reach) -> _Version | None:
    seen = heads(coalition_id=actor.coalition_id, unions=actor.unions)
    if seen is None:
        return None
    return _Version(
        heads=seen,
        coalition_id=actor.coalition_id,
        unions=actor.unions,
        tables=tuple((table.pk, table.name) for table in tables),
        reach=reach,
        day=actor.on,
        time_zone=actor.time_zone,
        language=get_language(),
    )


def _rows(actor: Actor, record: TableRecord, regions: tuple[str, ...]) -> Iterable[Row]:
    standing = standing_proposals(record)
    moves: dict[tuple[str, str], Movement] = {}
    flags: dict[tuple[str, str], list[comparison.Flag]] = defaultdict(list)
    for seen in _glances(record, regions, standing.values()):
        moves |= _latest_moves(seen.moves)
        for flag in seen.flags:
            flags[flag.issue, flag.label].append(flag)
    terms = standing_terms(record, standing)
    spoken: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in record.proposals:
        for issue_id in record.issues_of.get(proposal.pk, ()):
            spoken[issue_id].append(proposal)
    local = record.table.union_id is not None
    names = record.spoken_names
    for issue in record.issues:
        name = names[issue.pk]
        # A local table's board shows its own issues and those of the common ones it speaks to.
        if local and issue.union_id is None and issue.pk not in spoken:
            continue
        ours = standing.get((issue.pk, Side.UNION))
        theirs = standing.get((issue.pk, Side.EMPLOYER))
        status = status_of(record, issue, ours, theirs, spoken[issue.pk])
        owes, since = _owed(status, ours, theirs, actor.time_zone)
        if since is not None and record.settled_on is not None and since <= record.settled_on:
            owes, since = None, None  # what was settled since owes nobody an answer
        labels = [proposal.label for proposal in (ours, theirs) if proposal]
        yield Row(
            table=record.table,
            issue=issue,
            status_quo=_status_quo(record, issue),
            ours=cell_of(ours, terms[issue.pk, Side.UNION], actor.time_zone),
            theirs=cell_of(theirs, terms[issue.pk, Side.EMPLOYER], actor.time_zone),
            status=status,
            owes=owes,
            owed_since=since,
            owed_days=days_between(since, actor.on) if since else None,
            movement=tuple(moves[name, label] for label in labels if (name, label) in moves),
            flags=tuple(flag for label in labels for flag in flags[name, label]),
            agreement=record.agreements.get(issue.pk),
        )


type _GlanceName = tuple[tuple[str, ...], frozenset[str], tuple[PassName, ...]]

# One for each issue, or issues tied by packages, of each table: a few kilobytes.
KEPT_GLANCES: Kept[_GlanceName, comparison.Glance] = Kept(at_most=4000)


def _glances(
    record: TableRecord, regions: tuple[str, ...], standing: Iterable[Proposal]
) -> Iterator[comparison.Glance]:
    """What the standing passes did, group by group of issues that no pass ties together.

    Each group is kept: a pass, a withdrawal or an agreement changes the one it speaks to, and the
    others are as they were.
    """
    by_name = passes_by_name(record)
    stands = {pass_ident(proposal) for proposal in standing}
    for group in tied(by_name, issues=lambda name: name.names):
        passes = [passed for name in group for passed in by_name[name]]
        of = frozenset(passed.ident for passed in passes if passed.ident in stands)
        if not of:
            continue
        kept_as = (regions, of, tuple(group))
        seen = KEPT_GLANCES.get(kept_as)
        if seen is None:
            seen = comparison.glance(passes, regions=regions, of=of)
            KEPT_GLANCES.keep(kept_as, seen)
        yield seen


def _latest_moves(moves: Iterable[comparison.Move]) -> dict[tuple[str, str], Movement]:
    grouped: dict[tuple[str, str], list[comparison.Move]] = defaultdict(list)
    for move in moves:
        if move.on_record:
            grouped[move.issue, move.label].append(move)
    return {key: _told(of_pass) for key, of_pass in grouped.items()}


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


def _status_quo(record: TableRecord, issue: Issue) -> str:
    row = record.status_quo.get(issue.pk)
    if row is None:
        return ""
    return summarise(record.status_quo_terms.get(row.pk, ())) or row.text


def _owed(
    status: IssueStatus, ours: Proposal | None, theirs: Proposal | None, time_zone: str
) -> tuple[Side | None, date | None]:
    """Who must answer: the side that did not speak last, while the issue is open."""
    if status not in {IssueStatus.OPEN, IssueStatus.COUNTERED}:
        return None, None
    last = max((p for p in (ours, theirs) if p), key=lambda proposal: proposal.sequence)
    owes = Side.EMPLOYER if last.side == Side.UNION else Side.UNION
    return owes, day_of(last.when, time_zone)
