"""Nobody forgets a check: every address, every person, GET and POST."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

import database
from commontable.config.embedded import EmbeddedServer
from permissions.matrix import ROWS, WITHOUT_A_ROW, Row
from permissions.people import ANONYMOUS, PEOPLE, World, furnished

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def addresses(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address as (name with its namespaces, pattern)."""
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern.url_patterns, inner, where)
        else:
            yield ":".join((*spaces, pattern.name or f"(unnamed) {where}")), where


def every_address() -> dict[str, str]:
    return dict(addresses(get_resolver().url_patterns))


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


def answer(world: World, row: Row, person: str, method: str) -> tuple[int, str]:
    """The code, and where it leads or what it says, in a transaction that leaves nothing."""
    with transaction.atomic():
        client = Client(raise_request_exception=True)
        user = world.user(person)
        if user is not None:
            client.force_login(user, backend=BACKEND)
        address = reverse(row.name, kwargs=row.arguments(world))
        if method == "GET":
            response = client.get(address, headers=row.headers)
        else:
            response = client.post(address, row.data(world), headers=row.headers)
        transaction.set_rollback(True)
    return response.status_code, response.headers.get("Location", "")


def test_every_address_has_a_row() -> None:
    missing = set(every_address()) - {row.name for row in ROWS} - set(WITHOUT_A_ROW)
    assert not missing, f"add to tests/permissions/matrix.py: {', '.join(sorted(missing))}"


def test_every_row_has_an_address() -> None:
    gone = ({row.name for row in ROWS} | set(WITHOUT_A_ROW)) - set(every_address())
    assert not gone, f"remove from tests/permissions/matrix.py: {', '.join(sorted(gone))}"


def test_every_case_is_told_apart() -> None:
    titles = [row.title for row in ROWS]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_who_gets_what(world: World, row: Row, person: str, method: str) -> None:
    expected = (row.get if method == "GET" else row.post)[person]
    code, leads_to = answer(world, row, person, method)
    assert code == expected, f"{person}: {method} {row.title} gave {code} {leads_to}"


@pytest.mark.parametrize("person", PEOPLE)
def test_an_address_that_is_nowhere_is_not_found(world: World, person: str) -> None:
    with transaction.atomic():
        client = Client()
        user = world.user(person)
        if user is not None:
            client.force_login(user, backend=BACKEND)
        response = client.get("/nowhere/at/all")
        transaction.set_rollback(True)
    assert response.status_code == 404


def test_a_visitor_is_offered_the_way_in(world: World) -> None:
    response = Client().get("/nowhere?a=1&b=2")
    page = response.content.decode()
    assert response.status_code == 404
    assert "If you have a seat here, sign in" in page
    assert f"{reverse('account_login')}?next=%2Fnowhere%3Fa%3D1%26b%3D2" in page


def test_somebody_signed_in_is_not_told_to_sign_in(world: World) -> None:
    with transaction.atomic():
        client = Client()
        client.force_login(world.cast.chief.user, backend=BACKEND)
        page = client.get("/nowhere").content.decode()
        transaction.set_rollback(True)
    assert "sign in" not in page


SEATED_PAGES = [row for row in ROWS if row.get["chief"] == 200 and row.get[ANONYMOUS] == 404]


@pytest.mark.parametrize("row", SEATED_PAGES, ids=lambda row: row.title)
def test_without_a_second_factor_every_page_leads_to_setting_one_up(world: World, row: Row) -> None:
    with transaction.atomic():
        user = world.cast.chief.user
        user.authenticator_set.all().delete()
        client = Client()
        client.force_login(user, backend=BACKEND)
        response = client.get(reverse(row.name, kwargs=row.arguments(world)))
        transaction.set_rollback(True)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("mfa_index")
