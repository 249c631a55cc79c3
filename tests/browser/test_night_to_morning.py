"""From the employer's Word file at 10:40 pm to the sheet that anybody may read in the morning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from bargaining.papers import WHO
from browser.paper import faults_on_paper, pages_of, place_of
from browser.site import served, sign_in_to_the_demo
from browser.test_arrivals import drop, piece, saved
from browser.test_sheets import downloaded, plain, texts_of
from commontable.bargaining.demonstration.contracts import SUBCONTRACTING
from commontable.bargaining.models import Table
from commontable.coalition import tenancy
from commontable.coalition.models import Coalition
from commontable.common import dates
from commontable.config.embedded import EmbeddedServer
from commontable.engines.documents import read_docx
from engines.documents.samples import deleted, inserted, para, run, word_file
from engines.sheets.office import converted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST, SECOND, _ = SUBCONTRACTING.split("\n\n")
NOTICE, RAISES = "Notice of subcontracting", "Across-the-board raises"
OFFERED = "4 / 3 / 2.5 / 3 %"


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("night")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


def offer() -> bytes:
    """Today's article on subcontracting with a longer notice, and language on wages."""
    before, after = FIRST.split("sixty (60)")
    return word_file(
        para("ARTICLE 13. SUBCONTRACTING")
        + para(
            run(before)
            + deleted("sixty (60)", WHO)
            + inserted("one hundred (100)", WHO)
            + run(after)
        )
        + para(SECOND)
        + para(deleted("Section 3. No employee shall be laid off.", WHO))
        + para("ARTICLE 4. WAGES")
        + para("Section 2. Wage rates shall be increased by four percent (4%) in Year 1.")
    )


def common_table() -> tuple[int, str]:
    """Its number, and the minute that is now there, as its people write it."""
    with transaction.atomic():
        tenancy.set_scope(coalition_id=None, operator=True)
        coalition = Coalition.objects.get()
        tenancy.set_scope(coalition_id=coalition.pk)
        now = dates.now().astimezone(ZoneInfo(coalition.time_zone))
        return Table.objects.get(name="Common table").pk, f"{now:%Y-%m-%dT%H:%M}"


def test_a_file_at_night_is_a_redline_by_midnight_and_a_sheet_in_the_morning(
    browser_page: Page, browser: Browser, site: str, tmp_path: Path
) -> None:
    page = browser_page
    table_id, now = common_table()
    sign_in_to_the_demo(page, site, "chief")
    page.goto(f"{site}/tables/{table_id}/board")
    label = _it_arrives_and_is_passed(page, now)
    _its_redlines(page, label, tmp_path)
    address = _a_public_sheet_is_released(page, site, label)
    _anybody_reads_it(browser, address, label, tmp_path)


def _it_arrives_and_is_passed(page: Page, now: str) -> str:
    """Dropped, confirmed, passed; gives the number under which it stands."""
    page.get_by_role("link", name="A proposal arrived").click()
    drop(page, offer(), "Employer offer.docx")
    page.wait_for_url("**/drafts/*/")
    work = piece(page, "subcontracting")
    expect(work.locator(".marked del[title]").first).to_contain_text("sixty (60)")
    work.locator(".term").first.get_by_label("Take").check()
    saved(work)
    wages = piece(page, "wages")
    raises = wages.locator(".term").filter(has_text="Wage rates shall be increased")
    raises.get_by_role("textbox", name="Term").fill(f"{RAISES} raise 4/3/2.5/3")
    raises.get_by_label("Take").check()
    saved(wages)
    page.get_by_label("Passed at").fill(now)
    page.get_by_label("Handed by").fill("Colin Marsh")
    page.get_by_role("button", name="Look it over and pass").click()
    expect(page.get_by_role("heading", name="Look it over, then pass it")).to_be_visible()
    page.get_by_role("button", name="Record the pass").click()
    page.wait_for_url("**/proposals/*/")
    expect(page.get_by_role("region", name="Terms", exact=True)).to_contain_text("100 days")
    heading = page.get_by_role("heading", level=1).inner_text()
    found = re.search(r"E-\d+", heading)
    assert found is not None, heading
    return found.group()


