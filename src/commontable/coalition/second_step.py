"""A code of the second step counts once.

Codes are accepted half a minute before and after their time, for phones whose clock is off; so one
that was read over a shoulder must be remembered as used for as long as that.
"""

from __future__ import annotations

import re

from allauth.mfa import app_settings
from django.core.cache import cache


def spend(user_id: int, code: str) -> bool:
    """Use a code up; False if it was used before."""
    return bool(cache.add(_key(user_id, code), 1, timeout=_seconds()))


def is_spent(user_id: int, code: str) -> bool:
    return cache.get(_key(user_id, code)) is not None


def _key(user_id: int, code: str) -> str:
    return f"second-step:{user_id}:{re.sub(r'[^0-9A-Za-z]', '', code)}"


def _seconds() -> int:
    period, tolerance = int(app_settings.TOTP_PERIOD), int(app_settings.TOTP_TOLERANCE)
    return period * (2 * tolerance + 1)
