"""Numbers that changed inside a clause: "12 % to 10 %", "sixty (60) to thirty (30)".

An expression is taken whole even when only part of it changed: of "December 1, 2023" the reader
is told the date, not the word "December".
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

from commontable.engines.comparison.redline.amounts import (
    Amount,
    NumberKind,
    amounts_in,
    date_form,
    may_hold_amount,
)
from commontable.engines.comparison.redline.words import WordChange
from commontable.engines.documents.document import Document, Paragraph

_CLAUSE_END = (".", ";", ":", "?", "!")
_ABBREVIATION = re.compile(
    r"^(?:[A-Za-z]\.)+$|^(?:No|Sec|Art|Inc|etc|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_LONGEST_CLAUSE = 120
"""Words on either side of a change; a text without full stops must not be one clause."""
_MOST_BETWEEN = 3
"""Unchanged words between two changes that are read together."""
_LONGEST_AMOUNT = 20
"""Words: "one hundred twenty-five thousand dollars and fifty cents ($125,000.50)" has ten."""
_LABEL = re.compile(r"^\(?\d{1,3}(?:\.\d{1,3})*[.):]+$|^\(\d{1,3}\)$")
_LABEL_OF_SECTION = re.compile(r"^[1-9]\d{0,2}(?:\.\d{1,3})+$")
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
    """An amount and the words ``start:end`` of the document that hold it."""

    amount: Amount
    start: int
    end: int


def number_changes(
    old: Document,
    new: Document,
    changes: Iterable[WordChange],
    partners: Container[tuple[int, int]],
) -> Iterator[NumberChange]:
    """The numbers in ``changes``, each once, in order. Table cells are told apart elsewhere.

    What left one place for another is no answer to what came beside it: in changes that follow
    each other only articles of ``partners``, pairs (old, new) of their indexes, are read together.
    """
    if not old.words or not new.words:
        return  # what is all new, or all gone, answers nothing
    old_text, new_text = _Clauses(old), _Clauses(new)
    seen: set[tuple[int, int]] = set()
    for hunk in _together(changes, old_text, new_text, partners):
        if not (
            may_hold_amount(old.words[hunk.old_start : hunk.old_end])
            and may_hold_amount(new.words[hunk.new_start : hunk.new_end])
        ):
            continue
        before = old_text.around(hunk.old_start, hunk.old_end)
        after = new_text.around(hunk.new_start, hunk.new_end)
        if before is None or after is None:
            continue
        olds = old_text.numbers(before, hunk.old_start, hunk.old_end)
        news = new_text.numbers(after, hunk.new_start, hunk.new_end)
        for gone, come in _beside(olds, news, unit_must_agree=hunk.longest > _SHORT_HUNK):
            if (gone.start, come.start) in seen:
                continue
            seen.add((gone.start, come.start))
            before_said, now_said = _said(gone.amount, come.amount)
            yield NumberChange(
                come.amount.kind,
                before_said,
                now_said,
                hunk.article,
                new_text.clause_of(come),
                old_text.clause_of(gone),
                gone.start,
                gone.end,
                come.start,
                come.end,
            )


@dataclass(slots=True)
class _Hunk:
    """Changes a few words apart in one paragraph, with words gone and words come."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    article: str
    longest: int


def _together(
    changes: Iterable[WordChange],
    old: "_Clauses",
    new: "_Clauses",
    partners: Container[tuple[int, int]],
) -> Iterator[_Hunk]:
    """ "[-time and one-half-] {+double time+}" is found as two changes around "time"."""
    hunk: _Hunk | None = None
    for change in changes:
        longest = max(len(change.old_words), len(change.new_words))
        if hunk is not None:
            gap = change.old_start - hunk.old_end
            near = 0 <= gap <= _MOST_BETWEEN and gap == change.new_start - hunk.new_end
            inside = old.one_paragraph(hunk.old_start, change.old_end) and new.one_paragraph(
                hunk.new_start, change.new_end
            )
            answers = all(
                pair in partners
                for pair in product(
                    {*old.articles(hunk.old_start, hunk.old_end)}
                    | {*old.articles(change.old_start, change.old_end)},
                    {*new.articles(hunk.new_start, hunk.new_end)}
                    | {*new.articles(change.new_start, change.new_end)},
                )
            )
            if near and answers and change.move is None and (inside or gap == 0):
                hunk.old_end, hunk.new_end = change.old_end, change.new_end
                hunk.longest = max(hunk.longest, longest)
                continue
            if hunk.old_end > hunk.old_start and hunk.new_end > hunk.new_start:
                yield hunk
        hunk = None
        if change.move is None:
            hunk = _Hunk(
                change.old_start,
                change.old_end,
                change.new_start,
                change.new_end,
                change.article,
                longest,
            )
    if hunk is not None and hunk.old_end > hunk.old_start and hunk.new_end > hunk.new_start:
        yield hunk


