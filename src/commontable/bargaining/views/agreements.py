"""Signing a tentative agreement, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commontable.bargaining.fate_words import asked_of
from commontable.bargaining.forms.proposals import (
    AgreeForm,
    WithdrawAgreementForm,
    today,
)
from commontable.bargaining.selectors.fates import fate_of
from commontable.bargaining.selectors.proposals import get_agreement, get_proposal
from commontable.bargaining.services.agreements import (
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.views.proposal_ends import agreed_otherwise, over, what_it_says
from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.web.answering import attempt, see


@seated
def agree(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """Both sides initial a proposal."""
    found = get_proposal(request.actor, proposal_id)
    require(request.actor, Right.SIGN, union_id=found.union_id, table_id=found.table_id)
    fate = fate_of(request.actor, found)
    asked = asked_of(found, fate) if fate.asks else ""
    if request.method == "POST":
        form = AgreeForm(request.POST, asked=asked)
        signed = attempt(
            form,
            lambda: sign_tentative_agreement(
                actor=request.actor, proposal=found, **form.cleaned_data
            ),
        )
        if signed is not None:
            messages.success(
                request,
                _("%(label)s is tentatively agreed.") % {"label": found.label},
                extra_tags=f"draft:{request.path}",
            )
            return see(reverse("bargaining:proposal", args=[found.pk]))
    else:
        day = today(request.actor)
        form = AgreeForm(
            initial={"union_initialled_on": day, "employer_initialled_on": day}, asked=asked
        )
    return form_page(
        request,
        form,
        heading=_("Tentatively agree to %(label)s") % {"label": found.label},
        submit=_("Record the tentative agreement"),
        lead=_(
            "Initialled and dated by both sides. A package is agreed in all its issues or in none."
        ),
        says=what_it_says(found),
        instead=over(found, fate) or agreed_otherwise(request.actor, found),
        table=found.table,
        back=reverse("bargaining:proposal", args=[found.pk]),
        draft_key=request.path,
    )


@seated
def withdraw_agreement(request: ActorRequest, agreement_id: int) -> HttpResponse:
    """A side takes its agreement back."""
    agreement = get_agreement(request.actor, agreement_id)
    require(request.actor, Right.SIGN, union_id=agreement.union_id, table_id=agreement.table_id)
    if request.method == "POST":
        form = WithdrawAgreementForm(request.POST)
        withdrawn = attempt(
            form,
            lambda: withdraw_tentative_agreement(
                actor=request.actor, agreement=agreement, **form.cleaned_data
            ),
        )
        if withdrawn is not None:
            messages.success(
                request,
                _("The tentative agreement is recorded as withdrawn."),
                extra_tags=f"draft:{request.path}",
            )
            return see(reverse("bargaining:proposal", args=[agreement.proposal_id]))
    else:
        form = WithdrawAgreementForm()
    return form_page(
        request,
        form,
        heading=_("Withdraw the %(agreement)s") % {"agreement": agreement},
        submit=_("Record the withdrawal"),
        instead=_("The %(agreement)s was withdrawn already.") % {"agreement": agreement}
        if hasattr(agreement, "withdrawal")
        else "",
        lead=_(
            "The agreement stays in the record with its withdrawal: that a side took it back is"
            " itself a fact."
        ),
        table=agreement.table,
        back=reverse("bargaining:proposal", args=[agreement.proposal_id]),
        draft_key=request.path,
    )
