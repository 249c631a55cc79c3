"""Parsing the XML of an Office file without trusting it."""

from lxml import etree

from commontable.engines.documents.errors import DocumentError

type Element = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """``name`` as a tag or attribute of WordprocessingML."""
    return _W + name


def parse(content: bytes, part: str, name: str) -> Element:
    """The root of ``content``: no entity is resolved, nothing is fetched, no DTD is allowed.

    Depth and size are bounded by libxml2's own limits (256 levels). Raises ``DocumentError``.
    """
    if _STRICT_W[1:-1].encode() in content[:10_000]:
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as reason:
        raise DocumentError(
            "a .docx file",
            f"one whose {part} cannot be read ({reason})",
            name,
            "Open it in Word, save it again as .docx, and send that.",
        ) from None
    if root.getroottree().docinfo.doctype:
        raise DocumentError(
            "a .docx file as Word writes it",
            f"one whose {part} declares a document type with entities",
            name,
            "Word never does; ask for the file again, or for a PDF.",
        )
    return root


def on(element: Element | None) -> bool | None:
    """What a switch such as ``w:vanish`` says; None where it is not there."""
    return None if element is None else element.get(w("val"), "1") not in _OFF
