"""A document arrives: dropped, chosen or pasted, at a table or as a campaign's contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.files import File
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commontable.bargaining.forms.drafts import ContractIntakeForm, IntakeForm
from commontable.bargaining.models import Draft
from commontable.bargaining.selectors.drafts import contract_drafts, drafts_at
from commontable.bargaining.selectors.tables import get_campaign, get_table
from commontable.bargaining.services.drafts.taking_in import (
    AlreadyADraftError,
    take_in_document,
)
from commontable.bargaining.words import ContractKind
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import affiliates_of
from commontable.common.errors import (
    BusyError,
    CommontableError,
    NotAllowedError,
    NotFoundError,
)
from commontable.web.answering import see

type Takes = Callable[[File[bytes]], Draft]


@dataclass(frozen=True, slots=True)
class Refused:
    name: str
    error: CommontableError

    @property
    def busy(self) -> bool:
        return isinstance(self.error, BusyError)

    @property
    def there(self) -> str:
        """Where the draft is that this very file is already."""
        if isinstance(self.error, AlreadyADraftError):
            return reverse("bargaining:draft", args=[self.error.draft.pk])
        return ""


@seated
def intake(request: ActorRequest, table_id: int) -> HttpResponse:
    """Drop what arrived for a table; each file becomes a draft, or is refused by itself."""
    table = get_table(request.actor, table_id)
    require(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    form = IntakeForm(request.POST, request.FILES) if request.method == "POST" else IntakeForm()
    context = {
        "table": table,
        "form": form,
        "drafts": drafts_at(request.actor, table),
        "draft_key": f"intake-{table.pk}",
    }

    def take(file: File[bytes]) -> Draft:
        return take_in_document(
            actor=request.actor, campaign=table.campaign, table=table, file=file
        )

    return _answer(request, form, take, "bargaining/drafts/intake.html", context)


@with_right(Right.RECORD)
def contract_intake(request: ActorRequest, campaign_id: int) -> HttpResponse:
    """Drop a whole contract: today's, or the next."""
    campaign = get_campaign(request.actor, campaign_id)
    owners = [
        ("" if union_id is None else str(union_id), str(name))
        for union_id, name in [(None, _("The whole coalition's")), *_own_unions(request)]
        if may(request.actor, Right.RECORD, union_id=union_id)
    ]
    kind = request.GET.get("kind", "")
    first = {"kind": kind if kind in ContractKind.values else ContractKind.CURRENT}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ContractIntakeForm(*sent, owners=owners, initial=first)
    context = {
        "campaign": campaign,
        "form": form,
        "drafts": contract_drafts(request.actor, campaign),
        "draft_key": f"contract-intake-{campaign.pk}",
    }

    def take(file: File[bytes]) -> Draft:
        return take_in_document(
            actor=request.actor,
            campaign=campaign,
            contract_kind=ContractKind(form.cleaned_data["kind"]),
            union_id=form.union_id,
            file=file,
        )

    return _answer(request, form, take, "bargaining/drafts/contract_intake.html", context)


def _own_unions(request: ActorRequest) -> list[tuple[int, str]]:
    return [
        (union.union_id, union.name)
        for union in affiliates_of(request.actor)
        if union.union_id in request.actor.unions
    ]


def _answer(
    request: ActorRequest, form: IntakeForm, take: Takes, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Every file by itself: what one is refused for is no harm to the next."""
    taken: list[Draft] = []
    refused: list[Refused] = []
    if request.method == "POST" and form.is_valid():
        for file in form.papers():
            try:
                with transaction.atomic():
                    taken.append(take(file))
            except (NotAllowedError, NotFoundError):
                raise
            except CommontableError as error:
                refused.append(Refused(file.name or "", error))
    waits = bool(refused) and not taken and all(each.busy for each in refused)
    for each in refused:
        form.add_error(None, str(each.error))
    if "application/json" in request.headers.get("Accept", ""):
        return _as_json(form, taken, refused, waits=waits)
    if taken and not refused:
        for draft in taken:
            messages.success(
                request,
                _("“%(draft)s” is read. Nothing of it is in the record yet.") % {"draft": draft},
                extra_tags=f"draft:{context['draft_key']}",
            )
        only = taken[0] if len(taken) == 1 else None
        return see(reverse("bargaining:draft", args=[only.pk]) if only else request.path)
    context["taken"] = taken
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.SERVICE_UNAVAILABLE if waits else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, context, status=status)


def _as_json(
    form: IntakeForm, taken: list[Draft], refused: list[Refused], *, waits: bool
) -> HttpResponse:
    """For a page that sends file by file and shows how far each is."""
    said = [str(error) for errors in form.errors.values() for error in errors]
    done = {
        "taken": [
            {"title": str(draft), "url": reverse("bargaining:draft", args=[draft.pk])}
            for draft in taken
        ],
        "refused": [str(each.error) for each in refused] or said,
        "there": next((each.there for each in refused if each.there), ""),
    }
    if waits:
        return JsonResponse(done, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse(done, status=HTTPStatus.OK if taken else HTTPStatus.UNPROCESSABLE_ENTITY)
