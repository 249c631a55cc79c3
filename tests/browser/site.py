"""The product for a whole module of browser tests, and how people come in at its door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from pytest_django import DjangoDbBlocker

import database
import product
from cast import PASSWORD
from coalition.signing_in import code_of, give_app, secret_of
from commontable.coalition import tenancy
from commontable.coalition.models import Authority, Coalition, Person, User
from commontable.coalition.roles import Role
from commontable.coalition.services.demo_coalition import PASSWORD as DEMO_PASSWORD
from commontable.common import dates
from commontable.config.embedded import EmbeddedServer
from database import Database
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Page


@contextmanager
def served(
    cluster: EmbeddedServer,
    template: str,
    blocker: DjangoDbBlocker,
    home: Path,
    static: Path,
) -> Iterator[Product]:
    """The product on a copy of ``template``, with Django's connections leading to the same."""
    with (
        database.copy_of(cluster, template) as name,
        database.connected_to(cluster, name),
        blocker.unblock(),
        product.running(Database(cluster, name), home, static) as running,
    ):
        yield running


@dataclass(frozen=True)
class Chief:
    """The first chief negotiator of a coalition that has nothing in it yet."""

    user: User
    person: Person
    secret: str


@transaction.atomic
def chief_of_a_new_coalition(slug: str) -> Chief:
    """A coalition without unions, regions or campaigns, and the chief's sign-in to it."""
    with tenancy.scope(coalition_id=None, operator=True):
        coalition = Coalition.objects.create(
            name=f"Coalition {slug}", slug=slug, time_zone="America/Los_Angeles"
        )
    with tenancy.scope(coalition_id=coalition.pk):
        user = User.objects.create_user(f"chief@{slug}.test", PASSWORD)
        person = Person.objects.create(coalition=coalition, user=user, name="Nora Midnight")
        Authority.objects.create(
            coalition=coalition,
            person=person,
            role=Role.CHIEF_NEGOTIATOR,
            from_on=dates.today(coalition.time_zone),
        )
        return Chief(user, person, give_app(user))


def sign_in(page: Page, site: str, email: str, secret: str, password: str = PASSWORD) -> None:
    """Through the door as people go: e-mail and password, then the code of the app."""
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile(r"^(?!.*sign-in)"))


def sign_in_to_the_demo(page: Page, site: str, who: str) -> None:
    """As one of the demo's people: ``chief``, ``officer-nurses`` …"""
    email = f"{who}@tidewater.example"
    sign_in(page, site, email, secret_of(User.objects.get(email=email)), DEMO_PASSWORD)
