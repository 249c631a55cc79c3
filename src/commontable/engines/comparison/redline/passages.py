"""A redline laid out for reading: article by article, paragraph by paragraph.

Every writer (text, HTML, Word) walks these views, so all of them show the same thing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.steps import Step, StepLedger, inside_move
from commontable.engines.comparison.redline.tables import cells_beside
from commontable.engines.comparison.redline.words import diff_words
from commontable.engines.documents.document import Document, Paragraph
from commontable.engines.documents.paragraphs import ParagraphKind

_MOST_KEPT_WORDS = 4
_CHANGED_WORDS_FOR_EACH_KEPT = 6

PieceKind = Literal["same", "deleted", "inserted"]
PassageKind = Literal["same", "changed", "deleted", "inserted", "moved-from", "moved-to"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one fate; ``cell`` counts a table row's cells from 0."""

    kind: PieceKind
    words: tuple[str, ...]
    cell: int = 0

    @property
    def text(self) -> str:
        """The words as written, one space between them."""
        return " ".join(self.words)


@dataclass(slots=True)
class Passage:
    """One paragraph, heading, item or row with its pieces.

    ``move`` says that it left (its pieces are deleted words) or arrived (its pieces show what was
    altered on the way). ``table`` numbers the tables of one article. ``new_at`` is the first word
    of its paragraph in the new text, None where that has none.
    """

    form: ParagraphKind
    pieces: list[Piece] = field(default_factory=list)
    move: MovedText | None = None
    table: int | None = None
    arrived: bool = False
    new_at: int | None = None

    @property
    def kind(self) -> PassageKind:
        """What became of the whole passage."""
        if self.move is not None:
            return "moved-to" if self.arrived else "moved-from"
        kinds = {piece.kind for piece in self.pieces}
        return "changed" if len(kinds) > 1 else next(iter(kinds), "same")

    @property
    def word_count(self) -> int:
        """Words shown, marked ones included."""
        return sum(len(piece.words) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One match as a reader sees it; ``heading`` is the redline of the heading line."""

    match: ArticleMatch
    heading: tuple[Piece, ...]
    passages: tuple[Passage, ...]

    @property
    def anything_marked(self) -> bool:
        """Whether there is more to see than unchanged text."""
        return any(passage.kind != "same" for passage in self.passages)


def article_views(redline: Redline) -> list[ArticleView]:
    """One view for each match, in the order of the new text."""
    ledger = StepLedger(redline)
    old_layout, new_layout = _Layout(redline.old), _Layout(redline.new)
    moves = {move.number: move for move in redline.moves}
    rows = _PairedRows(redline)
    views: list[ArticleView] = []
    for match in redline.matches:
        writer = _Writer(old_layout, new_layout, moves, rows)
        for step in ledger.take(match):
            writer.write(step)
        views.append(ArticleView(match, _heading(match), tuple(writer.finished())))
    return views


def _heading(match: ArticleMatch) -> tuple[Piece, ...]:
    old = match.old.full_name.split() if match.old else []
    new = match.new.full_name.split() if match.new else []
    pieces: list[Piece] = []
    at = 0
    for change in diff_words(old, new):
        pieces.append(Piece("same", tuple(old[at : change.old_start])))
        pieces.append(Piece("deleted", change.old_words))
        pieces.append(Piece("inserted", change.new_words))
        at = change.old_end
    pieces.append(Piece("same", tuple(old[at:])))
    return tuple(piece for piece in pieces if piece.words)


class _Layout:
    """Finds the paragraph and the cell that hold a word of one document."""

    def __init__(self, document: Document) -> None:
        self.shown = document.shown
        self._paragraphs = [p for article in document.articles for p in article.paragraphs]
        self._starts = [p.start for p in self._paragraphs]

    def paragraph(self, word: int) -> Paragraph:
        return self._paragraphs[bisect_right(self._starts, word) - 1]

    def pieces(self, start: int, end: int) -> Iterator[tuple[Paragraph, int, int, int]]:
        """(paragraph, start, end, cell) for each paragraph and cell in a stretch of words."""
        while start < end:
            paragraph = self.paragraph(start)
            cut, cell = min(end, paragraph.end), 0
            for number, (cell_start, cell_end) in enumerate(paragraph.cells):
                if cell_start <= start < cell_end:
                    cut, cell = min(cut, cell_end), number
            yield paragraph, start, cut, cell
            start = cut


class _PairedRows:
    """Table rows that have a successor, shown with old and new figure in the same cell."""

    def __init__(self, redline: Redline) -> None:
        self._old, self._new = redline.old, redline.new
        self._by_new = {pair.new.start: pair for pair in redline.row_pairs}
        self._old_starts = {pair.old.start for pair in redline.row_pairs}

    def answers(self, old_row: Paragraph) -> bool:
        return old_row.kind == "row" and old_row.start in self._old_starts

    def holds(self, new_row: Paragraph) -> bool:
        return new_row.kind == "row" and new_row.start in self._by_new

    def pieces(self, new_row: Paragraph) -> list[Piece] | None:
        pair = self._by_new.get(new_row.start) if new_row.kind == "row" else None
        if pair is None:
            return None
        pieces: list[Piece] = []
        beside = cells_beside(pair.old, pair.new, self._old.words, self._new.words)
        for number, (before, after) in enumerate(beside):
            old = self._old.shown[slice(*before)] if before else ()
            new = self._new.shown[slice(*after)] if after else ()
            same = (
                before
                and after
                and self._old.words[slice(*before)] == self._new.words[slice(*after)]
            )
            if same:
                pieces.append(Piece("same", new, number))
            else:
                pieces += [Piece("deleted", old, number)] if old else []
                pieces += [Piece("inserted", new, number)] if new else []
        return pieces


class _Writer:
    """Builds passages along the new text, with whole deleted paragraphs between them."""

    def __init__(
        self, old: _Layout, new: _Layout, moves: dict[int, MovedText], rows: _PairedRows
    ) -> None:
        self._old, self._new, self._moves, self._rows = old, new, moves, rows
        self._passages: list[Passage] = []
        self._open: int | None = None  # start of the new paragraph the last passage belongs to
        self._waiting: list[Piece] = []

    def write(self, step: Step) -> None:
        move = self._moves.get(step.move) if step.move is not None else None
        if move is not None and step.new_end > step.new_start:
            for inner in inside_move(move):
                self._write(inner, move, arrived=True)
        else:
            self._write(step, move)

    def _write(self, step: Step, move: MovedText | None, *, arrived: bool = False) -> None:
        if step.kind == "change":
            self._delete(step, None if arrived else move)
        kind: PieceKind = "same" if step.kind == "same" else "inserted"
        for paragraph, start, end, cell in self._new.pieces(step.new_start, step.new_end):
            if self._open != paragraph.start:
                self._passages.append(
                    Passage(
                        paragraph.kind,
                        [],
                        move,
                        paragraph.table,
                        arrived=arrived,
                        new_at=paragraph.start,
                    )
                )
                self._open = paragraph.start
                self._passages[-1].pieces += self._waiting
                self._waiting = []
                self._passages[-1].pieces += self._rows.pieces(paragraph) or []
            if not self._rows.holds(paragraph):
                self._passages[-1].pieces.append(Piece(kind, self._new.shown[start:end], cell))

    def finished(self) -> Iterable[Passage]:
        if self._waiting and self._passages:
            self._passages[-1].pieces += self._waiting
        elif self._waiting:
            self._passages.append(Passage("text", list(self._waiting)))
        return [_joined(passage) for passage in self._passages]

    def _delete(self, step: Step, move: MovedText | None) -> None:
        within = self._open is not None and self._mid_paragraph(step.new_start)
        for paragraph, whole, pieces in self._deleted(step.old_start, step.old_end):
            if self._rows.answers(paragraph):
                continue
            if whole and not within:
                self._passages.append(Passage(paragraph.kind, pieces, move, paragraph.table))
                self._open = None
            elif self._open is not None and (within or step.old_start > paragraph.start):
                self._passages[-1].pieces += pieces
            else:
                self._waiting += pieces

    def _deleted(self, start: int, end: int) -> Iterator[tuple[Paragraph, bool, list[Piece]]]:
        known: Paragraph | None = None
        pieces: list[Piece] = []
        first = start
        for paragraph, piece_start, piece_end, cell in self._old.pieces(start, end):
            if known is not None and paragraph is not known:
                yield known, first <= known.start, pieces
                pieces = []
                first = piece_start
            known = paragraph
            pieces.append(Piece("deleted", self._old.shown[piece_start:piece_end], cell))
        if known is not None:
            yield known, first <= known.start and end >= known.end, pieces

    def _mid_paragraph(self, new_word: int) -> bool:
        if new_word >= len(self._new.shown):
            return False
        return self._new.paragraph(new_word).start == self._open


def _joined(passage: Passage) -> Passage:
    joined: list[Piece] = []
    for piece in passage.pieces:
        last = joined[-1] if joined else None
        if last is not None and (last.kind, last.cell) == (piece.kind, piece.cell):
            joined[-1] = Piece(piece.kind, last.words + piece.words, piece.cell)
        else:
            joined.append(piece)
    if passage.form != "row":
        joined = _readable(joined)
    passage.pieces = joined
    return passage


def _readable(pieces: list[Piece]) -> list[Piece]:
    """Rewritten language in one piece: all that is gone, then all that came.

    A few words that survived in the middle of it ("of the", "shall be") are shown with it, on
    both sides; a reader cannot find the way through every word that chance kept. Only the
    showing: the changes and their counts stay as they are.
    """
    sizes = [0 if piece.kind == "same" else len(piece.words) for piece in pieces]
    readable: list[Piece] = []
    gone: list[str] = []
    come: list[str] = []

    def flush() -> None:
        if gone:
            readable.append(Piece("deleted", tuple(gone)))
        if come:
            readable.append(Piece("inserted", tuple(come)))
        gone.clear()
        come.clear()

    for place, piece in enumerate(pieces):
        if piece.kind == "deleted":
            gone += piece.words
        elif piece.kind == "inserted":
            come += piece.words
        elif _survived_by_chance(piece, len(gone) + len(come), sum(sizes[place + 1 : place + 3])):
            gone += piece.words
            come += piece.words
        else:
            flush()
            readable.append(piece)
    flush()
    return readable


def _survived_by_chance(piece: Piece, changed_before: int, changed_after: int) -> bool:
    length = len(piece.words)
    between_changes = min(changed_before, changed_after) >= length
    least = length * _CHANGED_WORDS_FOR_EACH_KEPT
    return (
        length <= _MOST_KEPT_WORDS and between_changes and changed_before + changed_after >= least
    )
