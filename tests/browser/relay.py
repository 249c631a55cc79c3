"""A line between browser and product that can break: what was sent arrives, no reply does."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

_CHUNK = 65_536


@dataclass
class Relay:
    """Passes bytes on. ``losing``, while set, is a pattern of requests whose replies are lost.

    ``arrived`` counts the requests that met it: they reached the product, and it answered.
    """

    site: str
    address: str = ""
    losing: re.Pattern[bytes] | None = None
    arrived: int = 0

    def serve(self, door: socket.socket) -> None:
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            Thread(target=self._connect, args=[caller], daemon=True).start()

    def _connect(self, caller: socket.socket) -> None:
        product = urlsplit(self.site)
        server = socket.create_connection((product.hostname, product.port))
        lost = _Lost()
        asking = Thread(target=self._pass_on, args=[caller, server, lost], daemon=True)
        asking.start()
        with suppress(OSError):
            while reply := server.recv(_CHUNK):
                if lost.now:
                    self.arrived += 1
                    break
                caller.sendall(reply)
        for end in (caller, server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _pass_on(self, caller: socket.socket, server: socket.socket, lost: _Lost) -> None:
        with suppress(OSError):
            while asked := caller.recv(_CHUNK):
                if self.losing and self.losing.match(asked):
                    lost.now = True
                server.sendall(asked)


@dataclass
class _Lost:
    now: bool = False


@contextmanager
def relaying(site: str) -> Iterator[Relay]:
    """A relay before the site, listening at ``relay.address``."""
    relay = Relay(site)
    with socket.create_server(("127.0.0.1", 0)) as door:
        relay.address = f"http://127.0.0.1:{door.getsockname()[1]}"
        Thread(target=relay.serve, args=[door], daemon=True).start()
        yield relay
