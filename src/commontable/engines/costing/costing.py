"""Costing: a census and a contract held ready, offers priced against them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import ClassVar, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from commontable.engines.costing.calendar import add_years, day_before
from commontable.engines.costing.census import Census
from commontable.engines.costing.contract import (
    STATUS_QUO,
    Contract,
    Offer,
    laid_over,
    taken_for_granted,
)
from commontable.engines.costing.cube import Cube, merged
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.kernel.running import Engine, Sums, run
from commontable.engines.costing.pay_calendar import Timeline, timeline
from commontable.engines.costing.plan.build import Plan, plan_of
from commontable.engines.costing.plan.employer import employer_amounts
from commontable.engines.costing.plan.standing import Seen
from commontable.engines.costing.terms import Term
from commontable.engines.costing.workers import Workers

type Ints = npt.NDArray[np.int64]

PART: Final = 500_000
"""Workers whose arrays are held at once; more are taken in parts, with the same cents."""

FLAT: Final = Offer("Flat base")
"""Rates and benefits as on the last day before, held: no step, no trend."""


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """One scenario: its sums, and (if asked for) what each worker takes home and costs, in cents.

    ``net`` and ``worker_costs`` are [worker, year], with no rows when they were not asked for.

    ``plan`` is that of the first part of the workers: it explains order and terms.
    """

    offer: Offer
    cube: Cube
    net: Ints
    worker_costs: Ints
    plan: Plan
    remarks: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.offer.name

    def costs(self) -> list[int]:
        return self.cube.costs()

    @property
    def total(self) -> int:
        return sum(self.costs())


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What may be asked of a costing: an offer over its years, or the year after them.

    With ``held`` everything stays as on that day. ``broken_down`` asks for more than sums: for
    who is grouped how.
    """

    offer: Offer
    held: date | None = None
    following: bool = False
    broken_down: bool = True


class Costing:
    """A census under a contract, ready for one offer after another.

    ``years`` from the contract's first day; None takes the contract's. Without ``checks`` a name
    that nobody has is no error: this may be a part of a census. The first offer prepares
    what the next ones share. Nothing here changes after it was made; offers are priced one by one.
    """

    def __init__(
        self,
        census: Census | pa.Table,
        contract: Contract,
        *,
        as_of: date | None = None,
        years: int | None = None,
        engine: Engine = "compiled",
        threads: int = 0,
        checks: bool = True,
    ) -> None:
        table = census.table if isinstance(census, Census) else census
        day = census.as_of if isinstance(census, Census) else as_of
        if day is None:
            raise CostingError("census", expected="the day on which it was true", got="none")
        self.contract = contract
        self.table, self.as_of = table, day
        self.years = years or contract.years
        self.time: Timeline = timeline(contract.pay, contract.start, self.years)
        self.engine, self.threads, self.checks = engine, threads, checks
        self.parts = [
            Workers(table.slice(begin, PART), day) for begin in range(0, table.num_rows, PART)
        ]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)

    holds: ClassVar[bool] = True
    """Whether an offer can be held ready (``prepared``): all workers are in this process."""

    @cached_property
    def flat(self) -> Priced:
        """Everything as on the day before the first: the base of traditional costing."""
        return self.answer(self.baselines[0], per_worker=True)

    @cached_property
    def status_quo(self) -> Priced:
        """No deal: steps, premium trend and dated terms of the contract go on."""
        return self.answer(self.baselines[1], per_worker=True)

    @property
    def baselines(self) -> tuple[Question, Question, Question]:
        """The flat base, the status quo, and the flat base in the year after the last."""
        held = day_before(self.contract.start)
        return Question(FLAT, held), Question(STATUS_QUO), Question(FLAT, held, following=True)

    def price(self, offer: Offer, *, per_worker: bool = False) -> Priced:
        """An offer over all years, to the cent."""
        return self.answer(Question(offer), per_worker=per_worker)

    def plan(self, offer: Offer, part: int = 0) -> Plan:
        """An offer resolved for one part of the workers, to be explained or run elsewhere."""
        return self.plan_for(Question(offer), part)

    def after(self, offer: Offer) -> Question:
        """The year after the last at the last day's rates, held."""
        end = add_years(self.contract.start, self.years)
        return Question(offer, day_before(end), following=True, broken_down=False)

    def year_after(self, offer: Offer) -> Priced:
        """What the offer leaves behind: the price of the year after the last."""
        return self.answer(self.after(offer))

    @cached_property
    def flat_after(self) -> Priced:
        """The flat base in the year after the last."""
        return self.answer(self.baselines[2])

    @cached_property
    def _following(self) -> Timeline:
        return timeline(self.contract.pay, add_years(self.contract.start, self.years), 1)

    def ahead(self, questions: Iterable[Question]) -> None:
        """What will be asked, for whoever answers many at once sooner; here nothing is done."""

    def answer(self, question: Question, *, per_worker: bool = False) -> Priced:
        """One scenario's price, to the cent."""
        return self._priced(question, per_worker=per_worker)

    def _priced(self, question: Question, *, per_worker: bool) -> Priced:
        plans: list[Plan] = []
        sums: list[Sums] = []
        for part in range(len(self.parts)):
            plan = self.plan_for(question, part)
            plans.append(plan)
            sums.append(run(plan, per_worker=per_worker, engine=self.engine, threads=self.threads))
        return self.priced_of(question.offer, plans, sums)

    def plan_for(self, question: Question, part: int = 0) -> Plan:
        """A question resolved for one part of the workers."""
        terms = laid_over(self.contract, question.offer)
        time = self._following if question.following else self.time
        return plan_of(self.parts[part], self.contract, terms, time, held=question.held)

    def priced_of(self, offer: Offer, plans: Sequence[Plan], sums: Sequence[Sums]) -> Priced:
        """The parts of the workers, each planned and summed, as one price of ``offer``."""
        remarks = dict.fromkeys(taken_for_granted(self.contract, offer))
        standing = plans[0].standing
        if standing.held is None and self.checks:
            seen = Seen(self.contract, standing.terms)
            for workers in self.parts:
                seen.look(workers)
            remarks |= dict.fromkeys(seen.remarks())
        employer = employer_amounts(standing)
        cubes = [
            # The employer's own amounts are there once, however many parts.
            Cube(plan.standing.workers.profile_names, each.totals, employer * (place == 0))
            for place, (plan, each) in enumerate(zip(plans, sums, strict=True))
        ]
        for plan in plans:
            remarks |= dict.fromkeys(plan.remarks)
        return Priced(
            offer,
            merged(cubes),
            np.concatenate([each.net for each in sums]),
            np.concatenate([each.costs for each in sums]),
            plans[0],
            tuple(remarks),
        )


