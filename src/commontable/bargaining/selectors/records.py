"""The records of some tables, read once in a worker and from then on only what came since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import QuerySet

from commontable.audit.selectors import heads
from commontable.bargaining.models import (
    Issue,
    IssueDeclaration,
    Proposal,
    ProposalEvent,
    Settlement,
    StatusQuo,
    StatusQuoTerm,
    Table,
    TentativeAgreement,
    TentativeAgreementIssue,
    TentativeAgreementWithdrawal,
)
from commontable.bargaining.selectors.facts import FactName, facts_named
from commontable.bargaining.selectors.growing import (
    Grain,
    Grown,
    Source,
    among,
    grown_by,
    tallies,
)
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.selectors.passes import Entry, entry_of
from commontable.bargaining.selectors.table_record import Stood, TableRecord, spoken_names
from commontable.bargaining.term_words import summarise
from commontable.coalition.actors import Actor


class _Named(NamedTuple):
    """Where an entry belongs, and the name of what it says."""

    facts: FactName
    table_id: int
    sequence: int
    corrects_id: int | None


class _Agreed(NamedTuple):
    agreement: TentativeAgreement
    issues: tuple[int, ...]


def _names(_: Actor, rows: QuerySet[Any]) -> Iterable[Grain[_Named]]:
    columns = ("pk", "entered_at", "table_id", "sequence", "corrects_id")
    for number, entered_at, *belongs in rows.values_list(*columns):
        yield Grain(number, entered_at, _Named(FactName(number, entered_at), *belongs))


def _rows(_: Actor, rows: QuerySet[Any]) -> Iterable[Grain[Any]]:
    return [Grain(row.pk, row.entered_at, row) for row in rows]


def _agreed(actor: Actor, rows: QuerySet[Any]) -> Iterable[Grain[_Agreed]]:
    agreements = list(rows)
    issues: dict[int, list[int]] = defaultdict(list)
    for agreement_id, issue_id in (
        TentativeAgreementIssue.objects.visible_to(actor)
        .filter(among("agreement_id", [agreement.pk for agreement in agreements]))
        .values_list("agreement_id", "issue_id")
    ):
        issues[agreement_id].append(issue_id)
    return [
        Grain(one.pk, one.entered_at, _Agreed(one, tuple(issues[one.pk]))) for one in agreements
    ]


def _stood(actor: Actor, rows: QuerySet[Any]) -> Iterable[Grain[Stood]]:
    """What stands with its terms; in one line those, or where there are none its words."""
    stood = list(rows)
    terms: dict[int, list[StatusQuoTerm]] = defaultdict(list)
    for term in (
        StatusQuoTerm.objects.visible_to(actor)
        .filter(among("status_quo_id", [row.pk for row in stood]))
        .order_by("id")
    ):
        terms[term.status_quo_id].append(term)
    return [
        Grain(
            row.pk,
            row.entered_at,
            Stood(row, tuple(terms[row.pk]), summarise(terms[row.pk]) or row.text),
        )
        for row in stood
    ]


# What hangs from other facts stands before them: whatever it points at is then read after it.
# No joins: the plans are then good before the database has counted what a large import brought.
SOURCES: tuple[Source[Any], ...] = (
    Source(ProposalEvent, _rows, by_table=False),
    Source(TentativeAgreementWithdrawal, _rows, by_table=False),
    Source(TentativeAgreement, _agreed, by_table=True),
    Source(IssueDeclaration, _rows, by_table=True),
    Source(Settlement, _rows, by_table=True),
    Source(StatusQuo, _stood, by_table=False),
    Source(Proposal, _names, by_table=True),
)

type _IssueRow = tuple[int, int, int | None, int | None, str, str, bool, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class _Book:
    """What one kind of reader has read of some tables, and the records made of it.

    ``heads`` are those of the log at the time; None where it may have moved meanwhile.
    """

    heads: tuple[str, ...] | None = None
    grown: tuple[Grown[Any], ...] = (Grown(),) * len(SOURCES)
    issue_rows: tuple[_IssueRow, ...] = ()
    issues: tuple[Issue, ...] = ()
    records: tuple[TableRecord, ...] = ()


class _Reader(NamedTuple):
    """Who reads, as far as it decides what is seen, and which tables."""

    coalition_id: int
    unions: frozenset[int]
    tables: tuple[tuple[int, str], ...]


# Some 2 MB each at full scale; what proposals say is shared between them.
KEPT_BOOKS: Kept[_Reader, _Book] = Kept(at_most=24)
_TRIES = 3


class Read(NamedTuple):
    """Records, and the heads of the log that vouch for them (None: nothing does)."""

    records: tuple[TableRecord, ...]
    heads: tuple[str, ...] | None


def records_of(actor: Actor, tables: Sequence[Table]) -> list[TableRecord]:
    """The records of several tables, in a fixed number of queries, however much has crossed."""
    seen = heads(coalition_id=actor.coalition_id, unions=actor.unions)
    return list(read_under(actor, tables, seen).records)


def read_under(actor: Actor, tables: Sequence[Table], seen: tuple[str, ...] | None) -> Read:
    """The records of several tables, ``seen`` being the heads of the log just read.

    Read again where somebody else's write was committed meanwhile, so that no record holds one
    half of it. Nothing is kept that this transaction wrote itself and may yet undo.
    """
    reader = _Reader(
        actor.coalition_id, actor.unions, tuple((table.pk, table.name) for table in tables)
    )
    book = KEPT_BOOKS.get(reader) or _Book()
    if seen is None:
        return Read(_read_on(book, actor, tables).records, None)
    for _ in range(_TRIES):
        if book.heads == seen:
            break
        book = _read_on(book, actor, tables)
        now = heads(coalition_id=actor.coalition_id, unions=actor.unions)
        book = replace(book, heads=seen if now == seen else None)
        seen = now
    KEPT_BOOKS.keep(reader, book)
    return Read(book.records, book.heads)


def _read_on(book: _Book, actor: Actor, tables: Sequence[Table]) -> _Book:
    """The book with whatever came since. The same records where nothing did."""
    ids = [table.pk for table in tables]
    rows = _issue_rows(actor, tables)
    issues = book.issues
    if rows != book.issue_rows:
        issues = _issues(actor, tables)
    sources = list(zip(SOURCES, book.grown, strict=True))
    grown = tuple(
        grown_by(source, before, tally, actor, ids)
        for (source, before), tally in zip(sources, tallies(actor, ids, sources), strict=True)
    )
    same = all(one is other for one, other in zip(grown, book.grown, strict=True))
    if book.records and same and issues is book.issues:
        return book
    return _Book(None, grown, rows, issues, _records(book, actor, tables, issues, grown))


_ISSUE_COLUMNS = ("pk", "campaign_id", "union_id", "parent_id", "name", "slug", "economic", "rank")


def _issue_rows(actor: Actor, tables: Sequence[Table]) -> tuple[_IssueRow, ...]:
    """The issues as bare rows: cheap to read and compare, for an issue may be amended."""
    return tuple(_of_campaigns(actor, tables).order_by("pk").values_list(*_ISSUE_COLUMNS))


def _issues(actor: Actor, tables: Sequence[Table]) -> tuple[Issue, ...]:
    return tuple(_of_campaigns(actor, tables).select_related("parent"))


def _of_campaigns(actor: Actor, tables: Sequence[Table]) -> QuerySet[Issue]:
    campaigns = {table.campaign_id for table in tables}
    return Issue.objects.visible_to(actor).filter(campaign_id__in=campaigns)


def _records(
    book: _Book,
    actor: Actor,
    tables: Sequence[Table],
    issues: tuple[Issue, ...],
    grown: tuple[Grown[Any], ...],
) -> tuple[TableRecord, ...]:
    ends, withdrawn, agreed, declared, settled, stood, passed = (one.rows for one in grown)
    status_quo = {one.row.issue_id: one for one in stood}  # the latest entered counts
    taken_back = {withdrawal.agreement_id for withdrawal in withdrawn}
    newest = _newest(passed)
    entries = _Entries(book, actor, newest, ends, passed)
    records = []
    for table in tables:
        here = tuple(
            issue
            for issue in issues
            if issue.campaign_id == table.campaign_id and issue.union_id in (None, table.union_id)
        )
        names = spoken_names(here)
        records.append(
            TableRecord(
                table=table,
                issues=here,
                names=names,
                entries=entries.at(table, names),
                agreements={
                    issue_id: one.agreement
                    for one in agreed
                    if one.agreement.table_id == table.pk and one.agreement.pk not in taken_back
                    for issue_id in one.issues
                },
                declarations={
                    one.issue_id: one
                    for one in sorted(declared, key=lambda one: (one.at, one.pk))
                    if one.table_id == table.pk
                },
                status_quo=status_quo,
                settled_on=max(
                    (one.reached_on for one in settled if one.table_id == table.pk), default=None
                ),
            )
        )
    return tuple(records)


def _newest(passed: Iterable[_Named]) -> list[_Named]:
    """The entries that no later one corrects, in the order of crossing."""
    passed = list(passed)
    corrected = {one.corrects_id for one in passed}
    found = [one for one in passed if one.facts.proposal_id not in corrected]
    return sorted(found, key=lambda one: one.sequence)


class _Entries:
    """The entries of every table; those of the book before, where nothing about them changed."""

    def __init__(
        self,
        book: _Book,
        actor: Actor,
        newest: Sequence[_Named],
        ends: Iterable[ProposalEvent],
        passed: Iterable[_Named],
    ) -> None:
        self._before = {record.table.pk: record for record in book.records}
        self._known = {
            entry.facts.name.proposal_id: entry
            for record in book.records
            for entry in record.entries
        }
        self._newest = newest
        self._facts = {number: entry.facts for number, entry in self._known.items()}
        self._facts |= facts_named(actor, [one.facts for one in newest if not self._has(one)])
        self._ended = {end.proposal_id: end for end in ends}
        self._corrected_by = {
            one.corrects_id: one.facts.proposal_id for one in passed if one.corrects_id
        }

    def _has(self, one: _Named) -> bool:
        """Whether the entry was read before; by its moment, too: see :mod:`.growing`."""
        known = self._known.get(one.facts.proposal_id)
        if known is not None and known.facts.name.entered_at != one.facts.entered_at:
            del self._known[one.facts.proposal_id]
            known = None
        return known is not None

    def at(self, table: Table, names: Mapping[int, str]) -> tuple[Entry, ...]:
        before = self._before.get(table.pk)
        known = self._known if before is not None and before.names == names else {}
        entries = []
        for one in self._newest:
            if one.table_id != table.pk:
                continue
            number = one.facts.proposal_id
            ended = self._ended.get(number)
            over = self._taken_over(ended) if ended else _NOTHING
            entry = known.get(number)
            if entry is None or entry.ended is not ended or entry.over != over:
                entry = entry_of(self._facts[number], ended, over, names)
            entries.append(entry)
        return tuple(entries)

    def _taken_over(self, ended: ProposalEvent) -> frozenset[int]:
        """The issues of the proposal that superseded this one, by its newest entry."""
        successor = ended.superseded_by_id
        while successor in self._corrected_by:
            successor = self._corrected_by[successor]
        return self._facts[successor].issues if successor in self._facts else _NOTHING


_NOTHING: frozenset[int] = frozenset()
