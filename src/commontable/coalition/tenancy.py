"""Telling the database who is asking, for the length of one transaction.

Every policy of row-level security reads these settings. They are local to the transaction: a
connection handed back to the pool carries nothing over, and code that forgets to set them sees
no rows at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from commontable.coalition.actors import Actor

_SETTINGS = ("ct.coalition", "ct.unions", "ct.user", "ct.operator")


def _apply(values: tuple[str, ...]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a tenancy scope needs a transaction: open transaction.atomic() first")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS), values
        )


def _current() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"coalesce(current_setting('{n}', true), '')" for n in _SETTINGS)
        )
        row: tuple[str, ...] = cursor.fetchone()
        return row


def set_scope(
    *,
    coalition_id: int | None,
    unions: Iterable[int] = (),
    user_id: int | None = None,
    operator: bool = False,
) -> None:
    """Set the scope for the rest of this transaction (a request's, a task's)."""
    _apply(
        (
            str(coalition_id or ""),
            "{" + ",".join(str(union) for union in sorted(unions)) + "}",
            str(user_id or ""),
            "on" if operator else "",
        )
    )


def ask_for_public_address(address: str) -> None:
    """For the rest of this transaction: nobody in particular, asking for one public address.

    The policies then show what was released at that very address, and no tenant's rows.
    """
    set_scope(coalition_id=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ct.public_address', %s, true)", [address])


@contextmanager
def scope(
    *,
    coalition_id: int | None,
    unions: Iterable[int] = (),
    user_id: int | None = None,
    operator: bool = False,
) -> Iterator[None]:
    """A scope for a block inside a transaction; the one around it is put back at the end."""
    before = _current()
    set_scope(coalition_id=coalition_id, unions=unions, user_id=user_id, operator=operator)
    try:
        yield
    finally:
        # After a database error the transaction only accepts a rollback, which resets it anyway.
        if not connection.needs_rollback:
            _apply(before)


@contextmanager
def scope_of(actor: Actor) -> Iterator[None]:
    """The scope of an actor: their coalition and the unions they act for."""
    with scope(coalition_id=actor.coalition_id, unions=actor.unions, user_id=actor.user_id):
        yield
