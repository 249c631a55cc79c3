"""Sessions as they are found: what everybody reads there, and the team's own wording apart."""

from __future__ import annotations

from collections.abc import Collection

from commontable.bargaining.models import BargainingSession, SearchEntry, SessionSchedule
from commontable.bargaining.services.search_index.entries import entries_for, paragraphs
from commontable.bargaining.words import SearchKind


def session_entries(ids: Collection[int]) -> list[SearchEntry]:
    """Seven queries, however many sessions."""
    found = (
        BargainingSession.objects.filter(pk__in=ids)
        .select_related("table")
        .prefetch_related(
            "schedules__cancellation", "outcomes", "reports", "attendance", "sidebars"
        )
        .order_by("id")
    )
    entries: list[SearchEntry] = []
    for session in found:
        schedules = list(session.schedules.all())
        for team_only, body in (
            (False, _for_everybody(session)),
            (True, paragraphs(*(one.internal_wording for one in session.outcomes.all()))),
        ):
            if team_only and not body:
                continue
            entries += entries_for(
                session,
                SearchKind.SESSION,
                page="session",
                page_id=session.pk,
                campaign_id=session.table.campaign_id,
                table_id=session.table_id,
                happened_on=schedules[-1].days[0] if schedules else None,
                title=f"Session {session.ordinal}",
                context=session.table.name,
                body=body,
                team_only=team_only,
            )
    return entries


def _for_everybody(session: BargainingSession) -> str:
    present = (
        f"{person.name}, {person.capacity}" if person.capacity else person.name
        for person in session.attendance.all()
    )
    return paragraphs(
        *(outcome.public_wording for outcome in session.outcomes.all()),
        *(
            paragraphs(report.reported_by, report.wording, report.place_said, report.source)
            for report in session.reports.all()
        ),
        *(
            paragraphs(schedule.place, schedule.note, _called_off(schedule))
            for schedule in session.schedules.all()
        ),
        "; ".join(present),
        *(paragraphs(sidebar.participants, sidebar.note) for sidebar in session.sidebars.all()),
    )


def _called_off(schedule: SessionSchedule) -> str:
    cancellation = getattr(schedule, "cancellation", None)
    return cancellation.reason if cancellation is not None else ""
