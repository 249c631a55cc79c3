"""The first page of the workforce: what is there of it, and what to do first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commontable.coalition.requests import ActorRequest, seated
from commontable.workforce.policies import homes_of, may_see_any
from commontable.workforce.selectors.benefits import benefits_of
from commontable.workforce.selectors.censuses import censuses_of
from commontable.workforce.selectors.comparators import comparators_of
from commontable.workforce.selectors.schedules import schedules_of
from commontable.workforce.selectors.uploads import uploads_of


@seated
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Censuses, schedules, benefits and comparators, as far as they are for the actor."""
    actor = request.actor
    context = {
        "censuses": censuses_of(actor),
        "uploads": uploads_of(actor),
        "schedules": schedules_of(actor),
        "benefits": benefits_of(actor),
        "comparators": len(comparators_of(actor)),
        "sees_censuses": may_see_any(actor),
        "brings_in": bool(homes_of(actor)),
    }
    return render(request, "workforce/home.html", context)
