"""Exhibits: the list of a table, one of them, its file, and taking one in."""

from __future__ import annotations

from typing import BinaryIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commontable.bargaining.custody_told import custody_told
from commontable.bargaining.exhibit_store import EXHIBITS
from commontable.bargaining.forms.exhibits import CustodyForm, ExhibitForm
from commontable.bargaining.models import Exhibit
from commontable.bargaining.selectors.custody import (
    custody_of,
    get_stamped_copy,
    stamped_copy_of,
)
from commontable.bargaining.selectors.exhibits import exhibits_of, get_exhibit, open_exhibit
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services.custody import record_custody
from commontable.bargaining.services.exhibits import FileEntry, store_exhibit
from commontable.bargaining.services.export_jobs import ask_for_stamped_copy
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import Party
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.web.answering import attempt, see


@seated
@require_safe
def exhibits(request: ActorRequest, table_id: int) -> HttpResponse:
    """Every exhibit of a table, by party and number."""
    table = get_table(request.actor, table_id)
    context = {
        "table": table,
        "exhibits": exhibits_of(request.actor, table),
        "may_record": may(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk),
    }
    return render(request, "bargaining/exhibits.html", context)


def _may_record(request: ActorRequest, found: Exhibit) -> bool:
    return may(request.actor, Right.RECORD, union_id=found.union_id, table_id=found.table_id)


@seated
@require_safe
def exhibit(request: ActorRequest, exhibit_id: int) -> HttpResponse:
    """What an exhibit is, its hash, and the chain of its custody."""
    found = get_exhibit(request.actor, exhibit_id)
    chain = custody_of(request.actor, found)
    context = {
        "exhibit": found,
        "table": found.table,
        "custody": custody_told(chain),
        "stamped": stamped_copy_of(chain),
        "reading": getattr(found, "reading", None),
        "may_record": _may_record(request, found),
    }
    return render(request, "bargaining/exhibit.html", context)


@seated
def custody(request: ActorRequest, exhibit_id: int) -> HttpResponse:
    """Enter that an exhibit or a copy went from hand to hand."""
    found = get_exhibit(request.actor, exhibit_id)
    require(request.actor, Right.RECORD, union_id=found.union_id, table_id=found.table_id)
    form = CustodyForm(
        request.POST or None,
        initial={"by": request.actor.name},
    )
    back = reverse("bargaining:exhibit", args=[found.pk])
    if request.method == "POST":
        entry = attempt(
            form,
            lambda: record_custody(actor=request.actor, exhibit=found, event=form.event),
        )
        if entry is not None:
            messages.success(
                request,
                _("Entered in the custody of %(label)s.") % {"label": found.label},
                extra_tags=f"draft:{request.path}",
            )
            return see(back)
    return form_page(
        request,
        form,
        heading=_("Custody of %(label)s") % {"label": found.label},
        submit=_("Enter it"),
        lead=_("What is entered here stays: a wrong entry is put right by a further one."),
        table=found.table,
        back=back,
        draft_key=request.path,
    )


@with_right(Right.RECORD)
@require_POST
def stamp(request: ActorRequest, exhibit_id: int) -> HttpResponse:
    """Ask for the page-stamped copy; the worker makes it."""
    found = get_exhibit(request.actor, exhibit_id)
    ask_for_stamped_copy(actor=request.actor, exhibit=found)
    messages.success(
        request,
        _("The page-stamped copy is being made. It stands here in a moment: load the page again."),
    )
    return see(reverse("bargaining:exhibit", args=[found.pk]))


@seated
@require_safe
def stamped_file(request: ActorRequest, exhibit_id: int) -> HttpResponse:
    """The page-stamped copy, to be saved."""
    found = get_exhibit(request.actor, exhibit_id)
    entry = get_stamped_copy(request.actor, found)
    name = f"{found.label}-stamped.pdf"
    return handed_out(EXHIBITS.open(entry.copy_sha256, called=name), name, "application/pdf")


def handed_out(file: BinaryIO, name: str, media_type: str) -> HttpResponse:
    """A file to be saved, which no cache keeps and no page runs."""
    response: HttpResponseBase = FileResponse(
        file, as_attachment=True, filename=name, content_type=media_type
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a file response is answered like any other


@seated
@require_safe
def exhibit_file(request: ActorRequest, exhibit_id: int) -> HttpResponse:
    """The bytes as they came; always to be saved, never run in the page."""
    found = get_exhibit(request.actor, exhibit_id)
    picture = found.media_type.startswith("image/") and request.GET.get("show") == "1"
    response: HttpResponseBase = FileResponse(
        open_exhibit(found),
        as_attachment=not picture,
        filename=found.file_name,
        content_type=found.media_type,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a file response is answered like any other


@seated
def add_exhibit(request: ActorRequest, table_id: int) -> HttpResponse:
    """Take in a file that belongs to no proposal."""
    table = get_table(request.actor, table_id)
    require(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    if request.method == "POST":
        form = ExhibitForm(request.POST, request.FILES)
        stored = attempt(
            form,
            lambda: store_exhibit(
                actor=request.actor,
                table=table,
                party=Party(form.cleaned_data["party"]),
                entry=FileEntry(
                    form.cleaned_data["file"],
                    title=form.cleaned_data["title"],
                    alternative_text=form.cleaned_data["alternative_text"],
                ),
                received_at=form.cleaned_data["received_at"],
                handed_by=form.cleaned_data["handed_by"],
            ),
        )
        if stored is not None:
            messages.success(
                request,
                _("Kept as %(label)s.") % {"label": stored.label},
                extra_tags=f"draft:{request.path}",
            )
            return see(reverse("bargaining:exhibit", args=[stored.pk]))
    else:
        form = ExhibitForm()
    return form_page(
        request,
        form,
        heading=_("Take in an exhibit"),
        submit=_("Keep it"),
        lead=_(
            "The file is kept as it came and known by its SHA-256 from now on; it gets the"
            " party's next number."
        ),
        table=table,
        back=reverse("bargaining:exhibits", args=[table.pk]),
        draft_key=request.path,
    )
