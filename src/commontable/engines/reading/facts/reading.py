"""The facts of a text: found kind by kind, then the words shared out so that none is read twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from commontable.engines.reading.facts.days import days_in, relative_days_in
from commontable.engines.reading.facts.deadlines import deadlines_in
from commontable.engines.reading.facts.fact import Candidate, Fact
from commontable.engines.reading.facts.folded import Folded
from commontable.engines.reading.facts.headcounts import headcounts_in
from commontable.engines.reading.facts.money import money_in
from commontable.engines.reading.facts.names import cases_in, links_in, tags_in
from commontable.engines.reading.facts.percentages import percentages_in
from commontable.engines.reading.facts.places import places_in
from commontable.engines.reading.facts.recurrences import recurrences_in
from commontable.engines.reading.facts.sessions import sessions_in


def read_facts(text: str, *, published: date, places: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Every fact of ``text``, by where it begins; no two share a character.

    ``published`` gives the year to days without one. ``places`` are names to know as places
    besides those that are known: the record's regions, facilities, towns. Where two readings claim
    the same words, the one that says more takes them: an address, a case, a tag, a deadline, a
    recurrence, a day, money, a percentage, a headcount, a session, a place;
    of one kind, the longer.
    Never raises on any text; takes time and memory in proportion to its length.
    """
    folded = Folded(text)
    taken = bytearray(len(folded.text))
    for start, end in links_in(folded.text):
        taken[start:end] = b"\1" * (end - start)
    kept: list[Candidate] = []
    for group in _groups(folded.text, published, places):
        for one in sorted(group, key=lambda each: each.start - each.end):
            if one.end > one.start and not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                kept.append(one)
    kept.sort(key=lambda one: one.start)
    return tuple(_fact(one, folded, text) for one in kept)


def _groups(text: str, published: date, places: Iterable[str]) -> Iterator[Iterable[Candidate]]:
    yield cases_in(text)
    yield tags_in(text)
    days = list(days_in(text, published))
    relative = list(relative_days_in(text, published))
    yield deadlines_in(text, published, days)
    yield recurrences_in(text, days)
    yield days
    yield relative
    yield money_in(text)
    yield percentages_in(text)
    yield headcounts_in(text)
    yield sessions_in(text)
    yield places_in(text, places)


def _fact(one: Candidate, folded: Folded, text: str) -> Fact:
    start, end = folded.origin(one.start, one.end)
    return Fact(
        one.kind,
        start,
        end,
        text[start:end],
        one.value,
        one.confidence,
        one.inferred,
        one.notes,
    )
