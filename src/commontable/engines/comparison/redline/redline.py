"""The redline of two documents: matched articles, an edit script to the word, and moves."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from commontable.engines.comparison.redline.alignment import (
    EqualRun,
    Pin,
    Region,
    Span,
    equal_runs,
    pins_of,
    unpinned,
    without_chance,
)
from commontable.engines.comparison.redline.contents import Contents, NumberedWords
from commontable.engines.comparison.redline.matching import (
    ArticleMatch,
    Places,
    match_articles,
    same_title,
)
from commontable.engines.comparison.redline.moves import (
    Homes,
    MovedText,
    identical_elsewhere,
    nearly_identical,
    side_by_side,
    with_headings,
)
from commontable.engines.comparison.redline.numbers import NumberChange, number_changes
from commontable.engines.comparison.redline.script import Script, hunks_around
from commontable.engines.comparison.redline.sections import SectionMatch, match_sections
from commontable.engines.comparison.redline.tables import CellChange, RowPair, cell_changes
from commontable.engines.comparison.redline.words import WordChange, as_change
from commontable.engines.documents.document import Article, Document, Paragraph


@dataclass(frozen=True)
class Redline:
    """What became of ``old`` in ``new``.

    ``changes`` is one edit script over all words of both documents: applied to ``old.words`` it
    gives ``new.words``. A move is in it twice, as "moved-from" and "moved-to" with one number;
    ``moves`` says what was altered inside. ``runs`` are the words that stayed in place.
    """

    old: Document
    new: Document
    matches: tuple[ArticleMatch, ...]
    runs: tuple[EqualRun, ...] = field(repr=False)
    changes: tuple[WordChange, ...] = field(repr=False)
    moves: tuple[MovedText, ...] = field(repr=False)
    row_pairs: tuple[RowPair, ...] = field(repr=False)

    @cached_property
    def numbers(self) -> tuple[NumberChange, ...]:
        """Numbers, amounts, percentages and dates that changed inside a clause."""
        inside_moves = [change for move in self.moves for change in move.changes]
        changes = sorted([*self.changes, *inside_moves], key=lambda change: change.new_start)
        return tuple(number_changes(self.old, self.new, changes, _together(self.matches)))

    @cached_property
    def cells(self) -> tuple[CellChange, ...]:
        """Table cells that changed."""
        found: list[CellChange] = []
        for table in _by_table(self.row_pairs, self.new):
            article = self.new.article_at(table[0].new.start)
            heading = _heading_row(table[0].new, self.new)
            words = (self.old.shown, self.new.shown)
            found += cell_changes(table, heading, words, article.name if article else "")
        return tuple(found)

    @cached_property
    def sections(self) -> tuple[SectionMatch, ...]:
        """What became of each section inside the articles that go on."""
        stayed = [*self.runs, *(run for move in self.moves for run in move.stayed())]
        return tuple(match_sections(self.old, self.new, self.matches, stayed))

    @property
    def marked(self) -> int:
        """Words a reader sees marked; of a move, only what was altered on the way."""
        stayed_put = [change for change in self.changes if change.move is None]
        altered = [change for move in self.moves for change in move.changes]
        return sum(change.marked for change in stayed_put + altered)

    @property
    def marked_with_moves(self) -> int:
        """Words marked when moved text counts as deleted here and inserted there."""
        return sum(change.marked for change in self.changes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader of either document warned of, each with the document's name."""
        return tuple(
            f"{document.name}: {warning}"
            for document in (self.old, self.new)
            for warning in document.warnings
        )

    def changes_of(self, match: ArticleMatch) -> list[WordChange]:
        """The changes inside a match's articles, in place or on the way of a moved article."""
        carried = [change for move in self.moves if move.whole_article for change in move.changes]
        in_place = [change for change in self.changes if change.move is None]
        return [change for change in in_place + carried if _inside(change, match)]

    def summary(self) -> dict[str, int]:
        """Counts for the head of a page: matches by kind, words, moves, numbers and cells."""
        kinds = Counter(match.kind for match in self.matches)
        return {
            **{f"articles_{kind}": count for kind, count in sorted(kinds.items())},
            "old_words": len(self.old.words),
            "new_words": len(self.new.words),
            "marked_words": self.marked,
            "marked_words_with_moves": self.marked_with_moves,
            "changes": len(self.changes),
            "moves": len(self.moves),
            "numbers": len(self.numbers),
            "cells": len(self.cells),
        }


