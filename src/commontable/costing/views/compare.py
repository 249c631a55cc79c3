"""Scenarios side by side: totals, what lies between two of them, what closes it, who loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.words import Side
from commontable.coalition.requests import ActorRequest
from commontable.costing import figures_shown as shown
from commontable.costing.models import Scenario
from commontable.costing.policies import Sight, sight_of
from commontable.costing.selectors.bases import get_basis
from commontable.costing.selectors.scenarios import get_scenario, scenarios_of, standing_of
from commontable.costing.services.asking import gap_answer, offer_answer
from commontable.costing.views.doors import costing_seen

MOST = 4
_PAIR = 2
_GROUPS = ("union", "region", "classification")


@costing_seen
@require_safe
def compare(request: ActorRequest, basis_id: int) -> HttpResponse:
    """Up to four scenarios of a basis; the gap is from the first to the second."""
    actor = request.actor
    basis = get_basis(actor, basis_id)
    sees_all = sight_of(actor, basis.union_id) is Sight.ALL
    current = scenarios_of(actor, basis)
    chosen = _chosen(request, current, basis.pk)
    asked = [offer_answer(actor=actor, scenario=one) for one in chosen]
    gap = None
    if len(chosen) >= _PAIR:
        gap = gap_answer(actor=actor, first=chosen[0], second=chosen[1])
    context: dict[str, Any] = {
        "basis": basis,
        "options": _options(current, chosen),
        "chosen": chosen,
        "standings": [(one, standing_of(actor, one)) for one in chosen],
        "asked": list(zip(chosen, asked, strict=True)),
        "gap": gap,
        "sees_all": sees_all,
        "moving": any(one.moving for one in (*asked, *([gap] if gap else []))),
        "places": range(MOST),
    }
    answers = [one.answer for one in asked if one.answer is not None]
    if answers and len(answers) == len(chosen):
        context |= _answers(chosen, answers, sees_all=sees_all)
    if gap is not None and gap.answer is not None:
        context["distance"] = shown.distance(gap.answer)
        if sees_all:
            context["between"] = shown.lot(gap.answer["outcome"])
    return render(request, "costing/compare.html", context)


@dataclass(frozen=True, slots=True)
class Option:
    """A scenario that can be chosen, and at which place it is (None: at none)."""

    pk: int
    label: str
    place: int | None


def _options(current: Sequence[Scenario], chosen: Sequence[Scenario]) -> list[Option]:
    places = {one.pk: place for place, one in enumerate(chosen)}
    every = {one.pk: one for one in (*current, *chosen)}
    return [
        Option(
            number,
            one.name if one in current else f"{one.name} ({one.entered_at:%Y-%m-%d})",
            places.get(number),
        )
        for number, one in every.items()
    ]


def _chosen(request: ActorRequest, current: Sequence[Scenario], basis_id: int) -> list[Scenario]:
    """Those in the address, current or not; else theirs and ours, or the newest two."""
    numbers = list(dict.fromkeys(n for n in request.GET.getlist("scenario") if n.isdigit()))
    found = [get_scenario(request.actor, int(number)) for number in numbers[:MOST]]
    found = [one for one in found if one.basis_id == basis_id]
    if found:
        return found
    follows = [one for one in current if one.follows]
    theirs = [one for one in follows if one.side == Side.EMPLOYER][:1]
    ours = [one for one in follows if one.side == Side.UNION][:1]
    return [*theirs, *ours] or list(current[:_PAIR])


def _answers(
    chosen: Sequence[Scenario], answers: Sequence[dict[str, Any]], *, sees_all: bool
) -> dict[str, Any]:
    context: dict[str, Any] = {
        "columns": [_("Status quo"), *(one.name for one in chosen)],
        "blocks": shown.measures(answers),
        "components": shown.components(answers),
        "chart": shown.cost_chart(answers),
        "remarks": list(
            dict.fromkeys(remark for answer in answers for remark in answer["remarks"])
        ),
    }
    if sees_all:
        headings = (_("By union"), _("By region"), _("By classification"))
        context["groups"] = [
            (heading, shown.groups(answers, name))
            for heading, name in zip(headings, _GROUPS, strict=True)
        ]
        context["lots"] = [
            (one, shown.lot(answer["outcome"])) for one, answer in zip(chosen, answers, strict=True)
        ]
    return context
