"""Which session a moment belongs to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from commontable.bargaining.models import BargainingSession, SessionSchedule, Table
from commontable.bargaining.session_hours import Hours
from commontable.coalition.actors import Actor


def hours_of(schedule: SessionSchedule) -> Hours:
    return Hours(schedule.days, schedule.opens_at, schedule.closes_at)


def goes_on(actor: Actor, session: BargainingSession, moment: datetime) -> bool:
    """Whether what is entered then happens then: on one of its days, or in the night after it.

    A session whose days nobody knows is taken as past, one that was called off does not go on.
    """
    schedule = session.schedules.select_related("cancellation").order_by("id").last()
    if schedule is None or hasattr(schedule, "cancellation"):
        return False
    return hours_of(schedule).hold(moment.astimezone(ZoneInfo(actor.time_zone)))


def session_at(actor: Actor, table: Table, moment: datetime) -> BargainingSession | None:
    """The table's session that sits at a moment: last night's in the small hours, else the
    highest ordinal of several. One that was called off does not sit.
    """
    local = moment.astimezone(ZoneInfo(actor.time_zone))
    latest: dict[int, SessionSchedule] = {}
    for schedule in (
        SessionSchedule.objects.visible_to(actor)
        .filter(session__table=table)
        .select_related("session", "cancellation")
        .order_by("id")
    ):
        latest[schedule.session_id] = schedule
    sitting = [
        (hours_of(schedule).in_the_night(local), schedule.session.ordinal, schedule.session)
        for schedule in latest.values()
        if hours_of(schedule).hold(local) and not hasattr(schedule, "cancellation")
    ]
    return max(sitting, key=lambda one: one[:2])[2] if sitting else None
