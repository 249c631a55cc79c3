"""What one pass says on one subject in one region, with what follows from it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, cast

from commontable.engines.comparison.compound import compound
from commontable.engines.comparison.errors import ComparisonError
from commontable.engines.comparison.terms import Pass, Subject, Term
from commontable.engines.comparison.vocabulary import Aspect, Better, Bound, TermKind

# For these, sooner is plainly better whenever more is; for the rest a date is shown, not judged.
_BETTER_SOONER = frozenset({TermKind.RAISE, TermKind.LUMP_SUM, TermKind.FLAT_RAISE, TermKind.FLOOR})


class Measure(NamedTuple):
    """What is compared with what: only equal measures are ever judged against each other."""

    kind: TermKind
    bound: Bound | None = None
    aspect: Aspect = Aspect.VALUE
    year: int | None = None

    @property
    def rank(self) -> tuple[str, str, bool, int, str]:
        """A fixed order for listing, whatever the order of entry: years first, then their sum."""
        return (self.kind, self.bound or "", self.year is None, self.year or 0, self.aspect)


# What the raises of several years come to.
COMPOUNDED = Measure(TermKind.RAISE, None, Aspect.COMPOUNDED, None)


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """What ``passed`` says on ``subject``: equal in every region that shares this object."""

    passed: Pass
    subject: Subject
    terms: Mapping[Measure, Term]


# Regions that every term ever put on a subject treats alike, and which share one history of it.
type Group = tuple[str, ...]


def region_groups(
    passes: Iterable[Pass], *, regions: Iterable[str]
) -> dict[Subject, tuple[Group, ...]]:
    """For each subject the regions, one by one, gathered where no pass tells them apart.

    Raises :class:`~.errors.ComparisonError` where a term names a region not among ``regions``.
    """
    known = tuple(dict.fromkeys(regions))
    scopes: dict[Subject, dict[frozenset[str], None]] = {}
    for passed in passes:
        for subject, terms in passed.by_subject.items():
            told_apart = scopes.setdefault(subject, {})
            if subject not in passed.regional:
                continue
            for term in terms:
                scope = term.scope.regions
                if not scope or scope in told_apart:
                    continue
                if not scope.issubset(known):
                    raise ComparisonError(
                        where=f"{passed.label}, {term.issue}",
                        expected=f"regions among {', '.join(known)}",
                        got=", ".join(sorted(scope.difference(known))),
                    )
                told_apart[scope] = None
    everywhere = (known,) if known else ()
    return {
        subject: _gathered(known, told_apart) if told_apart else everywhere
        for subject, told_apart in scopes.items()
    }


def _gathered(known: Group, scopes: Collection[frozenset[str]]) -> tuple[Group, ...]:
    alike: dict[tuple[bool, ...], list[str]] = {}
    for region in known:
        alike.setdefault(tuple(region in scope for scope in scopes), []).append(region)
    return tuple(tuple(group) for group in alike.values())


def positions(
    passed: Pass, *, groups: Mapping[Subject, tuple[Group, ...]]
) -> Iterator[tuple[Position, tuple[Group, ...]]]:
    """Each position a pass takes, with the groups of regions it takes it in.

    Raises :class:`~.errors.ComparisonError` for two terms that say the same thing twice.
    """
    for subject, terms in passed.by_subject.items():
        everywhere = groups[subject]
        if subject not in passed.regional:
            if everywhere:
                measured = _by_measure(passed, terms, region=everywhere[0][0])
                yield Position(passed, subject, measured), everywhere
            continue
        spoken: dict[tuple[int, ...], list[Group]] = {}
        for group in everywhere:
            here = tuple(
                place
                for place, term in enumerate(terms)
                if not term.scope.regions or group[0] in term.scope.regions
            )
            if here:
                spoken.setdefault(here, []).append(group)
        for here, where in spoken.items():
            measured = _by_measure(passed, [terms[place] for place in here], region=where[0][0])
            yield Position(passed, subject, measured), tuple(where)


def _by_measure(passed: Pass, terms: Sequence[Term], *, region: str) -> dict[Measure, Term]:
    said: dict[Measure, Term] = {}
    for term in terms:
        measure = Measure(term.kind, term.bound, Aspect.VALUE, term.year)
        if measure in said:
            year = f", year {term.year}" if term.year else ""
            raise ComparisonError(
                where=f"{passed.label}, {term.issue}, {region}{year}",
                expected=f"one {term.kind} term",
                got=f"two: {_named(said[measure])} and {_named(term)}",
            )
        said[measure] = term
    for measure, term in tuple(said.items()):
        if term.effective is not None:
            said[measure._replace(aspect=Aspect.EFFECTIVE)] = _effective(term)
    yearly = [
        term
        for term in terms
        if term.kind is TermKind.RAISE and term.year is not None and term.bound is None
    ]
    if yearly[1:]:
        compounded = _compounded(yearly)
        if compounded is not None:
            said[COMPOUNDED] = compounded
    return said


def _named(term: Term) -> str:
    return f"{term.value} ({term.ident})" if term.ident else str(term.value)


def _effective(term: Term) -> Term:
    """The day from which a term holds, as a date of its own."""
    sooner = term.kind in _BETTER_SOONER and term.better is Better.HIGHER
    return Term(
        issue=term.issue,
        kind=TermKind.DATE,
        value=term.effective,
        scope=term.scope,
        year=term.year,
        clause=term.clause,
        better=Better.EARLIER if sooner else Better.NONE,
        ident=term.ident,
    )


def _compounded(yearly: Iterable[Term]) -> Term | None:
    """What the raises of several named years compound to, or None where a value is missing.

    The years are written into the unit, so that four years are never measured against three.
    """
    raises = sorted((cast("int", term.year), place, term) for place, term in enumerate(yearly))
    terms = [term for _, _, term in raises]
    first = terms[0]
    alike = all(term.unit == first.unit and term.better is first.better for term in terms)
    if not alike or any(term.value is None for term in terms):
        return None
    return Term(
        issue=first.issue,
        kind=TermKind.RAISE,
        value=compound(cast("Decimal", term.value) for term in terms),
        unit=f"percent over {_spoken_years([year for year, _, _ in raises])}",
        scope=first.scope,
        better=first.better,
    )


def _spoken_years(years: list[int]) -> str:
    """[1, 2, 3, 4] is "years 1 to 4"; [1, 3] is "years 1, 3"."""
    if years[-1] - years[0] == len(years) - 1:
        return f"years {years[0]} to {years[-1]}"
    return f"years {', '.join(str(year) for year in years)}"
