"""Files of every kind an exhibit can be, made here."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pymupdf

from commontable.engines.exhibits import Exhibit

MUPDF: Any = pymupdf
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(
    *, pages: int = 1, rotation: int = 0, full: bool = False, box: tuple[int, ...] = ()
) -> bytes:
    """A PDF of so many pages; ``full``: dark to every edge, like a scan without margins.

    ``box``: the page's corners as the file counts them, where they do not begin at zero.
    """
    document = MUPDF.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=612, height=792)
        if full:
            around = MUPDF.Rect(-200, -200, 900, 1000)
            page.draw_rect(around, fill=(0.2, 0.3, 0.4), color=None)
        page.insert_text((200, 300), f"Page {number} as it was", fontsize=20, color=(0.5, 0.5, 0.5))
        if box:
            document.xref_set_key(page.xref, "MediaBox", f"[{' '.join(map(str, box))}]")
        page.set_rotation(rotation)
    return bytes(document.tobytes())


def locked_pdf() -> bytes:
    document = MUPDF.open("pdf", pdf())
    return bytes(document.tobytes(encryption=MUPDF.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y"))


def picture(width: int = 300, height: int = 200) -> bytes:
    dots = MUPDF.Pixmap(MUPDF.csRGB, MUPDF.IRect(0, 0, width, height))
    dots.clear_with(120)
    return bytes(dots.tobytes("png"))


def turned_photo() -> bytes:
    """Lying in the file, upright as its camera says (EXIF orientation 6)."""
    dots = MUPDF.Pixmap(MUPDF.csRGB, MUPDF.IRect(0, 0, 400, 200))
    dots.clear_with(120)
    jpeg = bytes(dots.tobytes("jpeg"))
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Article 12. Wages", 1)
    document.add_paragraph("Section 1. The raise is 4 % for every nurse.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Step 1", "$24.00"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


MAIL = b"""\
From: Colin Marsh <marsh@employer.test>
To: team@union.test
Subject: Our offer
Date: Mon, 2 Mar 2026 22:40:00 -0800
Message-ID: <1@employer.test>
MIME-Version: 1.0
Content-Type: text/plain

Here it is, as promised.
"""


def text_of(content: bytes) -> str:
    with MUPDF.open("pdf", content) as document:
        return "\n".join(page.get_text() for page in document)


def kept(folder: Path, content: bytes) -> tuple[Path, str]:
    """The bytes in a file, and their hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / sha256
    path.write_bytes(content)
    return path, sha256


def exhibit(folder: Path, number: int, content: bytes, **facts: Any) -> Exhibit:
    path, sha256 = kept(folder, content)
    told: dict[str, Any] = {
        "party": "E",
        "number": number,
        "title": f"Letter {number}",
        "file_name": f"letter {number}.txt",
        "media_type": "text/plain",
        "size": len(content),
        "sha256": sha256,
        "received": "March 2, 2026, 10:40 p.m.",
        "received_from": "Colin Marsh",
        "custody": ("March 2, 2026: received from Colin Marsh by Ada Chief",),
        "path": path,
    }
    return Exhibit(**told | facts)
