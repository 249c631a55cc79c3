"""A redline for a terminal: [-deleted-] and {+inserted+}, or colours, unchanged text folded."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from commontable.engines.comparison.redline.passages import (
    ArticleView,
    Passage,
    Piece,
    article_views,
)
from commontable.engines.comparison.redline.phrases import ENGLISH
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.sections import SectionMatch
from commontable.engines.comparison.redline.tables import CellChange
from commontable.engines.comparison.redline.terminal import Terminal, printable, shortened


def as_text(redline: Redline, *, width: int = 100, colour: bool = False) -> str:
    """The redline as plain text, ``width`` characters wide."""
    terminal = Terminal(width, colour=colour)
    lines = [*_head(redline, terminal)]
    labels = {
        match.new.start: said
        for match in redline.sections
        if match.new is not None and (said := ENGLISH.of_section(match))
    }
    same: list[ArticleView] = []
    for view in article_views(redline):
        if view.match.kind == "same":
            same.append(view)
            continue
        lines += ["", terminal.bold(_title(view, terminal)), ""]
        if view.match.kind == "merged" and not view.passages:
            lines.append("  (its words are under the article it was merged into)")
        lines += _body(view.passages, labels, terminal)
    if same:
        names = ", ".join(view.match.new.name for view in same if view.match.new)
        lines += ["", *textwrap.wrap(printable(f"Unchanged: {names}."), width)]
    return terminal.page(lines)


def _head(redline: Redline, terminal: Terminal) -> Iterator[str]:
    yield printable(f"{redline.old.name}  ->  {redline.new.name}")
    counted = Counter(match.kind for match in redline.matches)
    kinds = [f"{counted[kind]} {said}" for kind, said in ENGLISH.kinds.items() if counted[kind]]
    yield f"Articles: {', '.join(kinds)}."
    total = len(redline.old.words) + len(redline.new.words)
    yield f"Words marked: {redline.marked:,} of {total:,}."
    gone, come = terminal.legend()
    yield f"Legend: {gone} {come}; moved text is shown where it stands now."
    for warning in redline.warnings:
        yield printable(f"Note: {warning}")
    if redline.numbers:
        yield from ("", terminal.bold("Numbers that changed"))
        for article, numbers in groupby(redline.numbers, key=lambda number: number.article):
            yield f"  {terminal.short(article, 4)}"
            for number in numbers:
                yield f"    {printable(str(number))}"
                yield "      " + terminal.dim(terminal.short(number.clause, 8))
    sections = [match for match in redline.sections if match.kind not in ("same", "changed")]
    if sections:
        yield from ("", terminal.bold("Sections"))
        yield from (f"  {terminal.short(_section(match), 4)}" for match in sections)
    if redline.cells:
        yield from ("", terminal.bold("Table cells that changed"))
        for article, cells in groupby(redline.cells, key=lambda cell: cell.article):
            yield f"  {terminal.short(article, 4)}"
            yield from (f"    {printable(_cell(cell))}" for cell in cells)


def _section(match: SectionMatch) -> str:
    """ "12: 12.5 Meals, renumbered, was 12.3"."""
    section = match.new or match.old
    if section is None:
        return ""
    name = f"{section.article}: {section.label} {section.title}".strip()
    was = f", was {match.old.label}" if match.old and match.new else ""
    return f"{name}, {match.kind}{was}"


def _cell(cell: CellChange) -> str:
    where = ", ".join(part for part in (cell.row, cell.column) if part)
    if not cell.new:
        return f"{where}: {cell.old} left out"
    return f"{where}: {cell.old} to {cell.new}" if cell.old else f"{where}: {cell.new} added"


def _title(view: ArticleView, terminal: Terminal) -> str:
    title = " ".join(_piece(piece, terminal) for piece in view.heading)
    return f"{title}  ({printable(ENGLISH.of_match(view.match))})"


def _body(passages: Iterable[Passage], labels: dict[int, str], terminal: Terminal) -> Iterator[str]:
    for unchanged, group in groupby(passages, key=lambda passage: passage.kind == "same"):
        found = list(group)
        if unchanged:
            words = sum(passage.word_count for passage in found)
            yield terminal.dim(f"  ... {ENGLISH.folded(len(found), words)}")
            continue
        for passage in found:
            said = labels.get(passage.new_at) if passage.new_at is not None else None
            if said:
                yield terminal.dim(printable(f"  ({said})"))
            yield from _passage(passage, terminal)


def _passage(passage: Passage, terminal: Terminal) -> Iterator[str]:
    move = passage.move
    if passage.kind == "moved-from" and move is not None:
        beginning = " ".join(passage.pieces[0].words[:8])
        yield printable(f'  <- moved to {move.new_article} [move {move.number}]: "{beginning} ..."')
        return
    if passage.kind == "moved-to" and move is not None:
        yield printable(f"  -> moved here from {move.old_article} [move {move.number}]:")
    pieces = passage.pieces
    if passage.form == "row":
        text = " | ".join(
            " ".join(_piece(piece, terminal) for piece in cell)
            for _, cell in groupby(pieces, key=lambda piece: piece.cell)
        )
    else:
        text = " ".join(_piece(piece, terminal) for piece in _shortened(pieces))
    yield from terminal.wrapped(text, "    " if passage.form in ("item", "row") else "  ")


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(pieces):
        if piece.kind == "same":
            words = shortened(piece.words, first=not place, last=place + 1 == len(pieces))
            yield Piece("same", tuple(words))
        else:
            yield piece


def _piece(piece: Piece, terminal: Terminal) -> str:
    if piece.kind == "deleted":
        return terminal.deleted(piece.text)
    return terminal.inserted(piece.text) if piece.kind == "inserted" else printable(piece.text)
