"""What would go out of a version, before anybody signs for it."""

from __future__ import annotations

from collections.abc import Collection

from commontable.bargaining.models import Sheet, SheetRelease, SheetVersion
from commontable.bargaining.selectors.sheets.versions import content_of, wording_of
from commontable.coalition.actors import Actor
from commontable.engines.sheets import SheetView, public_edition, since


def releases_of(actor: Actor, sheet: Sheet) -> list[SheetRelease]:
    """Every release of the sheet, the newest first."""
    return list(
        SheetRelease.objects.visible_to(actor)
        .filter(version__sheet=sheet)
        .select_related("version", "withdrawal", "entered_by")
        .defer("version__content")
        .order_by("-number")
    )


def edition_of(
    actor: Actor,
    version: SheetVersion,
    *,
    title: str,
    rows: Collection[str],
    columns: Collection[str],
) -> SheetView:
    """The public edition as it would go out now, with the team's words as they stand.

    Changes are told against the last edition that is still public, so that nothing of what was
    never released, or was taken back, is told by them.

    Raises:
        SheetError: what was chosen cannot go out.
    """
    earlier = releases_of(actor, version.sheet)
    view = public_edition(
        content_of(version),
        title=title,
        number=1 + max((each.number for each in earlier), default=0),
        rows=rows,
        columns=columns,
        wording=wording_of(actor, version.sheet),
    )
    standing = next((each for each in earlier if not hasattr(each, "withdrawal")), None)
    if standing is None:
        return since(view, None)
    return since(view, content_of(standing))
