"""Where what a text says does not fit the calendar, or the record: told, never decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from commontable.engines.reading.facts.calendar import said
from commontable.engines.reading.facts.fact import Days, Fact, Headcount, Ordinal, Span

_NEAR = 160
"""Characters between a session's number and the days it is said to be on."""

_SAME_CROWD = 4  # a count more than a quarter apart counts other people
_ROUNDED = 20  # "nearly 85,000": within a twentieth


@dataclass(frozen=True, slots=True)
class KnownDays:
    """Days that the record has, or somebody published: ``what`` they are, ``source`` who says so.

    ``number`` is the session's or round's, where it has one.
    """

    what: str
    first: date
    last: date
    source: str = ""
    number: int | None = None
    word: Literal["session", "round"] = "session"


@dataclass(frozen=True, slots=True)
class KnownCount:
    """How many people the record counts: ``of`` as an update would call them, "members"."""

    what: str
    count: int
    of: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """``fact`` as read does not fit; ``says`` tells why, in a sentence; ``known`` what it"
    " does not fit."""

    kind: Literal["weekday", "calendar", "days", "count"]
    fact: Fact
    says: str
    known: KnownDays | KnownCount | None = None


def conflicts(
    facts: Sequence[Fact], days: Sequence[KnownDays] = (), counts: Sequence[KnownCount] = ()
) -> tuple[Conflict, ...]:
    """What does not fit among ``facts`` of one text, in their order.

    - A weekday that is not the day's; a day that no calendar has.
    - A session or round with its number, on other days than the record's of that number.
    - Two or more days in a row that overlap days of the record and are not the same days. One day
      inside them is no conflict.
    - A headcount of the same people that is another, when "nearly" or "over" does not make it true.
    """
    found: list[Conflict] = []
    numbered = dict(_numbered(facts))
    for place, fact in enumerate(facts):
        if fact.kind in {"date", "deadline"}:
            found += _calendar(fact)
        if fact.kind == "date" and isinstance(fact.value, Days) and not fact.value.month:
            found += _days(fact, fact.value, numbered.get(place), days)
        if isinstance(fact.value, Headcount):
            found += _counts(fact, fact.value, counts)
    return tuple(found)


def _calendar(fact: Fact) -> Iterator[Conflict]:
    if fact.value is None:
        yield Conflict("calendar", fact, f"“{fact.text}”: the calendar has no such day.")
    for note in fact.notes:
        if " is a " in note and ", not a " in note:
            yield Conflict("weekday", fact, note)


def _numbered(facts: Sequence[Fact]) -> Iterator[tuple[int, Ordinal]]:
    """For each place of a date, the one session that is named beside it."""
    for place, fact in enumerate(facts):
        if not isinstance(fact.value, Ordinal) or len(fact.value.numbers) != 1:
            continue
        for step in (1, -1):
            at = place + step
            while 0 <= at < len(facts) and facts[at].kind not in {"date", "session"}:
                at += step
            if not 0 <= at < len(facts) or facts[at].kind != "date":
                continue
            gap = facts[at].start - fact.end if step > 0 else fact.start - facts[at].end
            if gap <= _NEAR:
                yield at, fact.value
                break


def _days(
    fact: Fact, read: Days, named: Ordinal | None, known: Sequence[KnownDays]
) -> Iterator[Conflict]:
    for each in known:
        same_number = named is not None and each.number in named.numbers and each.word == named.word
        own = Span(each.first, each.last)
        if same_number:
            outside = read.first < own.first or read.last > own.last
            if outside or (read.first != read.last and read.spans != (own,)):
                yield _differs(fact, read, each)
            continue
        for span in read.spans:
            several = span.first != span.last
            overlap = span.first <= own.last and own.first <= span.last
            if several and overlap and span != own:
                yield _differs(fact, read, each)
                break


def _differs(fact: Fact, read: Days, known: KnownDays) -> Conflict:
    who = f"{known.source} has" if known.source else "the record has"
    says = (
        f"“{fact.text}” is read as {_told(read.first, read.last)}; "
        f"{who} {_told(known.first, known.last)} for {known.what}."
    )
    return Conflict("days", fact, says, known)


def _told(first: date, last: date) -> str:
    return said(first) if first == last else f"{said(first)} to {said(last)}"


def _counts(fact: Fact, read: Headcount, known: Sequence[KnownCount]) -> Iterator[Conflict]:
    for each in known:
        if read.of.casefold() != each.of.casefold() or read.to_count is not None:
            continue
        apart = abs(read.count - each.count)
        if apart == 0 or apart * _SAME_CROWD > each.count or _holds(read, each.count):
            continue
        who = f"{each.source} has" if each.source else "the record has"
        yield Conflict("count", fact, f"“{fact.text}”; {who} {each.count:,} for {each.what}.", each)


def _holds(read: Headcount, count: int) -> bool:
    """Whether "nearly 85,000" is true of 84,600."""
    match read.bound:
        case "about":
            return abs(read.count - count) * _ROUNDED <= count
        case "at least" | "more than":
            return 0 <= count - read.count <= count // _ROUNDED
        case "at most" | "less than":
            return 0 <= read.count - count <= count // _ROUNDED
        case _:
            return False
