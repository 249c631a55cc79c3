"""Which of a clause's numbers is for which year, day and region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from commontable.engines.reading.promises.calendar import (
    When,
    calendar_years_in,
    days_in,
    years_in,
)
from commontable.engines.reading.promises.places import Places, Where, not_known

_DEADLINE_BEFORE = re.compile(
    r"(?:\bby|\blater\sthan|\bbefore|\buntil|\bthrough|\bexpires?(?:\son)?|\bas\sof(?<!effective\sas\sof)"
    r"|\bprior\sto|\bsince|\bending|\bended|\bdated|\bhired\s(?:on|after|before)|\bto)\s?$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^\s?(?:/|,|;|&|\band\b|,\s?and\b|\bthen\b|,\s?then\b|[-\u2013\u2014])\s?(?:an?\s)?$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


@dataclass(slots=True)
class Scope:
    """What a number is for, as far as its clause says; ``worked_out`` tells what was not said.

    ``further`` are contract years beside ``year``: "2 % in Years 3 and 4".
    """

    year: int | None = None
    further: tuple[int, ...] = ()
    day: date | None = None
    calendar: int | None = None
    regions: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    worked_out: list[str] = field(default_factory=list)

    def tell_unknown(self, wheres: Sequence[Where]) -> None:
        """Say which of the regions named are not known: nobody may take them for everywhere."""
        for where in wheres:
            if where.unknown and where.unknown not in self.unknown:
                self.unknown = (*self.unknown, where.unknown)
                self.worked_out.append(not_known(where.unknown))


def scopes_of(
    spans: Sequence[tuple[int, int]], clause: str, lead: str, places: Places
) -> list[Scope]:
    """One scope for each of the numbers at ``spans``, in their order."""
    scopes = [Scope() for _ in spans]
    if not spans:
        return scopes
    whens = [
        when
        for when in sorted([*days_in(clause), *years_in(clause)], key=lambda each: each.start)
        if when.kind != "day" or not _DEADLINE_BEFORE.search(clause[: when.start])
    ]
    if not whens:
        whens = [
            when
            for when in calendar_years_in(clause)
            if not any(first <= when.start < last for first, last in spans)
        ]
    wheres = places.named_in(clause)
    if _by_year_in_a_row(spans, clause, wheres):
        _zip_years(scopes, whens)
    else:
        _place_in_time(scopes, spans, whens)
    _place(scopes, spans, wheres, clause, places)
    _from_lead(scopes, lead, places)
    return scopes


def _by_year_in_a_row(
    spans: Sequence[tuple[int, int]], clause: str, wheres: Sequence[Where]
) -> bool:
    """ "3% / 3% / 2%": numbers with nothing but a list's marks between them."""
    if len(spans) < 2:  # noqa: PLR2004 - a list has two or more
        return False
    between = [clause[spans[at][1] : spans[at + 1][0]] for at in range(len(spans) - 1)]
    if not all(_LIST.match(text) for text in between):
        return False
    # "3% and 2% in SCAL and NW respectively" is a list of regions.
    several = [one for where in wheres for one in _one_by_one(where)]
    return not (_RESPECTIVELY.search(clause) and len(several) == len(spans))


def _zip_years(scopes: list[Scope], whens: Sequence[When]) -> None:
    years = [when for when in whens if when.kind in {"year", "calendar"}]
    days = [when for when in whens if when.kind == "day"]
    for place, scope in enumerate(scopes):
        if len(years) == len(scopes) and years[place].kind == "year":
            scope.year = years[place].number
        elif len(days) == len(scopes):
            scope.day = days[place].day
        elif len(years) == len(scopes):
            scope.calendar = years[place].number
        else:
            scope.year = place + 1
            if not years:
                scope.worked_out.append("the years are counted in the order of the list")
    if len(days) == 1:
        scopes[0].day = days[0].day


def _place_in_time(
    scopes: list[Scope], spans: Sequence[tuple[int, int]], whens: Sequence[When]
) -> None:
    if not whens:
        return
    if whens[0].start < spans[0][0]:
        said: list[When] = []
        for place, (start, _) in enumerate(spans):
            since = spans[place - 1][1] if place else 0
            new = [when for when in whens if since <= when.start < start]
            said = new or said
            _take(scopes[place], said)
        return
    for place, (_, end) in enumerate(spans):
        until = spans[place + 1][0] if place + 1 < len(spans) else None
        own = [w for w in whens if w.start >= end and (until is None or w.start < until)]
        if not own:
            later = [when for when in whens if when.start >= end]
            own = later[:1]
        _take(scopes[place], own)


def _take(scope: Scope, said: Sequence[When]) -> None:
    years = [when.number for when in said if when.kind == "year"]
    scope.further = tuple(years[:-1])
    for when in said:
        match when.kind:
            case "year":
                scope.year = when.number
            case "day":
                scope.day = when.day
            case _:
                scope.calendar = when.number


def _place(
    scopes: list[Scope],
    spans: Sequence[tuple[int, int]],
    wheres: Sequence[Where],
    clause: str,
    places: Places,
) -> None:
    if not wheres:
        return
    each_named = [one for where in wheres for one in _one_by_one(where)]
    if _RESPECTIVELY.search(clause) and len(each_named) == len(spans):
        for scope, one in zip(scopes, each_named, strict=True):
            scope.regions = one.codes
            scope.tell_unknown([one])
        return
    own: list[list[Where]] = []
    if wheres[0].start < spans[0][0]:
        last: list[Where] = []
        for place, (start, _) in enumerate(spans):
            since = spans[place - 1][1] if place else 0
            last = [where for where in wheres if since <= where.start < start] or last
            own.append(last)
        trailing = [where for where in wheres if where.start >= spans[-1][1]]
        if trailing and len(spans) > 1 and own[-1] is own[-2]:
            own[-1] = trailing
    else:
        for place, (_, end) in enumerate(spans):
            until = spans[place + 1][0] if place + 1 < len(spans) else None
            here = [w for w in wheres if w.start >= end and (until is None or w.start < until)]
            own.append(here or [where for where in wheres if where.start >= end][:1])
    named: list[str] = []
    for scope, said in zip(scopes, own, strict=True):
        regions = tuple(dict.fromkeys(code for where in said for code in where.codes))
        if any(where.others for where in said):
            seen = set(named)
            regions = tuple(code for code in places.codes if code not in seen)
            scope.worked_out.append("“elsewhere” is every region not named before")
        scope.tell_unknown(said)
        named += [code for code in regions if code not in named]
        scope.regions = regions


def _one_by_one(where: Where) -> list[Where]:
    """The regions of a list apart; one that is not known counts as one."""
    if where.unknown:
        return [where]
    return [Where(where.start, where.end, (code,)) for code in where.codes]


def _from_lead(scopes: list[Scope], lead: str, places: Places) -> None:
    """What the words before a colon say holds for the list under them, where it says no other."""
    if not lead:
        return
    days, years = list(days_in(lead)), list(years_in(lead))
    wheres = places.named_in(lead)
    regions = tuple(dict.fromkeys(code for where in wheres for code in where.codes))
    for scope in scopes:
        if scope.day is None and scope.year is None and scope.calendar is None:
            scope.day = days[-1].day if days else None
            scope.year = years[-1].number if len(years) == 1 else None
        if not scope.regions:
            scope.regions = regions
            scope.tell_unknown(wheres)
