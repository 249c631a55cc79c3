"""The log, newest first, for those who may read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commontable.coalition.forms.log import LogSearchForm
from commontable.coalition.log_words import act, changes
from commontable.coalition.policies import Right
from commontable.coalition.requests import ActorRequest, with_right
from commontable.coalition.selectors.log import log_page


@with_right(Right.AUDIT)
@require_safe
def log(request: ActorRequest) -> HttpResponse:
    """Who did what, when, and what it changed. What cannot be searched for narrows nothing."""
    form = LogSearchForm(request.GET, actor=request.actor)
    form.is_valid()
    asked = form.cleaned_data
    page = log_page(
        request.actor,
        person_id=asked.get("person"),
        verb=asked.get("verb") or "",
        before_id=asked.get("before"),
    )
    lines = [
        {
            "entry": entry,
            "act": act(entry.verb),
            "changes": changes(entry.before, entry.after),
            "union": page.unions.get(entry.union_id, ""),
            "entered_later": abs((entry.entered_at - entry.occurred_at).total_seconds()) >= 60,  # noqa: PLR2004
        }
        for entry in page.entries
    ]
    facts = {
        "form": form,
        "lines": lines,
        "next_before": page.next_before,
        "narrowed": bool(asked.get("person") or asked.get("verb") or asked.get("before")),
    }
    return render(request, "coalition/log.html", facts)
