"""Proposals: the list, one of them with its history, passing, correcting, withdrawing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.entries import TermEntry
from commontable.bargaining.fate_words import asked_of, fate_told
from commontable.bargaining.forms.proposals import CorrectForm, PassForm, WithdrawForm
from commontable.bargaining.models import Proposal, Table
from commontable.bargaining.selectors.board import board_of
from commontable.bargaining.selectors.fates import fate_of, fates_at
from commontable.bargaining.selectors.notes import notes_on
from commontable.bargaining.selectors.proposals import (
    find_proposals,
    get_proposal,
    history,
    live_proposals,
    proposal_page,
)
from commontable.bargaining.selectors.session_days import session_at
from commontable.bargaining.selectors.table_record import issues_at
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services.proposals import (
    correct_proposal,
    pass_proposal,
    withdraw_proposal,
)
from commontable.bargaining.shorthand import IssueName, Vocabulary, render_terms
from commontable.bargaining.term_words import summarise
from commontable.bargaining.together import flags_by_cause, moves_told, uncompared_told
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.views.proposal_ends import over, what_it_says
from commontable.bargaining.words import Channel, ProposalKind, Side
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.coalition.selectors.codes import codes_of
from commontable.common import dates
from commontable.engines import comparison
from commontable.web.answering import again, attempt, see


@seated
@require_safe
def proposals(request: ActorRequest, table_id: int) -> HttpResponse:
    """Everything that crossed the table, latest first."""
    table = get_table(request.actor, table_id)
    side, kind = request.GET.get("side", ""), request.GET.get("kind", "")
    asked = {
        "side": side if side in Side.values else "",
        "kind": kind if kind in ProposalKind.values else "",
        # No title holds a NUL, and PostgreSQL takes no text with one.
        "words": request.GET.get("q", "").replace("\0", "").strip()[:100],
    }
    found = find_proposals(request.actor, table, **asked)
    fates = fates_at(request.actor, table)
    context = {
        "table": table,
        "asked": asked,
        "proposals": [
            (one, summarise(one.terms.all()), fates[one.pk], fate_told(fates[one.pk]))
            for one in found
        ],
        "sides": Side.choices,
        "kinds": ProposalKind.choices,
        "may_pass": may(request.actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk),
    }
    return render(request, "bargaining/proposals.html", context)


@seated
@require_safe
def proposal(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """One proposal: what it says, what it moved, its exhibits, its life."""
    found = get_proposal(request.actor, proposal_id)
    page = proposal_page(request.actor, found)
    rights = {
        "may_pass": may(
            request.actor, Right.PROPOSE, union_id=found.union_id, table_id=found.table_id
        ),
        "may_sign": may(
            request.actor, Right.SIGN, union_id=found.union_id, table_id=found.table_id
        ),
    }
    context = {
        "page": page,
        "proposal": found,
        "table": found.table,
        "events": history(page),
        "not_standing": asked_of(found, page.fate) if page.fate.asks else "",
        "flags": flags_by_cause(page.flags, page.regions),
        "aside": flags_by_cause(page.aside, page.regions),
        "moves": moves_told(page.moves, page.regions),
        "uncompared": uncompared_told(page.uncompared, page.regions),
        "caution": comparison.CAUTION,
        "internal_notes": notes_on(request.actor, found),
    }
    return render(request, "bargaining/proposal.html", context | rights)


def _form_facts(request: ActorRequest, table: Table) -> dict[str, Any]:
    issues = issues_at(request.actor, table)
    return {
        "actor": request.actor,
        "table": table,
        "issues": issues,
        "live": live_proposals(request.actor, table),
        "vocabulary": Vocabulary(
            issues=[IssueName(issue.pk, issue.name, issue.slug) for issue in issues],
            codes=codes_of(request.actor),
        ),
    }


def _about(facts: dict[str, Any]) -> dict[str, Any]:
    """What stands beside the form: the names it may use, and one of them for the examples."""
    vocabulary = facts["vocabulary"]
    return {"issues": facts["issues"], "vocabulary": vocabulary, "example": vocabulary.example}


def _beginning(request: ActorRequest, table: Table) -> dict[str, Any]:
    """What quick entry begins with: the side that owes, now, today's session."""
    wanted = request.GET.get("answers", "")
    answered = [int(wanted)] if wanted.isdecimal() else []
    side = request.GET.get("side", "")
    if side not in Side.values:
        owed = [row.owes for row in board_of(request.actor, [table]) if row.owes]
        side = max(set(owed), key=owed.count) if owed else Side.UNION
    return {
        "side": side,
        "kind": ProposalKind.FORMAL,
        "channel": Channel.ACROSS_THE_TABLE,
        "session": session_at(request.actor, table, dates.now()),
        "answers": answered,
        "issues": [int(one) for one in request.GET.getlist("issue") if one.isdecimal()],
    }


