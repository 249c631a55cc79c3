"""Finding something in a real browser: by keyboard alone, on a phone, and without JavaScript."""

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
    home = tmp_path_factory.mktemp("search")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


@pytest.fixture
def signed_in(site: str, browser: Browser) -> Iterator[Any]:
    opened = []

    def sign_in_as(who: str, **context: Any) -> Page:
        window = browser.new_context(locale="en-US", **context)
        opened.append(window)
        page = window.new_page()
        sign_in_to_the_demo(page, site, who)
        return page

    yield sign_in_as
    for window in opened:
        window.close()


def test_something_is_found_by_keyboard_alone(signed_in: Any) -> None:
    page = signed_in("chief", viewport={"width": DESKTOP, "height": HEIGHT})
    page.wait_for_url(re.compile(r"/board$"))
    page.keyboard.press("s")
    page.keyboard.type('"subcontracting" notice')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    assert page.get_by_role("status").inner_text().endswith('found for "subcontracting" notice')
    assert page.locator(".result mark").first.inner_text().lower().startswith("subcontract")
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert faults_of(page) == []
        assert wider_than(page, width) == []
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1)
    assert second.evaluate("row => row === document.activeElement")
    title = second.locator("a[data-row-link]").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*/search/)"))
    assert title.split()[-1] in page.locator("main").inner_text()


def test_a_phone_without_javascript_finds_and_narrows(signed_in: Any) -> None:
    page = signed_in(
        "observer", viewport={"width": PHONE, "height": HEIGHT}, java_script_enabled=False
    )
    page.get_by_role("searchbox", name="Search the record").fill("raises 4 %")
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator(".result").first.wait_for()
    page.get_by_role("navigation", name="Kinds").get_by_role("link", name="Proposals").click()
    page.wait_for_url("**kind=proposal**")
    page.get_by_text("Narrow by side, table, issue or date").click()
    page.get_by_label("Side", exact=True).select_option("employer")
    page.get_by_role("button", name="Narrow", exact=True).click()
    page.wait_for_url("**side=employer**")
    assert "kind=proposal" in page.url
    assert page.locator(".result").count() == page.locator(".result .side-employer").count() > 0


def test_nothing_of_another_union_is_found(signed_in: Any, site: str) -> None:
    nurses, clerks = signed_in("officer-nurses"), signed_in("officer-clerks")
    for page, found in ((nurses, True), (clerks, False)):
        page.goto(f"{site}/search/?q=%22float+pool%22+%22posted+a+month+ahead%22")
        assert (page.locator(".result").count() > 0) is found
    expect(clerks.get_by_text("Did you mean")).to_have_count(0)
    assert faults_of(clerks) == []
