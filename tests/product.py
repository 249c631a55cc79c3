"""The product as people meet it: a real server process on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from commontable.config.serving import granian_command
from database import Database

START_SECONDS = 60  # on a machine busy with other tests


@dataclass(frozen=True)
class Product:
    """A running server."""

    base_url: str
    database: Database
    home: Path

    @property
    def mail(self) -> Path:
        """The folder in which each sent message is a file."""
        return self.home / "mail"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_for(database: Database, home: Path, static: Path, port: int) -> dict[str, str]:
    """The whole environment of a product's process; nothing of ours leaks into it."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parent.parent / "src"),
        "DJANGO_SETTINGS_MODULE": "commontable.config.settings",
        **database.environment,
        "SECRET_KEY": "for-the-tests-only-" + "x" * 50,
        # The tests set up second factors themselves: the product must be able to read them.
        "SECOND_FACTOR_KEYS": ",".join(settings.SECOND_FACTOR_KEYS),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "COMMONTABLE_HOME": str(home),
        "STATIC_ROOT": str(static),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "EMAIL_FOLDER": str(home / "mail"),
    }


@contextmanager
def running(database: Database, home: Path, static: Path) -> Iterator[Product]:
    """Granian with one worker, on a free port, until the block ends."""
    port = free_port()
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            granian_command(host="127.0.0.1", port=port, workers=1),
            env=environment_for(database, home, static, port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        base_url = f"http://127.0.0.1:{port}"
        _wait_for(base_url, process, log)
        yield Product(base_url=base_url, database=database, home=home)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(base_url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    said = "no answer"
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{base_url}/healthz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            said = f"{error.code}: {error.read().decode(errors='replace')[:500]}"
        except OSError as error:
            said = str(error)
        time.sleep(0.1)
    raise RuntimeError(
        f"The product did not get healthy: {said}\n{log.read_text(errors='replace')[-4000:]}"
    )
