"""Tables: the list, a table's first page, and what it runs by."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.tables import (
    CampaignForm,
    GroundRuleForm,
    PreconditionEventForm,
    PreconditionForm,
    TableForm,
    WaitForm,
)
from commontable.bargaining.models import Table
from commontable.bargaining.selectors.drafts import open_drafts
from commontable.bargaining.selectors.table_home import (
    common_issues_of,
    common_tables_for,
    get_ground_rule,
    get_precondition,
    table_home,
)
from commontable.bargaining.selectors.tables import campaigns_of, get_table, tables_of
from commontable.bargaining.services import ground_rules, preconditions, tables
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import Method, PreconditionEventKind, Side
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import affiliates_of, employers_of
from commontable.web.answering import attempt, see


@seated
@require_safe
def table_list(request: ActorRequest) -> HttpResponse:
    """Every table the actor may see, by campaign."""
    actor = request.actor
    by_campaign = [
        (campaign, list(tables))
        for campaign, tables in groupby(tables_of(actor), key=lambda table: table.campaign)
    ]
    shown = {campaign.pk for campaign, _tables in by_campaign}
    waiting = [campaign for campaign in campaigns_of(actor) if campaign.pk not in shown]
    return render(
        request,
        "bargaining/tables/list.html",
        {
            "campaigns": by_campaign,
            "campaigns_without_table": waiting,
            "may_open_campaign": may(actor, Right.ORDER),
            "may_open_table": _may_open_somewhere(request),
        },
    )


def _may_open_somewhere(request: ActorRequest) -> bool:
    actor = request.actor
    return any(may(actor, Right.ORDER, union_id=union) for union in (None, *actor.unions))


@with_right(Right.ORDER)
def open_campaign(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    form = CampaignForm(
        request.POST or None, employers=employers_of(actor), initial={"year": actor.on.year}
    )
    if request.method == "POST":
        campaign = attempt(
            form,
            lambda: tables.open_campaign(
                actor=actor,
                employer_id=form.cleaned_data["employer"],
                name=form.cleaned_data["name"],
                year=form.cleaned_data["year"],
                contract_expires=form.cleaned_data["contract_expires"],
                health_care=form.cleaned_data["health_care"],
                workers=form.cleaned_data["workers"],
            ),
        )
        if campaign is not None:
            return see(f"{reverse('bargaining:open_table')}?campaign={campaign.pk}")
    return form_page(
        request,
        form,
        heading=_("Open a campaign"),
        submit=_("Open the campaign"),
        back=reverse("bargaining:tables"),
        lead=_("A campaign is one round of bargaining with an employer. Its tables come next."),
    )


@with_right(Right.ORDER)
def open_table(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    unions = [
        union for union in affiliates_of(actor) if may(actor, Right.ORDER, union_id=union.union_id)
    ]
    form = TableForm(
        request.POST or None,
        campaigns=campaigns_of(actor),
        unions=unions,
        common=may(actor, Right.ORDER),
        initial={
            "campaign": request.GET.get("campaign") or campaigns_of(actor).first(),
            "method": Method.POSITIONAL,
        },
    )
    if request.method == "POST":
        table = attempt(
            form,
            lambda: tables.open_table(
                actor=actor,
                campaign=form.cleaned_data["campaign"],
                kind=form.kind,
                name=form.cleaned_data["name"],
                method=Method(form.cleaned_data["method"]),
                union_id=form.union_id,
            ),
        )
        if table is not None:
            return _home(table)
    return form_page(
        request,
        form,
        heading=_("Open a table"),
        submit=_("Open the table"),
        back=reverse("bargaining:tables"),
    )


@seated
@require_safe
def home(request: ActorRequest, table_id: int) -> HttpResponse:
    """A table's first page."""
    actor = request.actor
    table = get_table(actor, table_id)
    may_record = may(actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    return render(
        request,
        "bargaining/tables/home.html",
        {
            "home": table_home(actor, table),
            "table": table,
            "may_record": may_record,
            "drafts": open_drafts(actor, table) if may_record else [],
        },
    )


def _home(table: Table, part: str = "") -> HttpResponse:
    return see(reverse("bargaining:table", args=[table.pk]) + part)


@with_right(Right.RECORD)
def make_wait(request: ActorRequest, table_id: int) -> HttpResponse:
    actor = request.actor
    table = get_table(actor, table_id)
    form = WaitForm(
        request.POST or None,
        tables=common_tables_for(actor, table),
        issues=common_issues_of(actor, table),
    )
    if request.method == "POST":
        wait = attempt(
            form,
            lambda: tables.make_wait(
                actor=actor,
                table=table,
                on_table=form.cleaned_data["on_table"],
                issue=form.cleaned_data["issue"],
                note=form.cleaned_data["note"],
            ),
        )
        if wait is not None:
            return _home(table, "#waits")
    return form_page(
        request,
        form,
        table=table,
        heading=_("What this table waits for"),
        submit=_("Let it wait"),
        lead=_("When that is tentatively agreed at the common table, this page says so by itself."),
    )


@with_right(Right.RECORD)
def agree_ground_rule(request: ActorRequest, table_id: int) -> HttpResponse:
    actor = request.actor
    table = get_table(actor, table_id)
    form = GroundRuleForm(request.POST or None, initial={"agreed_on": actor.on})
    if request.method == "POST":
        rule = attempt(
            form,
            lambda: ground_rules.agree_ground_rule(actor=actor, table=table, **form.cleaned_data),
        )
        if rule is not None:
            return _home(table, "#rules")
    return form_page(
        request,
        form,
        table=table,
        heading=_("A ground rule"),
        submit=_("Record the rule"),
        draft_key=f"rule-{table.pk}",
    )


@with_right(Right.RECORD)
def replace_ground_rule(request: ActorRequest, rule_id: int) -> HttpResponse:
    actor = request.actor
    rule = get_ground_rule(actor, rule_id)
    form = GroundRuleForm(request.POST or None, initial={"agreed_on": actor.on, "text": rule.text})
    if request.method == "POST":
        newer = attempt(
            form,
            lambda: ground_rules.replace_ground_rule(actor=actor, rule=rule, **form.cleaned_data),
        )
        if newer is not None:
            return _home(rule.table, "#rules")
    return form_page(
        request,
        form,
        table=rule.table,
        heading=_("Another wording of a ground rule"),
        submit=_("Replace the rule"),
        lead=_("The wording until now stays readable behind the new one."),
    )


@with_right(Right.RECORD)
def impose_precondition(request: ActorRequest, table_id: int) -> HttpResponse:
    actor = request.actor
    table = get_table(actor, table_id)
    form = PreconditionForm(
        request.POST or None, initial={"imposed_on": actor.on, "side": Side.EMPLOYER}
    )
    if request.method == "POST":
        precondition = attempt(
            form,
            lambda: preconditions.impose_precondition(
                actor=actor,
                table=table,
                side=Side(form.cleaned_data["side"]),
                text=form.cleaned_data["text"],
                imposed_on=form.cleaned_data["imposed_on"],
            ),
        )
        if precondition is not None:
            return _home(table, "#preconditions")
    return form_page(
        request,
        form,
        table=table,
        heading=_("A pre-condition"),
        submit=_("Record the pre-condition"),
        lead=_("What a side demands before it will bargain."),
    )


PRECONDITION_ACTS = {
    PreconditionEventKind.OBJECTED: preconditions.object_to_precondition,
    PreconditionEventKind.DROPPED: preconditions.drop_precondition,
    PreconditionEventKind.MET: preconditions.meet_precondition,
}


@with_right(Right.RECORD)
def precondition_event(request: ActorRequest, precondition_id: int) -> HttpResponse:
    """The other side objects; the demand is dropped, or met."""
    actor = request.actor
    precondition = get_precondition(actor, precondition_id)
    form = PreconditionEventForm(
        request.POST or None,
        initial={"on": actor.on, "kind": request.GET.get("kind", PreconditionEventKind.OBJECTED)},
    )
    if request.method == "POST":
        event = attempt(
            form,
            lambda: PRECONDITION_ACTS[PreconditionEventKind(form.cleaned_data["kind"])](
                actor=actor,
                precondition=precondition,
                on=form.cleaned_data["on"],
                note=form.cleaned_data["note"],
            ),
        )
        if event is not None:
            return _home(precondition.table, "#preconditions")
    return form_page(
        request,
        form,
        table=precondition.table,
        heading=_("What became of the pre-condition"),
        submit=_("Record it"),
        lead=precondition.text,
    )
