"""``/healthz`` tells the truth, and nothing else."""

import json
import socket

import pytest
from django.db import connection, connections
from django.test import Client

from commontable.config.embedded.passwords import OWNER
from database import Database


def health(status: int) -> dict[str, dict[str, object]]:
    answer = Client().get("/healthz")
    assert answer.status_code == status, answer.content
    said = json.loads(answer.content)
    assert said["ok"] is (status == 200)
    checks: dict[str, dict[str, object]] = said["checks"]
    return checks


@pytest.mark.django_db
def test_a_sound_server_is_healthy() -> None:
    checks = health(200)
    assert checks["database"] == {"ok": True}
    assert checks["migrations"] == {"ok": True, "unapplied": 0}
    assert checks["queue"] == {"ok": True, "oldest_seconds": 0}


def test_a_migration_that_waits_makes_it_unhealthy(fresh_database: Database) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)"
        )
    assert health(503)["migrations"] == {"ok": False, "unapplied": 1}


def test_a_job_that_nobody_takes_makes_it_unhealthy(fresh_database: Database) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'nobody', 0, NULL, NULL,"
            " '{}', now() - interval '10 minutes')::procrastinate_job_to_defer_v1])"
        )
    queue = health(503)["queue"]
    assert queue["ok"] is False
    assert 590 <= int(str(queue["oldest_seconds"])) <= 700


def test_a_database_that_takes_calls_and_says_nothing_is_not_waited_for(
    fresh_database: Database,
) -> None:
    """Over a connection of its own: the pool would wait for as long as it waits for a page."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        entry = connections.settings["default"]
        connection.close()
        entry["HOST"], entry["PORT"] = "127.0.0.1", str(silent.getsockname()[1])
        assert health(503) == {"database": {"ok": False}}
    assert connection.connection is None


def test_without_a_database_it_says_so_and_gives_no_secret(fresh_database: Database) -> None:
    entry = connections.settings["default"]
    password = entry["PASSWORD"]
    connection.close()
    entry["NAME"] = "no_such_database"
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert json.loads(answer.content)["checks"] == {"database": {"ok": False}}
    for secret in (password, "no_such_database", OWNER, str(fresh_database.server.socket)):
        assert secret not in answer.content.decode()
