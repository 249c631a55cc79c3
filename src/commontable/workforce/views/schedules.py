"""Wage schedules: the grid of a version, the next version, and two versions cell by cell."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.web.answering import again, attempt, see
from commontable.workforce.forms.schedules import AgainstForm, ReviseForm
from commontable.workforce.models import WageSchedule
from commontable.workforce.selectors.schedule_grids import changes_between, grid_of
from commontable.workforce.selectors.schedules import cells_of, get_schedule, versions_of
from commontable.workforce.services.schedules import revise_schedule

reads_and_sends = require_http_methods(["GET", "HEAD", "POST"])
_PAGE = 60


@seated
@require_safe
def schedule(request: ActorRequest, schedule_id: int) -> HttpResponse:
    """One dated version as a grid, with the others beside it."""
    found = get_schedule(request.actor, schedule_id)
    grid = grid_of(cells_of(request.actor, found))
    words = request.GET.get("words", "").strip()
    rows = [
        row
        for row in grid.rows
        if all(word in f"{row.classification} {row.region}".casefold() for word in
               words.casefold().split())
    ]  # fmt: skip
    context = {
        "schedule": found,
        "steps": grid.steps,
        "page": Paginator(rows, _PAGE).get_page(request.GET.get("page")),
        "rows": len(grid.rows),
        "words": words,
        "versions": versions_of(request.actor, found),
        "may_revise": may(request.actor, Right.RESEARCH, union_id=found.union_id),
    }
    return render(request, "workforce/schedules/schedule.html", context)


@seated
@reads_and_sends
def revise(request: ActorRequest, schedule_id: int) -> HttpResponse:
    """Enter the next dated version."""
    found = get_schedule(request.actor, schedule_id)
    require(request.actor, Right.RESEARCH, union_id=found.union_id)
    initial = {"document": found.document}
    form = ReviseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        revised = attempt(
            form,
            lambda: revise_schedule(
                actor=request.actor,
                schedule=found,
                effective_from=form.cleaned_data["effective_from"],
                written=form.written,
                raised=form.raised,
                changed=form.cleaned_data["changed"],
            ),
        )
        if revised is not None:
            messages.success(
                request,
                _("The new version is kept; the one before stays."),
                extra_tags=f"draft:{request.path}",
            )
            return see(_against(revised, found))
    return again(request, "workforce/schedules/revise.html", {"form": form, "schedule": found})


@seated
@require_safe
def differences(request: ActorRequest, schedule_id: int) -> HttpResponse:
    """Two dated versions of one schedule, in percent."""
    found = get_schedule(request.actor, schedule_id)
    others = [one for one in versions_of(request.actor, found) if one.pk != found.pk]
    form = AgainstForm(request.GET or None, versions=others)
    if form.is_bound and form.is_valid():
        earlier: WageSchedule | None = form.chosen
    else:
        days = [one for one in others if one.effective_from <= found.effective_from]
        earlier = days[0] if days else next(iter(others), None)
    context: dict[str, object] = {"schedule": found, "earlier": earlier, "others": others}
    if earlier is not None:
        changes = changes_between(cells_of(request.actor, earlier), cells_of(request.actor, found))
        context |= {
            "changes": changes,
            "page": Paginator(changes.rows, _PAGE).get_page(request.GET.get("page")),
            "form": AgainstForm(versions=others, initial={"with": earlier.pk}),
        }
    return render(request, "workforce/schedules/differences.html", context)


def _against(later: WageSchedule, earlier: WageSchedule) -> str:
    address = reverse("workforce:schedule_differences", args=[later.pk])
    return f"{address}?with={earlier.pk}"
