"""Three texts for a terminal: the status quo with both sides' marks, each with its side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from commontable.engines.comparison.redline.phrases import ENGLISH
from commontable.engines.comparison.redline.terminal import Terminal, printable, shortened
from commontable.engines.comparison.redline.three import ThreeWay
from commontable.engines.comparison.redline.three_passages import (
    BOTH,
    SidedPassage,
    SidedPiece,
    ThreeSection,
    cells_of_three,
    numbers_of_three,
    three_sections,
)

_PHRASES = replace(ENGLISH, ours="ours", theirs="theirs")


def three_as_text(three: ThreeWay, *, width: int = 100, colour: bool = False) -> str:
    """The redline of three texts as plain text, ``width`` characters wide."""
    terminal = Terminal(width, colour=colour)
    sections = three_sections(three)
    lines = [*_head(three, sections, terminal)]
    for section in sections:
        if section.standing == "unchanged":
            continue
        title = _text(section.heading, terminal) or printable(section.name)
        told = [_PHRASES.of_standing(section.standing), *(m.said(_PHRASES) for m in section.moves)]
        said = printable("; ".join(told))
        lines += ["", terminal.bold(f"{title}  ({said})"), ""]
        for changed, group in groupby(section.passages, key=lambda passage: passage.changed):
            found = list(group)
            if not changed:
                words = sum(passage.word_count for passage in found)
                lines.append(terminal.dim(f"  ... {ENGLISH.folded(len(found), words)}"))
                continue
            for passage in found:
                lines += _passage(passage, terminal)
    same = [
        _text(section.heading, terminal) or printable(section.name)
        for section in sections
        if section.standing == "unchanged"
    ]
    if same:
        lines += ["", *terminal.wrapped(f"Both keep: {'; '.join(same)}.", "")]
    return terminal.page(lines)


def _head(three: ThreeWay, sections: Sequence[ThreeSection], terminal: Terminal) -> Iterator[str]:
    yield printable(f"status quo: {three.ours.old.name}")
    yield printable(f"ours:       {three.ours.new.name}")
    yield printable(f"theirs:     {three.theirs.new.name}")
    counted = Counter(section.standing for section in sections)
    said = [
        f"{counted[standing]} {_PHRASES.of_standing(standing)}"
        for standing in _PHRASES.standings
        if counted[standing]
    ]
    yield f"Articles: {', '.join(said)}."
    gone, come = terminal.legend()
    yield f"Legend: {gone} {come}, each with its side; where both do the same: both."
    for warning in dict.fromkeys((*three.ours.warnings, *three.theirs.warnings)):
        yield printable(f"Note: {warning}")
    numbers = numbers_of_three(three)
    if numbers:
        yield from ("", terminal.bold("Numbers that changed"))
        for number in numbers:
            ours, theirs = (_proposed(text) for text in (number.ours, number.theirs))
            yield printable(f"  {number.article}: {number.base}; ours {ours}; theirs {theirs}")
            yield "    " + terminal.dim(terminal.short(number.clause, 6))
    cells = cells_of_three(three)
    if cells:
        yield from ("", terminal.bold("Table cells that changed"))
        for cell in cells:
            where = ", ".join(part for part in (cell.article, cell.row, cell.column) if part)
            ours, theirs = (_proposed(text) for text in (cell.ours, cell.theirs))
            yield printable(f"  {where}: {cell.base or '-'}; ours {ours}; theirs {theirs}")


def _proposed(text: str | None) -> str:
    return "stays" if text is None else text or "left out"


def _passage(passage: SidedPassage, terminal: Terminal) -> list[str]:
    if passage.form == "row":
        text = " | ".join(
            _text(list(cell), terminal)
            for _, cell in groupby(passage.pieces, key=lambda piece: piece.cell)
        )
    else:
        text = _text(_shortened(passage.pieces), terminal)
    for move in reversed(passage.moves):
        text = f"({printable(move.said(_PHRASES))}) {text}"
    return terminal.wrapped(text, "    " if passage.form in ("item", "row") else "  ")


def _shortened(pieces: Sequence[SidedPiece]) -> list[SidedPiece]:
    short: list[SidedPiece] = []
    for place, piece in enumerate(pieces):
        if piece.kind == "same":
            words = shortened(piece.words, first=not place, last=place + 1 == len(pieces))
            short.append(replace(piece, words=tuple(words)))
        else:
            short.append(piece)
    return short


def _text(pieces: Sequence[SidedPiece], terminal: Terminal) -> str:
    return " ".join(_piece(piece, terminal) for piece in pieces)


def _piece(piece: SidedPiece, terminal: Terminal) -> str:
    if piece.kind == "same":
        return printable(piece.text)
    by = "both" if piece.sides == BOTH else piece.sides[0]
    mark = terminal.deleted if piece.kind == "deleted" else terminal.inserted
    return mark(piece.text, by)
