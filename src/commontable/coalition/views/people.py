"""People and their authority."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commontable.coalition.actors import Actor
from commontable.coalition.forms.people import AuthorityForm, EndForm, InviteForm
from commontable.coalition.policies import RIGHTS, Right, may
from commontable.coalition.requests import ActorRequest, seated, see_other, with_right
from commontable.coalition.selectors.people import (
    get_authority,
    get_person,
    invitations_of,
    people_of,
    person_row,
)
from commontable.coalition.services.authority import end_authority, grant_authority
from commontable.coalition.services.invitations import invite, revoke_invitation, send_again
from commontable.common import dates
from commontable.common.errors import CommontableError, NotFoundError
from commontable.web.answering import again, attempt


@seated
@require_safe
def people(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    facts = {"rows": people_of(actor), "grants": _gives_authority(actor), "today": actor.on}
    return render(request, "coalition/people/list.html", facts)


@seated
@require_safe
def person(request: ActorRequest, person_id: int) -> HttpResponse:
    actor = request.actor
    row = person_row(actor, person_id)
    grants = _gives_authority(actor)
    facts = {
        "row": row,
        "person": row.person,
        "grants": grants,
        "endable": {
            a.pk
            for a in (*row.now, *row.later)
            if may(actor, Right.GRANT, union_id=a.union_id, table_id=a.table_id)
        },
        "invitations": invitations_of(actor, person_id) if grants else [],
        "moment": dates.now(),
    }
    return render(request, "coalition/people/person.html", facts)


@with_right(Right.GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: ActorRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None, actor=request.actor)
    invited = attempt(form, lambda: invite(actor=request.actor, **form.facts()))
    if invited is not None:
        messages.success(
            request,
            _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]},
        )
        return see_other("coalition:people")
    return _page(request, "coalition/people/invite.html", form)


@with_right(Right.GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: ActorRequest, person_id: int) -> HttpResponse:
    who = get_person(request.actor, person_id)
    form = AuthorityForm(request.POST if request.method == "POST" else None, actor=request.actor)
    given = attempt(
        form, lambda: grant_authority(actor=request.actor, person_id=person_id, **form.facts())
    )
    if given is not None:
        messages.success(request, _("The authority is given."))
        return see_other("coalition:person", person_id)
    return _page(request, "coalition/people/grant.html", form, person=who)


@with_right(Right.GRANT)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, authority_id: int) -> HttpResponse:
    actor = request.actor
    authority = get_authority(actor, authority_id)
    if not may(actor, Right.GRANT, union_id=authority.union_id, table_id=authority.table_id):
        raise NotFoundError("There is no such authority.")
    yesterday = max(authority.from_on, actor.on) - timedelta(days=1)
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"until_on": yesterday}
    )
    ended = attempt(
        form,
        lambda: end_authority(
            actor=actor, authority_id=authority_id, until_on=form.cleaned_data["until_on"]
        ),
    )
    if ended is not None:
        messages.success(request, _("The authority has its last day."))
        return see_other("coalition:person", authority.person_id)
    return _page(request, "coalition/people/end.html", form, authority=authority)


@with_right(Right.GRANT)
@require_POST
def revoke(request: ActorRequest, invitation_id: int) -> HttpResponse:
    return _about_invitation(
        request,
        lambda: revoke_invitation(actor=request.actor, invitation_id=invitation_id),
        _("The invitation is revoked: its link no longer works."),
    )


@with_right(Right.GRANT)
@require_POST
def invite_again(request: ActorRequest, invitation_id: int) -> HttpResponse:
    return _about_invitation(
        request,
        lambda: send_again(actor=request.actor, invitation_id=invitation_id),
        _("A new link is on its way; the earlier one no longer works."),
    )


def _about_invitation(request: ActorRequest, act: Callable[[], Any], said: str) -> HttpResponse:
    try:
        invitation = act()
    except NotFoundError:
        raise
    except CommontableError as error:
        messages.error(request, str(error))
        return see_other("coalition:people")
    messages.success(request, said)
    return see_other("coalition:person", invitation.person_id)


def _gives_authority(actor: Actor) -> bool:
    return any(Right.GRANT in RIGHTS[held.role] for held in actor.grants)


def _page(request: ActorRequest, template: str, form: forms.Form, **facts: Any) -> HttpResponse:
    return again(request, template, {"form": form} | facts)
