"""Settling the tracked changes of a Word file, as Word does: all of them, or one author's."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from commontable.engines.comparison.redline.layers.flow import Flow
from commontable.engines.documents import Document
from commontable.engines.documents.word.xml import Element, w


def body_of(content: bytes) -> Element:
    """The body of a .docx file."""
    with ZipFile(BytesIO(content)) as archive:
        found = etree.fromstring(archive.read("word/document.xml")).find(w("body"))
    assert found is not None
    return found


def settled(content: bytes, *, accept: tuple[str, ...] | bool) -> list[str]:
    """The words left when the changes are accepted, or rejected; or one author's accepted.

    With names of authors, theirs are accepted and all others' rejected. A change of several hands
    names them all.
    """
    body = body_of(content)

    def accepts(mark: Element) -> bool:
        if isinstance(accept, bool):
            return accept
        names = (mark.get(w("author")) or "").split(", ")
        return any(name in accept for name in names)

    def text(element: Element) -> str:
        parts = []
        for child in element.iterchildren():
            if child.tag in (w("pPr"), w("rPr"), w("trPr"), w("tcPr"), w("tblPr")):
                continue
            if child.tag in (w("ins"), w("del")) and accepts(child) == (child.tag == w("del")):
                continue
            if child.tag in (w("t"), w("delText")):
                parts.append(child.text or "")
            elif child.tag in (w("tab"), w("br")):
                parts.append(" ")
            else:
                parts.append(text(child))
                if child.tag in (w("p"), w("tc")) and not _joined(child, accepts):
                    parts.append("\n")
        return "".join(parts)

    return text(body).split()


def _joined(paragraph: Element, accepts: object) -> bool:
    """Whether the paragraph runs into the next one, its end being settled away."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if mark is None or not callable(accepts):
        return False
    for child in mark:
        if child.tag == w("del") and accepts(child):
            return True
        if child.tag == w("ins") and not accepts(child):
            return True
    return False


def written(document: Document) -> list[str]:
    """The words of a document with its headings, without the bullets that a list writes."""
    return [word for word in Flow(document).shown if word != "•"]


def without_bullets(words: list[str]) -> list[str]:
    """The words without bullets that are written out."""
    return [word for word in words if word != "•"]
