"""A basis: what it is, a new one, its next version, and a contract drafted to begin with."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commontable.bargaining.selectors.tables import campaigns_of
from commontable.coalition.requests import ActorRequest
from commontable.costing.forms.bases import BasisForm, DraftForm, RevisionForm
from commontable.costing.policies import homes_of, require_making
from commontable.costing.selectors.bases import bases_of, contract_of, get_basis
from commontable.costing.selectors.drafting import drafted_contract
from commontable.costing.selectors.scenarios import scenarios_of
from commontable.costing.services.bases import make_basis
from commontable.costing.services.scenarios import carry_over
from commontable.costing.views.doors import costing_made, costing_seen
from commontable.engines.costing.wording import full
from commontable.web.answering import again, attempt, see


@costing_seen
@require_safe
def basis(request: ActorRequest, basis_id: int) -> HttpResponse:
    """What is priced on it, and the contract term by term."""
    found = get_basis(request.actor, basis_id)
    contract = contract_of(found)
    context = {
        "basis": found,
        "terms": [full(term) for term in contract.terms],
        "pay": contract.pay,
        "scenarios": scenarios_of(request.actor, found),
        "may_make": found.union_id in homes_of(request.actor),
    }
    return render(request, "costing/bases/basis.html", context)


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def new_basis(request: ActorRequest) -> HttpResponse:
    """Choose a census, put in the contract, say how issues are read."""
    actor = request.actor
    before = next(iter(bases_of(actor)), None)
    initial = {"contract": request.session.pop(_DRAFT, "")}
    if before is not None:
        initial["readings"] = before.readings
    form = BasisForm(
        request.POST if request.method == "POST" else None, actor=actor, initial=initial
    )
    if request.method == "POST":
        made = attempt(
            form, lambda: make_basis(actor=actor, grounds=form.grounds, union_id=form.union_id)
        )
        if made is not None:
            messages.success(request, _("The basis is kept."), extra_tags="draft:new-basis")
            return see(reverse("costing:basis", args=[made.pk]))
    return again(request, "costing/bases/new.html", {"form": form})


_DRAFT = "costing_draft"


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: ActorRequest) -> HttpResponse:
    """A contract from the schedules that the workforce holds, to be read and completed."""
    actor = request.actor
    campaign = campaigns_of(actor).first()
    expires = campaign.contract_expires if campaign is not None else None
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        initial={
            "on": actor.on,
            "starts_on": (expires or actor.on) + timedelta(days=1),
            "years": 4,
        },
    )
    if request.method == "POST":
        text = attempt(
            form,
            lambda: drafted_contract(
                actor,
                name=str(campaign or actor.coalition_name),
                on=form.cleaned_data["on"],
                starts_on=form.cleaned_data["starts_on"],
                years=form.cleaned_data["years"],
            ),
        )
        if text is not None:
            request.session[_DRAFT] = text
            return see(reverse("costing:new_basis"))
    return again(request, "costing/bases/draft.html", {"form": form})


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: ActorRequest, basis_id: int) -> HttpResponse:
    """The next version; its scenarios are laid over it, the old ones stay."""
    actor = request.actor
    before = get_basis(actor, basis_id)
    require_making(actor, before.union_id)
    form = RevisionForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        initial={
            "name": before.name,
            "campaign": str(before.campaign_id),
            "census": str(before.census_id),
            "contract": before.contract,
            "readings": before.readings,
        },
    )
    if request.method == "POST":

        def act() -> int:
            made = make_basis(
                actor=actor, grounds=form.grounds, union_id=before.union_id, replaces=before
            )
            left = carry_over(actor=actor, before=before, basis=made)
            for name, why in left:
                messages.warning(
                    request,
                    _("%(name)s could not be laid over it and stays as it was: %(why)s")
                    % {"name": name, "why": why},
                )
            return made.pk

        made = attempt(form, act)
        if made is not None:
            messages.success(
                request, _("The next version is kept."), extra_tags=f"draft:basis-{before.pk}"
            )
            return see(reverse("costing:basis", args=[made]))
    return again(request, "costing/bases/revise.html", {"form": form, "basis": before})
