"""Sessions: the timeline of a table, one session in full, and planning them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.forms.sessions import (
    AttendanceForm,
    CancelForm,
    CaucusForm,
    ConveneForm,
    OutcomeForm,
    ReportForm,
    ScheduleForm,
    SidebarForm,
)
from commontable.bargaining.models import BargainingSession
from commontable.bargaining.selectors.notes import notes_on
from commontable.bargaining.selectors.session_days import goes_on
from commontable.bargaining.selectors.sessions import (
    get_session,
    session_record,
    timeline_of,
)
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services import sessions
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.coalition.policies import Right, may
from commontable.coalition.requests import ActorRequest, seated, with_right
from commontable.common import dates
from commontable.web.answering import attempt, see


@seated
@require_safe
def session_list(request: ActorRequest, table_id: int) -> HttpResponse:
    """A table's sessions, the newest first, with the gaps and what does not fit."""
    actor = request.actor
    table = get_table(actor, table_id)
    return render(
        request,
        "bargaining/sessions/list.html",
        {
            "timeline": timeline_of(actor, table),
            "table": table,
            "may_record": may_record(actor, table.union_id, table.pk),
        },
    )


def may_record(actor: Actor, union_id: int | None, table_id: int) -> bool:
    return may(actor, Right.RECORD, union_id=union_id, table_id=table_id)


def to_session(session: BargainingSession, part: str = "") -> HttpResponse:
    return see(reverse("bargaining:session", args=[session.pk]) + part)


@seated
@require_safe
def session(request: ActorRequest, session_id: int) -> HttpResponse:
    """One session in full."""
    return session_page(request, get_session(request.actor, session_id))


def session_page(
    request: ActorRequest,
    found: BargainingSession,
    *,
    caucus: CaucusForm | None = None,
    sidebar: SidebarForm | None = None,
    attendance: AttendanceForm | None = None,
) -> HttpResponse:
    """The session's page, with the live forms as they open or as one came back (422)."""
    live = goes_on(request.actor, found, dates.now())
    came_back = any(form is not None for form in (caucus, sidebar, attendance))
    return render(
        request,
        "bargaining/sessions/session.html",
        {
            "record": session_record(request.actor, found),
            "session": found,
            "table": found.table,
            "internal_notes": notes_on(request.actor, found),
            "may_record": may_record(request.actor, found.union_id, found.table_id),
            "caucus_form": caucus or CaucusForm(live=live, auto_id="caucus_%s"),
            "sidebar_form": sidebar or SidebarForm(live=live, auto_id="sidebar_%s"),
            "attendance_form": attendance or AttendanceForm(auto_id="attendance_%s"),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if came_back else HTTPStatus.OK,
    )


@with_right(Right.RECORD)
def convene(request: ActorRequest, table_id: int) -> HttpResponse:
    actor = request.actor
    table = get_table(actor, table_id)
    form = ConveneForm(request.POST or None)
    if request.method == "POST":
        convened = attempt(
            form,
            lambda: sessions.convene_session(
                actor=actor,
                table=table,
                ordinal=form.cleaned_data["ordinal"],
                days=form.days,
                opens_at=form.cleaned_data["opens_at"],
                closes_at=form.cleaned_data["closes_at"],
                place=form.cleaned_data["place"],
                note=form.cleaned_data["note"],
            ),
        )
        if convened is not None:
            return to_session(convened)
    return form_page(
        request,
        form,
        table=table,
        heading=_("Convene a session"),
        submit=_("Convene the session"),
        back=reverse("bargaining:sessions", args=[table.pk]),
    )


@with_right(Right.RECORD)
def reschedule(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    found = get_session(actor, session_id)
    schedule = found.schedules.order_by("id").last()
    form = ScheduleForm(request.POST or None, initial=ScheduleForm.initial_of(schedule))
    if request.method == "POST":
        moved = attempt(
            form,
            lambda: sessions.reschedule_session(
                actor=actor,
                session=found,
                days=form.days,
                opens_at=form.cleaned_data["opens_at"],
                closes_at=form.cleaned_data["closes_at"],
                place=form.cleaned_data["place"],
                note=form.cleaned_data["note"],
            ),
        )
        if moved is not None:
            return to_session(found)
    return form_page(
        request,
        form,
        table=found.table,
        heading=_("Reschedule session %(ordinal)s") % {"ordinal": found.ordinal},
        submit=_("Announce the new schedule"),
        back=reverse("bargaining:session", args=[found.pk]),
        lead=_("The schedule until now stays in the history, and calendars take the new one."),
    )


@with_right(Right.RECORD)
def cancel(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    found = get_session(actor, session_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    cancelled = attempt(
        form,
        lambda: sessions.cancel_session(
            actor=actor,
            session=found,
            reason=form.cleaned_data["reason"],
            side=Side(form.cleaned_data["side"]) if form.cleaned_data["side"] else None,
        ),
    )
    if cancelled is not None:
        return to_session(found)
    return form_page(
        request,
        form,
        table=found.table,
        heading=_("Call off session %(ordinal)s") % {"ordinal": found.ordinal},
        submit=_("Call the session off"),
        back=reverse("bargaining:session", args=[found.pk]),
        lead=_("It stays in the list, and calendars strike it. To move it, reschedule instead."),
    )


@with_right(Right.RECORD)
def report(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    found = get_session(actor, session_id)
    form = ReportForm(request.POST or None)
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: sessions.record_report(actor=actor, session=found, **form.cleaned_data),
        )
        if kept is not None:
            return to_session(found, "#reports")
    return form_page(
        request,
        form,
        table=found.table,
        heading=_("Session %(ordinal)s as somebody else reported it") % {"ordinal": found.ordinal},
        submit=_("Keep the report"),
        back=reverse("bargaining:session", args=[found.pk]),
        lead=_("Enter it as it was published, even where it is wrong: what differs is flagged."),
        draft_key=f"report-{found.pk}",
    )


@with_right(Right.RECORD)
def outcome(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    found = get_session(actor, session_id)
    last = found.outcomes.order_by("id").last()
    form = OutcomeForm(
        request.POST or None,
        initial={
            "public_wording": last.public_wording,
            "internal_wording": last.internal_wording,
            "no_further_dates": last.no_further_dates,
        }
        if last
        else None,
    )
    if request.method == "POST":
        kept = attempt(
            form,
            lambda: sessions.record_outcome(actor=actor, session=found, **form.cleaned_data),
        )
        if kept is not None:
            return to_session(found, "#outcome")
    return form_page(
        request,
        form,
        table=found.table,
        heading=_("Outcome of session %(ordinal)s") % {"ordinal": found.ordinal},
        submit=_("Record the outcome"),
        back=reverse("bargaining:session", args=[found.pk]),
        draft_key=f"outcome-{found.pk}",
    )
