"""Interests and options at a table, beside its proposals and never mixed with them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.statements import InterestForm, OptionForm
from commontable.bargaining.models import Table
from commontable.bargaining.selectors.interests import interests_at, issues_at
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services.interests import raise_option, state_interest
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import Side
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.web.answering import attempt, see


@seated
@require_safe
def interests(request: ActorRequest, table_id: int) -> HttpResponse:
    """Issue by issue: why each side cares, and what might meet it."""
    actor = request.actor
    table = get_table(actor, table_id)
    rows = interests_at(actor, table)
    return render(
        request,
        "bargaining/interests/interests.html",
        {
            "table": table,
            "talked_about": [row for row in rows if not row.is_empty],
            "not_yet": [row.issue for row in rows if row.is_empty],
            "may_record": may(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk),
        },
    )


def _interests_of(table: Table) -> str:
    return reverse("bargaining:interests", args=[table.pk])


@with_right(Right.RECORD)
def interest(request: ActorRequest, table_id: int) -> HttpResponse:
    actor = request.actor
    table = get_table(actor, table_id)
    form = InterestForm(
        request.POST or None,
        issues=issues_at(actor, table),
        initial={"issue": request.GET.get("issue"), "side": Side.UNION},
    )
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: state_interest(
                actor=actor,
                table=table,
                issue=form.cleaned_data["issue"],
                side=Side(form.cleaned_data["side"]),
                text=form.cleaned_data["text"],
            ),
        )
        if kept is not None:
            return see(f"{_interests_of(table)}#issue-{kept.issue_id}")
    return form_page(
        request,
        form,
        table=table,
        heading=_("State an interest"),
        submit=_("Record the interest"),
        back=_interests_of(table),
        draft_key=f"interest-{table.pk}",
    )


@with_right(Right.RECORD)
def option(request: ActorRequest, table_id: int) -> HttpResponse:
    actor = request.actor
    table = get_table(actor, table_id)
    form = OptionForm(
        request.POST or None,
        issues=issues_at(actor, table),
        initial={"issue": request.GET.get("issue"), "raised_on": actor.on},
    )
    if request.method == "POST":
        kept = attempt(form, lambda: raise_option(actor=actor, table=table, **form.cleaned_data))
        if kept is not None:
            return see(f"{_interests_of(table)}#issue-{kept.issue_id}")
    return form_page(
        request,
        form,
        table=table,
        heading=_("Raise an option"),
        submit=_("Record the option"),
        back=_interests_of(table),
        draft_key=f"option-{table.pk}",
    )
