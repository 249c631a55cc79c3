"""A document as a plain Word file: headings, paragraphs, lists and tables, as text has them."""

from functools import cache
from io import BytesIO
from itertools import groupby

import docx
from lxml import etree

from commontable.engines.comparison.redline.layers.flow import Block, Flow
from commontable.engines.comparison.redline.word.pen import plain, run_of
from commontable.engines.comparison.redline.word.tables import add_row, new_table
from commontable.engines.documents.document import Document
from commontable.engines.documents.word.xml import Element, w

_BULLET = "•"
_STYLES = {"title": "Heading1", "heading": "Heading2", "item": "ListParagraph"}
_STEP = 432  # twentieths of a point for each depth of a list: 0.3 inches


def plain_file(document: Document, *, title: str, author: str) -> bytes:
    """The bytes of a .docx that says what ``document`` says."""
    word = docx.Document(BytesIO(_template()))
    word.core_properties.author = plain(author)[:255]
    word.core_properties.title = plain(title)[:255]
    body = word.element.body
    bullets = _number_of_bullets(word.styles.element)
    flow = Flow(document)
    end = body.find(w("sectPr"))
    for table, blocks in groupby(flow.blocks, key=lambda block: block.table):
        found = list(blocks)
        elements = (
            [_paragraph(flow, block, bullets) for block in found]
            if table is None
            # Two tables without a paragraph between them would be read as one.
            else [_table(flow, found), etree.Element(w("p"))]
        )
        for element in elements:
            if end is None:
                body.append(element)
            else:
                end.addprevious(element)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


@cache
def _template() -> bytes:
    """python-docx's own, without content; parsed anew each time, read from disk once."""
    content = BytesIO()
    docx.Document().save(content)
    return content.getvalue()


def _number_of_bullets(styles: Element) -> str:
    """The list that the template's style of bullets writes."""
    for style in styles.iter(w("style")):
        if style.get(w("styleId")) == "ListBullet":
            number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            return number.get(w("val"), "") if number is not None else ""
    return ""


def _paragraph(flow: Flow, block: Block, bullets: str) -> Element:
    words = flow.shown[block.start : block.end]
    paragraph = etree.Element(w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    bulleted = block.kind == "item" and flow.words[block.start] == _BULLET and len(words) > 1
    style = "ListBullet" if bulleted else _STYLES.get(block.kind)
    if style:
        _add(properties, "pStyle", val=style)
    if bulleted and bullets:
        # A real item of a real list.
        numbered = etree.SubElement(properties, w("numPr"))
        _add(numbered, "ilvl", val="0")
        _add(numbered, "numId", val=bullets)
        words = words[1:]
    elif block.kind == "item":
        _add(properties, "ind", left=str(_STEP * _depth(words[0])))
    paragraph.append(run_of(" ".join(words), None))
    return paragraph


def _add(parent: Element, tag: str, **attributes: str) -> None:
    element = etree.SubElement(parent, w(tag))
    for name, value in attributes.items():
        element.set(w(name), value)


def _depth(label: str) -> int:
    """How deep an item usually stands by its label: "1." or "A.", then "a.", then "i." or "(1)"."""
    bare = label.strip("().:")
    if label.startswith("(") or (bare and set(bare) <= set("ivx")):
        return 3
    return 2 if len(bare) == 1 and bare.islower() else 1


def _table(flow: Flow, rows: list[Block]) -> Element:
    columns = max(len(row.cells) for row in rows)
    table = new_table(columns)
    for block in rows:
        row = add_row(table)
        for place in range(columns):
            start, end = block.cells[place] if place < len(block.cells) else (0, 0)
            paragraph = etree.SubElement(etree.SubElement(row, w("tc")), w("p"))
            if end > start:
                paragraph.append(run_of(" ".join(flow.shown[start:end]), None))
    return table
