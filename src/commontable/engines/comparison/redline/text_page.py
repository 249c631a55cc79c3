"""A redline for a terminal: [-deleted-] and {+inserted+}, or colours, unchanged text folded."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from commontable.engines.comparison.redline.match_words import SAYS, said_of
from commontable.engines.comparison.redline.passages import (
    ArticleView,
    Passage,
    Piece,
    article_views,
)
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.tables import CellChange

_CONTEXT_WORDS = 12
_RED, _GREEN, _BOLD, _DIM, _PLAIN = "\x1b[31;9m", "\x1b[32;4m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_DELETED, _INSERTED, _END = "\ue000", "\ue001", "\ue002"
"""Stand-ins one character wide, so that lines wrap at what is seen; no document's words hold
them, because private characters are not printable."""


def as_text(redline: Redline, *, width: int = 100, colour: bool = False) -> str:
    """The redline as plain text, ``width`` characters wide."""
    lines = [*_head(redline, width, colour)]
    same: list[ArticleView] = []
    for view in article_views(redline):
        if view.match.kind == "same":
            same.append(view)
            continue
        lines += ["", _marked_up(_BOLD, _title(view, colour), colour), ""]
        if view.match.kind == "merged" and not view.passages:
            lines.append("  (its words are under the article it was merged into)")
        lines += _body(view.passages, width, colour)
    if same:
        names = ", ".join(view.match.new.name for view in same if view.match.new)
        lines += ["", *textwrap.wrap(_printable(f"Unchanged: {names}."), width)]
    text = "\n".join(lines) + "\n"
    for stand_in, code in ((_DELETED, _RED), (_INSERTED, _GREEN), (_END, _PLAIN)):
        text = text.replace(stand_in, code)
    return text


def _head(redline: Redline, width: int, colour: bool) -> Iterator[str]:
    yield _printable(f"{redline.old.name}  ->  {redline.new.name}")
    counted = Counter(match.kind for match in redline.matches)
    kinds = [f"{counted[kind]} {said}" for kind, said in SAYS.items() if counted[kind]]
    yield f"Articles: {', '.join(kinds)}."
    total = len(redline.old.words) + len(redline.new.words)
    yield f"Words marked: {redline.marked:,} of {total:,}."
    marks = (
        (f"{_RED}deleted{_PLAIN}", f"{_GREEN}inserted{_PLAIN}")
        if colour
        else ("[-deleted-]", "{+inserted+}")
    )
    yield f"Legend: {marks[0]} {marks[1]}; moved text is shown where it stands now."
    for warning in redline.warnings:
        yield _printable(f"Note: {warning}")
    if redline.numbers:
        yield from ("", _marked_up(_BOLD, "Numbers that changed", colour))
        for article, numbers in groupby(redline.numbers, key=lambda number: number.article):
            yield f"  {_short(article, width - 4)}"
            for number in numbers:
                yield f"    {_printable(str(number))}"
                clause = _short(number.clause, width - 8)
                yield "      " + _marked_up(_DIM, clause, colour)
    if redline.cells:
        yield from ("", _marked_up(_BOLD, "Table cells that changed", colour))
        for article, cells in groupby(redline.cells, key=lambda cell: cell.article):
            yield f"  {_short(article, width - 4)}"
            yield from (f"    {_printable(_cell(cell))}" for cell in cells)


def _short(text: str, width: int) -> str:
    return textwrap.shorten(_printable(text), width, placeholder=" ...")


def _cell(cell: CellChange) -> str:
    where = ", ".join(part for part in (cell.row, cell.column) if part)
    if not cell.new:
        return f"{where}: {cell.old} left out"
    return f"{where}: {cell.old} to {cell.new}" if cell.old else f"{where}: {cell.new} added"


def _title(view: ArticleView, colour: bool) -> str:
    match = view.match
    title = " ".join(_piece(piece, colour) for piece in view.heading)
    return f"{title}  ({_printable(said_of(match))})"


def _body(passages: Iterable[Passage], width: int, colour: bool) -> Iterator[str]:
    for unchanged, group in groupby(passages, key=lambda passage: passage.kind == "same"):
        found = list(group)
        if unchanged:
            words = sum(passage.word_count for passage in found)
            many = "paragraph" if len(found) == 1 else "paragraphs"
            yield _marked_up(_DIM, f"  ... {len(found)} {many} unchanged, {words} words", colour)
            continue
        for passage in found:
            yield from _passage(passage, width, colour)


def _passage(passage: Passage, width: int, colour: bool) -> Iterator[str]:
    move = passage.move
    if passage.kind == "moved-from" and move is not None:
        beginning = " ".join(passage.pieces[0].words[:8])
        yield _printable(
            f'  <- moved to {move.new_article} [move {move.number}]: "{beginning} ..."'
        )
        return
    if passage.kind == "moved-to" and move is not None:
        yield _printable(f"  -> moved here from {move.old_article} [move {move.number}]:")
    pieces = passage.pieces
    if passage.form == "row":
        text = " | ".join(
            " ".join(_piece(piece, colour) for piece in cell)
            for _, cell in groupby(pieces, key=lambda piece: piece.cell)
        )
    else:
        text = " ".join(_piece(piece, colour) for piece in _shortened(pieces))
    indent = "    " if passage.form in ("item", "row") else "  "
    yield from textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    ) or [indent]


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Long unchanged stretches inside a changed paragraph keep a few words at either end."""
    for place, piece in enumerate(pieces):
        room = 2 * _CONTEXT_WORDS
        if piece.kind != "same" or len(piece.words) <= room + _CONTEXT_WORDS:
            yield piece
            continue
        head = piece.words[:_CONTEXT_WORDS] if place else piece.words[:4]
        tail = piece.words[-_CONTEXT_WORDS:] if place + 1 < len(pieces) else ()
        yield Piece("same", (*head, "[...]", *tail))


def _piece(piece: Piece, colour: bool) -> str:
    text = _printable(piece.text)
    if piece.kind == "same":
        return text
    if colour:
        start = _DELETED if piece.kind == "deleted" else _INSERTED
        return " ".join(f"{start}{word}{_END}" for word in text.split())
    return f"[-{text}-]" if piece.kind == "deleted" else f"{{+{text}+}}"


def _marked_up(code: str, text: str, colour: bool) -> str:
    return f"{code}{text}{_PLAIN}" if colour else text


def _printable(text: str) -> str:
    """A document may carry escape codes of its own: none of them reaches the terminal."""
    return "".join(letter for letter in text if letter.isprintable())
