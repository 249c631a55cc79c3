"""The parts of a redline of three texts: inline with both sides' marks, or in three columns."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from commontable.engines.comparison.redline.html import marks
from commontable.engines.comparison.redline.html.folding import by_table, runs
from commontable.engines.comparison.redline.phrases import ENGLISH, Phrases
from commontable.engines.comparison.redline.three import Side, ThreeWay
from commontable.engines.comparison.redline.three_passages import (
    BOTH,
    SidedPassage,
    SidedPiece,
    Sides,
    ThreeSection,
    cells_of_three,
    numbers_of_three,
    three_sections,
)

_COLUMNS: tuple[Side | None, ...] = (None, "ours", "theirs")


def three_parts(
    three: ThreeWay,
    *,
    side_by_side: bool,
    phrases: Phrases = ENGLISH,
    overview: bool = True,
    headings: bool = True,
) -> Iterator[str]:
    """The parts in order. ``overview`` is the list of articles.

    Without ``headings`` all is of one article that the page names itself.
    """
    sections = three_sections(three)
    writer = _Writer(phrases)
    yield from writer.legend()
    yield from marks.notes(dict.fromkeys((*three.ours.warnings, *three.theirs.warnings)), phrases)
    if overview:
        yield from writer.articles(sections)
    skipped = 0 if headings else 1
    yield from writer.numbers(three, skipped)
    yield from writer.cells(three, skipped)
    if not headings:
        yield f"<h2>{escape(phrases.text)}</h2>"
    for section in sections:
        yield from writer.section(section, side_by_side=side_by_side, heading=headings)


def _table_of(passage: SidedPassage) -> tuple[int, int] | None:
    return passage.table if passage.form == "row" else None


def _seen_by(passage: SidedPassage, side: Side | None) -> list[SidedPiece]:
    """The pieces of one column; what the other side parts is one piece again."""
    seen = [(piece.seen_by(side), piece) for piece in passage.pieces]
    pieces = []
    for (kind, cell), group in groupby(
        ((kind, piece) for kind, piece in seen if kind is not None),
        key=lambda each: (each[0], each[1].cell),
    ):
        sides: Sides = (side,) if side and kind != "same" else ()
        words = tuple(word for _, piece in group for word in piece.words)
        pieces.append(SidedPiece(kind, words, sides, cell))
    return pieces


class _Writer:
    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._names = {"ours": phrases.ours, "theirs": phrases.theirs}

    def legend(self) -> Iterator[str]:
        phrases = self._phrases
        yield f'<details class="legend"><summary>{escape(phrases.legend)}</summary><ul>'
        for text, says in (
            (f"<del>{escape(phrases.legend_deleted)}</del>", phrases.says_deleted),
            (f"<ins>{escape(phrases.legend_inserted)}</ins>", phrases.says_inserted),
        ):
            yield f"<li>{text}: {escape(says)}</li>"
        signs = ", ".join(self._sign((side,)) for side in BOTH)
        yield f"<li>{signs}: {escape(phrases.says_side)}</li>"
        yield f"<li>{escape(phrases.says_folded)}</li></ul></details>"

    def articles(self, sections: Sequence[ThreeSection]) -> Iterator[str]:
        phrases = self._phrases
        rows = [
            (escape(section.name), escape("; ".join(self._told(section))))
            for section in sections
            if section.standing != "unchanged"
        ]
        yield f"<section><h2>{escape(phrases.articles)}</h2>"
        if rows:
            heads = (phrases.article, phrases.became)
            yield from marks.table(heads, rows, caption=phrases.articles)
        else:
            yield f"<p>{escape(phrases.nothing)}</p>"
        yield "</section>"

    def numbers(self, three: ThreeWay, skipped: int) -> Iterator[str]:
        phrases = self._phrases
        rows = [
            (
                escape(number.article),
                escape(number.base),
                self._proposed(number.ours, "ours"),
                self._proposed(number.theirs, "theirs"),
                escape(number.clause),
            )
            for number in numbers_of_three(three)
        ]
        if rows:
            heads = (phrases.article, phrases.base, phrases.ours, phrases.theirs, phrases.clause)
            yield f'<section class="numbers"><h2>{escape(phrases.numbers)}</h2>'
            told = [row[skipped:] for row in rows]
            yield from marks.table(heads[skipped:], told, caption=phrases.numbers)
            yield "</section>"

    def cells(self, three: ThreeWay, skipped: int) -> Iterator[str]:
        phrases = self._phrases
        rows = [
            (
                escape(cell.article),
                escape(cell.row),
                escape(cell.column),
                escape(cell.base) or "–",
                self._proposed(cell.ours, "ours"),
                self._proposed(cell.theirs, "theirs"),
            )
            for cell in cells_of_three(three)
        ]
        if rows:
            labels = (phrases.article, phrases.row, phrases.column)
            heads = (*labels, phrases.base, phrases.ours, phrases.theirs)
            yield f'<section class="cells"><h2>{escape(phrases.cells)}</h2>'
            told = [row[skipped:] for row in rows]
            yield from marks.folded_table(heads[skipped:], told, caption=phrases.cells)
            yield "</section>"

    def _proposed(self, text: str | None, side: Side) -> str:
        """What a side makes of it; "=" where it keeps it."""
        if text is None:
            return "="
        if not text:
            return f"– {self._sign((side,))}"
        return self._piece(SidedPiece("inserted", tuple(text.split()), (side,)))

    def section(self, section: ThreeSection, *, side_by_side: bool, heading: bool) -> Iterator[str]:
        said = escape("; ".join(self._told(section)))
        title = self._text(section.heading) or escape(section.name)
        yield '<section class="article">'
        if heading:
            yield f'<h2>{title} <span class="kind">{said}</span></h2>'
        if side_by_side:
            yield '<div class="broad">'
            yield from self._columns(section)
            yield '</div><div class="narrow">'
        yield from self._inline(section)
        if side_by_side:
            yield "</div>"
        yield "</section>"

    def _told(self, section: ThreeSection) -> Iterator[str]:
        """Who changes it, and who moves it where."""
        yield self._phrases.of_standing(section.standing)
        yield from (move.said(self._phrases) for move in section.moves)

    def _runs(self, section: ThreeSection) -> Iterator[tuple[bool, list[SidedPassage]]]:
        return runs(section.passages, changed=lambda p: p.changed, table=_table_of)

    def _inline(self, section: ThreeSection) -> Iterator[str]:
        for folded, group in self._runs(section):
            if folded:
                yield f"<details><summary>{self._folded(group)}</summary>"
            yield from self._passages(group)
            if folded:
                yield "</details>"

    def _passages(self, passages: list[SidedPassage]) -> Iterator[str]:
        for is_table, group in by_table(passages, _table_of):
            if is_table:
                yield self._table([passage.pieces for passage in group])
            else:
                yield from (self._paragraph(passage, passage.pieces) for passage in group)

    def _columns(self, section: ThreeSection) -> Iterator[str]:
        if not section.passages:
            return
        phrases = self._phrases
        heads = (phrases.base, phrases.ours, phrases.theirs)
        yield '<table class="sides three"><thead><tr>'
        yield "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
        yield "</tr></thead><tbody>"
        for folded, group in self._runs(section):
            if folded:
                text = "".join(self._passages(group))
                summary = f"<summary>{self._folded(group)}</summary>"
                yield f"<tr><td colspan=3><details>{summary}{text}</details></td></tr>"
                continue
            for is_table, passages in by_table(group, _table_of):
                cells = (self._column(passages, side, is_table) for side in _COLUMNS)
                yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        yield "</tbody></table>"

    def _column(self, passages: list[SidedPassage], side: Side | None, is_table: bool) -> str:
        """One column's cell: the passages as that side, or the status quo, has them."""
        seen = [(passage, _seen_by(passage, side)) for passage in passages]
        shown = [(passage, pieces) for passage, pieces in seen if pieces]
        if is_table:
            return self._table([pieces for _, pieces in shown]) if shown else ""
        return "".join(self._paragraph(passage, pieces) for passage, pieces in shown)

    def _folded(self, passages: Sequence[SidedPassage]) -> str:
        words = sum(passage.word_count for passage in passages)
        return escape(self._phrases.folded(len(passages), words))

    def _table(self, rows: Sequence[Sequence[SidedPiece]]) -> str:
        written = "".join(f"<tr>{self._row(pieces)}</tr>" for pieces in rows)
        return f'<div class="wide"><table><tbody>{written}</tbody></table></div>'

    def _paragraph(self, passage: SidedPassage, pieces: Sequence[SidedPiece]) -> str:
        if passage.form == "row":
            return self._table([pieces])
        words = [word for piece in passage.pieces for word in piece.words]
        shown = {side for piece in pieces for side in piece.sides}
        moved = [
            f'<span class="move">{escape(move.said(self._phrases))}</span> '
            for move in passage.moves
            if move.side in shown
        ]
        text = f"{''.join(moved)}{self._text(pieces)}"
        return marks.paragraph(passage.form, text, words, "moved" if moved else "")

    def _row(self, pieces: Sequence[SidedPiece]) -> str:
        return "".join(
            f"<td>{self._text(list(cell))}</td>"
            for _, cell in groupby(pieces, key=lambda piece: piece.cell)
        )

    def _text(self, pieces: Sequence[SidedPiece]) -> str:
        return " ".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: SidedPiece) -> str:
        if piece.kind == "same":
            return escape(piece.text)
        gone = piece.kind == "deleted"
        sides = piece.sides
        name = self._phrases.both if sides == BOTH else self._names[sides[0]]
        said = (self._phrases.deleted_by if gone else self._phrases.inserted_by).format(side=name)
        attributes = f' class="by-{"both" if sides == BOTH else sides[0]}"'
        mark = marks.deleted if gone else marks.inserted
        return mark(piece.text, said, attributes, self._sign(sides))

    def _sign(self, sides: Sides) -> str:
        """The letter of each side beside its mark: seen, not spoken."""
        signs = {"ours": self._phrases.ours_sign, "theirs": self._phrases.theirs_sign}
        letters = "".join(escape(signs[side]) for side in sides)
        own = "both" if sides == BOTH else sides[0]
        return f'<span class="sign by-{own}" aria-hidden="true">{letters}</span>'
