"""A published bargaining record, entered from a YAML file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify

from commontable.bargaining.services.record_import import (
    MOST_BYTES,
    BrokenRecordError,
    import_record,
    read_record,
)
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.seats import (
    actor_for,
    coalition_slugs,
    operator_actors,
    seats_of,
    user_id_of,
)
from commontable.coalition.services.coalitions import begin_coalition
from commontable.common.errors import CommontableError


class Command(BaseCommand):
    help = (
        "Enter a bargaining record from a YAML file, and list what was placed and what was not. "
        "A broken file is told line by line, and nothing of it is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.yaml")
        parser.add_argument(
            "--coalition", metavar="SLUG", help="whose record; needed where there are several"
        )
        parser.add_argument(
            "--as", dest="email", metavar="EMAIL", help="who enters it; default: the operator"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        data = _read(options["file"])
        try:
            known = coalition_slugs()
            actor = _actor(options["coalition"], options["email"], data)
            began = next(iter(coalition_slugs())) if not known else ""
            with tenancy.scope_of(actor):
                report = import_record(actor=actor, data=data)
        except BrokenRecordError as error:
            faults = "\n".join(f"  {fault}" for fault in error.faults)
            raise CommandError(
                f"{options['file']} could not be read. Nothing was written.\n{faults}"
            ) from error
        except CommontableError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['file'].name} for {actor.coalition_name}")
        if began:
            self.stdout.write(
                "The server had no coalition: this one was begun for the record, with nobody in it."
                " Invite its chief negotiator:\n"
                f'  commontable create coalition "{actor.coalition_name}"'
                f" --slug {began} --email EMAIL"
            )
        for line in report.lines():
            self.stdout.write(line)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is taken tells that the file is too large, whatever its size.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error


def _begin(data: bytes) -> dict[str, int]:
    """On a server without one: the coalition of the record's latest campaign, still without people.

    The file is read whole first, so that a broken one begins nothing.
    """
    campaigns = read_record(data).campaigns
    if not campaigns:
        raise CommandError(
            "There is no coalition yet, and the record has no campaign to name one by. Begin it:\n"
            "  commontable create coalition NAME --slug SLUG --email EMAIL"
        )
    name = max(campaigns, key=lambda campaign: campaign.year).name
    coalition = begin_coalition(name=name, slug=slugify(name)[:50])
    return {coalition.slug: coalition.pk}


def _actor(slug: str | None, email: str | None, data: bytes) -> Actor:
    """Whoever enters the record, in the coalition whose record it is."""
    slugs = coalition_slugs()
    if not slugs:
        slugs = _begin(data)
    if slug is None and len(slugs) > 1:
        raise CommandError(f"Say whose record it is: --coalition {' or '.join(sorted(slugs))}.")
    if slug is not None and slug not in slugs:
        raise CommandError(f"There is no coalition {slug}. There are: {', '.join(sorted(slugs))}.")
    coalition_id = slugs[slug] if slug is not None else next(iter(slugs.values()))
    if email is None:
        return next(actor for actor in operator_actors() if actor.coalition_id == coalition_id)
    user_id = user_id_of(email)
    if user_id is None:
        raise CommandError(f"Nobody signs in as {email}.")
    with tenancy.scope(coalition_id=None, user_id=user_id):
        seats = [seat for seat in seats_of(user_id) if seat.coalition_id == coalition_id]
        if not seats:
            raise CommandError(f"{email} has no seat in that coalition.")
        return actor_for(user_id=user_id, seat=seats[0])
