"""Short ways to say what crossed the table, for tests that read like minutes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from commontable.engines.comparison import (
    Better,
    Pass,
    ProposalKind,
    Scope,
    Side,
    Term,
    TermKind,
)

REGIONS = ("NCAL", "SCAL", "NW", "KPWA", "CO", "MAS", "HI")


def scope(where: Iterable[str] | str) -> Scope:
    """ "all" is everywhere; otherwise regions by name."""
    return Scope() if where == "all" else Scope(regions=frozenset(where))


def raises(where: Iterable[str] | str, figures: str, issue: str = "wages") -> tuple[Term, ...]:
    """ "3/3/2/2" as four years of percent raises."""
    return _yearly(TermKind.RAISE, where, figures, issue, "percent")


def lump_sums(where: Iterable[str] | str, figures: str, issue: str = "wages") -> tuple[Term, ...]:
    """ "0/0/2/2" as four years of lump sums."""
    return _yearly(TermKind.LUMP_SUM, where, figures, issue, "percent of pay")


def floor(where: Iterable[str] | str, value: str) -> Term:
    return Term(
        "wage floor",
        TermKind.FLOOR,
        Decimal(value),
        "USD",
        scope(where),
        better=Better.HIGHER,
    )


def passed(side: Side, label: str, order: int, *terms: Term, **facts: Any) -> Pass:
    facts.setdefault("kind", ProposalKind.FORMAL)
    return Pass(ident=label, label=label, side=side, order=order, terms=terms, **facts)


def employer(label: str, order: int, *terms: Term, **facts: Any) -> Pass:
    return passed(Side.EMPLOYER, label, order, *terms, **facts)


def union(label: str, order: int, *terms: Term, **facts: Any) -> Pass:
    return passed(Side.UNION, label, order, *terms, **facts)


def _yearly(
    kind: TermKind, where: Iterable[str] | str, figures: str, issue: str, unit: str
) -> tuple[Term, ...]:
    return tuple(
        Term(issue, kind, Decimal(figure), unit, scope(where), year=year, better=Better.HIGHER)
        for year, figure in enumerate(figures.split("/"), start=1)
    )
