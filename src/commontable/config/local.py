"""The product on the embedded server: its environment, and one-off commands beside a demo."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commontable.config import environment
from commontable.config.embedded import EmbeddedServer

SIGN_INS = "demo-sign-ins.txt"  # what seed_demo printed, for every later start
CHECKOUT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """The folder with all state: ``COMMONTABLE_HOME``, or ``var`` in the checkout."""
    return environment.path("COMMONTABLE_HOME", CHECKOUT / "var")


def uses_own_server() -> bool:
    return not os.environ.get("DATABASE_URL")


def local_environment(server: EmbeddedServer) -> dict[str, str]:
    """Our environment and what the product needs to run on ``server``."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "commontable.config.settings",
        "COMMONTABLE_HOME": str(server.home),
        "SECRET_KEY": _kept_key(server.home / "secret-key"),
        "SECOND_FACTOR_KEYS": _kept_key(server.home / "second-factor-key"),
        "EMAIL_FOLDER": str(server.home / "mail"),
        **server.environment(),
    }


@contextmanager
def database_for_commands() -> Iterator[None]:
    """Within, ``DATABASE_URL`` is set: to the server it names, else to the embedded one.

    The embedded server is started if need be and stopped afterwards, unless a demo uses it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commontable.config.settings")
    if not uses_own_server():
        yield
        return
    with EmbeddedServer(home()) as server:
        before = dict(os.environ)
        os.environ.update(local_environment(server))
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _kept_key(path: Path) -> str:
    """Kept, so that a restart signs nobody out, and their second factors stay readable."""
    try:
        return path.read_text()
    except FileNotFoundError:
        key = secrets.token_urlsafe(50)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(key)
        return key
