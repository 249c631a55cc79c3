"""Signing in over the product's own pages, in a test client."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cast import PASSWORD
from commontable.coalition.models import User


def give_app(user: User) -> str:
    """Set up an authenticator app; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str, *, step: int = 0) -> str:
    """The code the app shows now, or some half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def secret_of(user: User) -> str:
    app = Authenticator.objects.get(user_id=user.pk, type=Authenticator.Type.TOTP)
    return str(get_adapter().decrypt(app.data["secret"]))


@dataclass
class Visitor:
    """Somebody at a browser."""

    client: Client

    def enter_password(self, email: str, password: str = PASSWORD) -> HttpResponse:
        return self.client.post(reverse("account_login"), {"login": email, "password": password})

    def enter_code(self, code: str) -> HttpResponse:
        return self.client.post(reverse("mfa_authenticate"), {"code": code})

    def sign_in(self, user: User) -> None:
        """Both steps, with the app set up first if it is not."""
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            give_app(user)
        self.enter_password(user.email)
        # Whoever signs in twice within a minute waits for the next code; the test takes it at once.
        for step in (0, 1, -1):
            if self.enter_code(code_of(secret_of(user), step=step)).status_code == 302:
                break
        assert self.is_in

    @property
    def is_in(self) -> bool:
        return self.client.get(reverse("account_home")).status_code == 200

    def page(self, name: str, *args: object) -> str:
        return self.client.get(reverse(name, args=args)).content.decode()
