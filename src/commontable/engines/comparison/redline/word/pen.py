"""The marks of a hand in a Word file: what it deleted and what it put in (ECMA-376, 17.13.5)."""

from copy import deepcopy
from datetime import UTC
from itertools import count

from lxml import etree

from commontable.engines.comparison.redline.layers.hands import Hands
from commontable.engines.documents.word.xml import Element, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST_IN_RUN_PROPERTIES = frozenset({w("ins"), w("del"), w("moveFrom"), w("moveTo")})
_NOT_COPIED = (w("sectPr"), w("pPrChange"), w("rPr"), w("framePr"))


class Pen:
    """Makes marks; every mark has a number of its own in the file."""

    def __init__(self, root: Element) -> None:
        known = (each.get(w("id"), "") for each in root.iter() if isinstance(each.tag, str))
        self._numbers = count(1 + max((int(i) for i in known if i.isdigit()), default=0))

    def mark(self, tag: str, hands: Hands) -> Element:
        """An empty ``w:ins`` or ``w:del``; of several hands it has all names, the later moment."""
        mark = etree.Element(w(tag))
        mark.set(w("id"), str(next(self._numbers)))
        mark.set(w("author"), plain(", ".join(hand.author for hand in hands)))
        mark.set(
            w("date"), max(hand.at for hand in hands).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        )
        return mark

    def delete(self, run: Element, hands: Hands) -> None:
        """Mark a whole run as deleted, where it stands."""
        for text in run.findall(w("t")):
            text.tag = w("delText")
            text.set(_SPACE, "preserve")
        mark = self.mark("del", hands)
        run.addprevious(mark)
        mark.append(run)

    def insertion(self, text: str, like: Element | None, hands: Hands) -> Element:
        """Inserted text in the face of ``like``, a run; line feeds become line breaks."""
        mark = self.mark("ins", hands)
        mark.append(run_of(text, like))
        return mark

    def mark_paragraph(self, paragraph: Element, tag: str, hands: Hands) -> None:
        """Say that a paragraph's end was inserted or deleted."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        own = properties.find(w("rPr"))
        if own is None:
            own = etree.Element(w("rPr"))
            after = [properties.find(w(name)) for name in ("sectPr", "pPrChange")]
            following = next((element for element in after if element is not None), None)
            if following is None:
                properties.append(own)
            else:
                following.addprevious(own)
        if own.find(w(tag)) is None:
            place = sum(child.tag in _FIRST_IN_RUN_PROPERTIES for child in own)
            own.insert(place, self.mark(tag, hands))

    def mark_row(self, row: Element, tag: str, hands: Hands) -> None:
        """Say that a table row was inserted or deleted."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            first = row.find(w("tblPrEx"))
            row.insert(0 if first is None else 1, properties)
        if properties.find(w(tag)) is None:
            change = properties.find(w("trPrChange"))
            place = len(properties) if change is None else properties.index(change)
            properties.insert(place, self.mark(tag, hands))


def run_of(text: str, like: Element | None) -> Element:
    """A run of ``text`` in the face of ``like``, a run."""
    run = etree.Element(w("r"))
    face = like.find(w("rPr")) if like is not None else None
    if face is not None:
        own = deepcopy(face)
        for changed in own.findall(w("rPrChange")):
            own.remove(changed)
        run.append(own)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(etree.Element(w("br")))
        if line:
            part = etree.SubElement(run, w("t"))
            part.set(_SPACE, "preserve")
            part.text = plain(line)
    return run


def paragraph_like(model: Element | None, *, in_list: bool) -> Element:
    """An empty paragraph with the looks of ``model``, out of its list unless ``in_list``."""
    paragraph = etree.Element(w("p"))
    properties = model.find(w("pPr")) if model is not None else None
    if properties is not None:
        own = deepcopy(properties)
        for tag in _NOT_COPIED:
            for element in own.findall(tag):
                own.remove(element)
        numbered = own.find(w("numPr"))
        if numbered is not None:
            if in_list:
                for changed in (
                    *numbered.findall(w("ins")),
                    *numbered.findall(w("numberingChange")),
                ):
                    numbered.remove(changed)
            else:
                own.remove(numbered)
        paragraph.append(own)
    return paragraph


def plain(text: str) -> str:
    """XML cannot hold control characters; a document may."""
    return "".join(c for c in text if c == "\t" or (c.isprintable() and c != "\ufffe"))
