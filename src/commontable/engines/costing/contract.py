"""The contract that is in force, and the offers laid over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from commontable.engines.costing.amounts import half_up, scaled
from commontable.engines.costing.documents import read_yaml_file
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.pay_calendar import PERIODS_A_YEAR, PayRules
from commontable.engines.costing.terms import Term, terms_of
from commontable.engines.costing.terms.fields import count

MOST_YEARS: Final = 20
_ASSUMED: Final = ("discount_percent", "inflation_percent", "outcomes", "note", "source")
_FULL_YEAR: Final = 40 * 52 * 4


@dataclass(frozen=True, slots=True)
class StepRules:
    """When steps fall due: months on each step (12 where nothing else is said)."""

    months: int = 12
    months_at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Contract:
    """What is in force: rules of pay, and terms with their dates, the status quo of costing."""

    name: str
    start: date
    years: int
    pay: PayRules
    steps: StepRules
    terms: tuple[Term, ...]
    census_as_of: date | None = None
    discount: int | None = None
    """Parts per million a year, for the value of later money today."""
    inflation: int | None = None
    """Parts per million a year, assumed where no index is published yet."""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """How events are assumed to come out on which terms depend."""


@dataclass(frozen=True, eq=False)
class Offer:
    """Terms laid over a contract. An offer of nothing is the status quo."""

    name: str
    terms: tuple[Term, ...] = ()
    side: str = ""
    proposal: str = ""
    superseded: frozenset[str] = field(default=frozenset())

    @cached_property
    def removed(self) -> frozenset[str]:
        """Ids of the contract's terms that do not stand under this offer."""
        return self.superseded.union(*(term.supersedes for term in self.terms))

    def without(self, *ids: str) -> "Offer":
        """The same offer with some of its terms switched off."""
        kept = tuple(term for term in self.terms if term.id not in ids)
        return Offer(self.name, kept, self.side, self.proposal, self.superseded)

    def with_terms(self, added: Iterable[Term]) -> "Offer":
        return Offer(self.name, (*self.terms, *added), self.side, self.proposal, self.superseded)


STATUS_QUO: Final = Offer("Status quo")


def laid_over(contract: Contract, offer: Offer) -> tuple[Term, ...]:
    """The terms that stand under an offer: the contract's that it leaves, then its own."""
    known = {term.id for term in contract.terms}
    # A value given by date is one entry in the file and a term for each date: `tax@2024-01-01`.
    entries = known | {identity.partition("@")[0] for identity in known}
    for identity in sorted(offer.removed):
        if identity not in entries:
            raise CostingError(
                f"offer {offer.name}, supersedes",
                expected=f"ids of the contract's terms: {', '.join(sorted(entries))}",
                got=repr(identity),
            )
    acting = [term for term in offer.terms if _comes_out(term, contract)]
    removed = offer.superseded.union(*(term.supersedes for term in acting))
    standing = [term for term in contract.terms if not _names(term) & removed]
    clash = known & {term.id for term in offer.terms}
    if clash:
        raise CostingError(
            f"offer {offer.name}",
            expected="ids that the contract does not use",
            got=", ".join(sorted(clash)),
            fix="Rename them in the offer.",
        )
    return (*(term for term in standing if _comes_out(term, contract)), *acting)


def _names(term: Term) -> set[str]:
    """What a term is called: one given by date also by the name of its entry."""
    return {term.id, term.id.partition("@")[0]}


def _comes_out(term: Term, contract: Contract) -> bool:
    """Whether a term acts, as far as it depends on anything."""
    if term.contingent is None:
        return True
    event = term.contingent.event
    if event not in contract.outcomes:
        known = ", ".join(contract.outcomes) or "none"
        raise CostingError(
            f"{term.where}, contingent",
            expected=f"an assumption of how {event!r} comes out",
            got=f"outcomes of: {known}",
            fix=f"Add it to the contract: assumptions: {{outcomes: {{{event}: "
            f"{term.contingent.outcome}}}}}, or say --outcome '{event}={term.contingent.outcome}'.",
        )
    return contract.outcomes[event] == term.contingent.outcome


