"""Letting part of a version out: choose, look at what would go out, sign; and take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commontable.bargaining.forms.sheets import (
    ReleaseForm,
    SignatureForm,
    WithdrawReleaseForm,
)
from commontable.bargaining.selectors.sheets.releases import releases_of
from commontable.bargaining.selectors.sheets.versions import (
    content_of,
    get_release,
    get_version,
)
from commontable.bargaining.services.sheets.releases import (
    release_sheet,
    what_would_go_out,
    withdraw_release,
)
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.views.sheet_page import page_of
from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.engines.sheets import SheetView, digest
from commontable.web.answering import attempt, see


@seated
def release(request: ActorRequest, version_id: int) -> HttpResponse:
    """First what would go out, exactly; then the signature."""
    found = get_version(request.actor, version_id)
    table = found.sheet.table
    require(request.actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    view = content_of(found)
    if request.method == "POST":
        form = ReleaseForm(request.POST, view=view)
    else:
        earlier = releases_of(request.actor, found.sheet)
        beginning: dict[str, Any] = {"title": view.title}
        if earlier:
            last = earlier[0]
            beginning = dict(ReleaseForm.like(last.title, last.rows, last.columns))
        form = ReleaseForm(view=view, initial=beginning)
    outgoing: SheetView | None = None
    signing: SignatureForm | None = None
    if request.method == "POST":
        outgoing = attempt(
            form,
            lambda: what_would_go_out(actor=request.actor, version=found, **form.cleaned_data),
        )
        signing = SignatureForm() if outgoing is not None else None
    if signing is not None and "signature" in request.POST:
        signing = SignatureForm(request.POST)
        done = attempt(
            signing,
            lambda: release_sheet(
                actor=request.actor, version=found, **form.cleaned_data, **signing.cleaned_data
            ),
        )
        if done is not None:
            messages.success(
                request,
                _("Public edition %(number)s is out.") % {"number": done.number},
            )
            return see(reverse("bargaining:sheet", args=[found.sheet_id]))
    refused = request.method == "POST" and (
        outgoing is None or (signing is not None and signing.is_bound)
    )
    context = {
        "table": table,
        "sheet": found.sheet,
        "version": found,
        "form": form,
        "page": page_of(outgoing) if outgoing is not None else None,
        "signing": signing,
        # What is to be signed is what is shown, whatever was looked at before.
        "seen": digest(outgoing) if outgoing is not None else "",
    }
    return render(
        request, "bargaining/sheets/release.html", context, status=422 if refused else 200
    )


@seated
def withdraw(request: ActorRequest, release_id: int) -> HttpResponse:
    """Take a public edition back."""
    found = get_release(request.actor, release_id)
    sheet = found.version.sheet
    table = sheet.table
    require(request.actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    form = WithdrawReleaseForm(request.POST or None)
    if request.method == "POST":
        form = WithdrawReleaseForm(request.POST)
        done = attempt(
            form,
            lambda: withdraw_release(actor=request.actor, release=found, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("The public edition is withdrawn."))
            return see(reverse("bargaining:sheet", args=[sheet.pk]))
    return form_page(
        request,
        form,
        heading=_("Withdraw “%(title)s”, public edition %(number)s")
        % {"title": found.title, "number": found.number},
        submit=_("Withdraw it"),
        lead=_(
            "Its address then says that it was withdrawn, and shows nothing else. Copies stay with"
            " whoever has them. That it was released stays recorded."
        ),
        table=table,
        back=reverse("bargaining:sheet", args=[sheet.pk]),
        back_label=sheet.title,
    )
