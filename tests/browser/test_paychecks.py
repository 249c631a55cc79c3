"""The chief lets a paycheck page out; a member opens it on a phone, without a script."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from browser.site import Chief, chief_of_a_new_coalition, served, sign_in
from commontable.coalition import tenancy
from commontable.config.embedded import EmbeddedServer
from commontable.costing.documents import sha256_of
from commontable.costing.models import Basis, Scenario
from tenancy.rows import HASH, Home, furnish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
PHONE = {"width": 390, "height": 844}
MOST_BYTES = 100_000
PICTURES = os.environ.get("PICTURES", "")


@dataclass(frozen=True)
class Released:
    base_url: str
    chief: Chief
    basis: int


@pytest.fixture(scope="module")
def house(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Released]:
    home = tmp_path_factory.mktemp("paychecks")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        chief = chief_of_a_new_coalition("paychecks")
        yield Released(running.base_url, chief, _basis(chief))


def _basis(chief: Chief) -> int:
    """A basis over the contract of the examples, with both offers typed in."""
    rows = furnish(Home(chief.person.coalition))
    contract = (EXAMPLES / "contract.yaml").read_text()
    facts: dict[str, Any] = {"coalition": chief.person.coalition, "entered_by": chief.person}
    with transaction.atomic(), tenancy.scope(coalition_id=chief.person.coalition_id):
        basis = Basis.objects.create(
            **facts,
            campaign=rows["bargaining.Campaign"],
            census=rows["workforce.Census"],
            name="Census of March",
            census_sha256=HASH,
            contract=contract,
            contract_sha256=sha256_of(contract),
            starts_on=date(2026, 10, 1),
            years=4,
        )
        for side in ("employer", "union"):
            offer = (EXAMPLES / f"{side}.yaml").read_text()
            Scenario.objects.create(
                **facts,
                basis=basis,
                kind="document",
                name="Ours, U-7" if side == "union" else "Theirs, E-12",
                side=side,
                offer=offer,
                offer_sha256=sha256_of(offer),
                reading={"taken": [], "left": []},
            )
    return basis.pk


def _pictured(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_the_chief_lets_it_out_and_a_member_reads_it_on_a_phone(
    browser_page: Page, browser: Browser, house: Released
) -> None:
    page = browser_page
    sign_in(page, house.base_url, house.chief.user.email, house.chief.secret)
    page.goto(f"{house.base_url}/costing/paychecks/{house.basis}/release")
    page.get_by_role("button", name="Look at what would go out").click()
    expect(page.get_by_text("Tick at least one term of one offer.").first).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Look at what would go out").click()
    outgoing = page.get_by_role("region", name="This goes out")
    expect(outgoing).to_contain_text("6.5 % general increase")
    expect(outgoing).to_contain_text("BSN differential of 4.75 %")
    _pictured(page, "release")
    page.get_by_label("Sign with your name").fill("Nora Midnight")
    page.get_by_role("button", name="Sign, and let it out").click()
    expect(page.get_by_text("The paycheck page is out.")).to_be_visible()
    assert not Axe().run(page, options=STANDARD).response["violations"]
    _pictured(page, "releases")
    address = page.get_by_role("link", name="/public/paychecks/").inner_text()

    _a_member_reads(browser, address)
    _it_is_light_and_dark_and_on_paper(browser, address)


def _a_member_reads(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    phone = context.new_page()
    weight: list[int] = []
    phone.on("response", lambda answer: weight.append(len(answer.body())))
    phone.goto(address)
    phone.get_by_label("Job").select_option("Medical assistant")
    phone.get_by_label("Region").select_option("South")
    phone.get_by_label("Step").fill("9")
    phone.get_by_label("Hours each pay period").fill("72")
    phone.get_by_label("Hired in").select_option("November")
    phone.get_by_label("Year", exact=True).select_option("2025")
    phone.get_by_label("Health plan covers").select_option("employee")
    phone.get_by_role("button", name="Show my pay").click()
    expect(phone.get_by_text("This job has steps 1 to 6; you gave 9.").first).to_be_visible()
    phone.get_by_label("Step").fill("1")
    weight.clear()
    phone.get_by_role("button", name="Show my pay").click()
    expect(phone.get_by_role("heading", name="Your pay")).to_be_visible()
    theirs = phone.get_by_role("region", name="Theirs, E-12")
    # 21.90 on the lower scale is 19.71, with 4 percent $20.50; hired in 2025.
    expect(theirs).to_contain_text("$20.50")
    expect(theirs).to_contain_text("lower scale of 90 %")
    expect(theirs).to_contain_text("(E-12, 7)")
    expect(phone.get_by_role("region", name="If nothing is agreed")).to_contain_text("as it stands")
    assert "hours=72" in phone.url
    assert sum(weight) < MOST_BYTES, weight
    assert context.cookies() == []
    _pictured(phone, "phone")
    context.close()


def _it_is_light_and_dark_and_on_paper(browser: Browser, address: str) -> None:
    asked = "?job=Registered+nurse&region=North&step=2&hours=80&month=3&year=2015&benefit=%7Cfamily"
    for scheme, viewport in (("light", PHONE), ("dark", PHONE), ("light", None)):
        wide = viewport or {"width": 1280, "height": 900}
        context = browser.new_context(viewport=wide, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + asked)
        expect(page.get_by_role("heading", name="Your pay")).to_be_visible()
        assert not Axe().run(page, options=STANDARD).response["violations"], (scheme, wide)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide["width"]
        _pictured(page, f"{scheme}-{wide['width']}")
        context.close()
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + asked)
    text = page.pdf()
    assert re.match(rb"%PDF-", text)
    if PICTURES:
        Path(PICTURES, "paper.pdf").write_bytes(text)
    context.close()
