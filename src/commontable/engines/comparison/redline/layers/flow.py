"""A document as one flow of blocks, headings of articles among them, and what of it stays.

The words of a ``Document`` leave out the headings of its articles; a Word file has them in line.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from commontable.engines.comparison.redline.alignment import EqualRun
from commontable.engines.comparison.redline.order import heaviest_ordered
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.script import cut_at_paragraphs, hunks_around
from commontable.engines.comparison.redline.words import Hunk, hunks_between
from commontable.engines.documents.document import Article, Document
from commontable.engines.documents.typography import canonical_words

_TEXT_FIRST = 10_000
BlockKind = Literal["title", "text", "heading", "item", "row"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table row: words ``start:end`` of the flow.

    ``at`` is where its paragraph starts in the document's own words; None for an article's title.
    """

    kind: BlockKind
    start: int
    end: int
    article: int
    cells: tuple[Span, ...] = ()
    table: tuple[int, int] | None = None
    at: int | None = None

    def cell(self, word: int) -> int:
        """Which cell holds a word of the flow; 0 in what is no row."""
        for number, (start, end) in enumerate(self.cells):
            if start <= word < end:
                return number
        return 0


class Flow:
    """All words of a document in reading order, with the block that holds each."""

    def __init__(self, document: Document) -> None:
        self.words: list[str] = []
        self.shown: list[str] = []
        self.blocks: list[Block] = []
        self._of_document: list[int] = []
        self.titles: dict[int, Block] = {}
        for article in document.articles:
            self._add_title(article)
            for paragraph in article.paragraphs:
                shift = len(self.words) - paragraph.start
                self._of_document += range(len(self.words), paragraph.end + shift)
                table = None if paragraph.table is None else (article.index, paragraph.table)
                self._add(
                    Block(
                        paragraph.kind,
                        len(self.words),
                        paragraph.end + shift,
                        article.index,
                        tuple((start + shift, end + shift) for start, end in paragraph.cells),
                        table,
                        paragraph.start,
                    ),
                    document.words[paragraph.start : paragraph.end],
                    document.shown[paragraph.start : paragraph.end],
                )
        self.starts = [block.start for block in self.blocks]

    def block_at(self, word: int) -> Block:
        """The block that holds a word of the flow."""
        return self.blocks[self.index_at(word)]

    def index_at(self, word: int) -> int:
        """The number of that block."""
        return bisect_right(self.starts, word) - 1

    def runs(self, old: "Flow", run: EqualRun) -> Iterator[EqualRun]:
        """A run of the documents' own words as runs of the flows, cut where a title stands."""
        old_at, new_at, length = run
        start = 0
        for step in range(1, length + 1):
            goes_on = (
                step < length
                and old._of_document[old_at + step] == old._of_document[old_at + step - 1] + 1
                and self._of_document[new_at + step] == self._of_document[new_at + step - 1] + 1
            )
            if not goes_on:
                yield (
                    old._of_document[old_at + start],
                    self._of_document[new_at + start],
                    step - start,
                )
                start = step

    def _add_title(self, article: Article) -> None:
        if article.kind in ("front", "whole"):
            return
        shown = _title_words(article)
        block = Block("title", len(self.words), len(self.words) + len(shown), article.index)
        self.titles[article.index] = block
        self._add(block, canonical_words(shown), shown)

    def _add(self, block: Block, words: Sequence[str], shown: Sequence[str]) -> None:
        if words:
            self.blocks.append(block)
            self.words += words
            self.shown += shown


def _title_words(article: Article) -> list[str]:
    """The heading without the text that followed it on the same line."""
    words = article.heading.strip("# ").split()
    for length in range(len(words) - 1, 0, -1):
        if tuple(words[-length:]) == article.shown[:length]:
            return words[:-length]
    return words


def hunks_of(redline: Redline, old: Flow, new: Flow) -> tuple[list[EqualRun], list[Hunk]]:
    """What stays and what changes between two flows, cut where blocks end."""
    runs = [(flowing, True) for run in redline.runs for flowing in new.runs(old, run)]
    for match in redline.matches:
        if match.old is None or match.new is None or match.part or not match.in_order:
            continue
        before, after = old.titles.get(match.old.index), new.titles.get(match.new.index)
        if before is not None and after is not None:
            words = (old.words[before.start : before.end], new.words[after.start : after.end])
            sides = ((before.start, before.end), (after.start, after.end))
            runs += [(run, False) for run in _runs_between(hunks_between(*words), *sides)]
    runs.sort()
    # A title that would cross its text gives way: the text stays, as the redline has it.
    weights = [run[2] * (_TEXT_FIRST if of_text else 1) for run, of_text in runs]
    kept = heaviest_ordered([run[:2] for run, _ in runs], weights)
    stayed = _never_torn([runs[index][0] for index in kept], old, new)
    ends = (len(old.words), len(new.words))
    hunks = hunks_around(stayed, (0, ends[0]), (0, ends[1]))
    cut = [
        piece for hunk in hunks for piece in cut_at_paragraphs(hunk, (old.starts, new.starts), ends)
    ]
    return stayed, cut


def _never_torn(runs: Sequence[EqualRun], old: Flow, new: Flow) -> list[EqualRun]:
    """The runs, without the lesser part of a block that others would come in the middle of.

    A paragraph of a file cannot hold a table, or five new paragraphs, between its halves.
    """
    pieces = [piece for run in runs for piece in _by_blocks(run, old, new)]
    parts: dict[int, dict[int, int]] = {}
    for old_at, new_at, length in pieces:
        into = parts.setdefault(old.index_at(old_at), {})
        into[new.index_at(new_at)] = into.get(new.index_at(new_at), 0) + length
    torn: set[tuple[int, int]] = set()
    for block, into in parts.items():
        order = sorted(into)
        while len(order) > 1:
            gap = next((at for at in range(1, len(order)) if order[at] > order[at - 1] + 1), None)
            if gap is None:
                break
            before, after = order[:gap], order[gap:]
            lesser = min((before, after), key=lambda part: sum(into[each] for each in part))
            torn |= {(block, each) for each in lesser}
            order = after if lesser is before else before
    return [
        piece for piece in pieces if (old.index_at(piece[0]), new.index_at(piece[1])) not in torn
    ]


def _by_blocks(run: EqualRun, old: Flow, new: Flow) -> Iterator[EqualRun]:
    old_at, new_at, left = run
    while left:
        length = min(left, old.block_at(old_at).end - old_at, new.block_at(new_at).end - new_at)
        yield old_at, new_at, length
        old_at, new_at, left = old_at + length, new_at + length, left - length


def _runs_between(hunks: Sequence[Hunk], old: Span, new: Span) -> Iterator[EqualRun]:
    old_at, new_at = old[0], new[0]
    for old_start, old_end, _, new_end in hunks:
        if old[0] + old_start > old_at:
            yield old_at, new_at, old[0] + old_start - old_at
        old_at, new_at = old[0] + old_end, new[0] + new_end
    if old[1] > old_at:
        yield old_at, new_at, old[1] - old_at
