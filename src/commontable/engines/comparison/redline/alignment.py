"""Which words of the new text are words of the old one, in place.

Inside two articles that belong together, paragraphs that are equal and occur once are pinned
first, tables are laid row on row and cell on cell, and only what is left between them goes
through the word diff. So a word diff never wanders across paragraphs that nobody touched.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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


class NumberedWords:
    """Both documents' words as whole numbers, equal where the words are."""

    def __init__(self, old: Document, new: Document) -> None:
        numbers: dict[str, int] = {}
        self.old = [numbers.setdefault(word, len(numbers)) for word in old.words]
        self.new = [numbers.setdefault(word, len(numbers)) for word in new.words]


def pins_of(region: Region, old: Document, new: Document) -> list[Pin]:
    """The pins of a region, in order."""
    old_once, new_once = _once(region.old_paragraphs, old), _once(region.new_paragraphs, new)
    pins = [
        Pin((before.start, before.end), (new_once[words].start, new_once[words].end))
        for words, before in old_once.items()
        if words in new_once
    ]
    pins += _table_pins(region, old, new)
    pins.sort(key=lambda pin: (pin.old, pin.new))
    weights = [pin.old[1] - pin.old[0] for pin in pins]
    places = [(pin.old[0], pin.new[0]) for pin in pins]
    return [pins[index] for index in heaviest_ordered(places, weights)]


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


def unpinned(paragraphs: Sequence[Paragraph], taken: set[int]) -> list[Paragraph]:
    """The paragraphs, table rows apart, whose start is not in ``taken``."""
    return [p for p in paragraphs if p.kind != "row" and p.start not in taken]


def _once(paragraphs: Sequence[Paragraph], document: Document) -> dict[tuple[str, ...], Paragraph]:
    texts = [(document.words[p.start : p.end], p) for p in paragraphs if p.kind != "row"]
    counted = Counter(words for words, _ in texts)
    return {words: p for words, p in texts if counted[words] == 1}


def _table_pins(region: Region, old: Document, new: Document) -> list[Pin]:
    old_tables = tables_of(region.old_paragraphs)
    new_tables = tables_of(region.new_paragraphs) if old_tables else []
    pins: list[Pin] = []
    taken: set[int] = set()
    for before in old_tables:
        scored = [
            (_likeness(before, after, old, new), -place)
            for place, after in enumerate(new_tables)
            if place not in taken
        ]
        score, place = max(scored, default=(0.0, 0))
        if score >= _LEAST_LIKENESS:
            taken.add(-place)
            after = new_tables[-place]
            pins.append(
                Pin(
                    (before[0].start, before[-1].end),
                    (after[0].start, after[-1].end),
                    tuple(row_pairs(before, after, old.words, new.words)),
                )
            )
    return pins


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
