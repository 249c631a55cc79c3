"""A table's exhibits as an archive with an index, stamped copies and hashes."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commontable.bargaining.models import Exhibit, Table
from commontable.bargaining.selectors.exhibits import exhibits_of
from commontable.bargaining.selectors.tables import get_table, tables_of
from commontable.bargaining.services.exporting import Choice, export_exhibits
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.seats import (
    actor_in,
    coalition_slugs,
    operator_actors,
    user_id_of,
)
from commontable.common.errors import CommontableError


class Command(BaseCommand):
    help = (
        "Write a table's exhibits into a ZIP file: the files as they came, copies on numbered "
        "pages, an index with custody, and their SHA-256 as `sha256sum -c` checks them. Entered in "
        "the custody of each exhibit and in the log."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("table", metavar="TABLE", help="its number in the address, or its name")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.zip")
        parser.add_argument(
            "--exhibits", default="", metavar="E-1,U-2", help="only these; default: all"
        )
        parser.add_argument(
            "--bates", default="", metavar="PREFIX", help="running page numbers, e.g. TW000001"
        )
        parser.add_argument("--first", type=int, default=1, metavar="N", help="the first of them")
        parser.add_argument(
            "--receipt-only",
            action="store_true",
            help="for the other side: of the custody, only how each file was received",
        )
        parser.add_argument(
            "--without-faulty",
            action="store_true",
            help="where a file is missing or altered, leave it out and say so in the index",
        )
        parser.add_argument("--coalition", metavar="SLUG", help="where there are several")
        parser.add_argument(
            "--as", dest="email", metavar="EMAIL", help="who exports; default: the operator"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        output: Path = options["output"]
        if output.exists():
            raise CommandError(f"{output} exists. Nothing was written.")
        actor = _actor(options["coalition"], options["email"])
        choice = Choice(
            prefix=options["bates"],
            first_number=options["first"],
            without_faulty=options["without_faulty"],
            receipt_only=options["receipt_only"],
        )
        try:
            table, exhibits = _chosen(actor, options["table"], options["exhibits"])
            # Half an archive must never be taken for one: it gets its name when it is whole.
            with NamedTemporaryFile(
                dir=output.resolve().parent, prefix=f".{output.name}-", delete=False
            ) as target:
                try:
                    written = export_exhibits(
                        actor=actor,
                        table=table,
                        exhibits=exhibits,
                        choice=choice,
                        target=target,
                        progress=self._tell,
                    )
                    os.link(target.name, output)
                finally:
                    Path(target.name).unlink()
        except CommontableError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{output}: {len(exhibits)} exhibits, {written.size:,} bytes")
        self.stdout.write(f"SHA-256                    {written.sha256}")
        self.stdout.write(f"SHA-256 of its SHA256SUMS  {written.sums_sha256}")
        self.stdout.write(f"Check it anywhere: commontable exhibits verify {output}")

    def _tell(self, done: int, every: int) -> None:
        if done < every:
            self.stderr.write(f"{done + 1} of {every} …")


def _actor(slug: str | None, email: str | None) -> Actor:
    """Whoever exports, in the coalition whose table it is."""
    with transaction.atomic():
        slugs = coalition_slugs()
        if slug is None and len(slugs) > 1:
            raise CommandError(f"Say whose table it is: --coalition {' or '.join(sorted(slugs))}.")
        if slug is not None and slug not in slugs:
            known = ", ".join(sorted(slugs))
            raise CommandError(f"There is no coalition {slug}. There are: {known}.")
        if not slugs:
            raise CommandError("There is no coalition yet.")
        coalition_id = slugs[slug] if slug is not None else next(iter(slugs.values()))
        if email is None:
            return next(one for one in operator_actors() if one.coalition_id == coalition_id)
        user_id = user_id_of(email)
        if user_id is None:
            raise CommandError(f"Nobody signs in as {email}.")
        actor = actor_in(user_id=user_id, coalition_id=coalition_id)
        if actor is None:
            raise CommandError(f"{email} has no seat in that coalition.")
        return actor


def _chosen(actor: Actor, named: str, labels: str) -> tuple[Table, list[Exhibit]]:
    """The table, by number or name, and those of its exhibits that are asked for."""
    with transaction.atomic(), tenancy.scope_of(actor):
        tables = [one for one in tables_of(actor) if named in {str(one.pk), one.name}]
        if len(tables) != 1:
            several = "several tables are" if tables else "no table is"
            every = ", ".join(f"{one.pk} {one.name}" for one in tables_of(actor))
            raise CommandError(f"{several} called {named}. There are: {every}.")
        table = get_table(actor, tables[0].pk)
        exhibits = exhibits_of(actor, table)
    if not labels:
        return table, exhibits
    by_label = {one.label: one for one in exhibits}
    wanted = [label.strip() for label in labels.split(",") if label.strip()]
    unknown = [label for label in wanted if label not in by_label]
    if unknown:
        raise CommandError(f"{table.name} has no exhibit {', '.join(unknown)}.")
    return table, [by_label[label] for label in dict.fromkeys(wanted)]
