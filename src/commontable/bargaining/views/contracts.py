"""Contracts and articles: side by side, one by one, and what is entered about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.contracts import (
    ArticleForm,
    ContractForm,
    PasteForm,
    SuccessionForm,
)
from commontable.bargaining.models import Contract
from commontable.bargaining.selectors.contracts import (
    articles_of,
    contracts_of,
    get_article,
    get_contract,
    issues_of_article,
    proposals_on_article,
    side_by_side,
    successions_of,
)
from commontable.bargaining.selectors.tables import first_table_of, get_campaign
from commontable.bargaining.services.contracts import (
    add_article,
    open_contract,
    paste_articles,
    record_succession,
    revise_article,
)
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import ContractKind, Succession
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.web.answering import attempt, see


@seated
@require_safe
def contract_list(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Today's contract beside the next, for the coalition and each union the reader acts for."""
    campaign = get_campaign(request.actor, campaign_id)
    found = contracts_of(request.actor, campaign)
    owners = {contract.union_id: contract.union for contract in found}
    context = {
        "campaign": campaign,
        "contracts": found,
        "redline_table": first_table_of(request.actor, campaign),
        "sides": [
            (union, side_by_side(request.actor, campaign, union_id))
            for union_id, union in sorted(owners.items(), key=lambda pair: pair[0] or 0)
        ],
        "may_record": any(
            may(request.actor, Right.RECORD, union_id=union_id)
            for union_id in (None, *request.actor.unions)
        ),
    }
    return render(request, "bargaining/contracts/list.html", context)


