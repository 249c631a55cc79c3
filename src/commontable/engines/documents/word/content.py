"""The paragraphs and tables of a Word file, with every piece of text and whose change it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from commontable.engines.documents.received import MarkKind
from commontable.engines.documents.word.styles import (
    Listed,
    Style,
    Styles,
    depth_of,
    listed_of,
)
from commontable.engines.documents.word.xml import MATH_TEXT, MC, Element, on, w


@dataclass(frozen=True, slots=True)
class Change:
    """Whose tracked change a piece of text is, and when; ``move`` is the name its two ends share.

    ``unseen`` text was inserted and then deleted: neither text has it.
    """

    kind: MarkKind
    author: str
    at: datetime | None
    move: str = ""
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one hand, or a place in it: where a comment begins, ends or is named, or a note."""

    text: str = ""
    change: Change | None = None
    place: Literal["", "comment-start", "comment-end", "comment", "note"] = ""
    key: str = ""


@dataclass(slots=True)
class Para:
    """One paragraph. ``joined_after``: with all changes accepted it runs into the next one;
    ``joined_before``: with all rejected. ``run_in``: it always does (a heading before its text).
    """

    pieces: list[Piece] = field(default_factory=list)
    style_id: str = ""
    style: Style = field(default_factory=Style)
    listed: Listed | None = None
    old_listed: Listed | None = None
    depth: int = 0
    joined_after: bool = False
    joined_before: bool = False
    run_in: bool = False
    contents: bool = False


@dataclass(slots=True)
class Cell:
    """``width`` columns wide; ``continued`` goes on with the cell above it."""

    blocks: list["Block"]
    width: int = 1
    continued: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


type Block = Para | Table

