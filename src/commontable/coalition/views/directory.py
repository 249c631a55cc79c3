"""The coalition's tree, a union, a unit, and its facilities: the pages that are read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commontable.coalition.actors import Actor
from commontable.coalition.forms.directory import DirectorySearchForm, PlaceSearchForm
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated
from commontable.coalition.selectors.directory import (
    counts_of_union,
    counts_of_unit,
    directory_of,
)
from commontable.coalition.selectors.places import (
    employers_known,
    find_facilities,
    get_union,
    get_unit,
    regions_of,
)
from commontable.common.errors import NotFoundError


def _asked(form: PlaceSearchForm) -> dict[str, Any]:
    """What of the search, as it was typed, can be used."""
    form.is_valid()
    region = form.cleaned_data.get("region")
    return {
        "region_id": region.pk if region else None,
        "words": form.cleaned_data.get("words") or "",
    }


def keeps_order(actor: Actor, union_id: int | None = None) -> bool:
    return may(actor, Right.ORDER) or may(actor, Right.ORDER, union_id=union_id)


@seated
@require_safe
def directory(request: ActorRequest) -> HttpResponse:
    """The whole tree, narrowed by region or name, as of a day."""
    actor = request.actor
    form = DirectorySearchForm(request.GET, actor=actor)
    asked = _asked(form)
    found = directory_of(actor, as_of=form.cleaned_data.get("on"), **asked)
    facts = {
        "directory": found,
        "form": form,
        "narrowed": bool(asked["region_id"] or asked["words"]),
        "keeps_order": may(actor, Right.ORDER),
        "first_steps": {
            "employer": not employers_known(actor).exists(),
            "region": not regions_of(actor).exists(),
        },
    }
    return render(request, "coalition/directory.html", facts)


@seated
@require_safe
def union(request: ActorRequest, union_id: int) -> HttpResponse:
    """One union: its time in the coalition, its locals and units, every count."""
    actor = request.actor
    found = get_union(actor, union_id)
    tree = directory_of(actor)
    row = next(
        (row for row in (*tree.unions, *tree.gone) if row.union.pk == found.pk),
        None,
    )
    if row is None:
        raise NotFoundError("There is no such union.")
    facts = {
        "row": row,
        "union": found,
        "counts": counts_of_union(actor, union_id),
        "keeps_order": keeps_order(actor, union_id),
        "keeps_coalition": may(actor, Right.ORDER),
    }
    return render(request, "coalition/union.html", facts)


@seated
@require_safe
def unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """One bargaining unit and every count of it."""
    actor = request.actor
    found = get_unit(actor, unit_id)
    facts = {
        "unit": found,
        "counts": counts_of_unit(actor, unit_id),
        "keeps_order": keeps_order(actor, found.local.union_id),
        "today": actor.on,
    }
    return render(request, "coalition/unit.html", facts)


@seated
@require_safe
def facilities(request: ActorRequest) -> HttpResponse:
    """Every facility, found by region and name."""
    form = PlaceSearchForm(request.GET, actor=request.actor)
    asked = _asked(form)
    facts = {
        "rows": find_facilities(request.actor, **asked),
        "regions": regions_of(request.actor),
        "form": form,
        "narrowed": bool(asked["region_id"] or asked["words"]),
        "keeps_order": may(request.actor, Right.ORDER),
    }
    return render(request, "coalition/facilities.html", facts)
