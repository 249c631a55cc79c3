"""What stands of a side on an issue, where the latest pass speaks to some regions only.

The rule of :mod:`commontable.engines.comparison.timeline`, told in the record's own terms: a pass
replaces what its side said before for the same audience, as written, in the same region; what was
said for others stands as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commontable.bargaining.selectors.facts import TermFacts
from commontable.bargaining.selectors.passes import Entry

type _Audience = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A proposal that stands, and those of its terms on the issue that do.

    A term that stands in some of its regions only is narrowed to these. ``whole`` says that none
    of them was replaced.
    """

    entry: Entry
    terms: tuple[TermFacts, ...]
    whole: bool


def parts_of(
    said: Sequence[Entry], newest: Entry | None, issue_id: int, regions: Sequence[str]
) -> tuple[Part, ...]:
    """Every proposal of a side that stands on an issue, the latest first.

    Args:
        said: what the side said on the issue and is live, in the order of crossing.
        newest: the one of them that stands (``standing_among``); None: none does.
        regions: those that a term for everywhere is spread over.
    """
    if newest is None:
        return ()
    everywhere = tuple(regions) or ("",)
    taken: set[tuple[_Audience, str]] = set()
    parts = []
    for entry in reversed(said[: said.index(newest) + 1]):
        terms = entry.terms_on(issue_id)
        if entry is newest and not terms:  # its words speak to the whole issue
            return (Part(entry, (), whole=True),)
        if entry.is_package and entry is not newest:  # it fell once its side spoke again
            continue
        left = [kept for term in terms if (kept := _left(term, everywhere, taken)) is not None]
        if left:
            parts.append(Part(entry, tuple(left), whole=left == terms))
        taken |= {(_audience(term), one) for term in terms for one in term.regions or everywhere}
    return tuple(parts)


def _audience(term: TermFacts) -> _Audience:
    return frozenset(term.unions), frozenset(term.units), frozenset(term.classifications)


def _left(
    term: TermFacts, everywhere: Sequence[str], taken: set[tuple[_Audience, str]]
) -> TermFacts | None:
    """The term where it is not replaced; None where it is everywhere."""
    spoken, audience = term.regions or everywhere, _audience(term)
    left = [region for region in spoken if (audience, region) not in taken]
    if len(left) == len(spoken):
        return term
    return term._replace(regions=left) if left else None
