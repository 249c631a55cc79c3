"""The tests' databases: one server per session, migrated once, copied per worker and per need.

Django's ``default`` connection logs in as the application role, so that row-level security binds
the tests as it binds the product; ``owner`` is there for what a test must do behind its back.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections

from commontable.config import environment
from commontable.config.embedded import EmbeddedServer
from commontable.config.embedded.passwords import ADMIN, APP, BACKUP, OWNER

PREFIX = "ct-tests-"
LEFT_BEHIND_AFTER = 3600  # seconds; a session that was killed leaves its server running


class QuickHasher(PBKDF2PasswordHasher):
    """One round: a hundred people sign in during the tests, and their passwords guard nothing."""

    iterations = 1


def session_id() -> str:
    """The same for every worker of one run of pytest."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", "") or uuid.uuid4().hex


def home_of(session: str) -> Path:
    return Path(tempfile.gettempdir()) / f"{PREFIX}{session[:12]}"


@contextmanager
def server_for(session: str) -> Iterator[EmbeddedServer]:
    """The session's server; whoever leaves last removes it."""
    remove_left_behind()
    home = home_of(session)
    server = EmbeddedServer(home, fsync=False)
    server.start()
    try:
        yield server
    finally:
        connections.close_all()
        if server.destroy():
            shutil.rmtree(home, ignore_errors=True)


def remove_left_behind() -> None:
    """Remove servers of earlier sessions that were killed and that nobody uses."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            old = time.time() - home.stat().st_mtime > LEFT_BEHIND_AFTER
        except FileNotFoundError:
            continue
        if old and EmbeddedServer(home).destroy():
            shutil.rmtree(home, ignore_errors=True)


def template(server: EmbeddedServer, name: str, build: Callable[[], None], *, on: str) -> str:
    """The database ``name``, made once per session by ``build`` on a copy of ``on``.

    ``build`` runs with Django connected to the database in the making.
    """
    with (server.home / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not server.has_database(name):
            making = f"{name}_in_the_making"
            server.drop_database(making)
            server.create_database(making, template=on)
            with connected_to(server, making):
                build()
            server.rename_database(making, name)
    return name


@contextmanager
def copy_of(server: EmbeddedServer, original: str) -> Iterator[str]:
    """A database like ``original``, dropped afterwards."""
    name = f"{original}_{uuid.uuid4().hex[:12]}"
    server.create_database(name, template=original)
    try:
        yield name
    finally:
        server.drop_database(name)


@contextmanager
def connected_to(server: EmbeddedServer, database: str) -> Iterator[None]:
    """Django's connections lead to ``database`` within; no connection pool in between."""
    before = {alias: dict(entry) for alias, entry in connections.settings.items()}
    _point(
        {
            "default": environment.database(server.url(APP, database), name="tests"),
            "owner": environment.database(server.url(OWNER, database), name="tests"),
        }
    )
    try:
        yield
    finally:
        _point(before)


def _point(entries: dict[str, dict[str, object]]) -> None:
    connections.close_all()
    whole = connections.configure_settings(entries)
    for alias in list(connections.settings):
        if hasattr(connections._connections, alias):
            del connections[alias]
    connections.settings.clear()
    connections.settings.update(whole)
    settings.DATABASES = connections.settings


@dataclass
class Database:
    """A database of a test's own, with everything committed in it."""

    server: EmbeddedServer = field(repr=False)
    name: str

    def url(self, role: str = APP) -> str:
        return self.server.url(role, self.name)

    @property
    def admin_url(self) -> str:
        """As the superuser: sees everything, for judging from outside."""
        return self.url(ADMIN)

    @property
    def backup_url(self) -> str:
        return self.url(BACKUP)

    @property
    def environment(self) -> dict[str, str]:
        """What a process of the product needs to use it."""
        return self.server.environment(self.name)
