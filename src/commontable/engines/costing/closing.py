"""The gap between two offers, and what would close it: one changed term at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commontable.engines.costing.contract import Offer
from commontable.engines.costing.costing import Costing, Priced, Question, replace_terms
from commontable.engines.costing.prepared import Prepared, prepare
from commontable.engines.costing.terms import Term
from commontable.engines.costing.wording import full


@dataclass(frozen=True, slots=True)
class Change:
    """Terms put in, taken out, or exchanged for their counterparts; what that moves, in cents.

    ``moves`` is over all years; ``of_gap`` its share of the gap, in parts per million.
    """

    said: str
    taken_out: tuple[Term, ...]
    put_in: tuple[Term, ...]
    moves: int
    of_gap: int


@dataclass(frozen=True, slots=True)
class Gap:
    """``apart`` is the second offer's cost less the first's, by year, in cents.

    ``together`` is what the changes move beyond the sum of their single prices, because raises
    compound: the changes add up to the whole only with it.
    """

    first: str
    second: str
    apart: tuple[int, ...]
    changes: tuple[Change, ...]
    together: int

    @property
    def total(self) -> int:
        return sum(self.apart)


@dataclass(frozen=True, slots=True)
class TermPrice:
    """What an offer costs more with a term than without it, over all years, in cents."""

    term: Term
    cents: int


def gap(
    costing: Costing, first: Priced, second: Priced, *, prepared: Prepared | None = None
) -> Gap:
    """From ``first`` (say theirs) to ``second`` (ours): how far apart, and what closes it.

    ``prepared`` is ``first`` held ready, where somebody has it already.
    """
    apart = [b - a for a, b in zip(first.costs(), second.costs(), strict=True)]
    total = sum(apart)
    changes: list[Change] = []
    pairs = differences(first.offer, second.offer)
    changed = [_changed(first.offer, taken, put) for taken, put in pairs]
    totals = _totals(costing, first.offer, changed, prepared)
    for (taken, put), each in zip(pairs, totals, strict=True):
        moved = each - first.total
        of_gap = (2 * moved * 1_000_000 + abs(total)) // (2 * abs(total)) if total else 0
        if total < 0:
            of_gap = -of_gap
        changes.append(Change(_said(taken, put), taken, put, moved, of_gap))
    # Superseding differs without any term: it has no single price, and falls to the rest.
    changes.sort(key=lambda change: (-abs(change.moves), change.said))
    together = total - sum(change.moves for change in changes)
    return Gap(first.name, second.name, tuple(apart), tuple(changes), together)


def term_prices(
    costing: Costing, priced: Priced, *, prepared: Prepared | None = None
) -> list[TermPrice]:
    """Each term switched off in turn, the dearest first.

    ``prepared`` is the offer held ready, where somebody has it already.
    """
    terms = priced.offer.terms
    without = [priced.offer.without(term.id) for term in terms]
    totals = _totals(costing, priced.offer, without, prepared)
    prices = [
        TermPrice(term, priced.total - total) for term, total in zip(terms, totals, strict=True)
    ]
    return sorted(prices, key=lambda price: -abs(price.cents))


def _totals(
    costing: Costing, offer: Offer, changed: Sequence[Offer], prepared: Prepared | None
) -> list[int]:
    """What each of the offers near ``offer`` costs, in cents."""
    if not changed:
        return []
    if costing.holds:
        ready = prepared or prepare(costing, offer)
        return [ready.price(each).total for each in changed]
    questions = [Question(each, broken_down=False) for each in changed]
    costing.ahead(questions)
    return [costing.answer(each).total for each in questions]


def differences(first: Offer, second: Offer) -> list[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """Terms of one offer against their counterparts in the other; equal ones left out.

    Counterparts are of one kind and name, and where a term acts once (a raise, a lump sum) of one
    calendar year: 3 % in one region and 2 % in the other stand against 5 % everywhere.
    """
    mine = {term.sameness for term in first.terms}
    theirs = {term.sameness for term in second.terms}
    pairs: dict[tuple[object, ...], tuple[list[Term], list[Term]]] = {}
    for place, (offer, others) in enumerate(((first, theirs), (second, mine))):
        for term in offer.terms:
            if term.sameness not in others:
                once = term.kind.family in ("wage", "payment")
                key = (*term.key, term.effective.year if once else None)
                pairs.setdefault(key, ([], []))[place].append(term)
    return [(tuple(left), tuple(right)) for left, right in pairs.values()]


def _changed(offer: Offer, taken: Sequence[Term], put: Sequence[Term]) -> Offer:
    kept = [term for term in offer.terms if term not in taken]
    known = {term.id for term in kept}
    put_in = [
        replace(term, id=f"{term.id} (other side)" if term.id in known else term.id, supersedes=())
        for term in put
    ]
    return replace_terms(offer, (*kept, *put_in))


def _said(taken: Sequence[Term], put: Sequence[Term]) -> str:
    before, after = (" and ".join(map(full, terms)) for terms in (taken, put))
    if not before:
        return f"add: {after}"
    return f"{before} → {after}" if after else f"drop: {before}"