_INSERTED, _DELETED = w("ins"), w("del")
_MOVED_TO, _MOVED_FROM = w("moveTo"), w("moveFrom")
_CHANGES: dict[str, MarkKind] = {
    _INSERTED: "inserted",
    _DELETED: "deleted",
    _MOVED_TO: "moved-to",
    _MOVED_FROM: "moved-from",
}
_P, _R, _T, _TBL, _SDT = w("p"), w("r"), w("t"), w("tbl"), w("sdt")
_PLAIN = {
    w("tab"): "    ",
    w("ptab"): "    ",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_FIELD_INSTRUCTION = frozenset({w("instrText"), w("delInstrText")})
_NOTES = {w("footnoteReference"): "foot", w("endnoteReference"): "end"}
_COMMENT_PLACES: dict[str, Literal["comment-start", "comment-end", "comment"]] = {
    w("commentRangeStart"): "comment-start",
    w("commentRangeEnd"): "comment-end",
    w("commentReference"): "comment",
}
_MOST_COLUMNS = 200


class Reader:
    """Walks one part of the file (body, notes, header) in the order of its text."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[str] = []  # the instruction of every open field, innermost last
        self._in_result: list[bool] = []
        self._moves: dict[str, str] = {}
        self._boxes: list[Element] = []

    def blocks(self, container: Element, change: Change | None = None) -> list[Block]:
        """The paragraphs and tables in ``container``; text boxes after their paragraph."""
        found: list[Block] = []
        for element in container.iterchildren():
            if element.tag == _P:
                found.append(self._paragraph(element, change))
                while self._boxes:
                    found += self.blocks(self._boxes.pop(0), change)
            elif element.tag == _TBL:
                found.append(self._table(element, change))
            elif element.tag == _SDT:
                inner = element.find(w("sdtContent"))
                if inner is not None and not _is_placeholder(element):
                    blocks = self.blocks(inner, change)
                    if _is_contents(element):
                        for block in blocks:
                            if isinstance(block, Para):
                                block.contents = True
                    found += blocks
            elif element.tag in _CHANGES or element.tag in {w("customXml"), w("smartTag")}:
                found += self.blocks(element, self._change(element) or change)
            elif element.tag == MC + "AlternateContent":
                chosen = _chosen(element)
                found += self.blocks(chosen, change) if chosen is not None else []
            else:
                self._note_move(element)
        return found

    def _paragraph(self, element: Element, change: Change | None) -> Para:
        para = Para(style_id=self._styles.usual)
        properties = element.find(w("pPr"))
        if properties is not None:
            named = properties.find(w("pStyle"))
            para.style_id = named.get(w("val"), "") if named is not None else self._styles.usual
        para.style = self._styles.get(para.style_id)
        para.depth = para.style.depth
        if properties is not None:
            self._set_properties(para, properties)
        para.joined_after |= change is not None and change.kind in {"deleted", "moved-from"}
        para.joined_before |= change is not None and change.kind in {"inserted", "moved-to"}
        para.contents = self._in_contents() or para.style.of_contents
        para.pieces = list(self._pieces(element, para.style, change))
        para.contents |= self._in_contents()
        return para

    def _set_properties(self, para: Para, properties: Element) -> None:
        depth = depth_of(properties)
        para.depth = para.depth if depth is None else depth
        para.listed = para.old_listed = listed_of(properties)
        changed = properties.find(w("pPrChange"))
        old = changed.find(w("pPr")) if changed is not None else None
        if old is not None:
            para.old_listed = listed_of(old)
        mark = properties.find(w("rPr"))
        if mark is not None:
            para.joined_after = any(mark.find(tag) is not None for tag in (_DELETED, _MOVED_FROM))
            para.joined_before = any(mark.find(tag) is not None for tag in (_INSERTED, _MOVED_TO))
            para.run_in = bool(on(mark.find(w("specVanish"))))

    def _pieces(self, element: Element, style: Style, change: Change | None) -> Iterator[Piece]:
        for child in element.iterchildren():
            tag = child.tag
            if tag == _R:
                yield from self._run(child, style, change)
            elif tag in _CHANGES:
                yield from self._pieces(child, style, self._nested(child, change))
            elif tag == MATH_TEXT:
                yield Piece(child.text or "", change)
            elif tag == _SDT:
                inner = child.find(w("sdtContent"))
                if inner is not None and not _is_placeholder(child):
                    yield from self._pieces(inner, style, change)
            elif tag in _COMMENT_PLACES:
                yield Piece("", change, _COMMENT_PLACES[tag], child.get(w("id"), ""))
            elif tag == w("ruby"):
                base = child.find(w("rubyBase"))
                if base is not None:
                    yield from self._pieces(base, style, change)
            elif tag == MC + "AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    yield from self._pieces(chosen, style, change)
            elif tag not in {w("pPr"), w("rPr")}:
                self._note_move(child)
                yield from self._pieces(child, style, change)

    def _run(self, run: Element, style: Style, change: Change | None) -> Iterator[Piece]:
        hidden, capitals = style.hidden, style.capitals
        properties = run.find(w("rPr"))
        if properties is not None:
            named = properties.find(w("rStyle"))
            if named is not None:
                own = self._styles.get(named.get(w("val")))
                hidden, capitals = hidden or own.hidden, capitals or own.capitals
            said = on(properties.find(w("vanish"))), on(properties.find(w("caps")))
            hidden = hidden if said[0] is None else said[0]
            capitals = capitals if said[1] is None else said[1]
            if change is None and properties.find(_INSERTED) is not None:
                change = self._change(properties.find(_INSERTED))
        for piece in self._run_pieces(run, style, change):
            if hidden and not piece.place:
                continue
            yield replace(piece, text=piece.text.upper()) if capitals else piece

    def _run_pieces(self, run: Element, style: Style, change: Change | None) -> Iterator[Piece]:
        for child in run.iterchildren():
            tag = child.tag
            if tag == w("fldChar"):
                self._field(child.get(w("fldCharType"), ""))
            elif tag in _FIELD_INSTRUCTION:
                if self._fields and not self._in_result[-1]:
                    self._fields[-1] += child.text or ""
            elif not all(self._in_result):
                continue  # between a field's begin and its result is what makes it, not text
            elif tag in {_T, w("delText")}:
                yield Piece((child.text or "").replace("\n", " "), change)
            elif tag in _PLAIN:
                yield Piece(_PLAIN[tag], change)
            elif tag == w("sym"):
                yield Piece(_symbol(child.get(w("char"), "")), change)
            elif tag in _NOTES:
                yield Piece("", change, "note", f"{_NOTES[tag]}:{child.get(w('id'), '')}")
            elif tag in _COMMENT_PLACES:
                yield Piece("", change, _COMMENT_PLACES[tag], child.get(w("id"), ""))
            elif tag == MC + "AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    yield from self._run_pieces(chosen, style, change)
            elif tag in {w("drawing"), w("pict"), w("object")}:
                boxes = list(child.iter(w("txbxContent")))
                self._boxes += [box for box in boxes if not _inside(box, boxes)]
            elif tag == w("ruby"):
                base = child.find(w("rubyBase"))
                if base is not None:
                    yield from self._pieces(base, style, change)

    def _table(self, table: Element, change: Change | None) -> Table:
        found = Table()
        for row in _through(table, w("tr")):
            properties = row.find(w("trPr"))
            own = change
            if properties is not None:
                for tag in (_INSERTED, _DELETED):
                    said = properties.find(tag)
                    own = self._change(said) if said is not None else own
            cells = [self._cell(cell, own) for cell in _through(row, w("tc"))]
            found.rows.append(cells)
        return found

    def _cell(self, cell: Element, change: Change | None) -> Cell:
        width, continued = 1, False
        properties = cell.find(w("tcPr"))
        if properties is not None:
            span, merge = properties.find(w("gridSpan")), properties.find(w("vMerge"))
            value = span.get(w("val"), "") if span is not None else ""
            width = min(int(value), _MOST_COLUMNS) if value.isdigit() and len(value) < 6 else 1  # noqa: PLR2004 - a number of columns
            continued = merge is not None and merge.get(w("val"), "continue") == "continue"
            for tag in (w("cellIns"), w("cellDel")):
                said = properties.find(tag)
                if said is not None:
                    change = self._change(said, "inserted" if tag == w("cellIns") else "deleted")
        return Cell(self.blocks(cell, change), max(width, 1), continued)

    def _change(self, element: Element | None, kind: MarkKind | None = None) -> Change | None:
        if element is None:
            return None
        kind = kind or _CHANGES.get(str(element.tag))
        if kind is None:
            return None
        move = ""
        if kind in {"moved-from", "moved-to"}:
            move = next((name for key, name in self._moves.items() if key.startswith(kind)), "")
        return Change(kind, element.get(w("author"), ""), moment_of(element.get(w("date"))), move)

    def _nested(self, element: Element, outer: Change | None) -> Change | None:
        """Of text that was inserted and then deleted nothing is left in either text."""
        own = self._change(element)
        if own is not None and outer is not None:
            added = {"inserted", "moved-to"}
            if outer.kind in added and own.kind not in added:
                return replace(own, unseen=True)
        return own or outer

    def _note_move(self, element: Element) -> None:
        tag, own = element.tag, element.get(w("id"), "")
        for kind, name in (("moved-from", "moveFromRange"), ("moved-to", "moveToRange")):
            if tag == w(f"{name}Start"):
                self._moves[f"{kind}:{own}"] = element.get(w("name"), "")
            elif tag == w(f"{name}End"):
                self._moves.pop(f"{kind}:{own}", None)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
            self._in_result.append(False)
        elif kind == "separate" and self._fields:
            self._in_result[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._in_result.pop()

    def _in_contents(self) -> bool:
        return any(made.strip().upper().startswith("TOC") for made in self._fields)


def _through(container: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also inside content controls and tracked changes."""
    for child in container.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in {_SDT, w("sdtContent"), w("customXml"), *_CHANGES}:
            yield from _through(child, tag)


def _inside(box: Element, boxes: list[Element]) -> bool:
    return any(above in boxes for above in box.iterancestors(w("txbxContent")))


def _chosen(element: Element) -> Element | None:
    """Of alternatives for newer and older programs, one: they say the same."""
    choice = element.find(MC + "Choice")
    return choice if choice is not None else element.find(MC + "Fallback")


def _is_placeholder(control: Element) -> bool:
    """ "Click here to enter text" is no text."""
    properties = control.find(w("sdtPr"))
    return properties is not None and bool(on(properties.find(w("showingPlcHdr"))))


def _is_contents(control: Element) -> bool:
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and gallery.get(w("val"), "").lower() == "table of contents"


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def moment_of(written: str | None) -> datetime | None:
    """The moment an attribute names; None for none or for one that cannot be read."""
    try:
        return datetime.fromisoformat(written) if written else None
    except ValueError:
        return None
