"""The terms of one proposal as its page shows them: the years of a raise on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commontable.bargaining.models import Issue, Term
from commontable.bargaining.term_words import lines_of, scope_words, value_words


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term as the page shows it, or the yearly terms that differ in year, value and day alone.

    ``years`` are in words, empty where the term names none; ``effective`` are the days its years
    hold from, each once.
    """

    issue: Issue
    kind: str
    value: str
    scope: str
    years: str
    effective: tuple[date, ...]
    clause: str
    source: str
    note: str


def term_lines(terms: Iterable[Term]) -> tuple[TermLine, ...]:
    """A line for each term, the years of one promise together as on the board."""
    runs: dict[tuple[object, ...], list[Term]] = {}
    for term in terms:
        yearly = term.contract_year is not None and term.value is not None
        key = (
            *(term.issue_id, term.kind, term.unit, term.bound, scope_words(term)),
            *(term.clause, term.source, term.note),
            None if yearly else term.pk,
        )
        runs.setdefault(key, []).append(term)
    return tuple(
        _line(sorted(run, key=lambda term: term.contract_year or 0)) for run in runs.values()
    )


def _line(run: Sequence[Term]) -> TermLine:
    first = run[0]
    return TermLine(
        issue=first.issue,
        kind=first.get_kind_display(),
        value=value_words(first) if len(run) == 1 else lines_of(run)[0].value,
        scope=scope_words(first),
        years=_years([term.contract_year for term in run if term.contract_year]),
        effective=tuple(dict.fromkeys(term.effective_on for term in run if term.effective_on)),
        clause=first.clause,
        source=first.source,
        note=first.note,
    )


def _years(years: Sequence[int]) -> str:
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}\N{EN DASH}{years[-1]}"
    return ", ".join(map(str, years))
