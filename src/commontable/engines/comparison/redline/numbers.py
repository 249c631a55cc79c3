"""Numbers that changed inside a clause: "12 % to 10 %", "sixty (60) to thirty (30)".

An expression is taken whole even when only part of it changed: of "December 1, 2023" the reader
is told the date, not the word "December".
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from commontable.engines.comparison.redline.words import WordChange
from commontable.engines.documents.document import Document, Paragraph
from commontable.engines.documents.spelled import FRACTIONS, LARGE_NUMBERS, SMALL_NUMBERS

NumberKind = Literal["percent", "money", "date", "time", "count"]

_WORDS = sorted({*SMALL_NUMBERS, *LARGE_NUMBERS, *FRACTIONS}, key=len, reverse=True)
_WORD = f"(?:{'|'.join(_WORDS)})"
_SPELLED = rf"\b{_WORD}(?:(?:[\s-]|\s(?:and|point)\s)(?:{_WORD}))*\b"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|,\d)"
_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|May(?=\s\d))"
)
_EXPRESSION = re.compile(
    rf"(?P<date>\b{_MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?%),?)?(?:\s\d{{4}}\b)?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b)"
    r"|(?P<time>\b\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\b\d{1,2}:\d{2}\b)"
    rf"|(?P<percent>(?:{_SPELLED}\s(?:percent|per\scent)\s\()?{_DIGITS}\s?(?:%|percent\b|per\scent\b)\)?"
    rf"|{_SPELLED}\s(?:percent|per\scent)\b)"
    rf"|(?P<money>(?:{_SPELLED}\sdollars?\s\()?(?:[A-Z]{{0,3}}[$€£]\s?){_DIGITS}(?:\s(?:million|billion|thousand)\b)?\)?"
    rf"|(?:{_DIGITS}|{_SPELLED})\s(?:dollars?|cents?)\b)"
    rf"|(?P<count>(?:{_SPELLED}\s\({_DIGITS}\))|(?<![\w.,$-]){_DIGITS}(?:st|nd|rd|th)?(?![\w%])|{_SPELLED})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:sections?|articles?|steps?|paragraphs?|subsections?|appendix|chapter|page|no\.|ORS|OAR|USC"
    r"|letter|items?|bill|numbers?|rule|[§#])\s?\(?$",
    re.IGNORECASE,
)
_FIGURES = re.compile(_DIGITS)
_CLAUSE_END = (".", ";", ":", "?", "!")
_ABBREVIATION = re.compile(
    r"^(?:[A-Za-z]\.)+$|^(?:No|Sec|Art|Inc|etc|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_LONGEST_CLAUSE = 120
"""Words on either side of a change; a text without full stops must not be one clause."""
_SHORT_HUNK = 12
"""In a longer change the same unit must follow both numbers, or they are not the same promise."""


@dataclass(frozen=True, slots=True)
class NumberChange:
    """``old`` became ``new`` in one clause, both as written; positions count words.

    ``clause`` is the clause of the new text, ``old_clause`` of the old one.
    """

    kind: NumberKind
    old: str
    new: str
    article: str
    clause: str
    old_clause: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


@dataclass(frozen=True, slots=True)
class _Number:
    kind: NumberKind
    text: str
    value: str
    unit: str
    start: int
    end: int


def number_changes(
    old: Document, new: Document, changes: Iterable[WordChange]
) -> Iterator[NumberChange]:
    """The numbers in ``changes``, each once, in order. Table cells are told apart elsewhere."""
    old_text, new_text = _Clauses(old), _Clauses(new)
    seen: set[tuple[int, int]] = set()
    for change in changes:
        if not _may_hold_number(change):
            continue
        before = old_text.around(change.old_start, change.old_end)
        after = new_text.around(change.new_start, change.new_end)
        if before is None or after is None:
            continue
        olds = old_text.numbers(before, change.old_start, change.old_end)
        news = new_text.numbers(after, change.new_start, change.new_end)
        short = max(len(change.old_words), len(change.new_words)) <= _SHORT_HUNK
        for gone, come in _beside(olds, news, unit_must_agree=not short):
            if gone.value != come.value and (gone.start, come.start) not in seen:
                seen.add((gone.start, come.start))
                yield NumberChange(
                    come.kind,
                    gone.text,
                    come.text,
                    change.article,
                    new_text.clause_of(come),
                    old_text.clause_of(gone),
                    gone.start,
                    gone.end,
                    come.start,
                    come.end,
                )


def _may_hold_number(change: WordChange) -> bool:
    return bool(change.old_words and change.new_words)


def _beside(
    olds: list[_Number], news: list[_Number], *, unit_must_agree: bool
) -> Iterator[tuple[_Number, _Number]]:
    left = list(news)
    for gone in olds:
        for come in left:
            if come.kind == gone.kind and (come.unit == gone.unit or not unit_must_agree):
                left.remove(come)
                yield gone, come
                break


class _Clauses:
    """The clauses of one document and the numbers in them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._paragraphs = [p for a in document.articles for p in a.paragraphs]
        self._starts = [p.start for p in self._paragraphs]

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The words of the clauses that hold ``start:end``; None inside a table."""
        first = self._paragraph(start)
        last = self._paragraph(end - 1)
        if first.kind == "row" or last.kind == "row":
            return None
        shown = self._document.shown
        from_word = start
        earliest, latest = max(first.start, start - _LONGEST_CLAUSE), end + _LONGEST_CLAUSE
        while from_word > earliest and not _ends_clause(shown[from_word - 1]):
            from_word -= 1
        to_word = end
        while to_word < min(last.end, latest) and not _ends_clause(shown[to_word - 1]):
            to_word += 1
        return from_word, to_word

    def clause_of(self, number: "_Number") -> str:
        """The clause of one number, which may be shorter than what changed around it."""
        clause = self.around(number.start, number.end)
        return " ".join(self._document.shown[slice(*clause)]) if clause else number.text

    def numbers(self, clause: tuple[int, int], start: int, end: int) -> list[_Number]:
        """The numbers of a clause that touch words ``start:end``."""
        words = self._document.words[slice(*clause)]
        text = " ".join(words)
        offsets = [0, *accumulate(len(word) + 1 for word in words)]
        found: list[_Number] = []
        for match in _EXPRESSION.finditer(text):
            written = match[0].rstrip(",")
            if written.endswith(")") and "(" not in written:
                written = written[:-1]
            first = bisect_right(offsets, match.start()) - 1 + clause[0]
            last = bisect_right(offsets, match.start() + len(written) - 1) + clause[0]
            touches = first < end and start < last
            if not touches or _REFERENCE.search(text, 0, match.start()):
                continue
            kind = _kind(match)
            unit = text[match.end() :].split(maxsplit=1)[:1]
            found.append(
                _Number(
                    kind,
                    written,
                    _value(kind, written),
                    "".join(unit).strip(".,;:)").lower(),
                    first,
                    last,
                )
            )
        return found

    def _paragraph(self, word: int) -> Paragraph:
        return self._paragraphs[bisect_right(self._starts, word) - 1]


def _kind(match: re.Match[str]) -> NumberKind:
    kinds: tuple[NumberKind, ...] = ("date", "time", "percent", "money", "count")
    return next(kind for kind in kinds if match[kind] is not None)


def _value(kind: NumberKind, written: str) -> str:
    """What makes two ways of writing a number equal: its figures, or the words without case."""
    figures: Sequence[str] = _FIGURES.findall(written)
    if kind in ("percent", "money", "count") and figures:
        amount = figures[-1].replace(",", "")
        return amount.rstrip("0").rstrip(".") if "." in amount else amount
    return " ".join(written.lower().replace(",", "").split())


def _ends_clause(word: str) -> bool:
    return word.endswith(_CLAUSE_END) and not _ABBREVIATION.match(word)
