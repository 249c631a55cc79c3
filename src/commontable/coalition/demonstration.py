"""The demonstration shows each second step's code, as its people have no phone at hand."""

from __future__ import annotations

import time

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from commontable.coalition.models import User
from commontable.coalition.second_step import is_spent


def code_of(secret: str, *, user_id: int) -> str | None:
    """A code this secret's authenticator app would show, unused; None outside the demo."""
    if not settings.DEMO:
        return None
    now = int(time.time()) // int(app_settings.TOTP_PERIOD)
    # Two people may try the same account at once: the neighbours in time are good as well.
    codes = [str(format_hotp_value(hotp_value(secret, now + step))) for step in (0, 1, -1)]
    return next((code for code in codes if not is_spent(user_id, code)), codes[0])


def code_for(user: User) -> str | None:
    """The same for a user's own authenticator app; None outside the demo or without an app."""
    if not settings.DEMO:
        return None
    app = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if app is None:
        return None
    return code_of(get_adapter().decrypt(app.data["secret"]), user_id=user.pk)
