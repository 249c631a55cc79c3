"""What became of each proposal, and what a further one would do to those that stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from commontable.bargaining.models import Proposal, Table
from commontable.bargaining.packages import Place, by_place, standing_among
from commontable.bargaining.selectors.parts import Part, parts_of
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.selectors.table_record import TableRecord
from commontable.bargaining.words import BASELINES, ProposalEventKind, ProposalKind, Side
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import reach_of


class FateKind(StrEnum):
    STANDS = "stands"
    IN_PART = "in_part"
    REPLACED = "replaced"
    FELL = "fell"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    NEVER_FORMAL = "never_formal"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a proposal is now.

    Attributes:
        by: the proposals of its own side that took its place, or with which it fell.
        stands_on: the names of the issues on which it stands, where that is a part of them.
    """

    kind: FateKind
    by: tuple[Proposal, ...] = ()
    stands_on: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it was on the table and is no longer, or not whole: agreed only knowingly."""
        return self.kind in {FateKind.IN_PART, FateKind.REPLACED, FateKind.FELL}


def fates_at(actor: Actor, table: Table) -> dict[int, Fate]:
    """What became of the newest entry of each proposal at the table, by its id."""
    (record,) = records_of(actor, [table])
    regions = record.regions(reach_of(actor))
    agreed = {agreement.proposal_id for agreement in record.agreements.values()}
    standing: dict[int, dict[int, Part]] = {}
    for place, newest in record.standing.items():
        issue_id, _side = place
        for part in parts_of(record.said[place], newest, issue_id, regions):
            standing.setdefault(part.entry.proposal.pk, {})[issue_id] = part
    return {
        entry.proposal.pk: Fate(FateKind.AGREED)
        if entry.proposal.pk in agreed
        else _fate(record, entry, standing.get(entry.proposal.pk, {}))
        for entry in record.entries
    }


def fate_of(actor: Actor, proposal: Proposal) -> Fate:
    """What became of one proposal; an earlier entry of it was corrected since."""
    return fates_at(actor, proposal.table).get(proposal.pk, Fate(FateKind.CORRECTED))


def _fate(record: TableRecord, entry: Entry, stands_on: Mapping[int, Part]) -> Fate:
    """``stands_on`` is what stands of the proposal, by issue."""
    if entry.ended is not None:
        if entry.ended.kind == ProposalEventKind.WITHDRAWN:
            return Fate(FateKind.WITHDRAWN)
        successor = entry.ended.superseded_by_id
        after = (one.proposal for one in record.entries if one.proposal.pk == successor)
        return Fate(FateKind.SUPERSEDED, tuple(after))
    if not entry.counts:
        return Fate(FateKind.NEVER_FORMAL)
    elsewhere = [
        issue_id
        for issue_id in entry.issues
        if issue_id not in stands_on or not stands_on[issue_id].whole
    ]
    if not elsewhere:
        return Fate(FateKind.STANDS)
    later = [each for issue_id in elsewhere for each in _after(record, entry, issue_id)[:1]]
    by = _once(one.proposal for one in later)
    whole = any(set(entry.issues) <= set(one.issues) for one in later)
    if entry.is_package and not whole:
        return Fate(FateKind.FELL, by)
    if stands_on:
        named = (
            _in_regions(record.names[issue_id], _regions(part))
            for issue_id, part in stands_on.items()
            if issue_id in record.names
        )
        return Fate(FateKind.IN_PART, by, tuple(sorted(named)))
    return Fate(FateKind.REPLACED, by)


def _regions(part: Part) -> list[str]:
    """Where a part of what was said on an issue stands; none for all of it."""
    return [] if part.whole else sorted({one for term in part.terms for one in term.regions})


def _in_regions(issue: str, regions: Collection[str]) -> str:
    return f"{issue} ({', '.join(regions)})" if regions else issue


def _after(record: TableRecord, entry: Entry, issue_id: int) -> list[Entry]:
    """What the side said on the issue since, and is not a package that fell."""
    said = record.said[issue_id, entry.side]
    stands = record.standing.get((issue_id, entry.side))
    return [
        each
        for each in said[said.index(entry) + 1 :]
        if entry.is_package or not each.is_package or each is stands
    ]


def _once(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    found = {proposal.pk: proposal for proposal in proposals}
    return tuple(sorted(found.values(), key=lambda proposal: proposal.sequence))


@dataclass(frozen=True, slots=True)
class Consequence:
    """What recording a pass would end.

    Attributes:
        on: the names of the issues on which the new pass takes its place.
        falls: it is a package, and falls as a whole.
        again: for a package that falls, its other issues, each with what then stands, or None.
    """

    proposal: Proposal
    on: tuple[str, ...]
    falls: bool = False
    again: tuple[tuple[str, Proposal | None], ...] = ()


def regions_spoken_to(terms: Iterable[tuple[int, Collection[str]]]) -> dict[int, set[str]]:
    """The regions of a coming pass by issue, from its terms' issues and regions.

    An issue with a term for everywhere is left out: there it speaks to all.
    """
    spoken: dict[int, set[str]] = {}
    everywhere = set()
    for issue_id, regions in terms:
        spoken.setdefault(issue_id, set()).update(regions)
        if not regions:
            everywhere.add(issue_id)
    return {issue_id: said for issue_id, said in spoken.items() if issue_id not in everywhere}


@dataclass(frozen=True, slots=True)
class _Coming:
    """A pass that is not recorded yet."""

    side: Side
    is_package: bool
    issues: Collection[int]
    regions: Mapping[int, Collection[str]]


def consequences_of(
    record: TableRecord,
    *,
    side: Side,
    kind: ProposalKind,
    issues: Collection[int],
    supersedes: Collection[int] = (),
    regions: Mapping[int, Collection[str]] | None = None,
) -> list[Consequence]:
    """What stands of the side and would not any more, once such a pass is recorded.

    ``supersedes`` are the ids of the proposals it is said to take the place of, whole. ``regions``
    are those it speaks to, by issue, where these are not all.
    """
    if kind not in BASELINES:
        return []
    coming = _Coming(side, kind is ProposalKind.PACKAGE, issues, regions or {})
    live = [entry for entry in record.entries if entry.counts and entry.side is side]
    spoken: list[Entry | _Coming] = [one for one in live if one.proposal.pk not in supersedes]
    spoken.append(coming)
    before, after = standing_among(by_place(live)), standing_among(by_place(spoken))
    ended: dict[int, list[int]] = {}
    for (issue_id, _side), entry in before.items():
        if after.get((issue_id, side)) is not entry:
            ended.setdefault(entry.proposal.pk, []).append(issue_id)
    by_id = {entry.proposal.pk: entry for entry in live}
    return [
        _consequence(record, by_id[proposal_id], lost, after, coming)
        for proposal_id, lost in ended.items()
    ]


def _consequence(
    record: TableRecord,
    entry: Entry,
    lost: Collection[int],
    after: Mapping[Place, Entry | _Coming],
    coming: _Coming,
) -> Consequence:
    name = record.names
    # A package falls whole, wherever it is spoken to.
    where = {} if entry.is_package else coming.regions
    again = {
        name[issue_id]: after.get((issue_id, entry.side))
        for issue_id in lost
        if issue_id not in coming.issues and issue_id in name
    }
    return Consequence(
        proposal=entry.proposal,
        on=tuple(
            sorted(
                _in_regions(name[one], sorted(where.get(one, ())))
                for one in lost
                if one in coming.issues and one in name
            )
        ),
        falls=entry.is_package and not set(lost) <= set(coming.issues),
        again=tuple(
            (issue, then.proposal if isinstance(then, Entry) else None)
            for issue, then in sorted(again.items())
        ),
    )
