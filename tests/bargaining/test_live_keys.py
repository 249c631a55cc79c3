"""The note-taker's keys, in a real browser: one press is one entry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from cast import PASSWORD, assemble, enter
from coalition.signing_in import code_of, give_app
from commontable.bargaining.models import CaucusEvent
from commontable.bargaining.services.sessions import convene_session
from commontable.common import dates
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_one_key_takes_a_side_out_and_back_and_a_field_swallows_the_keys(
    live_product: Product, browser_page: Page
) -> None:
    cast = assemble()
    with transaction.atomic():
        actor = enter(cast.team)
        session = convene_session(actor=actor, table=cast.common, days=[actor.on])
    secret = give_app(cast.team.user)
    browser_page.goto(f"{live_product.base_url}/account/sign-in/")
    browser_page.get_by_label("E-mail").fill(cast.team.user.email)
    browser_page.get_by_label("Password").fill(PASSWORD)
    browser_page.get_by_role("button", name="Sign in", exact=True).click()
    browser_page.get_by_label("Code").fill(code_of(secret))
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("button", name="Sign out").wait_for()
    browser_page.goto(f"{live_product.base_url}/sessions/{session.pk}/")

    browser_page.keyboard.press("e")
    browser_page.get_by_text("The employer is out since").wait_for()
    browser_page.wait_for_load_state()  # the keys work once the page's scripts do
    browser_page.keyboard.press("e")
    browser_page.get_by_role("button", name="They go out").wait_for()
    browser_page.wait_for_load_state()
    browser_page.keyboard.press("p")
    names = browser_page.get_by_label("People")
    names.wait_for()
    browser_page.keyboard.type("Sue Page")
    assert names.input_value() == "Sue Page"

    with transaction.atomic():
        enter(cast.team)
        events = list(CaucusEvent.objects.order_by("id"))
    assert [(event.side, event.move) for event in events] == [
        ("employer", "out"),
        ("employer", "in"),
    ]
    assert all(dates.now() - event.at < timedelta(minutes=5) for event in events)
