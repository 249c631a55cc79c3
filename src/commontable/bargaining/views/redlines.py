"""Redlines on a page: an article's, an issue's, a proposal's; and as files to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from commontable.bargaining.redline_files import file_of
from commontable.bargaining.redline_words import phrases_of, summary_of
from commontable.bargaining.selectors.contracts import get_article
from commontable.bargaining.selectors.issues import get_issue
from commontable.bargaining.selectors.proposals import get_proposal
from commontable.bargaining.selectors.redlines import (
    Comparison,
    Ground,
    Position,
    compared,
    get_language,
    ground_of_article,
    ground_of_issue,
    ground_of_language,
    ground_of_proposal,
)
from commontable.bargaining.selectors.tables import get_table
from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import NotFoundError
from commontable.engines.comparison.redline import three_parts, two_parts

SIDE_BY_SIDE = "side-by-side"
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class About:
    """What a page of redlines is of, where it leads back to, and its own address by name."""

    name: str
    back: str
    back_label: str
    address: str
    arguments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose; an empty key leaves the choice to the page.

    ``unknown`` tells of an address that names a text which is not there (any more).
    """

    base: Position | None
    first: Position | None
    second: Position | None
    side_by_side: bool
    unknown: bool = False

    @property
    def query(self) -> str:
        """The choice as an address has it."""
        chosen = {
            "against": self.base.key if self.base else "",
            "words": self.first.key if self.first else "",
            "beside": self.second.key if self.second else NOTHING,
            "layout": SIDE_BY_SIDE if self.side_by_side else "inline",
        }
        return urlencode(chosen)


@seated
@require_safe
def article_redline(
    request: ActorRequest, table_id: int, article_id: int, kind: str = ""
) -> HttpResponse:
    """One article at a table: any two or three of today's words, ours, theirs, earlier passes."""
    table = get_table(request.actor, table_id)
    article = get_article(request.actor, article_id)
    ground = ground_of_article(request.actor, table, article)
    about = About(
        name=str(article),
        back=reverse("bargaining:article", args=[article.pk]),
        back_label=str(article),
        address="bargaining:article_redline",
        arguments=(
            table.pk,
            article.pk,
        ),
    )
    return _answer(request, ground, about, kind)


@seated
@require_safe
def issue_redline(
    request: ActorRequest, table_id: int, issue_id: int, kind: str = ""
) -> HttpResponse:
    """Every article an issue leads to, one after the other."""
    table = get_table(request.actor, table_id)
    issue = get_issue(request.actor, issue_id)
    ground = ground_of_issue(request.actor, table, issue)
    about = About(
        name=issue.name,
        back=reverse("bargaining:issue", args=[issue.pk]),
        back_label=issue.name,
        address="bargaining:issue_redline",
        arguments=(
            table.pk,
            issue.pk,
        ),
    )
    return _answer(request, ground, about, kind)


@seated
@require_safe
def proposal_redline(request: ActorRequest, proposal_id: int, kind: str = "") -> HttpResponse:
    """All that one proposal changes, article by article on one page."""
    proposal = get_proposal(request.actor, proposal_id)
    ground = ground_of_proposal(request.actor, proposal)
    about = About(
        name=f"{proposal.label} {proposal.title}",
        back=reverse("bargaining:proposal", args=[proposal.pk]),
        back_label=proposal.label,
        address="bargaining:proposal_redline",
        arguments=(proposal.pk,),
    )
    return _answer(request, ground, about, kind)


@seated
@require_safe
def redline(request: ActorRequest, language_id: int, kind: str = "") -> HttpResponse:
    """What one proposal's words for one article change."""
    language = get_language(request.actor, language_id)
    ground = ground_of_language(request.actor, language)
    proposal = language.proposal
    about = About(
        name=f"{proposal.label}, {language}",
        back=reverse("bargaining:proposal", args=[proposal.pk]),
        back_label=proposal.label,
        address="bargaining:redline",
        arguments=(language.pk,),
    )
    return _answer(request, ground, about, kind)


def _answer(request: ActorRequest, ground: Ground, about: About, kind: str) -> HttpResponse:
    asked = _asked(request, ground)
    found = None
    if asked.base is not None and asked.first is not None:
        found = compared(ground, asked.base, asked.first, asked.second)
    if kind:
        if asked.unknown:
            raise NotFoundError("A text that the address names is not there.")
        return _file(request, ground, found, asked, kind)
    context = {
        "about": about,
        "table": ground.table,
        "ground": ground,
        "asked": asked,
        "found": found,
        "summary": summary_of(found) if found is not None else [],
        "parts": _parts(ground, found, asked) if found is not None else "",
        "word_url": f"{reverse(f'{about.address}_word', args=about.arguments)}?{asked.query}",
        "page_url": f"{reverse(f'{about.address}_page', args=about.arguments)}?{asked.query}",
        "nothing": NOTHING,
    }
    return render(request, "bargaining/redline.html", context)


def _asked(request: ActorRequest, ground: Ground) -> Asked:
    """What the address asks for, each part that it leaves open as the page would open."""
    against, words = request.GET.get("against", ""), request.GET.get("words", "")
    beside = request.GET.get("beside", "")
    base = ground.position(against) or ground.base
    first = ground.position(words) or ground.first
    second = None if beside == NOTHING else ground.position(beside) or ground.second
    if "words" in request.GET and not beside:
        second = None
    named = [key for key in (against, words, beside) if key and key != NOTHING]
    unknown = any(ground.position(key) is None for key in named)
    return Asked(base, first, second, request.GET.get("layout") == SIDE_BY_SIDE, unknown)


def _parts(ground: Ground, found: Comparison, asked: Asked) -> SafeString:
    several = len(ground.subjects) > 1
    shown: dict[str, Any] = {
        "side_by_side": asked.side_by_side,
        "phrases": phrases_of(found),
        "overview": several,
        "headings": several,
    }
    if found.three is not None:
        parts = three_parts(found.three, **shown)
    else:
        parts = two_parts(found.the_two, **shown)
    # The engine escapes every word of all texts; only its own tags are markup.
    return mark_safe("\n".join(parts))  # noqa: S308


def _file(
    request: ActorRequest, ground: Ground, found: Comparison | None, asked: Asked, kind: str
) -> HttpResponse:
    if found is None:
        raise NotFoundError("There are no two texts to compare.")
    made = file_of(
        ground,
        found,
        kind,
        side_by_side=asked.side_by_side,
        time_zone=request.actor.time_zone,
    )
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
