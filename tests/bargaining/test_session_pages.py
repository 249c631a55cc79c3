"""Session pages as a browser meets them: what they show, and that nothing typed is lost."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes
from cast import Cast, Member, enter
from commontable.bargaining.attendance_lines import Present
from commontable.bargaining.models import (
    Attendance,
    BargainingSession,
    CaucusEvent,
    SessionSchedule,
    Sidebar,
)
from commontable.bargaining.selectors.sessions import timeline_of
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.services.presence import caucus_out, record_attendance
from commontable.bargaining.services.sessions import convene_session, record_outcome, record_report
from commontable.bargaining.session_flags import FlagKind
from commontable.bargaining.words import Side
from commontable.common import dates

pytestmark = pytest.mark.django_db

TYPED = "%Y-%m-%dT%H:%M"


@pytest.fixture
def session(cast: Cast) -> BargainingSession:
    actor = enter(cast.team)
    return convene_session(actor=actor, table=cast.common, days=[actor.on], place="Oakland")


def get(member: Member, name: str, /, *args: object) -> HttpResponse:
    return browser_of(member).get(reverse(f"bargaining:{name}", args=args))


def post(member: Member, name: str, /, *args: object, **data: object) -> HttpResponse:
    return browser_of(member).post(reverse(f"bargaining:{name}", args=args), data)


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def local(moment: datetime) -> str:
    """A moment as somebody types it at the coalition's place."""
    return moment.astimezone(ZoneInfo("America/Los_Angeles")).strftime(TYPED)


def test_an_empty_list_says_what_to_do_first_to_whom_may_do_it(cast: Cast) -> None:
    assert "Convene the first session" in text_of(get(cast.team, "sessions", cast.common.pk))
    observed = text_of(get(cast.observer, "sessions", cast.common.pk))
    assert "No session yet" in observed
    assert "/sessions/new" not in observed


def test_the_list_shows_gaps_doubts_and_that_no_date_follows(cast: Cast) -> None:
    actor = enter(cast.team)
    first = actor.on - timedelta(days=30)
    convene_session(actor=actor, table=cast.common, days=[first])
    last = convene_session(
        actor=actor, table=cast.common, days=[first + timedelta(days=10)], ordinal=4
    )
    record_report(actor=actor, session=last, reported_by="Local 12", ordinal_said=3)
    record_outcome(actor=actor, session=last, no_further_dates=True)
    shown = text_of(get(cast.observer, "sessions", cast.common.pk))
    assert "Sessions 2 to 3: not recorded" in shown
    assert "Local 12 counts it as session 3; here it is session 4." in shown
    assert "No further dates: session 4 ended without one" in shown
    assert "Let a calendar program read it by itself" in shown


