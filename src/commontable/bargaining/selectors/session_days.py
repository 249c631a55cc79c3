"""Which session a day belongs to."""

from __future__ import annotations

from datetime import date

from commontable.bargaining.models import BargainingSession, SessionSchedule, Table
from commontable.coalition.actors import Actor


def session_on(actor: Actor, table: Table, day: date) -> BargainingSession | None:
    """The table's session whose schedule in force has the day; the highest ordinal of several.

    One that was called off has none.
    """
    latest: dict[int, SessionSchedule] = {}
    for schedule in (
        SessionSchedule.objects.visible_to(actor)
        .filter(session__table=table)
        .select_related("session", "cancellation")
        .order_by("id")
    ):
        latest[schedule.session_id] = schedule
    sitting = [
        schedule.session
        for schedule in latest.values()
        if day in schedule.days and not hasattr(schedule, "cancellation")
    ]
    return max(sitting, key=lambda session: session.ordinal, default=None)