def _its_redlines(page: Page, label: str, tmp_path: Path) -> None:
    """The whole proposal against the contract, then against what they said last; as Word."""
    page.get_by_role("link", name="All it changes, on one page").click()
    numbers = page.get_by_role("region", name="Numbers that changed")
    expect(numbers.locator("del").filter(has_text="sixty (60)")).to_be_visible()
    expect(numbers.locator("ins").filter(has_text="one hundred (100)")).to_be_visible()
    expect(page.locator(".article").filter(has_text="Subcontracting")).to_contain_text("changed")

    against = page.get_by_label("Held against")
    last = against.locator("option").filter(has_text="Employer").nth(1)  # the first is this one
    against.select_option(label=last.inner_text())
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**against=p*")
    expect(numbers.locator("del").filter(has_text="ninety (90)")).to_be_visible()

    word = downloaded(page, "Word, with tracked changes")
    assert "one hundred (100)" in " ".join(read_docx(word, "redline.docx").words)
    accepted = converted(word, tmp_path, from_="docx", to="txt").decode()
    assert "ninety (90)" in accepted
    assert "one hundred (100)" in accepted


def _a_public_sheet_is_released(page: Page, site: str, label: str) -> str:
    """Both sides on two rows, signed; gives the public address."""
    page.goto(site)
    page.get_by_role("link", name="Sheets", exact=True).click()
    page.get_by_role("link", name="Arrange a sheet").click()
    page.get_by_label("Title").fill("Where we stand tonight")
    page.get_by_label("Those chosen").check()
    page.get_by_text("Choose rows").click()
    for row in (RAISES, NOTICE, "Wage floor"):
        page.get_by_label(row).check()
    preview = page.get_by_label("What the sheet shows now")
    expect(preview).to_contain_text(OFFERED)
    expect(preview).to_contain_text(label)
    page.get_by_role("button", name="Keep the sheet").click()
    page.get_by_role("link", name="Make a version").click()
    page.get_by_role("button", name="Make the version").click()
    page.get_by_role("link", name="Release …").click()
    page.get_by_label("Title of the public edition").fill("Their offer of last night")
    for column in ("Status quo", "Ours, Coalition", "Theirs"):
        page.get_by_label(column).check()
    for row in (RAISES, NOTICE):
        page.get_by_label(row).check()
    page.get_by_role("button", name="Look at what would go out").click()
    expect(page.get_by_label("This goes out")).to_contain_text(OFFERED)
    page.get_by_label("Sign with your name").fill("Marisol Vega")
    page.get_by_role("button", name="Sign, and let it out").click()
    return page.get_by_role("link", name="/public/sheets/their-offer-").inner_text()


def _anybody_reads_it(browser: Browser, address: str, label: str, tmp_path: Path) -> None:
    """Without an account: on the page, on paper, in Word as LibreOffice opens it, in Excel."""
    context = browser.new_context(locale="en-US")
    visitor = context.new_page()
    visitor.goto(address)
    expect(visitor.get_by_role("article")).to_contain_text(OFFERED)
    said = ("PDF, A4", "PDF, Letter", "Word", "Excel")
    a4, letter, word, excel = (downloaded(visitor, name) for name in said)
    context.close()

    files = texts_of(a4, word, excel)
    for text in files.values():
        assert OFFERED in text
        assert label in text
        assert NOTICE in text
        assert "Wage floor" not in text
        assert "Colin Marsh" not in text
    assert "100 days" in files["pdf"]
    assert "100 days" in files["word"]
    assert "100.0" in files["excel"], "a single figure is a number"
    for pdf in (a4, letter):
        assert faults_on_paper(pdf) == []
        _stands_in_its_place(pdf)

    printed = converted(word, _folder(tmp_path, "word"), from_="docx", to="pdf")
    assert faults_on_paper(printed) == []
    assert OFFERED in plain(" ".join(text for each in pages_of(printed) for _, text in each.words))
    opened = plain(converted(excel, _folder(tmp_path, "excel"), from_="xlsx", to="csv").decode())
    assert OFFERED in opened
    assert "100 days" in opened, "shown with its unit"
    assert "Wage floor" not in opened


def _folder(base: Path, name: str) -> Path:
    folder = base / name
    folder.mkdir()
    return folder


def _stands_in_its_place(pdf: bytes) -> None:
    """Landscape; the title on top, the heads over their columns, the row's figures beside it."""
    first = pages_of(pdf)[0]
    assert first.width > first.height
    page, title = place_of(pdf, "Their offer of last night")
    assert page == 1
    page, row = place_of(pdf, RAISES)
    own_page, figures = place_of(pdf, OFFERED)
    assert own_page == page
    _, head = place_of(pdf, "Theirs")
    assert title.y1 < head.y0 < row.y0
    assert row.y0 - 2 < figures.y0 < row.y1 + 30
    assert figures.x0 > row.x1
    assert abs(head.x0 - figures.x0) < 5
