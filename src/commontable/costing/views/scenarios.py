"""One scenario: what it is worth and why, how the record was read, and its next version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commontable.bargaining.words import Side
from commontable.coalition.requests import ActorRequest
from commontable.costing import figures_shown as shown
from commontable.costing.forms.scenarios import (
    AssumptionsForm,
    PositionForm,
    ProposalForm,
    TermsForm,
)
from commontable.costing.models import Scenario
from commontable.costing.policies import Sight, homes_of, require_making, require_sight, sight_of
from commontable.costing.selectors.bases import get_basis
from commontable.costing.selectors.scenarios import get_scenario, standing_of, versions_of
from commontable.costing.services.asking import offer_answer
from commontable.costing.services.pricing import ask_for_offer
from commontable.costing.services.scenarios import (
    assume,
    make_document_scenario,
    make_position_scenario,
    make_proposal_scenario,
    renew,
)
from commontable.costing.translation.offers import ASSUMPTION
from commontable.costing.views.doors import costing_made, costing_seen
from commontable.costing.words import ScenarioKind
from commontable.web.answering import again, attempt, see

_GROUPS = (
    ("union", "By union"),
    ("region", "By region"),
    ("classification", "By classification"),
)


@costing_seen
@require_safe
def scenario(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Totals for all who see it; groups, lines and who loses for those who study the census."""
    actor = request.actor
    found = get_scenario(actor, scenario_id)
    sight = sight_of(actor, found.union_id)
    asked = offer_answer(actor=actor, scenario=found)
    context: dict[str, Any] = {
        "scenario": found,
        "basis": found.basis,
        "standing": standing_of(actor, found),
        "versions": versions_of(actor, found),
        "asked": asked,
        "sees_all": sight is Sight.ALL,
        "may_make": found.union_id in homes_of(actor),
        "from_record": found.kind in {ScenarioKind.POSITION, ScenarioKind.PROPOSAL},
        "reading": found.reading,
    }
    if asked.answer is not None:
        context |= _answer(found, asked.answer, all_of_it=sight is Sight.ALL)
    return render(request, "costing/scenarios/scenario.html", context)


def _answer(found: Scenario, answer: dict[str, Any], *, all_of_it: bool) -> dict[str, Any]:
    figures = answer["figures"]
    context: dict[str, Any] = {
        "answer": answer,
        "headline": {
            "over": shown.millions(sum(figures["over_status_quo"]), plus=True),
            "over_exact": shown.dollars(sum(figures["over_status_quo"]), plus=True),
            "total": shown.millions(sum(figures["cost"])),
            "compounded": shown.parts(figures["compounded"]),
            "average": shown.parts(figures["average"]),
            "carry_over": shown.millions(figures["carry_over"], plus=True),
        },
        "blocks": shown.measures([answer]),
        "columns": [_("Status quo"), found.name],
        "components": shown.components([answer]),
        "chart": shown.cost_chart([answer]),
    }
    if all_of_it:
        context |= {
            "groups": [(_(heading), shown.groups([answer], name)) for name, heading in _GROUPS],
            "terms": shown.terms(answer, found.reading, ASSUMPTION),
            "together": shown.dollars(answer["together"], plus=True),
            "lot": shown.lot(answer["outcome"]),
        }
    return context


@costing_seen
@require_POST
def price_again(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Ask once more for what could not be priced."""
    found = get_scenario(request.actor, scenario_id)
    require_sight(request.actor, found.union_id)
    ask_for_offer(actor=request.actor, scenario=found)
    return see(reverse("costing:scenario", args=[found.pk]))


@costing_made
@require_POST
def renew_it(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """The scenario as the record says it now."""
    found = get_scenario(request.actor, scenario_id)
    latest = getattr(found.basis, "replaced_by", None)
    now = renew(actor=request.actor, scenario=found, basis=latest)
    if now.pk == found.pk:
        messages.info(request, _("It is as the record says it; nothing was changed."))
    else:
        messages.success(request, _("This is the scenario as it is now; the one before stays."))
    return see(reverse("costing:scenario", args=[now.pk]))


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def assumptions(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Other assumed terms beside those of the record."""
    found = get_scenario(request.actor, scenario_id)
    require_making(request.actor, found.union_id)
    form = AssumptionsForm(
        request.POST if request.method == "POST" else None,
        initial={"assumptions": found.assumptions},
    )
    if request.method == "POST":
        made = attempt(
            form,
            lambda: assume(actor=request.actor, scenario=found, assumptions=form.assumed),
        )
        if made is not None:
            return see(reverse("costing:scenario", args=[made.pk]))
    context = {"form": form, "scenario": found, "basis": found.basis}
    return again(request, "costing/scenarios/assumptions.html", context)


@costing_seen
@require_safe
def offer_file(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """The terms as the engine reads them: with the census and the contract, the command's input."""
    found = get_scenario(request.actor, scenario_id)
    require_sight(request.actor, found.union_id)
    response = HttpResponse(found.offer, content_type="application/yaml; charset=utf-8")
    name = slugify(found.name) or "offer"
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def new_position(request: ActorRequest, basis_id: int) -> HttpResponse:
    """What a side stands on at a table."""
    actor, basis = request.actor, get_basis(request.actor, basis_id)
    require_making(actor, basis.union_id)
    form = PositionForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        basis=basis,
        initial={"side": Side.EMPLOYER, "name": _("Theirs")},
    )
    return _made(
        request,
        form,
        lambda: make_position_scenario(
            actor=actor,
            basis=basis,
            table_id=int(form.cleaned_data["table"]),
            side=Side(form.cleaned_data["side"]),
            name=form.cleaned_data["name"],
            as_of=form.moment,
            assumptions=form.assumed,
        ),
        {"basis": basis, "heading": _("What a side stands on")},
    )


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def new_proposal(request: ActorRequest, basis_id: int) -> HttpResponse:
    """One proposal alone: what came at 11 pm."""
    actor, basis = request.actor, get_basis(request.actor, basis_id)
    require_making(actor, basis.union_id)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        basis=basis,
        initial={"proposal": request.GET.get("proposal", "")},
    )
    return _made(
        request,
        form,
        lambda: make_proposal_scenario(
            actor=actor,
            basis=basis,
            proposal_id=form.proposal_id,
            name=form.called,
            assumptions=form.assumed,
        ),
        {"basis": basis, "heading": _("One proposal")},
    )


@costing_made
@require_http_methods(["GET", "HEAD", "POST"])
def new_terms(request: ActorRequest, basis_id: int) -> HttpResponse:
    """Terms typed as the engine reads them."""
    actor, basis = request.actor, get_basis(request.actor, basis_id)
    require_making(actor, basis.union_id)
    form = TermsForm(
        request.POST if request.method == "POST" else None, initial={"offer": _BEGINNING}
    )
    return _made(
        request,
        form,
        lambda: make_document_scenario(
            actor=actor,
            basis=basis,
            offer=form.text,
            name=form.cleaned_data["name"],
            side=form.cleaned_data["side"],
        ),
        {"basis": basis, "heading": _("Typed terms")},
    )


_BEGINNING = """\
offer: Another group's settlement
document: where it is written
terms:
"""


def _made(
    request: ActorRequest,
    form: PositionForm | ProposalForm | TermsForm,
    act: Callable[[], Scenario],
    context: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST":
        made = attempt(form, act)
        if made is not None:
            ask_for_offer(actor=request.actor, scenario=made)
            return see(reverse("costing:scenario", args=[made.pk]))
    return again(request, "costing/scenarios/new.html", {"form": form, **context})
