"""``make demo``: the whole product on one machine, from nothing, and away again.

Embedded PostgreSQL, migrations, a made-up coalition on the first run, the web server, a background
worker, the pricing process. Ctrl-C, SIGTERM and a closed terminal stop all of it in order. Killed
with -9, it leaves nothing that the next start cannot take over.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psycopg

from commontable.config.embedded import EmbeddedServer, EmbeddedServerError
from commontable.config.embedded.passwords import BACKUP
from commontable.config.local import SIGN_INS, local_environment, uses_own_server
from commontable.config.local import home as state_folder
from commontable.config.processes import Child, end_left_behind, port_holder
from commontable.config.serving import granian_command, pricing_command, worker_command

HOST = "127.0.0.1"
WORKERS = 2
START_SECONDS = 60
STOP_SECONDS = 6  # Granian gives its own workers three
AGAIN_SECONDS = 2  # at most so often a process that ends is started again
REFUSED = 2
PRICING = "the pricing process"
_MARK = "commontable"
_OURS = (
    "logs",
    "mail",
    "media",
    "static",
    SIGN_INS,
    "secret-key",
    "second-factor-key",
    "pricing.sock",
    "demo.json",
)


class CannotRunError(Exception):
    """Said to the person, with what to do."""


class Demo:
    """One demo per state folder."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.url = f"http://{HOST}:{port}"
        self._children: list[Child] = []
        self._kept_up: dict[str, tuple[float, Callable[[], None]]] = {}
        self._stopping = False
        self._lock: IO[str] | None = None

    def run(self) -> None:
        """Start everything, say where it is, and stay until asked to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        self.home.mkdir(parents=True, exist_ok=True)
        self._lock = take_lock(self.home)
        if self._lock is None:
            raise CannotRunError(
                f"A demo of this checkout is already running ({self._where_it_runs()}). "
                "Nothing was started. Stop it with Ctrl-C in its terminal."
            )
        end_left_behind(_recorded(self.home).groups, mark=_MARK)
        self._refuse_busy_port()
        server = EmbeddedServer(self.home)
        server.start()
        try:
            self._serve(server)
        finally:
            self._end_children()
            server.stop()
            (self.home / "demo.json").unlink(missing_ok=True)

    def _serve(self, server: EmbeddedServer) -> None:
        environment = local_environment(server) | {"DEMO": "1", "SITE_URL": self.url}
        logs = self.home / "logs"
        logs.mkdir(exist_ok=True)
        preparing = [sys.executable, "-m", "commontable.config.preparing"]
        if not _has_coalition(server):
            preparing.append("--seed")
        if not self._finished(self._start("preparing", preparing, environment)):
            return
        web = granian_command(host=HOST, port=self.port, workers=WORKERS)
        socket = {"PRICING_SOCKET": str(self.home / "pricing.sock")}
        with (
            (logs / "web.log").open("wb") as web_log,
            (logs / "worker.log").open("wb") as jobs_log,
            (logs / "pricing.log").open("wb") as pricing_log,
        ):
            self._start("the web server", web, environment | socket, web_log)
            self._start("the background worker", worker_command(), environment | socket, jobs_log)
            # Its environment is the terminal's alone: no database, no key.
            self._keep_up(PRICING, pricing_command(), {**os.environ, **socket}, pricing_log)
            if self._healthy():
                self._announce()
            self._watch()

    def _start(
        self,
        name: str,
        command: Sequence[str],
        environment: dict[str, str],
        output: IO[bytes] | None = None,
    ) -> Child:
        child = Child(name, command, environment, output)
        self._children.append(child)
        groups = tuple(known.group for known in self._children)
        _record(self.home, Running(os.getpid(), self.url, groups))
        return child

    def _keep_up(
        self,
        name: str,
        command: Sequence[str],
        environment: dict[str, str],
        output: IO[bytes],
    ) -> None:
        """Start a process that is started again whenever it ends: the rest can do without it."""

        def start() -> None:
            self._kept_up[name] = (time.monotonic(), start)
            self._start(name, command, environment, output)

        start()

    def _finished(self, child: Child) -> bool:
        """Wait for ``child`` to end by itself; false if we are asked to stop before."""
        while (code := child.ended()) is None:
            if self._stopping:
                return False
            time.sleep(0.05)
        self._children.remove(child)
        if code != 0:
            raise CannotRunError(f"{child.name} failed with code {code}; what it said is above.")
        return True

    def _healthy(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        said = "no answer"
        while time.monotonic() < deadline:
            self._raise_if_a_child_ended()
            if self._stopping:
                return False
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):  # noqa: S310
                    return True
            except urllib.error.HTTPError as error:
                said = error.read().decode(errors="replace")[:500]
            except OSError as error:
                said = str(error)
            time.sleep(0.1)
        raise CannotRunError(
            f"The web server did not get healthy within {START_SECONDS} s: {said}. "
            f"Its log is {self.home}/logs/web.log; the data is kept."
        )

    def _watch(self) -> None:
        while not self._stopping:
            self._raise_if_a_child_ended()
            time.sleep(0.1)

    def _raise_if_a_child_ended(self) -> None:
        for child in tuple(self._children):
            code = child.ended()
            if code is None or self._stopping:
                continue
            if child.name in self._kept_up:
                since, start = self._kept_up[child.name]
                if time.monotonic() - since >= AGAIN_SECONDS:
                    self._children.remove(child)
                    start()
            else:
                raise CannotRunError(
                    f"{child.name} ended by itself with code {code}, so the demo stops. "
                    f"Its log is in {self.home}/logs; the data is kept. Start again: make demo"
                )

    def _announce(self) -> None:
        sign_ins = self.home / SIGN_INS
        known = sign_ins.read_text().strip() if sign_ins.exists() else "(sign-ins not kept)"
        say(
            f"\nCommontable is running at {self.url}\n\n{known}\n\n"
            f"Mail that would be sent lies in {self.home}/mail.\n"
            "Ctrl-C stops it and keeps the data; `make reset-demo` starts over."
        )

    def _asked_to_stop(self, *_: object) -> None:
        if not self._stopping:
            say("\nStopping …")
        self._stopping = True

    def _end_children(self) -> None:
        for child in self._children:
            child.end()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children:
            child.wait(max(0.1, deadline - time.monotonic()))
        self._children.clear()

    def _refuse_busy_port(self) -> None:
        holder = port_holder(self.port)
        if holder is None:
            return
        who = f"process {holder.pid}: {holder.command}" if holder.pid else "another user's process"
        raise CannotRunError(
            f"Port {self.port} is in use by {who}. Nothing was started. "
            "Stop that process, or choose another port: make demo PORT=8001"
        )

    def _where_it_runs(self) -> str:
        known = _recorded(self.home)
        return f"{known.url or 'just starting'}, process {known.supervisor or 'unknown'}"


def run(arguments: Sequence[str]) -> int:
    """``commontable demo``: 0 after an orderly stop, 2 if it could not start, 1 if it failed."""
    try:
        _refuse(arguments)
        demo = Demo(state_folder(), _port())
        try:
            demo.run()
        except CannotRunError as reason:
            say(str(reason))
            return REFUSED
    except (CannotRunError, EmbeddedServerError) as reason:
        say(str(reason))
        return REFUSED
    say("Stopped. The data is kept.")
    return 0


def reset(arguments: Sequence[str]) -> int:
    """``commontable reset-demo``: stop the demo and remove its state, and nothing else."""
    try:
        _refuse(arguments)
    except CannotRunError as reason:
        say(str(reason))
        return REFUSED
    home = state_folder()
    if not home.is_dir():
        say(f"There is no demo: {home} does not exist.")
        return 0
    lock = take_lock(home)
    if lock is None:
        supervisor = _recorded(home).supervisor
        if supervisor:
            os.kill(supervisor, signal.SIGTERM)
        deadline = time.monotonic() + START_SECONDS
        while (lock := take_lock(home)) is None:
            if time.monotonic() > deadline:
                say("The running demo does not stop. Nothing was removed.")
                return REFUSED
            time.sleep(0.1)
    end_left_behind(_recorded(home).groups, mark=_MARK)
    if not EmbeddedServer(home).destroy():
        say("Another command is using the demo's database. Nothing was removed.")
        return REFUSED
    for name in _OURS:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    say("The demo's data is gone. `make demo` makes a new one.")
    return 0


def take_lock(home: Path) -> IO[str] | None:
    """The lock that says a demo runs here, or ``None`` if one does; released by any death."""
    lock = (home / "demo.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - this is what the person at the terminal reads


def _refuse(arguments: Sequence[str]) -> None:
    if arguments:
        raise CannotRunError(f"Expected no further words, got: {' '.join(arguments)}")
    if not uses_own_server():
        raise CannotRunError(
            "DATABASE_URL is set, and the demo brings its own database. Nothing was started. "
            "Unset it, or run `commontable migrate` and `commontable serve` on that server."
        )


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 1 <= int(given) <= 65535:  # noqa: PLR2004
        raise CannotRunError(f"PORT: expected a number from 1 to 65535, got {given!r}")
    return int(given)


def _has_coalition(server: EmbeddedServer) -> bool:
    """Asked as the backup role: row-level security shows the others an empty table."""
    with psycopg.connect(server.url(BACKUP)) as connection:
        table = connection.execute("SELECT to_regclass('coalition_coalition')").fetchone()
        if table is None or table[0] is None:
            return False
        row = connection.execute("SELECT EXISTS (SELECT FROM coalition_coalition)").fetchone()
        return bool(row and row[0])


@dataclass(frozen=True)
class Running:
    """What a demo leaves written about itself, for the next one and for ``reset-demo``."""

    supervisor: int = 0
    url: str = ""
    groups: tuple[int, ...] = ()


def _record(home: Path, running: Running) -> None:
    (home / "demo.json").write_text(json.dumps(asdict(running)))


def _recorded(home: Path) -> Running:
    try:
        known = json.loads((home / "demo.json").read_text())
        return Running(int(known["supervisor"]), str(known["url"]), tuple(known["groups"]))
    except (FileNotFoundError, ValueError, KeyError):
        return Running()