def test_a_convened_session_is_shown_with_its_days(cast: Cast) -> None:
    response = post(
        cast.team,
        "convene_session",
        cast.common.pk,
        first_day="2026-07-07",
        last_day="2026-07-09",
        further_days="2026-07-13",
        opens_at="09:00",
        place="Oakland",
    )
    assert response.status_code == 303
    enter(cast.team)
    schedule = SessionSchedule.objects.get()
    assert [day.day for day in schedule.days] == [7, 8, 9, 13]
    shown = text_of(get(cast.observer, "session", schedule.session_id))
    assert "Tue, July 7 to Thu, July 9, 2026; Mon, July 13, 2026, 9 a.m., Oakland" in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_day": "2026-02-30"}, "Enter a valid date"),
        ({"first_day": "2026-07-09", "last_day": "2026-07-07"}, "before the first one"),
        ({"first_day": "2026-07-09", "last_day": "2027-07-09"}, "more than a month"),
        ({"last_day": "2026-07-07"}, "Which day does it begin?"),
        ({"further_days": "2026-07-07, soon"}, "“soon” is not a date"),
        ({"further_days": "2026-02-30"}, "“2026-02-30” is not a date"),
        ({"ordinal": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_schedule_that_cannot_be_comes_back_as_typed(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    response = post(cast.team, "convene_session", cast.common.pk, place="Room 4", **typed)
    assert response.status_code == 422
    shown = text_of(response)
    assert said in shown
    assert 'value="Room 4"' in shown
    assert all(f'value="{value}"' in shown for value in typed.values())
    enter(cast.team)
    assert not BargainingSession.objects.exists()


def test_a_number_taken_since_is_said_on_the_form(cast: Cast, session: BargainingSession) -> None:
    response = post(cast.team, "convene_session", cast.common.pk, ordinal="1", place="Room 4")
    assert response.status_code == 422
    assert "There is a session 1 already." in text_of(response)
    assert 'value="Room 4"' in text_of(response)


def test_rescheduling_begins_from_the_schedule_in_force(
    cast: Cast, session: BargainingSession
) -> None:
    shown = text_of(get(cast.team, "reschedule_session", session.pk))
    assert 'value="Oakland"' in shown
    assert f'value="{cast.team.actor.on.isoformat()}"' in shown
    response = post(cast.team, "reschedule_session", session.pk, first_day="", place="Burbank")
    assert response.status_code == 422
    assert 'value="Burbank"' in text_of(response)


def test_a_time_left_alone_means_now_even_an_hour_later(
    cast: Cast, session: BargainingSession
) -> None:
    shown_at = local(dates.now() - timedelta(hours=1))
    response = post(
        cast.team, "caucus", session.pk, move="union:out", at=shown_at, at_shown=shown_at
    )
    assert response.status_code == 303
    enter(cast.team)
    event = CaucusEvent.objects.get()
    assert dates.now() - event.at < timedelta(minutes=2)


def test_a_time_that_was_typed_stands_in_the_coalitions_zone(
    cast: Cast, session: BargainingSession
) -> None:
    when = dates.now().replace(second=0, microsecond=0) - timedelta(minutes=40)
    post(
        cast.team,
        "caucus",
        session.pk,
        move="employer:out",
        at=local(when),
        at_shown=local(dates.now()),
    )
    enter(cast.team)
    assert CaucusEvent.objects.get().at == when


def test_each_side_has_the_one_button_that_is_possible(
    cast: Cast, session: BargainingSession
) -> None:
    caucus_out(actor=enter(cast.team), session=session, side=Side.UNION, at=dates.now())
    shown = text_of(get(cast.team, "session", session.pk))
    assert 'value="union:in"' in shown
    assert 'value="union:out"' not in shown
    assert 'value="employer:out"' in shown


def test_out_twice_from_two_browsers_is_said_on_the_page(
    cast: Cast, session: BargainingSession
) -> None:
    caucus_out(actor=enter(cast.team), session=session, side=Side.UNION, at=dates.now())
    response = post(cast.team, "caucus", session.pk, move="union:out")
    assert response.status_code == 422
    assert "The union is out of the room already." in text_of(response)
    assert post(cast.team, "caucus", session.pk, move="sideways").status_code == 422


def test_of_a_past_session_the_time_has_to_be_typed(cast: Cast) -> None:
    actor = enter(cast.team)
    past = convene_session(actor=actor, table=cast.common, days=[actor.on - timedelta(days=9)])
    assert "Add what happened in it" in text_of(get(cast.team, "session", past.pk))
    response = post(cast.team, "caucus", past.pk, move="union:out")
    assert response.status_code == 422
    enter(cast.team)
    assert not CaucusEvent.objects.exists()


def test_a_pasted_list_is_noted_and_a_bad_line_comes_back_whole(
    cast: Cast, session: BargainingSession
) -> None:
    pasted = "Ana Ruiz, chief negotiator\nBo Lind"
    response = post(cast.team, "record_attendance", session.pk, side="union", people=pasted)
    assert response.status_code == 303
    enter(cast.team)
    assert Attendance.objects.count() == 2
    bad = "Cy Young\n, counsel"
    response = post(cast.team, "record_attendance", session.pk, side="employer", people=bad)
    assert response.status_code == 422
    assert "Line 2: The line names nobody." in text_of(response)
    assert "Cy Young\n, counsel</textarea>" in response.content.decode()
    enter(cast.team)
    assert Attendance.objects.count() == 2


def test_a_sidebar_without_names_comes_back_with_its_note(
    cast: Cast, session: BargainingSession
) -> None:
    response = post(
        cast.team, "record_sidebar", session.pk, participants="", note="About dates in December."
    )
    assert response.status_code == 422
    assert "About dates in December.</textarea>" in response.content.decode()
    enter(cast.team)
    assert not Sidebar.objects.exists()


def test_a_report_that_says_nothing_comes_back(cast: Cast, session: BargainingSession) -> None:
    response = post(cast.team, "record_report", session.pk, reported_by="Local 12")
    assert response.status_code == 422
    assert "The report says nothing about the session." in text_of(response)
    assert 'value="Local 12"' in text_of(response)


def test_words_for_the_team_are_marked_and_apart_from_those_for_the_public(
    cast: Cast, session: BargainingSession
) -> None:
    response = post(
        cast.team,
        "record_outcome",
        session.pk,
        public_wording="Talks go on.",
        internal_wording="They bluff.",
    )
    assert response.status_code == 303
    shown = text_of(get(cast.team, "session", session.pk))
    public, internal = shown.split("outcome-internal")
    assert "Talks go on." in public
    assert "They bluff." not in public
    assert internal.index("Team only") < internal.index("They bluff.")
    watched = text_of(get(cast.observer, "session", session.pk))
    assert "Talks go on." in watched
    assert "They bluff." not in watched


def test_the_page_shows_both_sides_and_the_unions_own_note_to_the_union_alone(
    cast: Cast, session: BargainingSession
) -> None:
    team = enter(cast.team)
    for side, name in ((Side.UNION, "Ana Ruiz"), (Side.EMPLOYER, "D. Lindqvist")):
        record_attendance(actor=team, session=session, side=side, people=[Present(name)])
    grace = enter(cast.nurses_officer)
    add_internal_note(actor=grace, union_id=cast.nurses.pk, about=session, text="Hold on ratios.")
    own = text_of(get(cast.nurses_officer, "session", session.pk))
    assert "Ana Ruiz" in own
    assert "D. Lindqvist" in own
    assert "Hold on ratios." in own
    for member in (cast.chief, cast.technicians_officer):
        assert "Hold on ratios." not in text_of(get(member, "session", session.pk))


def test_a_unions_note_on_a_proposal_or_an_issue_shows_there_to_the_union_alone(
    cast: Cast,
) -> None:
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    grace = enter(cast.nurses_officer)
    for page, about in (("proposal", proposal), ("issue", cast.wages)):
        enter(cast.nurses_officer)
        add_internal_note(actor=grace, union_id=cast.nurses.pk, about=about, text="Too low.")
        assert "Too low." in text_of(get(cast.nurses_officer, page, about.pk))
        for member in (cast.chief, cast.technicians_officer):
            assert "Too low." not in text_of(get(member, page, about.pk))


def test_who_acts_for_no_union_finds_no_form_for_notes(
    cast: Cast, session: BargainingSession
) -> None:
    assert get(cast.nurses_officer, "note_session", session.pk).status_code == 200
    assert get(cast.chief, "note_session", session.pk).status_code == 404


def test_a_note_comes_back_to_the_page_it_was_written_on_and_nowhere_else(
    cast: Cast, session: BargainingSession
) -> None:
    address = reverse("bargaining:note_session", args=[session.pk])
    page = reverse("bargaining:session", args=[session.pk])
    browser = browser_of(cast.nurses_officer)
    data = {"union_id": cast.nurses.pk, "text": "Ours"}
    assert browser.post(f"{address}?back={page}", data).headers["Location"] == f"{page}#notes"
    away = browser.post(f"{address}?back=https://elsewhere.test/", data)
    assert away.headers["Location"] == f"{page}#notes"
    empty = browser.post(address, data | {"text": " "})
    assert empty.status_code == 422
    foreign = browser.post(address, data | {"union_id": cast.technicians.pk})
    assert foreign.status_code == 422


def test_an_observer_sees_no_live_forms_and_may_not_post(
    cast: Cast, session: BargainingSession
) -> None:
    assert "data-live-key" not in text_of(get(cast.observer, "session", session.pk))
    assert post(cast.observer, "caucus", session.pk, move="union:out").status_code == 404


def test_a_local_session_is_nowhere_for_anybody_else(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    session = convene_session(actor=grace, table=cast.nurses_local, days=[grace.on])
    assert get(cast.nurses_officer, "session", session.pk).status_code == 200
    for member in (cast.chief, cast.technicians_officer, cast.stranger):
        assert get(member, "session", session.pk).status_code == 404
        assert get(member, "sessions", cast.nurses_local.pk).status_code == 404
        assert post(member, "caucus", session.pk, move="union:out").status_code == 404


def test_the_noon_after_a_session_that_closed_asks_for_the_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = enter(cast.team)
    yesterday = actor.on - timedelta(days=1)
    held = convene_session(actor=actor, table=cast.common, days=[yesterday], closes_at=time(18))
    noon = datetime.combine(actor.on, time(12, 11), ZoneInfo(actor.time_zone))
    monkeypatch.setattr(dates, "now", lambda: noon)
    assert "Add what happened in it" in text_of(get(cast.team, "session", held.pk))
    assert post(cast.team, "caucus", held.pk, move="union:out").status_code == 422
    assert not flagged_as_outside(cast, held)
    typed = post(cast.team, "caucus", held.pk, move="union:out", at=local(noon))
    assert typed.status_code == 303
    assert flagged_as_outside(cast, held)


def flagged_as_outside(cast: Cast, session: BargainingSession) -> bool:
    flags = timeline_of(enter(cast.team), session.table).flags
    return any(flag.kind is FlagKind.OUTSIDE for flag in flags)


def test_a_wrong_caucus_is_corrected_on_its_page(cast: Cast, session: BargainingSession) -> None:
    enter(cast.team)
    out = caucus_out(actor=enter(cast.team), session=session, side=Side.UNION, at=dates.now())
    address = reverse("bargaining:correct_caucus", args=[out.pk])
    assert address in text_of(get(cast.team, "session", session.pk))
    client = browser_of(cast.team)
    missing = client.post(address, {"what": "time", "reason": "Wrong"})
    assert missing.status_code == 422
    assert "When was it?" in text_of(missing)
    kept = client.post(address, {"what": "never", "reason": "Pressed by mistake"})
    assert kept.headers["Location"].endswith("#caucuses")
    shown = text_of(get(cast.team, "session", session.pk))
    assert "No caucus is recorded." in shown
    assert "Pressed by mistake" in shown
