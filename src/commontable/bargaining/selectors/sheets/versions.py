"""Sheets with their versions and releases, read back as they were made."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from commontable.bargaining.models import (
    Sheet,
    SheetRelease,
    SheetVersion,
    SheetWording,
    Table,
)
from commontable.bargaining.sheet_definition import Definition
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError
from commontable.engines.sheets import SheetView, from_data


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet with its newest version and its newest public edition, if there are any."""

    sheet: Sheet
    newest: SheetVersion | None
    release: SheetRelease | None

    @property
    def is_public(self) -> bool:
        return self.release is not None and not hasattr(self.release, "withdrawal")


def sheets_of(actor: Actor, table: Table) -> list[ListedSheet]:
    """The table's sheets by title. Three queries, however many."""
    newest: dict[int, SheetVersion] = {}
    for version in _without_content(actor).filter(sheet__table=table).order_by("number"):
        newest[version.sheet_id] = version
    released: dict[int, SheetRelease] = {}
    for release in releases_at(actor, table).order_by("id"):
        released[release.version.sheet_id] = release
    return [
        ListedSheet(sheet, newest.get(sheet.pk), released.get(sheet.pk))
        for sheet in Sheet.objects.visible_to(actor).filter(table=table)
    ]


def _without_content(actor: Actor) -> QuerySet[SheetVersion]:
    return SheetVersion.objects.visible_to(actor).defer("content")


def releases_at(actor: Actor, table: Table) -> QuerySet[SheetRelease]:
    """Every release at a table, without its content."""
    return (
        SheetRelease.objects.visible_to(actor)
        .filter(version__sheet__table=table)
        .select_related("version", "withdrawal", "entered_by")
        .defer("content", "version__content")
    )


def get_sheet(actor: Actor, sheet_id: int) -> Sheet:
    """One sheet with its table, campaign, employer and union.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    sheet = (
        Sheet.objects.visible_to(actor)
        .select_related("table__campaign__employer", "table__union")
        .filter(pk=sheet_id)
        .first()
    )
    if sheet is None:
        raise NotFoundError("There is no such sheet.")
    return sheet


def get_version(actor: Actor, version_id: int) -> SheetVersion:
    """One version, with its content.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    version = (
        SheetVersion.objects.visible_to(actor)
        .select_related("sheet__table__campaign__employer", "sheet__table__union", "entered_by")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise NotFoundError("There is no such version.")
    return version


def get_release(actor: Actor, release_id: int) -> SheetRelease:
    """One release.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    release = (
        SheetRelease.objects.visible_to(actor)
        .select_related("version__sheet__table__campaign", "withdrawal")
        .filter(pk=release_id)
        .first()
    )
    if release is None:
        raise NotFoundError("There is no such release.")
    return release


def definition_of(sheet: Sheet | SheetVersion) -> Definition:
    """What the sheet is to show, or what the version showed."""
    return Definition.from_data(sheet.definition)


def content_of(version: SheetVersion | SheetRelease) -> SheetView:
    """What the version or the release says, as it was frozen."""
    return from_data(version.content)


def versions_of(actor: Actor, sheet: Sheet) -> list[SheetVersion]:
    """Every version, the newest first, with who made it and what was released of it."""
    releases = Prefetch(
        "releases", releases_at(actor, sheet.table).order_by("number"), to_attr="released"
    )
    return list(
        _without_content(actor)
        .filter(sheet=sheet)
        .select_related("entered_by")
        .prefetch_related(releases)
        .order_by("-number")
    )


def last_version(actor: Actor, sheet: Sheet) -> SheetVersion | None:
    """The newest version, with its content."""
    return SheetVersion.objects.visible_to(actor).filter(sheet=sheet).order_by("-number").first()


def wording_of(actor: Actor, sheet: Sheet) -> dict[str, str]:
    """The team's words by row key, as they stand."""
    said = {
        each.row: each.text
        for each in SheetWording.objects.visible_to(actor).filter(sheet=sheet).order_by("id")
    }
    return {row: text for row, text in said.items() if text}
