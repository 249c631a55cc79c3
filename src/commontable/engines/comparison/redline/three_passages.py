"""Three texts laid out for reading: the status quo, with what each side does to it.

Every writer of three texts walks these sections, so all of them show the same thing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from commontable.engines.comparison.redline.in_place import moved_articles, with_articles_in_place
from commontable.engines.comparison.redline.layers.flow import BlockKind, Flow
from commontable.engines.comparison.redline.layers.hands import Hand, Hands
from commontable.engines.comparison.redline.layers.places import TextLine, TextPlaces
from commontable.engines.comparison.redline.layers.plan import (
    BEFORE_ALL,
    Added,
    Inline,
    Plan,
    plan_of,
)
from commontable.engines.comparison.redline.numbers import NumberChange
from commontable.engines.comparison.redline.passages import PieceKind
from commontable.engines.comparison.redline.tables import CellChange
from commontable.engines.comparison.redline.three import Side, Standing, ThreeWay
from commontable.engines.comparison.redline.three_moves import (
    MovesOfThree,
    SidedArticle,
    SidedMove,
)

Sides = tuple[Side, ...]
BOTH: Sides = ("ours", "theirs")

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_OURS, _THEIRS = Hand("ours", _NEVER), Hand("theirs", _NEVER)


@dataclass(frozen=True, slots=True)
class SidedPiece:
    """Words with one fate, and the sides that deleted or inserted them; none for what stays."""

    kind: PieceKind
    words: tuple[str, ...]
    sides: Sides = ()
    cell: int = 0

    @property
    def text(self) -> str:
        """The words as written, one space between them."""
        return " ".join(self.words)

    def seen_by(self, side: Side | None) -> PieceKind | None:
        """What it is in the column of one side, or of the status quo; None where it is not."""
        if self.kind == "same":
            return "same"
        if side in self.sides:
            return self.kind
        return "same" if self.kind == "deleted" else None


@dataclass(slots=True)
class SidedPassage:
    """One paragraph, heading, item or row with its pieces, and where a side moves it."""

    form: BlockKind
    pieces: list[SidedPiece] = field(default_factory=list)
    table: tuple[int, int] | None = None
    moves: tuple[SidedMove, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether either side does anything to it."""
        return any(piece.kind != "same" for piece in self.pieces)

    @property
    def word_count(self) -> int:
        """Words shown, marked ones included."""
        return sum(len(piece.words) for piece in self.pieces)

    def words_of(self, side: Side, kind: PieceKind) -> tuple[str, ...]:
        """The words that one side deletes, or inserts, here."""
        return tuple(
            word
            for piece in self.pieces
            if piece.kind == kind and side in piece.sides
            for word in piece.words
        )


