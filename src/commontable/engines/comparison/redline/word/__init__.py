"""A redline as a Word file with real tracked changes, which Word and LibreOffice can settle.

Accepting all changes leaves the new text, rejecting them the old one, to the word. Where the old
text came as a Word file, the changes are written into that file: its styles, numbering, tables and
headers stay, and so do the tracked changes and comments that others left in it.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from commontable.engines.comparison.redline.layers.hands import Hand
from commontable.engines.comparison.redline.layers.plan import plan_of
from commontable.engines.comparison.redline.redline import Redline
from commontable.engines.comparison.redline.three import ThreeWay
from commontable.engines.comparison.redline.word.pen import Pen
from commontable.engines.comparison.redline.word.places import FilePlaces
from commontable.engines.comparison.redline.word.plain_file import plain_file
from commontable.engines.comparison.redline.word.writing import write
from commontable.engines.documents.errors import DocumentError
from commontable.engines.documents.word.package import Package
from commontable.engines.documents.word.xml import w

__all__ = ["Hand", "as_docx", "three_as_docx"]

_MAIN = "word/document.xml"


def as_docx(redline: Redline, *, author: str, at: datetime, original: bytes | None = None) -> bytes:
    """The bytes of a .docx file; ``author`` and the moment ``at`` are on every tracked change.

    ``original`` is the Word file the old text was read from; the changes are written into it.
    Without it a plain file with the old text is made. ``at`` must know its time zone: Word shows
    the moment, and a proposal's hour is evidence.
    """
    return _written([(redline, Hand(author, at))], original)


def three_as_docx(
    three: ThreeWay, *, ours: Hand, theirs: Hand, original: bytes | None = None
) -> bytes:
    """The status quo with both sides' changes, each under its hand; what both do alike under both.

    Settling only one side's changes and rejecting the other's leaves that side's text.
    """
    return _written([(three.ours, ours), (three.theirs, theirs)], original)


def _written(layers: Sequence[tuple[Redline, Hand]], original: bytes | None) -> bytes:
    redline = layers[0][0]
    name = redline.old.name
    if original is None:
        compared = " and ".join(layer.new.name for layer, _ in layers)
        original = plain_file(
            redline.old,
            title=f"{name} compared with {compared}",
            author=", ".join(hand.author for _, hand in layers),
        )
    package = Package(original, name)
    part = package.related("").first("officeDocument") or _MAIN
    root = package.root(part)
    body = root.find(w("body")) if root is not None else None
    if root is None or body is None:
        raise DocumentError("a .docx file", "a zip file without a Word document in it", name)
    places = FilePlaces(body)
    write(body, places, plan_of(places, layers), Pen(root))
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _with_part(original, part, content)


def _with_part(original: bytes, part: str, content: bytes) -> bytes:
    """The same file with one part written anew, every other byte for byte as it came."""
    made = BytesIO()
    with ZipFile(BytesIO(original)) as source, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            archive.writestr(entry, content if entry.filename == part else source.read(entry))
    return made.getvalue()
