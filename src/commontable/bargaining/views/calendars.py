"""Calendar files of the sessions, for people who are signed in."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commontable.bargaining.calendar import Announced, Meeting, calendar_of
from commontable.bargaining.models import BargainingSession, SessionSchedule, Table
from commontable.bargaining.selectors.sessions import sessions_for_calendar
from commontable.bargaining.selectors.tables import get_table, tables_of
from commontable.coalition.requests import ActorRequest, seated


@seated
@require_safe
def table_calendar(request: ActorRequest, table_id: int) -> HttpResponse:
    """One table's sessions."""
    table = get_table(request.actor, table_id)
    return _download(request, [table], name=f"{table.campaign}: {table}")


@seated
@require_safe
def whole_calendar(request: ActorRequest) -> HttpResponse:
    """The sessions of every table the actor may see."""
    name = _("Bargaining, %(coalition)s") % {"coalition": request.actor.coalition_name}
    return _download(request, tables_of(request.actor), name=name)


def _download(request: ActorRequest, tables: Sequence[Table], *, name: str) -> HttpResponse:
    actor = request.actor
    written = calendar_of(
        (_meeting(session) for session in sessions_for_calendar(actor, tables)),
        name=name,
        time_zone=actor.time_zone,
    )
    file_name = f"{slugify(name) or 'sessions'}.ics"
    return HttpResponse(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _meeting(session: BargainingSession) -> Meeting:
    table = session.table
    return Meeting(
        session_id=session.pk,
        title=_("%(table)s: session %(ordinal)s")
        % {"table": table.name, "ordinal": session.ordinal},
        schedules=[_announced(schedule) for schedule in session.schedules.all()],
        url=settings.SITE_URL + reverse("bargaining:session", args=[session.pk]),
    )


def _announced(schedule: SessionSchedule) -> Announced:
    cancellation = getattr(schedule, "cancellation", None)
    return Announced(
        days=tuple(schedule.days),
        announced_at=schedule.entered_at,
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        place=schedule.place,
        cancelled_at=cancellation.entered_at if cancellation else None,
        reason=cancellation.reason if cancellation else "",
    )
