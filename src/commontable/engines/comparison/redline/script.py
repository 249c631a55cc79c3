"""The edit script: everything between the words that stayed, cut where articles and moves are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commontable.engines.comparison.redline.alignment import EqualRun, Region, Span
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.words import Hunk, WordChange, as_change
from commontable.engines.documents.document import Document


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    move: int | None
    region: int | None


def hunks_around(runs: Iterable[EqualRun], old: Span, new: Span) -> Iterator[Hunk]:
    """What lies between the runs, inside the two spans."""
    old_at, new_at = old[0], new[0]
    for old_start, new_start, length in runs:
        if old_start > old_at or new_start > new_at:
            yield (old_at, old_start, new_at, new_start)
        old_at, new_at = old_start + length, new_start + length
    if old[1] > old_at or new[1] > new_at:
        yield (old_at, old[1], new_at, new[1])


def cut_at_paragraphs(
    hunk: Hunk, starts: tuple[Sequence[int], Sequence[int]], ends: tuple[int, int]
) -> list[Hunk]:
    """A hunk cut where paragraphs end, so that whole ones come and go by themselves.

    ``starts`` are where paragraphs of the old and the new text start, ``ends`` where the texts
    end. What begins in the middle of a paragraph on both sides belongs together, and so does what
    ends there; whole paragraphs between answer each other where there are as many.
    """
    olds, news = _spans(hunk[0], hunk[1], starts[0]), _spans(hunk[2], hunk[3], starts[1])
    if not olds or not news or (len(olds) == 1 and len(news) == 1):
        return [hunk]
    inside = [
        not (at == end or _starts_at(side, at))
        for at, side, end in zip(
            hunk,
            (starts[0], starts[0], starts[1], starts[1]),
            (*ends[:1] * 2, *ends[1:] * 2),
            strict=True,
        )
    ]
    head_both, tail_both = inside[0] and inside[2], inside[1] and inside[3]
    if head_both and tail_both and (len(olds) == 1 or len(news) == 1):
        return [hunk]
    head = [(*olds.pop(0), *news.pop(0))] if head_both else []
    tail = [(*olds.pop(), *news.pop())] if tail_both and olds and news else []
    end = tail[0] if tail else (hunk[1], hunk[1], hunk[3], hunk[3])
    if len(olds) == len(news):
        middle = [(*before, *after) for before, after in zip(olds, news, strict=True)]
    else:
        new_at = news[0][0] if news else end[2]
        middle = [(olds[0][0], olds[-1][1], new_at, new_at)] if olds else []
        middle += [(end[0], end[0], news[0][0], news[-1][1])] if news else []
    return [*head, *middle, *tail]


class Script:
    """Writes the changes of two documents, each named after its article."""

    def __init__(self, old: Document, new: Document, regions: Sequence[Region]) -> None:
        self.old, self.new = old, new
        self._old_regions = [(r.old_start, r.old_end) for r in regions]
        self._new_regions = [(r.new_start, r.new_end) for r in regions]
        self._old_articles = [(a.start, a.end) for a in old.articles if a.words]
        self._new_articles = [(a.start, a.end) for a in new.articles if a.words]
        self._starts = (
            [p.start for a in old.articles for p in a.paragraphs],
            [p.start for a in new.articles for p in a.paragraphs],
        )
        self._ends = (len(old.words), len(new.words))
        self._old_names = [a.name for a in old.articles if a.words]
        self._new_names = [a.name for a in new.articles if a.words]

    def old_name(self, word: int) -> str:
        """The article that holds word ``word`` of the old document."""
        return self._old_names[_holder(self._old_articles, word) or 0]

    def new_name(self, word: int) -> str:
        """The article that holds word ``word`` of the new document."""
        return self._new_names[_holder(self._new_articles, word) or 0]

    def changes(self, runs: Sequence[EqualRun], moves: Sequence[MovedText]) -> Iterator[WordChange]:
        """The changes in the order of both texts."""
        old_moves = sorted((m.old_start, m.old_end, m.number) for m in moves)
        new_moves = sorted((m.new_start, m.new_end, m.number) for m in moves)
        old_span, new_span = (0, len(self.old.words)), (0, len(self.new.words))
        for hunk in hunks_around(runs, old_span, new_span):
            olds = list(_pieces(hunk[:2], self._old_articles, self._old_regions, old_moves))
            news = list(_pieces(hunk[2:], self._new_articles, self._new_regions, new_moves))
            yield from self._laid_side_by_side(olds, news, hunk)

    def _laid_side_by_side(
        self, olds: list[_Piece], news: list[_Piece], hunk: Hunk
    ) -> Iterator[WordChange]:
        old_at, new_at = hunk[0], hunk[2]
        o = n = 0
        while o < len(olds) or n < len(news):
            before = olds[o] if o < len(olds) else None
            after = news[n] if n < len(news) else None
            together = (
                before is not None
                and after is not None
                and before.move is None
                and after.move is None
                and before.region is not None
                and before.region == after.region
            )
            if not together:
                if before is not None and _comes_first(before, after):
                    after = None
                else:
                    before = None
            old_end = before.end if before else old_at
            new_end = after.end if after else new_at
            piece = (old_at, old_end, new_at, new_end)
            for cut in cut_at_paragraphs(piece, self._starts, self._ends):
                yield self._change(cut, before, after)
            old_at, new_at = old_end, new_end
            o += before is not None
            n += after is not None

    def _change(self, hunk: Hunk, before: _Piece | None, after: _Piece | None) -> WordChange:
        move = before.move if before and not after else after.move if after and not before else None
        name = self.new_name(hunk[2]) if after else self.old_name(hunk[0])
        if move is not None:
            return as_change(
                self.old.words,
                self.new.words,
                hunk,
                article=name,
                kind="moved-from" if before else "moved-to",
                move=move,
            )
        return as_change(self.old.words, self.new.words, hunk, article=name)


def _comes_first(before: _Piece, after: _Piece | None) -> bool:
    """Whether the old piece is written first: until the new one waits for a later region."""
    if after is None or after.region is None or before.move is not None:
        return True
    if after.move is not None:
        return before.region != after.region
    return before.region is None or before.region < after.region


def _starts_at(starts: Sequence[int], word: int) -> bool:
    place = bisect_left(starts, word)
    return place < len(starts) and starts[place] == word


def _spans(start: int, end: int, starts: Sequence[int]) -> list[Span]:
    """``start:end`` cut where paragraphs start."""
    inner = starts[bisect_right(starts, start) : bisect_left(starts, end)]
    edges = [start, *inner, end]
    return list(pairwise(edges)) if start < end else []


def _holder(spans: Sequence[Span], word: int) -> int | None:
    place = bisect_right(spans, (word, float("inf"))) - 1
    return place if place >= 0 and spans[place][0] <= word < spans[place][1] else None


def _pieces(
    span: Sequence[int],
    articles: Sequence[Span],
    regions: Sequence[Span],
    moves: Sequence[tuple[int, int, int]],
) -> Iterator[_Piece]:
    start, end = span
    spans = [(move_start, move_end) for move_start, move_end, _ in moves]
    at = start
    while at < end:
        article, move = _holder(articles, at), _holder(spans, at)
        cut = min(end, articles[article][1] if article is not None else end)
        if move is not None:
            cut = min(cut, moves[move][1])
        else:
            following = bisect_right(spans, (at, float("inf")))
            if following < len(spans):
                cut = min(cut, spans[following][0])
        yield _Piece(at, cut, moves[move][2] if move is not None else None, _holder(regions, at))
        at = cut
