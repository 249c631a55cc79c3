"""Paragraphs that stand somewhere else now: one move, not a deletion and an insertion."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from commontable.engines.comparison.redline.words import WordChange
from commontable.engines.documents.document import Document, Paragraph

LEAST_WORDS = 6
"""A shorter paragraph ("The parties agree to the following:") may stand anywhere by chance."""

_LEAST_ALIKE = 0.75
_RUN = 3

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


def identical_elsewhere(
    old_paragraphs: Sequence[Paragraph],
    new_paragraphs: Sequence[Paragraph],
    old: Document,
    new: Document,
) -> list[ParagraphPair]:
    """Paragraphs word for word the same in both lists, where each occurs once."""
    old_texts = _once(old_paragraphs, old)
    new_texts = _once(new_paragraphs, new)
    return [(found, new_texts[words]) for words, found in old_texts.items() if words in new_texts]


def nearly_identical(
    old_paragraphs: Sequence[Paragraph],
    new_paragraphs: Sequence[Paragraph],
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
                if alike >= _LEAST_ALIKE:
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


def _once(paragraphs: Sequence[Paragraph], document: Document) -> dict[tuple[str, ...], Paragraph]:
    texts = [(document.words[p.start : p.end], p) for p in paragraphs]
    counted = Counter(words for words, _ in texts)
    return {w: p for w, p in texts if counted[w] == 1 and len(w) >= LEAST_WORDS}


def _runs(paragraph: Paragraph, document: Document) -> set[tuple[str, ...]]:
    words = document.words[paragraph.start : paragraph.end]
    return set(zip(words, words[1:], words[2:], strict=False))
