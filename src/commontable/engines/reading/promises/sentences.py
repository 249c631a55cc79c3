"""A text cut into the clauses in which promises stand: sentences, list items, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ABBREVIATION = re.compile(
    r"\b(?:[A-Za-z]|No|Nos|Sec|Art|Inc|etc|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|Dr|Mr"
    r"|Ms|Mrs|e\.g|i\.e|a\.m|p\.m|approx|hrs?|yrs?|mos?|wks?)\.$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(?:section|article|sec|art|paragraph|subsection|appendix|part)\.?\s+[\w.]{1,6}\.$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*\(?\w{1,4}\.$")
_END = re.compile(r"[.;!?](?=[\"”’)]*(?:\s|$))|:(?=\s*\n)")
_LONGEST = 2000  # letters; a text without full stops must not be one clause
_LONGEST_ABBREVIATION = 24
_ITEM = re.compile(
    r"^\s*(?:[-–—•●▪◦*+]\s+|\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivx]{1,5})[.)]\s+|year\s+\w+\b|\d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:+=-]+$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or list item ``start:end`` of the text.

    ``text`` are its words with single blanks, ``places`` where each letter stands in the whole.
    ``lead`` is the clause that introduces it: one that ends with a colon.
    """

    start: int
    end: int
    text: str
    places: tuple[int, ...] = field(repr=False)
    lead: str = ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Letters ``first:last`` of the clause as places in the whole text."""
        return self.places[first], self.places[last - 1] + 1


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive rows between pipes; a cell is its place in the text and its words."""

    start: int
    end: int
    rows: tuple[tuple[tuple[int, int, str], ...], ...]
    lead: str = ""


def clauses_of(text: str) -> Iterator[Clause | Table]:
    """Every clause and table, in order; between them they hold all words of the text."""
    lead = ""
    for start, end, is_table in _blocks(text):
        if is_table:
            table = _table(text, start, end, lead)
            if table.rows:
                yield table
            continue
        for first, last in _sentences(text, start, end):
            clause = _clause(text, first, last, lead)
            yield clause
            if clause.text.endswith(":"):
                lead = clause.text
            elif clause.text.endswith(";") and ":" in clause.text:
                # "Across the board: Year 1, 5 %; Year 2, 4 %": the head holds for what follows.
                lead = clause.text.partition(":")[0] + ":"
            elif not _ITEM.match(clause.text) and not _fragment(clause.text):
                lead = ""


def _clause(text: str, first: int, last: int, lead: str) -> Clause:
    letters: list[str] = []
    places: list[int] = []
    for place in range(first, last):
        letter = text[place]
        if letter.isspace():
            if letters[-1] != " ":
                letters.append(" ")
                places.append(place)
        else:
            letters.append(letter)
            places.append(place)
    return Clause(first, last, "".join(letters), tuple(places), lead)


def _fragment(flat: str) -> bool:
    """Short pieces after "as follows:" go on belonging to it."""
    return len(flat.split()) < 9 and not flat.rstrip().endswith(".")  # noqa: PLR2004 - a line of a list


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Runs of lines that belong together, and whether they are rows of a table."""
    start: int | None = None
    at = 0
    in_table = False
    before = ""
    for line in text.splitlines(keepends=True):
        row = bool(_ROW.match(line))
        blank = not line.strip()
        opens = bool(_ITEM.match(line)) or before.rstrip().endswith((":", ";"))
        if start is not None and (blank or row != in_table or (opens and not row)):
            yield start, at, in_table
            start = None
        if not blank and start is None:
            start, in_table = at, row
        at += len(line)
        before = line
    if start is not None:
        yield start, at, in_table


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for found in _END.finditer(text, start, end):
        if found[0] == "." and _is_abbreviation(text, first, found.end()):
            continue
        last = found.end()
        while last < end and text[last] in '"”’)':
            last += 1
        yield from _shortened(text, first, last)
        first = last
    yield from _shortened(text, first, end)


def _is_abbreviation(text: str, first: int, end: int) -> bool:
    begins = max(first, end - _LONGEST_ABBREVIATION)
    written = text[begins:end]
    if _ABBREVIATION.search(written) or _CITED.search(written):
        return True
    return begins == first and bool(_NUMBERED.match(text[begins:end]))


def _shortened(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while last - first > _LONGEST:
        cut = text.rfind(" ", first, first + _LONGEST)
        cut = cut if cut > first else first + _LONGEST
        yield from _trimmed(text, first, cut)
        first = cut
    yield from _trimmed(text, first, last)


def _trimmed(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last:
        yield first, last


def _table(text: str, start: int, end: int, lead: str) -> Table:
    rows = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if not _RULE.match(line):
            rows.append(tuple(_cells(line, at)))
        at += len(line)
    return Table(start, end, tuple(rows), lead)


def _cells(line: str, at: int) -> Iterator[tuple[int, int, str]]:
    first = line.index("|") + 1
    while (last := line.find("|", first)) >= 0:
        cell = line[first:last]
        begin = at + first + len(cell) - len(cell.lstrip())
        yield begin, begin + len(cell.strip()), cell.strip()
        first = last + 1
