"""What another group settled: at another table of the coalition, or elsewhere, with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from commontable.bargaining.models import (
    Campaign,
    Issue,
    Pattern,
    PatternTerm,
    Settlement,
    SettlementTerm,
    Table,
)
from commontable.bargaining.models.facts import TermFields
from commontable.bargaining.selectors.sheets.cells import entry_lines
from commontable.bargaining.sheet_definition import PATTERN, SETTLEMENT, pattern_of
from commontable.bargaining.sheet_words import clauses_of, day_words
from commontable.bargaining.term_words import lines_of
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.engines.sheets import Column, Entry, Note, one_line


@dataclass(frozen=True, slots=True)
class PatternChoice:
    """A settlement that a sheet may set beside the table's positions."""

    key: str
    name: str
    reached_on: date


@dataclass(frozen=True, slots=True)
class ListedPattern:
    """An entered pattern, with what it says on each of its issues in one line."""

    pattern: Pattern
    says: tuple[tuple[Issue, str], ...]


@dataclass(frozen=True, slots=True)
class PatternColumn:
    """A column of a sheet, how it is filled, and what to know of it below the table."""

    column: Column
    entries: Callable[[Issue], tuple[Entry, ...]]
    notes: tuple[Note, ...]


def patterns_of(actor: Actor, campaign: Campaign) -> list[ListedPattern]:
    """The campaign's entered patterns the actor may read, the newest settlement first."""
    return [
        ListedPattern(each, tuple(_said(each)))
        for each in _newest(actor).filter(campaign=campaign).select_related("union")
    ]


def _said(pattern: Pattern) -> Iterable[tuple[Issue, str]]:
    of_issue: dict[Issue, list[PatternTerm]] = {}
    for term in pattern.terms.all():
        of_issue.setdefault(term.issue, []).append(term)
    for issue, terms in of_issue.items():
        yield issue, " · ".join(f"{line.value} {line.scope}".strip() for line in lines_of(terms))


def get_pattern(actor: Actor, pattern_id: int) -> Pattern:
    """One entered pattern.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    found = Pattern.objects.visible_to(actor).select_related("campaign").filter(pk=pattern_id)
    pattern = found.first()
    if pattern is None:
        raise NotFoundError("There is no such pattern.")
    return pattern


def choices_at(actor: Actor, table: Table) -> list[PatternChoice]:
    """What a sheet of this table may cite: settlements of other tables, and entered patterns."""
    settled = (
        Settlement.objects.visible_to(actor)
        .exclude(table=table)
        .select_related("table__campaign")
        .order_by("-reached_on", "-id")
    )
    entered = _newest(actor).filter(campaign=table.campaign_id)
    choices = [
        PatternChoice(f"{SETTLEMENT}-{each.pk}", _group_of(each), each.reached_on)
        for each in settled
    ]
    choices += [
        PatternChoice(f"{PATTERN}-{each.pk}", each.group, each.reached_on) for each in entered
    ]
    return sorted(choices, key=lambda each: each.reached_on, reverse=True)


def _newest(actor: Actor) -> QuerySet[Pattern]:
    terms = PatternTerm.objects.visible_to(actor).select_related("issue").order_by("id")
    return (
        Pattern.objects.visible_to(actor)
        .filter(replaced_by=None)
        .prefetch_related(Prefetch("terms", terms))
    )


def _group_of(settlement: Settlement) -> str:
    return f"{settlement.table.name}, {settlement.table.campaign}"


@dataclass(frozen=True, slots=True)
class _Found:
    """A settlement as both kinds have it; terms know their issue."""

    group: str
    reached_on: date
    source: str
    note: str
    terms: Sequence[SettlementTerm | PatternTerm]

    @property
    def cited(self) -> str:
        """``settled Oct. 13, 2025, newsletter 14``."""
        settled = _("settled %(day)s") % {"day": day_words(self.reached_on)}
        return one_line(", ".join(filter(None, [settled, self.source])))


def pattern_column(
    actor: Actor, key: str, *, issues: Sequence[Issue], on: date | None
) -> PatternColumn:
    """A column of what another group settled, on the issues of this table that it speaks to.

    A settlement's issues are matched with ours by themselves, their short name or their name. What
    was settled after ``on`` says nothing yet.

    Raises:
        NotFoundError: there is no such settlement that the actor may read.
    """
    kind, number = pattern_of(key)
    found = _settlement(actor, number) if kind == SETTLEMENT else _entered(actor, number)
    if on is not None and found.reached_on > on:
        later = _("%(group)s settled after this moment.") % {"group": found.group}
        head = Column(key, _("Pattern"), found.group)
        return PatternColumn(head, lambda _issue: (), (Note(later, key, team_only=True),))
    ours = _matched(issues, found.terms)
    matched = {term.pk for said in ours.values() for term in said}
    left = {term.issue.name for term in found.terms if term.pk not in matched}
    notes = [Note(f"{found.group}: {found.cited}.", key)]
    if found.note:
        notes.append(Note(f"{found.group}: {one_line(found.note)}", key, team_only=True))
    if left:
        told = _("%(group)s also settled what is no issue here: %(names)s.") % {
            "group": found.group,
            "names": ", ".join(sorted(left)),
        }
        notes.append(Note(told, key, team_only=True))

    def entries(issue: Issue) -> tuple[Entry, ...]:
        said = ours.get(issue.pk, [])
        if not said:
            return ()
        lines = entry_lines(lines_of(said), said)
        return (Entry(lines, cited=found.cited, clause=one_line(clauses_of(said))),)

    return PatternColumn(Column(key, _("Pattern"), found.group), entries, tuple(notes))


def _settlement(actor: Actor, settlement_id: int) -> _Found:
    settlement = (
        Settlement.objects.visible_to(actor)
        .select_related("table__campaign")
        .filter(pk=settlement_id)
        .first()
    )
    if settlement is None:
        raise NotFoundError("There is no such settlement.")
    terms = SettlementTerm.objects.visible_to(actor).filter(settlement=settlement)
    return _Found(
        _group_of(settlement),
        settlement.reached_on,
        settlement.source,
        "",
        list(terms.select_related("issue").order_by("id")),
    )


def _entered(actor: Actor, pattern_id: int) -> _Found:
    """The entry itself, or the newest that replaced it since it was chosen."""
    pattern = get_pattern(actor, pattern_id)
    while (newer := Pattern.objects.visible_to(actor).filter(replaces=pattern).first()) is not None:
        pattern = newer
    terms = PatternTerm.objects.visible_to(actor).filter(pattern=pattern)
    return _Found(
        pattern.group,
        pattern.reached_on,
        pattern.source,
        pattern.note,
        list(terms.select_related("issue").order_by("id")),
    )


def _matched[Said: TermFields](
    issues: Sequence[Issue], terms: Sequence[Said]
) -> dict[int, list[Said]]:
    """The terms by our issue: the same one, or one of the same short name, or of the same name."""
    ours: dict[object, int] = {}
    for issue in issues:
        for name in (issue.name.casefold(), issue.slug, issue.pk):
            ours.setdefault(name, issue.pk)
    by_issue: dict[int, list[Said]] = defaultdict(list)
    for term in terms:
        theirs = term.issue
        for name in (theirs.pk, theirs.slug, theirs.name.casefold()):
            if name in ours:
                by_issue[ours[name]].append(term)
                break
    return by_issue
