"""The style guide in a real browser: keys, drafts, accessibility, paper, right to left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import override_settings
from django.urls import path
from django.utils.csp import CSP

from commontable.web.views import styleguide

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NOTICE = "form[data-draft-key] [data-draft-notice]"
BANNER = ".draft-banner"


def accepted(request: HttpRequest) -> HttpResponse:
    """What a form's success looks like: the page that drops the draft."""
    page = Template('{% extends "web/base.html" %}{% block content %}{{ done }}{% endblock %}')
    return HttpResponse(page.render(Context({"done": "Done", "request": request})))


def dropped(request: HttpRequest) -> HttpResponse:
    page = Template(
        '{% extends "web/base.html" %}'
        '{% block content %}<p data-draft-clear="styleguide">Done</p>{% endblock %}'
    )
    return HttpResponse(page.render(Context({"request": request})))


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing: a test's output is its failures."""


@pytest.fixture(scope="module")
def guide() -> Iterator[str]:
    """The style guide's address, served without a database under the strict policy of the house."""
    templates = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ]
    with override_settings(
        ROOT_URLCONF=(path("", styleguide), path("done", accepted), path("dropped", dropped)),
        MIDDLEWARE=[
            "django.middleware.csp.ContentSecurityPolicyMiddleware",
            "django.middleware.locale.LocaleMiddleware",
        ],
        TEMPLATES=templates,
        LANGUAGES=[("en", "English"), ("ar", "Arabic")],
        ALLOWED_HOSTS=["127.0.0.1"],
        SECURE_CSP={"default-src": [CSP.SELF]},
    ):
        application = StaticFilesHandler(WSGIHandler())
        with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()
            thread.join()


@pytest.fixture
def page(browser_page: Page, guide: str) -> Page:
    browser_page.goto(guide)
    return browser_page


