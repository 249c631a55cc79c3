"""A union's own table, from outside: no address leads there and no page lets a word of it slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from bargaining.passing import passing, raises
from browser.site import served, sign_in
from cast import Member, enter
from coalition.signing_in import give_app
from commontable.bargaining.services.proposals import pass_proposal
from commontable.bargaining.services.sessions import convene_session
from commontable.bargaining.services.tables import open_table
from commontable.bargaining.words import Side, TableKind
from commontable.common import dates
from commontable.config.embedded import EmbeddedServer
from permissions.addresses import addresses
from permissions.matrix import BARGAINING, Case
from permissions.people import World, furnished

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WORDS = ("heron", "grebe", "bittern", "4.44")  # of the nurses alone: table, place, title, raise
OUTSIDERS = ("technicians_officer", "stranger")
NURSES_ADDRESSES = [
    f"bargaining:{name}" for name, cases in BARGAINING.items() if Case.NURSES in cases
]


@dataclass(frozen=True)
class House:
    """The furnished world, served, with a local table of the nurses told in words of its own."""

    base_url: str
    world: World
    secrets: dict[str, str]
    cookies: dict[str, list[Any]] = field(default_factory=dict)

    def enter_as(self, page: Page, person: str) -> None:
        """By both steps the first time; a code is good for once, so by the cookies after that."""
        if person not in self.cookies:
            member: Member = getattr(self.world.cast, person)
            sign_in(page, self.base_url, member.user.email, self.secrets[person])
            self.cookies[person] = list(page.context.cookies())
        page.context.add_cookies(self.cookies[person])


@pytest.fixture(scope="module")
def house(
    cluster: EmbeddedServer,
    empty_template: str,
    django_db_blocker: DjangoDbBlocker,
    collected_static: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    home = tmp_path_factory.mktemp("privacy")
    with served(cluster, empty_template, django_db_blocker, home, collected_static) as running:
        world = furnished()
        secrets = {}
        for name in ("nurses_officer", *OUTSIDERS):
            user = getattr(world.cast, name).user
            user.authenticator_set.all().delete()
            secrets[name] = give_app(user)
        _speak_in_words_of_their_own(world)
        yield House(running.base_url, world, secrets)


@transaction.atomic
def _speak_in_words_of_their_own(world: World) -> None:
    cast = world.cast
    grace = enter(cast.nurses_officer)
    table = open_table(
        actor=grace,
        campaign=cast.campaign,
        kind=TableKind.LOCAL,
        name="Heron table",
        union_id=cast.nurses.pk,
    )
    tomorrow = dates.today(cast.coalition.time_zone) + timedelta(days=1)
    convene_session(actor=grace, table=table, days=[tomorrow], place="Grebe Hotel")
    for title in ("Bittern", "Bittern again"):
        proposal = passing(
            Side.UNION, [cast.wages], title=title, terms=raises(cast.wages, "4.44", "4.44")
        )
        pass_proposal(actor=grace, table=table, passing=proposal)


def readable(house: House) -> list[str]:
    """Addresses that an outsider may ask for: those without a row, and the common table's."""
    common = [
        address.url(house.world, Case.COMMON)
        for address in addresses().values()
        if not address.name.startswith(("account", "mfa", "join", "usersessions"))
    ]
    asked = [
        *(f"{board}?q={word}" for board in _boards(house) for word in WORDS),
        "/coalition/log/?verb=open_table",
        "/coalition/log/?verb=pass_proposal",
        "/coalition/people/?q=heron",
        "/coalition/facilities/?q=heron",
    ]
    return sorted({*common, *asked})


def _boards(house: House) -> list[str]:
    names = ("board", "campaign_board", "proposals", "issues", "statements")
    return [addresses()[f"bargaining:{name}"].url(house.world, Case.COMMON) for name in names]


def words_in(text: str) -> list[str]:
    """The telltale words, but for a search box that repeats what was asked."""
    body = text.lower()
    for word in WORDS:
        body = body.replace(f'value="{word}"', "").replace(f"q={word}", "")
    return [word for word in WORDS if word in body]


def test_the_nurses_themselves_find_their_table(browser_page: Page, house: House) -> None:
    """Or the tests below would prove nothing."""
    house.enter_as(browser_page, "nurses_officer")
    browser_page.goto(f"{house.base_url}/tables/")
    browser_page.get_by_role("link", name="Heron table").click()
    expect(browser_page.get_by_text("Grebe Hotel").first).to_be_visible()
    calendar = browser_page.request.get(f"{house.base_url}/calendar.ics").text()
    log = browser_page.request.get(f"{house.base_url}/coalition/log/").text()
    assert "Grebe Hotel" in calendar
    assert "heron" in log.lower()


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_address_leads_an_outsider_there(browser_page: Page, house: House, person: str) -> None:
    house.enter_as(browser_page, person)
    found = {}
    for name in NURSES_ADDRESSES:
        url = addresses()[name].url(house.world, Case.NURSES)
        answer = browser_page.request.get(f"{house.base_url}{url}", max_redirects=0)
        only_posts = answer.status == 405 and not words_in(answer.text())
        if answer.status != 404 and not only_posts:
            found[url] = answer.status
    assert found == {}
    board = addresses()["bargaining:board"].url(house.world, Case.NURSES)
    browser_page.goto(f"{house.base_url}{board}")
    nowhere = browser_page.get_by_role("main").inner_text()
    browser_page.goto(f"{house.base_url}/tables/999999/board")
    assert browser_page.get_by_role("main").inner_text() == nowhere


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_page_lets_a_word_of_it_slip(browser_page: Page, house: House, person: str) -> None:
    house.enter_as(browser_page, person)
    seen, told = 0, {}
    for url in readable(house):
        answer = browser_page.request.get(f"{house.base_url}{url}")
        seen += answer.ok
        words = words_in(answer.text())
        if words:
            told[url] = words
    assert told == {}
    assert seen > 10
    browser_page.goto(f"{house.base_url}/tables/")
    expect(browser_page.get_by_text("Heron")).to_have_count(0)
