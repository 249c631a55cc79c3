"""How the web server is started: the same words for the demo, the tests and production."""

from __future__ import annotations

import os
import sys

APPLICATION = "commontable.config.wsgi:application"
# As many as the database pool of a worker holds, so that no request waits for a connection.
THREADS = 4


def granian_command(*, host: str, port: int, workers: int) -> list[str]:
    """The command line of Granian with ``workers`` processes of THREADS threads each."""
    return [
        sys.executable,
        *("-m", "granian"),
        *("--interface", "wsgi"),
        *("--host", host),
        *("--port", str(port)),
        *("--workers", str(workers)),
        *("--blocking-threads", str(THREADS)),
        # With a connection pool open, a worker would otherwise wait for ever on Ctrl-C.
        *("--workers-kill-timeout", "3"),
        *("--respawn-failed-workers",),
        *("--no-ws",),
        *("--no-access-log",),  # it holds paths; our own log line holds the route
        *("--log-level", os.environ.get("GRANIAN_LOG_LEVEL", "warning")),
        APPLICATION,
    ]


def worker_command() -> list[str]:
    """The command line of a background worker."""
    worker = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]
    # What came of a job is in the log; a job every minute would fill the table.
    return [*worker, "--delete-jobs", "successful"]


def pricing_command() -> list[str]:
    """The command line of the pricing process; ``PRICING_SOCKET`` says where it listens."""
    return [sys.executable, "-m", "commontable.costing.pricing"]