def compare(old: Document, new: Document, *, places: Places | None = None) -> Redline:
    """The redline from ``old`` to ``new``.

    With ``places`` articles of one place are one article, whatever they say, and an article
    whose place the other text does not have is new or gone.
    """
    words = NumberedWords(old, new)
    contents = Contents(old, new, words)
    matches = match_articles(old, new, contents, places=places)
    homes = Homes(old, new, contents, _together(matches))
    regions = _regions(matches, in_order=True)
    away_regions = _regions(matches, in_order=False)
    pins = [pins_of(region, old, new) for region in regions]
    rows = [pair for pinned in pins for pin in pinned for pair in pin.rows]

    loose_old, loose_new = _loose_paragraphs(old, new, pins, away_regions)
    moved = identical_elsewhere(loose_old, loose_new, homes, old, new)
    away = (
        sorted((before.start, before.end) for before, _ in moved),
        sorted((after.start, after.end) for _, after in moved),
    )
    runs = [
        run
        for region, pinned in zip(regions, pins, strict=True)
        for run in equal_runs(region, pinned, words, away)
    ]
    runs = without_chance(runs, rows, old, new)
    free = (
        _untouched(loose_old, [(at, at + n) for at, _, n in runs], away[0]),
        _untouched(loose_new, [(at, at + n) for _, at, n in runs], away[1]),
    )
    moved += nearly_identical(*free, homes, old, new)
    moved = with_headings(moved, free, old, new)
    script = Script(old, new, regions)
    moves, moved_rows = _moves(words, away_regions, moved, script)
    changes = tuple(script.changes(runs, moves))
    matches = [_without_spacing(match, changes) for match in matches]
    return Redline(
        old, new, tuple(matches), tuple(runs), changes, tuple(moves), (*rows, *moved_rows)
    )


def _together(matches: Sequence[ArticleMatch]) -> set[tuple[int, int]]:
    """(old, new) articles of which one became the other, or a piece of it."""
    return {
        (match.old.index, match.new.index)
        for match in matches
        if match.old is not None and match.new is not None
    }


def _without_spacing(match: ArticleMatch, changes: Sequence[WordChange]) -> ArticleMatch:
    """A match is "same" when only spaces differ, which the articles' words alone do not show."""
    if match.kind != "changed" or match.old is None or match.new is None:
        return match
    if "".join(match.old.words) != "".join(match.new.words) or not same_title(match.old, match.new):
        return match
    only_spaces = all(c.kind == "spacing" for c in changes if _inside(c, match))
    return replace(match, kind="same") if only_spaces else match


def _inside(change: WordChange, match: ArticleMatch) -> bool:
    if change.old_words and match.old and match.old.start <= change.old_start < match.old.end:
        return True
    return bool(
        change.new_words and match.new and match.new.start <= change.new_start < match.new.end
    )


def _regions(matches: Sequence[ArticleMatch], *, in_order: bool) -> list[Region]:
    """Matched articles with the neighbours they split or merged with, by their new order.

    ``in_order`` chooses those that kept their place, or those that changed it and have words.
    """
    both = [(m, m.old, m.new) for m in matches if m.old is not None and m.new is not None]
    pairs = [(old, new) for m, old, new in both if not m.part and m.in_order == in_order]
    if not in_order:
        pairs = [(old, new) for old, new in pairs if old.words and new.words]
    split = {new.index: old.index for m, old, new in both if m.part and m.kind == "split"}
    merged = {old.index: new.index for m, old, new in both if m.part and m.kind == "merged"}
    by_old = {m.old.index: m.old for m in matches if m.old is not None}
    by_new = {m.new.index: m.new for m in matches if m.new is not None}
    regions: list[Region] = []
    for before, after in sorted(pairs, key=lambda pair: pair[1].index):
        olds = _with_neighbours(before, after.index, merged, by_old)
        news = _with_neighbours(after, before.index, split, by_new)
        regions.append(
            Region(
                olds[0].start,
                olds[-1].end,
                news[0].start,
                news[-1].end,
                tuple(p for article in olds for p in article.paragraphs),
                tuple(p for article in news for p in article.paragraphs),
            )
        )
    return regions


