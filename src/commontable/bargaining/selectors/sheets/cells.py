"""What each column of a sheet says on one issue, in the words of the board, with its citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commontable.bargaining.models import Article, Issue, Proposal
from commontable.bargaining.selectors.facts import FactName
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.parts import parts_of
from commontable.bargaining.selectors.passes import Entry as Crossed
from commontable.bargaining.selectors.sheets.past import Past
from commontable.bargaining.selectors.standing import said_by, status_of
from commontable.bargaining.sheet_words import (
    clauses_of,
    day_words,
    kind_words,
    moment_words,
    passed_words,
)
from commontable.bargaining.term_words import AsEntered, Said, lines_of
from commontable.bargaining.words import IssueStatus, ProposalEventKind, SheetColumn, Side
from commontable.engines.sheets import Entry, Line, one_line

_BEFORE = {
    SheetColumn.UNION_ONE_BEFORE: (Side.UNION, 1),
    SheetColumn.UNION_TWO_BEFORE: (Side.UNION, 2),
    SheetColumn.EMPLOYER_ONE_BEFORE: (Side.EMPLOYER, 1),
    SheetColumn.EMPLOYER_TWO_BEFORE: (Side.EMPLOYER, 2),
}
_STANDING = {SheetColumn.UNION: Side.UNION, SheetColumn.EMPLOYER: Side.EMPLOYER}
# The table's own asides are many over a year; the sheet shows the last ones.
_MOST_ASIDES = 3


def entry_lines(said: Sequence[Said], terms: Sequence[AsEntered] = ()) -> tuple[Line, ...]:
    """The lines of the board as the sheet's, with the figure itself where there is only one."""
    number = ""
    if len(said) == 1 and len(terms) == 1 and terms[0].value is not None:
        number = format(terms[0].value.normalize(), "f")
    return tuple(Line(one_line(each.value), one_line(each.scope), number) for each in said)


class _EntryName(NamedTuple):
    """All that what a proposal says on an issue follows from, as it is printed."""

    facts: FactName
    issue_id: int
    time_zone: str
    language: str | None


# A kilobyte each.
KEPT_ENTRIES: Kept[_EntryName, Entry] = Kept(at_most=8000)


