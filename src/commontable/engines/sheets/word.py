"""A sheet as a Word document: a real table, its head repeated, no row broken over two pages.

Written element by element, because python-docx counts a table's cells anew for each it hands out:
a sheet of 200 issues would take minutes. The same view gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from lxml.etree import SubElement

from commontable.engines.sheets.content import digest
from commontable.engines.sheets.view import (
    Cell,
    Column,
    Edition,
    Entry,
    Mark,
    Row,
    SheetView,
    printable,
)
from commontable.engines.sheets.widths import Widths

_BREADTH, _HEIGHT, _MARGIN = Mm(279.4), Mm(215.9), Mm(14)  # Letter on its side
_FACE = "Noto Sans"
_SIDES = {"union": "124A8C", "employer": "8F4300"}
_SOFT, _BAR, _FRESH, _RULE = "4B4B4B", "8A6400", "FFF3CF", "BEBEBE"
_BODY, _SMALL, _TINY = 17, 14, 13  # half-points


def as_word(view: SheetView) -> bytes:
    """The sheet as .docx, Letter on its side; the table takes the page's width on A4 too."""
    document = Document()
    _properties(document, view)
    _page(document, view)
    _styles(document, view)
    document.add_paragraph(printable(view.title), style="Title")
    lead = document.add_paragraph()
    lead.add_run(printable(view.say("as_of", moment=view.as_of_words))).bold = True
    lead.add_run(f" · {printable(view.name)}")
    if view.edition is Edition.TEAM:
        lead.add_run(f" · {printable(view.say('team'))}").bold = True
    document.add_paragraph(
        printable(f"{view.table}, {view.campaign} · {view.coalition} – {view.employer}")
    )
    if view.edition is Edition.TEAM or view.previous:
        if view.changes:
            document.add_heading(printable(view.since), level=1)
            told = [printable(view.tell(change)) for change in view.changes]
            paragraphs = [document.add_paragraph(text, style="List Bullet") for text in told]
            paragraphs[-1].paragraph_format.space_after = Pt(8)
        else:
            document.add_paragraph(printable(view.since))
    document.element.body.insert(
        len(document.element.body) - 1, _table(view)
    )  # before the section's properties
    for text in _below(view):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(printable(text))
        run.font.size = Pt(7.5)
    return _settled(document)


def _below(view: SheetView) -> list[str]:
    notes = [note.text for note in view.notes]
    rest = [
        view.legend,
        view.say("computed"),
        view.made,
        view.basis,
        view.say("hash", hash=digest(view)),
    ]
    return [text for text in [*notes, *rest] if text]


def _properties(document: Doc, view: SheetView) -> None:
    facts = document.core_properties
    facts.title, facts.author = printable(view.title), printable(view.coalition)
    facts.subject = printable(f"{view.name}. {view.say('as_of', moment=view.as_of_words)}")
    facts.language, facts.comments, facts.keywords = view.language, "", ""
    moment = datetime.fromisoformat(view.as_of)
    facts.created = facts.modified = moment
    facts.last_modified_by, facts.revision = printable(view.coalition), 1


def _page(document: Doc, view: SheetView) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _BREADTH, _HEIGHT
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = _MARGIN, Mm(16)
    section.footer_distance = Mm(8)
    footer = section.footer.paragraphs[0]
    for stops in list(document.styles["Footer"].element.iter(qn("w:tabs"))):
        stops.getparent().remove(stops)  # the style's own stop is at half a portrait page
    tabs = footer.paragraph_format.tab_stops
    tabs.add_tab_stop(Emu(_BREADTH - 2 * _MARGIN), alignment=WD_TAB_ALIGNMENT.RIGHT)
    said = f"{view.title}, {view.name}. {view.say('as_of', moment=view.as_of_words)}."
    footer.add_run(printable(said))
    if view.edition is Edition.TEAM:
        footer.add_run(f" {printable(view.say('team'))}").bold = True
    before, _, after = view.say("page").partition("{page}")
    between, _, end = after.partition("{pages}")
    footer.add_run(f"\t{before}")
    _field(footer, "PAGE")
    footer.add_run(between)
    _field(footer, "NUMPAGES")
    footer.add_run(end)
    for run in footer.runs:
        run.font.size = Pt(7)


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {text} "
            run._r.append(instruction)


