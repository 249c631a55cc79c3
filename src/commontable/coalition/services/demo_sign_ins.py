"""Sign-ins for the demonstration, second factor included."""

from __future__ import annotations

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from commontable.coalition.models import Person, User
from commontable.common.errors import ConflictError


@transaction.atomic
def give_demo_sign_in(person: Person, email: str, password: str) -> User:
    """Let a person of the demo sign in, with an authenticator app and recovery codes set up.

    The app exists nowhere: with ``DEMO`` on, the page of the second step shows its code. Call it
    within a scope of the person's coalition.

    Raises:
        ConflictError: the person signs in already.
    """
    if person.user_id is not None:
        raise ConflictError(f"{person} signs in already.")
    user = User.objects.create_user(email, password)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    person.user = user
    person.save(update_fields=["user"])
    return user
