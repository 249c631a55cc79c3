"""Comparison sheets of a table: the list, arranging one, its page, and the team's words on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commontable.bargaining.forms.sheets import RowWordingForm, SheetForm
from commontable.bargaining.models import Sheet, Table
from commontable.bargaining.selectors.sheets.articles import articles_at
from commontable.bargaining.selectors.sheets.past import reader_at
from commontable.bargaining.selectors.sheets.patterns import choices_at
from commontable.bargaining.selectors.sheets.releases import releases_of
from commontable.bargaining.selectors.sheets.versions import (
    definition_of,
    get_sheet,
    sheets_of,
    versions_of,
    wording_of,
)
from commontable.bargaining.selectors.sheets.view import sheet_view
from commontable.bargaining.selectors.table_record import issues_at
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services.sheets.definitions import amend_sheet, make_sheet, word_row
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.views.sheet_page import page_of
from commontable.coalition.policies import Right, may, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.common import dates
from commontable.engines.sheets import SheetView
from commontable.web.answering import again, attempt, see


def rights_at(request: ActorRequest, table: Table) -> dict[str, bool]:
    """What the reader may do with sheets of this table, for its buttons."""
    where = {"union_id": table.union_id, "table_id": table.pk}
    return {
        "may_record": may(request.actor, Right.RECORD, **where),
        "may_word": may(request.actor, Right.WORD, **where),
    }


@seated
@require_safe
def sheets(request: ActorRequest, table_id: int) -> HttpResponse:
    """The table's sheets."""
    table = get_table(request.actor, table_id)
    context = {"table": table, "sheets": sheets_of(request.actor, table)}
    return render(request, "bargaining/sheets/list.html", context | rights_at(request, table))


def _offered(request: ActorRequest, table: Table) -> dict[str, Any]:
    """What a sheet of this table may show: to everybody who may read it, and no more."""
    reader = reader_at(request.actor, table)
    return {
        "patterns": choices_at(reader, table),
        "issues": issues_at(reader, table),
        "articles": list(articles_at(reader, table).values()),
    }


def _draft(
    request: ActorRequest, table: Table, form: SheetForm, sheet: Sheet | None
) -> SheetView | None:
    """What the form as it stands would show now; None while it cannot be read."""
    if not form.is_valid():
        return None
    return sheet_view(
        request.actor,
        table,
        form.definition,
        title=form.cleaned_data["title"],
        moment=dates.now(),
        wording=wording_of(request.actor, sheet) if sheet else None,
    ).view


@seated
@require_POST
def preview_sheet(request: ActorRequest, table_id: int) -> HttpResponse:
    """What the sheet would show as the form stands, while somebody arranges it. Nothing is kept."""
    table = get_table(request.actor, table_id)
    data = request.POST.copy()
    if not data.get("title", "").strip():
        data["title"] = _("Without a title yet")
    form = SheetForm(data, **_offered(request, table))
    view = _draft(request, table, form, None)
    context = {"page": page_of(view) if view else None, "form": form}
    return render(request, "bargaining/sheets/preview.html", context)


@seated
def new_sheet(request: ActorRequest, table_id: int) -> HttpResponse:
    """Arrange a sheet."""
    table = get_table(request.actor, table_id)
    require(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    return _arrange(request, table, None)


@seated
def arrange_sheet(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """Arrange a sheet anew."""
    sheet = get_sheet(request.actor, sheet_id)
    table = sheet.table
    require(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    return _arrange(request, table, sheet)


def _arrange(request: ActorRequest, table: Table, sheet: Sheet | None) -> HttpResponse:
    offered = _offered(request, table)
    if request.method == "POST":
        form = SheetForm(request.POST, **offered)

        def keep() -> Sheet:
            facts = {"title": form.cleaned_data["title"], "definition": form.definition}
            if sheet is None:
                return make_sheet(actor=request.actor, table=table, **facts)
            return amend_sheet(actor=request.actor, sheet=sheet, **facts)

        if "preview" not in request.POST:
            kept = attempt(form, keep)
            if kept is not None:
                return see(reverse("bargaining:sheet", args=[kept.pk]))
    else:
        beginning = SheetForm.beginning(
            definition_of(sheet) if sheet else None, sheet.title if sheet else ""
        )
        form = SheetForm(initial=beginning, **offered)
    view = _draft(request, table, form, sheet) if form.is_bound else None
    context = {
        "table": table,
        "sheet": sheet,
        "form": form,
        "page": page_of(view) if view else None,
    }
    if form.is_bound and "preview" in request.POST and not form.errors:
        return render(request, "bargaining/sheets/arrange.html", context)
    return again(request, "bargaining/sheets/arrange.html", context)


@seated
@require_safe
def sheet(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """A sheet: what it would say now, its versions, and what of them is public."""
    found = get_sheet(request.actor, sheet_id)
    releases = releases_of(request.actor, found)
    address = reverse("public:sheet", args=[found.address]) if found.address else ""
    context = {
        "table": found.table,
        "sheet": found,
        "standing": max(
            (each.version.number for each in releases if not hasattr(each, "withdrawal")),
            default=0,
        ),
        "public_url": request.build_absolute_uri(address),
        "page": page_of(_view_now(request, found)),
        "versions": versions_of(request.actor, found),
        "releases": releases,
    }
    return render(
        request, "bargaining/sheets/sheet.html", context | rights_at(request, found.table)
    )


def _view_now(request: ActorRequest, found: Sheet) -> SheetView:
    return sheet_view(
        request.actor,
        found.table,
        definition_of(found),
        title=found.title,
        moment=dates.now(),
        wording=wording_of(request.actor, found),
    ).view


@seated
def wording(request: ActorRequest, sheet_id: int) -> HttpResponse:
    """Set the team's words on a row."""
    found = get_sheet(request.actor, sheet_id)
    table = found.table
    require(request.actor, Right.WORD, union_id=table.union_id, table_id=table.pk)
    view = _view_now(request, found)
    form = RowWordingForm(
        request.POST or None, view=view, initial={"row": request.GET.get("row", "")}
    )
    if request.method == "POST":
        form = RowWordingForm(request.POST, view=view)
        worded = attempt(
            form, lambda: word_row(actor=request.actor, sheet=found, **form.cleaned_data)
        )
        if worded is not None:
            messages.success(request, _("The team's words are kept."))
            return see(reverse("bargaining:sheet", args=[found.pk]))
    return form_page(
        request,
        form,
        heading=_("The team's words on a row"),
        submit=_("Keep the words"),
        lead=_(
            "They stand under the row's name and say they are the team's. They change no figure:"
            " those are the record's alone."
        ),
        table=table,
        back=reverse("bargaining:sheet", args=[found.pk]),
        back_label=found.title,
    )