def _styles(document: Doc, view: SheetView) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FACE, Pt(8.5)
    shape = normal.paragraph_format
    shape.space_after, shape.space_before, shape.line_spacing = Pt(3), Pt(0), 1.0
    face = normal.element.rPr.rFonts
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        face.set(qn(script), _FACE)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(script), view.language)
    normal.element.rPr.append(language)
    for name, size in (("Title", 18), ("Heading 1", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = "Noto Serif", Pt(size)
        style.font.bold = True
        style.font.color.rgb = RGBColor(0x19, 0x19, 0x19)
        style.paragraph_format.space_before = Pt(6)
        style.paragraph_format.space_after = Pt(4)
        for fonts in style.element.iter(qn("w:rFonts")):
            for key in list(fonts.attrib):
                if "Theme" in key:
                    del fonts.attrib[key]
            for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(script), "Noto Serif")
        for border in list(style.element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(1)


def _table(view: SheetView) -> BaseOxmlElement:
    widths = Widths.of(view)
    breadth = (_BREADTH - 2 * _MARGIN) // 635  # twentieths of a point
    columns = [round(breadth * part) for part in (widths.first, *widths.columns)]
    table = OxmlElement("w:tbl")
    table.append(_table_properties(view))
    grid = _child(table, "w:tblGrid")
    for width in columns:
        _child(grid, "w:gridCol", w=str(width))
    table.append(_head(view, columns))
    for group, rows in view.groups():
        if group:
            table.append(_group(group, columns))
        table.extend(_row(view, row, columns) for row in rows)
    return table


def _table_properties(view: SheetView) -> BaseOxmlElement:
    properties = OxmlElement("w:tblPr")
    _child(properties, "w:tblW", w="5000", type="pct")
    borders = _child(properties, "w:tblBorders")
    _child(borders, "w:top", val="single", sz="12", space="0", color="191919")
    _child(borders, "w:bottom", val="single", sz="4", space="0", color=_RULE)
    _child(borders, "w:insideH", val="single", sz="4", space="0", color=_RULE)
    _child(properties, "w:tblLayout", type="fixed")
    margins = _child(properties, "w:tblCellMar")
    for side, width in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70)):
        _child(margins, f"w:{side}", w=str(width), type="dxa")
    _child(properties, "w:tblLook", val="0060", firstRow="1", firstColumn="1")
    _child(properties, "w:tblCaption", val=printable(view.title))
    _child(
        properties, "w:tblDescription", val=printable(view.say("as_of", moment=view.as_of_words))
    )
    return properties


_named = cache(qn)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    """Straight into the tree: a sheet has twenty thousand elements."""
    facts = {_named(f"w:{name}"): value for name, value in attributes.items()}
    return SubElement(parent, _named(tag), facts)


def _row_of(cells: Iterable[BaseOxmlElement], *, head: bool = False) -> BaseOxmlElement:
    row = OxmlElement("w:tr")
    properties = _child(row, "w:trPr")
    _child(properties, "w:cantSplit")
    if head:
        _child(properties, "w:tblHeader")
    row.extend(cells)
    return row


def _cell_of(
    width: int, *, span: int = 1, fresh: bool = False, valign: str = ""
) -> BaseOxmlElement:
    cell = OxmlElement("w:tc")
    properties = _child(cell, "w:tcPr")
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _child(properties, "w:gridSpan", val=str(span))
    if fresh:
        borders = _child(properties, "w:tcBorders")
        _child(borders, "w:left", val="single", sz="18", space="0", color=_BAR)
        _child(properties, "w:shd", val="clear", color="auto", fill=_FRESH)
    if valign:
        _child(properties, "w:vAlign", val=valign)
    return cell


type _Piece = tuple[str, int, str, bool, bool]  # text, half-points, colour, bold, italic


