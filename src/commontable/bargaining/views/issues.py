"""Issues: the list, one traced from top to bottom, and what is entered about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.issues import (
    DeclareForm,
    DemandForm,
    IssueForm,
    LinkArticleForm,
    StatusQuoForm,
)
from commontable.bargaining.forms.terms import TermForm
from commontable.bargaining.models import Issue
from commontable.bargaining.selectors.board import rows_on
from commontable.bargaining.selectors.contracts import articles_of
from commontable.bargaining.selectors.issues import (
    ECONOMIC,
    NON_ECONOMIC,
    UNSPOKEN,
    WITHOUT_STATUS_QUO,
    IssueFilter,
    get_issue,
    listed_issues,
    possible_parents,
    tables_for,
    trace_of,
    vocabulary_of,
)
from commontable.bargaining.selectors.notes import notes_on
from commontable.bargaining.selectors.priorities import ranked_priorities
from commontable.bargaining.selectors.tables import get_campaign
from commontable.bargaining.services.issues import (
    amend_issue,
    declare_issue,
    link_article,
    raise_issue,
    record_status_quo,
)
from commontable.bargaining.services.priorities import make_demand
from commontable.bargaining.shorthand import render_terms
from commontable.bargaining.together import flags_by_cause
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import Declared, Side
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.engines import comparison
from commontable.web.answering import again, attempt, see


@seated
@require_safe
def issue_list(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Every issue of a campaign, children under their parents."""
    campaign = get_campaign(request.actor, campaign_id)
    narrow = IssueFilter(
        words=request.GET.get("q", "").strip()[:100],
        kind=request.GET.get("kind", ""),
        missing=request.GET.get("missing", ""),
    )
    context = {
        "campaign": campaign,
        "listed": listed_issues(request.actor, campaign, narrow),
        "narrow": narrow,
        "kinds": [(ECONOMIC, _("Economic")), (NON_ECONOMIC, _("Non-economic"))],
        "missings": [
            (WITHOUT_STATUS_QUO, _("without a status quo")),
            (UNSPOKEN, _("no proposal speaks to it")),
        ],
        "may_record": any(
            may(request.actor, Right.RECORD, union_id=union_id)
            for union_id in (None, *request.actor.unions)
        ),
    }
    return render(request, "bargaining/issues/list.html", context)


