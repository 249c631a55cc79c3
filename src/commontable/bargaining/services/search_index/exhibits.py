"""Exhibits as they are found: what is known of a file."""

from __future__ import annotations

from collections.abc import Collection

from commontable.bargaining.models import Exhibit, SearchEntry
from commontable.bargaining.services.search_index.entries import day_at, entries_for, paragraphs
from commontable.bargaining.words import Party, SearchKind, Side

_PAGE = "\f"  # stands before the first line of a page
_SIDES = {Party.UNION: Side.UNION, Party.EMPLOYER: Side.EMPLOYER}


def exhibit_entries(ids: Collection[int]) -> list[SearchEntry]:
    """An exhibit with what its file says, once that was read; each part tells its page."""
    found = (
        Exhibit.objects.filter(pk__in=ids)
        .select_related("table", "coalition", "proposal", "reading")
        .prefetch_related("proposal__issue_links")
        .order_by("id")
    )
    entries: list[SearchEntry] = []
    for exhibit in found:
        links = exhibit.proposal.issue_links.all() if exhibit.proposal else []
        reading = getattr(exhibit, "reading", None)
        of_one = entries_for(
            exhibit,
            SearchKind.EXHIBIT,
            page="exhibit",
            page_id=exhibit.pk,
            campaign_id=exhibit.table.campaign_id,
            table_id=exhibit.table_id,
            side=_SIDES.get(Party(exhibit.party), ""),
            happened_on=day_at(exhibit.received_at, exhibit.coalition.time_zone),
            issues=[link.issue_id for link in links],
            label=exhibit.label,
            title=exhibit.title,
            context=exhibit.table.name,
            body=paragraphs(
                exhibit.file_name,
                exhibit.alternative_text,
                exhibit.handed_by,
                reading.text if reading else "",
            ),
        )
        _tell_pages(of_one)
        entries += of_one
    return entries


def _tell_pages(parts: list[SearchEntry]) -> None:
    """Where a text has several parts and knows its pages, each says from which on it is."""
    if len(parts) == 1 or not any(_PAGE in part.body for part in parts):
        return
    page = 1
    for part in parts:
        part.context = f"{part.context}, from page {page}"
        page += part.body.count(_PAGE)