def _with_neighbours(
    article: Article, partner: int, parts: dict[int, int], known: dict[int, Article]
) -> list[Article]:
    together = [article]
    while parts.get(together[0].index - 1) == partner:
        together.insert(0, known[together[0].index - 1])
    while parts.get(together[-1].index + 1) == partner:
        together.append(known[together[-1].index + 1])
    return together


def _loose_paragraphs(
    old: Document,
    new: Document,
    pins: Sequence[Sequence[Pin]],
    away: Sequence[Region],
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Paragraphs that nothing holds in place and that no moved article carries along."""
    pinned_old = {pin.old[0] for pinned in pins for pin in pinned}
    pinned_new = {pin.new[0] for pinned in pins for pin in pinned}
    taken_old = pinned_old | {p.start for region in away for p in region.old_paragraphs}
    taken_new = pinned_new | {p.start for region in away for p in region.new_paragraphs}
    loose_old = [p for article in old.articles for p in article.paragraphs]
    loose_new = [p for article in new.articles for p in article.paragraphs]
    return unpinned(loose_old, taken_old), unpinned(loose_new, taken_new)


def _untouched(
    paragraphs: Sequence[Paragraph], stayed: list[Span], away: Sequence[Span]
) -> list[Paragraph]:
    """Paragraphs none of whose words stayed in place or moved already."""
    taken = sorted([*stayed, *away])
    starts = [start for start, _ in taken]
    free: list[Paragraph] = []
    for paragraph in paragraphs:
        place = bisect_right(starts, paragraph.start) - 1
        following = bisect_left(starts, paragraph.start)
        held = place >= 0 and taken[place][1] > paragraph.start
        if not held and not (following < len(taken) and taken[following][0] < paragraph.end):
            free.append(paragraph)
    return free


def _moves(
    words: NumberedWords,
    articles: Sequence[Region],
    paragraphs: Sequence[tuple[Paragraph, Paragraph]],
    script: Script,
) -> tuple[list[MovedText], list[RowPair]]:
    old, new = script.old, script.new
    regions: list[tuple[Region, bool]] = [(region, True) for region in articles]
    for block in side_by_side(paragraphs):
        olds, news = zip(*block, strict=True)
        span = (olds[0].start, olds[-1].end, news[0].start, news[-1].end)
        regions.append((Region(*span, olds, news), False))
    regions.sort(key=lambda pair: pair[0].new_start)
    moves: list[MovedText] = []
    rows: list[RowPair] = []
    for number, (region, whole) in enumerate(regions, start=1):
        pins = pins_of(region, old, new)
        rows += [pair for pin in pins for pair in pin.rows]
        runs = equal_runs(region, pins, words, ((), ()))
        article = script.new_name(region.new_start)
        changes = tuple(
            as_change(old.words, new.words, hunk, article=article)
            for hunk in hunks_around(
                runs, (region.old_start, region.old_end), (region.new_start, region.new_end)
            )
        )
        moves.append(
            MovedText(
                number,
                region.old_start,
                region.old_end,
                region.new_start,
                region.new_end,
                script.old_name(region.old_start),
                article,
                changes,
                whole,
            )
        )
    return moves, rows


def _by_table(pairs: Sequence[RowPair], new: Document) -> Iterator[list[RowPair]]:
    table: list[RowPair] = []
    known: tuple[Article | None, int | None] = (None, None)
    for pair in pairs:
        key = (new.article_at(pair.new.start), pair.new.table)
        if table and key != known:
            yield table
            table = []
        known = key
        table.append(pair)
    if table:
        yield table


def _heading_row(row: Paragraph, new: Document) -> Paragraph | None:
    """The first row of the table ``row`` is in, if it holds words rather than figures."""
    article = new.article_at(row.start)
    if article is None:
        return None
    rows = [p for p in article.paragraphs if p.kind == "row" and p.table == row.table]
    first = rows[0]
    figures = sum(word[:1].isdigit() for word in new.words[first.start : first.end])
    return first if figures * 2 < max(first.end - first.start, 1) else None
