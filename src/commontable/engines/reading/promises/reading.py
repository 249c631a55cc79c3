"""From the words of an article to what they promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from commontable.engines.reading.promises.calendar import contract_year, each_year
from commontable.engines.reading.promises.places import Places
from commontable.engines.reading.promises.plainly import (
    days_promised,
    plain_promises,
    ratios_in,
)
from commontable.engines.reading.promises.promise import Confidence, Doubt, Findings, Promise
from commontable.engines.reading.promises.quantities import Quantity, quantities_in
from commontable.engines.reading.promises.rules import Ruling, rule
from commontable.engines.reading.promises.sentences import Clause, Table, clauses_of
from commontable.engines.reading.promises.spread import Scope, scopes_of
from commontable.engines.reading.promises.tables import measured

_YEARLY = frozenset({"raise", "lump_sum", "flat_raise"})
_SCOPED = frozenset({"raise", "lump_sum", "flat_raise", "amount", "percent", "floor", "cap"})
_MOST_YEARS = 20
_MOST_NUMBERS = 60  # with more, it is a list without its columns, and no sentence

type _Found = tuple[Promise, Scope]


def read_promises(
    text: str,
    *,
    heading: str = "",
    regions: Mapping[str, Sequence[str]] | None = None,
    begins_on: date | None = None,
    years: int = 0,
) -> Findings:
    """What an article's words promise, each with its clause, and what they contradict.

    Args:
        text: the article's words; paragraphs apart by an empty line, tables as rows between pipes.
        heading: its title, which says what bare figures in it are of.
        regions: code of each region that may be named, with its further names.
        begins_on: the first day of the contract, from which days are counted into contract years.
            Without it the years follow the order of the days named in the text.
        years: how many years the contract has, for promises "each year".
    """
    places = Places(regions or {})
    found: list[_Found] = []
    doubts: list[Doubt] = []
    for part in clauses_of(text):
        if isinstance(part, Table):
            found += _of_table(part, heading, places)
            continue
        quantities = list(quantities_in(part.text))
        doubts += [
            Doubt(*part.span(each.start, each.end), part.start, part.end, part.text, each.doubt)
            for each in quantities
            if each.doubt
        ]
        if not any(each.doubt for each in quantities):
            # Of a clause that contradicts itself nothing is guessed, not even what seems sound in
            # it: "4 % in the first year and three percent (4 %) in the second" is no pair.
            found += _of_clause(part, quantities, heading, places, years)
    return Findings(tuple(_in_years(found, begins_on)), tuple(doubts))


def _of_clause(
    clause: Clause, quantities: list[Quantity], heading: str, places: Places, years: int
) -> Iterator[_Found]:
    context = f"{heading} {clause.lead}".strip()
    ratios = list(ratios_in(clause.text))
    if len(quantities) > _MOST_NUMBERS:
        return
    rulings = [
        ruling
        for quantity in quantities
        if not any(ratio.start <= quantity.start < ratio.end for ratio in ratios)
        and (ruling := rule(quantity, clause.text, context, quantities)) is not None
    ]
    if any(ruling.kind == "raise" for ruling in rulings):
        # "two percent a year for three years": the years say how often, and are no promise.
        rulings = [ruling for ruling in rulings if ruling.unit != "years"]
    spread = [ruling for ruling in rulings if ruling.kind in _SCOPED]
    spans = [(ruling.quantity.start, ruling.end) for ruling in spread]
    scopes = dict(
        zip(map(id, spread), scopes_of(spans, clause.text, clause.lead, places), strict=True)
    )
    for ruling in rulings:
        scope = scopes.get(id(ruling)) or Scope()
        if ruling.kind == "duration":
            span = (ruling.quantity.start, ruling.end)
            [own] = scopes_of([span], clause.text, clause.lead, places)
            scope.regions = own.regions
            scope.unknown = own.unknown
            scope.worked_out += own.worked_out
        yield from _each_year(_promise(clause, ruling), scope, clause, years)
    used = {scope.day for scope in scopes.values()}
    plain = [
        *ratios,
        *(day for day in days_promised(clause.text) if day.value not in used),
        *(plain_promises(clause.text) if not rulings else ()),
    ]
    for each in plain:
        start, end = clause.span(each.start, each.end)
        wheres = places.named_in(clause.text)
        regions = tuple(code for where in wheres for code in where.codes)
        scope = Scope(regions=regions)
        scope.tell_unknown(wheres)
        promise = Promise(
            each.kind,
            each.value,
            each.unit,
            start,
            end,
            clause.start,
            clause.end,
            clause.text,
            each.why,
            about=each.about,
            regions=regions,
            confidence="sure" if each.kind == "ratio" else "likely",
        )
        yield promise, scope


def _promise(clause: Clause, ruling: Ruling) -> Promise:
    start, end = clause.span(ruling.quantity.start, ruling.end)
    confidence: Confidence = "sure" if ruling.quantity.twice else "likely"
    return Promise(
        ruling.kind,
        ruling.quantity.value,
        ruling.unit,
        start,
        end,
        clause.start,
        clause.end,
        clause.text,
        ruling.why,
        bound=ruling.bound,
        confidence=confidence,
    )


def _each_year(promise: Promise, scope: Scope, clause: Clause, years: int) -> Iterator[_Found]:
    """ "three percent in each of the four years" is four raises."""
    if scope.further and scope.year is not None:
        for year in sorted({*scope.further, scope.year}):
            yield promise, _in_year(scope, year)
        return
    said = each_year(clause.text) if promise.kind in {"raise", "flat_raise"} else None
    if said is None or scope.year is not None:
        yield promise, scope
        return
    number = said[2] or years
    if not 0 < number <= _MOST_YEARS:
        scope.worked_out.append("“each year”, but not for how many")
        yield promise, scope
        return
    if not said[2]:
        scope.worked_out.append("“each year” is each year of the contract")
    for year in range(1, number + 1):
        yield promise, _in_year(scope, year, day=scope.day if year == 1 else None)


def _in_year(scope: Scope, year: int, day: date | None = None) -> Scope:
    return replace(scope, year=year, further=(), day=day, worked_out=list(scope.worked_out))


def _of_table(table: Table, heading: str, places: Places) -> Iterator[_Found]:
    for cell in measured(table, heading, places):
        promise = Promise(
            cell.kind,
            cell.value,
            cell.unit,
            cell.start,
            cell.end,
            cell.row_start,
            cell.row_end,
            cell.row,
            cell.why,
            about=cell.about,
            confidence="sure",
        )
        yield promise, cell.scope


def _in_years(found: list[_Found], begins_on: date | None) -> Iterator[Promise]:
    """Contract years for days and years of the calendar, then everything a scope says."""
    yearly = [scope for promise, scope in found if promise.kind in _YEARLY]
    days = sorted({scope.day for scope in yearly if scope.day is not None})
    calendar = sorted({scope.calendar for scope in yearly if scope.calendar is not None})
    first = begins_on or (days[0] if len(days) > 1 else None)
    last: dict[tuple[object, ...], tuple[date, int]] = {}
    for promise, scope in found:
        year, worked_out = scope.year, list(scope.worked_out)
        if promise.kind in _YEARLY and year is None:
            if scope.day is not None and first is not None:
                before = last.get(sequence := _sequence(promise, scope))
                year, moved = _after(before, scope.day, contract_year(scope.day, first))
                last[sequence] = scope.day, year
                if begins_on is None or moved:
                    worked_out.append("its year follows from the order of the days")
            elif scope.calendar is not None and begins_on is not None:
                year = scope.calendar - begins_on.year + 1
            elif scope.calendar is not None and len(calendar) > 1:
                year = scope.calendar - calendar[0] + 1
                worked_out.append("its year follows from the order of the years")
        if (
            promise.kind in _YEARLY
            and scope.day is not None
            and begins_on is not None
            and scope.day < begins_on
        ):
            worked_out.append(f"that day is before the contract begins, {begins_on}")
        if year is not None and not 0 < year <= _MOST_YEARS:
            year = None
        yield replace(
            promise,
            year=year if promise.kind in _SCOPED else None,
            effective_on=scope.day,
            regions=scope.regions,
            unknown_regions=scope.unknown,
            why="; ".join([promise.why, *worked_out]),
            confidence="unsure" if worked_out else promise.confidence,
        )


def _after(before: tuple[date, int] | None, day: date, year: int) -> tuple[int, bool]:
    """The contract year of a day, and whether the day before it in the text moved it on.

    Raises that follow each other are a year's each: where the contract does not begin on the day
    of a raise, two of them may fall in one contract year by the calendar.
    """
    if before is None or day < before[0]:
        return year, False
    least = before[1] + (day > before[0])
    return max(year, least), year < least


def _sequence(promise: Promise, scope: Scope) -> tuple[object, ...]:
    """What the days of follow each other for."""
    return promise.kind, promise.unit, scope.regions, scope.unknown
