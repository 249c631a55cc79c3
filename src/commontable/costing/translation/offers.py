"""A position of the record as an offer of the engine, with what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from commontable.bargaining.selectors.positions import Position, PositionTerm
from commontable.bargaining.term_words import scope_words, value_words
from commontable.bargaining.words import TermKind
from commontable.common.errors import CommontableError
from commontable.costing.documents import read_entries, written
from commontable.costing.translation.readings import Reading
from commontable.engines.costing.calendar import add_years
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.terms import KINDS, terms_of

ASSUMPTION = "Assumption"

# What the record's own kinds are, whatever the issue is called.
_BY_KIND = {
    TermKind.RAISE: Reading("general_increase", place=("percent", "")),
    TermKind.FLAT_RAISE: Reading("general_increase"),
    TermKind.LUMP_SUM: Reading("lump_sum"),
    TermKind.FLOOR: Reading("wage_floor", place=("dollars_per_hour", "")),
}
_NO_TERM_IF_ZERO = {"general_increase", "equity_increase", "lump_sum", "ratification_bonus"}


@dataclass(frozen=True, slots=True)
class Taken:
    """One term of the record as it is costed; ``id`` is its name in the offer."""

    id: str
    issue_id: int
    issue: str
    said: str
    proposal_id: int
    proposal: str
    clause: str
    exhibits: tuple[str, ...]
    agreed: bool
    remark: str


@dataclass(frozen=True, slots=True)
class Left:
    """What is not costed, by name, and why."""

    issue_id: int
    issue: str
    said: str
    proposal_id: int
    proposal: str
    reason: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The engine's text of an offer, and how the record was read for it."""

    offer: str
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]

    @property
    def data(self) -> dict[str, Any]:
        """As kept with a scenario."""
        return {
            "taken": [_row(one) for one in self.taken],
            "left": [_row(one) for one in self.left],
        }


class _UnreadableError(Exception):
    """Why a term cannot be costed, for its line among those left out."""


def translated(
    position: Position | None,
    *,
    name: str,
    start: date,
    readings: Mapping[str, Reading],
    assumptions: str = "",
) -> Translation:
    """The offer that a position makes, with the terms a researcher assumed beside it.

    Terms are dated by their own day, else by their contract year; where the record names neither,
    from the first day that is costed, which is then said. What the engine would refuse is left
    out with its reason: an offer that comes out of here can be read.

    Raises:
        CommontableError: an assumption cannot be read, or has no note.
    """
    entries: list[dict[str, Any]] = []
    taken: list[Taken] = []
    left: list[Left] = []
    numbers: Counter[str] = Counter()
    for one in position.terms if position else ():
        try:
            entry, remark = _entry(one, start, readings)
            stem = f"{one.proposal.label}.{one.issue.slug}"
            entry = {"id": f"{stem}.{numbers[stem] + 1}", **entry}
            _check(entry)
        except _UnreadableError as reason:
            left.append(_left(one, str(reason)))
            continue
        except CostingError as error:
            left.append(_left(one, f"expected {error.expected}; got {error.got}"))
            continue
        numbers[stem] += 1
        entries.append(entry)
        taken.append(_taken(one, str(entry["id"]), remark))
    for issue, proposal in position.wordless if position else ():
        left.append(
            Left(
                issue.pk,
                issue.name,
                proposal.title,
                proposal.pk,
                proposal.label,
                "no term was entered, only words",
            )
        )
    entries += assumed(assumptions)
    heads = {"offer": name}
    if position is not None:
        heads["side"] = str(position.side.value)
    return Translation(written(heads, {"terms": entries}), tuple(taken), tuple(left))


def assumed(text: str) -> list[dict[str, Any]]:
    """A researcher's own terms, each marked as what it is.

    Raises:
        CommontableError: one cannot be read, or says not why it is assumed.
    """
    entries: list[dict[str, Any]] = []
    for place, said in enumerate(read_entries(text, "terms"), 1):
        where = f"Assumption {place}"
        if not str(said.get("note") or "").strip():
            raise CommontableError(
                "An assumption says why it is made.",
                expected="note: in a few words",
                came="none",
                where=where,
            )
        entry = {"id": f"assumed-{place}", **said, "source": ASSUMPTION}
        try:
            _check(entry)
        except CostingError as error:
            raise CommontableError(
                error.fix or "The engine cannot take it.",
                expected=error.expected,
                came=error.got,
                where=where,
            ) from None
        entries.append(entry)
    return entries


def _check(entry: Mapping[str, Any]) -> None:
    list(terms_of([entry], layer="offer", document="", where="offer", ids=set()))


def _entry(
    one: PositionTerm, start: date, readings: Mapping[str, Reading]
) -> tuple[dict[str, Any], str]:
    """The engine's term, and what has to be said about how it was read."""
    term = one.term
    reading = readings.get(one.issue.slug) or _BY_KIND.get(TermKind(term.kind))
    if reading is None:
        raise _UnreadableError(_why_not(one))
    if reading.skip:
        raise _UnreadableError(reading.skip)
    values = _values(one, reading)
    effective, remark = _effective(one, start)
    scope = {**reading.fixed.get("scope", {}), **_scope(one)}
    fixed = {name: value for name, value in reading.fixed.items() if name != "scope"}
    entry: dict[str, Any] = {"kind": reading.kind, **_merged(fixed, values), "effective": effective}
    if scope:
        entry["scope"] = scope
    entry["source"] = ", ".join(
        [one.proposal.label, *(f"exhibit {label}" for label in one.exhibits)]
    )
    if term.clause:
        entry["clause"] = term.clause
    return entry, remark


