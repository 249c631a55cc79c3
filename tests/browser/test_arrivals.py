"""A proposal arrives at night, in a real browser: dropped, read, decided on, passed."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from bargaining.papers import DOCX, WHO
from browser.site import served, sign_in_to_the_demo
from commontable.bargaining.demonstration.contracts import SUBCONTRACTING
from commontable.bargaining.models import Draft, Table
from commontable.coalition import tenancy
from commontable.coalition.models import Coalition
from commontable.config.embedded import EmbeddedServer
from engines.documents.samples import deleted, inserted, mail, para, run, word_file

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = pytest.mark.browser

STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
PHONE = {"width": 390, "height": 844}
FIRST, SECOND, _ = SUBCONTRACTING.split("\n\n")


def offer(days: str = "one hundred twenty (120)") -> bytes:
    """Today's article on subcontracting, with the notice changed and section 3 struck out."""
    before, after = FIRST.split("sixty (60)")
    return word_file(
        para("ARTICLE 13. SUBCONTRACTING")
        + para(run(before) + deleted("sixty (60)", WHO) + inserted(days, WHO) + run(after))
        + para(SECOND)
        + para(deleted("Section 3. No employee shall be laid off.", WHO))
        + para("ARTICLE 4. WAGES")
        + para(
            "Section 2. Wage rates shall be increased by four percent (4%) in Year 1 and three"
            " percent (3%) in Year 2."
        )
        + para("Section 3. No employee shall be paid less than $23.00 per hour.")
    )


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("arrivals")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


@pytest.fixture(scope="module")
def table_id(site: str) -> int:
    with transaction.atomic():
        tenancy.set_scope(coalition_id=None, operator=True)
        coalition = Coalition.objects.get()
        tenancy.set_scope(coalition_id=coalition.pk)
        return Table.objects.get(name="Common table").pk


@pytest.fixture(scope="module")
def cookies() -> list[Any]:
    return []


@pytest.fixture
def arrived(browser_page: Page, site: str, table_id: int, cookies: list[Any]) -> Callable[[], Page]:
    """The chief, signed in, at the room where things arrive."""

    def walk() -> Page:
        if not cookies:  # a code is good for once
            sign_in_to_the_demo(browser_page, site, "chief")
            cookies.extend(browser_page.context.cookies())
        browser_page.context.add_cookies(cookies)
        browser_page.goto(f"{site}/tables/{table_id}/board")
        browser_page.get_by_role("link", name="A proposal arrived").click()
        expect(browser_page.get_by_role("heading", name="A proposal arrived")).to_be_visible()
        return browser_page

    return walk


def drafts() -> int:
    with transaction.atomic():
        tenancy.set_scope(coalition_id=None, operator=True)
        tenancy.set_scope(coalition_id=Coalition.objects.get().pk)
        return Draft.objects.count()


def drop(page: Page, content: bytes, name: str, kind: str = DOCX) -> None:
    """The file, let go of over the page as a person does, once the page hears it."""
    page.locator("[data-dropzone][data-ready]").wait_for()
    page.evaluate(
        """([data, name, kind]) => {
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], name, { type: kind }));
            for (const type of ["dragenter", "dragover", "drop"]) {
              const event = new DragEvent(type, {
                bubbles: true, cancelable: true, dataTransfer: carried,
              });
              document.querySelector("[data-dropzone]").dispatchEvent(event);
            }
        }""",
        [base64.b64encode(content).decode(), name, kind],
    )


def piece(page: Page, heading: str) -> Locator:
    return page.locator("article.piece").filter(
        has=page.get_by_role("heading", name=re.compile(heading, re.IGNORECASE))
    )


def saved(where: Locator) -> None:
    expect(where.locator(".saved")).to_contain_text("Saved")


def nothing_wrong(page: Page) -> None:
    """axe finds nothing, on a desktop and on a phone, and the phone scrolls one way only."""
    size = page.viewport_size
    for viewport in (size, PHONE):
        assert viewport is not None
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        found = Axe().run(page, options=STANDARD)
        assert not found.response["violations"], found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= viewport["width"], f"{wide} pixels wide at {viewport['width']}"
    assert size is not None
    page.set_viewport_size(size)


