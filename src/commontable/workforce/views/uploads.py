"""A file on its way in: taken up, its columns and values said, looked over, kept or discarded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from commontable.coalition.policies import Right, require
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.coalition.selectors.affiliates import unions_known
from commontable.common.errors import ConflictError
from commontable.web.answering import again, attempt, see
from commontable.workforce.census.impact import Impact, Refused
from commontable.workforce.choices import Choices
from commontable.workforce.folders import UploadFolder
from commontable.workforce.forms.uploads import (
    BeginForm,
    ColumnsForm,
    CorrectionForm,
    HeadingForm,
    KeepScheduleForm,
    SheetForm,
    ValuesForm,
)
from commontable.workforce.labels import BEGINNINGS, column_label
from commontable.workforce.models import Upload
from commontable.workforce.selectors.censuses import get_census
from commontable.workforce.selectors.columns import columns_of
from commontable.workforce.selectors.differences import differences_it_makes
from commontable.workforce.selectors.impacts import brought_by
from commontable.workforce.selectors.unknown_values import known_values, suggested_values
from commontable.workforce.selectors.uploads import get_upload
from commontable.workforce.services.censuses import bring_in_census
from commontable.workforce.services.comparators import bring_in_comparators
from commontable.workforce.services.reading import advance, is_small
from commontable.workforce.services.schedules import Written, bring_in_schedule
from commontable.workforce.services.uploads import (
    Correction,
    begin_import,
    choose_sheet,
    discard,
    say_columns,
    say_values,
)
from commontable.workforce.tasks import advance_upload
from commontable.workforce.words import ImportKind, UploadStatus

_STUCK_AFTER = timedelta(minutes=2)

reads_and_sends = require_http_methods(["GET", "HEAD", "POST"])
_SHOWN_REFUSALS = 50
_SHOWN_VALUES = 8


@with_right(Right.RESEARCH)
@reads_and_sends
def begin(request: ActorRequest, kind: str) -> HttpResponse:
    """Take up a file of that kind."""
    wanted = ImportKind(kind)
    if request.method == "POST":
        form = BeginForm(request.POST, request.FILES, actor=request.actor, kind=wanted)
        upload = attempt(
            form,
            lambda: begin_import(
                actor=request.actor,
                kind=wanted,
                union_id=form.union_id,
                source=form.cleaned_data["source"],
                as_of=form.cleaned_data["as_of"],
                file=form.cleaned_data["file"],
            ),
        )
        if upload is not None:
            return _go_on(upload)
    else:
        form = BeginForm(actor=request.actor, kind=wanted, initial={"as_of": request.actor.on})
    context = {"form": form, "kind": wanted, "beginning": BEGINNINGS[wanted]}
    return again(request, "workforce/uploads/begin.html", context)


@seated
@reads_and_sends
def correct(request: ActorRequest, census_id: int) -> HttpResponse:
    """Take up a file that stands in for a census."""
    census = get_census(request.actor, census_id)
    require(request.actor, Right.RESEARCH, union_id=census.union_id)
    form = CorrectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = CorrectionForm(request.POST, request.FILES)
        upload = attempt(
            form,
            lambda: begin_import(
                actor=request.actor,
                kind=ImportKind.CENSUS,
                union_id=census.union_id,
                source=census.source,
                as_of=census.as_of,
                file=form.cleaned_data["file"],
                correction=Correction(census, form.cleaned_data["reason"]),
            ),
        )
        if upload is not None:
            return _go_on(upload)
    return again(request, "workforce/uploads/correct.html", {"form": form, "census": census})


@seated
@require_safe
def upload(request: ActorRequest, import_id: int) -> HttpResponse:
    """Where the file stands: being opened or read, its columns to be said, or what it brings."""
    found = get_upload(request.actor, import_id)
    settled = found.status not in {UploadStatus.WAITING, UploadStatus.READING}
    if settled and request.headers.get("HX-Request"):
        # The page that waited is left for the one that says what came of it.
        return HttpResponseClientRedirect(request.path)
    match found.status:
        case UploadStatus.OPENED:
            return see(reverse("workforce:columns", args=[found.pk]))
        case UploadStatus.READ:
            return _impact(request, found)
        case UploadStatus.FAILED:
            return render(request, "workforce/uploads/failed.html", {"upload": found})
        case _:
            partial = "workforce/uploads/progress.html"
            template = (
                partial if request.headers.get("HX-Request") else "workforce/uploads/reading.html"
            )
            return render(request, template, {"upload": found})


@seated
@reads_and_sends
def columns(request: ActorRequest, import_id: int) -> HttpResponse:
    """Say which column is what."""
    found = get_upload(request.actor, import_id)
    if found.status not in {UploadStatus.OPENED, UploadStatus.READ, UploadStatus.FAILED}:
        return see(reverse("workforce:upload", args=[found.pk]))
    folder = UploadFolder(found)
    if not folder.has_head:
        return see(reverse("workforce:upload", args=[found.pk]))
    heading = HeadingForm(request.POST if request.method == "POST" else request.GET)
    row = heading.cleaned_data["heading_row"] if heading.is_valid() else None
    sheet = columns_of(request.actor, found, heading_row=row)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        upload=found,
        columns=sheet,
    )
    if request.method == "POST":
        before = Choices.of_data(found.plan) if found.plan else Choices()
        remembered = sheet.remembered.values if sheet.remembered else {}
        said = attempt(
            form,
            lambda: say_columns(
                actor=request.actor,
                upload=found,
                choices=form.choices(sheet.head.sheet, before.values or remembered),
            ),
        )
        if said is not None:
            return _go_on(said)
    context = {
        "upload": found,
        "sheet": sheet,
        "form": form,
        "heading": HeadingForm(initial={"heading_row": sheet.heading_row}),
        "sheets": SheetForm(sheets=sheet.head.sheets, initial={"sheet": sheet.head.sheet})
        if len(sheet.head.sheets) > 1
        else None,
    }
    return again(request, "workforce/uploads/columns.html", context)


@seated
@require_POST
def read_again(request: ActorRequest, import_id: int) -> HttpResponse:
    """Go on with a file whose reader was stopped in the middle."""
    found = get_upload(request.actor, import_id)
    if found.status not in {UploadStatus.WAITING, UploadStatus.READING}:
        raise ConflictError("The file is not being read.", expected="a file that is being read")
    return _go_on(found)


@seated
@require_POST
def sheet(request: ActorRequest, import_id: int) -> HttpResponse:
    """Look at another sheet of the workbook."""
    found = get_upload(request.actor, import_id)
    if not UploadFolder(found).has_head:
        raise ConflictError("The file is not opened yet.", expected="a workbook that was opened")
    chosen = request.POST.get("sheet", "")
    return _go_on(choose_sheet(actor=request.actor, upload=found, sheet=chosen))


@seated
@require_POST
def values(request: ActorRequest, import_id: int) -> HttpResponse:
    """Say what the file's values are here, and read it again."""
    found = get_upload(request.actor, import_id)
    if found.status != UploadStatus.READ:
        raise ConflictError("The file is not read yet.", expected="a file that was read")
    form = _values_form(request, found, UploadFolder(found).impact())
    if not form.is_valid():
        return _impact(request, found, values_form=form)
    said = say_values(
        actor=request.actor,
        upload=found,
        values=form.said,
        keep_unknown=form.cleaned_data.get("keep_unknown", False),
    )
    return _go_on(said)


