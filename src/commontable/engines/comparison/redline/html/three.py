"""The parts of a redline of three texts: inline with both sides' marks, or in three columns."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from commontable.engines.comparison.redline.html import marks
from commontable.engines.comparison.redline.phrases import ENGLISH, Phrases
from commontable.engines.comparison.redline.three import ThreeWay
from commontable.engines.comparison.redline.three_passages import (
    BOTH,
    Side,
    SidedPassage,
    SidedPiece,
    Sides,
    ThreeSection,
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
    """The parts in order. ``overview`` is the list of articles, ``headings`` are theirs."""
    sections = three_sections(three)
    writer = _Writer(phrases)
    yield from writer.legend()
    yield from marks.notes(dict.fromkeys((*three.ours.warnings, *three.theirs.warnings)), phrases)
    if overview:
        yield from writer.articles(sections)
    yield from writer.numbers(three)
    for section in sections:
        yield from writer.section(section, side_by_side=side_by_side, heading=headings)


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
            (escape(section.name), escape(phrases.of_standing(section.standing)))
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

    def numbers(self, three: ThreeWay) -> Iterator[str]:
        phrases = self._phrases
        found = numbers_of_three(three)
        if not found:
            return
        rows = [
            (
                escape(number.article),
                escape(number.base),
                escape(number.ours) or "=",
                escape(number.theirs) or "=",
                escape(number.clause),
            )
            for number in found
        ]
        heads = (phrases.article, phrases.base, phrases.ours, phrases.theirs, phrases.clause)
        yield f'<section class="numbers"><h2>{escape(phrases.numbers)}</h2>'
        yield from marks.table(heads, rows, caption=phrases.numbers)
        yield "</section>"

    def section(self, section: ThreeSection, *, side_by_side: bool, heading: bool) -> Iterator[str]:
        said = escape(self._phrases.of_standing(section.standing))
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

    def _inline(self, section: ThreeSection) -> Iterator[str]:
        for changed, passages in groupby(section.passages, key=lambda passage: passage.changed):
            group = list(passages)
            if not changed:
                yield f"<details><summary>{self._folded(group)}</summary>"
            yield from self._passages(group)
            if not changed:
                yield "</details>"

    def _passages(self, passages: Sequence[SidedPassage]) -> Iterator[str]:
        for table, group in groupby(passages, key=lambda p: p.table if p.form == "row" else None):
            if table is None:
                yield from (self._paragraph(passage.form, passage.pieces) for passage in group)
            else:
                rows = "".join(f"<tr>{self._row(passage.pieces)}</tr>" for passage in group)
                yield f'<div class="wide"><table><tbody>{rows}</tbody></table></div>'

    def _columns(self, section: ThreeSection) -> Iterator[str]:
        if not section.passages:
            return
        phrases = self._phrases
        heads = (phrases.base, phrases.ours, phrases.theirs)
        yield '<table class="sides three"><thead><tr>'
        yield "".join(f"<th scope=col>{escape(head)}</th>" for head in heads)
        yield "</tr></thead><tbody>"
        for changed, passages in groupby(section.passages, key=lambda passage: passage.changed):
            group = list(passages)
            if not changed:
                text = "".join(self._passages(group))
                summary = f"<summary>{self._folded(group)}</summary>"
                yield f"<tr><td colspan=3><details>{summary}{text}</details></td></tr>"
                continue
            for passage in group:
                cells = (self._column(passage, side) for side in _COLUMNS)
                yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        yield "</tbody></table>"

    def _column(self, passage: SidedPassage, side: Side | None) -> str:
        pieces = []
        for piece in passage.pieces:
            seen = piece.seen_by(side)
            if seen is not None:
                sides: Sides = (side,) if side and seen != "same" else ()
                pieces.append(SidedPiece(seen, piece.words, sides, piece.cell))
        return self._paragraph(passage.form, pieces) if pieces else ""

    def _folded(self, passages: Sequence[SidedPassage]) -> str:
        words = sum(passage.word_count for passage in passages)
        return escape(self._phrases.folded(len(passages), words))

    def _paragraph(self, form: str, pieces: Sequence[SidedPiece]) -> str:
        if form == "row":
            row = self._row(pieces)
            return f'<div class="wide"><table><tbody><tr>{row}</tr></tbody></table></div>'
        text = self._text(pieces)
        if form == "heading":
            return f"<h3>{text}</h3>"
        return f'<p class="item">{text}</p>' if form == "item" else f"<p>{text}</p>"

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
