"""Which terms a paycheck of a job can take in: those that nothing narrower than the job decides."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from commontable.engines.costing.contract import Contract, Offer
from commontable.engines.costing.scope import Scope
from commontable.engines.costing.terms import Term
from commontable.engines.costing.wording import full

ASKED: Final = frozenset({"classification", "region", "union", "benefit_plan", "benefit_tier"})
"""What a visitor is asked for, of all that a scope can name; the day of hire beside it."""

_FULL_TIME: Final = 10_000
_MONEY: Final = frozenset({"wage", "line", "payment", "month"})


def is_asked_for(term: Term) -> bool:
    """Whether what a visitor says decides if the term holds for her."""
    scope = term.scope
    named = {dimension for dimension, _ in (*scope.included, *scope.excluded)}
    plain = not scope.certification and not scope.least_fte and scope.most_fte == _FULL_TIME
    return named <= ASKED and plain


def reaches_a_paycheck(term: Term) -> bool:
    """Whether the term is about what a worker takes home in regular hours."""
    kind = term.kind.name
    if kind in ("overtime", "shift_differential", "hourly_contribution", "retiree_account"):
        return False
    return term.kind.family in _MONEY or kind == "bonus"


def kept_of(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms a paycheck takes in."""
    return tuple(_as_stays(term) for term in terms if _is_kept(term))


def left_of(terms: Iterable[Term]) -> list[str]:
    """In words, those about take-home pay that it has to leave out, because they ask for more."""
    return [
        full(term)
        for term in terms
        if reaches_a_paycheck(term) and not is_asked_for(term) and not _is_schedule(term)
    ]


def contract_for(contract: Contract) -> Contract:
    return replace(contract, terms=kept_of(contract.terms))


def offer_for(offer: Offer, kept: Contract) -> Offer:
    """The offer with what a paycheck takes in; what it supersedes of the contract stays so."""
    known = {term.id for term in kept.terms} | {term.id.partition("@")[0] for term in kept.terms}
    terms = tuple(
        replace(term, supersedes=tuple(name for name in term.supersedes if name in known))
        for term in kept_of(offer.terms)
    )
    superseded = frozenset(name for name in offer.removed if name in known)
    return Offer(offer.name, terms, offer.side, offer.proposal, superseded)


def _is_kept(term: Term) -> bool:
    return reaches_a_paycheck(term) and is_asked_for(term)


def _is_schedule(term: Term) -> bool:
    return term.kind.name == "schedule"


def _as_stays(term: Term) -> Term:
    """Whoever asks is taken to stay: paid to those still employed then is paid to her."""
    if term.scope.employed_on is None:
        return term
    scope: Scope = replace(term.scope, employed_on=None)
    return replace(term, scope=scope)