def test_an_offer_with_tracked_changes_is_dropped_decided_on_and_passed(
    arrived: Callable[[], Page],
) -> None:
    page = arrived()
    nothing_wrong(page)
    drop(page, offer(), "Employer offer.docx")
    page.wait_for_url("**/drafts/*/")
    work = piece(page, "subcontracting")
    expect(work).to_contain_text("matched to Article 13, Subcontracting")
    expect(work.locator(".marked del[title]").first).to_contain_text(
        "deleted by Colin Marsh: sixty (60)"
    )
    expect(work.locator(".marked ins[title]").first).to_contain_text("one hundred twenty (120)")
    nothing_wrong(page)

    # Two terms are taken, one of them corrected first.
    notice = work.locator(".term").first
    line = notice.get_by_role("textbox", name="Term")
    expect(line).to_have_value("Notice of subcontracting duration 120 days higher")
    notice.get_by_label("Take").check()
    saved(work)
    wages = piece(page, "wages")
    raises = wages.locator(".term").filter(has_text="Wage rates shall be increased")
    raises.get_by_role("textbox", name="Term").fill("Across-the-board raises raise 4/3/-/3")
    raises.get_by_label("Take").check()
    saved(wages)
    expect(raises.locator(".term-read")).to_contain_text("4 % in year 1, 3 % in year 2")
    expect(page.locator("#draft-counts")).to_contain_text("2 terms taken, 1 undecided")

    # What is missing is asked, beside the field.
    page.get_by_role("button", name="Look it over and pass").click()
    expect(page.get_by_role("alert")).to_contain_text("Passed at")
    page.get_by_label("Passed at").fill("2026-01-05T22:40")
    page.get_by_label("Handed by").fill("Colin Marsh")
    page.get_by_label("Handed by").press("Control+Enter")
    expect(page.get_by_role("heading", name="Look it over, then pass it")).to_be_visible()
    expect(page.get_by_text("1 suggested term was neither taken nor left")).to_be_visible()
    expect(page.get_by_text("sixty (60) to one hundred twenty (120)")).to_be_visible()
    nothing_wrong(page)
    page.get_by_role("button", name="Record the pass").click()

    # The proposal, with its redline against the contract and against their last pass.
    page.wait_for_url("**/proposals/*/")
    expect(page.get_by_role("region", name="Terms", exact=True)).to_contain_text("120 days")
    exhibits = page.get_by_role("region", name="Exhibits", exact=True)
    expect(exhibits).to_contain_text("Employer offer.docx")
    page.get_by_role("link", name="What it changes: the redline").first.click()
    redline = page.locator(".redline")
    expect(redline.locator("del").filter(has_text="sixty").first).to_be_visible()
    page.get_by_label("Held against").select_option(
        label=page.get_by_label("Held against")
        .locator("option")
        .filter(has_text="Employer")
        .nth(1)  # the last one is this pass
        .inner_text()
    )
    page.get_by_role("button", name="Show").click()
    expect(redline.locator("del").filter(has_text="ninety").first).to_be_visible()


def test_a_broken_file_is_answered_and_the_next_one_read(arrived: Callable[[], Page]) -> None:
    page = arrived()
    before = drafts()
    drop(page, b"PK\x03\x04 cut off on its way", "cut.docx")
    refused = page.locator(".arrivals .is-refused")
    expect(refused).to_contain_text("cut.docx")
    expect(refused).to_contain_text("send it again")
    expect(refused).to_contain_text("Nothing was kept.")
    nothing_wrong(page)
    assert drafts() == before
    drop(page, offer("two hundred (200)"), "whole.docx")
    page.wait_for_url("**/drafts/*/")
    assert drafts() == before + 1


def test_a_mail_with_two_attachments_asks_which_is_the_paper(arrived: Callable[[], Page]) -> None:
    page = arrived()
    content = mail(
        "Our answer and our cover letter are attached.",
        ("Offer.docx", DOCX, offer("one hundred ten (110)")),
        ("Cover.txt", "text/plain", b"Dear all, please find our offer."),
    )
    drop(page, content, "night.eml", "message/rfc822")
    page.wait_for_url("**/drafts/*/")
    arrival = page.get_by_role("region", name="What came")
    expect(arrival).to_contain_text("Lee Park <lee@employer.example>")
    expect(arrival).to_contain_text("22:40:03 PST")
    expect(page.get_by_label("Offer.docx")).to_be_checked()
    expect(page.get_by_label("Passed at")).to_have_value("2026-03-01T22:40")
    expect(page.get_by_label("Handed by")).to_have_value("Lee Park")
    page.get_by_label("Cover.txt").check()
    page.get_by_text("It is another file").click()
    page.get_by_role("button", name="Read the chosen file instead").click()
    expect(page.get_by_text("The draft is of that file now.")).to_be_visible()
    expect(page.locator("article.piece")).to_have_count(1)
    expect(page.locator(".marked")).to_contain_text("Dear all, please find our offer.")


def test_a_lost_connection_loses_no_typing(arrived: Callable[[], Page]) -> None:
    page = arrived()
    drop(page, offer("one hundred thirty (130)"), "hotel.docx")
    page.wait_for_url("**/drafts/*/")
    context: BrowserContext = page.context
    context.set_offline(True)
    line = piece(page, "subcontracting").get_by_role("textbox", name="Term").first
    line.fill("Notice of subcontracting duration 140 days higher")
    line.press("Tab")
    expect(page.locator(".draft-banner")).to_contain_text("Nothing you typed is lost")
    context.set_offline(False)
    page.reload()
    line = piece(page, "subcontracting").get_by_role("textbox", name="Term").first
    expect(line).to_have_value("Notice of subcontracting duration 140 days higher")
    expect(page.get_by_text("Restored what you typed")).to_be_visible()
    line.press("End")
    line.press("Space")
    line.press("Tab")
    saved(piece(page, "subcontracting"))
    page.reload()
    expect(page.get_by_text("Restored what you typed")).to_have_count(0)
    expect(line).to_have_value("Notice of subcontracting duration 140 days higher")
