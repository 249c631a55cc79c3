"""Files of a scenario: a workbook to audit, a summary to hand around, sums for other programs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from commontable.coalition.actors import Actor
from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import NotFoundError
from commontable.costing.models import Scenario
from commontable.costing.policies import require_sight
from commontable.costing.selectors.bases import ground_of
from commontable.costing.selectors.results import (
    Answered,
    answers_to,
    export_question,
    get_file,
)
from commontable.costing.selectors.scenarios import get_scenario, scenarios_of
from commontable.costing.services.files import STORE
from commontable.costing.services.pricing import ask_for_export
from commontable.costing.words import ExportForm
from commontable.web.answering import see

_ABOUT = {
    ExportForm.WORKBOOK: _(
        "Summary sheets, and a sample of workers worked out again by formulas. It shows single"
        " workers."
    ),
    ExportForm.PDF: _("What it costs, what closes the gap, who gains and who loses; to print."),
    ExportForm.CSV: _("By kind of worker, year and component; for a spreadsheet."),
    ExportForm.PARQUET: _("The same with exact decimals; for programs."),
}
_MEDIA_TYPES = {
    ExportForm.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportForm.PDF: "application/pdf",
    ExportForm.CSV: "text/csv; charset=utf-8",
    ExportForm.PARQUET: "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One kind of file, and how far it is."""

    form: ExportForm
    about: object
    asked: Answered


@seated
@require_safe
def exports(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Each kind of file: to be made, on its way, or there."""
    found = get_scenario(request.actor, scenario_id)
    require_sight(request.actor, found.union_id, all_of_it=True)
    against = _against(request.actor, found, request.GET.get("against", ""))
    ground = ground_of(request.actor, found.basis)
    forms = list(ExportForm)
    asked = answers_to(
        request.actor, [export_question(ground, found, against, form.value) for form in forms]
    )
    rows = [FileRow(form, _ABOUT[form], one) for form, one in zip(forms, asked, strict=True)]
    context = {
        "scenario": found,
        "basis": found.basis,
        "against": against,
        "others": [one for one in scenarios_of(request.actor, found.basis) if one.pk != found.pk],
        "rows": rows,
        "moving": any(row.asked.moving for row in rows),
    }
    return render(request, "costing/exports/list.html", context)


@seated
@require_POST
def make(request: ActorRequest, scenario_id: int) -> HttpResponse:
    """Have a file written, in the background."""
    found = get_scenario(request.actor, scenario_id)
    against = _against(request.actor, found, request.POST.get("against", ""))
    ask_for_export(
        actor=request.actor, scenario=found, against=against, form=request.POST.get("form", "")
    )
    beside = f"?against={against.pk}" if against is not None else ""
    return see(reverse("costing_exports:exports", args=[found.pk]) + beside)


@seated
@require_safe
def file(request: ActorRequest, result_id: int) -> HttpResponse:
    """A file that was written."""
    found = get_file(request.actor, result_id)
    path = STORE.path_of(found.answer["sha256"])
    if not path.is_file():
        raise NotFoundError("The file is not here any more.")
    response: HttpResponseBase = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=found.answer["name"],
        content_type=_MEDIA_TYPES[ExportForm(found.answer["form"])],
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a file response is answered like any other


def _against(actor: Actor, scenario: Scenario, said: str) -> Scenario | None:
    """The other scenario that was chosen; only one of the same basis stands beside this one."""
    if not said.isdecimal() or int(said) == scenario.pk:
        return None
    other = get_scenario(actor, int(said))
    return other if other.basis_id == scenario.basis_id else None
