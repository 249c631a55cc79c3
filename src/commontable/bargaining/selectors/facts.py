"""The proposals of some tables with their terms, read once and kept: they never change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from commontable.bargaining.models import Proposal, Term
from commontable.bargaining.selectors.kept import Kept
from commontable.coalition.actors import Actor


class FactName(NamedTuple):
    """What names one proposal's content for good; see :mod:`.kept`."""

    proposal_id: int
    entered_at: datetime
    term_ids: tuple[int, ...]


class ProposalFacts(NamedTuple):
    """One entry of a proposal and those of its terms the reader may see."""

    name: FactName
    proposal: Proposal
    terms: tuple[Term, ...]


# Above this many, asking for all of a table's costs less than naming each.
_FEW = 200

# About 5 kB each: some 30 MB of a worker's memory when full.
KEPT_FACTS: Kept[FactName, ProposalFacts] = Kept(at_most=6000)


def facts_of(actor: Actor, table_ids: Sequence[int]) -> dict[int, list[ProposalFacts]]:
    """By table, the newest entry of every proposal in the order of crossing, with its terms.

    Two queries for their names, and two more where some were not read before.
    """
    # No joins, here and below: the plans are then good before the database has counted what a
    # large import brought.
    all_entries = list(
        Proposal.objects.visible_to(actor)
        .filter(table_id__in=table_ids)
        .order_by("table_id", "sequence")
        .values_list("table_id", "id", "entered_at", "corrects_id")
    )
    corrected = {corrects for *_, corrects in all_entries}
    entries = [entry[:3] for entry in all_entries if entry[1] not in corrected]
    terms_of: dict[int, tuple[int, ...]] = {
        proposal_id: tuple(ids)
        for proposal_id, ids in Term.objects.visible_to(actor)
        .filter(proposal_id__in=[proposal_id for _, proposal_id, _ in entries])
        .order_by()
        .values("proposal_id")
        .annotate(ids=ArrayAgg("id", order_by="id"))
        .values_list("proposal_id", "ids")
    }
    names = [
        (table_id, FactName(proposal_id, entered_at, terms_of.get(proposal_id, ())))
        for table_id, proposal_id, entered_at in entries
    ]
    known = {name: KEPT_FACTS.get(name) for _, name in names}
    missing = [name for name, facts in known.items() if facts is None]
    read = {facts.name: facts for facts in _read(actor, table_ids, missing)} if missing else {}
    by_table: dict[int, list[ProposalFacts]] = defaultdict(list)
    for table_id, name in names:
        by_table[table_id].append(known[name] or read[name])
    return by_table


def _read(actor: Actor, table_ids: Sequence[int], names: Sequence[FactName]) -> list[ProposalFacts]:
    ids = [name.proposal_id for name in names]
    wanted = Q(proposal_id__in=ids) if len(ids) <= _FEW else Q(proposal__table_id__in=table_ids)
    terms = {term.pk: term for term in Term.objects.visible_to(actor).filter(wanted).order_by()}
    proposals = Proposal.objects.visible_to(actor).in_bulk(ids)
    read = [
        ProposalFacts(
            name, proposals[name.proposal_id], tuple(terms[term_id] for term_id in name.term_ids)
        )
        for name in names
    ]
    for facts in read:
        KEPT_FACTS.keep(facts.name, facts)
    return read
