"""Terms in a line a person reads at a glance: ``3 / 3 / 2 / 2 % SCAL · 4 / 4 / 3 / 3 % NCAL``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from commontable.bargaining.models.facts import HasOneValue
from commontable.bargaining.words import Bound, TermKind


class AsEntered(HasOneValue, Protocol):
    """A term as the record has it, wherever it is kept: what its words follow from."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def bound(self) -> str: ...
    @property
    def contract_year(self) -> int | None: ...
    @property
    def clause(self) -> str: ...
    @property
    def regions(self) -> list[str]: ...
    @property
    def unions(self) -> list[str]: ...
    @property
    def units(self) -> list[str]: ...
    @property
    def classifications(self) -> list[str]: ...
    @property
    def value_as_said(self) -> str: ...


NO_BREAK = "\N{NO-BREAK SPACE}"
_MONEY_UNITS = ("usd", "$", "dollar")


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f").replace("-", "\N{MINUS SIGN}")


def _is_money(unit: str) -> bool:
    return unit.lower().startswith(_MONEY_UNITS)


def _dollars(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    text = f"{abs(value):,.0f}" if whole and abs(value) >= 100 else f"{abs(value):,.2f}"  # noqa: PLR2004 - small amounts show their cents
    return ("\N{MINUS SIGN}" if value < 0 else "") + "$" + text


def _unit_after(unit: str) -> str:
    """``USD per hour`` leaves ``per hour``: the sign of the money stands before the figure."""
    words = unit.split()
    return " ".join(words[1:]) if words and _is_money(unit) else unit


def value_words(term: AsEntered) -> str:
    """One term's value with its unit: ``$25.00 per hour``, ``1:4``, ``yes``, ``2026-10-01``."""
    if term.value is None:
        said = term.value_as_said
    elif _is_money(term.unit):
        said = f"{_dollars(term.value)} {_unit_after(term.unit)}".strip()
    elif term.unit.startswith("percent"):
        rest = term.unit.removeprefix("percent").strip()
        said = f"{_number(term.value)}{NO_BREAK}% {rest}".strip()
    else:
        said = f"{_number(term.value)} {term.unit}".strip()
    if term.bound:
        said = f"{Bound(term.bound).label} {said}"
    return said


def scope_words(term: AsEntered) -> str:
    """For whom: codes as written, or nothing where it holds everywhere."""
    parts = [term.regions, term.unions, term.units, term.classifications]
    return ", ".join(", ".join(part) for part in parts if part)


def _scope_key(term: AsEntered) -> tuple[tuple[str, ...], ...]:
    return (
        tuple(term.regions),
        tuple(term.unions),
        tuple(term.units),
        tuple(term.classifications),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, and for whom; ``scope`` is empty where it holds everywhere."""

    value: str
    scope: str


def summarise(terms: Iterable[AsEntered]) -> str:
    """All terms of a position on one issue, in one line."""
    return " · ".join(f"{said.value} {said.scope}".strip() for said in lines_of(terms))


def lines_of(terms: Iterable[AsEntered]) -> list[Said]:
    """The same, an entry for each value; a raise's years stand side by side."""
    runs: dict[tuple[object, ...], list[AsEntered]] = {}
    for term in terms:
        yearly = term.contract_year is not None and term.value is not None
        key = (term.kind, term.unit, term.bound, _scope_key(term), None if yearly else term.pk)
        runs.setdefault(key, []).append(term)
    lines: dict[str, list[str]] = {}
    for run in runs.values():
        said = (
            _years(run)
            if run[0].contract_year and run[0].value is not None
            else value_words(run[0])
        )
        lines.setdefault(said, []).append(scope_words(run[0]))
    return [
        Said(said, ", ".join(scope for scope in scopes if scope)) for said, scopes in lines.items()
    ]


def _years(run: Sequence[AsEntered]) -> str:
    """``3 / 3 / 2 / 2 %`` where the years run from 1; otherwise each year is named."""
    ordered = sorted(run, key=lambda term: term.contract_year or 0)
    years = [term.contract_year for term in ordered]
    unit = ordered[0].unit
    prefix = "lump sum " if ordered[0].kind == TermKind.LUMP_SUM else ""
    if _is_money(unit):
        figures = [_dollars(term.value or Decimal(0)) for term in ordered]
        tail = f" {_unit_after(unit)}".rstrip()
    else:
        figures = [_number(term.value or Decimal(0)) for term in ordered]
        tail = f"{NO_BREAK}%" if unit.startswith("percent") else f" {unit}"
    if years == list(range(1, len(years) + 1)) and len(years) > 1:
        return f"{prefix}{' / '.join(figures)}{tail}".strip()
    named = ", ".join(
        f"{figure}{tail} in year {year}" for figure, year in zip(figures, years, strict=True)
    )
    return f"{prefix}{named}".strip()
