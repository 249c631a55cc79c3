"""Archives of exhibits: asking for one, how far it is, and the file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.exhibits import ExportForm
from commontable.bargaining.selectors.exhibits import exhibits_of
from commontable.bargaining.selectors.exports import (
    exports_of,
    get_export,
    is_moving,
    is_stuck,
    open_export,
)
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services.export_jobs import ask_for_export
from commontable.bargaining.views.exhibits import handed_out
from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, seated
from commontable.web.answering import again, attempt, see


@seated
def ask(request: ActorRequest, table_id: int) -> HttpResponse:
    """Choose exhibits of a table and ask for an archive of them; below, those asked for before."""
    table = get_table(request.actor, table_id)
    require(request.actor, Right.RECORD, union_id=table.union_id, table_id=table.pk)
    exhibits = exhibits_of(request.actor, table)
    form = ExportForm(request.POST or None, exhibits=exhibits)
    if request.method == "POST":
        export = attempt(
            form,
            lambda: ask_for_export(
                actor=request.actor, table=table, exhibits=form.chosen, choice=form.choice
            ),
        )
        if export is not None:
            return see(reverse("bargaining:export", args=[export.pk]))
    context = {
        "table": table,
        "form": form,
        "exhibits": exhibits,
        "exports": exports_of(request.actor, table),
        "submit": _("Make the archive"),
    }
    return again(request, "bargaining/exports/ask.html", context)


@seated
@require_safe
def export(request: ActorRequest, export_id: int) -> HttpResponse:
    """How far an archive is; once it is made, the file and how to check it."""
    found = get_export(request.actor, export_id)
    require(request.actor, Right.RECORD, union_id=found.union_id, table_id=found.table_id)
    context = {
        "export": found,
        "table": found.table,
        "moving": is_moving(found),
        "stuck": is_stuck(found),
    }
    return render(request, "bargaining/exports/export.html", context)


@seated
@require_safe
def export_file(request: ActorRequest, export_id: int) -> HttpResponse:
    """The archive, to be saved."""
    found = get_export(request.actor, export_id)
    require(request.actor, Right.RECORD, union_id=found.union_id, table_id=found.table_id)
    return handed_out(open_export(found), found.file_name, "application/zip")
