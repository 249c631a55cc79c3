"""A comparison sheet as one structure: what the page, the PDF, Word and Excel all show.

Everything a reader sees stands in it as finished text, in the sheet's language, so that no writer
computes, rounds or words anything of its own. It goes to JSON and back without loss; the SHA-256 of
that JSON is the sheet's hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commontable.engines.sheets.words import ENGLISH

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
        codes: what the codes in scopes stand for: ``SBAY`` to ``South Bay``.
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
    notes: tuple[Note, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

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

    @property
    def codes_used(self) -> dict[str, str]:
        """Those of the codes that some scope names."""
        used = {
            code
            for row in self.rows
            for cell in row.cells
            for entry in cell.entries
            for line in entry.lines
            for code in line.scope.split(", ")
        }
        return {code: name for code, name in self.codes.items() if code in used}

    @property
    def legend(self) -> str:
        """What the codes used in it mean, in their order; empty where none is."""
        told = [f"{code} {name}" for code, name in self.codes_used.items()]
        return self.say("codes", codes=" · ".join(told)) if told else ""

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def say(self, word: str, **facts: object) -> str:
        """One of the sheet's words with its blanks filled.

        A word that a sheet frozen long ago did not have yet is said in English.
        """
        pattern = self.words.get(word) or ENGLISH[word]
        return fill(pattern, {name: str(fact) for name, fact in facts.items()})

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
            return self.say("draft")
        return self.say("version" if self.edition is Edition.TEAM else "edition", n=self.number)

    @property
    def as_earlier(self) -> str:
        """How a later sheet speaks of this one: ``version 3, as of Oct. 3, 2026``."""
        word = "earlier_version" if self.edition is Edition.TEAM else "earlier_edition"
        return self.say(word, n=self.number, moment=self.as_of_words)

    @property
    def since(self) -> str:
        """The heading of the changes, also where there are none."""
        if not self.previous:
            return self.say("first")
        return self.say("since" if self.changes else "unchanged", previous=self.previous)


_BLANK = re.compile(r"\{(\w+)\}")


def fill(pattern: str, facts: Mapping[str, str]) -> str:
    """Put facts in a pattern's blanks, once: what a fact says is never read as a blank."""
    return _BLANK.sub(lambda blank: facts.get(blank[1], blank[0]), pattern)
