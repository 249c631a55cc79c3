"""A plan written into the body of a Word file."""

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from commontable.engines.comparison.redline.layers.hands import Hands, together
from commontable.engines.comparison.redline.layers.plan import BEFORE_ALL, Added, Inline, Plan
from commontable.engines.comparison.redline.word.pen import Pen, paragraph_like
from commontable.engines.comparison.redline.word.places import (
    INSERTED,
    TBL,
    TC,
    TR,
    FilePlaces,
    Line,
    P,
    R,
    T,
    ancestor,
)
from commontable.engines.comparison.redline.word.tables import new_table
from commontable.engines.documents.word.xml import Element, w


def write(body: Element, places: FilePlaces, plan: Plan, pen: Pen) -> None:
    """Write all edits; the order matters, for marks must not move the words they count."""
    for line in sorted({*plan.deleted, *plan.inline}):
        _write_line(places.lines[line], plan.deleted.get(line, {}), plan.inline.get(line, ()), pen)
    _mark_ends(places, plan, pen)
    for line, added in plan.added.items():
        _Adder(body, places, pen, line).write(added)


def _write_line(
    line: Line, deleted: dict[int, Hands], inline: Sequence[tuple[Inline, Hands]], pen: Pen
) -> None:
    ranges = list(_ranges(line, deleted))
    cuts = {at for start, end, _ in ranges for at in (start, end)} | {one.at for one, _ in inline}
    for at in sorted(cuts, reverse=True):
        _split(line, at)
    marks = [(one.at, pen.insertion(one.text, _face(line, one.at), hand)) for one, hand in inline]
    for start, end, hand in ranges:
        runs = dict.fromkeys(id(letter.run) for letter in line.letters[start:end])
        by_id = {id(letter.run): letter.run for letter in line.letters[start:end]}
        for key in runs:
            pen.delete(by_id[key], hand)
    for at in sorted({at for at, _ in marks}):
        _insert(line, at, [mark for place, mark in marks if place == at])


def _ranges(line: Line, deleted: dict[int, Hands]) -> list[tuple[int, int, Hands]]:
    """Letters to delete, each word with one of the spaces beside it, by hands."""
    last = len(line.words) - 1
    hands_of: dict[int, Hands] = {}
    for hand in together(deleted.values()):
        words = sorted(word for word, hands in deleted.items() if hand in hands)
        for first, final in _runs(words):
            if first == 0 and final == last:
                start, end = 0, len(line.letters)
            elif final < last:
                start, end = line.words[first][0], line.words[final + 1][0]
            else:
                start, end = line.words[first - 1][1], line.words[final][1]
            for letter in range(start, end):
                hands_of[letter] = (*hands_of.get(letter, ()), hand)
    ranges: list[tuple[int, int, Hands]] = []
    for letter, hands in sorted(hands_of.items()):
        if ranges and ranges[-1][1] == letter and ranges[-1][2] == hands:
            ranges[-1] = (ranges[-1][0], letter + 1, hands)
        else:
            ranges.append((letter, letter + 1, hands))
    return ranges


