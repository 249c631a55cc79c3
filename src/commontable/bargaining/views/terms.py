"""What lines of terms are read as, while somebody types them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from commontable.bargaining.models import StatusQuoTerm
from commontable.bargaining.selectors.issues import vocabulary_of
from commontable.bargaining.selectors.tables import get_campaign
from commontable.bargaining.shorthand import ReadLine, Vocabulary, read_terms
from commontable.bargaining.term_words import scope_words, summarise
from commontable.bargaining.words import Better, TermKind
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


@seated
@require_POST
def preview(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Each line as it was understood, or what is wrong with it. Nothing is kept."""
    campaign = get_campaign(request.actor, campaign_id)
    vocabulary = vocabulary_of(request.actor, campaign)
    names = {issue.name.casefold() for issue in vocabulary.issues}
    # A line with an issue's name alone is only begun: it is no fault yet.
    begun = (
        "" if line.strip().casefold() in names else line
        for line in request.POST.get("terms", "").split("\n")
    )
    reading = read_terms("\n".join(begun), vocabulary)
    context = {
        "lines": [read_back(line, vocabulary) for line in reading.lines],
        "problems": reading.problems,
        "warnings": reading.warnings,
    }
    return render(request, "bargaining/terms/preview.html", context)
