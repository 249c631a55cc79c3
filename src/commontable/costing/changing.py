"""Figures of an offer's terms: which can be changed, and an offer with other ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from commontable.common.errors import CommontableError
from commontable.costing.documents import written
from commontable.engines.costing.amounts import decimal_of
from commontable.engines.costing.documents import read_yaml
from commontable.engines.costing.errors import CostingError
from commontable.engines.costing.terms import KINDS, terms_of

# What is worth a slider, in the order in which a term's figures are shown.
_FIGURES = {
    "percent": "percent",
    "cents_per_hour": "cents",
    "dollars_per_hour": "hourly",
    "dollars_per_year": "dollars",
    "dollars": "dollars",
    "employee_percent": "percent",
    "employee_dollars": "dollars",
    "employer_most": "dollars",
    "multiplier": "number",
    "close": "percent",
    "days": "number",
    "payout": "percent",
    "minimum": "dollars",
    "maximum": "dollars",
}
_RAISES = {"general_increase", "equity_increase"}


@dataclass(frozen=True, slots=True)
class Knob:
    """One figure of one term that can be turned.

    Attributes:
        name: its name in a change: the term's id, ``#``, the field and (after a dot) the tier.
        unit: percent, cents, hourly, dollars, or number.
        least, most, step: of the slider; what is typed may go beyond.
    """

    name: str
    term_id: str
    field: str
    tier: str
    value: Decimal
    unit: str
    least: Decimal
    most: Decimal
    step: Decimal

    def change(self, value: str) -> dict[str, str]:
        """As the pricing process takes it."""
        return {"field": self.field, "tier": self.tier, "value": value}


@lru_cache(maxsize=64)
def knobs_of(offer: str) -> tuple[Knob, ...]:
    """Every figure of an offer that can be turned, in the order of its terms."""
    found: list[Knob] = []
    for identity, entry in _entries(offer):
        for field, unit in _FIGURES.items():
            value = entry.get(field)
            if isinstance(value, Mapping):
                if any(isinstance(tier, date) for tier in value):
                    continue
                tiers = [(str(tier), each) for tier, each in value.items()]
            else:
                tiers = [("", value)] if value is not None else []
            for tier, each in tiers:
                if isinstance(each, bool) or not isinstance(each, int | Decimal):
                    continue
                found.append(_knob(identity, str(entry["kind"]), field, tier, unit, Decimal(each)))
    return tuple(found)


def _knob(  # noqa: PLR0917 - the facts of one figure, in the order of its name
    identity: str, kind: str, field: str, tier: str, unit: str, value: Decimal
) -> Knob:
    if kind in _RAISES and unit == "percent":
        least, most, step = Decimal(0), max(Decimal(10), value * 2), Decimal("0.25")
    else:
        most = max(value * 2, Decimal(1))
        least = min(Decimal(0), value * 2)
        step = {
            "percent": Decimal("0.25"),
            "hourly": Decimal("0.05"),
            "cents": Decimal(5),
            "number": Decimal("0.5"),
        }.get(unit) or _round_step(most)
    name = f"{identity}#{field}" + (f".{tier}" if tier else "")
    return Knob(name, identity, field, tier, value, unit, least, most, step)


def _round_step(most: Decimal) -> Decimal:
    """A fiftieth of the range, to a round figure."""
    step = Decimal(1)
    for candidate in (1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000):
        step = Decimal(candidate)
        if step * 50 >= most:
            break
    return step


def with_changes(offer: str, changes: Mapping[str, Mapping[str, Any]], *, name: str) -> str:
    """The text of an offer with other figures in some terms; each says in its note what it was.

    Raises:
        CommontableError: no such term, or no figure.
    """
    said = read_yaml(offer, "offer")
    entries = _entries(offer)
    known = {knob.name: knob for knob in knobs_of(offer)}
    for identity in changes:
        if identity not in known:
            raise CommontableError(
                "There is no such figure to change.",
                expected=", ".join(known) or "a term with a figure",
                came=identity,
            )
    lines: list[dict[str, Any]] = []
    for identity, entry in entries:
        line = dict(entry)
        line["id"] = identity
        notes = [str(line["note"])] if line.get("note") else []
        for key, change in changes.items():
            knob = known[key]
            if knob.term_id != identity:
                continue
            value = figure(str(change["value"]), where=identity)
            if value == knob.value:
                continue
            before = line[knob.field]
            line[knob.field] = {**before, knob.tier: value} if knob.tier else value
            notes.append(f"what if: {knob.value} before")
        if notes:
            line["note"] = "; ".join(notes)
        lines.append(line)
    heads = {key: value for key, value in said.items() if key not in {"terms", "offer"}}
    return written({"offer": name, **heads}, {"terms": lines})


def figure(said: str, *, where: str) -> Decimal:
    """A number as people type it.

    Raises:
        CommontableError: it is none.
    """
    expected = "a number such as 3.25, its decimals after a point"
    try:
        value = decimal_of(said, where, expected)
    except CostingError:
        value = None
    if value is None or abs(value) > 10**12:
        raise CommontableError("That is no figure.", expected=expected, came=said[:40], where=where)
    return value


@lru_cache(maxsize=64)
def _entries(offer: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The terms of an offer as typed, with the ids the engine gives them.

    A value by date is several terms to the engine, and is left as it is.
    """
    said = read_yaml(offer, "offer")
    listed = said.get("terms") or []
    found: list[tuple[str, Mapping[str, Any]]] = []
    if not isinstance(listed, list):
        return ()
    for place, entry in enumerate(listed, 1):
        if not isinstance(entry, Mapping) or entry.get("kind") not in KINDS:
            continue
        identity = entry.get("id")
        if identity is None:
            try:
                (term,) = terms_of([entry], layer="offer", document="", where="offer", ids=set())
            except (CostingError, ValueError):
                continue
            identity = term.id.replace("offer-1-", f"offer-{place}-", 1)
        found.append((str(identity), entry))
    return tuple(found)