def price_streamed(
    batches: Iterable[pa.Table],
    contract: Contract,
    offers: Sequence[Offer],
    *,
    as_of: date,
    years: int | None = None,
    engine: Engine = "compiled",
    threads: int = 0,
) -> list[Cube]:
    """The cube of each offer over batches of a census that need not fit into memory.

    Each batch is in the canonical schema. The same cents as all workers at once. Raises
    ``CostingError`` after the last batch for a scope that names what nobody has.
    """
    cubes: list[Cube | None] = [None] * len(offers)
    seen = [Seen(contract, laid_over(contract, offer)) for offer in offers]
    for batch in batches:
        costing = Costing(
            batch,
            contract,
            as_of=as_of,
            years=years,
            engine=engine,
            threads=threads,
            checks=False,
        )
        for workers in costing.parts:
            for each in seen:
                each.look(workers)
        for place, offer in enumerate(offers):
            cube = costing.price(offer).cube
            before = cubes[place]
            if before is not None:
                # The employer's own amounts are there once, however many batches.
                cube = replace(cube, employer=np.zeros_like(cube.employer))
                cube = merged([before, cube])
            cubes[place] = cube
    for each in seen:
        list(each.remarks())
    return [cube for cube in cubes if cube is not None]


def retro_pay(costing: Costing, offer: Offer, priced: Priced | None = None) -> dict[str, int]:
    """By term, the cents that are paid late: what is owed for before the day it is implemented."""
    owed: dict[str, int] = {}
    late = [
        (term, term.implemented)
        for term in offer.terms
        if term.implemented is not None and term.retro != "none"
    ]
    if not late:
        return owed
    whole = priced or costing.price(offer)
    for term, paid in late:
        later = replace(term, effective=paid)
        terms = tuple(later if each is term else each for each in offer.terms)
        owed[term.id] = whole.total - costing.price(replace_terms(offer, terms)).total
    return owed


def replace_terms(offer: Offer, terms: tuple[Term, ...]) -> Offer:
    return Offer(offer.name, terms, offer.side, offer.proposal, offer.superseded)
