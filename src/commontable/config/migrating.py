"""Bring a database up to date: the one thing done as the owner role."""

from __future__ import annotations

from django.core.management import call_command

OWNER_ALIAS = "owner"


def bring_up_to_date(*, verbosity: int = 1) -> None:
    """Apply the migrations, as ct_owner."""
    call_command("migrate", database=OWNER_ALIAS, interactive=False, verbosity=verbosity)
