"""Encrypting the second factors anew: after the first key came, or a key was exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from commontable.coalition import second_factor_keys

# Where allauth keeps what it hands to the adapter: one text, or several.
_SECRETS = ("secret", "seed", "migrated_codes")


class Renewed(NamedTuple):
    """How many second factors were encrypted anew, and how many were already."""

    anew: int
    already: int


@transaction.atomic
def encrypt_second_factors() -> Renewed:
    """Encrypt every secret that is not under the first key yet. All of them, or none.

    Raises:
        UnreadableSecretError: one is under a key that is not among those given.
    """
    keys = settings.SECOND_FACTOR_KEYS
    anew = already = 0
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        kept = {name: factor.data[name] for name in _SECRETS if name in factor.data}
        if not kept:  # a passkey: its public half is no secret
            continue
        if all(second_factor_keys.is_newest(text, keys) for text in _texts(kept)):
            already += 1
            continue
        factor.data |= {name: _renewed(value, keys) for name, value in kept.items()}
        factor.save(update_fields=["data"])
        anew += 1
    return Renewed(anew, already)


def _texts(kept: dict[str, Any]) -> list[str]:
    return [
        text for value in kept.values() for text in (value if isinstance(value, list) else [value])
    ]


def _renewed(value: Any, keys: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [_renewed(each, keys) for each in value]
    return second_factor_keys.encrypt(second_factor_keys.decrypt(value, keys), keys)
