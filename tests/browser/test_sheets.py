"""By midnight: arrange a sheet of the demo, freeze it, let part of it out, hand it to anybody."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker
from python_calamine import CalamineWorkbook

from browser.site import served, sign_in_to_the_demo
from commontable.config.embedded import EmbeddedServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
OURS, THEIRS = "6.5 / 6 / 5.5 / 5 %", "4 / 3 / 2.5 / 2.5 %"


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("sheets")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).first.click()
    return waiting.value.path().read_bytes()


def texts_of(pdf: bytes, word: bytes, workbook: bytes) -> dict[str, str]:
    """What each file says, as one line."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name("Sheet")
    (table, *_) = Document(io.BytesIO(word)).tables
    return {
        "pdf": plain("".join(page.get_text() for page in pymupdf.open(stream=pdf))),
        "word": plain(" ".join(cell.text for row in table.rows for cell in row.cells)),
        "excel": plain(" ".join(str(cell) for row in book.to_python() for cell in row)),
    }


def test_a_sheet_is_arranged_frozen_released_and_read_by_anybody(
    browser_page: Page, browser: Browser, site: str
) -> None:
    page = browser_page
    sign_in_to_the_demo(page, site, "chief")
    page.goto(site)
    page.get_by_role("link", name="Sheets", exact=True).click()
    page.get_by_role("link", name="Arrange a sheet").click()
    page.get_by_label("Title").fill("Raises and floors")
    preview = page.get_by_label("What the sheet shows now")
    expect(preview).to_contain_text("Raises and floors")
    expect(preview).to_contain_text("Premium share, family")
    page.get_by_label("Pattern: Cascade nurses").check()
    page.get_by_label("Those chosen").check()
    page.get_by_text("Choose rows").click()
    page.get_by_label("Across-the-board raises").check()
    page.get_by_label("Wage floor").check()
    expect(preview).not_to_contain_text("Premium share, family")
    expect(preview).to_contain_text("Cascade nurses")
    page.get_by_role("button", name="Keep the sheet").click()

    page.get_by_role("link", name="Make a version").click()
    page.get_by_label("Note").fill("For the caucus at ten.")
    page.get_by_role("button", name="Make the version").click()
    expect(page.get_by_text("Version 1 is made.")).to_be_visible()
    files = texts_of(*(downloaded(page, name) for name in ("PDF", "Word", "Excel")))
    for text in files.values():
        assert OURS in text
        assert THEIRS in text
        assert "Wage floor" in text
        assert "U-62" in text
    assert "25.0" in files["excel"], "a single figure is a number"
    assert "Team edition" in files["pdf"]

    page.get_by_role("link", name="Release …").click()
    page.get_by_label("Title of the public edition").fill("What we ask for")
    page.get_by_role("button", name="Look at what would go out").click()
    expect(page.get_by_text("No row is ticked: nothing would go out.").first).to_be_visible()
    page.get_by_label("Ours, Coalition of Tidewater Health Unions").check()
    page.get_by_label("Across-the-board raises").check()
    page.get_by_role("button", name="Look at what would go out").click()
    outgoing = page.get_by_label("This goes out")
    expect(outgoing).to_contain_text(OURS)
    expect(outgoing).not_to_contain_text("Wage floor")
    expect(outgoing).not_to_contain_text("Theirs")
    page.get_by_label("Sign with your name").fill("Marisol Vega")
    page.get_by_role("button", name="Sign, and let it out").click()
    expect(page.get_by_text("Public edition 1 is out.")).to_be_visible()
    address = page.get_by_role("link", name="/public/sheets/what-we-ask-for-").inner_text()

    _anybody_reads(browser, address)
    _it_is_withdrawn(page, browser, address)


def _anybody_reads(browser: Browser, address: str) -> None:
    """Signed out, on a desktop and a phone, with the files."""
    for viewport in (DESKTOP, PHONE):
        context = browser.new_context(locale="en-US", viewport=viewport)  # type: ignore[arg-type]
        visitor = context.new_page()
        visitor.goto(address)
        expect(visitor.get_by_role("article")).to_contain_text(OURS)
        said = visitor.inner_text("body")
        for hidden in ("Wage floor", "Theirs", "E-121", "Marisol", "caucus", "Cascade"):
            assert hidden not in said
        faults = Axe().run(visitor, options=STANDARD).response["violations"]
        assert [(one["id"], one["nodes"][0]["target"]) for one in faults] == []
        wide: Any = visitor.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
        files = texts_of(*(downloaded(visitor, name) for name in ("PDF, A4", "Word", "Excel")))
        for text in files.values():
            assert OURS in text
            assert "Wage floor" not in text
            assert THEIRS not in text
        assert context.cookies() == []
        context.close()


def _it_is_withdrawn(page: Page, browser: Browser, address: str) -> None:
    page.get_by_role("link", name="withdraw it").click()
    page.get_by_label("Why").fill("The sides agreed to be silent until Friday.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("The public edition is withdrawn.")).to_be_visible()
    context = browser.new_context(locale="en-US")
    visitor = context.new_page()
    answer = visitor.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(visitor.get_by_role("heading", name="This sheet was withdrawn")).to_be_visible()
    assert OURS not in plain(visitor.inner_text("body"))
    assert "silent until Friday" not in visitor.inner_text("body")
    faults = Axe().run(visitor, options=STANDARD).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in faults] == []
    context.close()