def _runs(words: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for word in words:
        if runs and runs[-1][1] + 1 == word:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs


def _split(line: Line, at: int) -> None:
    """Make a run begin at letter ``at``."""
    if at in (0, len(line.letters)) or line.letters[at - 1].run is not line.letters[at].run:
        return
    letter = line.letters[at]
    run, child = letter.run, letter.child
    second = etree.Element(R)
    face = run.find(w("rPr"))
    if face is not None:
        second.append(deepcopy(face))
    following = list(child.itersiblings())
    moved = child
    if child.tag == T and letter.at:
        moved = deepcopy(child)
        moved.tail = None
        moved.text, child.text = (child.text or "")[letter.at :], (child.text or "")[: letter.at]
        for part in (child, moved):
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        cut = letter.at
    else:
        cut = 0
    second.append(moved)
    for element in following:
        second.append(element)
    run.addnext(second)
    for other in line.letters[at:]:
        if other.run is run:
            if other.child is child and moved is not child:
                other.child, other.at = moved, other.at - cut
            other.run = second


def _face(line: Line, at: int) -> Element | None:
    """The run whose looks text at letter ``at`` takes: the one before it, or else after it."""
    if not line.letters:
        return line.element.find(R)
    return line.letters[at - 1 if at else 0].run


def _insert(line: Line, at: int, marks: Sequence[Element]) -> None:
    left = _outer(line.letters[at - 1].run) if at else None
    right = _outer(line.letters[at].run) if at < len(line.letters) else None
    if left is not None and right is not None and left.getparent() is right.getparent():
        parent = left.getparent()
        if parent is not None and parent.tag == INSERTED:
            left = _parted(parent, right)
    elif right is not None and left is None and _in_insertion(right):
        right = _inserted_around(right)
    if left is not None and _in_insertion(left) and left.getparent() is not None:
        left = _inserted_around(left)
    if left is not None:
        for mark in reversed(marks):
            left.addnext(mark)
    elif right is not None:
        for mark in marks:
            right.addprevious(mark)
    else:
        for mark in marks:
            line.element.append(mark)


def _outer(run: Element) -> Element:
    """The run, or our own deletion around it."""
    parent = run.getparent()
    return parent if parent is not None and parent.tag == w("del") else run


def _in_insertion(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == INSERTED


def _inserted_around(element: Element) -> Element:
    parent = element.getparent()
    return parent if parent is not None and parent.tag == INSERTED else element


def _parted(insertion: Element, right: Element) -> Element:
    """Somebody's insertion cut in two before ``right``; the first half."""
    second = etree.Element(insertion.tag)
    for name, value in insertion.attrib.items():
        second.set(name, value)
    for element in [right, *right.itersiblings()]:
        second.append(element)
    insertion.addnext(second)
    return insertion


def _mark_ends(places: FilePlaces, plan: Plan, pen: Pen) -> None:
    """Paragraphs and rows of which nothing is left are gone themselves."""
    rows: dict[Element, list[int]] = {}
    for number, line in enumerate(places.lines):
        row = ancestor(line.element, TR)
        if row is not None:
            rows.setdefault(row, []).append(number)
    for row, numbers in rows.items():
        filled = [number for number in numbers if places.lines[number].words]
        hands = [plan.wholly.get(number) for number in filled]
        if filled and hands[0] is not None and all(hand == hands[0] for hand in hands):
            pen.mark_row(row, "del", hands[0])
    for number, hand in plan.wholly.items():
        paragraph = places.lines[number].element
        parent = paragraph.getparent()
        last_in_cell = parent is not None and parent.tag == TC and paragraph.getnext() is None
        if not last_in_cell:
            pen.mark_paragraph(paragraph, "del", hand)


class _Adder:
    """Puts new paragraphs and rows behind one line."""

    def __init__(self, body: Element, places: FilePlaces, pen: Pen, anchor: int) -> None:
        self._body, self._places, self._pen = body, places, pen
        self._line = None if anchor == BEFORE_ALL else places.lines[anchor].element
        self._row = ancestor(self._line, TR) if self._line is not None else None
        self._last: Element | None = None
        self._tables: dict[tuple[int, int] | None, Element] = {}

    def write(self, added: Sequence[tuple[Added, Hands]]) -> None:
        for one, hand in added:
            if one.kind == "row":
                self._write_row(one, hand)
            else:
                model = self._places.lines[one.model].element if one.model is not None else None
                paragraph = paragraph_like(model, in_list=one.in_list)
                self._fill(paragraph, one.text, model, hand)
                self._pen.mark_paragraph(paragraph, "ins", hand)
                self._place(paragraph)
                self._tables.clear()  # rows after it are another table's

    def _place(self, element: Element) -> None:
        after = self._last
        if after is None:
            after = self._line
            while after is not None and (table := ancestor(after, TBL)) is not None:
                after = table
        if after is not None:
            after.addnext(element)
        else:
            first = next((e for e in self._body.iterchildren() if e.tag in (P, TBL)), None)
            if first is None:
                self._body.insert(0, element)
            else:
                first.addprevious(element)
        self._last = element

    def _write_row(self, one: Added, hand: Hands) -> None:
        if self._row is not None and self._last is None:
            row = self._row_like(self._row, one.cells, hand)
            self._row.addnext(row)
            self._row = row
            return
        table = self._tables.get(one.table)
        if table is None or one.table is None:
            table = new_table(len(one.cells))
            self._tables[one.table] = table
            self._place(table)
            # A table needs a paragraph behind it, or the next table would run into it.
            following = paragraph_like(None, in_list=False)
            self._pen.mark_paragraph(following, "ins", hand)
            table.addnext(following)
            self._last = following
        table.append(self._row_like(None, one.cells, hand))

    def _row_like(self, model: Element | None, cells: Sequence[str], hand: Hands) -> Element:
        row = etree.Element(TR)
        models = list(model.iterchildren(TC)) if model is not None else []
        for place, text in enumerate(cells):
            like = models[place] if place < len(models) else None
            cell = etree.SubElement(row, TC)
            properties = like.find(w("tcPr")) if like is not None else None
            if properties is not None and len(cells) == len(models):
                cell.append(_clean_cell(properties))
            inner = like.find(P) if like is not None else None
            paragraph = paragraph_like(inner, in_list=False)
            if text:
                self._fill(paragraph, text, inner, hand)
            cell.append(paragraph)
        self._pen.mark_row(row, "ins", hand)
        return row

    def _fill(self, paragraph: Element, text: str, model: Element | None, hand: Hands) -> None:
        like = next(model.iter(R), None) if model is not None else None
        paragraph.append(self._pen.insertion(text, like, hand))


def _clean_cell(properties: Element) -> Element:
    own = deepcopy(properties)
    for tag in ("cellIns", "cellDel", "cellMerge", "vMerge", "tcPrChange"):
        for element in own.findall(w(tag)):
            own.remove(element)
    return own
