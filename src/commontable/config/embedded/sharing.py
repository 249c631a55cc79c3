"""Who is using the server just now: a lock each user shares, released by the kernel at any death.

The last one out stops the server, whoever started it. So a one-off command beside a running demo
leaves the demo alone, and a demo killed with -9 leaves a server that the next user takes over.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Users:
    """The set of processes using one server."""

    def __init__(self, folder: Path) -> None:
        self._turn = folder / "turn.lock"
        self._users = folder / "users.lock"
        self._held: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        descriptor = os.open(self._turn, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def enter(self) -> None:
        if self._held is None:
            self._held = os.open(self._users, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._held, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop using it; true if nobody else does. Call it within ``turn``."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        descriptor = os.open(self._users, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True
