"""What one web worker holds in memory once it has served a little of everything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

from bench.report import Report
from commontable.config.processes import port_holder
from commontable.config.serving import APPLICATION, granian_command

LIMIT_MB = 250
PATHS = ("/healthz", "/", "/account/sign-in/", "/no-such-page")


def run(report: Report) -> None:
    """Resident megabytes of a worker: everything loaded, against bare Django."""
    with tempfile.TemporaryDirectory() as static:
        with override_settings(STATIC_ROOT=static):
            call_command("collectstatic", interactive=False, verbosity=0)
        ours = _resident("bench.loaded:application", static)
    bare = _resident("bench.bare:application", static)
    report.figure(
        "memory per web worker, every module loaded",
        ours,
        "MB",
        plain=bare,
        plain_is="Django with one view and no application",
        limit=LIMIT_MB,
    )


def _resident(application: str, static: str) -> float:
    with _serving(application, static) as (base, parent):
        for path in PATHS * 5:
            try:
                urllib.request.urlopen(base + path, timeout=10).read()
            except urllib.error.HTTPError as error:
                error.read()
        return max(_megabytes(worker) for worker in _children(parent))


@contextmanager
def _serving(application: str, static: str) -> Iterator[tuple[str, int]]:
    port = next(port for port in range(18700, 18800) if port_holder(port) is None)
    command = granian_command(host="127.0.0.1", port=port, workers=1)
    command[command.index(APPLICATION)] = application
    environment = {
        **os.environ,
        "STATIC_ROOT": static,
        "PYTHONPATH": os.pathsep.join((str(Path(__file__).parent.parent), *sys.path)),
    }
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{base}/healthz", process)
        yield base, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer")


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    # Multiprocessing's resource tracker is a child too, and serves nobody.
    return [
        int(pid)
        for pid in found
        if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024
