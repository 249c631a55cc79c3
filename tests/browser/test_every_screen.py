"""Every screen with the demo's data: accessible, quiet, complete, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from browser.site import served, sign_in_to_the_demo
from commontable.coalition import tenancy
from commontable.coalition.models import Coalition
from commontable.config.embedded import EmbeddedServer
from permissions.addresses import FACT_OF, ROW_OF, ROW_OF_KIND, Address, addresses

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # the rest is not asked for, so axe need not write it down
}

OK = 200
DESKTOP, PHONE, HEIGHT = 1280, 390, 844  # pixels
AT_THE_DOOR = (
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
# Addresses that show no screen to somebody signed in; each with its reason.
NO_SCREEN = {
    "healthz": "figures for a machine",
    "join": "a link that is sent by mail, used once",
    "sent": "answers the page's own script",
    "account_switch_seat": "takes a POST only",
    **dict.fromkeys(AT_THE_DOOR, "for whoever is signed out: looked at without a seat"),
    "account_inactive": "for accounts that were closed",
    "account_end_session": "takes a POST only",
    "account_reset_password_from_key": "a link that is sent by mail, used once",
    "mfa_authenticate": "leads on: looked at on the way in",
    "mfa_login_webauthn": "answers the page's own script",
    "mfa_reauthenticate_webauthn": "answers the page's own script",
    "mfa_deactivate_totp": "leads to proving who one is",
    "mfa_generate_recovery_codes": "leads to proving who one is",
    "mfa_download_recovery_codes": "a file",
    "mfa_edit_webauthn": "nobody of the demo has a passkey",
    "mfa_remove_webauthn": "nobody of the demo has a passkey",
    **{
        f"bargaining:{name}redline_{kind}": "a file"
        for name in ("", "article_", "issue_", "proposal_")
        for kind in ("word", "page")
    },
    "coalition:revoke_invitation": "takes a POST only",
    "coalition:invite_again": "takes a POST only",
    **dict.fromkeys(
        (
            "workforce:upload",
            "workforce:columns",
            "workforce:read_again",
            "workforce:sheet",
            "workforce:values",
            "workforce:refusals",
            "workforce:keep",
            "workforce:discard",
        ),
        "of a file on its way in, of which the demo has none: looked at in test_census",
    ),
    "bargaining:home": "leads to the board",
    "bargaining:calendar": "a file",
    "bargaining:table_calendar": "a file",
    "bargaining:calendar_feed": "a file, for programs that cannot sign in",
    "bargaining:make_calendar_address": "takes a POST only",
    "bargaining:revoke_calendar_address": "takes a POST only",
    "bargaining:exhibit_file": "a file",
    "bargaining:draft_file": "a file",
    **dict.fromkeys(
        (
            "bargaining:draft_facts",
            "bargaining:choose_part",
            "bargaining:take_all_terms",
            "bargaining:load_draft",
            "bargaining:reopen_draft",
            "bargaining:correct_piece",
            "bargaining:split_piece",
            "bargaining:join_piece",
            "bargaining:drop_piece",
            "bargaining:restore_piece",
        ),
        "takes a POST only",
    ),
    "bargaining:stamped_file": "a file",
    "bargaining:stamp_exhibit": "takes a POST only",
    "bargaining:export": "nobody of the demo asked for one: looked at in test_exhibits",
    "bargaining:export_file": "a file",
    "bargaining:confirm_record": "leads to the upload: looked at in the main job",
    "bargaining:preview_terms": "takes a POST only",
    "bargaining:preview_sheet": "takes a POST only",
    **dict.fromkeys(
        (f"bargaining:sheet_{kind}" for kind in ("pdf", "word", "workbook", "data")), "a file"
    ),
    **dict.fromkeys(
        (f"public:{kind}" for kind in ("letter", "a4", "word", "workbook", "data")), "a file"
    ),
    "costing_exports:make": "takes a POST only",
    "costing_exports:file": "a file",
    **dict.fromkeys(
        ("costing:price_again", "costing:renew", "costing:night_save"), "takes a POST only"
    ),
    "costing:offer_file": "a file",
    "costing:night_figures": "a part of the night's screen, for its script",
    "bargaining:caucus": "takes a POST only",
    "bargaining:record_sidebar": "takes a POST only",
    "bargaining:record_attendance": "takes a POST only",
    "bargaining:note_session": "for a union's officers",
    "bargaining:note_issue": "for a union's officers",
    "bargaining:note_proposal": "for a union's officers",
}
KEY_SCREENS = (
    "bargaining:board",
    "bargaining:gaps",
    "bargaining:proposal",
    "bargaining:pass",
    "bargaining:intake",
    "bargaining:draft",
    "bargaining:pass_draft",
    "bargaining:session",
    "bargaining:issue",
    "bargaining:proposals",
    "bargaining:tables",
    "bargaining:contracts",
    "bargaining:search",
    "bargaining:sheet",
    "bargaining:sheet_version",
    "bargaining:make_sheet",
    "bargaining:release_sheet",
    "public:sheet",
    "coalition:directory",
    "costing:home",
    "costing:scenario",
    "costing:compare",
    "costing:night",
)


@dataclass
class House:
    """The demo, served; the chief's cookies; a row for each parameter of an address."""

    base_url: str
    rows: dict[str, Any]
    cookies: list[Any] = field(default_factory=list)

    def url(self, address: Address) -> str:
        arguments = {}
        for parameter in address.parameters:
            if parameter in FACT_OF:
                arguments[parameter] = self.rows[parameter]
                continue
            label = ROW_OF.get(parameter) or ROW_OF_KIND[address.given["kind"]]
            arguments[parameter] = self.rows[label]
        return self.base_url + reverse(address.name, kwargs=arguments)

    @property
    def screens(self) -> dict[str, str]:
        """The address of every screen by its name."""
        return {
            name: self.url(address)
            for name, address in addresses().items()
            if name not in NO_SCREEN
        }


