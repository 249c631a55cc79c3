"""Nobody forgets a check: every address, every person, GET and POST."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

import database
from commontable.config.embedded import EmbeddedServer
from permissions.addresses import addresses
from permissions.matrix import BARGAINING, COSTING, MATRIX, WORKFORCE, Case
from permissions.people import PEOPLE, World, furnished

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ASKED = [(name, case) for name, cases in MATRIX.items() for case in cases]
# What any address of the nurses' own gives whoever is not theirs.
NURSES_ADDRESSES = [
    f"{space}:{name}"
    for space, addresses in (
        ("bargaining", BARGAINING),
        ("workforce", WORKFORCE),
        ("costing", COSTING),
    )
    for name, cases in addresses.items()
    if Case.NURSES in cases
]


@pytest.fixture(scope="module")
def world(
    cluster: EmbeddedServer, empty_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    with (
        database.copy_of(cluster, empty_template) as name,
        database.connected_to(cluster, name),
        django_db_blocker.unblock(),
    ):
        yield furnished()


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """Everybody signed in, once."""
    made = {}
    for person in PEOPLE:
        made[person] = Client()
        user = world.user(person)
        if user is not None:
            made[person].force_login(user, backend=BACKEND)
    return made


def ask(client: Client, method: str, url: str) -> int:
    """The code, in a transaction that leaves nothing, with a jar of cookies that keeps nothing."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code


def test_every_address_has_its_answers() -> None:
    missing = addresses().keys() - MATRIX.keys()
    assert not missing, f"add to tests/permissions/matrix.py: {', '.join(sorted(missing))}"


def test_every_answer_has_an_address() -> None:
    gone = MATRIX.keys() - addresses().keys()
    assert not gone, f"remove from tests/permissions/matrix.py: {', '.join(sorted(gone))}"


def test_every_address_of_a_private_row_is_asked_for_the_nurses() -> None:
    """An address with an argument that can be one union's has the case NURSES."""
    # A token names no row: here it is one that was never given.
    never_private = {"campaign_id", "union_id", "local_id", "unit_id", "person_id", "pk", "token"}
    unasked = [
        address.name
        for address in addresses().values()
        if set(address.parameters) - never_private
        and not address.name.startswith(("account", "mfa", "join"))
        and Case.NURSES not in MATRIX.get(address.name, {})
    ]
    assert unasked == []


@pytest.mark.parametrize(("name", "case"), ASKED, ids=[f"{n} {c}" for n, c in ASKED])
def test_who_gets_what(world: World, clients: dict[str, Client], name: str, case: Case) -> None:
    expected = MATRIX[name][case]
    url = addresses()[name].url(world, case)
    wrong = []
    for person, client in clients.items():
        for method, codes in (("GET", expected.get), ("POST", expected.post)):
            code = ask(client, method, url)
            if code != codes[person]:
                wrong.append(f"{method} as {person} gave {code}, not {codes[person]}")
    assert not wrong, f"{url}: {'; '.join(wrong)}"


def test_the_nurses_own_addresses_are_nowhere_for_everybody_else() -> None:
    """Said once for the whole matrix: what a mistake in one of its rows could hide."""
    for name in NURSES_ADDRESSES:
        answers = MATRIX[name][Case.NURSES]
        for person in set(PEOPLE) - {"nurses_officer"}:
            assert answers.get[person] in {404, 405}, (name, person)
            assert answers.post[person] in {404, 405}, (name, person)


@pytest.mark.parametrize("person", PEOPLE)
def test_an_address_that_is_nowhere_is_not_found(
    world: World, clients: dict[str, Client], person: str
) -> None:
    assert ask(clients[person], "GET", "/nowhere/at/all") == 404


def test_a_visitor_is_offered_the_way_in(world: World) -> None:
    for url in ("/nowhere", addresses()["bargaining:board"].url(world, Case.COMMON)):
        response = Client().get(f"{url}?a=1&b=2")
        page = response.content.decode()
        assert response.status_code == 404
        assert "If you have a seat here, sign in" in page
        where = url.replace("/", "%2F")
        assert f"{reverse('account_login')}?next={where}%3Fa%3D1%26b%3D2" in page


def test_somebody_signed_in_is_not_told_to_sign_in(
    world: World, clients: dict[str, Client]
) -> None:
    page = clients["chief"].get("/nowhere").content.decode()
    assert "If you have a seat here" not in page


def test_a_refusal_says_what_would_be_needed(world: World, clients: dict[str, Client]) -> None:
    url = addresses()["bargaining:agree"].url(world, Case.COMMON)
    response = clients["team"].get(url)
    page = response.content.decode()
    assert response.status_code == 403
    assert "sign and withdraw tentative agreements" in page
    assert "Chief negotiator" in page
    assert "Bargaining team" in page
    assert "Nothing was changed." in page


def test_a_hidden_row_and_a_missing_one_cannot_be_told_apart(
    world: World, clients: dict[str, Client]
) -> None:
    hidden = addresses()["bargaining:proposal"].url(world, Case.NURSES)
    missing = reverse("bargaining:proposal", kwargs={"proposal_id": 999_999})
    pages = [clients["technicians_officer"].get(url) for url in (hidden, missing)]
    assert [page.status_code for page in pages] == [404, 404]
    said = [
        page.content.decode().replace(url, "")
        for page, url in zip(pages, (hidden, missing), strict=True)
    ]
    assert said[0] == said[1]


SEATED_PAGES = [
    (name, case)
    for name, case in ASKED
    if MATRIX[name][case].get["chief"] == 200 and MATRIX[name][case].get["anonymous"] == 404
]


@pytest.mark.parametrize(("name", "case"), SEATED_PAGES, ids=[n for n, _ in SEATED_PAGES])
def test_without_a_second_factor_every_page_leads_to_setting_one_up(
    world: World, clients: dict[str, Client], name: str, case: Case
) -> None:
    with transaction.atomic():
        world.cast.chief.user.authenticator_set.all().delete()
        response = clients["chief"].get(addresses()[name].url(world, case))
        transaction.set_rollback(True)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("mfa_index")
