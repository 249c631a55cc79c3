"""A line of a document that knows where it came from, so that what was found in it can be shown."""

from typing import Self


class Line(str):
    """Text of one line, or one whole paragraph of a Word file.

    ``source`` numbers the lines as they were read, from 0. ``cells`` are a table row's cells, in
    order; ``level`` is the depth of a heading that the file itself marks as one, 0 without;
    ``skipped`` is how many words of that line were taken from its beginning.
    """

    __slots__ = ("cells", "level", "skipped", "source")

    cells: tuple[str, ...] | None
    level: int
    skipped: int
    source: int

    def __new__(
        cls,
        text: str,
        source: int = -1,
        *,
        level: int = 0,
        cells: tuple[str, ...] | None = None,
        skipped: int = 0,
    ) -> Self:
        line = super().__new__(cls, text)
        line.source, line.level, line.cells, line.skipped = source, level, cells, skipped
        return line

    @classmethod
    def row(cls, cells: tuple[str, ...], source: int = -1) -> Self:
        """A table's row: its words are those of its cells, one after the other."""
        return cls("  ".join(cells), source, cells=cells)


def cut(line: str, text: str, words: int) -> str:
    """``line`` with only ``text`` left, which begins after its first ``words`` words."""
    if not isinstance(line, Line):
        return text
    return Line(text, line.source, level=line.level, skipped=line.skipped + words)


def source_of(line: str) -> int:
    """Where ``line`` was read; -1 for a line that was made."""
    return line.source if isinstance(line, Line) else -1


def skipped_of(line: str) -> int:
    """How many words of its source do not stand in ``line``."""
    return line.skipped if isinstance(line, Line) else 0


def cells_of(line: str) -> tuple[str, ...] | None:
    """The cells of a row that the file itself marks as one."""
    return line.cells if isinstance(line, Line) else None


def level_of(line: str) -> int:
    """The depth of a heading that the file itself marks as one."""
    return line.level if isinstance(line, Line) else 0
