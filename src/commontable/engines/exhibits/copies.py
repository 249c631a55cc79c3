"""A copy of an exhibit on numbered pages: its own pages, its words set anew, or a slip."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pymupdf

from commontable.engines.documents import DocumentError
from commontable.engines.documents.encodings import decoded
from commontable.engines.exhibits.errors import ExhibitError
from commontable.engines.exhibits.setting import set_slip, set_text, set_words
from commontable.engines.exhibits.stamp import stamp_pages
from commontable.engines.exhibits.wanted import How, Source, Stamp

_mupdf: Any = pymupdf  # it has types for some of its functions only

# US letter, in points; a picture keeps half an inch around it and the stamp stands in that.
_PAPER = (612.0, 792.0)
_AROUND = 36.0
_LEAST_DOTS = 96  # an inch: a small picture is not blown up beyond this
_PICTURES = {"image/jpeg", "image/png", "image/webp"}
_TEXTS = {"text/plain", "text/markdown", "text/csv"}
_WORDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
}

AS_IT_IS = "Produced as it is: see the file itself. {why}"
NO_PAGES = "A file of this kind has no pages of its own: where they end depends on who opens it."


@dataclass(frozen=True, slots=True)
class Copy:
    """A stamped PDF; ``why`` says why it is a slip, where it is."""

    content: bytes
    pages: int
    how: How
    why: str = ""


def stamped_copy(content: bytes, source: Source, stamp: Stamp) -> Copy:
    """A PDF with the stamp on each page. What cannot be shown on pages gets a slip that says why.

    The same content, source and stamp give the same bytes.
    """
    pdf, how, why = _pages(content, source, stamp)
    with _mupdf.open("pdf", pdf) as document:
        pages = stamp_pages(document, stamp)
        return Copy(_saved(document), pages, how, why)


def _pages(content: bytes, source: Source, stamp: Stamp) -> tuple[bytes, How, str]:
    heading = f"{stamp.label}  {source.title}"
    why = source.why_not
    if not why:
        try:
            return _own_pages(content, source, heading)
        except (DocumentError, ExhibitError) as error:
            why = _reason(error)
        except (_mupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
            why = f"It could not be opened: {error}"
    facts = (
        ("Exhibit", stamp.label),
        ("Title", source.title),
        ("File", source.name),
        ("Kind", source.media_type),
        ("Size", f"{source.size:,} bytes"),
        ("SHA-256", stamp.sha256),
    )
    slip = set_slip(title=heading, why=AS_IT_IS.format(why=why), facts=facts)
    return slip, How.SLIP, why


def _reason(error: DocumentError | ExhibitError) -> str:
    if isinstance(error, ExhibitError):
        return str(error)
    return f"Expected {error.expected}; it is {error.got}."


def _own_pages(content: bytes, source: Source, heading: str) -> tuple[bytes, How, str]:
    if source.media_type == "application/pdf":
        return _pdf(content), How.PAGES, ""
    if source.media_type in _PICTURES:
        return _picture(content), How.PAGES, ""
    if source.media_type in _TEXTS:
        return set_text(decoded(content, source.name)[0], title=heading), How.SET, ""
    if source.media_type in _WORDS:
        return set_words(content, name=source.name, title=heading), How.SET, ""
    raise ExhibitError(NO_PAGES)


def _pdf(content: bytes) -> bytes:
    """The file, free of a password that only forbids changes.

    Raises:
        ExhibitError: it asks for a password, or has no page.
    """
    with _mupdf.open("pdf", content) as document:
        if document.needs_pass:
            raise ExhibitError("It is locked with a password.")
        if not document.page_count:
            raise ExhibitError("It has no page that can be shown.")
        return _saved(document)


def _picture(content: bytes) -> bytes:
    """The picture on a page, upright as its camera says, as large as fits."""
    with _mupdf.open(stream=content) as picture:
        seen = picture[0].rect
        shown = picture[0].get_image_info()
        dots = shown[0]["width"] if shown else seen.width
        upright = picture.convert_to_pdf()  # turned as the camera says
    if seen.is_empty:
        raise ExhibitError("The picture cannot be shown.")
    lying = seen.width > seen.height
    width, height = reversed(_PAPER) if lying else _PAPER
    frame = _mupdf.Rect(_AROUND, _AROUND, width - _AROUND, height - _AROUND)
    scale = min(
        frame.width / seen.width,
        frame.height / seen.height,
        dots * 72 / _LEAST_DOTS / seen.width,
    )
    with _mupdf.open() as made, _mupdf.open("pdf", upright) as one:
        page = made.new_page(width=width, height=height)
        middle = _mupdf.Rect(0, 0, seen.width * scale, seen.height * scale)
        middle += (frame.x0 + (frame.width - middle.width) / 2, frame.y0) * 2
        page.show_pdf_page(middle, one, 0)
        return _saved(made)


def _saved(document: Any) -> bytes:
    """The same bytes each time: no new identity, no date of saving."""
    target = BytesIO()
    document.save(
        target,
        garbage=2,
        deflate=True,
        no_new_id=True,
        encryption=_mupdf.PDF_ENCRYPT_NONE,
    )
    return target.getvalue()
