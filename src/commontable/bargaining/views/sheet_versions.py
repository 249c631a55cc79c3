"""A version of a sheet: making it, its page, and its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.sheets import VersionForm
from commontable.bargaining.selectors.sheets.since import differences_now, since_version
from commontable.bargaining.selectors.sheets.versions import content_of, get_sheet, get_version
from commontable.bargaining.services.sheets.versions import make_version
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.views.sheet_files import SheetFile, file_of
from commontable.bargaining.views.sheet_page import page_of
from commontable.bargaining.views.sheets import rights_at
from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.web.answering import attempt, see


@seated
def new_version(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """Freeze the sheet as it stands at a moment."""
    sheet = get_sheet(request.actor, sheet_id)
    table = sheet.table
    require(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    form = VersionForm(request.POST or None)
    if request.method == "POST":
        form = VersionForm(request.POST)
        made = attempt(
            form, lambda: make_version(actor=request.actor, sheet=sheet, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Version %(number)s is made.") % {"number": made.number})
            return see(reverse("bargaining:sheet_version", args=[made.pk]))
    return form_page(
        request,
        form,
        heading=_("Make a version of “%(title)s”") % {"title": sheet.title},
        submit=_("Make the version"),
        lead=_(
            "A version is frozen: it keeps its content, its hash and the head of the log, and says"
            " what changed since the one before."
        ),
        table=table,
        back=reverse("bargaining:sheet", args=[sheet.pk]),
        back_label=sheet.title,
    )


@seated
@require_safe
def version(request: ActorRequest, version_id: int) -> HttpResponse:
    """A version as it was made, and what happened to the record since."""
    found = get_version(request.actor, version_id)
    sheet = found.sheet
    context = {
        "table": sheet.table,
        "sheet": sheet,
        "version": found,
        "page": page_of(content_of(found)),
        "since": since_version(request.actor, found),
        "differences": differences_now(request.actor, found),
        "releases": found.releases.order_by("number"),
        "newest": sheet.versions.order_by("-number").values_list("number", flat=True).first(),
    }
    return render(
        request, "bargaining/sheets/version.html", context | rights_at(request, sheet.table)
    )


@seated
@require_safe
def version_file(request: ActorRequest, version_id: int, kind: str) -> HttpResponse:
    """A version as a PDF, a Word file, a workbook or plain data; for the team."""
    found = get_version(request.actor, version_id)
    made: SheetFile = file_of(content_of(found), kind, a4=request.GET.get("paper") == "a4")
    response = HttpResponse(made.content, content_type=made.media_type)
    name = f"{slugify(found.sheet.title) or 'sheet'}-v{found.number}.{made.ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
