"""What lines of terms are read as, while somebody types them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.fate_words import consequence_told
from commontable.bargaining.models import Campaign, StatusQuoTerm, Table
from commontable.bargaining.selectors.fates import Consequence, consequences_of, regions_spoken_to
from commontable.bargaining.selectors.issues import vocabulary_of
from commontable.bargaining.selectors.other_kinds import promises_of_another_kind
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.selectors.tables import get_campaign, tables_of
from commontable.bargaining.shorthand import ReadLine, Vocabulary, read_terms
from commontable.bargaining.term_words import scope_words, summarise
from commontable.bargaining.words import Better, ProposalKind, Side, TermKind
from commontable.coalition.requests import ActorRequest, seated


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One line as it was understood."""

    line: int
    issue: str
    kind: str
    value: str
    scope: str
    better: str


def read_back(line: ReadLine, vocabulary: Vocabulary) -> ReadBack:
    first = line.entries[0]
    terms = [StatusQuoTerm(**entry.fields()) for entry in line.entries]
    scope = scope_words(terms[0])
    said = summarise(terms)
    return ReadBack(
        line=line.line,
        issue=vocabulary.issue(first.issue_id).name,
        kind=str(TermKind(first.kind).label),
        value=said.removesuffix(scope).strip() if scope else said,
        scope=scope,
        better="" if first.better is Better.NONE else str(first.better.label),
    )


def _table(request: ActorRequest, campaign: Campaign) -> Table | None:
    """The table of a pass that is being typed, if it is one of the campaign's for the reader."""
    tables = {str(table.pk): table for table in tables_of(request.actor)}
    table = tables.get(request.POST.get("table", ""))
    return table if table is not None and table.campaign_id == campaign.pk else None


def _not_compared(
    request: ActorRequest, table: Table | None, entries: Sequence[TermEntry]
) -> list[str]:
    """What would not be compared with what the pass's side has standing."""
    side = request.POST.get("side")
    if table is None or side not in Side.values:
        return []
    return promises_of_another_kind(request.actor, table, Side(side), entries)


def _ended(
    request: ActorRequest, table: Table | None, entries: Sequence[TermEntry]
) -> list[Consequence]:
    """What the pass would end that is being typed; nothing where it is not clear enough yet."""
    asked = request.POST
    side, kind = asked.get("side"), asked.get("kind")
    if table is None or side not in Side.values or kind not in ProposalKind.values:
        return []
    chosen, supersedes = (
        {int(one) for one in asked.getlist(name) if one.isascii() and one.isdigit()}
        for name in ("issues", "supersedes")
    )
    return consequences_of(
        records_of(request.actor, [table])[0],
        side=Side(side),
        kind=ProposalKind(kind),
        issues=chosen | {entry.issue_id for entry in entries},
        supersedes=supersedes,
        regions=regions_spoken_to((entry.issue_id, entry.regions) for entry in entries),
    )


@seated
@require_POST
def preview(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Each line as it was understood, or what is wrong with it. Nothing is kept.

    Sent with a ``table`` and the rest of a pass: what recording it would end, and what of it could
    not be compared with what its side has standing.
    """
    campaign = get_campaign(request.actor, campaign_id)
    vocabulary = vocabulary_of(request.actor, campaign)
    names = {issue.name.casefold() for issue in vocabulary.issues}
    # A line with an issue's name alone is only begun: it is no fault yet.
    begun = (
        "" if line.strip().casefold() in names else line
        for line in request.POST.get("terms", "").split("\n")
    )
    reading = read_terms("\n".join(begun), vocabulary)
    entries = [entry for line in reading.lines for entry in line.entries]
    table = _table(request, campaign)
    ended = _ended(request, table, entries)
    context = {
        "lines": [read_back(line, vocabulary) for line in reading.lines],
        "problems": reading.problems,
        "warnings": [*reading.warnings, *_not_compared(request, table, entries)],
        "consequences": [consequence_told(one) for one in ended],
        "a_package_falls": any(one.falls for one in ended),
    }
    return render(request, "bargaining/terms/preview.html", context)
