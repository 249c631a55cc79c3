"""``/healthz``: whether this server can do its work, for the proxy and the alarm.

Three facts and no secret: the database answers, no migration is waiting, the queue moves. Asked
over a connection of its own: the pool waits for a database that is gone far longer than an alarm
should, and one that is merely busy would look like it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import psycopg
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# A job that could have run and has waited this long: no worker is alive, or too few.
QUEUE_SECONDS = 300
# To connect, and then for each question; libpq takes no less to connect.
SECONDS = 2

_OLDEST_WAITING = """
    SELECT extract(epoch FROM now() - oldest.since)
    FROM (
        SELECT min(coalesce(job.scheduled_at, event.at)) AS since
        FROM procrastinate_jobs AS job
        JOIN procrastinate_events AS event ON event.job_id = job.id AND event.type = 'deferred'
        WHERE job.status = 'todo' AND coalesce(job.scheduled_at, event.at) <= now()
    ) AS oldest
"""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the same for everybody
    """200 with ``{"ok": true, …}``, or 503 and which of the checks failed."""
    checks: dict[str, dict[str, Any]] = {"database": {"ok": False}}
    try:
        with own_connection() as database:
            database.execute("SELECT 1")
            checks["database"] = {"ok": True}
            waiting = unapplied_migrations(database)
            checks["migrations"] = {"ok": not waiting, "unapplied": waiting}
            checks["queue"] = (
                _queue(database) if not waiting else {"ok": False, "oldest_seconds": None}
            )
    except psycopg.Error:
        checks["database"] = {"ok": False}
    ok = all(check["ok"] for check in checks.values())
    return JsonResponse(
        {"ok": ok, "at": datetime.now(UTC).isoformat(timespec="seconds"), "checks": checks},
        status=200 if ok else 503,
    )


def own_connection() -> psycopg.Connection[tuple[Any, ...]]:
    """As the application connects, beside its pool and with little patience."""
    ours = {
        "autocommit": True,
        "connect_timeout": SECONDS,
        "tcp_user_timeout": SECONDS * 1000,
        "options": f"-c statement_timeout={SECONDS}s",
    }
    return psycopg.connect(**connection.get_connection_params() | ours)


def unapplied_migrations(database: psycopg.Connection[tuple[Any, ...]]) -> int:
    """How many of the shipped migrations the database does not have."""
    there = database.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
    applied = (
        database.execute("SELECT app, name FROM django_migrations").fetchall()
        if there == (True,)
        else []
    )
    return len(_shipped_migrations() - set(applied))


@cache
def _shipped_migrations() -> frozenset[tuple[str, str]]:
    """(app, name) of each migration in the code: read once, they cannot change under a process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def _queue(database: psycopg.Connection[tuple[Any, ...]]) -> dict[str, Any]:
    """Seconds since the oldest job that may run now could have run; 0 when none waits."""
    oldest = database.execute(_OLDEST_WAITING).fetchone()
    seconds = int((oldest and oldest[0]) or 0)
    return {"ok": seconds <= QUEUE_SECONDS, "oldest_seconds": seconds}
