"""Futures of a scenario: what it may come to cost, with the model beside the chart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.coalition.requests import ActorRequest
from commontable.costing.forms.futures import FuturesForm
from commontable.costing.policies import require_sight
from commontable.costing.selectors.scenarios import get_scenario, standing_of
from commontable.costing.services.asking import futures_answer
from commontable.costing.views.doors import costing_seen
from commontable.web.charts import FanChart, LineChart, Series, Spread
from commontable.web.figures import money, percent

_A_MILLION = 1_000_000


@costing_seen
@require_safe
def futures(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Fans by year, the chance of more than an amount, and the lower scale's share."""
    actor = request.actor
    scenario = get_scenario(actor, scenario_id)
    require_sight(actor, scenario.union_id, all_of_it=True)
    form = FuturesForm(request.GET if "turnover" in request.GET else None)
    context: dict[str, Any] = {
        "scenario": scenario,
        "basis": scenario.basis,
        "standing": standing_of(actor, scenario),
        "form": form,
        "sees_all": True,
    }
    if not form.is_bound or form.is_valid():
        asked = futures_answer(actor=actor, scenario=scenario, details=form.details)
        context["asked"] = asked
        if asked.answer is not None:
            context |= _shown(asked.answer, form.more_than)
    return render(request, "costing/futures.html", context)


def _shown(answer: dict[str, Any], more_than: Decimal | None) -> dict[str, Any]:
    years = [fan for fan in answer["fans"] if fan["year"] >= 0]
    term = next(fan for fan in answer["fans"] if fan["year"] < 0)
    levels = tuple(
        _("the middle") if level == 50 else _("%(level)s in 100 below") % {"level": level}  # noqa: PLR2004
        for level in answer["quantiles"]
    )
    fan = FanChart(
        _("What it may come to cost, in millions of dollars a year"),
        levels,
        tuple(
            Spread(
                _("Year %(number)s") % {"number": fan["year"] + 1},
                tuple(_millions(each) for each in fan["dollars"]),
            )
            for fan in years
        ),
        note=answer["model"],
    )
    lower = LineChart(
        _("Share of seats on the lower scale at each year's end"),
        tuple(_("Year %(number)s") % {"number": at} for at, _fan in enumerate(years, 1)),
        (
            Series(
                _("The middle future"),
                tuple(Decimal(share) / 10_000 for share in answer["lower_tier"]),
            ),
        ),
    )
    return {
        "answer": answer,
        "fan": fan,
        "lower": lower if any(answer["lower_tier"]) else None,
        "term": [
            (level, money(Decimal(amount), 0))
            for level, amount in zip(levels, term["dollars"], strict=True)
        ],
        "chance": _chance(answer, more_than) if more_than is not None else "",
        "more_than": money(more_than, 0) if more_than is not None else "",
    }


def _millions(amount: int) -> Decimal:
    return (Decimal(amount) / _A_MILLION).quantize(Decimal("0.1"))


def _chance(answer: dict[str, Any], more_than: Decimal) -> str:
    """To half a percent: of the runs in order, two hundred are kept."""
    above = sum(total > more_than for total in answer["totals"])
    return percent(Decimal(above) / 2)
