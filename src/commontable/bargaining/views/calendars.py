"""Calendar files of the sessions: downloads, and an address of one's own to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commontable.bargaining.calendar import Announced, Meeting, calendar_of
from commontable.bargaining.models import (
    BargainingSession,
    CalendarAddress,
    SessionSchedule,
    Table,
)
from commontable.bargaining.selectors.calendar_addresses import (
    own_calendar_address,
    reader_at_calendar_address,
)
from commontable.bargaining.selectors.sessions import sessions_for_calendar
from commontable.bargaining.selectors.tables import get_table, tables_of
from commontable.bargaining.services.calendar_addresses import (
    make_calendar_address,
    revoke_calendar_address,
)
from commontable.coalition.actors import Actor
from commontable.coalition.requests import ActorRequest, seated
from commontable.common.errors import NotFoundError
from commontable.web.answering import see

READ_AGAIN = timedelta(hours=1)


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
    return _download(request, tables_of(request.actor), name=_whole_name(request.actor))


@seated
@require_safe
def own_address(request: ActorRequest) -> HttpResponse:
    """One's own address: whether there is one, and how to make or revoke it."""
    return _own_address(request, own_calendar_address(request.actor))


@seated
@require_POST
def make_address(request: ActorRequest) -> HttpResponse:
    """Shown in the answer itself, once: nowhere else is the secret kept."""
    secret = make_calendar_address(actor=request.actor)
    found = own_calendar_address(request.actor)
    whole = settings.SITE_URL + reverse("bargaining:calendar_feed", args=[secret])
    response = _own_address(request, found, address=whole, status=HTTPStatus.CREATED)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _own_address(
    request: ActorRequest,
    found: CalendarAddress | None,
    *,
    address: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"found": found, "address": address}
    return render(request, "bargaining/sessions/calendar_address.html", context, status=status)


@seated
@require_POST
def revoke_address(request: ActorRequest) -> HttpResponse:
    revoke_calendar_address(actor=request.actor)
    messages.success(request, _("The address is revoked: calendars that read it get nothing."))
    return see(reverse("bargaining:calendar_address"))


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the secret is the reader
    """The sessions of whoever made the address, for a program that cannot sign in."""
    try:
        reader = reader_at_calendar_address(token)
    except NotFoundError as error:
        raise Http404 from error
    with timezone.override(ZoneInfo(reader.time_zone)):
        response = HttpResponse(
            _written(reader, tables_of(reader), name=_whole_name(reader), every=READ_AGAIN),
            content_type="text/calendar; charset=utf-8",
        )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _whole_name(actor: Actor) -> str:
    return _("Bargaining, %(coalition)s") % {"coalition": actor.coalition_name}


def _written(
    actor: Actor, tables: Sequence[Table], *, name: str, every: timedelta | None = None
) -> bytes:
    return calendar_of(
        (_meeting(session) for session in sessions_for_calendar(actor, tables)),
        name=name,
        time_zone=actor.time_zone,
        every=every,
    )


def _download(request: ActorRequest, tables: Sequence[Table], *, name: str) -> HttpResponse:
    written = _written(request.actor, tables, name=name)
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
