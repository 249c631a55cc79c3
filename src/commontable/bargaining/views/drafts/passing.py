"""A draft is looked over once more, then recorded: as a proposal, or as a contract."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from commontable.bargaining.fate_words import consequence_told
from commontable.bargaining.forms.drafts import (
    ContractFactsForm,
    VersionForm,
    as_data,
)
from commontable.bargaining.models import StatusQuoTerm
from commontable.bargaining.selectors.drafts import draft_page, get_draft
from commontable.bargaining.selectors.fates import consequences_of, regions_spoken_to
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.selectors.redlines import numbers_changed
from commontable.bargaining.services.drafts.loading import load_contract_draft
from commontable.bargaining.services.drafts.passing_on import look_over, pass_draft
from commontable.bargaining.term_words import lines_of
from commontable.bargaining.views.drafts.showing import draft_key, facts_form, show_draft
from commontable.bargaining.words import DraftPurpose
from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import CommontableError, NotFoundError
from commontable.web.answering import attempt, see


@seated
def pass_(request: ActorRequest, draft_id: int) -> HttpResponse:
    """All of it on one page as it would stand in the record; then it is passed."""
    draft = get_draft(request.actor, draft_id)
    if draft.purpose == DraftPurpose.CONTRACT or draft.table is None:
        raise NotFoundError("There is nothing here.")
    require(request.actor, Right.PROPOSE, union_id=draft.union_id, table_id=draft.table_id)
    back = reverse("bargaining:draft", args=[draft.pk])
    if not draft.is_open:
        return see(back)
    form = facts_form(request, draft, as_data(facts_form(request, draft).initial))
    if not form.is_valid():
        return show_draft(request, draft, form=form)
    passing = form.passing()
    page = draft_page(request.actor, draft)
    try:
        crossing = look_over(actor=request.actor, page=page, passing=passing)
    except CommontableError as error:
        form.add_error(None, str(error))
        return show_draft(request, draft, form=form)
    seen = VersionForm(request.POST if request.method == "POST" else {"version": draft.version})
    if request.method == "POST":
        passed = attempt(
            seen,
            lambda: pass_draft(
                actor=request.actor,
                draft=draft,
                version=seen.cleaned_data["version"],
                passing=passing,
            ),
        )
        if passed is not None:
            messages.success(
                request,
                _("%(label)s is recorded, with its file under its hash.") % {"label": passed.label},
                extra_tags=f"draft:{draft_key(draft)}",
            )
            for warning in passing.warnings:
                messages.warning(request, warning)
            return see(reverse("bargaining:proposal", args=[passed.pk]))
    terms: dict[int, list[StatusQuoTerm]] = defaultdict(list)
    for entry in crossing.terms:
        terms[entry.issue_id].append(StatusQuoTerm(**entry.fields()))
    context = {
        "draft": draft,
        "table": draft.table,
        "form": form,
        "seen": seen,
        "passing": passing,
        "crossing": crossing,
        "page": page,
        "terms": [
            (issue, lines_of(terms[issue.pk])) for issue in crossing.issues if issue.pk in terms
        ],
        "language": [
            (entry, numbers_changed(entry.article.text, entry.text) if entry.article else [])
            for entry in crossing.language
        ],
        "consequences": [
            consequence_told(one)
            for one in consequences_of(
                records_of(request.actor, [draft.table])[0],
                side=passing.side,
                kind=passing.kind,
                issues=[issue.pk for issue in crossing.issues],
                supersedes=[earlier.pk for earlier in passing.supersedes],
                regions=regions_spoken_to(
                    (term.issue_id, term.regions) for said in terms.values() for term in said
                ),
            )
        ],
        "silent": [issue for issue in crossing.issues if issue.pk not in terms],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "bargaining/drafts/review.html", context, status=status)


@seated
@require_POST
def load(request: ActorRequest, draft_id: int) -> HttpResponse:
    """Enter the draft as a contract, and go on to how its articles follow the others."""
    draft = get_draft(request.actor, draft_id)
    if draft.purpose != DraftPurpose.CONTRACT:
        raise NotFoundError("There is nothing here.")
    form = ContractFactsForm(request.POST)
    seen = VersionForm(request.POST)
    loaded = None
    if seen.is_valid():
        loaded = attempt(
            form,
            lambda: load_contract_draft(
                actor=request.actor,
                draft=draft,
                version=seen.cleaned_data["version"],
                **form.cleaned_data,
            ),
        )
    if loaded is None:
        return show_draft(request, get_draft(request.actor, draft_id), form=form)
    articles = loaded.articles.count()
    messages.success(
        request,
        ngettext(
            "“%(title)s” is entered with %(articles)s article.",
            "“%(title)s” is entered with %(articles)s articles.",
            articles,
        )
        % {"title": loaded.title, "articles": articles},
        extra_tags=f"draft:{draft_key(draft)}",
    )
    return see(reverse("bargaining:contract", args=[loaded.pk]))
