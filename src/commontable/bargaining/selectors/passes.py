"""The record as the comparison engine reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from commontable.bargaining.models import Proposal
from commontable.bargaining.models.facts import TermFields
from commontable.bargaining.selectors.facts import FactName, ProposalFacts
from commontable.bargaining.selectors.kept import Kept
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


class PassName(NamedTuple):
    """All that goes into one proposal's passes: its facts, its end, and its issues' names."""

    facts: FactName
    ended: tuple[str, int] | None
    taken_over: frozenset[int]
    names: tuple[str | None, ...]


KEPT_PASSES: Kept[PassName, tuple[comparison.Pass, ...]] = Kept(at_most=6000)


def passes_by_name(record: TableRecord) -> dict[PassName, tuple[comparison.Pass, ...]]:
    """Every proposal's passes under all that goes into them, in the order of crossing.

    A superseded proposal gives way on the issues its successor speaks to, by the successor's own
    passing, and from that place on no longer stands on any other: it is handed over in two parts.
    """
    names = record.spoken_names
    by_name: dict[PassName, tuple[comparison.Pass, ...]] = {}
    for facts in record.facts:
        ended = record.ended.get(facts.proposal.pk)
        over = record.issues_of.get(ended.superseded_by_id or 0) if ended else None
        name = PassName(
            facts.name,
            (ended.kind, ended.sequence) if ended else None,
            frozenset(over or ()),
            tuple([names.get(term.issue_id) for term in facts.terms]),
        )
        said = KEPT_PASSES.get(name)
        if said is None:
            said = tuple(_passes(facts, name))
            KEPT_PASSES.keep(name, said)
        by_name[name] = said
    return by_name


def tied[Name](
    names: Iterable[Name], *, issues: Callable[[Name], Iterable[str | None]]
) -> list[list[Name]]:
    """Passes gathered where an issue, or a chain of packages, ties them; each in its order.

    Passes of different groups have no issue in common, and what one of them says changes nothing
    in another: a package stands or falls with its own issues. What speaks to no issue is left out.
    """
    group_of: dict[str, list[Name]] = {}
    issues_in: dict[int, set[str]] = {}
    places: dict[Name, int] = {}
    for place, name in enumerate(names):
        places[name] = place
        said = {issue for issue in issues(name) if issue is not None}
        if not said:
            continue
        meant = [group_of[issue] for issue in said if issue in group_of]
        found = {id(known): known for known in meant}
        group: list[Name] = max(found.values(), key=len, default=[])
        for other in found.values():
            if other is not group:
                group.extend(other)
                said |= issues_in.pop(id(other))
        group.append(name)
        issues_in.setdefault(id(group), set()).update(said)
        for issue in said:
            group_of[issue] = group
    groups = {id(group): group for group in group_of.values()}
    return [sorted(group, key=places.__getitem__) for group in groups.values()]


def engine_passes(record: TableRecord) -> list[comparison.Pass]:
    """Every pass at the table, in the order of crossing; see :func:`passes_by_name`."""
    return [passed for said in passes_by_name(record).values() for passed in said]


def _passes(facts: ProposalFacts, name: PassName) -> Iterator[comparison.Pass]:
    said = [
        (term.issue_id, engine_term(term, issue))
        for term, issue in zip(facts.terms, name.names, strict=True)
        if issue is not None
    ]
    if name.ended is None or name.ended[0] == ProposalEventKind.WITHDRAWN:
        ends_at = name.ended[1] if name.ended else None
        yield _pass(facts.proposal, [term for _, term in said], ends_at)
        return
    over = name.taken_over
    yield _pass(facts.proposal, [term for issue, term in said if issue in over], None)
    rest = [term for issue, term in said if issue not in over]
    if rest:
        yield _pass(facts.proposal, rest, name.ended[1], part="b")


def pass_ident(proposal: Proposal) -> str:
    """How the engine tells a proposal's pass from all others."""
    return str(proposal.pk)


def _pass(
    proposal: Proposal, terms: Sequence[comparison.Term], ends_at: int | None, part: str = ""
) -> comparison.Pass:
    return comparison.Pass(
        ident=pass_ident(proposal) + part,
        label=proposal.label,
        side=comparison.Side(proposal.side),
        kind=comparison.ProposalKind(proposal.kind),
        order=proposal.sequence,
        terms=tuple(terms),
        at=proposal.when,
        withdrawn_at_order=ends_at,
        session=proposal.session_id,
    )
