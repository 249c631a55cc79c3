"""A comparison sheet as one structure: what the page, the PDF, Word and Excel all show.

Everything a reader sees stands in it as finished text, in the sheet's language, so that no writer
computes, rounds or words anything of its own. It goes to JSON and back without loss; the SHA-256 of
that JSON is the sheet's hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Self

from commontable.engines.sheets.errors import SheetError

# What XML and fonts cannot hold, and the signs that make text read other than it stands: an
# override of the direction could turn a figure around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)


def printable(text: str) -> str:
    """The text without signs that cannot be printed; what is left out leaves a blank."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Printable, with every run of blanks and line breaks as one blank."""
    return re.sub(r"[ \t\n]+", " ", printable(text)).strip(" ")


class Edition(StrEnum):
    TEAM = "team"
    PUBLIC = "public"


class Mark(StrEnum):
    """What became of a cell, or a whole row, since the sheet before."""

    NONE = ""
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Line:
    """One value, and for whom; ``scope`` is empty where it holds everywhere.

    ``number`` is the value's figure as plain decimal text (``4.5``) where it has just one.
    """

    value: str
    scope: str = ""
    number: str = ""

    @property
    def text(self) -> str:
        return f"{self.value} {self.scope}".strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one proposal, contract or settlement says in a cell, with where it says so.

    Attributes:
        about: the issue, where a row gathers several.
        label: ``U-12``; empty for what has no number.
        cited: when it was passed, or the source.
        clause: where in the contract.
        note: what to know of it: in a package, withdrawn when.
        ref: what the team's page links to; never in a public edition.
        off_record: said without counting: a supposal, something informal. Never made public.
    """

    lines: tuple[Line, ...]
    about: str = ""
    label: str = ""
    cited: str = ""
    clause: str = ""
    note: str = ""
    ref: str = ""
    off_record: bool = False

    @property
    def citation(self) -> str:
        """``U-12, passed Oct. 3, 2026, 10:40 p.m., Article 5``."""
        return ", ".join(part for part in (self.label, self.cited, self.clause) if part)

    @property
    def source(self) -> str:
        """The citation with the note behind it."""
        return "; ".join(part for part in (self.citation, self.note) if part)

    @property
    def said(self) -> str:
        """The values, a line each, under the issue's name where a row gathers several."""
        lines = [line.text for line in self.lines]
        return "\n".join([f"{self.about}:", *lines] if self.about else lines)


@dataclass(frozen=True, slots=True)
class Cell:
    entries: tuple[Entry, ...] = ()
    mark: Mark = Mark.NONE

    @property
    def said(self) -> str:
        return "\n".join(entry.said for entry in self.entries)

    @property
    def source(self) -> str:
        return "\n".join(entry.source for entry in self.entries if entry.source)

    @property
    def number(self) -> str:
        """The one number of a cell that says nothing else, as plain decimal text."""
        if len(self.entries) != 1 or self.entries[0].about:
            return ""
        lines = self.entries[0].lines
        return lines[0].number if len(lines) == 1 and not lines[0].scope else ""


@dataclass(frozen=True, slots=True)
class Column:
    """``side`` is union, employer or empty; ``team_only`` never goes into a public edition."""

    key: str
    head: str
    sub: str = ""
    side: str = ""
    team_only: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An issue or an article. ``wording`` is the team's own, beside the figures."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    group: str = ""
    wording: str = ""
    ref: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the sheet before; ``kind`` names the words it is told in."""

    kind: str
    row: str = ""
    column: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark below the table, of a column if ``column`` names one."""

    text: str
    column: str = ""
    team_only: bool = False


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet, whole.

    Attributes:
        number: of the version or the public edition; 0 while it is only looked at.
        as_of: the exact moment, ISO 8601 with its offset; ``as_of_words`` the same to be read.
        made: who made it and when, for the team.
        basis: what it was computed from, for the team: the crossings counted, the log's head.
        previous: the sheet the changes are told against, in words; empty for the first.
        words: what the writers say around the figures, by the keys of ``words.ENGLISH``.
    """

    title: str
    edition: Edition
    number: int
    coalition: str
    employer: str
    campaign: str
    table: str
    as_of: str
    as_of_words: str
    language: str
    row_head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    words: Mapping[str, str]
    made: str = ""
    basis: str = ""
    previous: str = ""
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    def groups(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Rows under their heading, in order; a heading is not repeated while it holds."""
        gathered: list[Row] = []
        for row in self.rows:
            if gathered and gathered[-1].group != row.group:
                yield gathered[-1].group, tuple(gathered)
                gathered = []
            gathered.append(row)
        if gathered:
            yield gathered[0].group, tuple(gathered)

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def say(self, word: str, **facts: object) -> str:
        """One of the sheet's words with its blanks filled."""
        return fill(self.words[word], {name: str(fact) for name, fact in facts.items()})

    def tell(self, change: Change) -> str:
        """A change as a sentence."""
        return self.say(
            f"change_{change.kind}",
            row=change.row,
            column=change.column,
            before=change.before,
            after=change.after,
        )

    @property
    def name(self) -> str:
        """``Version 3``, ``Public edition 1`` or that it is a draft."""
        if not self.number:
            return self.words["draft"]
        return self.say("version" if self.edition is Edition.TEAM else "edition", n=self.number)

    @property
    def since(self) -> str:
        """The heading of the changes, also where there are none."""
        if not self.previous:
            return self.words["first"]
        return self.say("since" if self.changes else "unchanged", previous=self.previous)


