"""After a new key in ``SECOND_FACTOR_KEYS``: every second factor is encrypted under it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commontable.coalition.second_factor_keys import UnreadableSecretError
from commontable.coalition.services.second_factors import encrypt_second_factors


class Command(BaseCommand):
    help = (
        "Encrypt every second factor under the first of SECOND_FACTOR_KEYS. Run it after a key was"
        " put in front; then the ones behind it can go. It may be run again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        try:
            done = encrypt_second_factors()
        except UnreadableSecretError as error:
            raise CommandError(
                "A second factor is under a key that is not in SECOND_FACTOR_KEYS."
                " Put that key back behind the others. Nothing was changed."
            ) from error
        self.stdout.write(
            f"{done.anew} second factors were encrypted anew, {done.already} were already."
        )
