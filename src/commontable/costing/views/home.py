"""The first page of costing: every basis with its scenarios, and what to do first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commontable.coalition.requests import ActorRequest
from commontable.costing.figures_shown import dollars
from commontable.costing.models import Basis, Scenario
from commontable.costing.policies import homes_of
from commontable.costing.selectors.bases import bases_of, ground_of
from commontable.costing.selectors.results import Answered, answers_to, offer_question
from commontable.costing.selectors.scenarios import Standing, scenarios_of, standing_of
from commontable.costing.views.doors import costing_seen
from commontable.workforce.selectors.censuses import censuses_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A scenario in the list, with its total over the status quo where it is priced."""

    scenario: Scenario
    standing: Standing
    answered: Answered
    over: str
    total: str


@dataclass(frozen=True, slots=True)
class BasisListed:
    basis: Basis
    scenarios: tuple[Listed, ...]
    may_make: bool


@costing_seen
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Bases and scenarios, as far as they are for the actor."""
    actor = request.actor
    homes = homes_of(actor)
    listed = []
    for basis in bases_of(actor):
        scenarios = scenarios_of(actor, basis)
        ground = ground_of(actor, basis)
        answers = answers_to(actor, [offer_question(ground, one) for one in scenarios])
        listed.append(
            BasisListed(
                basis,
                tuple(
                    _listed(request, scenario, answer)
                    for scenario, answer in zip(scenarios, answers, strict=True)
                ),
                basis.union_id in homes,
            )
        )
    context = {
        "bases": listed,
        "may_make": bool(homes),
        "censuses": censuses_of(actor),
    }
    return render(request, "costing/home.html", context)


def _listed(request: ActorRequest, scenario: Scenario, answer: Answered) -> Listed:
    figures = answer.answer["figures"] if answer.answer else None
    return Listed(
        scenario,
        standing_of(request.actor, scenario),
        answer,
        dollars(sum(figures["over_status_quo"]), plus=True) if figures else "",
        dollars(sum(figures["cost"])) if figures else "",
    )
