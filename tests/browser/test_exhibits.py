"""The lawyer's way in a real browser: custody, a page-stamped copy, an archive that is whole."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from browser.site import served, sign_in_to_the_demo
from browser.test_every_screen import DESKTOP, HEIGHT, PHONE, faults_of, wider_than
from commontable.bargaining.tasks import make_export, make_stamped_copy
from commontable.coalition import tenancy
from commontable.coalition.models import Coalition, User
from commontable.config.embedded import EmbeddedServer
from commontable.engines.exhibits import verify

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
    home = tmp_path_factory.mktemp("exhibits")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


@pytest.fixture(scope="module")
def cookies(site: str, browser: Browser) -> Any:
    """Signed in once: a one-time code is taken once."""
    window = browser.new_context(locale="en-US")
    sign_in_to_the_demo(window.new_page(), site, "chief")
    kept = list(window.cookies())
    window.close()
    return kept


@pytest.fixture
def page(cookies: Any, browser: Browser) -> Iterator[Page]:
    window = browser.new_context(locale="en-US", viewport={"width": DESKTOP, "height": HEIGHT})
    window.add_cookies(cookies)
    yield window.new_page()
    window.close()


def look_at(page: Page) -> None:
    """Accessible, and no wider than the window, on a desktop and a phone."""
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert faults_of(page) == []
        assert wider_than(page, width) == []
        page.set_viewport_size({"width": width, "height": HEIGHT})


def chief() -> dict[str, int]:
    """Whom the worker works for."""
    with transaction.atomic(), tenancy.scope(coalition_id=None, operator=True):
        coalition = Coalition.objects.get()
    user = User.objects.get(email="chief@tidewater.example")
    return {"coalition_id": coalition.pk, "user_id": user.pk}


def test_custody_is_entered_and_told(page: Page, site: str) -> None:
    page.goto(f"{site}/tables/1/exhibits/")
    letter = page.get_by_role("row").filter(has_text="Vacancies on nights")
    letter.get_by_role("link", name=re.compile(r"^E-\d+$")).click()
    expect(page.get_by_text("Received from Dana Whitlock by Priya Raman")).to_be_visible()
    page.get_by_role("link", name="Record custody").click()
    look_at(page)
    page.get_by_label("What happened").select_option("handed_on")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_text("to whom it was handed on").first).to_be_visible()
    page.locator("#id_to_whom").fill("The Board, Region 21")
    page.get_by_label("How").fill("by registered mail")
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_text("Handed on by Marisol Vega to The Board, Region 21")).to_be_visible()
    look_at(page)


def test_an_archive_is_asked_for_made_fetched_and_whole(
    page: Page, site: str, tmp_path: Path
) -> None:
    page.goto(f"{site}/tables/1/exhibits/")
    page.get_by_role("link", name="Export", exact=True).click()
    look_at(page)
    page.get_by_label("E-1 Easel paper").uncheck()
    page.get_by_label("Prefix of running page numbers").fill("TW")
    page.get_by_role("button", name="Make the archive").click()
    page.wait_for_url(re.compile(r"/exports/\d+/$"))
    assert page.get_by_role("status").inner_text().startswith("Waiting for the worker")
    look_at(page)
    export_id = int(page.url.rstrip("/").rsplit("/", 1)[1])
    make_export(export_id=export_id, union_id=None, **chief())
    # The page finds out by itself.
    page.get_by_role("link", name="Save the archive").wait_for(timeout=15_000)
    look_at(page)
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Save the archive").click()
    fetching.value.save_as(tmp_path / "fetched.zip")
    assert verify(tmp_path / "fetched.zip").is_sound
    with ZipFile(tmp_path / "fetched.zip") as archive:
        archive.extractall(tmp_path)
    folder = next(one.parent for one in tmp_path.glob("*/SHA256SUMS"))
    command = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert re.search(r"originals/E-\d+-2026-vacancies-nights\.pdf: OK", said.stdout)
    assert "E-001" not in said.stdout


def test_the_index_of_an_archive_is_accessible(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/tables/1/exhibits/export")
    page.get_by_label("Prefix of running page numbers").fill("IX")
    page.get_by_role("button", name="Make the archive").click()
    page.wait_for_url(re.compile(r"/exports/\d+/$"))
    export_id = int(page.url.rstrip("/").rsplit("/", 1)[1])
    make_export(export_id=export_id, union_id=None, **chief())
    page.get_by_role("link", name="Save the archive").wait_for(timeout=15_000)
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Save the archive").click()
    with ZipFile(fetching.value.path()) as archive:
        archive.extractall(tmp_path)
    page.goto(next(tmp_path.glob("*/INDEX.html")).as_uri())
    assert faults_of(page) == []
    page.get_by_role("link", name="2026 vacancies (nights).pdf").wait_for()


def test_a_page_stamped_copy_is_asked_for_and_fetched(page: Page, site: str) -> None:
    page.goto(f"{site}/tables/1/exhibits/")
    page.get_by_role("link", name="E-3", exact=True).click()
    page.get_by_role("button", name="Make the page-stamped copy").wait_for()
    exhibit_id = int(page.url.rstrip("/").rsplit("/", 1)[1])
    page.get_by_role("button", name="Make the page-stamped copy").click()
    expect(page.get_by_text("The page-stamped copy is being made")).to_be_visible()
    make_stamped_copy(exhibit_id=exhibit_id, **chief())
    page.reload()
    look_at(page)
    with page.expect_download() as fetching:
        page.get_by_role("link", name="1 page, as PDF").click()
    assert fetching.value.suggested_filename == "E-3-stamped.pdf"
