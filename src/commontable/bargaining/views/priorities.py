"""Priorities: what members ranked, and which of it nobody speaks for yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commontable.bargaining.forms.issues import PriorityDemandForm, PriorityForm, RankingForm
from commontable.bargaining.models import Campaign, Issue, Priority
from commontable.bargaining.selectors.issues import issues_of
from commontable.bargaining.selectors.priorities import RankedPriority, ranked_priorities
from commontable.bargaining.selectors.tables import get_campaign
from commontable.bargaining.services.priorities import make_demand, rank_priorities, record_priority
from commontable.bargaining.views.pages import form_page
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.web.answering import again, attempt, see


@seated
def priorities(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """The ranking, and new ranks for it."""
    campaign = get_campaign(request.actor, campaign_id)
    ranked = ranked_priorities(request.actor, campaign)
    may_record = may(request.actor, Right.RECORD)
    form = RankingForm(request.POST or None, priorities=ranked)
    if request.method == "POST":
        require(request.actor, Right.RECORD)
        changed = attempt(
            form,
            lambda: rank_priorities(actor=request.actor, campaign=campaign, ranks=form.ranks),
        )
        if changed is not None:
            said = ngettext("%(count)d rank changed.", "%(count)d ranks changed.", len(changed)) % {
                "count": len(changed)
            }
            messages.success(request, said)
            return see(reverse("bargaining:priorities", args=[campaign.pk]))
    issues = _demandable(request.actor, campaign) if may_record else []
    context = {
        "campaign": campaign,
        "demand_form": PriorityDemandForm(
            initial={"priority": request.GET.get("priority", "")},
            priorities=_waiting_first(ranked),
            issues=issues,
        )
        if ranked and issues
        else None,
        "rows": [(each, form[f"rank_{each.priority.pk}"]) for each in ranked],
        "form": form,
        "without_demand": [each for each in ranked if each.without_demand],
        "without_proposal": [each for each in ranked if each.without_proposal],
        "may_record": may_record,
    }
    return again(request, "bargaining/issues/priorities.html", context)


@with_right(Right.RECORD)
def new_priority(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Enter what members asked for."""
    campaign = get_campaign(request.actor, campaign_id)
    if request.method == "POST":
        form = PriorityForm(request.POST)
        entered = attempt(
            form,
            lambda: record_priority(actor=request.actor, campaign=campaign, **form.cleaned_data),
        )
        if entered is not None:
            return see(reverse("bargaining:priorities", args=[campaign.pk]))
    else:
        last = max(
            (each.priority.rank for each in ranked_priorities(request.actor, campaign)), default=0
        )
        form = PriorityForm(initial={"rank": last + 1})
    return form_page(
        request,
        form,
        heading=_("Enter a priority"),
        submit=_("Enter the priority"),
        back=reverse("bargaining:priorities", args=[campaign.pk]),
        back_label=_("Priorities"),
    )


@with_right(Right.RECORD)
def new_demand(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Make a demand of a priority, for an issue; the form also stands under the priorities."""
    campaign = get_campaign(request.actor, campaign_id)
    form = PriorityDemandForm(
        request.POST if request.method == "POST" else None,
        initial={"priority": request.GET.get("priority", "")},
        priorities=_waiting_first(ranked_priorities(request.actor, campaign)),
        issues=_demandable(request.actor, campaign),
    )
    made = attempt(form, lambda: make_demand(actor=request.actor, **form.cleaned_data))
    if made is not None:
        messages.success(
            request, _("The demand is made for “%(issue)s”.") % {"issue": made.issue.name}
        )
        return see(reverse("bargaining:priorities", args=[campaign.pk]))
    return form_page(
        request,
        form,
        heading=_("Make a demand"),
        submit=_("Make the demand"),
        back=reverse("bargaining:priorities", args=[campaign.pk]),
        back_label=_("Priorities"),
    )


def _demandable(actor: Actor, campaign: Campaign) -> list[Issue]:
    """The issues the actor may make demands for."""
    return [
        issue
        for issue in issues_of(actor, campaign)
        if may(actor, Right.RECORD, union_id=issue.union_id)
    ]


def _waiting_first(ranked: Sequence[RankedPriority]) -> list[Priority]:
    """Priorities nobody made a demand of before the others; each by rank."""
    return [each.priority for each in sorted(ranked, key=lambda each: not each.without_demand)]
