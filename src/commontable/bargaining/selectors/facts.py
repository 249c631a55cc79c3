"""What proposals say, read once and kept: none of it ever changes.

The database sees to that. Proposals, their terms and the issues they speak to are only added to,
and all that a proposal says is written together with it, for the same readers (``ct_said_with``).
So the number of an entry and the microsecond it was entered name one content for good, and who
may not see the entry cannot name it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from commontable.bargaining.models import Language, Proposal, ProposalIssue, Term
from commontable.bargaining.models.facts import value_as_said
from commontable.bargaining.selectors.growing import among
from commontable.bargaining.selectors.kept import Kept
from commontable.coalition.actors import Actor


class FactName(NamedTuple):
    """What names one entry's content for good."""

    proposal_id: int
    entered_at: datetime


class TermFacts(NamedTuple):
    """One term as it was entered, without what only a proposal's own page shows.

    A tenth of a model's size, and of the time to make one: a long campaign has thousands.
    """

    proposal_id: int
    pk: int
    issue_id: int
    kind: str
    value: Decimal | None
    value_date: date | None
    value_yes: bool | None
    value_text: str | None
    unit: str
    bound: str
    better: str
    contract_year: int | None
    effective_on: date | None
    clause: str
    regions: list[str]
    unions: list[str]
    units: list[str]
    classifications: list[str]

    @property
    def value_as_said(self) -> str:
        return value_as_said(self)


@dataclass(frozen=True, slots=True, eq=False)
class ProposalFacts:
    """One entry of a proposal, its terms, and the issues it speaks to; equal only to itself.

    ``worded`` says whether contract language came with it.
    """

    name: FactName
    proposal: Proposal
    terms: tuple[TermFacts, ...]
    issues: frozenset[int]
    worded: bool


# About 3 kB each: some 20 MB of a worker's memory when full.
KEPT_FACTS: Kept[FactName, ProposalFacts] = Kept(at_most=6000)


def facts_named(actor: Actor, names: Collection[FactName]) -> dict[int, ProposalFacts]:
    """By proposal, the facts of those entries; three queries where some were not read before."""
    found = {name: facts for name in names if (facts := KEPT_FACTS.get(name)) is not None}
    missing = [name for name in names if name not in found]
    if missing:
        found |= _read(actor, missing)
    return {name.proposal_id: facts for name, facts in found.items()}


def _read(actor: Actor, names: Sequence[FactName]) -> Mapping[FactName, ProposalFacts]:
    ids = [name.proposal_id for name in names]
    proposals = {
        proposal.pk: proposal
        for proposal in Proposal.objects.visible_to(actor)
        .filter(among("id", ids))
        .annotate(worded=Exists(Language.objects.filter(proposal=OuterRef("pk"))))
        .order_by()
    }
    terms: dict[int, list[TermFacts]] = defaultdict(list)
    for row in (
        Term.objects.visible_to(actor)
        .filter(among("proposal_id", ids))
        .order_by("id")
        .values_list(*("id" if name == "pk" else name for name in TermFacts._fields))
    ):
        terms[row[0]].append(TermFacts._make(row))
    issues: dict[int, list[int]] = defaultdict(list)
    for proposal_id, issue_id in (
        ProposalIssue.objects.visible_to(actor)
        .filter(among("proposal_id", ids))
        .values_list("proposal_id", "issue_id")
    ):
        issues[proposal_id].append(issue_id)
    read = {
        name: ProposalFacts(
            name,
            proposals[name.proposal_id],
            tuple(terms[name.proposal_id]),
            frozenset(
                [*issues[name.proposal_id], *(term.issue_id for term in terms[name.proposal_id])]
            ),
            proposals[name.proposal_id].worded,
        )
        for name in names
    }
    for name, facts in read.items():
        KEPT_FACTS.keep(name, facts)
    return read
