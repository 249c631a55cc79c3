"""Getting in, in a real browser: both steps, passkeys with the browser's own authenticator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

import product
from cast import PASSWORD, Cast, assemble
from coalition.signing_in import code_of, give_app
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(live_product: Product) -> Cast:
    return assemble()


@pytest.fixture
def site(live_product: Product) -> str:
    """By name: a passkey is bound to a name, never to a number."""
    return live_product.base_url.replace("127.0.0.1", "localhost")


@pytest.fixture
def refused_by_policy(browser_page: Page) -> Iterator[list[str]]:
    """What the content security policy kept the page from; nothing, or the test fails."""
    refused: list[str] = []
    browser_page.on(
        "console",
        lambda message: refused.append(message.text) if "Security Policy" in message.text else None,
    )
    yield refused
    assert refused == []


def text_of(message: Path) -> str:
    """The words of a sent message, as its reader sees them."""
    return str(message_from_bytes(message.read_bytes(), policy=default).get_content())


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def enter_password(page: Page, site: str, email: str, password: str = PASSWORD) -> None:
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def plug_in_authenticator(page: Page) -> None:
    """As a laptop with a fingerprint reader whose owner touches it at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_password_then_code(browser_page: Page, site: str, cast: Cast) -> None:
    secret = give_app(cast.chief.user)
    enter_password(browser_page, site, cast.chief.user.email)
    browser_page.wait_for_url("**/account/sign-in/second-step/**")
    assert "Demonstration only" not in browser_page.content()
    browser_page.get_by_label("Code").fill(code_of(secret))
    browser_page.get_by_role("button", name="Go on").click()
    browser_page.wait_for_url(lambda address: "sign-in" not in address)
    browser_page.goto(f"{site}/account/sessions/")
    expect(browser_page.get_by_text("this one")).to_be_visible()


def test_from_the_invitation_to_a_passkey_and_back_in_with_it_alone(
    browser_page: Page,
    site: str,
    live_product: Product,
    cast: Cast,
    refused_by_policy: list[str],
) -> None:
    page = browser_page
    secret = give_app(cast.chief.user)
    enter_password(page, site, cast.chief.user.email)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(f"{site}/coalition/people/invite/")
    page.get_by_label("Name").fill("Iris Invited")
    page.get_by_label("E-mail").fill("iris@harbor.test")
    page.get_by_label("Role").select_option("research")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("The invitation is on its way to iris@harbor.test.").wait_for()
    [message] = live_product.mail.iterdir()
    link = re.search(r"/join/\S+", text_of(message))
    assert link
    page.context.clear_cookies()

    plug_in_authenticator(page)
    page.goto(f"{site}{link.group()}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Take the seat").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Iris's laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.goto(f"{site}/account/passkeys/")
    row = page.get_by_role("row").filter(has_text="Iris's laptop")
    expect(row.get_by_text("alone")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{site}/coalition/people/")
    assert "Ada Chief" not in page.content()
    page.goto(f"{site}/account/sign-in/?next=/coalition/people/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(f"{site}/coalition/people/")
    expect(page.get_by_text("Ada Chief")).to_be_visible()

    page.goto(f"{site}/account/passkeys/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url(lambda address: "remove" not in address)
    page.goto(f"{site}/coalition/people/")
    assert path_of(page) == "/account/second-factor/"


def test_a_passkey_as_the_second_step(
    browser_page: Page, site: str, cast: Cast, refused_by_policy: list[str]
) -> None:
    page = browser_page
    plug_in_authenticator(page)
    enter_password(page, site, cast.observer.user.email)
    page.wait_for_url("**/account/second-factor/**")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Sign in with it alone, without a password").uncheck()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    enter_password(page, site, cast.observer.user.email)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(f"{site}/account/")
    expect(page.get_by_text(cast.observer.user.email).first).to_be_visible()


def test_where_there_is_no_passkey_the_page_says_so_and_lets_one_go_on(
    browser_page: Page, live_product: Product, cast: Cast
) -> None:
    page = browser_page
    page.goto(f"{live_product.base_url}/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Passkeys need a name in the address").wait_for()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_an_app_is_set_up_from_the_key_on_the_page(
    browser_page: Page, site: str, cast: Cast
) -> None:
    page = browser_page
    enter_password(page, site, cast.team.user.email)
    page.get_by_role("link", name="Set up an app").click()
    picture = page.locator("img.qr")
    assert picture.evaluate("image => image.naturalWidth") > 0
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Set up").click()
    page.wait_for_url("**/recovery-codes/")


def test_failures_count_on_every_server_process_alike(
    browser_page: Page, live_product: Product, cast: Cast, collected_static: Path, tmp_path: Path
) -> None:
    email = cast.chief.user.email
    with product.running(live_product.database, tmp_path / "second", collected_static) as second:
        for site in [live_product.base_url] * 3 + [second.base_url] * 2:
            enter_password(browser_page, site, email, "wrong-wrong-wrong")
            expect(browser_page.get_by_text("do not belong together")).to_be_visible()
        for site in (live_product.base_url, second.base_url):
            enter_password(browser_page, site, email)
            expect(browser_page.get_by_text(re.compile("Wait 10 minutes"))).to_be_visible()


def test_a_browser_signed_out_from_another_is_out(
    browser_page: Page, site: str, cast: Cast
) -> None:
    secret = give_app(cast.chief.user)
    other = browser_page.context.browser
    assert other
    context = other.new_context(locale="en-US", user_agent="Hotel lobby")
    lobby = context.new_page()
    for page, step in ((lobby, 0), (browser_page, 1)):
        enter_password(page, site, cast.chief.user.email)
        page.get_by_label("Code").fill(code_of(secret, step=step))
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(lambda address: "sign-in" not in address)
    browser_page.goto(f"{site}/account/sessions/")
    row = browser_page.get_by_role("row").filter(has_text="Hotel lobby")
    row.get_by_role("button", name="Sign out").click()
    browser_page.get_by_text("That browser is signed out.").wait_for()
    lobby.goto(f"{site}/account/")
    assert path_of(lobby) == "/account/sign-in/"
    context.close()
