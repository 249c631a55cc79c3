"""How people sign in: nobody signs up by themselves; a seat begins with an invitation.

django-allauth does the work. Here stands only what this house does differently, through the hooks
it offers for that.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commontable.coalition import second_factor_keys
from commontable.coalition.models import User

# Recovery codes alone are no factor: they are what is left when one is lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether an authenticator app or a passkey guards the sign-in."""
    return bool(is_mfa_enabled(user, FACTORS))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. After 5 failures the address"
            " is locked for 10 minutes."
        ),
        "too_many_login_attempts": _(
            "Locked after too many failures, to keep a guesser out. Wait 10 minutes and try again,"
            " or sign in with a passkey now. If you have forgotten your password, reset it by"
            " e-mail: that lifts the lock too. Nothing else was changed."
        ),
        "rate_limited": _(
            "Locked after too many wrong codes. Wait 10 minutes and try again. Nothing was changed."
        ),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page; whoever has no second factor yet sets one up first."""
        if not has_second_factor(request.user):
            return reverse("mfa_index")
        return str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("account_home")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in moments ago need not prove it again to set up a second factor."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(current.request, current.request.user)
        latest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - latest >= float(app_settings.REAUTHENTICATION_TIMEOUT)

    def set_password(self, user: User, password: str) -> None:
        """A new password starts with a clean count: whoever read the e-mail is no guesser."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(current.request, email=user.email)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Failures count for the address alone: naming the host differently starts no new count."""
        return f"sign-in:{credentials['email'].strip().lower()}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """After the commit, and a mail server that does not answer breaks no page."""
        facts = {"request": current.request, "email": email} | context
        message = self.render_mail(template_prefix, email, facts)
        transaction.on_commit(message.send, robust=True)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code is not right, or no longer. Enter the one your app shows now; a code counts"
            " once. After 5 failures the second step is locked for 10 minutes."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Keys of apps and seeds of recovery codes, as they are kept."""
        return second_factor_keys.encrypt(text, settings.SECOND_FACTOR_KEYS)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor_keys.decrypt(encrypted_text, settings.SECOND_FACTOR_KEYS)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey is bound to the host people see."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Commontable"}
