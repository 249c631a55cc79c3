"""The live forms of a session: who is there, who is out of the room, who talks off the table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from commontable.bargaining.forms.sessions import (
    AttendanceForm,
    CaucusForm,
    CorrectCaucusForm,
    SidebarForm,
)
from commontable.bargaining.selectors.caucus_moves import get_move
from commontable.bargaining.selectors.session_days import goes_on
from commontable.bargaining.selectors.sessions import get_session
from commontable.bargaining.services import presence
from commontable.bargaining.views.pages import form_page
from commontable.bargaining.views.sessions import session_page, to_session
from commontable.bargaining.words import CaucusMove, Side
from commontable.coalition.policies import Right
from commontable.coalition.requests import ActorRequest, with_right
from commontable.common import dates
from commontable.web.answering import attempt


@with_right(Right.RECORD)
@require_POST
def caucus(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    session = get_session(actor, session_id)
    form = CaucusForm(request.POST, live=goes_on(actor, session, dates.now()), auto_id="caucus_%s")

    def move() -> object:
        side, way = form.cleaned_data["move"].split(":")
        act = presence.caucus_out if way == "out" else presence.caucus_in
        return act(actor=actor, session=session, side=Side(side), at=form.moment)

    if attempt(form, move) is None:
        return session_page(request, session, caucus=form)
    return to_session(session, "#live")


@with_right(Right.RECORD)
def correct_caucus(request: ActorRequest, event_id: int) -> HttpResponse:
    """A wrong going out or coming back, entered right; the first entry stays."""
    actor = request.actor
    found = get_move(actor, event_id)
    form = CorrectCaucusForm(request.POST if request.method == "POST" else None)
    corrected = attempt(
        form,
        lambda: presence.correct_caucus(
            actor=actor, event=found, at=form.at, reason=form.cleaned_data["reason"]
        ),
    )
    if corrected is not None:
        return to_session(found.session, "#caucuses")
    facts = {
        "side": Side(found.side).label,
        "at": date_format(localtime(found.at), "DATETIME_FORMAT"),
    }
    went = _("%(side)s, out of the room: entered for %(at)s")
    came = _("%(side)s, back in the room: entered for %(at)s")
    return form_page(
        request,
        form,
        table=found.session.table,
        heading=_("Correct a caucus"),
        submit=_("Keep the correction"),
        back=reverse("bargaining:session", args=[found.session_id]),
        lead=(went if found.move == CaucusMove.OUT else came) % facts,
    )


@with_right(Right.RECORD)
@require_POST
def sidebar(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    session = get_session(actor, session_id)
    form = SidebarForm(
        request.POST, live=goes_on(actor, session, dates.now()), auto_id="sidebar_%s"
    )
    kept = attempt(
        form,
        lambda: presence.record_sidebar(
            actor=actor,
            session=session,
            at=form.moment,
            until=form.cleaned_data["until"],
            participants=form.cleaned_data["participants"],
            note=form.cleaned_data["note"],
        ),
    )
    if kept is None:
        return session_page(request, session, sidebar=form)
    return to_session(session, "#live")


@with_right(Right.RECORD)
@require_POST
def attendance(request: ActorRequest, session_id: int) -> HttpResponse:
    actor = request.actor
    session = get_session(actor, session_id)
    form = AttendanceForm(request.POST, auto_id="attendance_%s")
    added = attempt(
        form,
        lambda: presence.record_attendance(
            actor=actor,
            session=session,
            side=Side(form.cleaned_data["side"]),
            people=form.present,
        ),
    )
    if added is None:
        return session_page(request, session, attendance=form)
    said = ngettext("%(count)s person added.", "%(count)s people added.", len(added))
    messages.success(request, said % {"count": len(added)})
    passed_over = len(form.present) - len(added)
    if passed_over:
        messages.info(request, _("Noted already: %(count)s.") % {"count": passed_over})
    return to_session(session, "#attendance")
