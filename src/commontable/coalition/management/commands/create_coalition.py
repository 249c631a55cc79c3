"""The first coalition of a server, and the link with which its chief negotiator gets in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug

from commontable.coalition.invitation_links import link_of
from commontable.coalition.models import Invitation
from commontable.coalition.services.coalitions import create_coalition, invite_first_chief_again
from commontable.common.errors import CommontableError


class Command(BaseCommand):
    help = "Begin a coalition: invite its first chief negotiator and print the invitation's link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="as people say it, e.g. 'Harbor Health Unions'")
        parser.add_argument("--slug", required=True, help="short, for addresses, e.g. harbor")
        parser.add_argument("--email", required=True, help="the chief negotiator's address")
        parser.add_argument("--chief", default="", help="their name; default: the e-mail address")
        parser.add_argument(
            "--again",
            action="store_true",
            help="the coalition is there: a new link, if nobody is in",
        )
        parser.add_argument("--time-zone", default="America/Los_Angeles")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        try:
            validate_slug(options["slug"])
            validate_email(options["email"])
            invitation = self._invitation(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except CommontableError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['name']}: its first chief negotiator gets in by:")
        self.stdout.write(link_of(invitation))
        self.stdout.write(f"The link works once, until {invitation.expires_at:%Y-%m-%d %H:%M} UTC.")
        self.stdout.write(f"It was also sent to {invitation.email}, if mail is set up.")

    def _invitation(self, options: dict[str, Any]) -> Invitation:
        if options["again"]:
            return invite_first_chief_again(slug=options["slug"], email=options["email"])
        return create_coalition(
            name=options["name"],
            slug=options["slug"],
            email=options["email"],
            chief_name=options["chief"] or options["email"],
            time_zone=options["time_zone"],
        )
