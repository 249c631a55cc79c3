"""A redline as a file: a Word file with tracked changes, or a page that stands by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import get_language

from commontable.bargaining.redline_words import phrases_of
from commontable.bargaining.selectors.redlines import CONTRACT, Comparison, Ground, Position
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.engines.comparison.redline import (
    Hand,
    as_docx,
    as_html,
    three_as_docx,
    three_as_html,
)

WORD, PAGE = "docx", "html"
MEDIA_TYPES = {
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PAGE: "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class RedlineFile:
    content: bytes
    media_type: str
    name: str


def file_of(
    ground: Ground, found: Comparison, kind: str, *, side_by_side: bool, time_zone: str
) -> RedlineFile:
    """The file of one kind, under a name that says what is in it."""
    if kind == WORD:
        content = _word(found, time_zone)
    else:
        content = _page(found, side_by_side=side_by_side).encode()
    return RedlineFile(content, MEDIA_TYPES[kind], f"{_name(ground, found)}.{kind}")


def _word(found: Comparison, time_zone: str) -> bytes:
    first = _hand(found.first, time_zone)
    if found.three is not None and found.second is not None:
        return three_as_docx(found.three, ours=first, theirs=_hand(found.second, time_zone))
    return as_docx(found.the_two, author=first.author, at=first.at)


def _hand(position: Position, time_zone: str) -> Hand:
    """The side that passed it, when it did; for the contract, and what nobody dated, now."""
    proposal = position.proposal
    at = position.moment(time_zone) or dates.now()
    if proposal is None:
        return Hand(position.short, at)
    return Hand(f"{Side(proposal.side).label} {proposal.label}", at)


def _page(found: Comparison, *, side_by_side: bool) -> str:
    phrases, language = phrases_of(found), get_language() or "en"
    layout: Literal["inline", "side-by-side"] = "side-by-side" if side_by_side else "inline"
    if found.three is not None:
        return three_as_html(found.three, layout=layout, language=language, phrases=phrases)
    return as_html(found.the_two, layout=layout, language=language, phrases=phrases)


def _name(ground: Ground, found: Comparison) -> str:
    """ "redline-13-contract-U-3-E-4", of letters that every system keeps."""
    subject = ground.subjects[0]
    named = subject.article.number if subject.article is not None else subject.heading
    chosen = [each for each in (found.base, found.first, found.second) if each is not None]
    parts = [
        "redline",
        named if len(ground.subjects) == 1 else "",
        *(each.short if each.key != CONTRACT else CONTRACT for each in chosen),
    ]
    return re.sub(r"[^A-Za-z0-9]+", "-", "-".join(part for part in parts if part)).strip("-")[:80]