def taken_for_granted(contract: Contract, offer: Offer) -> list[str]:
    """A remark for each event on which a term of the two depends: how it was taken to come out."""
    depending: dict[str, list[Term]] = {}
    for term in (*contract.terms, *offer.terms):
        gone = term.layer == "contract" and _names(term) & offer.removed
        if term.contingent is not None and not gone:
            depending.setdefault(term.contingent.event, []).append(term)
    said: list[str] = []
    for event, terms in depending.items():
        outcome = contract.outcomes.get(event)
        acting = [
            term.id for term in terms if term.contingent and term.contingent.outcome == outcome
        ]
        then = f"{', '.join(acting)} acts" if acting else "no term is written for that"
        said.append(f"Assumed, not known: {event} is {outcome}; {then}.")
    return said


def read_contract(path: Path) -> Contract:
    """A contract from YAML; see docs/reference/costing-terms.md."""
    return contract_of(read_yaml_file(path), where=str(path))


def contract_of(said: Mapping[str, object], *, where: str = "contract") -> Contract:
    known = (
        "contract",
        "census",
        "term",
        "pay",
        "steps",
        "schedules",
        "terms",
        "assumptions",
        "note",
    )
    _only(said, known, where)
    name = str(said.get("contract") or "Contract")
    term = _mapping(said, "term", where)
    _only(term, ("from", "years"), f"{where}, term")
    start = term.get("from")
    if type(start) is not date:
        raise CostingError(
            f"{where}, term",
            expected="from: the first day to be costed, such as 2023-10-01",
            got=repr(start),
        )
    years = count(1, MOST_YEARS)(term.get("years", 4), f"{where}, term, years")
    census = _mapping(said, "census", where)
    _only(census, ("as_of",), f"{where}, census")
    as_of = census.get("as_of")
    if as_of is not None and type(as_of) is not date:
        raise CostingError(f"{where}, census", expected="as_of: a date", got=repr(as_of))
    assumed = _mapping(said, "assumptions", where)
    _only(assumed, _ASSUMED, f"{where}, assumptions")
    outcomes = _mapping(assumed, "outcomes", f"{where}, assumptions")
    ids: set[str] = set()
    terms = (
        *_schedules(said.get("schedules"), name, where, ids),
        *terms_of(said.get("terms"), layer="contract", document=name, where=where, ids=ids),
    )
    return Contract(
        name=name,
        start=start,
        years=years,
        pay=_pay(_mapping(said, "pay", where), start, f"{where}, pay"),
        steps=_steps(_mapping(said, "steps", where), f"{where}, steps"),
        terms=terms,
        census_as_of=as_of,
        discount=_percent(assumed, "discount_percent", where),
        inflation=_percent(assumed, "inflation_percent", where),
        outcomes={str(event).strip(): str(outcome).strip() for event, outcome in outcomes.items()},
    )


def read_offer(path: Path) -> Offer:
    """An offer from YAML; see docs/reference/costing-terms.md."""
    return offer_of(read_yaml_file(path), where=str(path))


def offer_of(said: Mapping[str, object], *, where: str = "offer") -> Offer:
    _only(said, ("offer", "side", "proposal", "terms", "supersedes", "document", "note"), where)
    name = str(said.get("offer") or where)
    supersedes = said.get("supersedes") or []
    listed = supersedes if isinstance(supersedes, list) else [supersedes]
    document = str(said.get("document") or said.get("proposal") or name)
    terms = tuple(
        terms_of(said.get("terms"), layer="offer", document=document, where=where, ids=set())
    )
    return Offer(
        name=name,
        terms=terms,
        side=str(said.get("side") or ""),
        proposal=str(said.get("proposal") or ""),
        superseded=frozenset(str(each) for each in listed),
    )


