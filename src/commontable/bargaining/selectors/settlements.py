"""How a table ended, as announced, and what happened beside it: hearings, notices, strikes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from commontable.bargaining.models import CampaignEvent, Issue, Settlement, SettlementTerm, Table
from commontable.bargaining.term_words import Said, lines_of
from commontable.coalition.actors import Actor


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement, with what it says on each of its issues."""

    settlement: Settlement
    issues: tuple[tuple[Issue, tuple[Said, ...]], ...]


def settlements_of(actor: Actor, table: Table) -> tuple[Settled, ...]:
    """What was settled at the table, in the order it was reached; three queries at most."""
    terms = SettlementTerm.objects.visible_to(actor).select_related("issue").order_by("id")
    found = (
        Settlement.objects.visible_to(actor)
        .filter(table=table)
        .prefetch_related(Prefetch("terms", terms))
    )
    return tuple(Settled(each, _by_issue(list(each.terms.all()))) for each in found)


def _by_issue(terms: list[SettlementTerm]) -> tuple[tuple[Issue, tuple[Said, ...]], ...]:
    of_issue: dict[Issue, list[SettlementTerm]] = {}
    for term in terms:
        of_issue.setdefault(term.issue, []).append(term)
    return tuple((issue, tuple(lines_of(said))) for issue, said in of_issue.items())


def events_beside(actor: Actor, table: Table) -> tuple[CampaignEvent, ...]:
    """What happened beside the table in its campaign, by date."""
    return tuple(
        CampaignEvent.objects.visible_to(actor)
        .filter(campaign=table.campaign_id)
        .order_by("on", "id")
    )
