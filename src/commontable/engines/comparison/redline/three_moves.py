"""What moved in three texts: each side's moves, found again in the passages that show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commontable.engines.comparison.redline.matching import ArticleMatch
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.phrases import Phrases
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.three import Side
from commontable.engines.documents import Document

type Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SidedMove:
    """A passage that one side moves: where it came from, or with ``arrived`` False, went to."""

    side: Side
    move: MovedText
    arrived: bool

    def said(self, phrases: Phrases) -> str:
        """ "Ours: moved from Article 5"."""
        name = phrases.ours if self.side == "ours" else phrases.theirs
        move = self.move
        said = phrases.of_move(move.old_article, move.new_article, arrived=self.arrived)
        return phrases.by_side.format(side=name, said=said)


@dataclass(frozen=True, slots=True)
class SidedArticle:
    """A whole article that one side has in another place."""

    side: Side
    match: ArticleMatch

    def said(self, phrases: Phrases) -> str:
        """ "Theirs: moved to Article 3", or without a number of its own "Theirs: moved"."""
        name = phrases.ours if self.side == "ours" else phrases.theirs
        old, new = self.match.old, self.match.new
        said = phrases.kinds["moved"]
        if old is not None and new is not None and old.name != new.name:
            said = phrases.of_move(old.name, new.name, arrived=False)
        return phrases.by_side.format(side=name, said=said)


class MovesOfThree:
    """Which words a side takes out here, to put them in there."""

    def __init__(self, sides: Sequence[tuple[Side, Redline]]) -> None:
        self._found: dict[tuple[Side, bool, Words], SidedMove] = {}
        for side, redline in sides:
            for move in redline.moves:
                if move.whole_article:
                    continue
                came = _paragraphs(redline.new, move.new_start, move.new_end)
                gone = _paragraphs(redline.old, move.old_start, move.old_end)
                for arrived, paragraphs in ((True, came), (False, gone)):
                    for words in paragraphs:
                        found = SidedMove(side, move, arrived)
                        self._found.setdefault((side, arrived, words), found)

    def of(self, side: Side, *, gone: Words, come: Words) -> Iterator[SidedMove]:
        """The moves of one passage, of which the side strikes ``gone`` and puts in ``come``."""
        for arrived, words in ((False, gone), (True, come)):
            move = self._found.get((side, arrived, words)) if words else None
            if move is not None:
                yield move


def _paragraphs(document: Document, start: int, end: int) -> Iterator[Words]:
    """The words of each paragraph that lies within, as shown."""
    for article in document.articles:
        for paragraph in article.paragraphs:
            if start <= paragraph.start and paragraph.end <= end:
                yield tuple(document.shown[paragraph.start : paragraph.end])
