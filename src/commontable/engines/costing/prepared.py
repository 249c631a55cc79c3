"""An offer held ready, so that one changed term is priced while the other side waits.

What a change does not touch is kept: which workers each scope means, the terms that others have
resolved to, and where every worker's time goes (:class:`~.kernel.running.Walk`). What it touches
is worked out anew by the same kernel, for the workers it concerns: the cents are those of a
price from nothing, never an estimate.
"""

from dataclasses import dataclass
from typing import Final

from commontable.engines.costing.contract import Offer, laid_over
from commontable.engines.costing.costing import Costing, Priced, replace_terms
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.running import (
    Sums,
    Walk,
    add,
    earn,
    nothing,
    run,
    settle,
    walk,
)
from commontable.engines.costing.plan.build import Plan, plan_of
from commontable.engines.costing.plan.changes import profiles_concerned
from commontable.engines.costing.terms import Term

KEPT_PARTS: Final = 4
"""Of the parts of the workers (``costing.PART`` each): what comes after is priced from nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A part of the workers under the offer as it was prepared.

    ``walk`` is None where nothing is kept. ``earned`` are the lines of the pay slips alone.
    """

    plan: Plan
    walk: Walk | None
    earned: Sums
    sums: Sums


class Prepared:
    """``offer`` priced over a census and kept ready. Made by :func:`prepare`.

    ``priced`` is the offer itself. Every method gives a whole new price and leaves this as it is:
    the order of questions does not matter, and nothing grows over a night. Kept are about 300
    bytes for each worker and the sums by profile twice (:attr:`nbytes`), for two million workers
    at most.
    """

    def __init__(self, costing: Costing, offer: Offer, *, per_worker: bool = False) -> None:
        self.costing = costing
        self.offer = offer
        self.per_worker = per_worker
        self._parts = [self._part(place) for place in range(len(costing.parts))]
        self.priced = costing.priced_of(
            offer, [part.plan for part in self._parts], [part.sums for part in self._parts]
        )

    def with_term(self, term: Term) -> Priced:
        """The offer with ``term`` in the place of its own of that id, or added to it."""
        mine = self.offer.terms
        if any(each.id == term.id for each in mine):
            terms = tuple(term if each.id == term.id else each for each in mine)
        else:
            terms = (*mine, term)
        return self.price(replace_terms(self.offer, terms))

    def without(self, *ids: str) -> Priced:
        """The offer with some of its terms switched off. Raises ``CostingError`` for no such id."""
        known = {term.id for term in self.offer.terms}
        for each in ids:
            if each not in known:
                raise CostingError(
                    f"offer {self.offer.name}",
                    expected=f"ids of its terms: {', '.join(sorted(known))}",
                    got=repr(each),
                )
        return self.price(self.offer.without(*ids))

    def price(self, offer: Offer) -> Priced:
        """Any offer, to the cent: the nearer to the one prepared, the sooner."""
        costing = self.costing
        terms = laid_over(costing.contract, offer)
        plans: list[Plan] = []
        sums: list[Sums] = []
        for workers, part in zip(costing.parts, self._parts, strict=True):
            plan = plan_of(workers, costing.contract, terms, costing.time, near=part.plan)
            plans.append(plan)
            sums.append(self._changed(plan, part))
        return costing.priced_of(offer, plans, sums)

    @property
    def nbytes(self) -> int:
        """What is kept for workers and profiles, in bytes."""
        return sum(
            (part.walk.nbytes if part.walk is not None else 0)
            + sum(each.nbytes for each in (*part.earned, *part.sums))
            for part in self._parts
        )

    def _part(self, place: int) -> _Part:
        costing = self.costing
        plan = costing.plan(self.offer, place)
        # By columns, time and money are not apart.
        if costing.engine != "compiled" or place >= KEPT_PARTS:
            sums = self._from_nothing(plan)
            return _Part(plan, None, sums, sums)
        walked = walk(plan, threads=costing.threads)
        earned = nothing(plan, per_worker=self.per_worker)
        earn(walked, earned)
        sums = Sums(*(each.copy() for each in earned))
        settle(plan, sums, walked=walked)
        return _Part(plan, walked, earned, sums)

    def _from_nothing(self, plan: Plan) -> Sums:
        costing = self.costing
        return run(plan, per_worker=self.per_worker, engine=costing.engine, threads=costing.threads)

    def _changed(self, plan: Plan, part: _Part) -> Sums:
        """The sums under another plan; worked out for whom it concerns, kept for the others."""
        if part.walk is None or not part.walk.fits(plan):
            return self._from_nothing(plan)
        concerned = profiles_concerned(part.plan, plan)
        sums = Sums(*(each.copy() for each in part.sums))
        if plan.book is part.plan.book and plan.lines is part.plan.lines:
            workers = concerned[plan.workers.profile] if self.per_worker else slice(0)
            rows = (concerned, workers, workers)
            for mine, earned, some in zip(sums, part.earned, rows, strict=True):
                mine[some] = earned[some]
            settle(plan, sums, walked=part.walk, concerned=concerned)
        else:
            sums.totals[concerned] = 0
            add(plan, sums, walked=part.walk, concerned=concerned)
        return sums


def prepare(costing: Costing, offer: Offer, *, per_worker: bool = False) -> Prepared:
    """``offer`` held ready for single changes; ``per_worker`` also keeps what each worker gets.

    The first call of a process loads the compiled kernel, the first on a machine compiles it.
    """
    return Prepared(costing, offer, per_worker=per_worker)
