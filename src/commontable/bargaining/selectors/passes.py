"""The record as the comparison engine reads it."""

from __future__ import annotations

from collections.abc import Sequence

from commontable.bargaining.models import Proposal
from commontable.bargaining.models.facts import TermFields
from commontable.bargaining.selectors.record import TableRecord
from commontable.bargaining.words import ProposalEventKind
from commontable.engines import comparison


def engine_term(term: TermFields, issue: str) -> comparison.Term:
    """One term of the record as the engine's; ``issue`` is what the engine calls it."""
    value: comparison.Value | None = term.value
    if term.value_date is not None:
        value = term.value_date
    elif term.value_yes is not None:
        value = term.value_yes
    elif term.value_text is not None:
        value = term.value_text
    return comparison.Term(
        issue=issue,
        kind=comparison.TermKind(term.kind),
        value=value,
        unit=term.unit,
        scope=comparison.Scope(
            regions=frozenset(term.regions),
            unions=frozenset(term.unions),
            units=frozenset(term.units),
            classifications=frozenset(term.classifications),
        ),
        year=term.contract_year,
        effective=term.effective_on,
        clause=term.clause,
        better=comparison.Better(term.better),
        bound=comparison.Bound(term.bound) if term.bound else None,
        ident=str(term.pk),
    )


def _pass(
    proposal: Proposal, terms: Sequence[comparison.Term], ends_at: int | None, part: str = ""
) -> comparison.Pass:
    return comparison.Pass(
        ident=f"{proposal.pk}{part}",
        label=proposal.label,
        side=comparison.Side(proposal.side),
        kind=comparison.ProposalKind(proposal.kind),
        order=proposal.sequence,
        terms=tuple(terms),
        at=proposal.when,
        withdrawn_at_order=ends_at,
        session=proposal.session_id,
    )


def engine_passes(record: TableRecord) -> list[comparison.Pass]:
    """Every pass at the table, in the order of crossing.

    A superseded proposal gives way on the issues its successor speaks to, by the successor's own
    passing, and from that place on no longer stands on any other: it is handed over in two parts.
    """
    names = record.spoken_names
    passes = []
    for proposal in record.proposals:
        by_issue = [
            (term.issue_id, engine_term(term, names[term.issue_id]))
            for term in record.terms.get(proposal.pk, ())
            if term.issue_id in names
        ]
        ended = record.ended.get(proposal.pk)
        if ended is None or ended.kind == ProposalEventKind.WITHDRAWN:
            ends_at = ended.sequence if ended else None
            passes.append(_pass(proposal, [term for _, term in by_issue], ends_at))
            continue
        taken_over = record.issues_of.get(ended.superseded_by_id or 0, set())
        passes.append(
            _pass(proposal, [term for issue, term in by_issue if issue in taken_over], None)
        )
        rest = [term for issue, term in by_issue if issue not in taken_over]
        if rest:
            passes.append(_pass(proposal, rest, ended.sequence, part="b"))
    return passes
