"""What a visitor is told: each offer's years in figures, and where each of them is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from commontable.engines.costing.amounts import half_up
from commontable.engines.costing.calendar import add_years, date_of
from commontable.engines.costing.published.walk import Person, Walked, Year, variant, walk

REAL_UNIT: Final = 10**12
"""What an amount of so many cents is worth is published of each year, in cents."""


@dataclass(frozen=True, slots=True)
class YearShown:
    """One contract year. ``rate`` is in mills, as at its end; everything else in cents.

    ``period`` is one pay period at its end; ``real`` the year's take-home in dollars of one month.
    """

    first: date
    last: date
    rate: int
    period: int
    paid: int
    once: int
    premiums: int
    copays: int
    taken_home: int
    real: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A figure and the clauses it is from: a rate (mills) from a day on, or cents of a year."""

    day: date | None
    year: int
    rate: int
    cents: int
    step: int
    moved_from: int
    promoted: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferShown:
    """One offer for one job. ``benefits`` are the clauses by year."""

    name: str
    side: str
    years: tuple[YearShown, ...]
    rates: tuple[Reason, ...]
    once: tuple[Reason, ...]
    additions: tuple[tuple[str, tuple[str, ...]], ...]
    benefits: tuple[str, ...]


def answered(tables: Mapping[str, Any], person: Person) -> list[OfferShown]:
    """Every offer, the contract as it stands first; an offer without the job is left out."""
    return [
        _shown(tables, offer, walk(tables, offer, person))
        for offer in tables["offers"]
        if variant(tables, person) in offer["variants"]
    ]


def steps_of(tables: Mapping[str, Any], person: Person) -> tuple[int, int]:
    """The lowest and the highest step of a job as the contract stands; (0, 0) for no such job."""
    offer = tables["offers"][0]
    found = offer["variants"].get(variant(tables, person))
    if found is None:
        return (0, 0)
    _, lowest, highest, _ = offer["wage"][str(found[0])]["rates"][0]
    return (int(lowest), int(highest))


def year_starts(tables: Mapping[str, Any]) -> list[date]:
    start = date.fromisoformat(tables["start"])
    return [add_years(start, year) for year in range(tables["years"] + 1)]


def _shown(tables: Mapping[str, Any], offer: Mapping[str, Any], walked: Walked) -> OfferShown:
    texts = offer["texts"]
    years = [
        _year(tables, place, year, first, end)
        for place, (year, (first, end)) in enumerate(
            zip(walked.years, pairwise(year_starts(tables)), strict=True)
        )
    ]
    return OfferShown(
        name=offer["name"],
        side=offer["side"],
        years=tuple(years),
        rates=tuple(
            Reason(
                date_of(change.day),
                0,
                change.rate,
                0,
                change.step,
                change.moved_from,
                change.promoted,
                tuple(texts[said] for said in change.why),
            )
            for change in walked.changes
        ),
        once=tuple(
            Reason(None, place, 0, cents, 0, 0, False, (texts[said],))
            for place, year in enumerate(walked.years, 1)
            for said, cents in year.once
        ),
        additions=tuple(_additions(walked.years, texts)),
        benefits=tuple(
            texts[said]
            for said in dict.fromkeys(said for year in walked.years for said in year.benefit_words)
        ),
    )


def _year(tables: Mapping[str, Any], place: int, year: Year, first: date, end: date) -> YearShown:
    real = tables["real"]
    worth = None if real is None else half_up(year.taken_home * real["worth"][place], REAL_UNIT)
    return YearShown(
        first=first,
        last=date.fromordinal(end.toordinal() - 1),
        rate=year.last_rate,
        period=year.last_pay,
        paid=year.paid,
        once=sum(cents for _, cents in year.once),
        premiums=year.premiums,
        copays=year.copays,
        taken_home=year.taken_home,
        real=worth,
    )


def _additions(
    years: Sequence[Year], texts: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Longevity and the like, with the clauses that were in force."""
    names = dict.fromkeys(name for year in years for name in year.lines)
    for name in names:
        said = dict.fromkeys(place for year in years for place in year.line_words.get(name, ()))
        yield name, tuple(texts[place] for place in said)
