"""Which words of the new text are words of the old one, in place.

Inside two articles that belong together, paragraphs that are equal and occur once are pinned
first, tables are laid row on row and cell on cell, and only what is left between them goes
through the word diff. So a word diff never wanders across paragraphs that nobody touched.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from commontable.engines.comparison.redline.contents import NumberedWords
from commontable.engines.comparison.redline.order import heaviest_ordered
from commontable.engines.comparison.redline.tables import RowPair, Table, row_pairs, tables_of
from commontable.engines.comparison.redline.words import numbered_hunks
from commontable.engines.documents.document import Document, Paragraph

EqualRun = tuple[int, int, int]
"""(old_start, new_start, length): the same words in both texts."""
Span = tuple[int, int]

_COALESCED_RUN = 1
_COALESCED_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Region:
    """Words ``old_start:old_end`` are answered by words ``new_start:new_end``."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    old_paragraphs: tuple[Paragraph, ...] = field(repr=False)
    new_paragraphs: tuple[Paragraph, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pin:
    """Two stretches that belong together: an unchanged paragraph, or a table and its successor."""

    old: Span
    new: Span
    rows: tuple[RowPair, ...] = ()


def pins_of(region: Region, old: Document, new: Document) -> list[Pin]:
    """The pins of a region, in order."""
    old_once, new_once = _once(region.old_paragraphs, old), _once(region.new_paragraphs, new)
    pins = [
        Pin((before.start, before.end), (new_once[words].start, new_once[words].end))
        for words, before in old_once.items()
        if words in new_once
    ]
    weights = [pin.old[1] - pin.old[0] for pin in pins]
    for pin, weight in _table_pins(region, old, new):
        pins.append(pin)
        weights.append(weight)
    # Of pins that begin at one place only one can be kept: the later ones come first.
    order = sorted(range(len(pins)), key=lambda at: (pins[at].old[0], -pins[at].new[0]))
    places = [(pins[at].old[0], pins[at].new[0]) for at in order]
    return [pins[order[at]] for at in heaviest_ordered(places, [weights[at] for at in order])]


def equal_runs(
    region: Region,
    pins: Sequence[Pin],
    words: NumberedWords,
    away: tuple[Sequence[Span], Sequence[Span]],
) -> list[EqualRun]:
    """The words that stayed, leaving out the stretches ``away`` (old, new) that moved."""
    runs: list[EqualRun] = []
    end = Pin((region.old_end, region.old_end), (region.new_end, region.new_end))
    old_at, new_at = region.old_start, region.new_start
    for pin in [*pins, end]:
        runs += _between(words, (old_at, pin.old[0]), (new_at, pin.new[0]), away)
        if pin.rows:
            runs += [run for pair in pin.rows for run in pair.runs]
        elif pin.old[1] > pin.old[0]:
            runs.append((pin.old[0], pin.new[0], pin.old[1] - pin.old[0]))
        old_at, new_at = pin.old[1], pin.new[1]
    return _touching_joined(runs)


_LABEL = re.compile(
    r"^(?:section|sec\.|§\S*|\u2022|-|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]+)[.):]*)$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 2


def without_chance(
    runs: Sequence[EqualRun], rows: Iterable[RowPair], old: Document, new: Document
) -> list[EqualRun]:
    """The runs, without words of a table that none of ``rows`` pairs, and lone labels.

    A label is lone when it is all that two paragraphs share: of "12.2 Weekends" and a new
    "12.2 Trades" the number is no part of what stayed. It would tear the old section from its
    label, and a paragraph that moved from its place.
    """
    answered = {(pair.old.start, pair.new.start) for pair in rows}
    layout = (_Places(old), _Places(new))
    cut: list[EqualRun] = []
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        for piece in _by_paragraphs(run, *layout):
            cut.append(piece)
            shared[layout[0].holder(piece[0]), layout[1].holder(piece[1])] += piece[2]
    kept: list[EqualRun] = []
    for old_start, new_start, length in cut:
        o, n = layout[0].holder(old_start), layout[1].holder(new_start)
        before, after = layout[0].paragraphs[o], layout[1].paragraphs[n]
        in_table = "row" in (before.kind, after.kind)
        if in_table and (before.start, after.start) not in answered:
            continue
        lone = (
            shared[o, n] == length <= _LONGEST_LABEL
            and before.start == old_start
            and after.start == new_start
            and before.kind != "row"
            and max(before.end - before.start, after.end - after.start) > length
            and all(_LABEL.match(word) for word in old.words[old_start : old_start + length])
        )
        if not lone:
            kept.append((old_start, new_start, length))
    return _touching_joined(kept)


class _Places:
    """Finds the paragraph that holds a word."""

    def __init__(self, document: Document) -> None:
        self.paragraphs = [p for article in document.articles for p in article.paragraphs]
        self._starts = [p.start for p in self.paragraphs]

    def holder(self, word: int) -> int:
        return bisect_right(self._starts, word) - 1


def _by_paragraphs(run: EqualRun, old: _Places, new: _Places) -> Iterator[EqualRun]:
    old_at, new_at, left = run
    while left:
        before = old.paragraphs[old.holder(old_at)]
        after = new.paragraphs[new.holder(new_at)]
        length = min(left, before.end - old_at, after.end - new_at)
        yield old_at, new_at, length
        old_at, new_at, left = old_at + length, new_at + length, left - length


def unpinned(paragraphs: Sequence[Paragraph], taken: set[int]) -> list[Paragraph]:
    """The paragraphs, table rows apart, whose start is not in ``taken``."""
    return [p for p in paragraphs if p.kind != "row" and p.start not in taken]


def _once(paragraphs: Sequence[Paragraph], document: Document) -> dict[tuple[str, ...], Paragraph]:
    texts = [(document.words[p.start : p.end], p) for p in paragraphs if p.kind != "row"]
    counted = Counter(words for words, _ in texts)
    return {words: p for words, p in texts if counted[words] == 1}


def _table_pins(region: Region, old: Document, new: Document) -> Iterator[tuple[Pin, int]]:
    """Tables that may be one the other's successor, each with what it would be worth."""
    old_tables = tables_of(region.old_paragraphs)
    new_tables = tables_of(region.new_paragraphs) if old_tables else []
    for before in old_tables:
        for after in new_tables:
            likeness = _likeness(before, after, old, new)
            if likeness >= _LEAST_LIKENESS:
                spans = (before[0].start, before[-1].end), (after[0].start, after[-1].end)
                rows = tuple(row_pairs(before, after, old.words, new.words))
                words = min(spans[0][1] - spans[0][0], spans[1][1] - spans[1][0])
                yield Pin(*spans, rows), max(round(likeness * words), 1)


_LEAST_LIKENESS = 0.3


def _likeness(before: Table, after: Table, old: Document, new: Document) -> float:
    """Share of words in common, the first column counting as much as all the rest."""
    old_words = set(old.words[before[0].start : before[-1].end])
    new_words = set(new.words[after[0].start : after[-1].end])
    old_labels = {old.words[slice(*row.cells[0])] for row in before if row.cells}
    new_labels = {new.words[slice(*row.cells[0])] for row in after if row.cells}
    return (_share(old_words, new_words) + _share(old_labels, new_labels)) / 2


def _share[T](some: set[T], others: set[T]) -> float:
    return len(some & others) / max(len(some | others), 1)


def _between(
    words: NumberedWords, old: Span, new: Span, away: tuple[Sequence[Span], Sequence[Span]]
) -> list[EqualRun]:
    if old[0] == old[1] or new[0] == new[1]:
        return []
    old_places, new_places = _staying(old, away[0]), _staying(new, away[1])
    old_numbers = [words.old[place] for place in old_places]
    new_numbers = [words.new[place] for place in new_places]
    runs: list[EqualRun] = []
    for start, new_start, length in _coalesced(
        _equal(old_numbers, new_numbers), len(old_numbers), len(new_numbers)
    ):
        runs += _in_places(old_places, new_places, start, new_start, length)
    return runs


def _staying(span: Span, away: Sequence[Span]) -> Sequence[int]:
    inside = [moved for moved in away if moved[0] >= span[0] and moved[1] <= span[1]]
    if not inside:
        return range(*span)
    gone = {place for moved in inside for place in range(*moved)}
    return [place for place in range(*span) if place not in gone]


def _equal(old: list[int], new: list[int]) -> list[EqualRun]:
    runs: list[EqualRun] = []
    old_at = new_at = 0
    for old_start, old_end, _, new_end in numbered_hunks(old, new):
        if old_start > old_at:
            runs.append((old_at, new_at, old_start - old_at))
        old_at, new_at = old_end, new_end
    if len(old) > old_at:
        runs.append((old_at, new_at, len(old) - old_at))
    return runs


def _coalesced(runs: list[EqualRun], old_length: int, new_length: int) -> list[EqualRun]:
    """Without single words that survive by chance in the middle of rewritten language.

    "[-The Agency-]{+An employee+} shall [-...-]{+...+}": such a word is marked as well, because
    a reader cannot use it. Only where much more changed on either side of it.
    """
    kept: list[EqualRun] = []
    for index, run in enumerate(runs):
        old_start, new_start, length = run
        if length <= _COALESCED_RUN:
            last = kept[-1] if kept else (0, 0, 0)
            following = runs[index + 1] if index + 1 < len(runs) else (old_length, new_length, 0)
            before = max(old_start - last[0] - last[2], new_start - last[1] - last[2])
            after = max(following[0] - old_start - length, following[1] - new_start - length)
            if min(before, after) >= _COALESCED_BETWEEN:
                continue
        kept.append(run)
    return kept


def _in_places(
    old_places: Sequence[int], new_places: Sequence[int], start: int, new_start: int, length: int
) -> Iterator[EqualRun]:
    """A run found without the moved stretches, cut where one of them stood."""
    first = 0
    for step in range(1, length + 1):
        goes_on = (
            step < length
            and old_places[start + step] == old_places[start + step - 1] + 1
            and new_places[new_start + step] == new_places[new_start + step - 1] + 1
        )
        if not goes_on:
            yield (old_places[start + first], new_places[new_start + first], step - first)
            first = step


def _touching_joined(runs: list[EqualRun]) -> list[EqualRun]:
    joined: list[EqualRun] = []
    for run in runs:
        if (
            joined
            and joined[-1][0] + joined[-1][2] == run[0]
            and joined[-1][1] + joined[-1][2] == run[1]
        ):
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + run[2])
        else:
            joined.append(run)
    return joined
