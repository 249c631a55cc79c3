"""``make demo`` and ``make reset-demo``, as a person at a terminal meets them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from commontable.config.embedded import EmbeddedServer
from commontable.config.embedded.passwords import ADMIN
from product import free_port

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 180  # seconds; the first start makes up a coalition, on a machine busy with tests


@dataclass
class Terminal:
    """Somebody's terminal: a state folder, a port, and what was said."""

    home: Path
    port: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return (self.home.parent / "terminal.txt").read_text()

    def type(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.home.parent / "terminal.txt").open("wb") as screen:
            process = subprocess.Popen(
                [sys.executable, "-m", "commontable.cli", *words],
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(SOURCE),
                    "COMMONTABLE_HOME": str(self.home),
                    "PORT": str(self.port),
                },
                stdin=subprocess.DEVNULL,
                stdout=screen,
                stderr=screen,
            )
        self.running.append(process)
        return process

    def code_of(self, *words: str) -> int:
        return self.type(*words).wait(PATIENCE)

    def start_demo(self) -> subprocess.Popen[bytes]:
        process = self.type("demo")
        deadline = time.monotonic() + PATIENCE
        while "is running at" not in self.said:
            assert process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)
        return process

    def processes(self) -> list[str]:
        """Command lines of every live process that has this state folder in its environment."""
        mark = f"COMMONTABLE_HOME={self.home}".encode()
        found = []
        for process in Path("/proc").iterdir():
            try:
                if process.name.isdigit() and mark in (process / "environ").read_bytes():
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return [command for command in found if command]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path / "state", free_port())
    yield made
    for process in made.running:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)
    EmbeddedServer(made.home).destroy()


def coalitions(server: EmbeddedServer) -> list[tuple[object, ...]]:
    with psycopg.connect(server.url(ADMIN)) as admin:
        return admin.execute("SELECT id, name FROM coalition_coalition").fetchall()


def test_a_demo_lives_through_everything_that_people_do_to_it(terminal: Terminal) -> None:
    first = terminal.start_demo()
    assert terminal.url in terminal.said
    assert "@" in terminal.said, "the sign-ins were not printed"
    with urllib.request.urlopen(f"{terminal.url}/healthz", timeout=30) as answer:
        assert json.load(answer)["ok"] is True
    server = EmbeddedServer(terminal.home)
    made_up = coalitions(server)
    assert made_up

    # A second one in the same place is refused, and the first goes on.
    assert terminal.code_of("demo") == 2
    assert "already running" in terminal.said
    assert first.poll() is None

    # Killed outright: its servers end, and the next start has the same coalition.
    first.kill()
    first.wait()
    second = terminal.start_demo()
    assert coalitions(server) == made_up
    assert "Making up" not in terminal.said

    # The pricing process that dies is started again, and everything else goes on.
    groups = json.loads((terminal.home / "demo.json").read_text())["groups"]
    os.kill(groups[2], signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while groups[2] in json.loads((terminal.home / "demo.json").read_text())["groups"]:
        assert time.monotonic() < deadline, "it was not started again"
        time.sleep(0.1)
    assert second.poll() is None

    # A web server that dies is said, and nothing is left half running.
    groups = json.loads((terminal.home / "demo.json").read_text())["groups"]
    os.kill(groups[0], signal.SIGKILL)
    assert second.wait(PATIENCE) == 2
    assert "the web server ended by itself" in terminal.said
    assert terminal.processes() == []
    assert not server.is_running()

    # SIGTERM stops all of it in order.
    third = terminal.start_demo()
    third.send_signal(signal.SIGTERM)
    assert third.wait(PATIENCE) == 0
    assert "The data is kept" in terminal.said
    assert terminal.processes() == []
    assert not server.is_running()

    # And reset removes its state and nothing else.
    (terminal.home / "notes-of-mine.txt").write_text("keep")
    assert terminal.code_of("reset-demo") == 0
    assert not server.data.exists()
    left = {path.name for path in terminal.home.iterdir() if not path.name.endswith(".lock")}
    assert left == {"notes-of-mine.txt"}


def test_a_port_in_use_is_said_and_nothing_starts(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", terminal.port)):
        assert terminal.code_of("demo") == 2
    assert f"Port {terminal.port} is in use by process {os.getpid()}" in terminal.said
    assert not (terminal.home / "database-passwords.json").exists()


def test_stopping_while_it_gets_ready_leaves_nothing_behind(terminal: Terminal) -> None:
    process = terminal.type("demo")
    server = EmbeddedServer(terminal.home)
    deadline = time.monotonic() + PATIENCE
    while not server.is_running():
        assert time.monotonic() < deadline, terminal.said
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert terminal.processes() == []
    assert not server.is_running()
