"""One draft: its page, its facts, which attachment it is, its file, and closing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from commontable.bargaining.forms.drafts import (
    DiscardForm,
    PartForm,
    VersionForm,
    typed_facts,
)
from commontable.bargaining.models import Draft
from commontable.bargaining.selectors.drafts import get_draft, open_paper
from commontable.bargaining.services.drafts.closing import discard_draft, reopen_draft
from commontable.bargaining.services.drafts.correcting import (
    TakenTogether,
    choose_part,
    correct_draft,
    take_all_terms,
)
from commontable.bargaining.views.drafts.saving import conflict, is_live, saved_facts
from commontable.bargaining.views.drafts.showing import draft_key, facts_form, show_draft
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import DraftPurpose
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import ConflictError, NotFoundError, UnkeptTextError
from commontable.web.answering import attempt, see


def address(draft: Draft) -> str:
    return reverse("bargaining:draft", args=[draft.pk])


@seated
@require_safe
def draft(request: ActorRequest, draft_id: int) -> HttpResponse:
    """What arrived, what was read of it, and what is still to be said."""
    return show_draft(request, get_draft(request.actor, draft_id))


@seated
@require_POST
def facts(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Keep the facts of the pass: quietly while somebody types, or to go on to the review."""
    found = get_draft(request.actor, draft_id)
    if found.purpose == DraftPurpose.CONTRACT:
        raise NotFoundError("There is nothing here.")
    seen = VersionForm(request.POST)
    if not seen.is_valid():
        return show_draft(request, found, form=facts_form(request, found, request.POST))
    try:
        kept = correct_draft(
            actor=request.actor,
            draft=found,
            version=seen.cleaned_data["version"],
            facts=typed_facts(request.POST),
        )
    except (ConflictError, UnkeptTextError) as error:
        if is_live(request):
            return conflict(request, error, "facts-saved")
        form = facts_form(request, found, request.POST)
        form.add_error(None, str(error))
        return show_draft(request, get_draft(request.actor, draft_id), form=form)
    if is_live(request):
        return saved_facts(request, kept)
    form = facts_form(request, kept, request.POST)
    if not form.is_valid():
        return show_draft(request, kept, form=form)
    messages.success(request, _("Saved."), extra_tags=f"draft:{draft_key(kept)}")
    passes = may(request.actor, Right.PROPOSE, union_id=kept.union_id, table_id=kept.table_id)
    return see(reverse("bargaining:pass_draft", args=[kept.pk]) if passes else address(kept))


@seated
@require_POST
def part(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Say which attachment is the paper; its pieces are laid out anew."""
    found = get_draft(request.actor, draft_id)
    form = PartForm(request.POST)
    chosen = attempt(
        form,
        lambda: choose_part(
            actor=request.actor,
            draft=found,
            version=form.cleaned_data["version"],
            part=form.cleaned_data["part"],
        ),
    )
    if chosen is None:
        return _refused(request, found, form)
    messages.success(request, _("The draft is of that file now."))
    return see(address(found))


@seated
@require_POST
def terms(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Take every sure suggestion that nobody decided on, and say what was left and why."""
    found = get_draft(request.actor, draft_id)
    done = take_all_terms(actor=request.actor, draft=found)
    messages.success(
        request,
        ngettext("%(taken)s term is taken.", "%(taken)s terms are taken.", done.taken)
        % {"taken": done.taken},
    )
    if done.left:
        messages.warning(request, _left(done))
    return see(address(found))


@seated
@require_safe
def paper(request: ActorRequest, draft_id: int) -> HttpResponse:
    """The file as it arrived; always to be saved, never run in the page."""
    found = get_draft(request.actor, draft_id)
    response: HttpResponseBase = FileResponse(
        open_paper(found),
        as_attachment=True,
        filename=found.file_name,
        content_type=found.media_type,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a file response is answered like any other


@seated
def discard(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Set it aside, once somebody said yes."""
    found = get_draft(request.actor, draft_id)
    form = DiscardForm(request.POST) if request.method == "POST" else DiscardForm()
    if request.method == "POST":
        done = attempt(
            form,
            lambda: discard_draft(actor=request.actor, draft=found, note=form.cleaned_data["note"]),
        )
        if done is not None:
            messages.success(
                request,
                _("“%(draft)s” is set aside. It can be taken up again.") % {"draft": found},
                extra_tags=f"draft:{request.path}",
            )
            return see(_home(found))
    return form_page(
        request,
        form,
        heading=_("Set “%(draft)s” aside?") % {"draft": found},
        submit=_("Set it aside"),
        lead=_(
            "Nothing of it is in the record, and nothing is removed: the file stays under its"
            " hash, and the draft can be taken up again from the list."
        ),
        table=found.table,
        back=address(found),
        draft_key=request.path,
    )


@seated
@require_POST
def reopen(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Take up again what was set aside."""
    found = get_draft(request.actor, draft_id)
    reopen_draft(actor=request.actor, draft=found)
    return see(address(found))


def _home(draft: Draft) -> str:
    if draft.table_id is not None:
        return reverse("bargaining:intake", args=[draft.table_id])
    return reverse("bargaining:contract_intake", args=[draft.campaign_id])


def _refused(request: ActorRequest, found: Draft, form: PartForm) -> HttpResponse:
    """The page once more, with what was said against it."""
    said = [str(error) for errors in form.errors.values() for error in errors]
    for message in said:
        messages.error(request, message)
    return show_draft(request, get_draft(request.actor, found.pk))


def _left(done: TakenTogether) -> str:
    """How many lines wait for a person, and why."""
    reasons = [
        (done.unsure, _("%(count)s not sure: look twice")),
        (done.contradicted, _("%(count)s from a clause that contradicts itself")),
        (done.asking, _("%(count)s still asking for something")),
    ]
    why = "; ".join(said % {"count": count} for count, said in reasons if count)
    return ngettext(
        "%(left)s line is left for you to decide on: %(why)s.",
        "%(left)s lines are left for you to decide on: %(why)s.",
        done.left,
    ) % {"left": done.left, "why": why}
