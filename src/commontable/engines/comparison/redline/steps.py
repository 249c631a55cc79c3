"""The script of a redline taken step by step, each step in the article that shows it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.words import WordChange
from commontable.engines.documents.document import Article, Document


@dataclass(frozen=True, slots=True)
class Step:
    """Words that stayed, or one change; positions count words of the whole documents."""

    kind: Literal["same", "change"]
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    move: int | None = None


def inside_move(move: MovedText) -> Iterator[Step]:
    """The steps from moved text as it was to the text as it arrived."""
    old_at, new_at = move.old_start, move.new_start
    for change in move.changes:
        if change.old_start > old_at:
            yield Step("same", old_at, change.old_start, new_at, change.new_start)
        yield _changed(change)
        old_at, new_at = change.old_end, change.new_end
    if move.old_end > old_at:
        yield Step("same", old_at, move.old_end, new_at, move.new_end)


class StepLedger:
    """Hands every step out once: to the match whose new article it is in.

    A step without new words goes with its old article, wherever that is shown: as gone, or beside
    what it became. Articles that changed places bring the steps of their move along.
    """

    def __init__(self, redline: Redline) -> None:
        self._old, self._new = _Holder(redline.old), _Holder(redline.new)
        self._by_new: dict[int, list[tuple[int, Step]]] = defaultdict(list)
        self._by_old: dict[int, list[tuple[int, Step]]] = defaultdict(list)
        self._merged: dict[int, list[Article]] = defaultdict(list)
        self._last = {m.old.index: m for m in redline.matches if m.old is not None}
        for match in redline.matches:
            if match.kind == "merged" and match.old is not None and match.new is not None:
                self._merged[match.new.index].append(match.old)
        carried = [move for move in redline.moves if move.whole_article]
        numbers = {move.number for move in carried}
        steps = [step for step in _steps(redline) if step.move not in numbers]
        for move in carried:
            steps += inside_move(move)
        ends = sorted({article.end for article in redline.new.articles})
        for order, step in enumerate(_cut_at(steps, ends)):
            if step.new_end > step.new_start:
                self._by_new[self._new.article(step.new_start)].append((order, step))
            else:
                self._by_old[self._old.article(step.old_start)].append((order, step))

    def take(self, match: ArticleMatch) -> list[Step]:
        """The match's steps in order; none of them is given twice."""
        taken: list[tuple[int, Step]] = []
        olds = [match.old] if match.old is not None else []
        if match.new is not None:
            taken += self._by_new.pop(match.new.index, [])
            olds += self._merged[match.new.index]
        for old in olds:
            left: list[tuple[int, Step]] = []
            for order, step in self._by_old.pop(old.index, []):
                # What a split article lost is shown in the piece it was lost from.
                later = match.new is not None and step.new_start > match.new.end
                later = later and match.kind == "split" and self._last[old.index] is not match
                (left if later else taken).append((order, step))
            if left:
                self._by_old[old.index] = left
        return [step for _, step in sorted(taken, key=lambda item: item[0])]


class _Holder:
    """Finds the article that holds a word."""

    def __init__(self, document: Document) -> None:
        self._filled = [article for article in document.articles if article.words]
        self._starts = [article.start for article in self._filled]

    def article(self, word: int) -> int:
        return self._filled[bisect_right(self._starts, word) - 1].index


def _steps(redline: Redline) -> list[Step]:
    steps = [Step("same", old, old + n, new, new + n) for old, new, n in redline.runs]
    steps += [_changed(change) for change in redline.changes]
    return sorted(steps, key=lambda step: (step.old_start, step.new_start))


def _cut_at(steps: Iterable[Step], ends: Sequence[int]) -> Iterator[Step]:
    """Steps cut where an article of the new text ends, so that each belongs to one article."""
    for step in steps:
        rest = step
        for end in ends[bisect_right(ends, step.new_start) : bisect_left(ends, step.new_end)]:
            length = end - rest.new_start
            old_end = rest.old_start + length if step.kind == "same" else rest.old_end
            yield replace(rest, old_end=old_end, new_end=end)
            rest = replace(rest, old_start=old_end, new_start=end)
        yield rest


def _changed(change: WordChange) -> Step:
    return Step(
        "same" if change.kind == "spacing" else "change",
        change.old_start,
        change.old_end,
        change.new_start,
        change.new_end,
        change.move,
    )
