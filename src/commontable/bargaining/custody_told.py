"""The chain of custody as the page tells it, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from commontable.bargaining.models import CustodyEntry
from commontable.bargaining.words import CustodyKind


@dataclass(frozen=True, slots=True)
class Told:
    """One event for the timeline: what happened in a sentence, then what is known besides."""

    when: datetime
    title: str
    detail: str


def custody_told(chain: Iterable[CustodyEntry]) -> list[Told]:
    """Every entry as an event of a timeline."""
    return [Told(entry.at, _title(entry), _detail(entry)) for entry in chain]


def _title(entry: CustodyEntry) -> str:
    names = {"by": entry.by, "from": entry.from_whom, "to": entry.to_whom}
    match entry.kind, bool(entry.from_whom), bool(entry.to_whom):
        case CustodyKind.RECEIVED, True, _to:
            said = _("Received from %(from)s by %(by)s")
        case CustodyKind.RECEIVED, False, _to:
            said = _("Received by %(by)s")
        case CustodyKind.COPIED, _from, True:
            said = _("Copied by %(by)s for %(to)s")
        case CustodyKind.COPIED, _from, False:
            said = _("Copied by %(by)s")
        case CustodyKind.PAGE_STAMPED, _from, _to:
            said = _("Page-stamped by %(by)s")
        case CustodyKind.EXPORTED, _from, _to:
            said = _("Exported by %(by)s")
        case CustodyKind.HANDED_ON, _from, _to:
            said = _("Handed on by %(by)s to %(to)s")
        case CustodyKind.RETURNED, _from, True:
            said = _("Returned by %(by)s to %(to)s")
        case _:
            said = _("Returned by %(by)s")
    return said % names


def _detail(entry: CustodyEntry) -> str:
    said = [entry.how, entry.note]
    if entry.copy_pages is not None:
        said.append(_("pages: %(pages)s") % {"pages": entry.copy_pages})
    if entry.first_page_number:
        numbers = {"first": entry.first_page_number, "last": entry.last_page_number}
        several = entry.first_page_number != entry.last_page_number
        said.append(_("%(first)s to %(last)s") % numbers if several else entry.first_page_number)
    for what, sha256 in (
        (_("SHA-256 of the copy"), entry.copy_sha256),
        (_("SHA-256 of the archive"), entry.archive_sha256),
        (_("SHA-256 of its list of hashes"), entry.sums_sha256),
    ):
        if sha256:
            said.append(f"{what} {sha256}")
    if entry.entered_by is not None and entry.entered_by.name != entry.by:
        said.append(_("entered by %(person)s") % {"person": entry.entered_by})
    return " · ".join(filter(None, said))
