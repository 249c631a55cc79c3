"""The researcher brings in a census: columns said, refusals read, confirmed, the workforce seen."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from browser.site import served, sign_in_to_the_demo
from commontable.config.embedded import EmbeddedServer
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HEADINGS = ("Emp ID", "Employee Name", "Union", "Region", "Location", "Role", "Step", "Hired",
            "FTE", "OT Hrs", "Hourly Rate")  # fmt: skip


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Product]:
    home = tmp_path_factory.mktemp("census")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield running


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Forty nurses of a union that payroll calls by another name; two rows are wrong."""
    where = ("Harbor Nurses", "High Desert", "Elm Clinic", "Registered Nurse II")
    rows: list[tuple[object, ...]] = [
        (
            1000 + n,
            f"Nurse {n}",
            *where,
            1 + n % 7,
            "6/30/2014",
            "80 %" if n % 2 else "1.0",
            2.5,
            50,
        )
        for n in range(40)
    ]
    rows[11] = (*rows[11][:9], -4, 50)
    rows[20] = rows[3]
    path = tmp_path / "payroll.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("Payroll extract, confidential",), HEADINGS, *rows])
    return path


def test_the_researcher_brings_in_a_census(site: Product, browser_page: Page, sheet: Path) -> None:
    page = browser_page
    sign_in_to_the_demo(page, site.base_url, "research")
    page.get_by_role("link", name="Workforce").click()
    page.get_by_role("link", name="Bring in a census").click()
    page.get_by_label("Source").fill("Payroll, information request 9")
    page.get_by_label("True on").fill("2026-03-01")
    page.get_by_label("File").set_input_files(sheet)
    page.get_by_role("button", name="Look at the file").click()

    # Names are not read; one column nobody could guess.
    expect(page.get_by_text("These columns are left out")).to_be_visible()
    expect(page.get_by_text("Nurse 0")).to_have_count(0)
    assert page.get_by_label("Emp ID").input_value() == "employee_id"
    page.get_by_label("Role", exact=True).select_option(label="Classification")
    page.get_by_role("button", name="Read the file").click()

    # Nobody here knows the union's name: every row is refused until somebody says who that is.
    values = page.get_by_role("region", name="Values nobody knows")
    values.get_by_label("Harbor Nurses").select_option("UNH")
    page.get_by_role("button", name="Read it again with these").click()

    refused = page.get_by_role("region", name="Refused rows")
    expect(page.get_by_role("heading", name="2 rows are refused")).to_be_visible()
    expect(refused.get_by_role("row")).to_have_count(1 + 2)
    assert "1003, already in row 6" in refused.inner_text()
    assert "at least 0 hours a pay period" in refused.inner_text()
    page.get_by_role("button", name="Keep this census of 38 workers").click()

    expect(page.get_by_text("The census is kept. It never changes from now on.")).to_be_visible()
    expect(page.get_by_role("img", name="Workers by union").first).to_be_visible()
    page.get_by_role("link", name="Steps and scattergram").click()
    chart = page.get_by_role("img", name="Full-time equivalents by step and lane").first
    expect(chart).to_be_visible()
    assert "Registered Nurse II" in (chart.get_attribute("aria-label") or "")
    expect(page.get_by_role("heading", name="Who sits on no step")).to_be_visible()

    # The next file of the same source is read as this one was.
    page.goto(f"{site.base_url}/workforce/censuses/new")
    page.get_by_label("Source").fill("Payroll, information request 9")
    page.get_by_label("True on").fill("2026-04-01")
    page.get_by_label("File").set_input_files(sheet)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_text("Read as the last file of")).to_be_visible()
    assert page.get_by_label("Role", exact=True).input_value() == "classification"
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("button", name="Keep this census of 38 workers")).to_be_visible()
    page.get_by_role("button", name="Discard the file").click()
    expect(page.get_by_text("Nothing of the file was kept.")).to_be_visible()
