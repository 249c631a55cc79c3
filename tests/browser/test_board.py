"""The board in a real browser: filtered while one types, and by its form without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from browser.site import served, sign_in_to_the_demo
from browser.test_every_screen import DESKTOP, HEIGHT, PHONE, faults_of, wider_than
from commontable.config.embedded import EmbeddedServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("board")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


@pytest.fixture(scope="module")
def chief(site: str, browser: Browser) -> Any:
    """The chief's sign-in, made once, and the address of the board it leads to."""
    window = browser.new_context(locale="en-US")
    page = window.new_page()
    sign_in_to_the_demo(page, site, "chief")
    page.goto(f"{site}/")
    page.wait_for_url(re.compile(r"/board$"))
    found = (window.storage_state(), page.url)
    window.close()
    return found


@pytest.fixture
def open_board(chief: Any, browser: Browser) -> Iterator[Any]:
    state, address = chief
    opened = []

    def at(width: int, **context: Any) -> Page:
        size: Any = {"width": width, "height": HEIGHT}
        window = browser.new_context(locale="en-US", storage_state=state, viewport=size, **context)
        opened.append(window)
        page = window.new_page()
        page.goto(address)
        return page

    yield at
    for window in opened:
        window.close()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_board_follows_what_is_typed_without_a_reload(open_board: Any, width: int) -> None:
    page = open_board(width)
    page.evaluate("window.stayed = true")
    page.locator("#board-filter").press_sequentially("artificial")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("#board-count")).to_contain_text("1 of 60 issues.")
    expect(page.locator("#board-filter")).to_be_focused()
    expect(page).to_have_url(re.compile(r"q=artificial"))
    page.locator("#board-filter").fill("")
    expect(page.locator("[data-row]")).to_have_count(60)
    page.get_by_label("Status").select_option("Tentatively agreed")
    expect(page.locator("[data-row]")).to_have_count(7)
    page.locator("#board-filter").fill("nothing of the kind")
    expect(page.get_by_text("No issue fits what you asked for")).to_be_visible()
    assert page.evaluate("window.stayed") is True
    assert faults_of(page) == []
    assert wider_than(page, width) == []


def test_without_scripts_the_filter_is_a_form(open_board: Any) -> None:
    page = open_board(DESKTOP, java_script_enabled=False)
    page.locator("#board-filter").fill("artificial")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-row]")).to_have_count(1)


def test_a_flag_leads_to_either_pass_and_the_path_opens(open_board: Any) -> None:
    page = open_board(DESKTOP)
    row = page.locator("[data-row]").filter(has_text="Across-the-board raises")
    earlier = row.locator(".flag-chip").get_by_role("link", name=re.compile(r"^v\. E-\d+$"))
    number = earlier.inner_text().removeprefix("v. ")
    earlier.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.go_back()
    row.locator(".flag-chip").get_by_role("link").first.click()
    page.get_by_text("The side's whole path: Across-the-board raises, SBAY").click()
    expect(page.locator(".whole-path").get_by_role("link", name=number, exact=True)).to_be_visible()
    assert faults_of(page) == []


def test_the_gap_board_is_no_wider_than_a_phone_and_without_faults(open_board: Any) -> None:
    page = open_board(PHONE)
    page.goto(page.url.replace("/board", "/gaps"))
    raises = page.get_by_role("region", name="Across-the-board raises")
    for where in ("SBAY", "HIGH, RIVER"):
        expect(
            raises.get_by_text(f"How the distance went: {where}", exact=True).first
        ).to_be_attached()
    expect(raises.get_by_text("session 16")).to_have_count(0)
    assert wider_than(page, PHONE) == []
