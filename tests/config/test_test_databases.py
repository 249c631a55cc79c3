"""The tests stand on the roles that production has; otherwise they would prove nothing."""

import pytest
from django.db import connection, connections, transaction

from database import Database


def role(alias: str) -> tuple[str, bool, bool]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        row: tuple[str, bool, bool] = cursor.fetchone()
    return row


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_default_connection_is_the_application_role() -> None:
    assert role("default") == ("ct_app", False, False)
    assert role("owner") == ("ct_owner", False, False)


@pytest.mark.django_db
def test_the_application_role_owns_no_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = 'ct_app'")
        assert cursor.fetchone() == (0,)


def test_a_fresh_database_commits_for_real(fresh_database: Database) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        assert cursor.fetchall() == [("data",)]


def test_the_next_fresh_database_has_nothing_of_the_last(fresh_database: Database) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
