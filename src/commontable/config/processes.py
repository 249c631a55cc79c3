"""Child processes that never outlive us, and who holds a port."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_PROC = Path("/proc")
_LISTENING = "0A"


class Child:
    """A process in a group of its own, told to end when we die, whatever we die of.

    In a group of its own, Ctrl-C in the terminal reaches us alone, and we end it in order.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        output: IO[bytes] | None = None,
    ) -> None:
        self.name = name
        parent = os.getpid()
        libc = ctypes.CDLL(None, use_errno=True)

        def end_with_parent() -> None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:  # we died in between
                os._exit(1)

        self._process = subprocess.Popen(  # noqa: S603 - our own command lines
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - we have one thread
        )

    @property
    def group(self) -> int:
        """Its process group, which is also its process id."""
        return self._process.pid

    def ended(self) -> int | None:
        """Its exit code, or ``None`` while it runs."""
        return self._process.poll()

    def end(self) -> None:
        """Ask it to end; ``wait`` sees to it."""
        if self.ended() is None:
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for it, then end by force whatever of its group is left."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=seconds)
        end_group(self.group)
        self._process.wait()


def end_group(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def end_left_behind(groups: Sequence[int], *, mark: str) -> None:
    """End what a killed supervisor left: processes of these groups with ``mark`` in their command.

    The mark is asked for because a number may long belong to somebody else.
    """
    for group in groups:
        if any(mark in _command(pid) for pid in _members(group)):
            try:
                os.killpg(group, signal.SIGTERM)
            except ProcessLookupError:
                continue
            deadline = time.monotonic() + 5
            while _members(group) and time.monotonic() < deadline:
                time.sleep(0.05)
            end_group(group)


@dataclass(frozen=True)
class PortHolder:
    """Who listens on a port; ``pid`` is None when the system does not tell us."""

    pid: int | None
    command: str


def port_holder(port: int, host: str = "127.0.0.1") -> PortHolder | None:
    """Who holds the port, or ``None`` if it is free.

    Asked before anything starts: two servers can share a port without either noticing.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            pid = _listener(port)
            return PortHolder(pid, _command(pid) if pid else "")
    return None


def _listener(port: int) -> int | None:
    inodes = set()
    for table in (_PROC / "net/tcp", _PROC / "net/tcp6"):
        if not table.exists():
            continue
        for line in table.read_text().splitlines()[1:]:
            parts = line.split()
            if parts[3] == _LISTENING and int(parts[1].rpartition(":")[2], 16) == port:
                inodes.add(f"socket:[{parts[9]}]")
    for process in _processes():
        try:
            if any(str(link.readlink()) in inodes for link in (process / "fd").iterdir()):
                return int(process.name)
        except OSError:  # gone, or not ours to look into
            continue
    return None


def _processes() -> list[Path]:
    return [path for path in _PROC.iterdir() if path.name.isdigit()]


def _command(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _members(group: int) -> list[int]:
    """Live processes of the group; a zombie no longer counts."""
    found = []
    for process in _processes():
        try:
            state, _, its_group = (process / "stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(process.name))
    return found
