"""What was sent is recorded once, whatever becomes of the reply, and the page knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from playwright.sync_api import Error, expect

from browser.relay import Relay, relaying
from browser.site import sign_in
from cast import Cast, assemble, enter
from coalition.signing_in import give_app
from commontable.bargaining.models import Proposal
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

COUNTER = "wages raise 3/3/2/2"
RECORDED = "What you sent from here is recorded already."
SENDING = re.compile(rb"POST /tables/\d+/pass[ ?]")


@dataclass
class Negotiator:
    """The chief at the form of a pass, over a line that can break."""

    page: Page
    relay: Relay
    cast: Cast

    @property
    def form(self) -> str:
        return f"{self.relay.address}/tables/{self.cast.common.pk}/pass?side=union"

    @property
    def terms(self) -> Locator:
        return self.page.get_by_label("Terms")

    @property
    def told(self) -> Locator:
        return self.page.locator("[data-draft-notice]")

    def types(self, words: str) -> None:
        self.page.goto(self.form)
        self.terms.fill(words)

    def sends(self) -> None:
        self.terms.press("Control+Enter")

    def loses_the_reply(self) -> None:
        """The form arrives and is answered; the browser hears nothing, however often it tries."""
        self.relay.losing = SENDING
        with self.page.expect_event("requestfailed", lambda one: one.method == "POST"):
            self.sends()
        self.relay.losing = None

    def recorded(self) -> list[str]:
        with transaction.atomic():
            enter(self.cast.chief)
            return [one.label for one in Proposal.objects.order_by("id")]


@pytest.fixture
def negotiator(live_product: Product, browser_page: Page) -> Iterator[Negotiator]:
    with transaction.atomic():
        cast = assemble()
        secret = give_app(cast.chief.user)
    with relaying(live_product.base_url) as relay:
        sign_in(browser_page, relay.address, cast.chief.user.email, secret)
        yield Negotiator(browser_page, relay, cast)


def test_a_lost_reply_records_once_and_the_form_says_that_it_is_recorded(
    negotiator: Negotiator,
) -> None:
    page = negotiator.page
    negotiator.types(COUNTER)
    negotiator.loses_the_reply()
    assert negotiator.relay.arrived > 0
    assert negotiator.recorded() == ["U-1"]

    page.goto(negotiator.form)
    expect(negotiator.told).to_contain_text(RECORDED)
    expect(negotiator.terms).to_have_value("")
    negotiator.told.get_by_role("link").click()
    page.wait_for_url("**/proposals/*/")
    page.goto(negotiator.form)
    expect(negotiator.terms).to_have_value("")
    expect(negotiator.told).to_have_count(0)

    negotiator.terms.fill("wages raise 2/2")  # another pass, from the same form
    negotiator.sends()
    expect(page.get_by_text("U-2 is recorded.")).to_be_visible()


@pytest.mark.parametrize("way", ["back", "reload"])
def test_the_way_back_after_a_lost_reply_invites_to_no_second_one(
    negotiator: Negotiator, way: str
) -> None:
    negotiator.types(COUNTER)
    negotiator.loses_the_reply()
    if way == "reload":  # which asks the browser to send the form again
        negotiator.page.reload()
        expect(negotiator.page.get_by_text("This is recorded already.")).to_be_visible()
    else:
        negotiator.page.go_back()  # to wherever the browser thinks one was before
        negotiator.page.goto(negotiator.form)
        expect(negotiator.told).to_contain_text(RECORDED)
    assert negotiator.recorded() == ["U-1"]


def test_what_was_typed_on_after_a_lost_reply_is_kept_as_a_further_entry(
    negotiator: Negotiator,
) -> None:
    negotiator.types(COUNTER)
    negotiator.loses_the_reply()
    # The server is out of reach while the page comes back: nobody knows what became of it.
    negotiator.page.route("**/sent/*", lambda route: route.abort())
    negotiator.page.goto(negotiator.form)
    expect(negotiator.told).to_contain_text("Restored what you typed at")
    negotiator.terms.fill("wages raise 3/3/3/3")
    negotiator.page.unroute("**/sent/*")
    negotiator.page.goto(negotiator.form)
    expect(negotiator.told).to_contain_text("What you sent first is recorded already.")
    expect(negotiator.terms).to_have_value("wages raise 3/3/3/3")
    negotiator.sends()
    expect(negotiator.page.get_by_text("U-2 is recorded.")).to_be_visible()
    assert negotiator.recorded() == ["U-1", "U-2"]


def test_pressed_without_a_connection_and_reloaded_as_it_comes_back_it_is_recorded_once(
    negotiator: Negotiator,
) -> None:
    page = negotiator.page
    negotiator.types(COUNTER)
    page.context.set_offline(True)
    negotiator.sends()
    expect(page.locator(".draft-banner")).to_contain_text("No connection")
    with page.expect_request(lambda one: one.method == "POST"):
        page.context.set_offline(False)
    try:
        page.goto(negotiator.form)
    except Error:  # the form's own answer was quicker
        page.goto(negotiator.form)
    if negotiator.terms.input_value() == COUNTER:
        negotiator.sends()
    else:
        expect(negotiator.terms).to_have_value("")
    page.goto(negotiator.form)
    expect(negotiator.terms).to_have_value("")
    assert negotiator.recorded() == ["U-1"]


def test_times_that_were_left_alone_are_no_typing_and_drafts_speak_the_coalitions_time(
    negotiator: Negotiator,
) -> None:
    page = negotiator.page
    page.clock.install()
    negotiator.types(COUNTER)
    passed_at = page.get_by_label("Passed at")
    before = passed_at.input_value()
    page.clock.fast_forward("01:00:00")
    expect(passed_at).not_to_have_value(before)
    page.clock.resume()
    page.reload()
    expect(negotiator.told).to_contain_text("Restored what you typed at")
    assert passed_at.input_value() == page.locator("[name=passed_at_shown]").input_value()
