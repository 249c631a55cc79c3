"""Where the words of a text stand: in which line, in which cell of which row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from commontable.engines.comparison.redline.layers.flow import Block, Flow


@dataclass(frozen=True, slots=True)
class Spot:
    """Word ``word`` of line ``line``."""

    line: int
    word: int


class Line(Protocol):
    """A paragraph, or a paragraph of a cell. ``words`` are places (start, end) within it."""

    @property
    def words(self) -> Sequence[tuple[int, int]]:
        """Where each word starts and ends."""

    @property
    def end(self) -> int:
        """The last place in the line."""


class Places(Protocol):
    """The lines of a text or file, and how they stand in tables."""

    @property
    def lines(self) -> Sequence[Line]:
        """All lines in order, those of table cells among them."""

    def spots(self, words: Sequence[str]) -> list[Spot | None]:
        """Where each of ``words`` stands; None for one that is not written out."""

    def row_of(self, line: int) -> object | None:
        """What stands for the table row a line is in; None outside tables."""

    def table_of(self, line: int) -> object | None:
        """What stands for the whole table a line is in; None outside tables."""

    def line_of_cell(self, line: int, cell: int) -> int | None:
        """The line that takes text of cell ``cell`` in the row of ``line``."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph, or one cell, of a document; its places count words."""

    block: Block
    start: int
    count: int
    cell: int = 0

    @property
    def words(self) -> Sequence[tuple[int, int]]:
        return [(at, at + 1) for at in range(self.count)]

    @property
    def end(self) -> int:
        return self.count


class TextPlaces:
    """A document as it is, every word of it in its place."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.lines: list[TextLine] = []
        self._first_line: dict[int, int] = {}
        for number, block in enumerate(flow.blocks):
            self._first_line[number] = len(self.lines)
            for cell, (start, end) in enumerate(block.cells or ((block.start, block.end),)):
                self.lines.append(TextLine(block, start, end - start, cell))
        self._rows = [line.block if line.block.kind == "row" else None for line in self.lines]

    def spots(self, words: Sequence[str]) -> list[Spot | None]:
        spots: list[Spot | None] = [None] * len(words)
        for number, line in enumerate(self.lines):
            for word in range(line.count):
                spots[line.start + word] = Spot(number, word)
        return spots

    def row_of(self, line: int) -> object | None:
        return self._rows[line]

    def table_of(self, line: int) -> object | None:
        row = self._rows[line]
        return row.table if row is not None else None

    def line_of_cell(self, line: int, cell: int) -> int | None:
        row = self._rows[line]
        if row is None:
            return None
        first = self._first_line[self.flow.index_at(row.start)]
        return first + min(cell, len(row.cells) - 1)
