"""The team's side of the paycheck page: what is out, letting one out, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.costing.forms.paychecks import (
    PaycheckReleaseForm,
    PaycheckSignatureForm,
    PaycheckWithdrawForm,
)
from commontable.costing.selectors.bases import get_basis
from commontable.costing.selectors.paychecks import (
    get_paycheck,
    offers_for_paychecks,
    paychecks_of,
)
from commontable.costing.services.paychecks import (
    Outgoing,
    release_paycheck,
    what_would_go_out,
    withdraw_paycheck,
)
from commontable.web.answering import again, attempt, see


@seated
@require_safe
def releases(request: ActorRequest, basis_id: int) -> HttpResponse:
    """Every page that was let out over a basis and those before it."""
    basis = get_basis(request.actor, basis_id)
    listed = paychecks_of(request.actor, basis)
    address = (
        request.build_absolute_uri(reverse("public_paycheck:paycheck", args=[listed[0].address]))
        if listed
        else ""
    )
    context = {
        "basis": basis,
        "releases": listed,
        "address": address,
        "may_release": may(request.actor, Right.WORD, union_id=basis.union_id)
        and not hasattr(basis, "replaced_by"),
    }
    return render(request, "costing/paychecks/list.html", context)


@seated
def release(request: ActorRequest, basis_id: int) -> HttpResponse:
    """First what would go out, exactly; then the signature."""
    basis = get_basis(request.actor, basis_id)
    require(request.actor, Right.WORD, union_id=basis.union_id)
    offered = offers_for_paychecks(request.actor, basis)
    if request.method == "POST":
        form = PaycheckReleaseForm(request.POST, offered=offered)
    else:
        earlier = paychecks_of(request.actor, basis)
        title = earlier[0].title if earlier else _("What would I be paid?")
        beginning = {"title": title, **PaycheckReleaseForm.beginning(offered)}
        form = PaycheckReleaseForm(offered=offered, initial=beginning)
    outgoing: Outgoing | None = None
    signing: PaycheckSignatureForm | None = None
    if request.method == "POST":
        outgoing = attempt(
            form,
            lambda: what_would_go_out(
                actor=request.actor,
                basis=basis,
                title=form.cleaned_data["title"],
                chosen=form.chosen,
            ),
        )
        signing = PaycheckSignatureForm() if outgoing is not None else None
    if signing is not None and "signature" in request.POST:
        signing = PaycheckSignatureForm(request.POST)
        done = attempt(
            signing,
            lambda: release_paycheck(
                actor=request.actor,
                basis=basis,
                title=form.cleaned_data["title"],
                chosen=form.chosen,
                **signing.cleaned_data,
            ),
        )
        if done is not None:
            messages.success(request, _("The paycheck page is out."))
            return see(reverse("paychecks:releases", args=[basis.pk]))
    refused = request.method == "POST" and (
        outgoing is None or (signing is not None and signing.is_bound)
    )
    context = {
        "basis": basis,
        "form": form,
        "outgoing": outgoing,
        "signing": signing,
        "seen": outgoing.sha256 if outgoing is not None else "",
    }
    return render(
        request, "costing/paychecks/release.html", context, status=422 if refused else 200
    )


@seated
def withdraw(request: ActorRequest, paycheck_id: int) -> HttpResponse:
    """Take a page back."""
    found = get_paycheck(request.actor, paycheck_id)
    require(request.actor, Right.WORD, union_id=found.union_id)
    form = PaycheckWithdrawForm(request.POST or None)
    if request.method == "POST":
        form = PaycheckWithdrawForm(request.POST)
        done = attempt(
            form,
            lambda: withdraw_paycheck(actor=request.actor, release=found, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("The paycheck page is withdrawn."))
            return see(reverse("paychecks:releases", args=[found.basis_id]))
    return again(
        request,
        "costing/paychecks/withdraw.html",
        {"form": form, "release": found, "basis": found.basis},
    )
