"""Paragraphs that stand somewhere else now: one move, not a deletion and an insertion."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from commontable.engines.comparison.redline.contents import Contents
from commontable.engines.comparison.redline.words import WordChange
from commontable.engines.documents.document import Document, Paragraph

LEAST_WORDS = 6
"""A shorter paragraph ("The parties agree to the following:") may stand anywhere by chance."""

_LEAST_ALIKE = 0.75
_RUN = 3
_LEAST_DISTINCTIVE = 0.5
"""Half of its runs of words stand in at most two articles, or it is boilerplate found again."""

ParagraphPair = tuple[Paragraph, Paragraph]


@dataclass(frozen=True, slots=True)
class MovedText:
    """Old words ``old_start:old_end`` of one article, found again at ``new_start:new_end``.

    ``changes`` are what was altered on the way, positions counted in the whole documents.
    ``whole_article`` tells an article that changed places from a paragraph that did.
    """

    number: int
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    old_article: str
    new_article: str
    changes: tuple[WordChange, ...] = ()
    whole_article: bool = False

    def stayed(self) -> Iterator[tuple[int, int, int]]:
        """The words that came along unaltered: (old_start, new_start, length)."""
        old_at, new_at = self.old_start, self.new_start
        for change in self.changes:
            if change.old_start > old_at:
                yield old_at, new_at, change.old_start - old_at
            old_at, new_at = change.old_end, change.new_end
        if self.old_end > old_at:
            yield old_at, new_at, self.old_end - old_at


class Homes:
    """Whether a paragraph found in another article came from there, or is what all such say."""

    def __init__(
        self, old: Document, new: Document, contents: Contents, together: set[tuple[int, int]]
    ) -> None:
        self._old, self._new, self._contents, self._together = old, new, contents, together

    def believable(self, before: Paragraph, after: Paragraph) -> bool:
        """Within one article or its successor always; beyond, only language of its own."""
        old, new = self._old.article_at(before.start), self._new.article_at(after.start)
        if old is None or new is None or (old.index, new.index) in self._together:
            return True
        return self._contents.share_of_its_own(after.start, after.end) >= _LEAST_DISTINCTIVE


def identical_elsewhere(
    old_paragraphs: Sequence[Paragraph],
    new_paragraphs: Sequence[Paragraph],
    homes: Homes,
    old: Document,
    new: Document,
) -> list[ParagraphPair]:
    """Paragraphs word for word the same in both lists, where each occurs once."""
    old_texts = _once(old_paragraphs, old)
    new_texts = _once(new_paragraphs, new)
    pairs = [(found, new_texts[words]) for words, found in old_texts.items() if words in new_texts]
    return [pair for pair in pairs if homes.believable(*pair)]


def nearly_identical(
    old_paragraphs: Sequence[Paragraph],
    new_paragraphs: Sequence[Paragraph],
    homes: Homes,
    old: Document,
    new: Document,
) -> list[ParagraphPair]:
    """Of deleted and inserted paragraphs, those that share at least three quarters of their words.

    Pairs are taken the most alike first; only pairs with a common run of three words are tried.
    """
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, paragraph in enumerate(old_paragraphs):
        if paragraph.end - paragraph.start >= LEAST_WORDS:
            for run in _runs(paragraph, old):
                holders[run].append(index)
    scored: list[tuple[float, int, int]] = []
    for index, paragraph in enumerate(new_paragraphs):
        length = paragraph.end - paragraph.start
        if length < LEAST_WORDS:
            continue
        shared: Counter[int] = Counter()
        for run in _runs(paragraph, new):
            shared.update(holders.get(run, ()))
        for candidate, count in shared.items():
            other = old_paragraphs[candidate]
            if count * 2 >= min(length, other.end - other.start) * _LEAST_ALIKE - _RUN:
                alike = LCSseq.normalized_similarity(
                    old.words[other.start : other.end], new.words[paragraph.start : paragraph.end]
                )
                if alike >= _LEAST_ALIKE and homes.believable(other, paragraph):
                    scored.append((-alike, candidate, index))
    pairs: list[ParagraphPair] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, candidate, index in sorted(scored):
        if candidate not in taken_old and index not in taken_new:
            taken_old.add(candidate)
            taken_new.add(index)
            pairs.append((old_paragraphs[candidate], new_paragraphs[index]))
    return pairs


def with_headings(
    pairs: Sequence[ParagraphPair],
    loose: tuple[Sequence[Paragraph], Sequence[Paragraph]],
    old: Document,
    new: Document,
) -> list[ParagraphPair]:
    """The pairs, with the short headings right above both halves that say the same.

    ``loose`` are the paragraphs (old, new) that nothing holds in place: "Section 3. Meals" is too
    short to have moved by itself, but goes with its text.
    """
    old_by_end = {p.end: p for p in loose[0] if p.end - p.start < LEAST_WORDS}
    new_by_end = {p.end: p for p in loose[1] if p.end - p.start < LEAST_WORDS}
    joined = list(pairs)
    for before, after in pairs:
        above, below = old_by_end.pop(before.start, None), new_by_end.pop(after.start, None)
        if above is None or below is None:
            continue
        words = (old.words[above.start : above.end], new.words[below.start : below.end])
        named = [tuple(w for w in side if not any(c.isdigit() for c in w)) for side in words]
        if named[0] == named[1] and len(named[0]) > 1:
            joined.append((above, below))
    return joined


def side_by_side(pairs: Sequence[ParagraphPair]) -> list[tuple[ParagraphPair, ...]]:
    """Pairs that follow each other in both texts, taken as one move."""
    blocks: list[list[ParagraphPair]] = []
    for pair in sorted(pairs, key=lambda pair: pair[0].start):
        last = blocks[-1][-1] if blocks else None
        if last and last[0].end == pair[0].start and last[1].end == pair[1].start:
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
    return [tuple(block) for block in blocks]


def _once(paragraphs: Sequence[Paragraph], document: Document) -> dict[tuple[str, ...], Paragraph]:
    texts = [(document.words[p.start : p.end], p) for p in paragraphs]
    counted = Counter(words for words, _ in texts)
    return {w: p for w, p in texts if counted[w] == 1 and len(w) >= LEAST_WORDS}


def _runs(paragraph: Paragraph, document: Document) -> set[tuple[str, ...]]:
    words = document.words[paragraph.start : paragraph.end]
    return set(zip(words, words[1:], words[2:], strict=False))