@dataclass(frozen=True, slots=True)
class Positions:
    """The table at a moment, ready to be asked issue by issue."""

    past: Past
    time_zone: str
    articles: Mapping[int, Article]
    regions: Sequence[str]

    def column(self, key: SheetColumn) -> Callable[[Issue], tuple[Entry, ...]]:
        """How a column of the table's own is filled."""
        if key in _STANDING:
            side = _STANDING[key]
            return lambda issue: self._standing(issue, side)
        if key in _BEFORE:
            side, back = _BEFORE[key]
            return lambda issue: self._before(issue, side, back)
        return {
            SheetColumn.STATUS_QUO: self._status_quo,
            SheetColumn.STATUS: self._status,
            SheetColumn.ASIDE: self._asides,
        }[key]

    def status(self, issue: Issue) -> IssueStatus:
        """Where an issue stood, as the board says it."""
        record = self.past.record
        declared = record.declared(issue)
        ours, theirs = (record.standing.get((issue.pk, side)) for side in Side)
        return status_of(
            agreed=issue.pk in record.agreements,
            declared=declared.status if declared else None,
            ours=ours,
            theirs=theirs,
            spoken=record.spoken.get(issue.pk, ()),
        )

    def _standing(self, issue: Issue, side: Side) -> tuple[Entry, ...]:
        """The latest, and what stands of earlier ones where it speaks to some regions only."""
        record, place = self.past.record, (issue.pk, side)
        parts = parts_of(
            record.said.get(place, ()), record.standing.get(place), issue.pk, self.regions
        )
        return tuple(
            self._entry(part.entry, issue)
            if part.whole
            else self._worded(part.entry.proposal, part.terms)
            for part in parts
        )

    def _before(self, issue: Issue, side: Side, back: int) -> tuple[Entry, ...]:
        """The side's pass on the issue, one or two before the one that stands.

        Where none stands any more, before it means the last that did.
        """
        passed = [
            each
            for each in self.past.record.spoken.get(issue.pk, ())
            if each.side == side and each.proposal.is_baseline
        ]
        stands = self.past.record.standing.get((issue.pk, side))
        if stands is not None:
            passed = passed[: passed.index(stands)]
        if len(passed) < back:
            return ()
        notes = self._end(passed[-back], fallen=stands is None)
        return (self._entry(passed[-back], issue, notes),)

    def _end(self, crossed: Crossed, *, fallen: bool) -> list[str]:
        """Why it stands no more, unless the next column says it: a later pass took its place.

        ``fallen``: nothing took its place, so that it was withdrawn, or fell with its package.
        """
        event = crossed.ended
        if event is not None and event.kind == ProposalEventKind.WITHDRAWN:
            return [_("withdrawn %(when)s") % {"when": moment_words(event.at, self.time_zone)}]
        if not fallen:
            return []
        return [_("superseded") if event is not None else _("fell with its package")]

    def _entry(self, crossed: Crossed, issue: Issue, notes: Sequence[str] = ()) -> Entry:
        """What a proposal says on an issue: that never changes, so it is worded once and kept."""
        name = _EntryName(crossed.facts.name, issue.pk, self.time_zone, get_language())
        entry = KEPT_ENTRIES.get(name)
        if entry is None:
            entry = self._worded(crossed.proposal, crossed.terms_on(issue.pk))
            KEPT_ENTRIES.keep(name, entry)
        if not notes:
            return entry
        return replace(entry, note=", ".join(filter(None, [entry.note, *notes])))

    def _worded(self, proposal: Proposal, terms: Sequence[AsEntered]) -> Entry:
        return Entry(
            lines=entry_lines(said_by(proposal, terms), terms),
            label=proposal.label,
            cited=passed_words(proposal, self.time_zone),
            clause=one_line(clauses_of(terms)),
            note=", ".join(kind_words(proposal)),
            ref=f"proposal-{proposal.pk}",
        )

    def _status_quo(self, issue: Issue) -> tuple[Entry, ...]:
        stood = self.past.record.status_quo.get(issue.pk)
        if stood is None:
            return ()
        row, terms = stood.row, stood.terms
        said = lines_of(terms) or [Said(row.text, "")]
        article = self.articles.get(row.article_id or 0)
        where = [str(article) if article else "", clauses_of(terms)]
        return (
            Entry(
                lines=entry_lines(said, terms),
                cited=one_line(row.source),
                clause=one_line("; ".join(filter(None, where))),
            ),
        )

    def _status(self, issue: Issue) -> tuple[Entry, ...]:
        status = self.status(issue)
        line = (Line(str(status.label)),)
        agreement = self.past.record.agreements.get(issue.pk)
        if agreement is not None:
            day = max(agreement.union_initialled_on, agreement.employer_initialled_on)
            proposal = agreement.proposal
            return (
                Entry(
                    lines=line,
                    label=proposal.label if proposal else "",
                    cited=_("initialled by both by %(day)s") % {"day": day_words(day)},
                    ref=f"proposal-{proposal.pk}" if proposal else "",
                ),
            )
        declaration = self.past.record.declarations.get(issue.pk)
        if declaration is not None and declaration.status == status:
            said = _("said by the %(side)s, %(when)s") % {
                "side": Side(declaration.side).label.lower(),
                "when": moment_words(declaration.at, self.time_zone),
            }
            return (Entry(lines=line, cited=said),)
        return (Entry(lines=line),)

    def _asides(self, issue: Issue) -> tuple[Entry, ...]:
        """Supposals and informal items, the latest first; for the team, never for the public."""
        said = [
            each
            for each in self.past.record.spoken.get(issue.pk, ())
            if not each.proposal.is_baseline and each.ended is None
        ]
        return tuple(
            replace(self._entry(each, issue), off_record=True)
            for each in reversed(said[-_MOST_ASIDES:])
        )
