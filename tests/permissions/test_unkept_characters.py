"""Whatever field of whatever form: a character that cannot be kept is a fault, never a failure."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

import database
from commontable.config.embedded import EmbeddedServer
from permissions.addresses import addresses
from permissions.matrix import MATRIX, Case
from permissions.people import World, furnished

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRITERS = ("chief", "nurses_officer")
FORMS = [
    (name, case)
    for name, cases in MATRIX.items()
    for case, answers in cases.items()
    if any(answers.get[writer] == 200 for writer in WRITERS)
    and name.startswith(("bargaining:", "coalition:", "workforce:", "costing:"))
]
TYPED = "Oak\0land\x08"


class Fields(HTMLParser):
    """The forms of a page: where each is sent, and its fields with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            posts = (given.get("method") or "").lower() == "post"
            self.forms.append((given.get("action") or "" if posts else "-", {}))
        name, kind = given.get("name"), given.get("type") or tag
        if not self.forms or not name or kind in {"submit", "file", "button"}:
            return
        typed = kind in {"text", "textarea", "search", "email", "input"}
        self.forms[-1][1][name] = TYPED if typed else given.get("value") or ""


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


@pytest.mark.parametrize(("name", "case"), FORMS, ids=[f"{n} {c}" for n, c in FORMS])
def test_no_form_fails_on_what_cannot_be_kept(world: World, name: str, case: Case) -> None:
    writer = next(one for one in WRITERS if MATRIX[name][case].get[one] == 200)
    client = Client(raise_request_exception=False)
    user = world.user(writer)
    assert user is not None
    with transaction.atomic():
        client.force_login(user, backend=BACKEND)
        page = client.get(addresses()[name].url(world, case))
        transaction.set_rollback(True)
    if not page.headers["Content-Type"].startswith("text/html"):
        return
    read = Fields()
    read.feed(page.content.decode())
    failed = []
    for action, fields in read.forms:
        if action == "-" or TYPED not in fields.values():
            continue
        address = action or addresses()[name].url(world, case)
        with transaction.atomic():
            client.force_login(user, backend=BACKEND)
            code = client.post(address, fields).status_code
            transaction.set_rollback(True)
        if code >= 500:
            failed.append(f"{address} gave {code} for {sorted(fields)}")
    assert not failed