def chosen(page: Page) -> str | None:
    found = page.evaluate("document.activeElement.closest('tr[data-row]')?.cells[0].innerText")
    return None if found is None else str(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, guide: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(guide)
    violations = Axe().run(page).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert [(one["id"], one["nodes"][0]["target"]) for one in violations] == []
    assert wider <= 0
    assert refused == []


def test_everything_that_can_be_pressed_is_large_enough(page: Page) -> None:
    small = page.evaluate(
        """[...document.querySelectorAll("button, select, summary, input")]
        .filter((one) => one.offsetParent && !["checkbox", "radio"].includes(one.type))
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height])
        .filter(([, height]) => height < 24)"""
    )
    assert small == []


def test_j_and_k_walk_the_rows_and_enter_opens_one(page: Page) -> None:
    page.keyboard.press("j")
    assert chosen(page) == "Across-the-board raises"
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "South region"
    page.keyboard.press("k")
    assert chosen(page) == "North region"
    page.keyboard.press("Enter")
    assert page.url.endswith("#timeline")


def test_keys_rest_while_someone_types(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jkn?")
    assert page.input_value("[data-key-filter]") == "jkn?"
    assert chosen(page) is None
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert chosen(page) == "Across-the-board raises"


def test_single_keys_can_be_switched_off_and_stay_off(page: Page) -> None:
    page.keyboard.press("?")
    page.uncheck("[data-keys-switch]")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert chosen(page) is None
    page.click("[data-keys-open]")
    assert not page.is_checked("[data-keys-switch]")


def test_what_was_typed_comes_back_after_a_reload_and_says_so(page: Page) -> None:
    page.fill("#id_issue", "Wage floor")
    page.check("#id_side_1")
    page.fill("#id_note", "they laughed")
    page.reload()
    assert page.input_value("#id_issue") == "Wage floor"
    assert page.is_checked("#id_side_1")
    assert page.input_value("#id_note") == "they laughed"
    assert "Restored what you typed at" in page.inner_text(NOTICE)


def test_a_discarded_draft_stays_discarded(page: Page) -> None:
    page.fill("#id_issue", "Wage floor")
    page.reload()
    page.click(f"{NOTICE} button")
    assert page.input_value("#id_issue") == ""
    page.reload()
    assert page.input_value("#id_issue") == ""
    assert page.query_selector(NOTICE) is None


def test_an_accepted_form_leaves_no_draft(page: Page, guide: str) -> None:
    page.fill("#id_issue", "Wage floor")
    page.goto(f"{guide}done")
    page.goto(guide)
    assert page.input_value("#id_issue") == "Wage floor"
    page.goto(f"{guide}dropped")
    page.goto(guide)
    assert page.input_value("#id_issue") == ""


def test_a_draft_belongs_to_one_person(page: Page) -> None:
    page.fill("#id_issue", "Wage floor")
    names = page.evaluate("Object.keys(localStorage)")
    assert names == ["commontable.draft.nobody.styleguide"]


def test_a_send_without_a_connection_waits_and_goes_once(page: Page) -> None:
    posts: list[str] = []
    page.on("request", lambda one: posts.append(one.url) if one.method == "POST" else None)
    page.fill("#id_issue", "Wage floor")
    page.context.set_offline(True)
    page.click("form[data-draft-key] [type=submit]")
    page.wait_for_selector(BANNER)
    assert "Nothing you typed is lost" in page.inner_text(BANNER)
    assert posts == []
    with page.expect_navigation():
        page.context.set_offline(False)
    assert len(posts) == 1


def test_what_was_changed_since_is_not_sent_unasked(page: Page) -> None:
    page.fill("#id_issue", "Wage floor")
    page.context.set_offline(True)
    page.click("form[data-draft-key] [type=submit]")
    page.wait_for_selector(BANNER)
    page.fill("#id_issue", "Wage floor, second thoughts")
    page.context.set_offline(False)
    page.wait_for_selector(f"{BANNER} button")
    assert "nothing was sent" in page.inner_text(BANNER)


def through_htmx(page: Page, submission_key: str) -> None:
    """Let the form be sent by htmx, into a connection that breaks once."""
    page.evaluate(
        """(key) => {
            const form = document.querySelector("form[data-draft-key]");
            form.setAttribute("hx-post", "/done");
            form.querySelector("[name=submission_key]")?.remove();
            if (key) {
                form.insertAdjacentHTML("beforeend",
                    `<input type="hidden" name="submission_key" value="${key}">`);
            }
            htmx.process(form);
        }""",
        submission_key,
    )
    page.route("**/done", lambda route: route.abort(), times=1)
    page.fill("#id_issue", "Wage floor")
    page.click("form[data-draft-key] [type=submit]")
    page.wait_for_selector(BANNER)


def test_an_answer_that_never_came_is_left_to_the_person(page: Page) -> None:
    through_htmx(page, "")
    assert "look whether it arrived" in page.inner_text(BANNER)
    with page.expect_request("**/done"):
        page.click(f"{BANNER} button")


def test_with_a_submission_key_it_is_sent_again_by_itself(page: Page) -> None:
    through_htmx(page, "3f0c")
    with page.expect_request("**/done"):
        page.evaluate("window.dispatchEvent(new Event('online'))")


def test_paper_has_no_navigation_and_repeats_the_head(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.is_visible(".masthead")
    assert not page.is_visible(".filters")
    display = "getComputedStyle(document.querySelector('.board thead')).display"
    assert page.evaluate(display) == "table-header-group"


def test_right_to_left_mirrors_the_board(browser: Browser, guide: str) -> None:
    context = browser.new_context(locale="ar", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(guide)
    direction = page.get_attribute("html", "dir")
    issue, moved = page.evaluate(
        """[...document.querySelectorAll(".board thead th")]
        .map((one) => one.getBoundingClientRect().x)
        .filter((x, index, all) => index === 0 || index === all.length - 1)"""
    )
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert direction == "rtl"
    assert issue > moved
    assert wider <= 0
