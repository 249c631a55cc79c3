"""The researcher's night: three offers costed over 85,000 workers, a figure turned, who loses."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

import product
from browser.site import served, sign_in_to_the_demo
from commontable.config.embedded import EmbeddedServer
from commontable.config.serving import pricing_command, worker_command
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PATIENCE = 120_000  # milliseconds; the kernel may have to be compiled, on a busy machine
LEAN = """\
offer: Lean
side: employer
terms:
- {id: lean-1, kind: general_increase, percent: 1, effective: 2027-06-01, clause: "1"}
- id: lean-share
  kind: premium_share
  employee_percent: {employee: 25, employee and one: 25, family: 30}
  effective: 2027-06-01
  clause: "8"
"""


@pytest.fixture(scope="module")
def demo(
    cluster: EmbeddedServer,
    demo_template: str,
    collected_static: Path,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Product]:
    """The demo's coalition with a worker and a pricing process beside the web server."""
    home = tmp_path_factory.mktemp("home")
    with ExitStack() as stack:
        running = stack.enter_context(
            served(cluster, demo_template, django_db_blocker, home, collected_static)
        )
        environment = product.environment_for(running.database, home, collected_static, 0)
        socket = {"PRICING_SOCKET": str(home / "pricing.sock")}
        for name, command, its_own in (
            ("worker", worker_command(), environment),
            # Nothing of the product's: neither its database nor its key.
            ("pricing", pricing_command(), {"PYTHONPATH": environment["PYTHONPATH"]}),
        ):
            stack.enter_context(_beside(home / f"{name}.log", command, {**its_own, **socket}))
        yield running


class _beside:  # noqa: N801 - reads as the words it stands among
    """A process that runs until the block ends."""

    def __init__(self, log: Path, command: list[str], environment: dict[str, str]) -> None:
        self._output = log.open("wb")
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self._process = subprocess.Popen(
            command,
            env=kept | environment,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
        )

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._output.close()


def test_three_offers_are_costed_a_figure_is_turned_and_who_loses_is_read(
    demo: Product, browser_page: Page
) -> None:
    page = browser_page
    page.set_default_timeout(PATIENCE)
    sign_in_to_the_demo(page, demo.base_url, "research")
    page.goto(f"{demo.base_url}/costing/")
    expect(page.get_by_role("link", name="Theirs", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Ours", exact=True)).to_be_visible()

    # A third one, typed; a slip of the pen is told with its line, and nothing is lost.
    page.get_by_role("link", name="Typed terms").click()
    page.get_by_label("Name").fill("Lean")
    page.get_by_role("textbox", name="Terms").fill(LEAN.replace("percent: 1,", "percent: 0.01,"))
    page.get_by_role("button", name="Lay it over the contract").click()
    expect(page.get_by_role("alert")).to_contain_text("line 4")
    page.get_by_role("textbox", name="Terms").fill(LEAN)
    page.get_by_role("button", name="Lay it over the contract").click()

    # It is priced by itself while the page is looked at.
    expect(page.get_by_role("heading", name="Who gains and who loses")).to_be_visible(
        timeout=PATIENCE
    )
    losers = page.get_by_role("region", name="Who loses").get_by_role("row")
    expect(losers.nth(1)).to_contain_text(re.compile(r"[A-Z]"))

    # All three side by side, and what lies between the first two.
    page.goto(f"{demo.base_url}/costing/")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_label("And").first.select_option(label="Lean")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="What closes it")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Year by year")).to_be_visible(timeout=PATIENCE)
    figures = page.get_by_role("region", name=re.compile("^Figures"))
    expect(figures.get_by_role("columnheader", name="Lean")).to_be_visible()
    expect(page.get_by_role("heading", name="Theirs against Ours")).to_be_visible()

    # One figure turned: totals and gap move, and stand in the address.
    page.goto(f"{demo.base_url}/costing/")
    page.get_by_role("link", name="Theirs", exact=True).click()
    page.get_by_role("link", name="Turn its figures").click()
    moved = page.locator("#figures .night-headline div").filter(has_text="Moved by")
    expect(moved.locator("dd")).to_have_text("$0")
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    expect(moved.locator("dd")).to_have_text(re.compile(r"^\+\$[\d,]+$"), timeout=PATIENCE)
    page.wait_for_url(re.compile("percent="))
    page.get_by_role("link", name="What would close the gap").click()
    expect(page.get_by_role("region", name=re.compile("^What would close"))).to_be_visible()

    # And the board says what the positions are worth.
    page.goto(f"{demo.base_url}/")
    expect(page.get_by_role("columnheader", name="Worth")).to_be_visible()
