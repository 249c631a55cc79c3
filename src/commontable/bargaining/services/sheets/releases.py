"""Letting part of a version out, signed by somebody with authority, and taking it back."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection

from django.db import transaction
from django.utils.text import slugify

from commontable.audit.services import record
from commontable.bargaining.models import (
    PublicEdition,
    Sheet,
    SheetRelease,
    SheetReleaseWithdrawal,
    SheetVersion,
)
from commontable.bargaining.selectors.sheets.releases import edition_of, releases_of
from commontable.bargaining.services.wording import words_of
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, require
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError
from commontable.engines.sheets import (
    Paper,
    SheetError,
    SheetView,
    as_pdf,
    as_word,
    as_workbook,
    digest,
    to_data,
)

_SECRET_BYTES = 10  # 80 bits: an address that nobody finds by trying
_LONGEST_NAME = 60


def what_would_go_out(
    *,
    actor: Actor,
    version: SheetVersion,
    title: str,
    rows: Collection[str],
    columns: Collection[str],
) -> SheetView:
    """The public edition to be looked at before anybody signs. Nothing is kept.

    The right asked for is the one that approves wording for the public: a release tells members and
    everybody what stands at the table, and binds nobody across it, as a signature under a
    tentative agreement would.

    Raises:
        CommontableError: what was chosen cannot go out.
    """
    table = version.sheet.table
    require(actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    title = words_of(title, where="Title", expected="what the public edition is called")
    _refuse_going_back(actor, version)
    try:
        return edition_of(actor, version, title=title, rows=rows, columns=columns)
    except SheetError as error:
        raise CommontableError(
            error.message, expected=error.expected, came=error.got, where="Release"
        ) from error


def _refuse_going_back(actor: Actor, version: SheetVersion) -> None:
    """The public address does not go back in time behind its readers' backs."""
    for release in releases_of(actor, version.sheet):
        if release.version.number > version.number and not hasattr(release, "withdrawal"):
            raise ConflictError(
                f"Public edition {release.number} shows version {release.version.number}, a later"
                " one.",
                expected="a version made since, or that edition withdrawn first",
                came=f"version {version.number}",
                where="Release",
            )


@transaction.atomic
def release_sheet(
    *,
    actor: Actor,
    version: SheetVersion,
    title: str,
    rows: Collection[str],
    columns: Collection[str],
    seen: str,
    signature: str,
) -> SheetRelease:
    """Let these rows and columns of a version out, signed with one's own name.

    The files are made here, once: what people download is byte for byte what was released.

    Args:
        seen: the hash of the edition as it was looked at; it must be the one that goes out.

    Raises:
        CommontableError: a signature that is not the actor's name, a choice that cannot go out, or
            a file that cannot be made.
        ConflictError: what would go out is no longer what was looked at.
    """
    table = version.sheet.table
    require(actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    if signature.strip().casefold() != actor.name.casefold():
        raise CommontableError(
            "A release is signed by whoever lets it out.",
            expected=f"your own name, {actor.name}",
            came=signature.strip() or "nothing",
            where="Signature",
        )
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=version.sheet_id)
    view = what_would_go_out(actor=actor, version=version, title=title, rows=rows, columns=columns)
    sha256 = digest(view)
    if sha256 != seen:
        raise ConflictError(
            "What would go out has changed since you looked at it.",
            expected="the edition as it stands now, looked at again",
            where="Release",
        )
    if sheet.address is None:
        sheet.address = _new_address(view.title)
        sheet.save(update_fields=["address"])
    release = SheetRelease.objects.create(
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        entered_by_id=actor.person_id,
        version=version,
        number=view.number,
        address=sheet.address,
        title=view.title,
        rows=[row.key for row in view.rows],
        columns=[column.key for column in view.columns],
        content=to_data(view),
        sha256=sha256,
        signed_as=actor.name,
        released_at=dates.now(),
    )
    _publish(release, view)
    record(
        actor=actor,
        verb="release_sheet",
        subject=release,
        coalition_id=sheet.coalition_id,
        union_id=sheet.union_id,
        occurred_at=release.released_at,
        after={
            "sheet": sheet.title,
            "version": version.number,
            "public_edition": release.number,
            "title": release.title,
            "rows": [row.name for row in view.rows],
            "columns": [column.head for column in view.columns],
            "sha256": sha256,
            "signed_as": release.signed_as,
        },
    )
    return release


def _new_address(title: str) -> str:
    secret = base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode().lower()
    return "-".join(filter(None, [slugify(title)[:_LONGEST_NAME].strip("-"), secret]))


def _publish(release: SheetRelease, view: SheetView) -> None:
    try:
        files = {
            "letter": as_pdf(view, paper=Paper.LETTER),
            "a4": as_pdf(view, paper=Paper.A4),
            "word": as_word(view),
            "workbook": as_workbook(view),
        }
    except SheetError as error:
        raise CommontableError(
            error.message, expected=error.expected, came=error.got, where="Files"
        ) from error
    PublicEdition.objects.create(
        coalition_id=release.coalition_id,
        union_id=release.union_id,
        release=release,
        address=release.address,
        number=release.number,
        released_at=release.released_at,
        content=release.content,
        sha256=release.sha256,
        **files,
    )


@transaction.atomic
def withdraw_release(
    *, actor: Actor, release: SheetRelease, reason: str = ""
) -> SheetReleaseWithdrawal:
    """Take a public edition back: from now on its address says that, and has nothing to show.

    What people have on paper they keep; that it was released stays recorded.

    Raises:
        ConflictError: it was withdrawn already.
    """
    table = release.version.sheet.table
    require(actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    edition = PublicEdition.objects.select_for_update(of=("self",)).get(release=release)
    if SheetReleaseWithdrawal.objects.filter(release=release).exists():
        raise ConflictError(f"The {release} was withdrawn already.")
    withdrawal = SheetReleaseWithdrawal.objects.create(
        coalition_id=release.coalition_id,
        union_id=release.union_id,
        entered_by_id=actor.person_id,
        release=release,
        at=dates.now(),
        reason=reason.strip(),
    )
    edition.withdrawn_at, edition.content = withdrawal.at, None
    edition.letter = edition.a4 = edition.word = edition.workbook = None
    edition.save()
    record(
        actor=actor,
        verb="withdraw_release",
        subject=release,
        coalition_id=release.coalition_id,
        union_id=release.union_id,
        occurred_at=withdrawal.at,
        after={"public_edition": release.number, "sha256": release.sha256},
        note=withdrawal.reason,
    )
    return withdrawal
