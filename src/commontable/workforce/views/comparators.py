"""“This region is overpaid”, tested job by job; and the comparators it is tested with."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commontable.coalition.policies import Right
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.common.errors import CommontableError
from commontable.web.answering import again, attempt, see
from commontable.workforce.forms.comparators import ComparatorForm, TestedForm
from commontable.workforce.policies import homes_of
from commontable.workforce.selectors.censuses import censuses_of
from commontable.workforce.selectors.comparators import comparators_of, region_tests
from commontable.workforce.services.comparators import record_comparator

_PAGE = 50


@seated
@require_safe
def comparators(request: ActorRequest) -> HttpResponse:
    """Every region's verdict, one region job by job, and all comparators with their source."""
    actor = request.actor
    census = next((one for one in censuses_of(actor) if not hasattr(one, "corrected_by")), None)
    known = comparators_of(actor)
    tests, fault = [], ""
    if census is not None and known:
        try:
            tests = region_tests(actor, census)
        except CommontableError as error:  # the comparators are there, whatever became of the file
            fault = str(error)
    asked = TestedForm(request.GET)
    wanted = asked.cleaned_data["region"] if asked.is_valid() else ""
    context = {
        "census": census,
        "fault": fault,
        "tests": tests,
        "test": next((one for one in tests if one.region == wanted), None),
        "page": Paginator(known, _PAGE).get_page(request.GET.get("page")),
        "may_record": bool(homes_of(actor)),
    }
    return render(request, "workforce/comparators/test.html", context)


@with_right(Right.RESEARCH)
@require_http_methods(["GET", "HEAD", "POST"])
def new_comparator(request: ActorRequest) -> HttpResponse:
    """Enter one comparator."""
    sent = request.POST if request.method == "POST" else None
    form = ComparatorForm(sent, actor=request.actor)
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: record_comparator(
                actor=request.actor,
                union_id=form.union_id,
                row=form.row,
                note=form.cleaned_data["note"],
            ),
        )
        if kept is not None:
            messages.success(
                request, _("The comparator is kept."), extra_tags=f"draft:{request.path}"
            )
            return see(reverse("workforce:comparators"))
    return again(request, "workforce/comparators/new.html", {"form": form})
