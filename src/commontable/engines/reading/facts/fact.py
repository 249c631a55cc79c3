"""What a fact read in an update is: where it stands, of what kind, worth what, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "date",
    "recurrence",
    "deadline",
    "money",
    "percentage",
    "headcount",
    "session",
    "case",
    "hashtag",
    "handle",
    "place",
]
KINDS: tuple[Kind, ...] = (
    "date",
    "recurrence",
    "deadline",
    "money",
    "percentage",
    "headcount",
    "session",
    "case",
    "hashtag",
    "handle",
    "place",
)
Confidence = Literal["sure", "likely", "unsure"]
Bound = Literal["", "about", "at least", "at most", "more than", "less than"]
Data = str | int | bool | None | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both in it."""

    first: date
    last: date

    def __str__(self) -> str:
        """``2022-03-03``, or the interval of ISO 8601: ``2022-03-03/2022-03-04``."""
        return f"{self.first}" if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True)
class Days:
    """One day, a range, or several of them: "June 27 & 28" are two. ``month``: no day was named."""

    spans: tuple[Span, ...]
    month: bool = False

    @property
    def first(self) -> date:
        return self.spans[0].first

    @property
    def last(self) -> date:
        return self.spans[-1].last

    def as_data(self) -> Data:
        if self.month:
            return f"{self.first:%Y-%m}"
        said: list[Data] = [str(span) for span in self.spans]
        return said[0] if len(said) == 1 else said


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something has to be done: the last day, with ``time`` as ``17:00`` where it is said.

    ``before``: the day itself is too late.
    """

    day: date
    time: str = ""
    before: bool = False

    def as_data(self) -> Data:
        said: dict[str, Data] = {"date": self.day.isoformat()}
        if self.time:
            said["time"] = self.time
        if self.before:
            said["before"] = True
        return said


@dataclass(frozen=True, slots=True)
class Except:
    """Where, or on which day, a recurrence is otherwise: on the days of ``rule``, or not at all."""

    rule: str = ""
    where: str = ""
    days: Days | None = None

    def as_data(self) -> Data:
        said: dict[str, Data] = {}
        if self.rule:
            said["rule"] = self.rule
        if self.where:
            said["where"] = self.where
        if self.days:
            said["dates"] = self.days.as_data()
        return said


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What comes again, as a rule of RFC 5545: ``FREQ=WEEKLY;BYDAY=TH``."""

    rule: str
    exceptions: tuple[Except, ...] = ()

    def as_data(self) -> Data:
        said: dict[str, Data] = {"rule": self.rule}
        if self.exceptions:
            said["exceptions"] = [each.as_data() for each in self.exceptions]
        return said


@dataclass(frozen=True, slots=True)
class Money:
    """Whole cents of US dollars; ``to_cents`` ends a range; ``per`` is "hour", "year", …"""

    cents: int
    to_cents: int | None = None
    per: str = ""
    bound: Bound = ""

    def as_data(self) -> Data:
        said: dict[str, Data] = {"cents": self.cents, "currency": "USD"}
        if self.to_cents is not None:
            said["to_cents"] = self.to_cents
        return _with(said, per=self.per, bound=self.bound)


@dataclass(frozen=True, slots=True)
class Percentage:
    """``percent`` is a decimal number in words of figures: ``6.25``; ``to_percent`` ends a range.

    ``year`` is the contract year it is said for, ``place`` its place in a list from 1, ``of`` what
    it is said to be a share of, ``per`` how often.
    """

    percent: str
    to_percent: str = ""
    per: str = ""
    year: int | None = None
    place: int | None = None
    of: str = ""
    bound: Bound = ""

    def as_data(self) -> Data:
        said: dict[str, Data] = {"percent": self.percent}
        if self.year is not None:
            said["year"] = self.year
        if self.place is not None:
            said["place"] = self.place
        return _with(said, to_percent=self.to_percent, per=self.per, of=self.of, bound=self.bound)


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people; ``of`` is what they are called, empty where it is not said."""

    count: int
    to_count: int | None = None
    of: str = ""
    bound: Bound = ""

    def as_data(self) -> Data:
        said: dict[str, Data] = {"count": self.count}
        if self.to_count is not None:
            said["to_count"] = self.to_count
        return _with(said, of=self.of, bound=self.bound)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The number of a session or a round; of several where "rounds 3 and 4" are named together."""

    word: str
    numbers: tuple[int, ...]

    def as_data(self) -> Data:
        return {"word": self.word, "numbers": list(self.numbers)}


@dataclass(frozen=True, slots=True)
class Case:
    """A labor board's case; ``number`` with plain hyphens, a region of two figures, no spaces.

    Six figures since 2011, five before, which the board's own pages show with a zero in front:
    ``padded`` is that form, by which both ways of writing meet.
    """

    number: str
    padded: str
    board: str = "NLRB"

    def as_data(self) -> Data:
        return {"board": self.board, "number": self.number, "padded": self.padded}


Value = Days | Deadline | Recurrence | Money | Percentage | Headcount | Ordinal | Case | str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: ``text`` is ``start:end`` of the text that was read, character by character.

    Attributes:
        value: by ``kind``; a hashtag or handle with its sign, a place as it is named; None for
            a day that no calendar has ("June 31").
        confidence: "sure" where the words leave no other reading; "likely" where a year or a day
            was worked out by a rule that is rarely wrong; "unsure" where another reading is near,
            or where the words contradict themselves.
        inferred: a part of the value is not written and comes from the day of publication.
        notes: sentences for the reader: what was worked out, what does not fit.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: Value
    confidence: Confidence
    inferred: bool = False
    notes: tuple[str, ...] = ()

    def value_as_data(self) -> Data:
        """The value as plain data for JSON."""
        return (
            self.value
            if self.value is None or isinstance(self.value, str)
            else (self.value.as_data())
        )

    def as_data(self) -> dict[str, Data]:
        """All of it as plain data for JSON."""
        return {
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "value": self.value_as_data(),
            "confidence": self.confidence,
            "inferred": self.inferred,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact before it is known whether another claims the same words; places in folded text."""

    kind: Kind
    start: int
    end: int
    value: Value
    confidence: Confidence = "sure"
    inferred: bool = False
    notes: tuple[str, ...] = ()


def _with(said: dict[str, Data], **more: str) -> dict[str, Data]:
    return said | {name: value for name, value in more.items() if value}
