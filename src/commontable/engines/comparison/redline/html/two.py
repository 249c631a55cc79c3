"""The parts of a redline of two texts: what changed in a few words, then the texts."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from commontable.engines.comparison.redline.html import marks
from commontable.engines.comparison.redline.html.folding import by_table, runs
from commontable.engines.comparison.redline.passages import (
    ArticleView,
    Passage,
    Piece,
    article_views,
)
from commontable.engines.comparison.redline.phrases import ENGLISH, Phrases
from commontable.engines.comparison.redline.redline import Redline


def two_parts(
    redline: Redline,
    *,
    side_by_side: bool,
    phrases: Phrases = ENGLISH,
    overview: bool = True,
    headings: bool = True,
) -> Iterator[str]:
    """The parts in order. ``overview`` is the list of articles.

    Without ``headings`` all is of one article that the page names itself.
    """
    yield from _legend(phrases)
    yield from marks.notes(redline.warnings, phrases)
    if overview:
        yield from _articles(redline, phrases)
    skipped = 0 if headings else 1
    yield from _numbers(redline, phrases, skipped)
    yield from _sections(redline, phrases, skipped)
    yield from _cells(redline, phrases, skipped)
    if not headings:
        yield f"<h2>{escape(phrases.text)}</h2>"
    for view in article_views(redline):
        yield from _Article(view, redline, phrases).parts(
            side_by_side=side_by_side, heading=headings
        )


def _legend(phrases: Phrases) -> Iterator[str]:
    title = escape(phrases.legend)
    yield f'<details class="legend"><summary>{title}</summary><ul>'
    yield f"<li><del>{escape(phrases.legend_deleted)}</del>: {escape(phrases.says_deleted)}</li>"
    yield f"<li><ins>{escape(phrases.legend_inserted)}</ins>: {escape(phrases.says_inserted)}</li>"
    moved = f'<span class="move">{escape(phrases.legend_moved)}</span>'
    yield f"<li>{moved}: {escape(phrases.says_moved)}</li>"
    yield f"<li>{escape(phrases.says_folded)}</li></ul></details>"


def _articles(redline: Redline, phrases: Phrases) -> Iterator[str]:
    rows = [
        (
            escape(match.old.full_name) if match.old else "–",
            escape(match.new.full_name) if match.new else "–",
            escape(phrases.of_match(match)),
        )
        for match in redline.matches
        if match.kind != "same"
    ]
    yield f"<section><h2>{escape(phrases.articles)}</h2>"
    if rows:
        heads = (phrases.before, phrases.now, phrases.became)
        yield from marks.table(heads, rows, caption=phrases.articles)
    else:
        yield f"<p>{escape(phrases.nothing)}</p>"
    yield "</section>"


def _numbers(redline: Redline, phrases: Phrases, skipped: int) -> Iterator[str]:
    if not redline.numbers:
        return
    said = (phrases.deleted, phrases.inserted)
    rows = [
        (
            escape(number.article),
            marks.deleted(number.old, said[0]),
            marks.inserted(number.new, said[1]),
            escape(number.clause),
        )
        for number in redline.numbers
    ]
    heads = (phrases.article, phrases.before, phrases.now, phrases.clause)
    yield f'<section class="numbers"><h2>{escape(phrases.numbers)}</h2>'
    told = [row[skipped:] for row in rows]
    yield from marks.table(heads[skipped:], told, caption=phrases.numbers)
    yield "</section>"


def _sections(redline: Redline, phrases: Phrases, skipped: int) -> Iterator[str]:
    rows = [
        (
            escape(match.new.article if match.new else match.old.article if match.old else ""),
            escape(f"{match.old.label} {match.old.title}".strip()) if match.old else "–",
            escape(f"{match.new.label} {match.new.title}".strip()) if match.new else "–",
            escape(phrases.kinds[match.kind]),
        )
        for match in redline.sections
        if match.kind not in ("same", "changed")
    ]
    if rows:
        heads = (phrases.article, phrases.before, phrases.now, phrases.became)
        yield f'<section class="sections"><h2>{escape(phrases.sections)}</h2>'
        told = [row[skipped:] for row in rows]
        yield from marks.folded_table(heads[skipped:], told, caption=phrases.sections)
        yield "</section>"


def _cells(redline: Redline, phrases: Phrases, skipped: int) -> Iterator[str]:
    if not redline.cells:
        return
    said = (phrases.deleted, phrases.inserted)
    rows = [
        (
            escape(cell.article),
            escape(cell.row),
            escape(cell.column),
            marks.deleted(cell.old, said[0]) if cell.old else "–",
            marks.inserted(cell.new, said[1]) if cell.new else "–",
        )
        for cell in redline.cells
    ]
    heads = (phrases.article, phrases.row, phrases.column, phrases.before, phrases.now)
    yield f'<section class="cells"><h2>{escape(phrases.cells)}</h2>'
    told = [row[skipped:] for row in rows]
    yield from marks.folded_table(heads[skipped:], told, caption=phrases.cells)
    yield "</section>"


def _table_of(passage: Passage) -> int | None:
    return passage.table if passage.form == "row" else None


class _Article:
    """One article's redline."""

    def __init__(self, view: ArticleView, redline: Redline, phrases: Phrases) -> None:
        self._view, self._phrases = view, phrases
        self._labels = {
            match.new.start: phrases.of_section(match)
            for match in redline.sections
            if match.new is not None
        }

    def parts(self, *, side_by_side: bool, heading: bool) -> Iterator[str]:
        said = escape(self._phrases.of_match(self._view.match))
        title = " ".join(self._piece(piece) for piece in self._view.heading)
        yield '<section class="article">'
        if heading:
            yield f'<h2>{title} <span class="kind">{said}</span></h2>'
        if side_by_side:
            yield '<div class="broad">'
            yield from self._side_by_side()
            yield '</div><div class="narrow">'
        yield from self._inline()
        if side_by_side:
            yield "</div>"
        yield "</section>"

    def _runs(self) -> Iterator[tuple[bool, list[Passage]]]:
        return runs(self._view.passages, changed=lambda p: p.kind != "same", table=_table_of)

    def _inline(self) -> Iterator[str]:
        for folded, group in self._runs():
            if folded:
                yield f"<details><summary>{self._folded(group)}</summary>"
            yield from self._passages(group)
            if folded:
                yield "</details>"

    def _passages(self, passages: list[Passage]) -> Iterator[str]:
        for is_table, group in by_table(passages, _table_of):
            if is_table:
                yield self._table([passage.pieces for passage in group])
            else:
                yield from (self._paragraph(passage, passage.pieces) for passage in group)

    def _side_by_side(self) -> Iterator[str]:
        if not self._view.passages:
            return
        before, now = escape(self._phrases.before), escape(self._phrases.now)
        yield f'<table class="sides"><thead><tr><th scope=col>{before}</th>'
        yield f"<th scope=col>{now}</th></tr></thead><tbody>"
        for folded, group in self._runs():
            if folded:
                text = "".join(self._passages(group))
                summary = f"<summary>{self._folded(group)}</summary>"
                yield f"<tr><td colspan=2><details>{summary}{text}</details></td></tr>"
                continue
            for is_table, passages in by_table(group, _table_of):
                sides = (self._side(passages, gone, is_table) for gone in ("inserted", "deleted"))
                yield "<tr>" + "".join(f"<td>{side}</td>" for side in sides) + "</tr>"
        yield "</tbody></table>"

    def _side(self, passages: list[Passage], left_out: str, is_table: bool) -> str:
        """One column's cell: the passages without the words that are only in the other."""
        shown = []
        for passage in passages:
            pieces = [piece for piece in passage.pieces if piece.kind != left_out]
            if pieces and not (passage.kind == "moved-to" and left_out == "inserted"):
                shown.append((passage, pieces))
        if is_table:
            return self._table([pieces for _, pieces in shown]) if shown else ""
        told = left_out == "deleted"  # what became of a section is said once, beside it now
        return "".join(self._paragraph(passage, pieces, told) for passage, pieces in shown)

    def _folded(self, passages: list[Passage]) -> str:
        words = sum(passage.word_count for passage in passages)
        return escape(self._phrases.folded(len(passages), words))

    def _table(self, rows: list[list[Piece]]) -> str:
        written = "".join(f"<tr>{self._row(pieces)}</tr>" for pieces in rows)
        return f'<div class="wide"><table><tbody>{written}</tbody></table></div>'

    def _paragraph(self, passage: Passage, pieces: list[Piece], told: bool = True) -> str:
        if passage.form == "row":
            return self._table([pieces])
        text = " ".join(self._piece(piece) for piece in pieces)
        said = self._moved(passage) + (self._section(passage) if told else "")
        words = [word for piece in passage.pieces for word in piece.words]
        return marks.paragraph(
            passage.form, f"{said}{text}", words, "moved" if passage.move else ""
        )

    def _moved(self, passage: Passage) -> str:
        move = passage.move
        if move is None:
            return ""
        said = self._phrases.of_move(move.old_article, move.new_article, arrived=passage.arrived)
        return f'<span class="move">{escape(said)}</span> '

    def _section(self, passage: Passage) -> str:
        said = self._labels.get(passage.new_at) if passage.new_at is not None else None
        return f'<span class="move">{escape(said)}</span> ' if said else ""

    def _row(self, pieces: list[Piece]) -> str:
        return "".join(
            f"<td>{' '.join(self._piece(piece) for piece in cell)}</td>"
            for _, cell in groupby(pieces, key=lambda piece: piece.cell)
        )

    def _piece(self, piece: Piece) -> str:
        if piece.kind == "deleted":
            return marks.deleted(piece.text, self._phrases.deleted)
        if piece.kind == "inserted":
            return marks.inserted(piece.text, self._phrases.inserted)
        return escape(piece.text)
