"""Where the cells of a changed row stand in the old text's table."""

from collections.abc import Mapping, Sequence

from commontable.engines.comparison.redline.layers.flow import Block, Flow
from commontable.engines.comparison.redline.layers.places import Places, Spot
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.tables import RowPair, cells_beside


class Cells:
    """Finds the line that takes the new text of a cell."""

    def __init__(
        self,
        redline: Redline,
        places: Places,
        old: Flow,
        spots: Sequence[Spot | None],
        old_of_new: Mapping[int, int],
    ) -> None:
        self._redline, self._places, self._old, self._spots = redline, places, old, spots
        self._old_of_new = old_of_new
        moved = [(move.old_start, move.old_end) for move in redline.moves]
        self._pairs = {
            pair.new.start: pair
            for pair in redline.row_pairs
            if not any(start <= pair.old.start < end for start, end in moved)
        }
        self._blocks = {block.at: block for block in old.blocks if block.kind == "row"}

    def home(self, block: Block, cell: int) -> tuple[int, int | None] | None:
        """(line, word after which the text comes); None for the word when it takes the place of
        the old text, None for all when the row answers no row of the old text."""
        pair = self._pairs.get(block.at) if block.at is not None else None
        row = self._blocks.get(pair.old.start) if pair is not None else None
        if pair is None or row is None:
            return self._beside(block, cell)
        answers = self._answers(pair)
        own = answers[cell] if cell < len(answers) else None
        if own is not None:
            line = self._line(row, own)
            if line is not None:
                return line, None
        earlier = [place for place in answers[:cell] if place is not None]
        line = self._line(row, earlier[-1] if earlier else 0)
        if line is None:
            return None
        return line, len(self._places.lines[line].words) - 1 if earlier else -1

    def _answers(self, pair: RowPair) -> list[int | None]:
        """For each new cell the place of the old one it answers."""
        old, new = self._redline.old.words, self._redline.new.words
        places = {span: place for place, span in enumerate(pair.old.cells)}
        answers: list[int | None] = []
        for before, after in cells_beside(pair.old, pair.new, old, new):
            if after is not None:
                answers.append(places[before] if before is not None else None)
        return answers

    def _line(self, row: Block, place: int) -> int | None:
        start, end = row.cells[place]
        located = [spot.line for spot in self._spots[start:end] if spot is not None]
        if located:
            return located[-1]
        any_spot = next((s for s in self._spots[row.start : row.end] if s is not None), None)
        if any_spot is None:
            return None
        return self._places.line_of_cell(any_spot.line, place)

    def _beside(self, block: Block, cell: int) -> tuple[int, int | None] | None:
        """In a row that answers no other, but of which some words stayed: the cell by its place."""
        stayed = (self._old_of_new.get(word) for word in range(block.start, block.end))
        spot = next((self._spots[old] for old in stayed if old is not None), None)
        line = self._places.line_of_cell(spot.line, cell) if spot is not None else None
        return None if line is None else (line, None)
