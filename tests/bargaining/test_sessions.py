"""Convening, moving and reporting sessions; what came of them; the timeline."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bargaining.passing import passes
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import BargainingSession, SessionSchedule, Table
from commontable.bargaining.selectors.session_days import goes_on
from commontable.bargaining.selectors.sessions import (
    Missing,
    get_session,
    session_record,
    timeline_of,
)
from commontable.bargaining.services.sessions import (
    convene_session,
    record_outcome,
    record_report,
    reschedule_session,
)
from commontable.bargaining.session_flags import FlagKind
from commontable.bargaining.words import Side
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)

pytestmark = pytest.mark.django_db


def convene(cast: Cast, *days_ago: int, table: Table | None = None, **facts: Any) -> Any:
    actor = enter(cast.team)
    days = [actor.on - timedelta(days=day) for day in days_ago]
    return convene_session(actor=actor, table=table or cast.common, days=days, **facts)


def test_the_system_gives_the_next_number_and_people_may_set_another(cast: Cast) -> None:
    assert convene(cast, 30).ordinal == 1
    assert convene(cast, 20, ordinal=5).ordinal == 5
    assert convene(cast, 10).ordinal == 6


def test_a_number_is_given_once_per_table(cast: Cast) -> None:
    convene(cast, 30)
    with pytest.raises(ConflictError, match="session 1 already"):
        convene(cast, 20, ordinal=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        BargainingSession.objects.create(coalition=cast.coalition, table=cast.common, ordinal=1)


@pytest.mark.parametrize("ordinal", [0, -1, 1000])
def test_a_number_out_of_range_is_refused(cast: Cast, ordinal: int) -> None:
    with pytest.raises(CommontableError, match="no number"):
        convene(cast, 1, ordinal=ordinal)


def test_days_are_kept_in_order_and_once_and_may_be_unknown(cast: Cast) -> None:
    session = convene(cast, 1, 3, 2, 2)
    today = enter(cast.team).on
    assert session.schedules.get().days == [today - timedelta(days=n) for n in (3, 2, 1)]
    assert not convene(cast).schedules.exists()


def test_an_observer_may_not_convene_and_a_stranger_finds_no_table(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        convene_session(actor=enter(cast.observer), table=cast.common, days=[])
    session = convene(cast, 1)
    with pytest.raises(NotFoundError):
        get_session(enter(cast.stranger), session.pk)


def test_another_unions_officer_cannot_touch_a_local_session(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    session = convene_session(actor=grace, table=cast.nurses_local, days=[grace.on])
    for member in (cast.technicians_officer, cast.chief):
        actor = enter(member)
        with pytest.raises(NotFoundError):
            get_session(actor, session.pk)
        with pytest.raises(NotFoundError):
            record_outcome(actor=actor, session=session, public_wording="Over")
        assert not SessionSchedule.objects.filter(session=session).exists()


def test_moving_a_session_keeps_the_schedule_before_it(cast: Cast) -> None:
    session = convene(cast, -3, place="Oakland")
    actor = enter(cast.team)
    days = [actor.on + timedelta(days=9)]
    reschedule_session(actor=actor, session=session, days=days, place="Burbank")
    record = session_record(actor, get_session(actor, session.pk))
    assert [schedule.place for schedule in record.schedules] == ["Burbank", "Oakland"]
    assert record.line.schedule is not None
    assert record.line.schedule.days == days
    assert record.line.moved == 1
    entry = Entry.objects.get(verb="reschedule_session")
    assert (entry.before["place"], entry.after["place"]) == ("Oakland", "Burbank")


def test_the_same_schedule_again_and_one_without_a_day_are_refused(cast: Cast) -> None:
    session = convene(cast, -3, place="Oakland", opens_at=time(9))
    actor = enter(cast.team)
    days = [actor.on + timedelta(days=3)]
    with pytest.raises(ConflictError):
        reschedule_session(
            actor=actor, session=session, days=days, place="Oakland", opens_at=time(9)
        )
    with pytest.raises(CommontableError, match="names a day"):
        reschedule_session(actor=actor, session=session, days=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        SessionSchedule.objects.create(coalition=cast.coalition, session=session, days=[])


def test_a_schedule_is_never_edited_in_place(cast: Cast) -> None:
    session = convene(cast, 3)
    with pytest.raises(DatabaseError), transaction.atomic():
        SessionSchedule.objects.filter(session=session).update(place="Elsewhere")


def test_reports_that_differ_are_all_kept_and_flagged(cast: Cast) -> None:
    session = convene(cast, 10, place="Oakland")
    actor = enter(cast.research)
    said = actor.on - timedelta(days=11)
    record_report(
        actor=actor,
        session=session,
        reported_by="Local 12",
        ordinal_said=2,
        days_said=[said],
        weekday_said=(said.weekday() + 1) % 7,
        place_said="Burbank",
    )
    record_report(actor=actor, session=session, reported_by="The employer", wording="We met.")
    record = session_record(actor, get_session(actor, session.pk))
    assert [report.reported_by for report in record.line.reports] == ["Local 12", "The employer"]
    assert {flag.kind for flag in record.line.flags} == {
        FlagKind.DAYS,
        FlagKind.NUMBER,
        FlagKind.PLACE,
        FlagKind.WEEKDAY,
    }


@pytest.mark.parametrize(
    "facts",
    [
        {"reported_by": "Local 12"},
        {"reported_by": "  ", "wording": "We met."},
        {"reported_by": "Local 12", "weekday_said": 2, "wording": "We met."},
        {"reported_by": "Local 12", "wording": "We met.", "published_on": date(2999, 1, 1)},
    ],
)
def test_a_report_says_who_and_something_that_can_be_compared(
    cast: Cast, facts: dict[str, Any]
) -> None:
    session = convene(cast, 10)
    with pytest.raises(CommontableError):
        record_report(actor=enter(cast.team), session=session, **facts)


def test_the_latest_outcome_counts_and_the_wordings_stay_apart(cast: Cast) -> None:
    session = convene(cast, 10)
    actor = enter(cast.team)
    record_outcome(actor=actor, session=session, public_wording="They listened.")
    record_outcome(
        actor=actor, session=session, public_wording="Talks go on.", internal_wording="They bluff."
    )
    outcomes = session_record(actor, get_session(actor, session.pk)).outcomes
    assert [outcome.public_wording for outcome in outcomes] == ["Talks go on.", "They listened."]
    assert outcomes[0].internal_wording == "They bluff."
    assert "bluff" not in outcomes[0].public_wording


def test_an_outcome_that_says_nothing_is_refused(cast: Cast) -> None:
    session = convene(cast, 10)
    with pytest.raises(CommontableError, match="says nothing"):
        record_outcome(actor=enter(cast.team), session=session, public_wording="  ")


def test_no_further_dates_shows_until_a_date_is_set(cast: Cast) -> None:
    session = convene(cast, 10)
    actor = enter(cast.team)
    record_outcome(actor=actor, session=session, no_further_dates=True)
    assert timeline_of(actor, cast.common).ended_without_dates == 1
    coming = convene(cast, -5)
    timeline = timeline_of(actor, cast.common)
    assert timeline.ended_without_dates is None
    assert timeline.next_session is not None
    assert timeline.next_session.session == coming


def test_the_timeline_shows_gaps_in_their_places(cast: Cast) -> None:
    convene(cast, 30)
    convene(cast, 10, ordinal=4)
    lines = timeline_of(enter(cast.observer), cast.common).lines
    shown = [
        (line.first, line.last) if isinstance(line, Missing) else line.session.ordinal
        for line in lines
    ]
    assert shown == [4, (2, 3), 1]


@pytest.mark.parametrize(
    ("hours", "goes"),
    [(-1, False), (0, True), (23, True), (25, True), (29, True), (30, False), (36, False)],
)
def test_a_session_goes_on_during_its_day_and_into_the_small_hours_after(
    cast: Cast, hours: int, goes: bool
) -> None:
    session = convene(cast, 1)
    actor = enter(cast.team)
    midnight = datetime.combine(session.schedules.get().days[0], time(), ZoneInfo(actor.time_zone))
    assert goes_on(actor, session, midnight + timedelta(hours=hours)) is goes


def queries_for(cast: Cast, member: str = "team") -> tuple[int, int]:
    """How many queries the timeline takes, and the latest session's page."""
    actor = enter(getattr(cast, member))
    with CaptureQueriesContext(connection) as timeline:
        timeline_of(actor, cast.common)
    session = BargainingSession.objects.filter(table=cast.common).latest("ordinal")
    session = get_session(actor, session.pk)
    with CaptureQueriesContext(connection) as page:
        session_record(actor, session)
    return len(timeline), len(page)


def test_more_sessions_and_more_in_them_take_no_more_queries(cast: Cast) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            session = convene(cast, 10)
            actor = enter(cast.team)
            record_report(actor=actor, session=session, reported_by="Local 12", wording="Met.")
            record_outcome(actor=actor, session=session, public_wording="Over")
            passes(cast, Side.UNION, [cast.wages], session=session)

    fill(1)
    before = queries_for(cast)
    fill(5)
    assert queries_for(cast) == before
