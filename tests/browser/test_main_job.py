"""The main job in a real browser: in, import, pass, flag, history, agree, take back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from browser.site import chief_of_a_new_coalition, served, sign_in
from commontable.config.embedded import EmbeddedServer

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

RECORD_OF_2023 = Path(__file__).parent / "record_of_2023.yaml"
REAL = Path(__file__).parents[3] / "shared" / "real" / "kaiser-public-record.yaml"
RECORDS = [
    pytest.param(RECORD_OF_2023, id="2023 alone"),
    pytest.param(
        REAL,
        id="the whole public record",
        marks=pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} is not beside the clone"),
    ),
]
CAMPAIGN = "Coalition of Kaiser Permanente Unions 2023"
COUNTER = "wages SCAL raise 3/3/3/2.5"
NOT_CONNECTED = "No connection. Nothing you typed is lost"

# What a person did on the pages since `counting` began: keys pressed and pointers put down.
COUNT = """
for (const kind of ["keydown", "pointerdown"]) {
  addEventListener(kind, () => {
    sessionStorage[kind] = Number(sessionStorage[kind] || 0) + 1;
  }, true);
}
"""


@pytest.fixture(scope="module")
def site(
    cluster: EmbeddedServer,
    empty_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """One server for these tests; each works in a coalition of its own."""
    home = tmp_path_factory.mktemp("main_job")
    with served(cluster, empty_template, django_db_blocker, home, collected_static) as running:
        yield running.base_url


@pytest.fixture
def enter(browser_page: Page, site: str) -> Callable[[str, Path], Page]:
    """Sign in as the chief of a new coalition, import a record, go to the board of 2023."""

    def walk(slug: str, record: Path) -> Page:
        page = browser_page
        chief = chief_of_a_new_coalition(slug)
        sign_in(page, site, chief.user.email, chief.secret)
        page.goto(f"{site}/import/record")
        page.get_by_label("The record's file").set_input_files(record)
        page.get_by_role("button", name="Read the file").click()
        expect(page.get_by_text(f"campaign {CAMPAIGN}, with its common table")).to_be_visible()
        remark = page.get_by_role("listitem").filter(has_text="raises_total 21")
        expect(remark).to_contain_text("Kept as words")
        page.get_by_role("button", name="Enter this record").click()
        expect(page.get_by_text("The record is entered.")).to_be_visible()
        page.get_by_role("link", name="To the tables").click()
        page.get_by_role("region", name=CAMPAIGN).get_by_role("link", name="Common table").click()
        settled = page.get_by_role("region", name="Settled on Oct. 13, 2023")
        expect(settled).to_contain_text("$25.00 per hour in year 3 NCAL, SCAL")
        expect(page.get_by_role("region", name="Beside the table")).to_contain_text("Strike notice")
        page.get_by_role("main").get_by_role("link", name="Board", exact=True).click()
        expect(page.get_by_role("heading", name="The board")).to_be_visible()
        return page

    return walk


def row_of(page: Page, issue: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=issue, exact=True))


def history_of(page: Page) -> list[str]:
    """The dated facts on a proposal's page: "2026-11-22 Tentatively agreed"."""
    facts = page.get_by_role("region", name="History").locator(".timeline > li")
    told = []
    for fact in facts.all():
        when = fact.locator("time").get_attribute("datetime") or "undated"
        told.append(f"{when[:10]} {fact.locator('.timeline-title').inner_text()}")
    return told


@pytest.mark.parametrize("record", RECORDS)
def test_an_imported_record_shows_what_moved_and_what_is_left(
    enter: Callable[[str, Path], Page], record: Path
) -> None:
    page = enter("read" if record == REAL else "reader", record)
    wages = row_of(page, "wages")
    expect(wages).to_contain_text("6.5 / 6.5 / 5.75 / 5.75 %")
    expect(wages).to_contain_text("3 / 3 / 3 / 3 % SCAL, NW, CO, MAS, HI")
    expect(wages).not_to_contain_text("lump sum")
    expect(wages.locator(".flag-chip")).to_contain_text("2 points")

    board = page.url
    wages.get_by_role("link", name="wages").click()
    expect(page.get_by_text("7 / 7 / 6.25 / 6.25 %")).to_be_visible()
    said = page.get_by_text("3 / 3 / 2 / 2 % SCAL · lump sum 0 / 0 / 2 / 2 % SCAL")
    expect(said).to_be_visible()

    page.goto(board)
    page.get_by_role("main").get_by_role("link", name="E-2", exact=True).first.click()
    changes = page.get_by_role("region", name="What it changed")
    for change in (
        "Wages, SCAL, year 3: 2 % in E-1, 3 % in E-2: 1 point higher.",
        "Wages, SCAL, year 4: 2 % in E-1, 3 % in E-2: 1 point higher.",
        "10.38 % in E-1, 12.55 % in E-2: 2.17 points higher.",
    ):
        expect(changes).to_contain_text(change)
    flags = page.get_by_role("region", name="Regressive against an earlier position")
    for year in (3, 4):
        gone = (
            f"Wages, lump sum, SCAL, year {year}: 2 % of pay in E-1, none in E-2: 2 points lower."
        )
        expect(flags).to_contain_text(gone)
        expect(changes).not_to_contain_text(gone)
    expect(page.get_by_text("A flag, not a finding")).to_be_visible()

    page.goto(board)
    page.get_by_role("main").get_by_role("link", name="U-2", exact=True).first.click()
    changes = page.get_by_role("region", name="What it changed")
    for year, (was, became) in enumerate([("7", "6.5")] * 2 + [("6.25", "5.75")] * 2, start=1):
        expect(changes).to_contain_text(
            f"Wages, everywhere, year {year}: {was} % in U-1, {became} % in U-2: 0.5 points lower."
        )

    page.goto(board)
    page.get_by_role("link", name="Gap board").click()
    wages = page.get_by_role("region", name="wages")
    for table in wages.get_by_text("The same as a table").all():
        table.click()
    left = [
        row.inner_text().replace("\N{NO-BREAK SPACE}", " ").split("\t")
        for row in wages.get_by_role("table").first.locator("tbody tr").all()
    ]
    south, north = "CO, HI, MAS, NW, SCAL", "KPWA, NCAL"
    assert left == [
        [f"{south}, year 1", "6.5%", "3%", "3.5 pt"],
        [f"{south}, year 2", "6.5%", "3%", "3.5 pt"],
        [f"{south}, year 3", "5.75%", "3%", "2.75 pt"],
        [f"{south}, year 4", "5.75%", "3%", "2.75 pt"],
        [f"{north}, year 1", "6.5%", "4%", "2.5 pt"],
        [f"{north}, year 2", "6.5%", "4%", "2.5 pt"],
        [f"{north}, year 3", "5.75%", "3%", "2.75 pt"],
        [f"{north}, year 4", "5.75%", "3%", "2.75 pt"],
    ]


