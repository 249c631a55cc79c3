"""Saved as one goes: what a page is told when a part of a draft was kept, or could not be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from commontable.bargaining.models import Draft
from commontable.bargaining.selectors.drafts import decided_of, draft_page
from commontable.bargaining.views.drafts.showing import draft_key, shown_piece
from commontable.coalition.requests import ActorRequest
from commontable.common.errors import CommontableError


def is_live(request: ActorRequest) -> bool:
    """Whether a page that stays open saves in passing."""
    return bool(getattr(request, "htmx", False))


def saved_facts(request: ActorRequest, draft: Draft) -> HttpResponse:
    """The facts were kept: the version to save next."""
    return _render(request, {"row": draft, "target": "facts-saved", "key": draft_key(draft)})


def saved_piece(
    request: ActorRequest, draft: Draft, piece_id: int, *, terms_changed: bool
) -> HttpResponse:
    """A piece was kept: the version to save next, and how its lines read now."""
    page = draft_page(request.actor, draft, only=[piece_id])
    shown = shown_piece(page, page.views[0])
    taken, undecided = decided_of(draft)
    return _render(
        request,
        {
            "row": shown.view.piece,
            "target": f"piece-{piece_id}-saved",
            "key": shown.key,
            "shown": shown,
            "draft": draft,
            "terms_changed": terms_changed,
            "taken": taken,
            "undecided": undecided,
        },
    )


def conflict(request: ActorRequest, error: CommontableError, target: str) -> HttpResponse:
    """It was not kept: why, and that what was typed is still there."""
    return _render(request, {"error": error, "target": target})


def _render(request: ActorRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "bargaining/drafts/saved.html", context)
