"""What every test may ask for. Databases are in database.py, the running product in product.py."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test import override_settings
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

import database
import product
from cast import Cast, assemble
from commontable.config.embedded import EmbeddedServer
from commontable.config.migrating import bring_up_to_date
from database import Database
from product import Product

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EMPTY, DEMO = "template_empty", "template_demo"

# A busy machine is no failure: no example is held to a clock, neither made nor tried.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def test_settings(
    django_test_environment: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Static files as they lie in the source, and quick password hashes."""
    hashers = ["database.QuickHasher", "django.contrib.auth.hashers.ScryptPasswordHasher"]
    files = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        STORAGES=files,
        PASSWORD_HASHERS=hashers,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        MEDIA_ROOT=_shared_folder(tmp_path_factory, "media"),
    ):
        yield


def _shared_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """One for all workers: whoever seeds the demo writes its exhibits' files for everybody."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[EmbeddedServer]:
    """The session's PostgreSQL server."""
    with database.server_for(database.session_id()) as server:
        yield server


@pytest.fixture(scope="session")
def empty_template(cluster: EmbeddedServer, django_db_blocker: DjangoDbBlocker) -> str:
    """Migrated, and nothing in it."""
    with django_db_blocker.unblock():
        return database.template(
            cluster, EMPTY, lambda: bring_up_to_date(verbosity=0), on="template0"
        )


@pytest.fixture(scope="session")
def demo_template(
    cluster: EmbeddedServer, empty_template: str, django_db_blocker: DjangoDbBlocker
) -> str:
    """The demo's coalition, seeded once per session."""

    def seed() -> None:
        call_command("seed_demo", verbosity=0)

    with django_db_blocker.unblock():
        return database.template(cluster, DEMO, seed, on=empty_template)


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: EmbeddedServer, empty_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """pytest-django's hook: ``db`` and ``transactional_db`` work on a copy of the worker's own."""
    with (
        database.copy_of(cluster, empty_template) as name,
        database.connected_to(cluster, name),
    ):
        yield


@contextmanager
def _database_like(
    cluster: EmbeddedServer, template: str, blocker: DjangoDbBlocker
) -> Iterator[Database]:
    with (
        database.copy_of(cluster, template) as name,
        database.connected_to(cluster, name),
        blocker.unblock(),
    ):
        yield Database(cluster, name)


@pytest.fixture
def fresh_database(
    cluster: EmbeddedServer, empty_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """An empty database with real commits; Django's connections lead to it during the test."""
    with _database_like(cluster, empty_template, django_db_blocker) as made:
        yield made


@pytest.fixture
def demo_database(
    cluster: EmbeddedServer, demo_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """The same with the demo's coalition in it."""
    with _database_like(cluster, demo_template, django_db_blocker) as made:
        yield made


@pytest.fixture(scope="session")
def collected_static(test_settings: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Static files as production serves them: hashed names, compressed."""
    folder = tmp_path_factory.mktemp("collected")
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    files = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=files | {"staticfiles": storage}):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def live_product(
    fresh_database: Database, collected_static: Path, tmp_path: Path
) -> Iterator[Product]:
    """The product on an empty database, answering at ``live_product.base_url``."""
    with product.running(fresh_database, tmp_path / "home", collected_static) as running:
        yield running


@pytest.fixture
def live_demo(demo_database: Database, collected_static: Path, tmp_path: Path) -> Iterator[Product]:
    """The product with the demo's coalition."""
    with product.running(demo_database, tmp_path / "home", collected_static) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Its absence is a failure: a browser test never skips."""
    from playwright.sync_api import expect, sync_playwright

    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: run scripts/debian-packages.sh, or make test")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright keeps an event loop in this thread, and Django then refuses plain queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # As long as a click waits: a busy machine is no failure, and what never comes still is one.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS, headless=True
        )
        yield running
        running.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page in a profile of its own; an error in the page's console fails the test."""
    context = browser.new_context(locale="en-US", timezone_id="America/Los_Angeles")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors, f"errors in the page: {errors}"


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast, in a transaction of its own; enter a member's scope to act."""
    return assemble()
