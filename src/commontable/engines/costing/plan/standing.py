"""Which terms stand, from which day, and whom each means: shared by everything that resolves."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from commontable.engines.costing.contract import Contract
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.pay_calendar import Timeline
from commontable.engines.costing.scope import DIMENSIONS, Scope
from commontable.engines.costing.terms import Family, Term
from commontable.engines.costing.workers import Groups, Ints, Mask, Workers

LONG_AGO = -(2**31)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is to be resolved: workers, the terms that stand, and the pay periods.

    With ``held`` everything stays as it is on that day: no later term, no step, no trend.
    """

    workers: Workers
    contract: Contract
    terms: tuple[Term, ...]
    time: Timeline
    held: date | None = None
    remarks: list[str] = field(default_factory=list)

    def of(self, *families: Family) -> list[Term]:
        """The terms of some families, those that no longer change anything taken out."""
        found = [term for term in self.terms if term.kind.family in families]
        if self.held is None:
            return found
        held = self.held
        kept = [term for term in found if term.effective <= held]
        return [
            replace(term, until=None)
            if term.until is not None and term.until >= held and term.kind.name != "step_freeze"
            else term
            for term in kept
        ]

    def day(self, effective: date) -> int:
        """The day on which a rate dated so is first paid."""
        return self.time.takes_effect(effective)

    def last_day(self, until: date) -> int:
        """The day after the last on which a rate is paid."""
        return self.time.takes_effect(until + timedelta(days=1))


def meant_by(term: Term) -> Scope:
    """The scope of a term with what its values add to it."""
    hired_from = term.values.get("hired_from")
    if not isinstance(hired_from, date):
        return term.scope
    known = term.scope.hired_from
    return replace(term.scope, hired_from=max(known, hired_from) if known else hired_from)


def groups_of(
    workers: Workers, terms: Iterable[Term], *, family: str, by: Sequence[str] = ()
) -> Groups:
    """Workers that these terms, and the dimensions ``by``, cannot tell apart."""
    scopes = tuple(dict.fromkeys(meant_by(term) for term in terms))
    key = (family, tuple(by), scopes)
    columns = [workers.dimension(name)[0] for name in by]
    return workers.groups([*columns, *(workers.mask(scope) for scope in scopes)], key=key)


def rules_by_key(terms: Iterable[Term]) -> dict[tuple[str, str], list[Term]]:
    """The terms of each rule, in the order in which later ones take over from earlier ones.

    An offer's terms come after the contract's, whatever their dates: what is agreed replaces
    what stood, from its day on.
    """
    by_key: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        by_key.setdefault(term.key, []).append(term)
    for same in by_key.values():
        same.sort(key=lambda term: (term.layer == "offer", term.effective, term.order))
    return by_key


def refuse_two_at_once(same: Sequence[Term], workers: Workers) -> None:
    """Two terms of one rule, from one day, for one worker, without an order: nobody could say."""
    for first, second in pairwise(same):
        if (first.layer, first.effective, first.order) != (
            second.layer,
            second.effective,
            second.order,
        ):
            continue
        both = workers.mask(meant_by(first)) & workers.mask(meant_by(second))
        if both.any():
            _refuse(first, second, workers, both, "rules")


def refuse_unordered(
    events: Sequence[Term], workers: Workers, day: date, meant_of: Callable[[Scope], Mask]
) -> None:
    """Two events of one rank on one day for one worker need an order.

    ``meant_of`` says which groups of workers a scope means.
    """
    taken: dict[tuple[int, int], Ints] = {}
    for place, term in enumerate(events):
        meant = meant_of(meant_by(term))
        before = taken.setdefault(
            (term.kind.rank, term.order), np.full(len(meant), -1, dtype=np.int64)
        )
        clash = meant & (before >= 0)
        if clash.any():
            first = events[int(before[np.flatnonzero(clash)[0]])]
            both = workers.mask(meant_by(first)) & workers.mask(meant_by(term))
            _refuse(first, term, workers, both, f"{first.kind.name} terms of {day}")
        before[meant] = place


def _refuse(first: Term, second: Term, workers: Workers, both: Mask, what: str) -> None:
    worker = int(np.flatnonzero(both)[0])
    raise CostingError(
        first.where,
        expected=f"one of the {what} to come first, or scopes apart",
        got=f"{second.where} from the same day for {int(both.sum()):,} of the same workers, "
        f"such as {workers.id_of(worker)}",
        fix="Give both an order: 1 and order: 2, or narrow a scope.",
    )


class Seen:
    """What the scopes of some terms met, part by part of a census."""

    def __init__(self, contract: Contract, terms: Sequence[Term]) -> None:
        self._terms = [term for term in terms if term.kind.name != "schedule"]
        self._met: set[Scope] = set()
        self._known: dict[str, set[str]] = {name: set() for name in DIMENSIONS}
        for term in contract.terms:
            if term.kind.name == "schedule":
                for dimension in ("classification", "region"):
                    self._known[dimension] |= term.scope.names(dimension) or set()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Each scope once, in the order of the terms."""
        return tuple(dict.fromkeys(meant_by(term) for term in self._terms))

    @property
    def met(self) -> frozenset[Scope]:
        return frozenset(self._met)

    def told(self, known: Mapping[str, Iterable[str]], met: Iterable[Scope]) -> None:
        """What somebody else saw: the names of each dimension, the scopes that met a worker."""
        for name, values in known.items():
            self._known[name] |= set(values)
        self._met |= set(met)

    def look(self, workers: Workers) -> None:
        for name, values in workers.known_values().items():
            self._known[name] |= values
        for term in self._terms:
            scope = meant_by(term)
            if scope not in self._met and workers.mask(scope).any():
                self._met.add(scope)

    def remarks(self) -> Iterator[str]:
        """A remark for each scope that met nobody; an error for a name that nobody has."""
        for term in self._terms:
            for dimension, names in (*term.scope.included, *term.scope.excluded):
                strangers = sorted(names - self._known[dimension])
                if strangers:
                    raise CostingError(
                        f"{term.where}, scope",
                        expected=f"a {dimension} of the census: {_listed(self._known[dimension])}",
                        got=", ".join(map(repr, strangers)),
                        fix="Mend the name, or take it out of the scope.",
                    )
            if meant_by(term) not in self._met:
                yield f"{term.where}: its scope ({meant_by(term)}) matches nobody in the census."


def check_dates(standing: Standing) -> Iterator[str]:
    """A remark for each term of an offer that lies outside the years that are costed."""
    time = standing.time
    for term in standing.terms:
        if (
            term.kind.family == "wage"
            and term.until is not None
            and term.kind.name != "step_freeze"
        ):
            raise CostingError(
                term.where,
                expected="no until: a raise does not end",
                got=str(term.until),
                fix="Write what follows as a term of its own.",
            )
        if term.effective >= time.end:
            yield (
                f"{term.where}: effective {term.effective} is after the costed years "
                f"({time.start} to {time.end - timedelta(days=1)}); it moves nothing."
            )
        elif term.layer == "offer" and term.effective < time.start:
            yield (
                f"{term.where}: effective {term.effective} is before the costed years, which "
                f"begin on {time.start}; what it costs before that day is not counted."
            )


def _listed(names: Iterable[str], most: int = 12) -> str:
    ordered = sorted(names)
    more = f" and {len(ordered) - most} more" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + more
