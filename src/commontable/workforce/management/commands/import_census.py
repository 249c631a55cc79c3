"""A census from a file: what it brings, and, once that is right, the census itself."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.coalition.selectors.codes import codes_of
from commontable.coalition.selectors.seats import (
    actor_for,
    coalition_slugs,
    operator_actors,
    seats_of,
    user_id_of,
)
from commontable.common.errors import CommontableError
from commontable.common.money import dollars
from commontable.workforce.census.plan import HoursPer
from commontable.workforce.choices import Choices
from commontable.workforce.folders import UploadFolder
from commontable.workforce.labels import column_label
from commontable.workforce.mapping import CENSUS
from commontable.workforce.models import Upload
from commontable.workforce.selectors.columns import Columns, columns_of
from commontable.workforce.selectors.uploads import get_upload
from commontable.workforce.services.censuses import bring_in_census
from commontable.workforce.services.reading import advance
from commontable.workforce.services.uploads import begin_import, discard, say_columns
from commontable.workforce.words import ImportKind, UploadStatus

_SHOWN = 40


class Command(BaseCommand):
    help = (
        "Read a census and say what it brings: workers, sums, every refused row. "
        "It is kept only with --keep."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--source", required=True, help="who sent it, in answer to what")
        parser.add_argument(
            "--as-of", required=True, type=_day, metavar="DAY", help="the day it was true"
        )
        parser.add_argument("--keep", action="store_true", help="keep the census")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=COLUMN",
            help="a column by its heading; an empty COLUMN leaves it out",
        )
        parser.add_argument(
            "--value",
            action="append",
            default=[],
            metavar="COLUMN:CAME=HERE",
            help="what a value of the file is called here",
        )
        parser.add_argument("--heading-row", type=int, metavar="ROW")
        parser.add_argument("--sheet", default="", help="of a workbook")
        parser.add_argument(
            "--hours-per", choices=[one.value for one in HoursPer], default=HoursPer.PERIOD.value
        )
        parser.add_argument("--full-time-hours", default="80", help="of two weeks")
        parser.add_argument("--keep-numbers", action="store_true", help="no pseudonyms")
        parser.add_argument("--keep-unknown-jobs", action="store_true")
        parser.add_argument("--union", metavar="CODE", help="a census of that union alone")
        parser.add_argument("--coalition", metavar="SLUG")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="default: the operator")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        try:
            self._import(options)
        except CommontableError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{options['file']} cannot be opened: {error.strerror}. Nothing was kept."
            ) from error

    def _import(self, options: dict[str, Any]) -> None:
        with transaction.atomic():
            actor = _actor(options["coalition"], options["email"])
        with options["file"].open("rb") as file, transaction.atomic(), tenancy.scope_of(actor):
            upload = begin_import(
                actor=actor,
                kind=ImportKind.CENSUS,
                union_id=_union(actor, options["union"]),
                source=options["source"],
                as_of=options["as_of"],
                file=File(file, name=options["file"].name),
            )
            if options["sheet"]:
                upload.plan = Choices(sheet=options["sheet"]).as_data()
                upload.save(update_fields=["plan", "moved_at"])
        kept = False
        try:
            upload = _moved_on(actor, upload)
            with transaction.atomic(), tenancy.scope_of(actor):
                sheet = columns_of(actor, upload, heading_row=options["heading_row"])
                choices = _choices(sheet, options)
                say_columns(actor=actor, upload=upload, choices=choices)
            upload = _moved_on(actor, upload)
            self._say(upload)
            if options["keep"]:
                with transaction.atomic(), tenancy.scope_of(actor):
                    census = bring_in_census(actor=actor, upload=upload)
                kept = True
                self.stdout.write(f"Kept as {census.sha256}.")
            else:
                self.stdout.write("Nothing was kept. With --keep it is.")
        finally:
            if not kept:
                with transaction.atomic(), tenancy.scope_of(actor):
                    discard(actor=actor, upload=upload)

    def _say(self, upload: Upload) -> None:
        impact = UploadFolder(upload).impact()
        total = impact.total
        self.stdout.write(
            f"{impact.read:,} rows read: {total.workers:,} workers, "
            f"{total.fte_hundredths / 100:,.1f} FTE, base pay {dollars(total.cents_a_year)} a year"
        )
        for code, sums in impact.by(0).items():
            self.stdout.write(f"  {code}: {sums.workers:,}, {dollars(sums.cents_a_year)}")
        for column, values in impact.unknown.items():
            for came, rows in values.most_common(_SHOWN):
                self.stdout.write(f"  nobody knows {column_label(column)} {came!r}: {rows:,} rows")
        if impact.refused_rows:
            self.stdout.write(f"{impact.refused_rows:,} rows are refused:")
        for one in sorted(impact.refused)[:_SHOWN]:
            self.stdout.write(
                f"  row {one.row}, {column_label(one.column)}: expected {one.expected};"
                f" got {one.came or 'nothing'}"
            )
        if len(impact.refused) > _SHOWN:
            self.stdout.write("  and more")


def _moved_on(actor: Actor, upload: Upload) -> Upload:
    """Opened or read, as in the background; refused if that failed."""
    advance(coalition_id=upload.coalition_id, union_id=upload.union_id, upload_id=upload.pk)
    with transaction.atomic(), tenancy.scope_of(actor):
        found = get_upload(actor, upload.pk)
    if found.status == UploadStatus.FAILED:
        raise CommandError(found.fault)
    return found


def _choices(sheet: Columns, options: dict[str, Any]) -> Choices:
    said = dict(_pair(one, "=", "--map HEADING=COLUMN") for one in options["map"])
    headings = {column.heading for column in sheet.columns}
    known = {target.key for target in CENSUS}
    if wrong := [one for one in said if one not in headings]:
        listed = ", ".join(sorted(headings - {""}))
        raise CommandError(f"Expected a heading of the file: {listed}. Got {wrong[0]!r}.")
    if wrong := [one for one in said.values() if one and one not in known]:
        raise CommandError(f"Expected a column: {', '.join(sorted(known))}. Got {wrong[0]!r}.")
    keys = {one.place: said.get(one.heading, one.key) for one in sheet.columns if not one.personal}
    names = {one.place: one.heading for one in sheet.columns}
    values: dict[str, dict[str, str]] = dict(sheet.remembered.values) if sheet.remembered else {}
    for one in options["value"]:
        column, rest = _pair(one, ":", "--value COLUMN:CAME=HERE")
        came, here = _pair(rest, "=", "--value COLUMN:CAME=HERE")
        values.setdefault(column, {})[came] = here
    return Choices(
        columns={key: place for place, key in keys.items() if key},
        headings={key: names[place] for place, key in keys.items() if key},
        left_out=[names[place] for place, key in keys.items() if not key and names[place]],
        values=values,
        heading_row=sheet.heading_row,
        sheet=sheet.head.sheet,
        hours_per=options["hours_per"],
        full_time_hours=options["full_time_hours"],
        day_first=sheet.day_first,
        keep_unknown_classifications=options["keep_unknown_jobs"],
        pseudonyms=not options["keep_numbers"],
    )


def _pair(said: str, between: str, expected: str) -> tuple[str, str]:
    first, found, second = said.partition(between)
    if not found or not first:
        raise CommandError(f"Expected {expected}, got {said!r}.")
    return first.strip(), second.strip()


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise CommandError(f"--as-of: expected a day such as 2026-03-01, got {said!r}.") from None


def _union(actor: Actor, code: str | None) -> int | None:
    if code is None:
        return None
    known = {one.code: one.union_id for one in affiliates_of(actor)}
    if code not in known:
        codes = ", ".join(known) or ", ".join(codes_of(actor).unions)
        raise CommandError(f"--union: expected one of {codes}, got {code!r}.")
    return known[code]


def _actor(slug: str | None, email: str | None) -> Actor:
    """Whoever brings it in, in the coalition whose census it is."""
    slugs = coalition_slugs()
    if not slugs:
        raise CommandError("There is no coalition yet: commontable create coalition.")
    if slug is None and len(slugs) > 1:
        raise CommandError(f"Say whose census it is: --coalition {' or '.join(sorted(slugs))}.")
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
