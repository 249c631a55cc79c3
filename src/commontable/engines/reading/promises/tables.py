"""Promises in tables: year by region, a row for each differential."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from commontable.engines.reading.promises import cues
from commontable.engines.reading.promises.calendar import calendar_years_in, days_in, years_in
from commontable.engines.reading.promises.places import Places, Where
from commontable.engines.reading.promises.promise import Kind
from commontable.engines.reading.promises.quantities import Quantity, quantities_in
from commontable.engines.reading.promises.sentences import Table
from commontable.engines.reading.promises.spread import Scope

_BARE = re.compile(r"^\d{1,2}(?:\.\d{1,3})?$")
_SAYS_PERCENT = re.compile(r"%|\bpercent", re.IGNORECASE)
_STEPS = re.compile(r"\bsteps?\b|\bgrades?\b|\branges?\b", re.IGNORECASE)
_PLACES = re.compile(r"^\s*(?:regions?|markets?|service\sareas?|areas?)\s*$", re.IGNORECASE)
_ALL = re.compile(r"^\s*(?:$|all\b|every|each\b|total)", re.IGNORECASE)
_STEP_COLUMN = re.compile(r"^\s*(?:pay\s|wage\s)?(?:steps?|grades?|ranges?)\b", re.IGNORECASE)
_MOST_STEPS = 12
_MOST_RAISE = Decimal(15)

Cell = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A cell's promise: ``start:end`` is the cell, ``row`` the words of its whole row."""

    kind: Kind
    value: Decimal
    unit: str
    start: int
    end: int
    row_start: int
    row_end: int
    row: str
    about: str
    scope: Scope
    why: str


def measured(table: Table, context: str, places: Places) -> Iterator[Measured]:
    """Every cell that promises something.

    What is paid at each pay step is a schedule, not promises, however short it is.
    """
    head = table.rows[0]
    has_head = len(table.rows) > 1 and not any(_value(text, "") for _, _, text in head)
    body = table.rows[1:] if has_head else table.rows
    headings = [text for _, _, text in head] if has_head else []
    said = " ".join([context, table.lead, *headings])
    cells = sum(len(row) for row in body)
    if _STEPS.search(said) and cells > _MOST_STEPS:
        return
    of_steps = any(_STEP_COLUMN.match(row[0][2]) for row in table.rows if row) or (
        len([text for text in headings if _STEP_COLUMN.match(text)]) > 1
    )
    by_place = bool(headings) and _PLACES.match(headings[0]) is not None
    others: list[str] = []
    for row in body:
        if not row:
            continue
        label = row[0][2] if not _value(row[0][2], said) else ""
        row_words = " | ".join(text for _, _, text in row)
        span = (row[0][0], max(row[-1][1], row[0][0] + 1))
        for column, cell in enumerate(row):
            found = _value(cell[2], f"{said} {label}")
            if found is None or (column == 0 and label):
                continue
            heading = headings[column] if column < len(headings) else ""
            ruled = _ruled(found, f"{label} {heading}", said)
            if ruled is None or (of_steps and found.measure == "money"):
                continue
            kind, unit = ruled
            scope = _scope(label, heading, table.lead, places, others)
            if by_place and not _ALL.match(label) and not places.named_in(label):
                scope.tell_unknown([Where(0, len(label), unknown=label)])
            yield Measured(
                kind,
                found.value,
                unit,
                cell[0],
                cell[1],
                *span,
                row_words,
                " ".join(filter(None, (label, heading))),
                scope,
                f"a table's cell: {label or heading or 'without a heading'}",
            )
        others += [code for where in places.named_in(label) for code in where.codes]


def _value(text: str, context: str) -> Quantity | None:
    """The one amount or percentage of a cell."""
    found = [each for each in quantities_in(text) if each.measure != "count"]
    if len(found) == 1 and not found[0].doubt and len(text.split()) <= 5:  # noqa: PLR2004 - a figure, not a sentence
        return found[0]
    if _BARE.match(text.strip()) and _SAYS_PERCENT.search(context):
        try:
            return Quantity("percent", Decimal(text.strip()), 0, len(text))
        except InvalidOperation:
            return None
    return None


def _ruled(found: Quantity, own: str, said: str) -> tuple[Kind, str] | None:
    words = f"{own} {said}"
    lump = cues.LUMP.search(own) or (cues.LUMP.search(said) and not cues.RAISE.search(said))
    if found.measure == "percent":
        if lump:
            return "lump_sum", "percent of pay"
        wages = cues.RAISE.search(words) or cues.HEADING_OF_WAGES.search(words)
        if wages and not cues.NOT_A_RAISE.search(words) and abs(found.value) <= _MOST_RAISE:
            return "raise", "percent"
        return "percent", "percent of premium" if cues.PREMIUM.search(words) else "percent"
    if lump:
        return "lump_sum", "USD"
    hourly = cues.PER_HOUR.search(words) is not None
    if cues.FLOOR.search(own) or (hourly and cues.FLOOR.search(said)):
        return "floor", "USD per hour"
    if cues.RAISE.search(words) and not cues.NOT_A_RAISE.search(words) and hourly:
        return "flat_raise", "USD per hour"
    if re.search(r"\bdifferentials?\b", words, re.IGNORECASE):
        return "amount", "USD per hour"
    return "amount", "USD per hour" if hourly else "USD"


def _scope(label: str, heading: str, lead: str, places: Places, others: list[str]) -> Scope:
    scope = Scope()
    for text in (heading, label, lead):
        if scope.year is None:
            scope.year = next((when.number for when in years_in(text)), None)
        if scope.day is None:
            scope.day = next((when.day for when in days_in(text)), None)
    if scope.year is None and scope.day is None:
        for text in (heading, label):
            found = next((when.number for when in calendar_years_in(text)), None)
            scope.calendar = scope.calendar or found
    for text in (label, heading, lead):
        named = places.named_in(text)
        if any(where.others for where in named):
            scope.regions = tuple(code for code in places.codes if code not in others)
            scope.worked_out.append("“other regions” is every region not named above")
        elif not scope.regions:
            scope.regions = tuple(code for where in named for code in where.codes)
        scope.tell_unknown(named)
    return scope
