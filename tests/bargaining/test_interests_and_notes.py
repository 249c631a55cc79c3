"""Interests and options beside the proposals; notes that only one union reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bargaining.passing import passes
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import InternalNote, Issue, Proposal
from commontable.bargaining.selectors.interests import interests_at
from commontable.bargaining.selectors.notes import get_noted, notes_on
from commontable.bargaining.services.interests import raise_option, state_interest
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.services.sessions import convene_session
from commontable.bargaining.words import Side
from commontable.common.errors import CommontableError, NotAllowedError, NotFoundError

pytestmark = pytest.mark.django_db


def test_interests_and_options_stand_by_issue_and_are_no_proposals(cast: Cast) -> None:
    actor = enter(cast.team)
    ours = state_interest(
        actor=actor, table=cast.common, issue=cast.staffing, side=Side.UNION, text="Nobody missed."
    )
    theirs = state_interest(
        actor=actor, table=cast.common, issue=cast.staffing, side=Side.EMPLOYER, text="No agency."
    )
    option = raise_option(
        actor=actor,
        table=cast.common,
        issue=cast.staffing,
        text="A float pool.",
        raised_on=actor.on,
    )
    rows = {row.issue: row for row in interests_at(enter(cast.observer), cast.common)}
    staffing = rows[cast.staffing]
    assert (staffing.union, staffing.employer, staffing.options) == ((ours,), (theirs,), (option,))
    assert rows[cast.wages].is_empty
    assert not Proposal.objects.exists()


def test_an_interest_has_words_and_an_option_a_day_that_has_come(cast: Cast) -> None:
    actor = enter(cast.team)
    with pytest.raises(CommontableError, match="no words"):
        state_interest(actor=actor, table=cast.common, issue=cast.wages, side=Side.UNION, text=" ")
    with pytest.raises(CommontableError, match="not come yet"):
        raise_option(
            actor=actor,
            table=cast.common,
            issue=cast.wages,
            text="A pool",
            raised_on=actor.on + timedelta(days=1),
        )
    with pytest.raises(NotAllowedError):
        raise_option(
            actor=enter(cast.organizer),
            table=cast.common,
            issue=cast.wages,
            text="A pool",
            raised_on=actor.on,
        )


def test_a_unions_own_issue_is_no_issue_of_the_common_table(cast: Cast) -> None:
    enter(cast.nurses_officer)
    own = Issue.objects.create(
        coalition=cast.coalition,
        union=cast.nurses,
        campaign=cast.campaign,
        name="Float pool",
        slug="float-pool",
    )
    with pytest.raises(NotFoundError):
        state_interest(
            actor=enter(cast.team), table=cast.common, issue=own, side=Side.UNION, text="Ours"
        )
    grace = enter(cast.nurses_officer)
    state_interest(actor=grace, table=cast.nurses_local, issue=own, side=Side.UNION, text="Ours")
    assert own in [row.issue for row in interests_at(grace, cast.nurses_local)]


def test_a_unions_note_on_the_common_table_is_its_own(cast: Cast) -> None:
    team = enter(cast.team)
    session = convene_session(actor=team, table=cast.common, days=[team.on])
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    grace = enter(cast.nurses_officer)
    for about in (session, proposal, cast.wages):
        note = add_internal_note(
            actor=grace, union_id=cast.nurses.pk, about=about, text="Our line is ratios."
        )
        panel = notes_on(grace, about)
        assert panel.notes == (note,)
        assert [union.union_id for union in panel.writes_for] == [cast.nurses.pk]
    for member in (cast.chief, cast.technicians_officer, cast.stranger):
        actor = enter(member)
        assert notes_on(actor, session).notes == ()
        assert not InternalNote.objects.exists()
        assert not Entry.objects.filter(verb="add_internal_note").exists()


def test_coalition_staff_see_no_panel_and_write_for_no_union(cast: Cast) -> None:
    chief = enter(cast.chief)
    assert not notes_on(chief, cast.wages).is_shown
    with pytest.raises(NotFoundError):
        add_internal_note(actor=chief, union_id=cast.nurses.pk, about=cast.wages, text="X")


def test_another_union_writes_no_note_on_a_local_session(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    session = convene_session(actor=grace, table=cast.nurses_local, days=[grace.on])
    hugo = enter(cast.technicians_officer)
    with pytest.raises(NotFoundError):
        get_noted(hugo, "session", session.pk)
    with pytest.raises(NotFoundError):
        add_internal_note(actor=hugo, union_id=cast.technicians.pk, about=session, text="X")
    # Nor does the database take it, whatever a service may think.
    with pytest.raises(DatabaseError), transaction.atomic():
        InternalNote.objects.create(
            coalition=cast.coalition, union=cast.technicians, session_id=session.pk, text="X"
        )


def test_a_note_is_a_unions_on_one_thing_and_has_words(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    with pytest.raises(CommontableError, match="no words"):
        add_internal_note(actor=grace, union_id=cast.nurses.pk, about=cast.wages, text=" ")
    with pytest.raises(DatabaseError), transaction.atomic():
        InternalNote.objects.create(coalition=cast.coalition, issue=cast.wages, text="X")
    with pytest.raises(DatabaseError), transaction.atomic():
        InternalNote.objects.create(coalition=cast.coalition, union=cast.nurses, text="X")
