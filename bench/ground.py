"""The ground the measurements stand on: a database of their own, migrated, thrown away after."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from commontable.config.embedded import EmbeddedServer
from commontable.config.local import local_environment
from commontable.config.migrating import bring_up_to_date

_servers: list[EmbeddedServer] = []


@contextmanager
def database() -> Iterator[None]:
    """Within, Django is set up on an empty database, logged in as the application role."""
    with tempfile.TemporaryDirectory(prefix="ct-bench-") as folder:
        server = EmbeddedServer(Path(folder))
        try:
            with server:
                os.environ |= local_environment(server)
                django.setup()
                bring_up_to_date(verbosity=0)
                _servers.append(server)
                yield
        finally:
            _servers.clear()
            server.destroy()


def server() -> EmbeddedServer:
    """The server within ``database``, for logging in as another role."""
    return _servers[0]
