"""What a promise is, and what is left to a person to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "raise",
    "lump_sum",
    "flat_raise",
    "amount",
    "percent",
    "floor",
    "cap",
    "ratio",
    "duration",
    "date",
    "yes_no",
]
Bound = Literal["", "minimum", "maximum"]
Confidence = Literal["sure", "likely", "unsure"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One measurable promise, as the words of a clause make it.

    Attributes:
        value: a number in ``unit`` (3 means 3 %), ``1:4``, a day, or True for a plain promise.
        unit: ``percent``, ``percent of premium``, ``USD per hour``, ``calendar days``,
            ``nurse:patients``; empty for a day or a plain promise.
        year: the contract year, counted from 1; None where none is said.
        effective_on: the day it begins, where one is said.
        regions: codes out of the names given; empty: everywhere.
        unknown_regions: names of regions that are none of those given; then an empty ``regions``
            is not everywhere.
        start, end: where the value stands, in characters of the text.
        clause_start, clause_end: the sentence, list item or table row it stands in.
        clause: that sentence.
        about: the words that say what it is of: "night differential", a table's row.
        confidence: "sure" where the words leave no other reading, "unsure" where a year or a
            scope was worked out.
        why: what in the words led to it, in a sentence.
    """

    kind: Kind
    value: Decimal | date | bool | str
    unit: str
    start: int
    end: int
    clause_start: int
    clause_end: int
    clause: str
    why: str
    bound: Bound = ""
    year: int | None = None
    effective_on: date | None = None
    regions: tuple[str, ...] = ()
    unknown_regions: tuple[str, ...] = ()
    about: str = ""
    confidence: Confidence = "likely"

    def __str__(self) -> str:
        """``raise 3 percent y1 SCAL from 2026-10-01``"""
        value = self.value
        said = (
            ("yes" if value else "no")
            if isinstance(value, bool)
            else plain(value)
            if isinstance(value, Decimal)
            else str(value)
        )
        words = [
            self.kind,
            said,
            self.unit,
            {"minimum": "min", "maximum": "max"}.get(self.bound, ""),
            f"y{self.year}" if self.year else "",
            ",".join(self.regions),
            f"from {self.effective_on}" if self.effective_on else "",
        ]
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that contradict themselves: told, never guessed."""

    start: int
    end: int
    clause_start: int
    clause_end: int
    clause: str
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in a text, in its order."""

    promises: tuple[Promise, ...]
    doubts: tuple[Doubt, ...]


def plain(value: Decimal) -> str:
    """As one writes it: ``3``, ``2.5``, ``1500``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
