"""Roles, databases and grants on a server we are the superuser of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from commontable.config.embedded.passwords import APP, BACKUP, OWNER

_HERE = Path(__file__).parent


def create_roles(admin: psycopg.Connection[Any], passwords: dict[str, str]) -> None:
    """ct_owner, ct_app and ct_backup, with ``passwords`` by role name; safe to repeat."""
    admin.execute((_HERE / "roles.sql").read_bytes())
    for role in (OWNER, APP, BACKUP):
        admin.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(passwords[role])
            )
        )


def database_exists(admin: psycopg.Connection[Any], name: str) -> bool:
    row = admin.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
    return row is not None


def create_database(
    admin: psycopg.Connection[Any], name: str, *, template: str = "template0"
) -> None:
    """An empty database owned by ct_owner, or a copy of ``template`` with its grants."""
    database = sql.Identifier(name)
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            database, sql.Identifier(OWNER), sql.Identifier(template)
        )
    )
    # Rights on the database itself are not copied from a template.
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    admin.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
            database, sql.Identifier(APP), sql.Identifier(BACKUP)
        )
    )


def grant_inside(connection: psycopg.Connection[Any]) -> None:
    """Set the default privileges of the database that ``connection`` (a superuser's) is in."""
    connection.execute((_HERE / "database.sql").read_bytes())


def drop_database(admin: psycopg.Connection[Any], name: str) -> None:
    """Drop it with everybody still in it; for copies made for a test."""
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def rename_database(admin: psycopg.Connection[Any], old: str, new: str) -> None:
    admin.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
    )
