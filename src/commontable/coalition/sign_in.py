"""How people sign in: nobody signs up by themselves; a seat begins with an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """A passkey is bound to the host people see."""
        entity: dict[str, Any] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Commontable"}
