"""The text of a .docx file as lines, so that it is read like any other text.

Tracked changes are read as accepted: what their author inserted is there, what was deleted is
not. Sizes are checked before anything is unpacked; XML entities are never resolved.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from commontable.engines.documents.document import Document, read_text
from commontable.engines.documents.errors import DocumentError

LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes; a thousand pages of text unpack to a tenth of it."""

_GONE = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText")})
_BREAKS = {qn("w:tab"): "    ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(content: bytes, name: str) -> Document:
    """A .docx file read into a document.

    Raises ``DocumentError`` for a file that is not one, is damaged, or unpacks to too much.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile:
        raise DocumentError("a .docx file", "a damaged or renamed file", name) from None
    if unpacked > LARGEST_UNPACKED:
        raise DocumentError("at most 100 MB unpacked", f"{unpacked:,} bytes", name)
    try:
        body = docx.Document(BytesIO(content)).element.body
    except Exception as reason:
        # python-docx lets many kinds of error of zip, XML and package parts through.
        raise DocumentError("a .docx file", f"one that cannot be opened ({reason})", name) from None
    return read_text("\n".join(_lines(body)), name)


def _lines(container: BaseOxmlElement) -> Iterator[str]:
    for element in container.iterchildren():
        if element.tag == qn("w:p"):
            yield from _paragraph(element)
        elif element.tag == qn("w:tbl"):
            yield ""
            for row in element.iter(qn("w:tr")):
                cells = (
                    " ".join("".join(_texts(cell)).split()) for cell in row.iterchildren(qn("w:tc"))
                )
                yield "| " + " | ".join(cells) + " |"
            yield ""
        elif element.tag == qn("w:sdt"):
            for content in element.iterchildren(qn("w:sdtContent")):
                yield from _lines(content)


def _paragraph(paragraph: BaseOxmlElement) -> Iterator[str]:
    text = "".join(_texts(paragraph)).strip()
    properties = paragraph.find(qn("w:pPr"))
    listed = properties is not None and properties.find(qn("w:numPr")) is not None
    # Word's paragraphs are whole: an empty line keeps two of them from being mended into one.
    yield f"• {text}" if listed and text else text
    yield ""


def _texts(element: BaseOxmlElement) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _GONE:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _texts(child)
            if child.tag == qn("w:p"):
                yield " "
