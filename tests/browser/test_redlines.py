"""Today's words, ours and theirs: from the board to the redline, on screen, phone and paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from browser.site import served, sign_in_to_the_demo
from commontable.bargaining.models import Article, Table
from commontable.coalition import tenancy
from commontable.coalition.models import Coalition
from commontable.config.embedded import EmbeddedServer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("redlines")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


@pytest.fixture(scope="module")
def places(site: str) -> tuple[int, int]:
    """The common table, and today's article on hours."""
    with transaction.atomic():
        tenancy.set_scope(coalition_id=None, operator=True)
        coalition = Coalition.objects.get()
        tenancy.set_scope(coalition_id=coalition.pk)
        article = Article.objects.get(title="Hours and Scheduling", contract__kind="current")
        return Table.objects.get(name="Common table").pk, article.pk


@pytest.fixture(scope="module")
def cookies() -> list[Any]:
    return []


@pytest.fixture
def opened(
    browser_page: Page, site: str, places: tuple[int, int], cookies: list[Any]
) -> Callable[[str], Page]:
    """The chief, signed in, at the article's redline with a choice of texts."""

    def walk(choice: str = "") -> Page:
        if not cookies:  # a code is good for once
            sign_in_to_the_demo(browser_page, site, "chief")
            cookies.extend(browser_page.context.cookies())
        browser_page.context.add_cookies(cookies)
        table, article = places
        browser_page.goto(f"{site}/tables/{table}/articles/{article}/redline{choice}")
        return browser_page

    return walk


def nothing_wrong(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert found == [], [(each["id"], [n["html"][:200] for n in each["nodes"]]) for each in found]
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{wider} pixels wider than the window"


def test_the_board_leads_to_today_s_words_ours_and_theirs(
    opened: Callable[[str], Page], site: str, places: tuple[int, int]
) -> None:
    page = opened("")
    page.goto(f"{site}/tables/{places[0]}/board")
    page.get_by_role("link", name="redline Weekend rotation").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Weekend rotation")
    numbers = page.get_by_role("region", name="Numbers that changed")
    posted = numbers.get_by_role("row").filter(has_text="fourteen (14)")
    expect(posted).to_contain_text("twenty-eight (28)")
    expect(posted).to_contain_text("ten (10)")
    nothing_wrong(page)


def test_each_mark_says_whose_it_is_without_its_colour(opened: Callable[[str], Page]) -> None:
    page = opened("")
    theirs = (
        page.locator("ins.by-theirs")
        .filter(has_text="third weekend")
        .or_(page.locator("ins.by-theirs").filter(has_text="third"))
    )
    expect(theirs.first).to_contain_text("inserted by E-")
    expect(theirs.first).to_have_css("text-decoration-style", "double")
    expect(page.locator("ins.by-theirs + .sign").first).to_have_text("E")
    expect(page.locator("ins.by-ours + .sign").first).to_have_text("U")


def test_renumbered_sections_and_cells_are_told_of_two_texts(opened: Callable[[str], Page]) -> None:
    page = opened("")
    page.get_by_label("and beside it").select_option("nothing")
    page.get_by_role("button", name="Show").click()
    sections = page.get_by_role("region", name="Sections")
    expect(sections.get_by_role("row").filter(has_text="Section 6")).to_contain_text("renumbered")
    expect(page.get_by_role("region", name="Table cells that changed")).to_contain_text("$6.00")
    expect(page.locator(".move").filter(has_text="was Section 2")).to_be_visible()
    nothing_wrong(page)


def test_side_by_side_has_three_columns_and_on_a_phone_one_text(
    opened: Callable[[str], Page],
) -> None:
    page = opened("?layout=side-by-side")
    columns = page.locator(".sides > thead th")
    expect(columns).to_have_count(3)
    expect(columns.first).to_be_visible()
    nothing_wrong(page)
    page.set_viewport_size(PHONE)
    expect(columns.first).to_be_hidden()
    expect(page.locator(".narrow ins").first).to_be_visible()
    nothing_wrong(page)


def test_unchanged_paragraphs_are_folded_and_open_from_the_keyboard(
    opened: Callable[[str], Page],
) -> None:
    page = opened("?beside=none")
    folded = page.locator(".article details").first
    hidden = folded.locator("p").first
    expect(hidden).to_be_hidden()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(hidden).to_be_visible()


def test_on_paper_the_choice_is_told_and_what_is_folded_says_so(
    opened: Callable[[str], Page],
) -> None:
    page = opened("?beside=none")
    page.emulate_media(media="print")
    expect(page.locator(".redline-choice")).to_be_hidden()
    expect(page.get_by_text(re.compile(r"Current contract.*→ U-"))).to_be_visible()
    expect(page.locator(".article summary").first).to_be_visible()


def test_word_is_saved_with_both_sides_as_authors(opened: Callable[[str], Page]) -> None:
    page = opened("")
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Word, with tracked changes").click()
    assert fetching.value.suggested_filename.endswith(".docx")
    with ZipFile(BytesIO(Path(fetching.value.path()).read_bytes())) as archive:
        main = archive.read("word/document.xml").decode()
    authors = set(re.findall(r'w:author="([^"]*)"', main))
    assert {author.split()[0] for author in authors} == {"Union", "Employer"}