@with_right(Right.RECORD)
def new_contract(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Begin a contract."""
    campaign = get_campaign(request.actor, campaign_id)
    offered: dict[str, Any] = {
        "unions": affiliates_of(request.actor),
        "common": may(request.actor, Right.RECORD),
    }
    if request.method == "POST":
        form = ContractForm(request.POST, **offered)
        opened = attempt(
            form,
            lambda: open_contract(
                actor=request.actor,
                campaign=campaign,
                kind=ContractKind(form.cleaned_data["kind"]),
                title=form.cleaned_data["title"],
                effective_on=form.cleaned_data["effective_on"],
                expires_on=form.cleaned_data["expires_on"],
                union_id=form.union_id,
            ),
        )
        if opened is not None:
            return see(reverse("bargaining:contract", args=[opened.pk]))
    else:
        form = ContractForm(
            initial={"kind": request.GET.get("kind", ContractKind.CURRENT)}, **offered
        )
    return form_page(
        request,
        form,
        heading=_("Enter a contract"),
        submit=_("Enter the contract"),
        lead=_(
            "Today's contract, the next one in the making, or a partnership agreement with its"
            " own articles."
        ),
        back=reverse("bargaining:contracts", args=[campaign.pk]),
        back_label=_("Contracts"),
    )


@seated
@require_safe
def contract(request: ActorRequest, contract_id: int) -> HttpResponse:
    """One contract and its articles."""
    found = get_contract(request.actor, contract_id)
    context = {
        "campaign": found.campaign,
        "contract": found,
        "articles": found.articles.all(),
        "may_record": may(request.actor, Right.RECORD, union_id=found.union_id),
    }
    return render(request, "bargaining/contracts/contract.html", context)


def _act_on(request: ActorRequest, contract_id: int) -> Contract:
    found = get_contract(request.actor, contract_id)
    require(request.actor, Right.RECORD, union_id=found.union_id)
    return found


@seated
def paste(request: ActorRequest, contract_id: int) -> HttpResponse:
    """Enter all articles at once from the contract's text."""
    found = _act_on(request, contract_id)
    form = PasteForm(request.POST or None)
    if request.method == "POST":
        added = attempt(
            form,
            lambda: paste_articles(
                actor=request.actor, contract=found, text=form.cleaned_data["text"]
            ),
        )
        if added is not None:
            said = ngettext(
                "%(count)d article was added.", "%(count)d articles were added.", len(added)
            ) % {"count": len(added)}
            messages.success(request, said)
            return see(reverse("bargaining:contract", args=[found.pk]))
    return form_page(
        request,
        form,
        heading=_("Paste the text of “%(title)s”") % {"title": found.title},
        submit=_("Split it into articles"),
        back=reverse("bargaining:contract", args=[found.pk]),
        back_label=found.title,
    )


@seated
def new_article(request: ActorRequest, contract_id: int) -> HttpResponse:
    """Add one article."""
    found = _act_on(request, contract_id)
    form = ArticleForm(request.POST or None)
    if request.method == "POST":
        added = attempt(
            form, lambda: add_article(actor=request.actor, contract=found, **form.cleaned_data)
        )
        if added is not None:
            return see(reverse("bargaining:contract", args=[found.pk]))
    return form_page(
        request,
        form,
        heading=_("Add an article to “%(title)s”") % {"title": found.title},
        submit=_("Add the article"),
        back=reverse("bargaining:contract", args=[found.pk]),
        back_label=found.title,
    )


@seated
@require_safe
def article(request: ActorRequest, article_id: int) -> HttpResponse:
    """One article, the issues that lead to it and the proposals that speak to it."""
    found = get_article(request.actor, article_id)
    earlier, later = successions_of(request.actor, found)
    proposals = proposals_on_article(request.actor, found)
    worded = {each.proposal.table_id: each.proposal.table for each in proposals if each.by_language}
    context = {
        "campaign": found.contract.campaign,
        "article": found,
        "earlier": earlier,
        "later": later,
        "issues": issues_of_article(request.actor, found),
        "proposals": proposals,
        "worded_tables": list(worded.values()),
        "redline_table": first_table_of(request.actor, found.contract.campaign),
        "may_revise": found.contract.kind != ContractKind.CURRENT
        and may(request.actor, Right.RECORD, union_id=found.union_id),
    }
    return render(request, "bargaining/contracts/article.html", context)


@seated
def revise(request: ActorRequest, article_id: int) -> HttpResponse:
    """Change an article that is still in the making."""
    found = get_article(request.actor, article_id)
    require(request.actor, Right.RECORD, union_id=found.union_id)
    if request.method == "POST":
        form = ArticleForm(request.POST)
        revised = attempt(
            form,
            lambda: revise_article(actor=request.actor, article=found, **form.cleaned_data),
        )
        if revised is not None:
            return see(reverse("bargaining:article", args=[found.pk]))
    else:
        form = ArticleForm(
            initial={"number": found.number, "title": found.title, "text": found.text}
        )
    return form_page(
        request,
        form,
        heading=_("Revise %(article)s") % {"article": found},
        submit=_("Keep the revision"),
        lead=_("What it said before stays in the log."),
        back=reverse("bargaining:article", args=[found.pk]),
        back_label=str(found),
    )


@with_right(Right.RECORD)
def succeed(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Say that an article goes on in one of the next contract."""
    campaign = get_campaign(request.actor, campaign_id)
    articles = articles_of(request.actor, campaign)
    offered = {
        "earlier": [each for each in articles if each.contract.kind == ContractKind.CURRENT],
        "later": [each for each in articles if each.contract.kind == ContractKind.NEXT],
    }
    if request.method == "POST":
        form = SuccessionForm(request.POST, **offered)
        entered = attempt(
            form,
            lambda: record_succession(
                actor=request.actor,
                earlier=form.cleaned_data["earlier"],
                later=form.cleaned_data["later"],
                kind=Succession(form.cleaned_data["kind"]),
            ),
        )
        if entered is not None:
            return see(reverse("bargaining:contracts", args=[campaign.pk]))
    else:
        form = SuccessionForm(initial={"earlier": request.GET.get("earlier", "")}, **offered)
    return form_page(
        request,
        form,
        heading=_("Where an article goes on"),
        submit=_("Record it"),
        lead=""
        if offered["later"]
        else _("There is no next contract with articles yet: enter it first."),
        back=reverse("bargaining:contracts", args=[campaign.pk]),
        back_label=_("Contracts"),
    )
