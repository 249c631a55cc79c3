"""What a bargaining unit has today: its inventory, and the next version of it."""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commontable.coalition.policies import Right
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.web.answering import again, attempt, see
from commontable.workforce.forms.benefits import (
    InventoryForm,
    LineForm,
    LineFormSet,
    initial_line,
)
from commontable.workforce.policies import homes_of
from commontable.workforce.selectors.benefits import benefits_of, benefits_of_unit, get_inventory
from commontable.workforce.selectors.units import units_without
from commontable.workforce.services.benefits import record_inventory


@seated
@require_safe
def benefit_list(request: ActorRequest) -> HttpResponse:
    """Every unit with an inventory, and those still without one."""
    known = benefits_of(request.actor)
    context = {
        "benefits": [(one, one.in_force(request.actor.on)) for one in known],
        "without": units_without(request.actor, {one.unit_id for one in known}),
        "may_record": bool(homes_of(request.actor)),
    }
    return render(request, "workforce/benefits/list.html", context)


@seated
@require_safe
def unit_benefits(request: ActorRequest, unit_id: int) -> HttpResponse:
    """What the unit has today, and its other versions."""
    found = benefits_of_unit(request.actor, unit_id)
    context = {
        "benefits": found,
        "inventory": found.in_force(request.actor.on) or next(iter(found.versions), None),
        "may_record": bool(homes_of(request.actor)),
    }
    return render(request, "workforce/benefits/unit.html", context)


@seated
@require_safe
def inventory(request: ActorRequest, inventory_id: int) -> HttpResponse:
    """One version as it was entered."""
    found = get_inventory(request.actor, inventory_id)
    context = {
        "benefits": benefits_of_unit(request.actor, found.unit_id),
        "inventory": found,
        "may_record": bool(homes_of(request.actor)),
    }
    return render(request, "workforce/benefits/unit.html", context)


@with_right(Right.RESEARCH)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Enter an inventory; it begins with the lines of the version before."""
    found = benefits_of_unit(request.actor, unit_id)
    before = next(iter(found.versions), None)
    initial = [initial_line(line) for line in before.lines.all()] if before else []
    sent = request.POST if request.method == "POST" else None
    form = InventoryForm(
        sent,
        actor=request.actor,
        initial={"document": before.document, "home": before.union_id or ""} if before else {},
    )
    lines: BaseFormSet[LineForm] = LineFormSet(sent, initial=initial, prefix="line")
    if request.method == "POST":
        # Both are judged, so that everything is said at once.
        judged = lines.is_valid()
        if judged or not form.is_valid():
            kept = attempt(
                form,
                lambda: record_inventory(
                    actor=request.actor,
                    unit_id=unit_id,
                    union_id=form.union_id,
                    effective_from=form.cleaned_data["effective_from"],
                    written=form.written,
                    lines=[line for one in lines if (line := one.line) is not None],
                ),
            )
            if kept is not None:
                messages.success(request, _("The inventory is kept."))
                return see(reverse("workforce:unit_benefits", args=[unit_id]))
    context = {"benefits": found, "form": form, "lines": lines}
    return again(request, "workforce/benefits/record.html", context)
