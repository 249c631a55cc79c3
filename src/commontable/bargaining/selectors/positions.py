"""What a side stands on at a table, term by term with its place in the record.

For whatever works on terms as numbers, costing above all. The common table is read with the eyes
of somebody who acts for no union, whoever asks: what is made of it is the coalition's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commontable.bargaining.models import Exhibit, Issue, Proposal, Table
from commontable.bargaining.selectors.facts import TermFacts
from commontable.bargaining.selectors.parts import parts_of
from commontable.bargaining.selectors.passes import Entry
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.selectors.sheets.past import past_of, reader_at
from commontable.bargaining.selectors.table_record import TableRecord
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.codes import reach_of
from commontable.common.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class PositionTerm:
    """One term, and where it is written.

    Attributes:
        exhibits: the labels of the files in which the proposal came.
        agreed: it stands in a tentative agreement, for both sides.
    """

    term: TermFacts
    issue: Issue
    proposal: Proposal
    exhibits: tuple[str, ...]
    agreed: bool


@dataclass(frozen=True, slots=True)
class Position:
    """What a side (or one proposal) says, issue by issue.

    Attributes:
        wordless: issues that a standing proposal speaks to without a term, with the proposal.
    """

    table: Table
    side: Side
    terms: tuple[PositionTerm, ...]
    wordless: tuple[tuple[Issue, Proposal], ...]


type _Said = tuple[Issue, Entry, Sequence[TermFacts], bool]
"""An issue, a proposal on it, its terms that stand there, and whether they are agreed."""


def position_of(actor: Actor, table: Table, side: Side, moment: datetime | None = None) -> Position:
    """What stands of a side now, or stood at a moment; what is agreed counts for both."""
    reader = reader_at(actor, table)
    record = (
        past_of(reader, table, moment).record
        if moment is not None
        else records_of(reader, [table])[0]
    )
    standing: list[_Said] = []
    regions = record.regions(reach_of(reader))
    entries = {entry.proposal.pk: entry for entry in record.entries}
    for issue in record.issues:
        agreement = record.agreements.get(issue.pk)
        agreed = entries.get(agreement.proposal_id or 0) if agreement is not None else None
        if agreed is not None:
            standing.append((issue, agreed, agreed.terms_on(issue.pk), True))
            continue
        place = (issue.pk, side)
        parts = parts_of(record.said.get(place, ()), record.standing.get(place), issue.pk, regions)
        standing += [(issue, part.entry, part.terms, False) for part in parts]
    return _position(reader, table, side, standing)


def position_in(actor: Actor, proposal_id: int) -> Position:
    """What one proposal says, whatever has become of it.

    Raises:
        NotFoundError: it is not there, not the actor's to see, or was corrected since.
    """
    proposal = (
        Proposal.objects.visible_to(actor)
        .select_related("table", "table__campaign")
        .filter(pk=proposal_id)
        .first()
    )
    if proposal is None:
        raise NotFoundError("There is no such proposal.")
    reader = reader_at(actor, proposal.table)
    (record,) = records_of(reader, [proposal.table])
    entry = next((one for one in record.entries if one.proposal.pk == proposal.pk), None)
    if entry is None:
        raise NotFoundError("This entry of the proposal was corrected since.")
    said: list[_Said] = [
        (issue, entry, entry.terms_on(issue.pk), False) for issue in _spoken(record, entry)
    ]
    return _position(reader, proposal.table, Side(proposal.side), said)


def _spoken(record: TableRecord, entry: Entry) -> list[Issue]:
    return [issue for issue in record.issues if issue.pk in entry.facts.issues]


def _position(reader: Actor, table: Table, side: Side, said: Sequence[_Said]) -> Position:
    exhibits = _exhibits(reader, table, {entry.proposal.pk for _, entry, _, _ in said})
    terms = [
        PositionTerm(term, issue, entry.proposal, exhibits[entry.proposal.pk], agreed)
        for issue, entry, stands, agreed in said
        for term in stands
    ]
    wordless = [(issue, entry.proposal) for issue, entry, stands, _ in said if not stands]
    return Position(table, side, tuple(terms), tuple(wordless))


def _exhibits(reader: Actor, table: Table, proposals: set[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for exhibit in (
        Exhibit.objects.visible_to(reader)
        .filter(table=table, proposal_id__in=proposals)
        .order_by("party", "number")
    ):
        found[exhibit.proposal_id or 0].append(exhibit.label)
    return defaultdict(tuple, {key: tuple(labels) for key, labels in found.items()})
