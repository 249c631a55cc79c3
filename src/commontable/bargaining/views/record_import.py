"""Importing a published record on screen: read, looked over, then entered."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commontable.bargaining.forms.record_import import ConfirmRecordForm, RecordFileForm
from commontable.bargaining.services.record_import import BrokenRecordError, import_record
from commontable.coalition.policies import Right
from commontable.coalition.requests import ActorRequest, with_right
from commontable.web.answering import see


@with_right(Right.ORDER)
def upload(request: ActorRequest) -> HttpResponse:
    """Read a file and show what would be placed and what not; nothing is kept yet."""
    if request.method != "POST":
        return render(request, "bargaining/import/upload.html", {"form": RecordFileForm()})
    form = RecordFileForm(request.POST, request.FILES)
    context: dict[str, object] = {"form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        data = form.content()
        context["file_name"] = form.cleaned_data["file"].name
        try:
            context["report"] = import_record(actor=request.actor, data=data, keep=False)
            context["confirm"] = ConfirmRecordForm(initial={"text": data.decode("utf-8-sig")})
            status = HTTPStatus.OK
        except BrokenRecordError as error:
            context["faults"] = error.faults
    return render(request, "bargaining/import/upload.html", context, status=status)


@with_right(Right.ORDER)
def confirm(request: ActorRequest) -> HttpResponse:
    """Enter the record that was looked over."""
    form = ConfirmRecordForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return see(reverse("bargaining:import_record"))
    try:
        report = import_record(actor=request.actor, data=form.cleaned_data["text"].encode("utf-8"))
    except BrokenRecordError as error:
        context = {"form": RecordFileForm(), "faults": error.faults}
        return render(
            request,
            "bargaining/import/upload.html",
            context,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if report.added_nothing:
        messages.info(request, _("Everything in it is in the record already: nothing was added."))
    else:
        messages.success(request, _("The record is entered."))
    return render(request, "bargaining/import/done.html", {"report": report})
