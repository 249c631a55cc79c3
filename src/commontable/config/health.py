"""``/healthz``: whether this server can do its work, for the proxy and the alarm.

Three facts and no secret: the database answers, no migration is waiting, the queue moves.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# A job that could have run and has waited this long: no worker is alive, or too few.
QUEUE_SECONDS = 300

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
    checks: dict[str, dict[str, Any]] = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = {"ok": True}
        waiting = unapplied_migrations()
        checks["migrations"] = {"ok": not waiting, "unapplied": waiting}
        checks["queue"] = _queue() if not waiting else {"ok": False, "oldest_seconds": None}
    except DatabaseError:
        checks["database"] = {"ok": False}
    ok = all(check["ok"] for check in checks.values())
    return JsonResponse(
        {"ok": ok, "at": datetime.now(UTC).isoformat(timespec="seconds"), "checks": checks},
        status=200 if ok else 503,
    )


def unapplied_migrations() -> int:
    """How many of the shipped migrations the database does not have."""
    return len(_shipped_migrations() - MigrationRecorder(connection).applied_migrations().keys())


@cache
def _shipped_migrations() -> frozenset[tuple[str, str]]:
    """(app, name) of each migration in the code: read once, they cannot change under a process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def _queue() -> dict[str, Any]:
    """Seconds since the oldest job that may run now could have run; 0 when none waits."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_WAITING)
        oldest = cursor.fetchone()[0]
    seconds = int(oldest or 0)
    return {"ok": seconds <= QUEUE_SECONDS, "oldest_seconds": seconds}