@dataclass(slots=True)
class ThreeSection:
    """One article of the status quo, or one that a side adds; ``moves`` say which side moves it."""

    name: str
    standing: Standing
    heading: tuple[SidedPiece, ...] = ()
    passages: list[SidedPassage] = field(default_factory=list)
    moves: tuple[SidedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberOfThree:
    """One number of the status quo and what each side would make of it; None where it stays."""

    article: str
    clause: str
    base: str
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class CellOfThree:
    """One table cell of the status quo and what each side would make of it; None where it stays.

    ``row`` and ``column`` are its labels as printed.
    """

    article: str
    row: str
    column: str
    base: str
    ours: str | None
    theirs: str | None


def three_sections(three: ThreeWay) -> list[ThreeSection]:
    """The status quo in its order, what the sides add where they add it.

    An article that a side moves stays one section, at its old place.
    """
    flow = Flow(three.ours.old)
    places = TextPlaces(flow)
    ours, theirs = with_articles_in_place(three.ours), with_articles_in_place(three.theirs)
    plan = plan_of(places, [(ours, _OURS), (theirs, _THEIRS)])
    sections = _Layout(three, places, plan).sections()
    moves = MovesOfThree([("ours", ours), ("theirs", theirs)])
    for section in sections:
        for passage in section.passages:
            if passage.changed:
                passage.moves = tuple(_moves(passage, moves))
    return sections


def _moves(passage: SidedPassage, moves: MovesOfThree) -> Iterator[SidedMove]:
    for side in BOTH:
        gone, come = passage.words_of(side, "deleted"), passage.words_of(side, "inserted")
        yield from moves.of(side, gone=gone, come=come)


def numbers_of_three(three: ThreeWay) -> list[NumberOfThree]:
    """Numbers that either side changes in a clause, those of one place together."""
    found: dict[tuple[int, int], dict[Side, NumberChange]] = {}
    each: tuple[tuple[Side, Sequence[NumberChange]], ...] = (
        ("ours", three.ours.numbers),
        ("theirs", three.theirs.numbers),
    )
    for side, numbers in each:
        for number in numbers:
            found.setdefault((number.old_start, number.old_end), {})[side] = number
    rows: list[NumberOfThree] = []
    for _, sides in sorted(found.items()):
        ours, theirs = sides.get("ours"), sides.get("theirs")
        known = ours or theirs
        if known is None:
            continue
        home = three.ours.old.article_at(known.old_start)
        rows.append(
            NumberOfThree(
                home.name if home else "",
                known.old_clause,
                known.old,
                ours.new if ours else None,
                theirs.new if theirs else None,
            )
        )
    return rows


def cells_of_three(three: ThreeWay) -> list[CellOfThree]:
    """Table cells that either side changes, those of one place together, as the tables go."""
    found: dict[tuple[str, str, str, str], dict[Side, str]] = {}
    each: tuple[tuple[Side, Sequence[CellChange]], ...] = (
        ("ours", three.ours.cells),
        ("theirs", three.theirs.cells),
    )
    for side, cells in each:
        for cell in cells:
            place = (cell.article, cell.row, cell.column, cell.old)
            found.setdefault(place, {})[side] = cell.new
    return [
        CellOfThree(*place, sides.get("ours"), sides.get("theirs"))
        for place, sides in found.items()
    ]


class _Layout:
    def __init__(self, three: ThreeWay, places: TextPlaces, plan: Plan) -> None:
        self._three, self._places, self._plan = three, places, plan
        self._standings = {row.base.index: row.standing for row in three.rows if row.base}
        self._moves: dict[int, list[SidedArticle]] = defaultdict(list)
        for side, redline in zip(BOTH, (three.ours, three.theirs), strict=True):
            for match in moved_articles(redline):
                if match.old is not None:
                    self._moves[match.old.index].append(SidedArticle(side, match))
        self._sections: list[ThreeSection] = []
        self._article: int | None = None

    def sections(self) -> list[ThreeSection]:
        self._add(self._plan.added.get(BEFORE_ALL, ()))
        lines = self._places.lines
        at = 0
        while at < len(lines):
            block = lines[at].block
            last = at
            while last + 1 < len(lines) and lines[last + 1].block is block:
                last += 1
            self._open(block.article)
            passage = SidedPassage(block.kind, [], block.table)
            for number in range(at, last + 1):
                passage.pieces += self._pieces(number, lines[number])
            passage.pieces = _joined(passage.pieces)
            if block.kind == "title":
                self._sections[-1].heading = tuple(passage.pieces)
            else:
                self._sections[-1].passages.append(passage)
            for number in range(at, last + 1):
                self._add(self._plan.added.get(number, ()))
            at = last + 1
        return self._sections

    def _open(self, article: int) -> None:
        """Begin the section of a base article once, at its first line."""
        if article == self._article:
            return
        self._article = article
        name = self._three.ours.old.articles[article].full_name
        standing = self._standings.get(article, "unchanged")
        self._sections.append(ThreeSection(name, standing, moves=tuple(self._moves[article])))

    def _pieces(self, number: int, line: TextLine) -> Iterator[SidedPiece]:
        deleted = self._plan.deleted.get(number, {})
        inline = self._plan.inline.get(number, [])
        shown = self._places.flow.shown
        for word in range(line.count):
            yield from _inserted(inline, word, line.cell)
            hands = deleted.get(word, ())
            kind: PieceKind = "deleted" if hands else "same"
            yield SidedPiece(kind, (shown[line.start + word],), _sides(hands), line.cell)
        yield from _inserted(inline, line.count, line.cell)

    def _add(self, added: Iterable[tuple[Added, Hands]]) -> None:
        for one, hands in added:
            sides = _sides(hands)
            if one.kind == "title":
                heading = (SidedPiece("inserted", tuple(one.text.split()), sides),)
                standing: Standing = "agreed" if len(sides) > 1 else sides[0]
                self._sections.append(ThreeSection(one.text, standing, heading))
                continue
            if not self._sections:
                standing = "agreed" if len(sides) > 1 else sides[0]
                self._sections.append(ThreeSection("", standing))
            texts = one.cells if one.kind == "row" else (one.text,)
            pieces = [
                SidedPiece("inserted", tuple(text.split()), sides, cell)
                for cell, text in enumerate(texts)
            ]
            form: BlockKind = one.kind
            self._sections[-1].passages.append(SidedPassage(form, pieces, one.table))


def _inserted(inline: Sequence[tuple[Inline, Hands]], at: int, cell: int) -> Iterator[SidedPiece]:
    for one, hands in inline:
        if one.at == at:
            yield SidedPiece("inserted", tuple(one.text.split()), _sides(hands), cell)


def _sides(hands: Hands) -> Sides:
    found: list[Side] = []
    if _OURS in hands:
        found.append("ours")
    if _THEIRS in hands:
        found.append("theirs")
    return tuple(found)


def _joined(pieces: Iterable[SidedPiece]) -> list[SidedPiece]:
    joined: list[SidedPiece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.kind, last.sides, last.cell) == (piece.kind, piece.sides, piece.cell):
            joined[-1] = SidedPiece(piece.kind, last.words + piece.words, piece.sides, piece.cell)
        else:
            joined.append(piece)
    return joined
