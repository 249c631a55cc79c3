"""What crosses the table: scopes, terms and passes, as the engine reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from commontable.engines.comparison.errors import ComparisonError
from commontable.engines.comparison.rules import RULES, Value
from commontable.engines.comparison.vocabulary import Better, Bound, ProposalKind, Side, TermKind

_EVERYBODY: frozenset[str] = frozenset()


class Audience(NamedTuple):
    """For whom within a region a term is meant, as written; all empty means everybody."""

    unions: frozenset[str] = _EVERYBODY
    units: frozenset[str] = _EVERYBODY
    classifications: frozenset[str] = _EVERYBODY

    def __str__(self) -> str:
        return ", ".join(" and ".join(sorted(names)) for names in self if names)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and for whom a term holds. An empty set is no limit: every region, everybody."""

    regions: frozenset[str] = _EVERYBODY
    unions: frozenset[str] = _EVERYBODY
    units: frozenset[str] = _EVERYBODY
    classifications: frozenset[str] = _EVERYBODY
    audience: Audience = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        audience = Audience(self.unions, self.units, self.classifications)
        object.__setattr__(self, "audience", audience)


class Subject(NamedTuple):
    """An issue, and for whom it is spoken of, as written."""

    issue: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Term:
    """One measurable promise.

    ``value`` fits ``kind`` (see :data:`~.rules.RULES`); a ratio may be given as text, "1:4".
    ``None`` means no value was given. ``unit`` is read as written ("USD per hour", "percent",
    "nurse:patients"); only equal units are compared. ``year`` counts contract years from 1.

    Raises :class:`~.errors.ComparisonError` where value, direction, bound or year do not fit.
    """

    issue: str
    kind: TermKind
    value: Value | None
    unit: str = ""
    scope: Scope = Scope()
    year: int | None = None
    effective: date | None = None
    clause: str = ""
    better: Better = Better.NONE
    bound: Bound | None = None
    ident: str = ""

    def __post_init__(self) -> None:
        rule = RULES[self.kind]
        where = f"{self.kind} term {self.ident or '(unnamed)'} on {self.issue!r}"
        if self.kind is TermKind.RATIO and isinstance(self.value, str):
            object.__setattr__(self, "value", _read_ratio(self.value, where=where))
        if self.value is not None and not rule.fits(self.value):
            raise ComparisonError(where=where, expected=rule.accepts, got=repr(self.value))
        if self.better not in rule.directions:
            raise ComparisonError(
                where=where,
                expected=f"a direction among {', '.join(sorted(rule.directions))}",
                got=repr(str(self.better)),
            )
        if self.bound is not None:
            object.__setattr__(self, "bound", _read_bound(self.bound, rule.bounds, where=where))
        if self.year is not None and self.year < 1:
            raise ComparisonError(
                where=where, expected="a contract year of 1 or more", got=str(self.year)
            )


def _read_ratio(text: str, *, where: str) -> Fraction:
    """Turn "1:4" into 1/4."""
    left, _, right = text.partition(":")
    try:
        return Fraction(int(left), int(right))
    except (ValueError, ZeroDivisionError) as problem:
        raise ComparisonError(
            where=where, expected=RULES[TermKind.RATIO].accepts, got=repr(text)
        ) from problem


def _read_bound(bound: str, allowed: frozenset[Bound], *, where: str) -> Bound:
    """Accept the plain words "minimum" and "maximum" beside the enumeration."""
    if bound not in set(allowed):
        raise ComparisonError(
            where=where, expected=f"a bound of {' or '.join(sorted(allowed))}", got=repr(str(bound))
        )
    return Bound(bound)


@dataclass(frozen=True, slots=True)
class Pass:
    """One proposal handed across the table, with what it says.

    ``label`` is the field's number ("E-12"); ``order`` its place in the sequence at the table,
    ``withdrawn_at_order`` the place from which it no longer stands. A proposal that gives way in
    part is handed over in parts, each with its own ident and issues, under one label and order.
    ``at`` and ``session`` may be unknown and are carried through untouched.
    """

    ident: str
    label: str
    side: Side
    kind: ProposalKind
    order: int
    terms: tuple[Term, ...]
    at: datetime | date | None = None
    withdrawn_at_order: int | None = None
    session: int | None = None
    # The terms by what they speak of, gathered once: a record is compared many times over.
    by_subject: Mapping[Subject, Sequence[Term]] = field(init=False, repr=False, compare=False)
    # Those of them that say anything for some regions only.
    regional: frozenset[Subject] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_subject: dict[Subject, list[Term]] = {}
        for term in self.terms:
            by_subject.setdefault(Subject(term.issue, term.scope.audience), []).append(term)
        object.__setattr__(self, "by_subject", by_subject)
        regional = {
            subject
            for subject, terms in by_subject.items()
            if any(term.scope.regions for term in terms)
        }
        object.__setattr__(self, "regional", frozenset(regional))
        if self.withdrawn_at_order is not None and self.withdrawn_at_order <= self.order:
            raise ComparisonError(
                where=self.label,
                expected=f"a withdrawal after its own place in the sequence ({self.order})",
                got=f"a withdrawal at {self.withdrawn_at_order}",
            )

    def __hash__(self) -> int:
        """By what tells passes apart: equal ones have it in common, and a key holds hundreds."""
        return hash((self.ident, self.order))

    def on(self, issue: str) -> "Pass":
        """The pass as far as it speaks to one issue, otherwise the same."""
        terms = tuple(term for term in self.terms if term.issue == issue)
        return self if len(terms) == len(self.terms) else replace(self, terms=terms)