def _schedules(said: object, document: str, where: str, ids: set[str]) -> tuple[Term, ...]:
    """``schedules`` are schedule terms in a shorter spelling."""
    if said is None:
        return ()
    if not isinstance(said, list):
        raise CostingError(f"{where}, schedules", expected="a list", got=repr(said))
    entries: list[object] = []
    for place, row in enumerate(said, 1):
        here = f"{where}, schedule {place}"
        if not isinstance(row, Mapping):
            raise CostingError(here, expected="a classification with its steps", got=repr(row))
        _only(row, ("classification", "region", "from", "steps", "clause", "page", "scope"), here)
        scope = {**_mapping(row, "scope", here)}
        if not row.get("classification"):
            raise CostingError(here, expected="a classification", got="none")
        scope |= {name: row[name] for name in ("classification", "region") if row.get(name)}
        entries.append(
            {
                "id": f"schedule-{place}",
                "kind": "schedule",
                "effective": row.get("from"),
                "scope": scope,
                **{name: row[name] for name in ("steps", "clause", "page") if name in row},
            }
        )
    return tuple(
        terms_of(entries, layer="contract", document=document, where=f"{where}, schedules", ids=ids)
    )


def _pay(said: Mapping[str, object], start: date, where: str) -> PayRules:
    _only(
        said,
        (
            "period",
            "first_day",
            "payday_lag_days",
            "year_of",
            "changes",
            "rates_to",
            "carried_decimals",
            "full_time_hours",
        ),
        where,
    )
    period = _word(said, "period", "biweekly", tuple(PERIODS_A_YEAR), where)
    anchor = said.get("first_day", start)
    if type(anchor) is not date:
        raise CostingError(where, expected="first_day: the first day of a period", got=repr(anchor))
    hours = said.get("full_time_hours")
    periods = PERIODS_A_YEAR[period]
    if hours is None:  # 40 hours in each of 52 weeks
        full_time, of_year = half_up(_FULL_YEAR, periods), _FULL_YEAR
    else:
        full_time = scaled(hours, 4, where, "full_time_hours, to 0.25")
        of_year = full_time * periods
    if full_time < 1:
        raise CostingError(where, expected="full_time_hours above 0", got=str(hours))
    lag = count(0, 30)(said.get("payday_lag_days", 0), f"{where}, payday_lag_days")
    carried = count(0, 3)(said.get("carried_decimals", 0), f"{where}, carried_decimals")
    unit = {"cent": 10, "mill": 1}[_word(said, "rates_to", "cent", ("cent", "mill"), where)]
    return PayRules(
        period=period,  # type: ignore[arg-type]  # one of the words just read
        anchor=anchor,
        payday_lag=lag,
        year_of=_word(said, "year_of", "first_day", ("first_day", "last_day", "payday"), where),  # type: ignore[arg-type]
        changes=_word(said, "changes", "next_period", ("next_period", "same_day"), where),  # type: ignore[arg-type]
        rate_unit=unit,
        carried=carried,
        full_time_quarter_hours=full_time,
        quarter_hours_a_year=of_year,
    )


def _steps(said: Mapping[str, object], where: str) -> StepRules:
    _only(said, ("months", "months_at"), where)
    months = count(1, 120)(said.get("months", 12), where)
    at: list[tuple[int, int]] = []
    for step, value in _mapping(said, "months_at", where).items():
        found = count(1, 120)(value, f"{where}, step {step}")
        if not isinstance(step, int) or not 1 <= step <= 99:  # noqa: PLR2004 - as in a census
            raise CostingError(where, expected="steps from 1 to 99", got=repr(step))
        at.append((step, found))
    return StepRules(months, tuple(sorted(at)))


def _percent(said: Mapping[str, object], name: str, where: str) -> int | None:
    if said.get(name) is None:
        return None
    parts = scaled(said[name], 10_000, f"{where}, {name}", "a percent")
    if not -200_000 <= parts <= 500_000:  # noqa: PLR2004 - from -20 to 50 percent a year
        raise CostingError(f"{where}, {name}", expected="a percent a year", got=str(said[name]))
    return parts


def _mapping(said: Mapping[str, object], name: str, where: str) -> Mapping[str, object]:
    found = said.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise CostingError(f"{where}, {name}", expected="a mapping", got=repr(found))
    return found


def _word(
    said: Mapping[str, object], name: str, default: str, allowed: tuple[str, ...], where: str
) -> str:
    value = said.get(name, default)
    if value not in allowed:
        raise CostingError(f"{where}, {name}", expected=" or ".join(allowed), got=repr(value))
    return str(value)


def _only(said: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for name in said:
        if name not in known:
            raise CostingError(where, expected=f"only {', '.join(known)}", got=repr(name))