def _said(gone: Amount, come: Amount) -> tuple[str, str]:
    """Both as written; with what they count where "90 days" became "six (6) months"."""
    spans = (gone.span_of_time, come.span_of_time)
    if all(spans) and spans[0] != spans[1]:
        return gone.with_unit, come.with_unit
    return gone.text, come.text


_SAME_WORTH, _SAME_UNIT = 3, 2


def _beside(
    olds: Sequence[_Number], news: Sequence[_Number], *, unit_must_agree: bool
) -> list[tuple[_Number, _Number]]:
    """Numbers that answer each other in order, those worth the same left out.

    Of all ways to lay them side by side, the one where most agree in worth and unit.
    """
    best = [[0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for o in range(len(olds) - 1, -1, -1):
        for n in range(len(news) - 1, -1, -1):
            score = _agree(olds[o].amount, news[n].amount, unit_must_agree=unit_must_agree)
            together = best[o + 1][n + 1] + score if score else 0
            best[o][n] = max(together, best[o + 1][n], best[o][n + 1])
    pairs: list[tuple[_Number, _Number]] = []
    o = n = 0
    while o < len(olds) and n < len(news):
        score = _agree(olds[o].amount, news[n].amount, unit_must_agree=unit_must_agree)
        if score and best[o][n] == best[o + 1][n + 1] + score:
            if olds[o].amount.worth != news[n].amount.worth:
                pairs.append((olds[o], news[n]))
            o, n = o + 1, n + 1
        elif best[o][n] == best[o + 1][n]:
            o += 1
        else:
            n += 1
    return pairs


def _agree(gone: Amount, come: Amount, *, unit_must_agree: bool) -> int:
    """How well two numbers answer each other; 0 when they cannot."""
    if gone.kind != come.kind or {gone.ordinal, come.ordinal} == {True, False}:
        return 0
    if gone.kind == "date" and date_form(gone.text) != date_form(come.text):
        return 0
    same_unit = gone.unit == come.unit
    if unit_must_agree and not same_unit:
        return 0
    return 1 + _SAME_UNIT * same_unit + _SAME_WORTH * (gone.worth == come.worth)


class _Clauses:
    """The clauses of one document and the numbers in them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._paragraphs = [p for a in document.articles for p in a.paragraphs]
        self._starts = [p.start for p in self._paragraphs]

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The words of the clauses that hold ``start:end``; None inside a table, or in no words."""
        if not self._paragraphs:
            return None
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

    def articles(self, start: int, end: int) -> Iterator[int]:
        """The indexes of the articles in which words ``start:end`` begin and end."""
        for word in (start, end - 1) if start < end else ():
            article = self._document.article_at(word)
            if article is not None:
                yield article.index

    def one_paragraph(self, start: int, end: int) -> bool:
        """Whether words ``start:end`` stand in one paragraph; a text of headings alone has none."""
        if not self._paragraphs:
            return False
        return self._paragraph(start) is self._paragraph(max(end - 1, start))

    def clause_of(self, number: "_Number") -> str:
        """The clause of one number, which may be shorter than what changed around it."""
        clause = self.around(number.start, number.end)
        return " ".join(self._document.shown[slice(*clause)]) if clause else number.amount.text

    def numbers(self, clause: tuple[int, int], start: int, end: int) -> list[_Number]:
        """The numbers of a clause that touch words ``start:end``; an item's own number is none."""
        from_word = max(clause[0], start - _LONGEST_AMOUNT)
        words = self._document.words[from_word : min(clause[1], end + _LONGEST_AMOUNT)]
        text = " ".join(words)
        offsets = [0, *accumulate(len(word) + 1 for word in words)]
        found: list[_Number] = []
        for amount in amounts_in(text):
            first = bisect_right(offsets, amount.start) - 1 + from_word
            last = bisect_right(offsets, amount.end - 1) + from_word
            if first < end and start < last and not self._labels(first, last):
                found.append(_Number(amount, first, last))
        return found

    def _labels(self, first: int, last: int) -> bool:
        """Whether words ``first:last`` are the number of the item or heading they open."""
        if self._paragraph(first).start != first or last - first > 1:
            return False
        words = self._document.words[first : first + 2]
        if _LABEL_OF_SECTION.match(words[0]):
            return words[-1][:1].isupper()  # "12.3 Shifts", not "2.5 hours"
        return _LABEL.match(words[0]) is not None

    def _paragraph(self, word: int) -> Paragraph:
        return self._paragraphs[bisect_right(self._starts, word) - 1]


def _ends_clause(word: str) -> bool:
    return word.endswith(_CLAUSE_END) and not _ABBREVIATION.match(word)
