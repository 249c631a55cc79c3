"""Proposals as the comparison engine reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from commontable.bargaining.models import Proposal, ProposalEvent
from commontable.bargaining.selectors.facts import FactName, ProposalFacts, TermFacts
from commontable.bargaining.selectors.kept import Kept
from commontable.bargaining.term_words import AsEntered
from commontable.bargaining.words import ProposalEventKind, ProposalKind, Side
from commontable.engines import comparison


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One proposal in the record: what it says, how it ended, and its passes for the engine.

    ``names`` are its terms' issues as the engine knows them (None: hidden from this reader), and
    ``over`` the issues that its successor takes over. ``on`` are the passes by issue: a
    superseded proposal has two. ``counts`` says whether it may stand: on the record, neither
    withdrawn nor superseded. Equal only to itself: a changed one is another.
    """

    facts: ProposalFacts
    ended: ProposalEvent | None
    over: frozenset[int]
    names: tuple[str | None, ...]
    passes: tuple[comparison.Pass, ...]
    on: Mapping[int, tuple[comparison.Pass, ...]]
    # What a board asks of every proposal each time, as plain values.
    side: Side
    is_package: bool
    counts: bool

    @property
    def proposal(self) -> Proposal:
        return self.facts.proposal

    @property
    def issues(self) -> frozenset[int]:
        return self.facts.issues

    @property
    def ident(self) -> str:
        """How the engine tells what still stands of the proposal from all other passes."""
        return str(self.facts.name.proposal_id)

    def still_live(self) -> Entry:
        """The entry as it was before it ended. Its passes are as they are today."""
        return replace(self, ended=None, over=frozenset(), counts=self.proposal.is_baseline)

    def terms_on(self, issue_id: int) -> list[TermFacts]:
        """What it says on one issue."""
        return [term for term in self.facts.terms if term.issue_id == issue_id]


class PassName(NamedTuple):
    """All that goes into one proposal's passes."""

    facts: FactName
    ended: tuple[str, int] | None
    over: frozenset[int]
    names: tuple[str | None, ...]


type _Read = tuple[tuple[comparison.Pass, ...], Mapping[int, tuple[comparison.Pass, ...]]]

KEPT_PASSES: Kept[PassName, _Read] = Kept(at_most=6000)


def entry_of(
    facts: ProposalFacts,
    ended: ProposalEvent | None,
    over: frozenset[int],
    names: Mapping[int, str],
) -> Entry:
    """The proposal as the engine reads it; ``names`` are the issues' by id."""
    named = tuple([names.get(term.issue_id) for term in facts.terms])
    proposal = facts.proposal
    key = PassName(
        facts.name,
        (ended.kind, ended.sequence) if ended else None,
        over,
        named,
    )
    read = KEPT_PASSES.get(key)
    if read is None:
        passes = tuple(_passes(facts, key))
        read = (passes, _by_issue(passes, facts, named))
        KEPT_PASSES.keep(key, read)
    passes, on = read
    return Entry(
        facts=facts,
        ended=ended,
        over=over,
        names=named,
        passes=passes,
        on=on,
        side=Side(proposal.side),
        is_package=proposal.kind == ProposalKind.PACKAGE,
        counts=ended is None and proposal.is_baseline,
    )


def _by_issue(
    passes: tuple[comparison.Pass, ...], facts: ProposalFacts, names: Sequence[str | None]
) -> dict[int, tuple[comparison.Pass, ...]]:
    called = {term.issue_id: name for term, name in zip(facts.terms, names, strict=True) if name}
    return {
        issue_id: tuple(part for passed in passes if (part := passed.on(name)).terms)
        for issue_id, name in called.items()
    }


def _passes(facts: ProposalFacts, name: PassName) -> Iterator[comparison.Pass]:
    """A superseded proposal gives way on the issues its successor speaks to, by the successor's
    own passing, and from that place on no longer stands on any other: it is handed over in two
    parts.
    """
    said = [
        (term.issue_id, engine_term(term, issue))
        for term, issue in zip(facts.terms, name.names, strict=True)
        if issue is not None
    ]
    if name.ended is None or name.ended[0] == ProposalEventKind.WITHDRAWN:
        ends_at = name.ended[1] if name.ended else None
        yield _pass(facts.proposal, [term for _, term in said], ends_at)
        return
    over = name.over
    yield _pass(facts.proposal, [term for issue, term in said if issue in over], None)
    rest = [term for issue, term in said if issue not in over]
    if rest:
        yield _pass(facts.proposal, rest, name.ended[1], part="b")


def _pass(
    proposal: Proposal, terms: Sequence[comparison.Term], ends_at: int | None, part: str = ""
) -> comparison.Pass:
    return comparison.Pass(
        ident=str(proposal.pk) + part,
        label=proposal.label,
        side=comparison.Side(proposal.side),
        kind=comparison.ProposalKind(proposal.kind),
        order=proposal.sequence,
        terms=tuple(terms),
        at=proposal.when,
        withdrawn_at_order=ends_at,
        session=proposal.session_id,
    )


class Promise(AsEntered, Protocol):
    """A term wherever it is kept, with all that the engine asks of one."""

    @property
    def better(self) -> str: ...
    @property
    def effective_on(self) -> date | None: ...


def engine_term(term: Promise, issue: str) -> comparison.Term:
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
        scope=_scope(term),
        year=term.contract_year,
        effective=term.effective_on,
        clause=term.clause,
        better=comparison.Better(term.better),
        bound=comparison.Bound(term.bound) if term.bound else None,
        ident=str(term.pk),
    )


_EVERYWHERE = comparison.Scope()


def _scope(term: Promise) -> comparison.Scope:
    if not (term.regions or term.unions or term.units or term.classifications):
        return _EVERYWHERE
    return comparison.Scope(
        regions=frozenset(term.regions),
        unions=frozenset(term.unions),
        units=frozenset(term.units),
        classifications=frozenset(term.classifications),
    )
