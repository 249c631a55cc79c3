"""Reading exhibits, and their bytes, checked against their hash before anybody gets them."""

from __future__ import annotations

from typing import BinaryIO

from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.models import Exhibit, Table
from commontable.coalition.actors import Actor
from commontable.common.errors import NotFoundError


def exhibits_of(actor: Actor, table: Table) -> list[Exhibit]:
    """A table's exhibits by party and number."""
    return list(
        Exhibit.objects.visible_to(actor)
        .filter(table=table)
        .select_related("proposal", "session")
        .order_by("party", "number")
    )


def get_exhibit(actor: Actor, exhibit_id: int) -> Exhibit:
    """One exhibit.

    Raises:
        NotFoundError: it does not exist, or is another union's.
    """
    exhibit = (
        Exhibit.objects.visible_to(actor)
        .select_related("table", "table__campaign", "proposal", "session", "entered_by", "reading")
        .filter(pk=exhibit_id)
        .first()
    )
    if exhibit is None:
        raise NotFoundError("There is no such exhibit.")
    return exhibit


def open_exhibit(exhibit: Exhibit) -> BinaryIO:
    """The file, open for reading, once its bytes were found to be those that came.

    Raises:
        CommontableError: the file is missing or no longer has its hash: it is not handed out.
    """
    return EXHIBITS.open(exhibit.sha256, called=exhibit.label)
