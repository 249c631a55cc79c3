"""Sessions that are called off, and facts that do not fit their days."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from bargaining.browsing import browser_of
from bargaining.passing import passes, passing
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import BargainingSession, SessionCancellation
from commontable.bargaining.selectors.session_days import goes_on, session_at
from commontable.bargaining.selectors.sessions import timeline_of
from commontable.bargaining.services.proposals import pass_proposal
from commontable.bargaining.services.sessions import (
    cancel_session,
    convene_session,
    reschedule_session,
)
from commontable.bargaining.session_flags import FlagKind
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.common.errors import CommontableError, ConflictError, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast: Cast) -> BargainingSession:
    actor = enter(cast.team)
    return convene_session(actor=actor, table=cast.common, days=[actor.on], place="Oakland")


def called_off(cast: Cast, session: BargainingSession) -> SessionCancellation:
    return cancel_session(
        actor=enter(cast.team), session=session, reason="Their counsel is ill.", side=Side.EMPLOYER
    )


def test_it_says_why_and_by_whom_and_leaves_an_entry_in_the_log(
    cast: Cast, session: BargainingSession
) -> None:
    with pytest.raises(CommontableError, match="why it does not take place"):
        cancel_session(actor=enter(cast.team), session=session, reason="  ")
    called_off(cast, session)
    entry = Entry.objects.get(verb="cancel_session")
    assert entry.after == {"side": "employer", "reason": "Their counsel is ill."}
    with pytest.raises(ConflictError, match="Session 1 is called off already"):
        called_off(cast, session)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        SessionCancellation.objects.update(reason="Ours was.")


def test_it_is_no_session_to_come_and_none_that_goes_on(
    cast: Cast, session: BargainingSession
) -> None:
    actor = enter(cast.team)
    assert goes_on(actor, session, dates.now())
    assert session_at(actor, cast.common, dates.now()) == session
    called_off(cast, session)
    assert not goes_on(actor, session, dates.now())
    assert session_at(actor, cast.common, dates.now()) is None
    assert timeline_of(actor, cast.common).next_session is None
    reschedule_session(actor=actor, session=session, days=[actor.on], place="Oakland")
    assert goes_on(actor, session, dates.now()), "set anew, on the same day and at the same place"
    [line] = timeline_of(actor, cast.common).sessions
    assert line.cancelled is None


def test_a_session_in_which_something_crossed_took_place(
    cast: Cast, session: BargainingSession
) -> None:
    passes(cast, Side.UNION, [cast.wages], session=session)
    with pytest.raises(ConflictError, match="took place: U-1 crossed in it"):
        called_off(cast, session)


def test_an_observer_calls_nothing_off(cast: Cast, session: BargainingSession) -> None:
    with pytest.raises(NotAllowedError):
        cancel_session(actor=enter(cast.observer), session=session, reason="Rain.")


def test_everybody_sees_that_it_is_off_and_calendars_strike_it(
    cast: Cast, session: BargainingSession
) -> None:
    team = browser_of(cast.team)
    page = reverse("bargaining:session", args=[session.pk])
    form = reverse("bargaining:cancel_session", args=[session.pk])
    assert form in team.get(page).content.decode()
    assert team.post(form, {"reason": ""}).status_code == 422
    sent = team.post(form, {"reason": "Their counsel is ill.", "side": "employer"})
    assert (sent.status_code, sent.headers["Location"]) == (303, page)
    observer = browser_of(cast.observer)
    shown = " ".join(observer.get(page).content.decode().split())
    assert "Cancelled by the employer" in shown
    assert "Their counsel is ill." in shown
    assert form not in team.get(page).content.decode()
    listed = observer.get(reverse("bargaining:sessions", args=[cast.common.pk])).content.decode()
    assert "sitting-cancelled" in listed
    assert "Their counsel is ill." in listed
    file = observer.get(reverse("bargaining:calendar")).content
    [event] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert (event["STATUS"], event["DESCRIPTION"]) == ("CANCELLED", "Their counsel is ill.")


def test_a_pass_dated_outside_the_days_of_its_session_is_kept_and_asked_about(
    cast: Cast,
) -> None:
    actor = enter(cast.chief)
    week_ago = convene_session(
        actor=actor, table=cast.common, days=[actor.on - timedelta(days=7)], place="Oakland"
    )
    late = passing(Side.UNION, [cast.wages], session=week_ago, passed_at=dates.now())
    pass_proposal(actor=actor, table=cast.common, passing=late)
    assert [warning for warning in late.warnings if "session 1 is on" in warning]
    fits = passing(
        Side.UNION,
        [cast.wages],
        session=week_ago,
        passed_at=None,
        passed_on=actor.on - timedelta(days=6),
    )
    pass_proposal(actor=actor, table=cast.common, passing=fits)
    assert fits.warnings == []
    [flag] = timeline_of(actor, cast.common).flags
    assert (flag.kind, flag.ordinal, flag.by) == (FlagKind.OUTSIDE, 1, "U-1")
    shown = browser_of(cast.observer).get(reverse("bargaining:session", args=[week_ago.pk]))
    assert "U-1: dated" in " ".join(shown.content.decode().split())
