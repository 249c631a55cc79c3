"""Whatever is dropped at night that cannot be read: a clear answer, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.test_arrivals import arrived, cookies, drafts, drop, offer, site, table_id
from engines.documents.samples import NAMESPACES, mail, para, pdf_file, scanned_pdf, word_file
from engines.documents.test_hostile import DOCX, changed

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["arrived", "cookies", "site", "table_id"]  # the product, and the chief at its door

pytestmark = pytest.mark.browser

ENTITIES = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NAMESPACES}><w:body>{para('<w:r><w:t>&a;</w:t></w:r>')}</w:body></w:document>"
)
NOTES = [(f"note-{n}.txt", "text/plain", b"A note.") for n in range(400)]

# What is dropped under which name, and what the page says of it.
BAD: dict[str, tuple[bytes, str]] = {
    "scan.pdf": (scanned_pdf(3), "scan"),
    "locked.pdf": (pdf_file("Wages.", encryption=4, user_pw="x", owner_pw="y"), "password"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 2,
        "without the password",
    ),
    "cut.docx": (word_file(para("Wages rise."))[:400], "send it again"),
    "bomb.docx": (changed({DOCX: b"<w:document>" + b" " * (60 * 1024 * 1024)}), "their size"),
    "entities.docx": (changed({DOCX: ENTITIES}), "document type"),
    "macros.docm": (changed({"word/vbaProject.bin": b"\xd0\xcf"}), "as .docx, which keeps no"),
    "counter.docx": (pdf_file("Wages rise."), "the ending it really has"),
    "many.eml": (mail("See the notes.", *NOTES), "attachments"),
    "old.doc": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "save it as .docx",
    ),
}


def drop_huge(page: Page, megabytes: int) -> None:
    """A file of that size, made in the browser."""
    page.locator("[data-dropzone][data-ready]").wait_for()
    page.evaluate(
        """(size) => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(size)], "huge.pdf"));
            const event = new DragEvent("drop", {
              bubbles: true, cancelable: true, dataTransfer: carried,
            });
            document.querySelector("[data-dropzone]").dispatchEvent(event);
        }""",
        megabytes * 1024 * 1024,
    )


def test_every_bad_paper_says_what_to_do_and_the_next_good_one_is_read(
    arrived: Callable[[], Page],
) -> None:
    page = arrived()
    before = drafts()
    for name, (content, says) in BAD.items():
        drop(page, content, name, "application/octet-stream")
        refused = page.locator(".arrivals .is-refused").filter(has_text=name)
        expect(refused).to_contain_text(says, timeout=60_000)
        expect(refused).to_contain_text("Nothing was kept.")
        expect(page.locator("form[data-intake][aria-busy]")).to_have_count(0)
    drop_huge(page, 200)
    huge = page.locator(".arrivals .is-refused").filter(has_text="huge.pdf")
    expect(huge).to_contain_text("at most 50 MB")
    assert "root:" not in page.inner_text("body")
    assert drafts() == before

    drop(page, offer("ninety-five (95)"), "whole.docx")
    page.wait_for_url("**/drafts/*/", timeout=60_000)
    assert drafts() == before + 1
