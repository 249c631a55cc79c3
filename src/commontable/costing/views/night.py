"""One screen for the night: every figure of a scenario turned, totals and gap at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commontable.coalition.requests import ActorRequest
from commontable.common.errors import CommontableError, NotFoundError
from commontable.costing import figures_shown as shown
from commontable.costing.changing import Knob, figure, knobs_of
from commontable.costing.forms.scenarios import WhatIfForm
from commontable.costing.models import Scenario
from commontable.costing.night_shown import closing_lines, moved
from commontable.costing.policies import homes_of, require_making, require_sight
from commontable.costing.selectors.scenarios import get_scenario, scenarios_of
from commontable.costing.services.scenarios import save_what_if
from commontable.costing.services.what_if import changed_figures, one_step_each
from commontable.costing.views.doors import costing_made, costing_seen
from commontable.web.answering import again, attempt, see


@dataclass(frozen=True, slots=True)
class Turned:
    """A knob as it stands on the page: what it is of, and what was typed.

    ``which`` tells the figures of one term apart.
    """

    knob: Knob
    said: str
    issue: str
    which: str
    source: str
    typed: str
    fault: str

    @property
    def turned(self) -> bool:
        return not self.fault and Decimal(self.typed or 0) != self.knob.value


@costing_seen
@require_safe
def night(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """The whole screen, with the figures as they are in the address."""
    scenario, against = _asked(request, scenario_id)
    others = [one for one in scenarios_of(request.actor, scenario.basis) if one.pk != scenario.pk]
    context = _figures(request, scenario, against) | {
        "scenario": scenario,
        "basis": scenario.basis,
        "others": others,
        "against": against,
        "may_make": scenario.union_id in homes_of(request.actor),
        "form": WhatIfForm(initial={"name": _("What if: %(name)s") % {"name": scenario.name}}),
    }
    return render(request, "costing/night/night.html", context)


@costing_seen
@require_safe
def figures(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """The figures alone, for a page that is there already."""
    scenario, against = _asked(request, scenario_id)
    context = _figures(request, scenario, against) | {"scenario": scenario}
    return render(request, "costing/night/figures.html", context)


@costing_seen
@require_safe
def closing(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """What one step of each figure moves, and how far each alone would have to go."""
    scenario, against = _asked(request, scenario_id)
    turned, changes, fault = _turned(request, scenario)
    context: dict[str, Any] = {
        "scenario": scenario,
        "basis": scenario.basis,
        "against": against,
        "fault": fault,
        "query": request.GET.urlencode(),
    }
    if not fault and against is not None:
        try:
            found = changed_figures(request.actor, scenario, against, changes)
            values = {one.knob.name: Decimal(one.typed) for one in turned}
            steps = one_step_each(request.actor, scenario, changes, values)
        except CommontableError as error:
            context["fault"] = str(error)
        else:
            said = {
                one.knob.name: (f"{one.said}, {one.which}" if one.which else one.said, one.issue)
                for one in turned
            }
            context["gap"] = shown.dollars(found["gap"]["total"], plus=True)
            context["lines"] = closing_lines(
                knobs_of(scenario.offer), values, steps, found["gap"]["total"], said
            )
    return render(request, "costing/night/closing.html", context)


@costing_made
@require_POST
def save(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Keep the figures as a scenario of its own."""
    scenario = get_scenario(request.actor, scenario_id)
    require_making(request.actor, scenario.union_id)
    form = WhatIfForm(request.POST)
    changes = _changes(request.POST, scenario)
    made = attempt(
        form,
        lambda: save_what_if(
            actor=request.actor,
            scenario=scenario,
            changes=changes,
            name=form.cleaned_data["name"],
        ),
    )
    if made is not None:
        return see(reverse("costing:scenario", args=[made.pk]))
    context = {"form": form, "scenario": scenario, "basis": scenario.basis, "changes": changes}
    return again(request, "costing/night/not_saved.html", context)


def _asked(request: ActorRequest, scenario_id: int) -> tuple[Scenario, Scenario | None]:
    """The scenario, and the other one its gap is shown to, for who sees all of both."""
    scenario = get_scenario(request.actor, scenario_id)
    require_sight(request.actor, scenario.union_id, all_of_it=True)
    number = request.GET.get("against", "")
    if number.isdigit():
        against = get_scenario(request.actor, int(number))
        if against.basis_id != scenario.basis_id:
            raise NotFoundError("It is priced on another basis.")
        return scenario, against
    if number == "none":
        return scenario, None
    others = scenarios_of(request.actor, scenario.basis)
    return scenario, next(
        (
            one
            for one in others
            if one.pk != scenario.pk and one.follows and one.side != scenario.side
        ),
        None,
    )


def _figures(request: ActorRequest, scenario: Scenario, against: Scenario | None) -> dict[str, Any]:
    turned, changes, fault = _turned(request, scenario)
    context: dict[str, Any] = {
        "turned": turned,
        "changes": len(changes),
        "fault": fault,
        "query": request.GET.urlencode(),
        "against": against,
    }
    if not fault:
        try:
            answer = changed_figures(request.actor, scenario, against, changes)
        except CommontableError as error:
            context["fault"] = str(error)
        else:
            context |= {"moved": moved(answer, against.name if against else "")}
    return context


def _turned(
    request: HttpRequest, scenario: Scenario
) -> tuple[list[Turned], dict[str, dict[str, str]], str]:
    """Every knob with what the address says of it; the changes; the first fault."""
    rows = {row["id"]: row for row in scenario.reading.get("taken", ())}
    knobs = knobs_of(scenario.offer)
    several = Counter(knob.term_id for knob in knobs)
    turned: list[Turned] = []
    changes: dict[str, dict[str, str]] = {}
    fault = ""
    for knob in knobs:
        row = rows.get(knob.term_id, {})
        typed = request.GET.get(knob.name, "").strip()
        wrong = ""
        value = knob.value
        if typed:
            try:
                value = figure(typed, where=row.get("issue") or knob.term_id)
            except CommontableError as error:
                wrong = str(error)
                fault = fault or wrong
        if value != knob.value:
            changes[knob.name] = knob.change(format(value, "f"))
        turned.append(
            Turned(
                knob,
                row.get("said") or knob.term_id,
                row.get("issue") or knob.term_id,
                (knob.tier or knob.field.replace("_", " ")) if several[knob.term_id] > 1 else "",
                ", ".join(part for part in (row.get("proposal"), row.get("clause")) if part),
                typed if wrong else format(value, "f"),
                wrong,
            )
        )
    return turned, changes, fault


def _changes(sent: Mapping[str, Any], scenario: Scenario) -> dict[str, dict[str, str]]:
    found = {}
    for knob in knobs_of(scenario.offer):
        typed = str(sent.get(knob.name, "")).strip()
        if typed and typed != format(knob.value, "f"):
            found[knob.name] = knob.change(typed)
    return found
