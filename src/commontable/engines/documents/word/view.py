"""The lines of a Word file as one reader sees them: all changes accepted, or all rejected."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

from commontable.engines.documents.headings import is_title, looks_like_heading
from commontable.engines.documents.lines import Line
from commontable.engines.documents.typography import ordinary
from commontable.engines.documents.word.content import Block, Cell, Change, Para, Piece, Table
from commontable.engines.documents.word.numbering import Counting, in_form

_MOST_HEADING_WORDS = 20
_LONG_CELL = 120  # words; a cell with more in several paragraphs is a column of text


@dataclass(slots=True)
class Spot:
    """Where something stands: from a word of one line to before a word of a line (the same)."""

    line: int
    word: int
    last_line: int
    last_word: int


@dataclass(slots=True)
class Seen:
    """The lines of one view; where each mark (by number) and comment (by id) stands in them."""

    lines: list[str] = field(default_factory=list)
    marks: dict[int, Spot] = field(default_factory=dict)
    comments: dict[str, Spot] = field(default_factory=dict)
    contents: int = 0


@dataclass(frozen=True, slots=True)
class MarkedText:
    """All of one change that stands in a row inside one paragraph."""

    change: Change
    text: str


def numbered_marks(blocks: Iterable[Block]) -> list[MarkedText]:
    """Every change in the order of the text; pieces are given the number of theirs as ``key``."""
    found: list[MarkedText] = []
    for para in paragraphs_of(blocks):
        open_change: Change | None = None
        for at, piece in enumerate(para.pieces):
            change = piece.change if piece.change and not piece.change.unseen else None
            if piece.place or not piece.text:
                continue
            if change is None:
                open_change = None
                continue
            if change == open_change:
                found[-1] = replace(found[-1], text=found[-1].text + piece.text)
            else:
                found.append(MarkedText(change, piece.text))
                open_change = change
            para.pieces[at] = replace(piece, key=str(len(found) - 1))
    return found


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Para]:
    """Every paragraph, those in cells too, in the order of the text."""
    for block in blocks:
        if isinstance(block, Para):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)


class Viewer:
    """Writes the lines of one view. ``notes`` are the foot- and endnotes by their key."""

    def __init__(
        self, counting: Counting, notes: dict[str, list[Block]], *, accepted: bool
    ) -> None:
        self.seen = Seen()
        self._counting = counting
        self._notes = notes
        self._accepted = accepted
        self._numbers: dict[str, int] = {}
        self._due: list[tuple[str, str]] = []  # notes that were referred to, with their mark
        self._source = -1
        self._words = 0  # of the line before
        self._open: dict[str, tuple[int, int]] = {}

    def write(self, blocks: list[Block]) -> None:
        """Add ``blocks``, and after each of them the notes it refers to."""
        waiting: list[Para] = []
        for block in blocks:
            if isinstance(block, Table):
                self._paragraph(waiting)
                waiting = []
                self._table(block)
            else:
                waiting.append(block)
                if not self._runs_on(block):
                    self._paragraph(waiting)
                    waiting = []
            if not waiting:
                self._write_notes()
        self._paragraph(waiting)
        self._write_notes()

    def _runs_on(self, para: Para) -> bool:
        return para.run_in or (para.joined_after if self._accepted else para.joined_before)

    def _shows(self, change: Change | None) -> bool:
        if change is None:
            return True
        added = change.kind in {"inserted", "moved-to"}
        return not change.unseen and added == self._accepted

    def _paragraph(self, joined: list[Para], indent: str = "") -> None:
        """Paragraphs that are one in this view; the last one's properties count."""
        if not joined:
            return
        text = self._text_of(joined)
        here = self._source, self._words
        if joined[-1].contents:
            self.seen.contents += bool(text.words())
            text.lines = []
        depth = joined[-1].depth if not any(para.run_in for para in joined) else 0
        title = text.text.strip()
        heading = 0 < len(title.split()) <= _MOST_HEADING_WORDS and (
            is_title(title) or looks_like_heading(title)
        )
        first = True
        places: list[int] = []
        for line in text.lines:
            if line.strip():
                self._source += 1
                level = depth if heading and first else 0
                self.seen.lines.append(Line(indent + line.strip(), self._source, level=level))
                first = False
                self._words = len(line.split())
            places.append(self._source)
        if not first:
            # Word's paragraphs are whole: an empty line keeps two from being mended into one.
            self.seen.lines.append("")
        self._note_spots(text, places)
        self.seen.marks |= {mark: Spot(*here, *here) for mark in text.earlier}

    def _text_of(self, joined: list[Para]) -> "_Text":
        text = _Text()
        shown = any(
            piece.text.strip() and self._shows(piece.change)
            for para in joined
            for piece in para.pieces
        )
        owner = next((para for para in joined if para.run_in), joined[-1])
        label = self._label(owner) if shown or not self._changed(joined) else ""
        if label and shown:
            text.add(label + " ")
        for para in joined:
            for piece in para.pieces:
                self._add(text, piece)
            if not text.text.strip() and para is not joined[-1]:
                text.earlier |= text.marks.keys()  # all of it is gone, and what follows is another
            text.add(" " if para.run_in else "")
        text.split()
        return text

    def _changed(self, joined: list[Para]) -> bool:
        """Whether an empty paragraph is empty only in this view, or is not there at all."""
        return len(joined) > 1 or any(piece.text.strip() for piece in joined[0].pieces)

    def _label(self, para: Para) -> str:
        listed = para.listed if self._accepted else para.old_listed
        return self._counting.label(listed, para.style, para.style_id)

    def _add(self, text: "_Text", piece: Piece) -> None:
        start = text.length
        if piece.place == "note":
            if self._shows(piece.change) and piece.key in self._notes:
                mark = self._note_mark(piece.key)
                text.add(f" [{mark}]")
                self._due.append((piece.key, mark))
            return
        if piece.place:
            text.places.append((piece.place, piece.key, start))
            return
        if self._shows(piece.change):
            text.add(ordinary(piece.text))
        if piece.change is not None and piece.key:
            first, _ = text.marks.get(int(piece.key), (start, start))
            text.marks[int(piece.key)] = (first, text.length)

    def _note_mark(self, key: str) -> str:
        kind = key.partition(":")[0]
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return in_form(self._numbers[kind], "lowerRoman" if kind == "end" else "decimal")

    def _write_notes(self) -> None:
        while self._due:
            key, mark = self._due.pop(0)
            joined = list(paragraphs_of(self._notes[key]))
            first = Para(pieces=[Piece(f"[{mark}] ")])
            self._paragraph([first, *joined[:1]])
            for para in joined[1:]:
                self._paragraph([para])

    def _table(self, table: Table) -> None:
        columns = max((sum(cell.width for cell in row) for row in table.rows), default=0)
        if columns <= 1 or any(self._holds_text(cell) for row in table.rows for cell in row):
            for row in table.rows:
                for cell in row:
                    self.write(cell.blocks)
            return
        self.seen.lines.append("")
        for row in table.rows:
            self._row(row)
        self.seen.lines.append("")

    def _holds_text(self, cell: Cell) -> bool:
        """A cell with headings or long text in it is there for the layout of the page."""
        texts = [
            "".join(piece.text for piece in para.pieces if self._shows(piece.change))
            for para in paragraphs_of(cell.blocks)
        ]
        filled = [text for text in texts if text.strip()]
        long = len(filled) > 1 and sum(len(text.split()) for text in filled) > _LONG_CELL
        return long or any(
            looks_like_heading(text) and text.strip().lower().startswith("article")
            for text in filled[:1]
            if len(filled) > 1
        )

    def _row(self, row: list[Cell]) -> None:
        whole = _Text()
        cells: list[str] = []
        nested: list[Table] = []
        for cell in row:
            start = whole.length
            for block in () if cell.continued else cell.blocks:
                if isinstance(block, Table):
                    nested.append(block)
                    continue
                text = self._text_of([block])
                whole.take(text)
                whole.add(" ")
            cells.append(" ".join(whole.text[start:].split()))
            cells += [""] * (cell.width - 1)
            whole.add("  ")
        whole.lines = [whole.text.replace("\n", " ")]
        places = [self._source]
        if any(cells):
            self._source += 1
            self.seen.lines.append(Line.row(tuple(cells), self._source))
            self._words = len(whole.text.split())
            places = [self._source]
        self._note_spots(whole, places)
        for table in nested:
            self._table(table)

    def _note_spots(self, text: "_Text", places: list[int]) -> None:
        """``places`` are the sources of the text's lines; for an empty one, of the line before."""
        for mark, (start, end) in text.marks.items():
            first, last = self._word(text, places, start), self._word(text, places, end, after=True)
            self.seen.marks[mark] = Spot(*first, *max(first, last))
        for kind, key, at in text.places:
            here = self._word(text, places, at, after=kind == "comment-end")
            if kind == "comment-start":
                self._open[key] = here
            else:
                first = self._open.get(key, here)
                if kind == "comment-end" or key not in self.seen.comments:
                    self.seen.comments[key] = Spot(*first, *max(first, here))

    def _word(
        self, text: "_Text", places: list[int], at: int, *, after: bool = False
    ) -> tuple[int, int]:
        if not text.lines:
            return self._source, self._words
        order = max(bisect_right(text.starts, at) - 1, 0) if len(text.lines) > 1 else 0
        line = text.lines[order]
        offset = at - (text.starts[order] if len(text.lines) > 1 else 0)
        if not line.strip():
            earlier = [k for k in range(order) if text.lines[k].strip()]
            words = len(text.lines[earlier[-1]].split()) if earlier else self._words
            return places[order], words
        count = len(line[:offset].split())
        inside = 0 < offset < len(line) and not (
            line[offset - 1].isspace() or line[offset].isspace()
        )
        return places[order], count if after or not inside else count - 1


class _Text:
    """The text of one paragraph or row while it is put together, and what stands where in it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.marks: dict[int, tuple[int, int]] = {}
        self.places: list[tuple[str, str, int]] = []
        self.earlier: set[int] = set()
        self.lines: list[str] = []
        self.starts: list[int] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, part: str) -> None:
        self._parts.append(part)
        self.length += len(part)

    def take(self, other: "_Text") -> None:
        """Add another text with all that stands in it."""
        start = self.length
        self.add(other.text)
        self.marks |= {key: (a + start, b + start) for key, (a, b) in other.marks.items()}
        self.places += [(kind, key, at + start) for kind, key, at in other.places]

    def split(self) -> None:
        """At line breaks; a form feed breaks a line too."""
        self.lines = self.text.replace("\f", "\n").split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)][:-1]

    def words(self) -> int:
        return len(self.text.split())
