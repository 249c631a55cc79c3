"""What an entry of the search is made of, whatever it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from commontable.bargaining.models import SearchEntry
from commontable.bargaining.words import SearchKind
from commontable.coalition.ownership import UnionPrivate

WORDS_IN_A_PART = 2000
"""An article of a contract is rarely longer; PostgreSQL counts places in a text to 16,383 only."""

_LONGEST_TITLE = 500
_WORD = re.compile(r"\S+")

type Reader = Callable[[Collection[int]], list[SearchEntry]]
"""From the ids of some rows to the entries they should have now; none for a row that is gone."""


def paragraphs(*texts: str | None) -> str:
    """The texts that say something, each in a paragraph of its own."""
    return "\n".join(text.strip() for text in texts if text and text.strip())


def parts_of(text: str) -> list[str]:
    """The text in parts of at most ``WORDS_IN_A_PART`` words, cut at the ends of lines.

    A line as long as half a part is cut between words. At least one part, even of no text; joined
    again they are the text.
    """
    ends = [match.end() for match in _WORD.finditer(text)]
    parts, start, first = [], 0, 0
    while len(ends) - first > WORDS_IN_A_PART:
        last = ends[first + WORDS_IN_A_PART - 1]
        line = text.rfind("\n", start + (last - start) // 2, last)
        cut = line + 1 if line > 0 else last
        parts.append(text[start:cut])
        first = next(place for place in range(first, len(ends)) if ends[place] > cut)
        start = cut
    return [*parts, text[start:]]


def entries_for(
    row: UnionPrivate,
    kind: SearchKind,
    *,
    page: str,
    page_id: int,
    campaign_id: int,
    title: str,
    body: str,
    table_id: int | None = None,
    side: str = "",
    happened_on: date | None = None,
    issues: Iterable[int] = (),
    label: str = "",
    context: str = "",
    team_only: bool = False,
) -> list[SearchEntry]:
    """The entries of one thing: one, or several where its text is long."""
    return [
        SearchEntry(
            coalition_id=row.coalition_id,
            union_id=row.union_id,
            kind=kind,
            subject_id=row.pk,
            team_only=team_only,
            part=place,
            page=page,
            page_id=page_id,
            campaign_id=campaign_id,
            table_id=table_id,
            side=side,
            happened_on=happened_on,
            issues=sorted(set(issues)),
            label=label,
            title=title[:_LONGEST_TITLE],
            context=context[:_LONGEST_TITLE],
            body=part,
        )
        for place, part in enumerate(parts_of(body), start=1)
    ]


def day_at(moment: datetime, time_zone: str) -> date:
    """The calendar day at the coalition's place."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
