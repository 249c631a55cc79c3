"""The product as a process of its own, met through a real browser."""

from typing import TYPE_CHECKING

from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_stranger_is_led_to_the_sign_in_page(live_product: Product, browser_page: "Page") -> None:
    answer = browser_page.goto(live_product.base_url)
    assert answer is not None
    assert answer.status == 200
    assert browser_page.url.startswith(f"{live_product.base_url}/account/sign-in/")
    assert browser_page.get_by_role("heading", level=1).count() == 1
    # Styled, so the hashed static files and the content security policy agree.
    assert browser_page.evaluate("document.styleSheets.length") > 0
