"""Proposals as they are found: the newest entry of each, its terms in words, its language."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby

from commontable.bargaining.models import Language, Proposal, SearchEntry, Term
from commontable.bargaining.services.search_index.entries import day_at, entries_for, paragraphs
from commontable.bargaining.term_words import summarise
from commontable.bargaining.words import SearchKind


def proposal_entries(ids: Collection[int]) -> list[SearchEntry]:
    """An entry that was corrected is not found: the one that corrects it is. Four queries."""
    found = (
        Proposal.objects.filter(pk__in=ids, corrected_by=None)
        .select_related("table", "coalition")
        .prefetch_related("issue_links", "terms__issue", "language__article")
        .order_by("id")
    )
    entries: list[SearchEntry] = []
    for proposal in found:
        when: datetime | date | None = proposal.when
        if isinstance(when, datetime):
            when = day_at(when, proposal.coalition.time_zone)
        entries += entries_for(
            proposal,
            SearchKind.PROPOSAL,
            page="proposal",
            page_id=proposal.pk,
            campaign_id=proposal.table.campaign_id,
            table_id=proposal.table_id,
            side=proposal.side,
            happened_on=when,
            issues=[link.issue_id for link in proposal.issue_links.all()],
            label=proposal.label,
            title=proposal.title,
            context=proposal.table.name,
            body=paragraphs(
                *_terms_in_words(list(proposal.terms.all())),
                *(_language(entry) for entry in proposal.language.all()),
                proposal.reason_given,
                proposal.note,
                " → ".join(filter(None, (proposal.handed_by, proposal.handed_to))),
                proposal.witnesses,
                proposal.source,
            ),
        )
    return entries


def _terms_in_words(terms: list[Term]) -> list[str]:
    """``Wages: 4 / 3.5 / 3 / 3 % NCAL``, a line an issue, then clauses and remarks."""
    terms.sort(key=lambda term: (term.issue_id, term.pk))
    lines = [
        f"{issue.name}: {summarise(of_issue)}"
        for issue, of_issue in groupby(terms, key=lambda term: term.issue)
    ]
    said = (text for term in terms for text in (term.clause, term.source, term.note))
    return [*lines, *dict.fromkeys(filter(None, said))]


def _language(entry: Language) -> str:
    heading = entry.heading or (str(entry.article) if entry.article else "")
    return paragraphs(heading, entry.text)