def _why_not(one: PositionTerm) -> str:
    kind = TermKind(one.term.kind)
    if kind is TermKind.TEXT or one.term.value_text is not None:
        return "words only"
    if not one.issue.economic:
        return "the issue is not an economic one"
    return f"nobody has said which cost it is: say how to read {one.issue.slug}"


def _values(one: PositionTerm, reading: Reading) -> dict[str, Any]:
    term = one.term
    if term.value_yes is not None:
        if not term.value_yes:
            raise _UnreadableError("no: nothing to cost")
        if reading.place[0]:
            raise _UnreadableError("a yes is no figure")
        return {}
    if term.value is None:
        raise _UnreadableError(
            "words only" if term.value_text is not None else "a date is no figure"
        )
    place, tier = reading.place
    place = place or _place(reading, term.unit)
    _check_unit(place, term.unit)
    value = Decimal(format((term.value - reading.less).normalize(), "f"))
    if value == 0 and (reading.kind in _NO_TERM_IF_ZERO or reading.less):
        raise _UnreadableError("nothing to cost: no change")
    return {place: {tier: value} if tier else value}


def _place(reading: Reading, unit: str) -> str:
    """The field that a unit means, of those not said already; where several could be, none."""
    kind = KINDS[reading.kind]
    wanted = kind.one_of or tuple(each.name for each in kind.fields if each.required)
    fields = [name for name in wanted if name not in reading.fixed]
    fitting = [name for name in fields if _fits(name, unit)]
    if len(fitting) != 1:
        expected = " or ".join(fields)
        raise _UnreadableError(f"{unit or 'a number without a unit'} is not told as {expected}")
    return fitting[0]


def _check_unit(place: str, unit: str) -> None:
    if _unit_of(place) and not _fits(place, unit):
        raise _UnreadableError(
            f"{place} is in {_unit_of(place)}, and the term in {unit or 'no unit'}"
        )


def _unit_of(place: str) -> str:
    if place in {"percent", "employee_percent", "close", "payout", "replaced"}:
        return "percent"
    if place == "dollars_per_hour":
        return "dollars per hour"
    if place == "cents_per_hour":
        return "cents per hour"
    if place == "dollars_per_year":
        return "dollars per year"
    if place in {"dollars", "employee_dollars", "employer_most", "minimum", "maximum"}:
        return "dollars"
    return "days" if place == "days" else ""


def _fits(place: str, unit: str) -> bool:
    words = unit.lower().replace("$", "usd ").replace("dollars", "usd").split()
    hourly = any(word.startswith(("hour", "hr")) for word in words)
    match _unit_of(place):
        case "percent":
            return "percent" in words or unit.strip() == "%"
        case "dollars per hour":
            return "usd" in words and hourly
        case "cents per hour":
            return "cents" in words and hourly
        case "dollars per year":
            return "usd" in words and any(word.startswith(("year", "yr")) for word in words)
        case "dollars":
            return "usd" in words and not hourly
        case "days":
            return any(word.startswith("day") for word in words)
        case _:
            return True


def _merged(fixed: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The fixed fields and the figure; a figure of one tier beside the fixed ones of others."""
    merged = dict(fixed)
    for name, value in values.items():
        before = merged.get(name)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[name] = {**before, **value} if both else value  # type: ignore[dict-item]
    return merged


def _effective(one: PositionTerm, start: date) -> tuple[date, str]:
    term = one.term
    if term.effective_on is not None:
        return term.effective_on, ""
    if term.contract_year is not None:
        day = add_years(start, term.contract_year - 1)
        return day, f"year {term.contract_year} begins on {day}"
    return start, f"no day is said: from the first that is costed, {start}"


def _scope(one: PositionTerm) -> dict[str, list[str]]:
    term = one.term
    named = {
        "region": term.regions,
        "union": term.unions,
        "unit": term.units,
        "classification": term.classifications,
    }
    return {name: sorted(values) for name, values in named.items() if values}


def _said(one: PositionTerm) -> str:
    year = f" in year {one.term.contract_year}" if one.term.contract_year else ""
    return f"{value_words(one.term)}{year} {scope_words(one.term)}".strip()


def _taken(one: PositionTerm, identity: str, remark: str) -> Taken:
    return Taken(
        identity,
        one.issue.pk,
        one.issue.name,
        _said(one),
        one.proposal.pk,
        one.proposal.label,
        one.term.clause,
        one.exhibits,
        one.agreed,
        remark,
    )


def _left(one: PositionTerm, reason: str) -> Left:
    return Left(
        one.issue.pk, one.issue.name, _said(one), one.proposal.pk, one.proposal.label, reason
    )


def _row(one: Taken | Left) -> dict[str, Any]:
    kept: Iterable[str] = one.__slots__
    row = {name: getattr(one, name) for name in kept}
    if "exhibits" in row:
        row["exhibits"] = list(row["exhibits"])
    return row