def test_a_worse_counter_is_passed_by_keys_alone_flagged_agreed_and_taken_back(
    enter: Callable[[str, Path], Page],
) -> None:
    page = enter("midnight", RECORD_OF_2023)
    board = page.url
    # The campaign was settled, so nobody owes: the counter is begun from what it answers.
    ours = row_of(page, "wages").get_by_role("link", name="U-2").get_attribute("href") or ""
    page.add_init_script(COUNT)
    page.goto(urljoin(board, ours))

    page.keyboard.press("n")
    expect(page.get_by_label("Terms")).to_be_focused()
    expect(page.get_by_label("Employer")).to_be_checked()
    page.keyboard.type(COUNTER)
    expect(page.get_by_role("table", name="Read as")).to_contain_text("3 / 3 / 3 / 2.5 %")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("E-3 is recorded.")).to_be_visible()
    keys, pointers = page.evaluate("[sessionStorage.keydown, sessionStorage.pointerdown]")
    assert pointers is None
    assert int(keys) == len("n") + len(COUNTER) + len(["Control", "Enter"])

    worse = "Wages, SCAL, year 4: 3 % in E-2, 2.5 % in E-3: 0.5 points lower."
    flags = page.get_by_role("region", name="Regressive against an earlier position")
    expect(flags).to_contain_text(worse)
    passed = page.url
    page.goto(board)
    wages = row_of(page, "wages")
    expect(wages).to_contain_text("3 / 3 / 3 / 2.5 % SCAL")
    chip = wages.locator(".flag-chip").filter(has_text="E-2")
    expect(chip).to_contain_text("0.5 points")
    wages.get_by_role("link", name="E-3").click()
    expect(page).to_have_url(passed)
    assert len(history_of(page)) == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d .*E-3.*Passed.*", history_of(page)[0], re.DOTALL)

    page.get_by_role("link", name="Tentatively agree").click()
    page.get_by_label("Union's initials").fill("NM")
    page.get_by_label("Employer's initials").fill("KP")
    page.get_by_role("button", name="Record the tentative agreement").click()
    expect(page.get_by_text("E-3 is tentatively agreed.")).to_be_visible()
    assert [fact[11:] for fact in history_of(page)[1:]] == ["Tentatively agreed"]
    page.goto(board)
    expect(row_of(page, "wages")).to_contain_text("tentatively agreed")

    page.goto(passed)
    page.get_by_role("link", name="Withdraw the TA").click()
    page.get_by_label("Employer", exact=True).check()
    page.get_by_label("Reason given").fill("The board of directors did not approve")
    page.get_by_role("button", name="Record the withdrawal").click()
    expect(page.get_by_text("The tentative agreement is recorded as withdrawn.")).to_be_visible()
    facts = history_of(page)
    assert len(facts) == 3
    assert all(re.match(r"\d{4}-\d\d-\d\d ", fact) for fact in facts)
    assert "Tentatively agreed" in facts[1]
    assert "Tentative agreement withdrawn" in facts[2]
    expect(page.get_by_text("The board of directors did not approve")).to_be_visible()
    page.goto(board)
    expect(row_of(page, "wages")).not_to_contain_text("tentatively agreed")


def test_a_lost_connection_loses_no_typing(enter: Callable[[str, Path], Page]) -> None:
    page = enter("hotel", RECORD_OF_2023)
    page.get_by_role("link", name="U-2").first.click()
    page.wait_for_url("**/proposals/*/")  # loaded: the keys are heard from now on
    page.keyboard.press("n")
    expect(page.get_by_label("Terms")).to_be_focused()
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):  # the reading aloud: nothing was sent, nothing said
        page.keyboard.type(COUNTER)
    expect(page.locator(".draft-banner")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text=NOT_CONNECTED)).to_be_visible()
    expect(page.get_by_label("Terms")).to_have_value(COUNTER)

    page.keyboard.type("0")  # second thoughts: now nothing is sent unasked
    page.context.set_offline(False)
    expect(page.get_by_text("You typed on since, so nothing was sent.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Terms")).to_have_value(COUNTER + "0")
    expect(page.get_by_text(re.compile("Restored what you typed at"))).to_be_visible()

    page.get_by_label("Terms").press("Control+Enter")
    expect(page.get_by_text("E-3 is recorded.")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_label("Terms")).to_have_value("")