@with_right(Right.RECORD)
def new_issue(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Name a subject of bargaining."""
    campaign = get_campaign(request.actor, campaign_id)
    offered: dict[str, Any] = {
        "parents": possible_parents(request.actor, campaign, None),
        "unions": affiliates_of(request.actor),
        "common": may(request.actor, Right.RECORD),
    }
    if request.method == "POST":
        form = IssueForm(request.POST, **offered)
        raised = attempt(
            form,
            lambda: raise_issue(
                actor=request.actor,
                campaign=campaign,
                name=form.cleaned_data["name"],
                economic=form.cleaned_data["economic"],
                parent=form.cleaned_data["parent"],
                rank=form.cleaned_data["rank"],
                union_id=form.union_id,
            ),
        )
        if raised is not None:
            messages.success(request, _("“%(name)s” is an issue now.") % {"name": raised.name})
            return see(reverse("bargaining:issue", args=[raised.pk]))
    else:
        form = IssueForm(
            initial={"economic": "yes", "parent": request.GET.get("under", "")}, **offered
        )
    return form_page(
        request,
        form,
        heading=_("Raise an issue"),
        submit=_("Raise the issue"),
        back=reverse("bargaining:issues", args=[campaign.pk]),
        back_label=_("Issues"),
    )


@seated
@require_safe
def issue(request: ActorRequest, issue_id: int) -> HttpResponse:
    """One issue: priority, demand, proposals, article, tentative agreement."""
    found = get_issue(request.actor, issue_id)
    trace = trace_of(request.actor, found)
    context = {
        "campaign": found.campaign,
        "issue": found,
        "flagged": [
            (
                row,
                flags_by_cause([f for f in row.flags if f.against_baseline], row.regions),
                flags_by_cause([f for f in row.flags if not f.against_baseline], row.regions),
                trace.numbers_at(row.table),
            )
            for row in rows_on(request.actor, found)
            if row.flags
        ],
        "caution": comparison.CAUTION,
        "trace": trace,
        "internal_notes": notes_on(request.actor, found),
        "may_record": may(request.actor, Right.RECORD, union_id=found.union_id),
    }
    return render(request, "bargaining/issues/trace.html", context)


def _act_on(request: ActorRequest, issue_id: int) -> Issue:
    found = get_issue(request.actor, issue_id)
    require(request.actor, Right.RECORD, union_id=found.union_id)
    return found


def _page(request: ActorRequest, found: Issue, form: Form, **words: str) -> HttpResponse:
    return form_page(
        request,
        form,
        heading=words["heading"],
        submit=words["submit"],
        lead=words.get("lead", ""),
        back=reverse("bargaining:issue", args=[found.pk]),
        back_label=found.name,
    )


@seated
def amend(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Change what an issue is called, where it stands, how members ranked it."""
    found = _act_on(request, issue_id)
    parents = possible_parents(request.actor, found.campaign, found)
    if request.method == "POST":
        form = IssueForm(request.POST, parents=parents)
        amended = attempt(
            form,
            lambda: amend_issue(
                actor=request.actor,
                issue=found,
                name=form.cleaned_data["name"],
                economic=form.cleaned_data["economic"],
                parent=form.cleaned_data["parent"],
                rank=form.cleaned_data["rank"],
            ),
        )
        if amended is not None:
            return see(reverse("bargaining:issue", args=[found.pk]))
    else:
        form = IssueForm(
            initial={
                "name": found.name,
                "economic": "yes" if found.economic else "no",
                "parent": found.parent_id or "",
                "rank": found.rank,
            },
            parents=parents,
        )
    heading = _("Amend “%(name)s”") % {"name": found.name}
    return _page(request, found, form, heading=heading, submit=_("Keep the change"))


@seated
def demand(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Make a demand for the issue."""
    found = _act_on(request, issue_id)
    priorities = [
        ranked.priority
        for ranked in ranked_priorities(request.actor, found.campaign)
        if ranked.priority.union_id in {None, found.union_id}
    ]
    if request.method == "POST":
        form = DemandForm(request.POST, priorities=priorities)
        made = attempt(
            form,
            lambda: make_demand(
                actor=request.actor,
                issue=found,
                text=form.cleaned_data["text"],
                priority=form.cleaned_data["priority"],
            ),
        )
        if made is not None:
            return see(reverse("bargaining:issue", args=[found.pk]))
    else:
        form = DemandForm(
            initial={"priority": request.GET.get("priority", "")}, priorities=priorities
        )
    heading = _("Make a demand for “%(name)s”") % {"name": found.name}
    return _page(request, found, form, heading=heading, submit=_("Make the demand"))


@seated
def link(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Say which article speaks of the issue."""
    found = _act_on(request, issue_id)
    articles = articles_of(request.actor, found.campaign)
    form = LinkArticleForm(request.POST or None, articles=articles)
    if request.method == "POST":
        linked = attempt(
            form,
            lambda: link_article(
                actor=request.actor, issue=found, article=form.cleaned_data["article"]
            ),
        )
        if linked is not None:
            return see(reverse("bargaining:issue", args=[found.pk]))
    heading = _("Where the contract speaks of “%(name)s”") % {"name": found.name}
    why = "" if articles else _("There is no article yet: enter a contract first.")
    return _page(request, found, form, heading=heading, submit=_("Link the article"), lead=why)


@seated
def status_quo(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Enter today's contract and practice; a term may be typed, or put together in fields."""
    found = _act_on(request, issue_id)
    facts: dict[str, Any] = {
        "issue": found,
        "vocabulary": vocabulary_of(request.actor, found.campaign),
        "articles": articles_of(request.actor, found.campaign),
    }
    adding = request.method == "POST" and "add" in request.POST
    fields = TermForm(
        request.POST if adding else None,
        prefix="term",
        issue_id=found.pk,
        vocabulary=facts["vocabulary"],
    )
    if adding:
        typed = request.POST.dict()
        if fields.is_valid():
            line = render_terms([fields.entry], facts["vocabulary"])
            before = typed.get("terms", "").rstrip()
            kept = "" if before.casefold() == found.name.casefold() else before
            typed["terms"] = f"{kept}\n{line}".lstrip("\n")
            fields = TermForm(prefix="term", issue_id=found.pk, vocabulary=facts["vocabulary"])
        form = StatusQuoForm(initial=typed, **facts)
    elif request.method == "POST":
        form = StatusQuoForm(request.POST, **facts)
        kept_status_quo = attempt(
            form,
            lambda: record_status_quo(
                actor=request.actor,
                issue=found,
                text=form.cleaned_data["text"],
                terms=form.entries,
                article=form.cleaned_data["article"],
                source=form.cleaned_data["source"],
            ),
        )
        if kept_status_quo is not None:
            return see(reverse("bargaining:issue", args=[found.pk]))
    else:
        form = StatusQuoForm(initial={"terms": f"{found.name} "}, **facts)
    heading = _("Status quo of “%(name)s”") % {"name": found.name}
    context = {
        "campaign": found.campaign,
        "issue": found,
        "form": form,
        "heading": heading,
        "submit": _("Record the status quo"),
        "fields": fields,
        "fields_open": adding and bool(fields.errors),
    }
    return again(request, "bargaining/issues/status_quo.html", context)


@seated
def declare(request: ActorRequest, issue_id: int) -> HttpResponse:
    """A side says at a table that the issue is off it, deadlocked, or open again."""
    found = get_issue(request.actor, issue_id)
    tables = [
        table
        for table in tables_for(request.actor, found)
        if may(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    ]
    if not tables:
        require(request.actor, Right.RECORD, union_id=found.union_id)
    if request.method == "POST":
        form = DeclareForm(request.POST, tables=tables)
        declared = attempt(
            form,
            lambda: declare_issue(
                actor=request.actor,
                table=form.cleaned_data["table"],
                issue=found,
                status=Declared(form.cleaned_data["status"]),
                side=Side(form.cleaned_data["side"]),
                at=form.cleaned_data["at"],
                note=form.cleaned_data["note"],
            ),
        )
        if declared is not None:
            return see(reverse("bargaining:issue", args=[found.pk]))
    else:
        form = DeclareForm(initial={"side": Side.EMPLOYER}, tables=tables)
    heading = _("Declare where “%(name)s” stands") % {"name": found.name}
    return _page(request, found, form, heading=heading, submit=_("Record what was said"))
