"""Pieces of a draft: corrected, split, joined, left out and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commontable.bargaining.forms.drafts import PieceForm, SplitForm
from commontable.bargaining.models import DraftPiece
from commontable.bargaining.selectors.drafts import (
    choices_of,
    get_draft,
    get_piece,
)
from commontable.bargaining.services.drafts.correcting_pieces import (
    correct_piece,
    drop_piece,
    join_piece,
    restore_piece,
    split_piece,
)
from commontable.bargaining.views.drafts.saving import conflict, is_live, saved_piece
from commontable.bargaining.views.drafts.showing import draft_key, show_draft
from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError
from commontable.web.answering import see

type Step = Callable[[DraftPiece], Any]


@seated
@require_POST
def piece(request: ActorRequest, piece_id: int) -> HttpResponse:
    """Keep a piece as it is typed, in passing or by its button."""
    found = get_piece(request.actor, piece_id)
    form = _form(request, found)
    before = (found.terms, found.issue_id)
    try:
        kept = _correct(request, found, form)
    except CommontableError as error:
        if isinstance(error, NotAllowedError | NotFoundError):
            raise
        if is_live(request):
            return conflict(request, error, f"piece-{found.pk}-saved")
        return _refused(request, found, str(error))
    if is_live(request):
        changed = [_suggested(each) for each in kept.terms] != [
            _suggested(each) for each in before[0]
        ] or kept.issue_id != before[1]
        return saved_piece(request, kept.draft, kept.pk, terms_changed=changed)
    return _done(request, kept, _("Saved."))


def _suggested(term: dict[str, Any]) -> tuple[Any, ...]:
    return term["key"], term["entries"], term["clause"]


@seated
@require_POST
def split(request: ActorRequest, piece_id: int) -> HttpResponse:
    """Split a piece before the chosen paragraph."""
    found = get_piece(request.actor, piece_id)
    chosen = SplitForm(request.POST)
    if not chosen.is_valid():
        return _refused(request, found, _("Choose the paragraph that begins the new piece."))
    paragraph = chosen.cleaned_data["paragraph"]
    return _step(
        request,
        found,
        lambda now: split_piece(
            actor=request.actor, piece=now, version=now.version, paragraph=paragraph
        ),
        _("Split in two: give the new piece its heading."),
    )


@seated
@require_POST
def join(request: ActorRequest, piece_id: int) -> HttpResponse:
    """Join a piece to the one before it."""
    return _step(
        request,
        get_piece(request.actor, piece_id),
        lambda now: join_piece(actor=request.actor, piece=now, version=now.version),
        _("Joined to the piece before it."),
    )


@seated
@require_POST
def drop(request: ActorRequest, piece_id: int) -> HttpResponse:
    """Leave a piece out."""
    return _step(
        request,
        get_piece(request.actor, piece_id),
        lambda now: drop_piece(actor=request.actor, piece=now, version=now.version),
        _("Left out; it can be taken back below."),
    )


@seated
@require_POST
def restore(request: ActorRequest, piece_id: int) -> HttpResponse:
    """Take a piece back."""
    return _step(
        request,
        get_piece(request.actor, piece_id),
        lambda now: restore_piece(actor=request.actor, piece=now, version=now.version),
        _("Taken back."),
    )


def _form(request: ActorRequest, found: DraftPiece) -> PieceForm:
    issues, articles = choices_of(request.actor, found.draft)
    return PieceForm(request.POST, piece=found, issues=issues, articles=articles)


def _correct(request: ActorRequest, found: DraftPiece, form: PieceForm) -> DraftPiece:
    if not form.is_valid():
        said = "; ".join(
            f"{form.fields[name].label or name}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
        )
        raise CommontableError(said, kept=_("What you typed is still in the fields."))
    return correct_piece(
        actor=request.actor,
        piece=found,
        version=form.cleaned_data["version"],
        correction=form.correction(),
    )


def _step(request: ActorRequest, found: DraftPiece, act: Step, said: str) -> HttpResponse:
    """First keep what is typed in the piece, so that no step loses it; then take the step."""
    try:
        with transaction.atomic():
            done = act(_correct(request, found, _form(request, found)))
    except (NotAllowedError, NotFoundError):
        raise
    except CommontableError as error:
        return _refused(request, found, str(error))
    return _done(request, done if isinstance(done, DraftPiece) else found, said)


def _done(request: ActorRequest, kept: DraftPiece, said: str) -> HttpResponse:
    messages.success(request, said, extra_tags=f"draft:{draft_key(kept.draft, kept.pk)}")
    return see(f"{reverse('bargaining:draft', args=[kept.draft_id])}#piece-{kept.pk}")


def _refused(request: ActorRequest, found: DraftPiece, said: str) -> HttpResponse:
    """The draft's page with what is wrong; the device still keeps what was typed."""
    messages.error(request, said)
    return show_draft(request, get_draft(request.actor, found.draft_id))
