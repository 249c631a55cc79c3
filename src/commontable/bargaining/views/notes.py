"""A union's own notes on a session, an issue or a proposal."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from commontable.bargaining.forms.statements import NoteForm
from commontable.bargaining.selectors.notes import get_noted, notes_on
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.views.pages import form_page
from commontable.coalition.policies import Right
from commontable.coalition.requests import ActorRequest, with_right
from commontable.common.errors import NotFoundError
from commontable.web.answering import attempt, see


@with_right(Right.RECORD)
def add_note(request: ActorRequest, kind: str, subject_id: int) -> HttpResponse:
    """Add a note, and go back to the page it was written on (``?back=``)."""
    actor = request.actor
    about = get_noted(actor, kind, subject_id)
    panel = notes_on(actor, about)
    if not panel.writes_for:
        raise NotFoundError("There is nothing here.")
    back = _back(request, default=reverse(f"bargaining:{kind}", args=[subject_id]))
    form = NoteForm(request.POST or None, unions=panel.writes_for)
    if request.method == "POST":
        note = attempt(
            form,
            lambda: add_internal_note(
                actor=actor,
                union_id=form.cleaned_data["union_id"],
                about=about,
                text=form.cleaned_data["text"],
            ),
        )
        if note is not None:
            return see(f"{back}#notes")
    return form_page(
        request,
        form,
        heading=_("An internal note"),
        submit=_("Keep the note"),
        back=back,
        back_label=str(about),
        lead=_("Only people who act for the union can read it."),
    )


def _back(request: ActorRequest, *, default: str) -> str:
    wanted = request.GET.get("back", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else default
