"""What other groups settled: the list, entering one, correcting an entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.forms.patterns import PatternForm
from commontable.bargaining.models import Campaign, Pattern
from commontable.bargaining.selectors.issues import vocabulary_of
from commontable.bargaining.selectors.sheets.patterns import get_pattern, patterns_of
from commontable.bargaining.selectors.tables import get_campaign
from commontable.bargaining.services.patterns import record_pattern
from commontable.bargaining.shorthand import Vocabulary, render_terms
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.web.answering import again, attempt, see


@seated
@require_safe
def pattern_list(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Settlements of groups that bargain elsewhere, with their sources."""
    campaign = get_campaign(request.actor, campaign_id)
    context = {
        "campaign": campaign,
        "patterns": patterns_of(request.actor, campaign),
        "may_record": any(
            may(request.actor, Right.RECORD, union_id=union)
            for union in (None, *request.actor.unions)
        ),
    }
    return render(request, "bargaining/patterns/list.html", context)


def _offered(request: ActorRequest, campaign: Campaign, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "campaign_id": campaign.pk,
        "vocabulary": vocabulary,
        "unions": affiliates_of(request.actor),
        "common": may(request.actor, Right.RECORD),
    }


@with_right(Right.RECORD)
def new_pattern(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Enter what another group settled."""
    campaign = get_campaign(request.actor, campaign_id)
    return _enter(request, campaign, None)


@seated
def correct_pattern(request: ActorRequest, pattern_id: int) -> HttpResponse:
    """Enter it anew, right; the first entry stays, and sheets cite the newer one."""
    pattern = get_pattern(request.actor, pattern_id)
    require(request.actor, Right.RECORD, union_id=pattern.union_id)
    return _enter(request, pattern.campaign, pattern)


def _enter(request: ActorRequest, campaign: Campaign, replaces: Pattern | None) -> HttpResponse:
    vocabulary = vocabulary_of(request.actor, campaign)
    offered = _offered(request, campaign, vocabulary)
    if replaces is not None:
        offered |= {"unions": (), "common": True}  # it stays whose it was
    if request.method == "POST":
        form = PatternForm(request.POST, **offered)
        entered = attempt(
            form,
            lambda: record_pattern(
                actor=request.actor,
                campaign=campaign,
                group=form.cleaned_data["group"],
                reached_on=form.cleaned_data["reached_on"],
                source=form.cleaned_data["source"],
                terms=form.entries,
                note=form.cleaned_data["note"],
                union_id=replaces.union_id if replaces else form.union_id,
                replaces=replaces,
            ),
        )
        if entered is not None:
            messages.success(
                request,
                _("What %(group)s settled is entered.") % {"group": entered.group},
                extra_tags=f"draft:{request.path}",
            )
            return see(reverse("bargaining:patterns", args=[campaign.pk]))
    else:
        form = PatternForm(initial=_beginning(replaces, vocabulary), **offered)
    context = {
        "campaign": campaign,
        "heading": _("Correct what %(group)s settled") % {"group": replaces.group}
        if replaces
        else _("What another group settled"),
        "form": form,
        "draft_key": request.path,
    }
    return again(request, "bargaining/patterns/form.html", context)


def _beginning(replaces: Pattern | None, vocabulary: Vocabulary) -> dict[str, Any]:
    if replaces is None:
        return {}
    entries = [TermEntry.of(term) for term in replaces.terms.order_by("id")]
    return {
        "group": replaces.group,
        "reached_on": replaces.reached_on,
        "source": replaces.source,
        "note": replaces.note,
        "terms": render_terms(entries, vocabulary),
    }
