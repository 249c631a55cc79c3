"""Statements: narrowed lists, one with its history, and the wording approved for the public."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.statements import (
    CorrectionForm,
    NarrowingForm,
    StatementForm,
    WithdrawalForm,
    WordingForm,
)
from commontable.bargaining.models import Campaign
from commontable.bargaining.selectors.sessions import get_session
from commontable.bargaining.selectors.statements import (
    choices_for,
    get_statement,
    statement_record,
    statements_of,
)
from commontable.bargaining.selectors.tables import get_campaign
from commontable.bargaining.services import statements
from commontable.bargaining.services.exhibits import FileEntry
from commontable.bargaining.services.statements import Saying
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import Side, StatementKind
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.web.answering import attempt, see

A_PAGE = 40


@seated
@require_safe
def statement_list(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """A campaign's statements, narrowed by kind, side, issue, session or speaker."""
    actor = request.actor
    campaign = get_campaign(actor, campaign_id)
    form = NarrowingForm(request.GET, choices=choices_for(actor, campaign))
    lines = statements_of(actor, campaign, form.narrowing)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "bargaining/statements/list.html",
        {
            "campaign": campaign,
            "filter": form,
            "is_narrowed": any(query.values()),
            "count": len(lines),
            "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
            "query": query.urlencode(),
            "may_record": _may_record_somewhere(request),
        },
    )


def _may_record_somewhere(request: ActorRequest) -> bool:
    actor = request.actor
    return any(may(actor, Right.RECORD, union_id=union) for union in (None, *actor.unions))


@seated
@require_safe
def statement(request: ActorRequest, statement_id: int) -> HttpResponse:
    """One statement with its approvals and the entries it corrects."""
    actor = request.actor
    found = get_statement(actor, statement_id)
    table_id = found.session.table_id if found.session else None
    return render(
        request,
        "bargaining/statements/statement.html",
        {
            "record": statement_record(actor, found),
            "statement": found,
            "campaign": found.campaign,
            "may_record": may(actor, Right.RECORD, union_id=found.union_id, table_id=table_id),
            "may_word": may(actor, Right.WORD, union_id=found.union_id, table_id=table_id),
        },
    )


def _options(request: ActorRequest, campaign: Campaign) -> dict[str, Any]:
    actor = request.actor
    return {
        "choices": choices_for(actor, campaign),
        "unions": [
            union
            for union in affiliates_of(actor)
            if may(actor, Right.RECORD, union_id=union.union_id)
        ],
        "common": may(actor, Right.RECORD),
    }


def _saying(form: StatementForm) -> Saying:
    facts = form.cleaned_data
    return Saying(
        kind=StatementKind(facts["kind"]),
        side=Side(facts["side"]),
        speaker=facts["speaker"],
        role_then=facts["role_then"],
        said_on=facts["said_on"],
        words=facts["words"],
        session=facts["session"],
        issue=facts["issue"],
        picture=facts["picture"],
        new_picture=FileEntry(facts["new_picture"], alternative_text=facts["picture_shows"])
        if facts["new_picture"]
        else None,
        source=facts["source"],
        union_id=facts.get("union_id"),
    )


def _day_said(request: ActorRequest) -> date:
    """The last day of the session named in the address that has come; today without one."""
    today, wanted = request.actor.on, request.GET.get("session", "")
    if not wanted.isdecimal():
        return today
    schedule = get_session(request.actor, int(wanted)).schedules.order_by("id").last()
    return max((day for day in schedule.days if day <= today), default=today) if schedule else today


@with_right(Right.RECORD)
def record_statement(request: ActorRequest, campaign_id: int) -> HttpResponse:
    actor = request.actor
    campaign = get_campaign(actor, campaign_id)
    form = StatementForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "said_on": _day_said(request),
            "side": Side.EMPLOYER,
            "session": request.GET.get("session"),
            "issue": request.GET.get("issue"),
        },
        **_options(request, campaign),
    )
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: statements.record_statement(
                actor=actor, campaign=campaign, saying=_saying(form)
            ),
        )
        if kept is not None:
            return see(reverse("bargaining:statement", args=[kept.pk]))
    return form_page(
        request,
        form,
        heading=_("Record a statement"),
        submit=_("Record the statement"),
        back=reverse("bargaining:statements", args=[campaign.pk]),
        back_label=_("Statements"),
        draft_key=f"statement-{campaign.pk}",
    )


@with_right(Right.RECORD)
def correct_statement(request: ActorRequest, statement_id: int) -> HttpResponse:
    actor = request.actor
    found = get_statement(actor, statement_id)
    form = CorrectionForm(
        request.POST or None,
        request.FILES or None,
        initial={
            name: getattr(found, name)
            for name in (
                "kind",
                "side",
                "speaker",
                "role_then",
                "said_on",
                "words",
                "session",
                "issue",
                "picture",
                "source",
                "union_id",
            )
        },
        **_options(request, found.campaign),
    )
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: statements.correct_statement(
                actor=actor,
                statement=found,
                saying=_saying(form),
                reason=form.cleaned_data["reason"],
            ),
        )
        if kept is not None:
            return see(reverse("bargaining:statement", args=[kept.pk]))
    return form_page(
        request,
        form,
        heading=_("Correct a statement"),
        submit=_("Enter the correction"),
        back=reverse("bargaining:statement", args=[found.pk]),
        back_label=_("The statement"),
        lead=_("The first entry stays readable. Wording approved for it has to be approved anew."),
    )


@with_right(Right.WORD)
def approve_wording(request: ActorRequest, statement_id: int) -> HttpResponse:
    actor = request.actor
    found = get_statement(actor, statement_id)
    form = WordingForm(request.POST or None, initial={"wording": found.words})
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: statements.approve_wording(actor=actor, statement=found, **form.cleaned_data),
        )
        if kept is not None:
            return see(reverse("bargaining:statement", args=[found.pk]))
    return form_page(
        request,
        form,
        heading=_("Approve wording"),
        submit=_("Approve the wording"),
        back=reverse("bargaining:statement", args=[found.pk]),
        back_label=_("The statement"),
        lead=_("“%(words)s” (%(who)s)") % {"words": found.words, "who": found},
    )


@with_right(Right.WORD)
def withdraw_approval(request: ActorRequest, statement_id: int) -> HttpResponse:
    actor = request.actor
    found = get_statement(actor, statement_id)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: statements.withdraw_approval(actor=actor, statement=found, **form.cleaned_data),
        )
        if kept is not None:
            return see(reverse("bargaining:statement", args=[found.pk]))
    return form_page(
        request,
        form,
        heading=_("Withdraw the approval"),
        submit=_("Withdraw it"),
        back=reverse("bargaining:statement", args=[found.pk]),
        back_label=_("The statement"),
        lead=_("From now on these words may not be used in public. That they were stays recorded."),
    )