@seated
@require_safe
def refusals(request: ActorRequest, import_id: int) -> HttpResponse:
    """Every reason against a row, as a file to send back to whoever made it."""
    found = get_upload(request.actor, import_id)
    if found.status != UploadStatus.READ:
        raise ConflictError("The file is not read yet.", expected="a file that was read")
    response: HttpResponseBase = FileResponse(
        UploadFolder(found).refusals.open("rb"),
        as_attachment=True,
        filename=f"refused-{found.pk}.csv",
        content_type="text/csv; charset=utf-8",
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # a file response is answered like any other


@seated
@reads_and_sends
def keep(request: ActorRequest, import_id: int) -> HttpResponse:
    """Confirm what was looked over."""
    found = get_upload(request.actor, import_id)
    if request.method != "POST":
        return see(reverse("workforce:upload", args=[found.pk]))
    match ImportKind(found.kind):
        case ImportKind.CENSUS:
            census = bring_in_census(actor=request.actor, upload=found)
            messages.success(request, _("The census is kept. It never changes from now on."))
            return see(reverse("workforce:census", args=[census.pk]))
        case ImportKind.SCHEDULE:
            return _keep_schedule(request, found)
        case _:
            lines = bring_in_comparators(actor=request.actor, upload=found)
            said = _("%(lines)d comparators are kept.") % {"lines": lines}
            messages.success(request, said)
            return see(reverse("workforce:comparators"))


@seated
@require_POST
def throw_away(request: ActorRequest, import_id: int) -> HttpResponse:
    """Leave nothing of the file."""
    discard(actor=request.actor, upload=get_upload(request.actor, import_id))
    messages.info(request, _("Nothing of the file was kept."))
    return see(reverse("workforce:home"))


def _go_on(upload: Upload) -> HttpResponse:
    """Open or read it: now where it is small, else in the background; then to its page."""
    if is_small(upload):
        advance(coalition_id=upload.coalition_id, union_id=upload.union_id, upload_id=upload.pk)
    else:
        advance_upload.defer(
            coalition_id=upload.coalition_id, union_id=upload.union_id, upload_id=upload.pk
        )
    return see(reverse("workforce:upload", args=[upload.pk]))


def _impact(
    request: ActorRequest,
    found: Upload,
    *,
    values_form: ValuesForm | None = None,
    keep_form: KeepScheduleForm | None = None,
) -> HttpResponse:
    folder = UploadFolder(found)
    impact = folder.impact()
    context: dict[str, Any] = {
        "upload": found,
        "impact": impact,
        "facts": found.facts,
        "refused": [
            (one.row, column_label(one.column), one.came, one.expected)
            for one in _other_refusals(impact)[:_SHOWN_REFUSALS]
        ],
        "reasons": [
            (column_label(column), expected, times)
            for (column, expected), times in impact.reasons.most_common(20)
        ],
        "may_keep": bool(found.facts.get("taken")),
        # A Counter answers a template's dots with zero.
        "derived": dict(impact.derived),
        "rounded": list(impact.rounded.items()),
        "unlisted": [
            (column, values.most_common(_SHOWN_VALUES), len(values) > _SHOWN_VALUES)
            for column, values in impact.unlisted.items()
        ],
    }
    status = 422 if request.method == "POST" else 200
    match ImportKind(found.kind):
        case ImportKind.CENSUS:
            context["brought"] = brought_by(request.actor, found)
            context["differences"] = differences_it_makes(request.actor, found)
            if impact.unknown:
                context["values_form"] = values_form or _values_form(request, found, impact)
            return render(request, "workforce/uploads/impact.html", context, status=status)
        case ImportKind.SCHEDULE:
            context["keep_form"] = keep_form or KeepScheduleForm(
                unions=_unions(request), initial={"document": found.source}
            )
            context["rows"] = folder.rows()[:_SHOWN_REFUSALS]
            return render(request, "workforce/uploads/schedule.html", context, status=status)
        case _:
            context["rows"] = folder.rows()[:_SHOWN_REFUSALS]
            return render(request, "workforce/uploads/comparators.html", context, status=status)


def _other_refusals(impact: Impact) -> list[Refused]:
    """By row, without those that are refused only until somebody says what a value is here."""
    return sorted(
        one for one in impact.refused if one.came not in impact.unknown.get(one.column, {})
    )


def _values_form(request: ActorRequest, found: Upload, impact: Impact) -> ValuesForm:
    known = known_values(request.actor, found)
    return ValuesForm(
        request.POST if request.method == "POST" else None,
        impact=impact,
        known=known,
        suggested=suggested_values(impact, known),
    )


def _keep_schedule(request: ActorRequest, found: Upload) -> HttpResponse:
    form = KeepScheduleForm(request.POST, unions=_unions(request))
    schedule = attempt(
        form,
        lambda: bring_in_schedule(
            actor=request.actor,
            upload=found,
            name=form.cleaned_data["name"],
            affiliate_id=int(form.cleaned_data["affiliate"])
            if form.cleaned_data["affiliate"]
            else None,
            written=Written(
                form.cleaned_data["document"],
                form.cleaned_data["page"],
                form.cleaned_data["clause"],
            ),
        ),
    )
    if schedule is None:
        if found.status != UploadStatus.READ:
            raise ConflictError("The file is not read yet.", expected="a file that was read")
        return _impact(request, found, keep_form=form)
    messages.success(request, _("The schedule is kept."))
    return see(reverse("workforce:schedule", args=[schedule.pk]))


def _unions(request: ActorRequest) -> list[tuple[str, str]]:

    return [(str(one.union_id), f"{one.code} {one.name}") for one in unions_known(request.actor)]
