"""What to delete and insert where, so that a text shows a redline.

Every hand is planned by itself over the same text; what two hands do alike is one edit of both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from commontable.engines.comparison.redline.layers.cells import Cells
from commontable.engines.comparison.redline.layers.flow import Block, BlockKind, Flow, hunks_of
from commontable.engines.comparison.redline.layers.hands import Hand, Hands, together
from commontable.engines.comparison.redline.layers.places import Places, Spot
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.words import Hunk, hunks_between

BEFORE_ALL = -1


@dataclass(frozen=True, slots=True)
class Inline:
    """Text put in before letter ``at`` of a line."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Added:
    """A paragraph or, with ``cells``, a table row that is put in whole.

    ``model`` is the line whose looks it takes. ``in_list``: its number or bullet is the list's.
    ``table`` tells rows of one table from rows of the next.
    """

    kind: BlockKind
    text: str
    model: int | None
    in_list: bool = False
    cells: tuple[str, ...] = ()
    table: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """New words ``first:last`` of the flow, in one cell of one block."""

    block: Block
    cell: int
    first: int
    last: int
    text: str


@dataclass(slots=True)
class Edits:
    """The edits of one hand, by the number of the line they stand in or come after."""

    hand: Hand
    deleted: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    inline: dict[int, list[Inline]] = field(default_factory=lambda: defaultdict(list))
    added: dict[int, list[Added]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Plan:
    """All hands' edits together; every list is in the order of the text."""

    deleted: dict[int, dict[int, Hands]] = field(default_factory=dict)
    inline: dict[int, list[tuple[Inline, Hands]]] = field(default_factory=dict)
    added: dict[int, list[tuple[Added, Hands]]] = field(default_factory=dict)
    wholly: dict[int, Hands] = field(default_factory=dict)


def plan_of(places: Places, layers: Sequence[tuple[Redline, Hand]]) -> Plan:
    """One plan of all layers, each a redline from the text of the file."""
    flow = Flow(layers[0][0].old)
    spots = places.spots(flow.words)
    edits = [_Planner(places, flow, spots, *layer).edits() for layer in layers]
    plan = Plan()
    for line in sorted({line for each in edits for line in each.deleted}):
        hands: dict[int, Hands] = {}
        for each in edits:
            for word in each.deleted.get(line, ()):
                hands[word] = (*hands.get(word, ()), each.hand)
        plan.deleted[line] = hands
        whole = tuple(
            each.hand
            for each in edits
            if len(each.deleted.get(line, ())) == len(places.lines[line].words)
            and line not in each.inline
        )
        if whole:
            plan.wholly[line] = whole
    for line in sorted({line for each in edits for line in each.inline}):
        inline: list[list[tuple[Inline, Hands]]] = [
            [(one, (each.hand,)) for one in each.inline.get(line, ())] for each in edits
        ]
        plan.inline[line] = _merged(inline, by_place=True)
    for line in sorted({line for each in edits for line in each.added}):
        added: list[list[tuple[Added, Hands]]] = [
            [(one, (each.hand,)) for one in each.added.get(line, ())] for each in edits
        ]
        plan.added[line] = _merged(added, by_place=False)
    return plan


def _signed[T](edits: Iterable[T], hand: Hand) -> list[tuple[T, Hands]]:
    return [(edit, (hand,)) for edit in edits]


def _merged[T: Inline | Added](
    lists: Sequence[list[tuple[T, Hands]]], *, by_place: bool
) -> list[tuple[T, Hands]]:
    """The lists as one; what two of them have alike, in order, is of both hands."""
    merged = lists[0]
    for others in lists[1:]:
        ours: list[str] = [repr(one) for one, _ in merged]
        theirs: list[str] = [repr(one) for one, _ in others]
        joined: list[tuple[T, Hands]] = []
        at = there = 0
        end = (len(ours), len(ours), len(theirs), len(theirs))
        for start, stop, their_start, their_stop in [*hunks_between(ours, theirs), end]:
            for one, other in zip(merged[at:start], others[there:their_start], strict=True):
                joined.append((one[0], together([one[1], other[1]])))
            joined += merged[start:stop] + others[their_start:their_stop]
            at, there = stop, their_stop
        merged = joined
    if by_place:
        merged.sort(key=lambda pair: pair[0].at if isinstance(pair[0], Inline) else 0)
    return merged


class _Planner:
    """Plans one hand's edits."""

    def __init__(
        self,
        places: Places,
        flow: Flow,
        spots: Sequence[Spot | None],
        redline: Redline,
        hand: Hand,
    ) -> None:
        self._places, self._old, self._spots = places, flow, spots
        self._new = Flow(redline.new)
        stayed, self._hunks = hunks_of(redline, self._old, self._new)
        self._old_of_new = {
            new + step: old + step for old, new, length in stayed for step in range(length)
        }
        self._staying = frozenset(self._old_of_new.values())
        self._edits = Edits(hand)
        self._together = {
            (match.old.index, match.new.index)
            for match in redline.matches
            if match.old is not None and match.new is not None
        }
        self._cells = Cells(redline, places, self._old, spots, self._old_of_new)
        self._rows_done: set[int] = set()

    def edits(self) -> Edits:
        for hunk in self._hunks:
            old_words = "".join(self._old.words[hunk[0] : hunk[1]])
            if old_words and old_words == "".join(self._new.words[hunk[2] : hunk[3]]):
                continue  # only a space stands elsewhere
            self._delete(hunk)
            if not self._only_a_label(hunk):
                self._insert(hunk)
        return self._edits

    def _delete(self, hunk: Hunk) -> None:
        for spot in self._spots[hunk[0] : hunk[1]]:
            if spot is not None:
                self._edits.deleted[spot.line].add(spot.word)

    def _only_a_label(self, hunk: Hunk) -> bool:
        """An automatic number became another: the list sees to it by itself."""
        spots = self._spots[hunk[0] : hunk[1]]
        if not spots or any(spot is not None for spot in spots):
            return False
        before = self._old.block_at(hunk[0])
        after = self._new.block_at(hunk[2]) if hunk[3] > hunk[2] else None
        return (
            hunk[0] == before.start
            and after is not None
            and hunk[2] == after.start
            and hunk[3] - hunk[2] <= len(spots)
            and hunk[3] < after.end
            and _shape(self._old.words[hunk[0]]) == _shape(self._new.words[hunk[2]]) != "word"
        )

    def _insert(self, hunk: Hunk) -> None:
        for chunk in self._chunks(hunk[2], hunk[3]):
            if self._beside_what_stays(chunk, hunk):
                continue
            if chunk.block.kind == "row":
                self._row(chunk, hunk)
            elif not self._in_place(chunk, hunk) and not self._inside_line(chunk, hunk):
                self._add(chunk, hunk)

    def _chunks(self, start: int, end: int) -> Iterator[Chunk]:
        while start < end:
            block = self._new.block_at(start)
            cell = block.cell(start)
            stop = min(end, block.cells[cell][1] if block.cells else block.end)
            yield Chunk(block, cell, start, stop, " ".join(self._new.shown[start:stop]))
            start = stop

    def _stayed(self, word: int, chunk: Chunk) -> int | None:
        """The old word that is ``word`` of the new flow, if it stands in the same container."""
        block = chunk.block
        if not block.start <= word < block.end or block.cell(word) != chunk.cell:
            return None
        return self._old_of_new.get(word)

    def _beside_what_stays(self, chunk: Chunk, hunk: Hunk) -> bool:
        following = self._stayed(chunk.last, chunk)
        spot = self._spots[following] if following is not None else None
        if spot is not None:
            self._put(spot.line, spot.word - 1, chunk.text)
            return True
        before = self._stayed(chunk.first - 1, chunk)
        if before is None:
            return False
        spot = self._spots[before]
        if spot is not None:
            deleted = [s.word for s in self._deleted_spots(hunk) if s.line == spot.line]
            self._put(spot.line, max([spot.word, *deleted]), chunk.text)
            return True
        # What stays before it is a number the list writes: the text follows at the line's start.
        deleted_spots = self._deleted_spots(hunk)
        if deleted_spots:
            line = deleted_spots[0].line
            self._put(line, max(s.word for s in deleted_spots if s.line == line), chunk.text)
            return True
        line_of_block = self._line_of(self._old.block_at(before))
        if line_of_block is None:
            return False
        self._put(line_of_block, -1, chunk.text)
        return True

    def _deleted_spots(self, hunk: Hunk) -> list[Spot]:
        return [spot for spot in self._spots[hunk[0] : hunk[1]] if spot is not None]

    def _in_place(self, chunk: Chunk, hunk: Hunk) -> bool:
        """A whole paragraph in the place of a whole one: it keeps its looks and its list."""
        block = chunk.block
        if hunk[0] == hunk[1] or hunk[2:] != (block.start, block.end):
            return False
        before = self._old.block_at(hunk[0])
        if hunk[:2] != (before.start, before.end) or before.kind == "row":
            return False
        if (before.kind == "title") != (block.kind == "title"):
            return False
        lines = {spot.line for spot in self._deleted_spots(hunk)}
        if len(lines) != 1 or (before.article, block.article) not in self._together:
            return False
        line = lines.pop()
        written = self._without_label(block, before)
        words = self._places.lines[line].words
        self._edits.inline[line].append(Inline(words[-1][1], written or chunk.text))
        return True

    def _inside_line(self, chunk: Chunk, hunk: Hunk) -> bool:
        """Blocks that come inside one paragraph of the file stay in it, a line each."""
        after = self._spots[hunk[1]] if hunk[1] < len(self._spots) else None
        if after is None or not self._stays_before(hunk[0], after.line):
            return False
        self._put(after.line, after.word - 1, chunk.text, trail="\n")
        return True

    def _stays_before(self, word: int, line: int) -> bool:
        """Whether an old word before ``word`` stays in ``line``."""
        for earlier in range(word - 1, -1, -1):
            spot = self._spots[earlier]
            if spot is not None and spot.line != line:
                return False
            if spot is not None and earlier in self._staying:
                return True
        return False

    def _put(self, line: int, after: int, text: str, *, trail: str = " ") -> None:
        """Text behind word ``after`` of a line; -1 for its start."""
        words = self._places.lines[line].words
        if after + 1 < len(words):
            self._edits.inline[line].append(Inline(words[after + 1][0], text + trail))
        elif words:
            self._edits.inline[line].append(Inline(words[-1][1], f" {text}"))
        else:
            end = self._places.lines[line].end
            self._edits.inline[line].append(Inline(end, text))

    def _row(self, chunk: Chunk, hunk: Hunk) -> None:
        """Text of a table cell: into the cell it answers, or with its whole row after another."""
        block = chunk.block
        home = self._cells.home(block, chunk.cell)
        if home is not None:
            line, after = home
            words = self._places.lines[line].words
            if after is None and words and len(self._edits.deleted.get(line, ())) == len(words):
                # All of the old text goes: the new one stands alone.
                self._edits.inline[line].append(Inline(words[-1][1], chunk.text))
            else:
                self._put(line, len(words) - 1 if after is None else after, chunk.text)
        elif block.start not in self._rows_done:
            self._rows_done.add(block.start)
            spans = block.cells or ((block.start, block.end),)
            cells = tuple(" ".join(self._new.shown[start:end]) for start, end in spans)
            row = Added("row", "", None, cells=cells, table=block.table)
            self._edits.added[self._anchor(hunk)].append(row)

    def _add(self, chunk: Chunk, hunk: Hunk) -> None:
        anchor, block = self._anchor(hunk), chunk.block
        if anchor != BEFORE_ALL and self._in_the_middle_of_a_table(anchor, hunk):
            self._edits.added[anchor].append(Added("row", "", None, cells=(chunk.text,)))
            return
        model = self._model(block, hunk)
        text, in_list = chunk.text, False
        if model is not None and chunk.first == block.start:
            written = self._without_label(block, model)
            text, in_list = (written, True) if written else (text, False)
        line = self._line_of(model) if model is not None else None
        self._edits.added[anchor].append(Added(block.kind, text, line, in_list))

    def _anchor(self, hunk: Hunk) -> int:
        """The line behind which new blocks come: of the last old word there or before.

        Never the line or table row that goes on with what stays: they come before it.
        """
        after = self._spots[hunk[1]] if hunk[1] < len(self._spots) else None
        following = self._unit(after.line) if after is not None else None
        for word in range(hunk[1] - 1, -1, -1):
            spot = self._spots[word]
            if spot is not None and self._unit(spot.line) != following:
                return spot.line
        return BEFORE_ALL

    def _unit(self, line: int) -> object:
        """The line, or what stands for the table row it is in."""
        row = self._places.row_of(line)
        return line if row is None else row

    def _in_the_middle_of_a_table(self, anchor: int, hunk: Hunk) -> bool:
        table = self._places.table_of(anchor)
        following = next((s for s in self._spots[hunk[1] :] if s is not None), None)
        if table is None or following is None:
            return False
        return self._places.table_of(following.line) == table

    def _line_of(self, block: Block) -> int | None:
        spots = self._spots[block.start : block.end]
        return next((spot.line for spot in spots if spot is not None), None)

    def _model(self, block: Block, hunk: Hunk) -> Block | None:
        """The nearest block of the same kind that the file has, to look like."""
        if not self._old.blocks:
            return None
        here = self._old.blocks.index(self._old.block_at(max(hunk[0] - 1, 0)))
        near = sorted(
            (abs(at - here), at)
            for at, other in enumerate(self._old.blocks)
            if other.kind == block.kind and self._line_of(other) is not None
        )
        labelled = self._new.words[block.start]
        alike = [
            at
            for _, at in near
            if block.kind != "item"
            or _shape(self._old.words[self._old.blocks[at].start]) == _shape(labelled)
        ]
        chosen = next(iter(alike or [at for _, at in near]), None)
        return self._old.blocks[chosen] if chosen is not None else None

    def _without_label(self, block: Block, model: Block) -> str:
        """The block's text without the number that the model's list would write; "" if none."""
        labels = 0
        while model.start + labels < model.end and self._spots[model.start + labels] is None:
            labels += 1
        if not labels or block.end - block.start <= labels:
            return ""
        own, other = self._new.words[block.start], self._old.words[model.start]
        if _shape(own) != _shape(other):
            return ""
        return " ".join(self._new.shown[block.start + labels : block.end])


def _shape(label: str) -> str:
    """ "12." and "3." have one shape, "a." and "b." another, a bullet its own."""
    bare = label.strip("().:")
    if bare.isdigit() or bare.replace(".", "").isdigit():
        return "number" + "".join(c for c in label if not c.isalnum() and c != ".")
    if len(bare) == 1 and bare.isalpha():
        return "upper" if bare.isupper() else "lower"
    return "bullet" if label in {"•", "-"} else "word"