_BLANK = re.compile(r"\{(\w+)\}")


def fill(pattern: str, facts: Mapping[str, str]) -> str:
    """Put facts in a pattern's blanks, once: what a fact says is never read as a blank."""
    return _BLANK.sub(lambda blank: facts.get(blank[1], blank[0]), pattern)


def to_data(view: SheetView) -> dict[str, Any]:
    """The view as plain data, for JSON."""
    return asdict(replace(view, words=dict(view.words)))


def to_json(view: SheetView) -> str:
    """The one JSON text of a view: keys in order, nothing between them, UTF-8 as it is."""
    return json.dumps(to_data(view), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(view: SheetView) -> str:
    """The SHA-256 of the view's JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(to_json(view).encode(errors="surrogatepass")).hexdigest()


def from_data(data: Mapping[str, Any]) -> SheetView:
    """The view that was written as this data.

    Raises:
        SheetError: it is no sheet, or one of another make.
    """
    try:
        return SheetView(
            **{
                **data,
                "edition": Edition(data["edition"]),
                "columns": tuple(Column(**each) for each in data["columns"]),
                "rows": tuple(_row(each) for each in data["rows"]),
                "changes": tuple(Change(**each) for each in data["changes"]),
                "notes": tuple(Note(**each) for each in data["notes"]),
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SheetError(
            "This is no sheet, or one of another make.",
            expected=", ".join(each.name for each in fields(SheetView)),
            got=str(error),
        ) from error


def _row(data: Mapping[str, Any]) -> Row:
    return Row(
        **{
            **data,
            "mark": Mark(data["mark"]),
            "cells": tuple(_cell(each) for each in data["cells"]),
        }
    )


def _cell(data: Mapping[str, Any]) -> Cell:
    entries = (
        Entry(**{**each, "lines": tuple(Line(**line) for line in each["lines"])})
        for each in data["entries"]
    )
    return Cell(tuple(entries), Mark(data["mark"]))


@dataclass(frozen=True, slots=True)
class Widths:
    """How a row's breadth is shared: the first column's part, then each column's, adding to 1."""

    first: float
    columns: tuple[float, ...]

    @classmethod
    def of(cls, view: SheetView) -> Self:
        """By how much there is to read in each column, within bounds that keep all readable."""
        weights = [
            min(max(_typical([row.cells[place] for row in view.rows]), 16.0), 44.0)
            for place in range(len(view.columns))
        ]
        first = min(max(_longest_word_run([row.name for row in view.rows]), 20.0), 34.0)
        whole = first + sum(weights)
        return cls(first / whole, tuple(weight / whole for weight in weights))


def _typical(cells: Sequence[Cell]) -> float:
    """The length that four in five of the lines keep within."""
    lengths = sorted(
        len(line.text) for cell in cells for entry in cell.entries for line in entry.lines
    )
    return float(lengths[len(lengths) * 4 // 5]) if lengths else 0.0


def _longest_word_run(names: Sequence[str]) -> float:
    lengths = sorted(len(name) for name in names)
    return float(lengths[len(lengths) * 4 // 5]) if lengths else 0.0