@seated
def pass_(request: ActorRequest, table_id: int) -> HttpResponse:
    """Quick entry: the keyboard alone is enough."""
    table = get_table(request.actor, table_id)
    require(request.actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk)
    facts = _form_facts(request, table)
    if request.method == "POST":
        form = PassForm(request.POST, request.FILES, **facts)
        passing = None

        def act() -> Proposal:
            nonlocal passing
            passing = form.passing()
            return pass_proposal(actor=request.actor, table=table, passing=passing)

        passed = attempt(form, act)
        if passed is not None and passing is not None:
            messages.success(
                request,
                _("%(label)s is recorded.") % {"label": passed.label},
                extra_tags=f"draft:pass-{table.pk}",
            )
            for warning in passing.warnings:
                messages.warning(request, warning)
            return see(reverse("bargaining:proposal", args=[passed.pk]))
    else:
        form = PassForm(initial=_beginning(request, table), **facts)
    context = {"table": table, "form": form, **_about(facts)}
    return again(request, "bargaining/pass.html", context)


@seated
def correct(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """A wrong entry, entered right; the first one stays."""
    found = get_proposal(request.actor, proposal_id)
    table = get_table(request.actor, found.table_id)
    require(request.actor, Right.PROPOSE, union_id=table.union_id, table_id=table.pk)
    facts = _form_facts(request, table)
    if request.method == "POST":
        form = CorrectForm(request.POST, request.FILES, **facts)
        corrected = attempt(
            form,
            lambda: correct_proposal(
                actor=request.actor,
                proposal=found,
                passing=form.passing(),
                reason=form.cleaned_data["reason"],
            ),
        )
        if corrected is not None:
            messages.success(
                request,
                _("%(label)s is corrected; the first entry stays.") % {"label": corrected.label},
            )
            return see(reverse("bargaining:proposal", args=[corrected.pk]))
    else:
        form = CorrectForm(initial=_as_entered(found, facts), **facts)
    fate = fate_of(request.actor, found)
    context = {
        "table": table,
        "form": form,
        "proposal": found,
        "instead": over(found, fate) if request.method != "POST" else "",
        **_about(facts),
    }
    return again(request, "bargaining/pass.html", context)


def _as_entered(found: Proposal, facts: dict[str, Any]) -> dict[str, Any]:
    """The entry as it was typed the first time."""
    language = found.language.first()
    terms = [TermEntry.of(term) for term in found.terms.order_by("id")]
    return {
        "side": found.side,
        "kind": found.kind,
        "title": found.title,
        "terms": render_terms(terms, facts["vocabulary"]),
        "issues": [link.issue_id for link in found.issue_links.all()],
        "answers": [link.answered_id for link in found.answers.all()],
        "passed_at": found.passed_at,
        "passed_on": found.passed_on,
        "session": found.session_id,
        "channel": found.channel,
        "handed_by": found.handed_by,
        "handed_to": found.handed_to,
        "witnesses": found.witnesses,
        "reason_given": found.reason_given,
        "note": found.note,
        "article": language.article_id if language else None,
        "heading": language.heading if language else "",
        "language": language.text if language else "",
    }


@seated
def withdraw(request: ActorRequest, proposal_id: int) -> HttpResponse:
    """The side takes it back."""
    found = get_proposal(request.actor, proposal_id)
    require(request.actor, Right.PROPOSE, union_id=found.union_id, table_id=found.table_id)
    if request.method == "POST":
        form = WithdrawForm(request.POST)
        event = attempt(
            form,
            lambda: withdraw_proposal(actor=request.actor, proposal=found, **form.cleaned_data),
        )
        if event is not None:
            messages.success(
                request,
                _("%(label)s is recorded as withdrawn.") % {"label": found.label},
                extra_tags=f"draft:{request.path}",
            )
            return see(reverse("bargaining:proposal", args=[found.pk]))
    else:
        form = WithdrawForm()
    return form_page(
        request,
        form,
        heading=_("Withdraw %(label)s") % {"label": found.label},
        submit=_("Record the withdrawal"),
        instead=over(found, fate_of(request.actor, found)),
        says=what_it_says(found),
        lead=_("The proposal stays in the record; the side's position before it stands again."),
        table=found.table,
        back=reverse("bargaining:proposal", args=[found.pk]),
        draft_key=request.path,
    )
