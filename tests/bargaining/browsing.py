"""A signed-in browser for each of the cast, second factor and all."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.test import Client

from cast import Member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(member: Member) -> Client:
    Authenticator.objects.get_or_create(
        user=member.user,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": "encrypted-elsewhere"}},
    )
    client = Client()
    client.force_login(member.user, backend=BACKEND)
    return client
