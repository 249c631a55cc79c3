"""The demonstration shows each second step's code, as its people have no phone at hand."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings

from commontable.coalition.models import User


def code_of(secret: str) -> str | None:
    """The code the authenticator app of this secret would show now; None outside the demo."""
    if not settings.DEMO:
        return None
    counters = list(yield_hotp_counters_from_time())
    # The middle one is now's; the others are there for clocks that differ.
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def code_for(user: User) -> str | None:
    """The same for a user's own authenticator app; None outside the demo or without an app."""
    if not settings.DEMO:
        return None
    app = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    return code_of(get_adapter().decrypt(app.data["secret"])) if app else None
