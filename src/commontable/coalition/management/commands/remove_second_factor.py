"""For somebody who has lost phone, passkeys and recovery codes: they set up a new factor."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commontable.coalition.models import User


class Command(BaseCommand):
    help = (
        "Remove a person's second factor and sign them out everywhere. Their password stays; at the"
        " next sign-in they set up a new factor. Make sure by voice who is asking."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address they sign in with")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {email}. Nothing was changed.")
        Authenticator.objects.filter(user=user).delete()
        for session in UserSession.objects.filter(user=user):
            session.end()
        self.stdout.write(f"{email} sets up a new second factor at the next sign-in.")
