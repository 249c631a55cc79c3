"""The commands that run or maintain a server; each takes its words and gives an exit code."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

import django
from django.core.management import ManagementUtility

from commontable.config.demo import say
from commontable.config.health import own_connection, unapplied_migrations
from commontable.config.local import database_for_commands, home, uses_own_server
from commontable.config.migrating import bring_up_to_date
from commontable.config.preparing import collect_static
from commontable.config.serving import granian_command, pricing_command, worker_command


def migrate(arguments: Sequence[str]) -> int:
    """Apply the migrations as the owner role, which ``DATABASE_OWNER_URL`` names."""
    argparse.ArgumentParser(prog="commontable migrate").parse_args(arguments)
    if not uses_own_server() and not os.environ.get("DATABASE_OWNER_URL"):
        say(
            "DATABASE_OWNER_URL: expected the owner role's address, got none. Nothing was changed. "
            "The application role owns no table and cannot migrate."
        )
        return 2
    with database_for_commands():
        django.setup()
        bring_up_to_date()
    return 0


def static(arguments: Sequence[str]) -> int:
    """Collect and compress the static files into ``STATIC_ROOT``."""
    argparse.ArgumentParser(prog="commontable static").parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commontable.config.settings")
    django.setup()
    collect_static()
    return 0


def serve(arguments: Sequence[str]) -> int:
    """Become the web server, in production: needs ``DATABASE_URL`` and ``SECRET_KEY``."""
    parser = argparse.ArgumentParser(prog="commontable serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 1))
    chosen = parser.parse_args(arguments)
    return _become(
        granian_command(host=chosen.host, port=chosen.port, workers=chosen.workers),
    )


def worker(arguments: Sequence[str]) -> int:
    """Become a background worker, in production: needs ``DATABASE_URL`` and ``SECRET_KEY``."""
    argparse.ArgumentParser(prog="commontable worker").parse_args(arguments)
    return _become(worker_command())


def pricing(arguments: Sequence[str]) -> int:
    """Become the pricing process: it needs no database, and no secret."""
    argparse.ArgumentParser(prog="commontable pricing").parse_args(arguments)
    os.environ.setdefault("PRICING_SOCKET", str(home() / "pricing.sock"))
    command = pricing_command()
    return os.execv(command[0], command)  # noqa: S606 - our own command line


def management(name: str, arguments: Sequence[str]) -> int:
    """Run a domain's own Django command, on the embedded server if no other is named."""
    own_server = uses_own_server()
    with database_for_commands():
        django.setup()
        if own_server and _behind():
            bring_up_to_date(verbosity=0)
        try:
            ManagementUtility(["commontable", name, *arguments]).execute()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 1 if end.code else 0
    return 0


def _behind() -> bool:
    with own_connection() as database:
        return unapplied_migrations(database) > 0


def _become(command: list[str]) -> int:
    for name in ("DATABASE_URL", "SECRET_KEY"):
        if not os.environ.get(name):
            say(f"{name}: expected in the environment, got none. Nothing was started.")
            return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commontable.config.settings")
    # The same process: signals of the service manager reach the server itself.
    return os.execv(command[0], command)  # noqa: S606 - our own command line