@dataclass
class Heard:
    """What a page said and asked for while it was open."""

    base_url: str
    said: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda m: self.said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base_url, "data:")):
            self.elsewhere.append(request.url)

    def _answered(self, response: Any) -> None:
        # 304 is a file the browser has already.
        if "/static/" in response.url and response.status not in {200, 304}:
            self.failed.append(f"{response.status} {response.url}")

    def since(self) -> list[str]:
        """Everything wrong since it was asked the last time."""
        heard = [*self.said, *self.failed, *self.elsewhere]
        for kind in (self.said, self.failed, self.elsewhere):
            kind.clear()
        return heard


@pytest.fixture(scope="module")
def house(
    cluster: EmbeddedServer,
    demo_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    home = tmp_path_factory.mktemp("every_screen")
    with served(cluster, demo_template, django_db_blocker, home, collected_static) as running:
        yield House(running.base_url, _rows())


@transaction.atomic
def _rows() -> dict[str, Any]:
    """For each parameter a row of the demo; the proposal is one that came with an exhibit."""
    with tenancy.scope(coalition_id=None, operator=True):
        coalition = Coalition.objects.get()
    with tenancy.scope(coalition_id=coalition.pk):
        rows: dict[str, Any] = {}
        for parameter, (label, fact) in FACT_OF.items():
            rows[parameter] = getattr(apps.get_model(label).objects.earliest("pk"), fact)
        for label in {*ROW_OF.values(), *ROW_OF_KIND.values()}:
            found = apps.get_model(label).objects.filter(coalition=coalition)
            row = found.order_by("pk").first()
            if row is not None:
                rows[label] = row.pk
        shown = apps.get_model("bargaining.Exhibit").objects.filter(proposal__isnull=False)
        return rows | {"bargaining.Proposal": shown.earliest("pk").proposal_id}


@pytest.fixture
def window(house: House, browser: Browser) -> Iterator[Any]:
    """Open a window of the chief's, of some width and scheme."""
    opened: list[BrowserContext] = []

    def open_window(*, width: int = DESKTOP, scheme: Any = "light") -> tuple[Page, Heard]:
        context = browser.new_context(
            locale="en-US", viewport={"width": width, "height": HEIGHT}, color_scheme=scheme
        )
        opened.append(context)
        page = context.new_page()
        if not house.cookies:
            sign_in_to_the_demo(page, house.base_url, "chief")
            house.cookies = list(context.cookies())
        context.add_cookies(house.cookies)
        heard = Heard(house.base_url)
        heard.listen(page)
        return page, heard

    yield open_window
    for context in opened:
        context.close()


def faults_of(page: Page) -> list[tuple[str, Any]]:
    """What axe finds against WCAG 2.2 AA: the rule, and where it is broken first."""
    violations = Axe().run(page, options=STANDARD).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in violations]


def wider_than(page: Page, width: int) -> list[tuple[int, int]]:
    """Where the page has to be scrolled sideways, at its own width and a phone's: by how much."""
    found = []
    for at in (PHONE, width):
        page.set_viewport_size({"width": at, "height": HEIGHT})
        pixels = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if pixels > 0:
            found.append((at, int(pixels)))
    return found


def test_every_address_is_a_screen_or_says_why_not(house: House) -> None:
    unknown = set(NO_SCREEN) - set(addresses())
    assert unknown == set(), "gone: remove them from NO_SCREEN"
    for name, address in addresses().items():
        if name in NO_SCREEN:
            continue
        needed = {ROW_OF.get(one, one) for one in address.parameters} - {"subject_id"}
        missing = needed - set(house.rows)
        assert not missing, f"{name}: the demo has no {missing}; give it one, or list why not"


def look_at(
    page: Page, heard: Heard, screens: dict[str, str], *, width: int = DESKTOP
) -> dict[str, Any]:
    """What is wrong with each screen, by its name and path."""
    wrong: dict[str, Any] = {}
    for name, url in screens.items():
        answer = page.goto(url)
        faults: list[Any] = faults_of(page)
        if answer is None or answer.status != OK:
            faults.append(f"answered {answer and answer.status}")
        faults += [f"{pixels} pixels too wide at {at}" for at, pixels in wider_than(page, width)]
        faults += heard.since()
        if faults:
            wrong[f"{name} {urlsplit(url).path}"] = faults
    return wrong


def test_every_screen_is_accessible_quiet_and_complete(house: House, window: Any) -> None:
    page, heard = window()
    assert look_at(page, heard, house.screens) == {}


def test_the_door_is_accessible_quiet_and_complete(house: House, window: Any) -> None:
    page, heard = window()
    page.context.clear_cookies()
    door = {name: house.base_url + reverse(name) for name in AT_THE_DOOR}
    assert look_at(page, heard, door) == {}
    page.goto(f"{house.base_url}/nowhere")
    assert faults_of(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_key_screens_hold_on_a_phone(house: House, window: Any, scheme: str) -> None:
    page, heard = window(width=PHONE, scheme=scheme)
    screens = {name: house.screens[name] for name in KEY_SCREENS}
    assert look_at(page, heard, screens, width=PHONE) == {}
