"""A backup by the role and the command of the how-to comes back whole, policies and all."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from commontable.config.embedded import EmbeddedServer
from commontable.config.embedded.passwords import ADMIN, APP, BACKUP, OWNER
from database import Database

RESTORED = "restored_for_a_test"
TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)
POLICIES = "SELECT tablename, policyname, roles, qual, with_check FROM pg_policies ORDER BY 1, 2"
FORCED = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity ORDER BY 1
"""


def dump(database: Database, role: str, into: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            database.server.binaries / "pg_dump",
            "--format=custom",
            f"--file={into}",
            f"--dbname={database.url(role)}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def answers(url: str, *queries: str) -> list[list[tuple[object, ...]]]:
    with psycopg.connect(url) as connection:
        return [connection.execute(query).fetchall() for query in queries]


def counts(url: str) -> dict[str, int]:
    """How many rows each table has."""
    with psycopg.connect(url) as connection:
        found = {}
        for (table,) in connection.execute(TABLES).fetchall():
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            row = connection.execute(query).fetchone()
            assert row is not None
            found[table] = row[0]
        return found


def test_the_backup_role_dumps_every_row_and_it_comes_back(
    demo_database: Database, tmp_path: Path, cluster: EmbeddedServer
) -> None:
    file = tmp_path / "database.dump"
    done = dump(demo_database, BACKUP, file)
    assert done.returncode == 0, done.stderr
    cluster.drop_database(RESTORED)
    cluster.create_database(RESTORED)
    try:
        restored = subprocess.run(
            [
                cluster.binaries / "pg_restore",
                "--exit-on-error",
                f"--dbname={cluster.url(ADMIN, RESTORED)}",
                file,
            ],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"]},
        )
        assert restored.returncode == 0, restored.stderr
        copy = cluster.url(ADMIN, RESTORED)
        assert answers(copy, POLICIES, FORCED) == answers(demo_database.admin_url, POLICIES, FORCED)
        rows = counts(copy)
        assert rows == counts(demo_database.admin_url)
        assert rows["coalition_coalition"] > 0
        assert rows["bargaining_proposal"] > 0
        # Nobody's scope is set, so the application role sees no row of the copy either.
        assert answers(cluster.url(APP, RESTORED), "SELECT FROM bargaining_proposal") == [[]]
    finally:
        cluster.drop_database(RESTORED)


def test_a_backup_by_the_owner_fails_instead_of_being_empty(
    fresh_database: Database, tmp_path: Path
) -> None:
    done = dump(fresh_database, OWNER, tmp_path / "database.dump")
    assert done.returncode != 0
    assert "row-level security" in done.stderr


@pytest.mark.parametrize("role", [APP, BACKUP])
def test_no_role_but_the_owner_may_change_a_policy(fresh_database: Database, role: str) -> None:
    with (
        psycopg.connect(fresh_database.url(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("DROP POLICY tenant ON bargaining_proposal")
