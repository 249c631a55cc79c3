"""Attendance, caucuses and sidebars, as a session goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.attendance_lines import Present
from commontable.bargaining.models import (
    Attendance,
    BargainingSession,
    CaucusCorrection,
    CaucusEvent,
    Sidebar,
)
from commontable.bargaining.selectors.sessions import get_session, session_record
from commontable.bargaining.services.presence import (
    caucus_in,
    caucus_out,
    correct_caucus,
    record_attendance,
    record_sidebar,
)
from commontable.bargaining.services.sessions import convene_session
from commontable.bargaining.words import Side
from commontable.coalition.actors import Actor
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return enter(cast.team)


@pytest.fixture
def session(cast: Cast, actor: Actor) -> BargainingSession:
    return convene_session(actor=actor, table=cast.common, days=[actor.on])


def ago(minutes: int) -> datetime:
    return dates.now() - timedelta(minutes=minutes)


def test_many_people_are_noted_at_once_by_one_entry(
    actor: Actor, session: BargainingSession
) -> None:
    people = [Present("Ana Ruiz", "chief negotiator"), Present("Bo Lind")]
    added = record_attendance(actor=actor, session=session, side=Side.UNION, people=people)
    assert [row.name for row in added] == ["Ana Ruiz", "Bo Lind"]
    entry = Entry.objects.get(verb="record_attendance")
    assert entry.after["present"][0] == {"name": "Ana Ruiz", "capacity": "chief negotiator"}


def test_the_list_pasted_again_adds_only_latecomers(
    actor: Actor, session: BargainingSession
) -> None:
    record_attendance(
        actor=actor, session=session, side=Side.UNION, people=[Present("Ana Ruiz", "chief")]
    )
    added = record_attendance(
        actor=actor,
        session=session,
        side=Side.UNION,
        people=[Present("ana ruiz"), Present("Late Comer")],
    )
    assert [row.name for row in added] == ["Late Comer"]
    present = session_record(actor, get_session(actor, session.pk)).present
    assert [row.name for row in present["union"]] == ["Ana Ruiz", "Late Comer"]


def test_the_database_keeps_a_name_once_per_side(
    actor: Actor, cast: Cast, session: BargainingSession
) -> None:
    facts = {"coalition": cast.coalition, "session": session, "name": "Ana Ruiz"}
    Attendance.objects.create(side=Side.UNION, **facts)
    Attendance.objects.create(side=Side.EMPLOYER, **facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attendance.objects.create(side=Side.UNION, **facts)


def test_nobody_new_leaves_no_entry(actor: Actor, session: BargainingSession) -> None:
    people = [Present("Ana Ruiz")]
    for _ in range(2):
        record_attendance(actor=actor, session=session, side=Side.UNION, people=people)
    assert Entry.objects.filter(verb="record_attendance").count() == 1


def test_out_and_in_make_a_caucus_with_its_length(actor: Actor, session: BargainingSession) -> None:
    caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(75))
    caucus_in(actor=actor, session=session, side=Side.UNION, at=ago(15))
    caucus_out(actor=actor, session=session, side=Side.EMPLOYER, at=ago(10))
    record = session_record(actor, get_session(actor, session.pk))
    assert [(caucus.side, caucus.minutes) for caucus in record.caucuses] == [
        ("union", 60),
        ("employer", None),
    ]
    assert set(record.out_now) == {"employer"}


def test_in_without_out_and_out_twice_are_refused(actor: Actor, session: BargainingSession) -> None:
    with pytest.raises(ConflictError, match="did not go out"):
        caucus_in(actor=actor, session=session, side=Side.UNION, at=ago(5))
    caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(5))
    with pytest.raises(ConflictError, match="out of the room already"):
        caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(4))
    caucus_out(actor=actor, session=session, side=Side.EMPLOYER, at=ago(4))


def test_nobody_comes_back_before_going_out_or_goes_out_tomorrow(
    actor: Actor, session: BargainingSession
) -> None:
    caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(5))
    with pytest.raises(CommontableError, match="went out after that"):
        caucus_in(actor=actor, session=session, side=Side.UNION, at=ago(6))
    with pytest.raises(CommontableError, match="not come yet"):
        caucus_out(actor=actor, session=session, side=Side.EMPLOYER, at=ago(-24 * 60))


def test_the_log_knows_when_it_happened_and_when_it_was_entered(
    actor: Actor, session: BargainingSession
) -> None:
    event = caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(50))
    entry = Entry.objects.get(verb="caucus_out")
    assert entry.occurred_at == event.at
    assert entry.entered_at > event.at


def test_a_sidebar_names_somebody_and_ends_after_it_begins(
    actor: Actor, cast: Cast, session: BargainingSession
) -> None:
    kept = record_sidebar(
        actor=actor, session=session, at=ago(30), until=ago(20), participants="A. with D."
    )
    assert session_record(actor, get_session(actor, session.pk)).sidebars == (kept,)
    with pytest.raises(CommontableError, match="no words"):
        record_sidebar(actor=actor, session=session, at=ago(30), participants=" ")
    with pytest.raises(CommontableError, match="ends before"):
        record_sidebar(
            actor=actor, session=session, at=ago(20), until=ago(30), participants="A. with D."
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Sidebar.objects.create(
            coalition=cast.coalition,
            session=session,
            at=ago(20),
            until=ago(30),
            participants="A. with D.",
        )


def test_an_observer_notes_nothing(cast: Cast, session: BargainingSession) -> None:
    observer = enter(cast.observer)
    with pytest.raises(NotAllowedError):
        caucus_out(actor=observer, session=session, side=Side.UNION, at=ago(1))
    with pytest.raises(NotAllowedError):
        record_attendance(
            actor=observer, session=session, side=Side.UNION, people=[Present("Cleo")]
        )
    with pytest.raises(NotAllowedError):
        record_sidebar(actor=observer, session=session, at=ago(1), participants="Cleo")


def test_a_wrong_caucus_is_corrected_by_an_entry_that_keeps_the_first(
    actor: Actor, session: BargainingSession
) -> None:
    out = caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(50))
    back = caucus_in(actor=actor, session=session, side=Side.UNION, at=ago(40))
    right = ago(45)
    correct_caucus(actor=actor, event=back, at=right, reason="The clock ran ahead.")
    record = session_record(actor, session)
    assert [(one.out_at, one.back_at) for one in record.caucuses] == [(out.at, right)]

    correct_caucus(actor=actor, event=back, at=None, reason="They never came back.")
    record = session_record(actor, session)
    assert record.out_now == {"union": out.at}
    assert [(one.event.at, one.at) for one in record.caucus_corrections] == [
        (back.at, right),
        (back.at, None),
    ]
    correct_caucus(actor=actor, event=out, at=None, reason="The u was pressed by mistake.")
    assert session_record(actor, session).caucuses == ()
    caucus_out(actor=actor, session=session, side=Side.UNION, at=ago(60))
    assert CaucusEvent.objects.count() == 3
    assert Entry.objects.filter(verb="correct_caucus").count() == 3
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        CaucusCorrection.objects.update(reason="")


def test_a_correction_leaves_no_side_coming_in_that_had_not_gone_out(
    actor: Actor, session: BargainingSession
) -> None:
    out = caucus_out(actor=actor, session=session, side=Side.EMPLOYER, at=ago(50))
    caucus_in(actor=actor, session=session, side=Side.EMPLOYER, at=ago(40))
    for at in (None, ago(30)):
        with pytest.raises(CommontableError, match="would then come in at"):
            correct_caucus(actor=actor, event=out, at=at, reason="Wrong.")
    with pytest.raises(CommontableError, match="There are no words"):
        correct_caucus(actor=actor, event=out, at=ago(55), reason=" ")
    with pytest.raises(CommontableError, match="has not come yet"):
        correct_caucus(actor=actor, event=out, at=ago(-60), reason="Wrong.")
    assert not CaucusCorrection.objects.exists()