def _say(cell: BaseOxmlElement, *pieces: _Piece, keep: bool = False, face: str = "") -> None:
    """One paragraph of the cell, a run for each piece."""
    paragraph = _child(cell, "w:p")
    properties = _child(paragraph, "w:pPr")
    if keep:
        _child(properties, "w:keepNext")
    _child(properties, "w:spacing", before="0", after="20")
    for text, size, colour, bold, italic in pieces:
        run = _child(paragraph, "w:r")
        look = _child(run, "w:rPr")
        if face:
            _child(look, "w:rFonts", ascii=face, hAnsi=face, cs=face)
        if bold:
            _child(look, "w:b")
        if italic:
            _child(look, "w:i")
        if colour:
            _child(look, "w:color", val=colour)
        _child(look, "w:sz", val=str(size))
        shown = _child(run, "w:t")
        shown.text = printable(text)
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _head(view: SheetView, columns: list[int]) -> BaseOxmlElement:
    first = _cell_of(columns[0], valign="bottom")
    _say(first, (view.row_head, _BODY, "", True, False), keep=True)
    return _row_of(
        [first, *(_head_cell(c, w) for c, w in zip(view.columns, columns[1:], strict=True))],
        head=True,
    )


def _head_cell(column: Column, width: int) -> BaseOxmlElement:
    cell = _cell_of(width, valign="bottom")
    _say(cell, (column.head, _BODY, _SIDES.get(column.side, ""), True, False), keep=True)
    if column.sub:
        _say(cell, (column.sub, _TINY, _SOFT, False, False), keep=True)
    return cell


def _group(name: str, columns: list[int]) -> BaseOxmlElement:
    cell = _cell_of(sum(columns), span=len(columns))
    _say(cell, (name, 19, "", True, False), keep=True, face="Noto Serif")
    return _row_of([cell])


def _row(view: SheetView, row: Row, columns: list[int]) -> BaseOxmlElement:
    first = _cell_of(columns[0])
    if row.mark:
        _marked(first, view.say("mark_row_new"))
    _say(first, (row.name, _BODY, "", True, False))
    if row.wording:
        _say(first, (view.say("wording", wording=row.wording), 15, "", False, True))
    cells = [
        _position(view, cell, width) for cell, width in zip(row.cells, columns[1:], strict=True)
    ]
    return _row_of([first, *cells])


def _position(view: SheetView, cell: Cell, width: int) -> BaseOxmlElement:
    shown = _cell_of(width, fresh=cell.mark is not Mark.NONE)
    if cell.mark:
        _marked(shown, view.say(f"mark_{cell.mark}"))
    if not cell.entries:
        _say(shown, (view.say("nothing"), _BODY, _SOFT, False, False))
    for entry in cell.entries:
        _entry(shown, entry)
    return shown


def _entry(cell: BaseOxmlElement, entry: Entry) -> None:
    if entry.about:
        _say(cell, (f"{entry.about}:", 15, "", True, False), keep=True)
    for line in entry.lines:
        scope = [(f" {line.scope}", 15, _SOFT, False, False)] if line.scope else []
        _say(cell, (line.value, _BODY, "", False, False), *scope, keep=True)
    if entry.source:
        _say(cell, (entry.source, _TINY, _SOFT, False, False))


def _marked(cell: BaseOxmlElement, word: str) -> None:
    _say(cell, (f"◆ {word}", _SMALL, _BAR, True, False), keep=True)


def _settled(document: Doc) -> bytes:
    """The file with every part dated alike: the same sheet is the same bytes."""
    written, settled = io.BytesIO(), io.BytesIO()
    document.save(written)
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in sorted(
            source.infolist(), key=lambda each: each.filename != "[Content_Types].xml"
        ):
            same = zipfile.ZipInfo(part.filename, (2026, 1, 1, 0, 0, 0))
            same.compress_type = zipfile.ZIP_DEFLATED
            same.external_attr = 0o600 << 16
            target.writestr(same, source.read(part))
    return settled.getvalue()
