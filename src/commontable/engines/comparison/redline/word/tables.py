"""Tables made for a Word file."""

from lxml import etree

from commontable.engines.documents.word.xml import Element, w

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULE = {"val": "single", "sz": "4", "space": "0", "color": "auto"}


def new_table(columns: int) -> Element:
    """An empty table with thin rules."""
    table = etree.Element(w("tbl"))
    properties = etree.SubElement(table, w("tblPr"))
    _set(etree.SubElement(properties, w("tblW")), {"w": "0", "type": "auto"})
    borders = etree.SubElement(properties, w("tblBorders"))
    for side in _SIDES:
        _set(etree.SubElement(borders, w(side)), _RULE)
    grid = etree.SubElement(table, w("tblGrid"))
    for _ in range(columns):
        etree.SubElement(grid, w("gridCol"))
    return table


def add_row(table: Element) -> Element:
    """A row without cells at the end of ``table``."""
    return etree.SubElement(table, w("tr"))


def _set(element: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        element.set(w(name), value)
