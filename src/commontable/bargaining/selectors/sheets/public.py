"""What is public at an address: read by people without a seat, and by no other way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commontable.bargaining.models import PublicEdition
from commontable.coalition.tenancy import ask_for_public_address
from commontable.common.errors import NotFoundError
from commontable.engines.sheets import SheetView, from_data

FILES = {"letter": "letter", "a4": "a4", "word": "word", "workbook": "workbook"}
_BYTES = tuple(FILES.values())


@dataclass(frozen=True, slots=True)
class Published:
    """One edition at its address; ``view`` is None once it was withdrawn.

    ``newest`` is the number of the last edition at the address.
    """

    address: str
    number: int
    newest: int
    released_at: datetime
    withdrawn_at: datetime | None
    sha256: str
    view: SheetView | None


def published_at(address: str, number: int | None = None) -> Published:
    """The newest edition at an address, or the one of that number, without its files.

    An address whose newest edition was withdrawn shows that, and no older one by itself: nobody
    decided that the older one holds again.

    Raises:
        NotFoundError: nothing was ever released there.
    """
    ask_for_public_address(address)
    editions = list(
        PublicEdition.objects.filter(address=address).defer(*_BYTES).order_by("-number")
    )
    wanted = [each for each in editions if number in (None, each.number)]
    if not wanted:
        raise NotFoundError("There is no such sheet.")
    edition = wanted[0]
    return Published(
        address=edition.address,
        number=edition.number,
        newest=editions[0].number,
        released_at=edition.released_at,
        withdrawn_at=edition.withdrawn_at,
        sha256=edition.sha256,
        view=None if edition.content is None else from_data(edition.content),
    )


def published_file(address: str, number: int, kind: str) -> bytes:
    """One file of an edition, byte for byte as it was released.

    Raises:
        NotFoundError: there is no such edition or file, or it was withdrawn.
    """
    ask_for_public_address(address)
    content = (
        PublicEdition.objects.filter(address=address, number=number, withdrawn_at=None)
        .values_list(FILES[kind], flat=True)
        .first()
        if kind in FILES
        else None
    )
    if content is None:
        raise NotFoundError("There is no such file.")
    return bytes(content)
