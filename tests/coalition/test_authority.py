"""Giving and ending authority, on dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cast import Cast, Member, enter
from commontable.audit.models import Entry
from commontable.coalition import tenancy
from commontable.coalition.actors import Actor
from commontable.coalition.models import Authority, Person
from commontable.coalition.policies import Right, may
from commontable.coalition.roles import Role
from commontable.coalition.selectors.people import people_of, person_row
from commontable.coalition.selectors.seats import Seat, actor_for
from commontable.coalition.services.authority import end_authority, grant_authority
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def acting(cast: Cast) -> object:
    """One transaction around the test, as around a request."""
    with transaction.atomic():
        yield


def today(member: Member) -> Actor:
    """The member as they come back in now."""
    return actor_for(
        user_id=member.user.pk, seat=Seat(member.person.pk, member.person.coalition_id)
    )


def held(member: Member) -> Authority:
    return Authority.objects.get(person=member.person)


def test_authority_counts_from_its_first_day(cast: Cast) -> None:
    chief = enter(cast.chief)
    for from_on, counts in ((chief.on + DAY, False), (chief.on, True)):
        grant_authority(
            actor=enter(cast.chief),
            person_id=cast.observer.person.pk,
            role=Role.RESEARCH,
            from_on=from_on,
            until_on=from_on,
        )
        assert may(today(cast.observer), Right.RECORD) is counts


def test_authority_counts_through_its_last_day_and_not_after(cast: Cast) -> None:
    chief = enter(cast.chief)
    authority = held(cast.team)
    end_authority(actor=chief, authority_id=authority.pk, until_on=chief.on)
    assert may(today(cast.team), Right.PROPOSE)
    enter(cast.chief)
    end_authority(actor=chief, authority_id=authority.pk, until_on=chief.on - DAY)
    ended = today(cast.team)
    assert ended.grants == ()
    assert not may(ended, Right.READ)
    assert list(Authority.objects.filter(person=cast.observer.person)) == []


def test_authority_given_by_mistake_is_ended_on_its_first_day(cast: Cast) -> None:
    chief = enter(cast.chief)
    authority = grant_authority(
        actor=chief, person_id=cast.observer.person.pk, role=Role.CHIEF_NEGOTIATOR
    )
    end_authority(actor=chief, authority_id=authority.pk, until_on=chief.on - DAY)
    assert not may(today(cast.observer), Right.GRANT)
    row = person_row(enter(cast.chief), cast.observer.person.pk)
    assert row.before == [authority]
    assert len(row.now) == 1


def test_the_past_of_an_authority_cannot_be_rewritten(cast: Cast) -> None:
    chief = enter(cast.chief)
    with pytest.raises(CommontableError) as refused:
        end_authority(actor=chief, authority_id=held(cast.team).pk, until_on=chief.on - 2 * DAY)
    assert refused.value.came == str(chief.on - 2 * DAY)
    assert str(chief.on - DAY) in refused.value.expected


def test_the_database_refuses_an_end_well_before_the_beginning(cast: Cast) -> None:
    enter(cast.chief)
    authority = held(cast.team)
    authority.until_on = authority.from_on - 2 * DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        authority.save()


def test_the_last_chief_negotiators_authority_cannot_be_ended(cast: Cast) -> None:
    chief = enter(cast.chief)
    with pytest.raises(ConflictError, match="last chief negotiator"):
        end_authority(actor=chief, authority_id=held(cast.chief).pk, until_on=chief.on + DAY)
    with pytest.raises(ConflictError, match="last chief negotiator"):
        end_authority(actor=chief, authority_id=held(cast.chief).pk, until_on=date.max)


def test_a_chief_negotiator_may_go_once_another_can_sign_in(cast: Cast) -> None:
    chief = enter(cast.chief)
    own = held(cast.chief).pk
    nobody = Person.objects.create(coalition=cast.coalition, name="Not yet in")
    grant_authority(actor=chief, person_id=nobody.pk, role=Role.CHIEF_NEGOTIATOR)
    with pytest.raises(ConflictError):
        end_authority(actor=chief, authority_id=own, until_on=chief.on)
    begins = chief.on + 7 * DAY
    grant_authority(
        actor=chief,
        person_id=cast.team.person.pk,
        role=Role.CHIEF_NEGOTIATOR,
        from_on=begins,
    )
    with pytest.raises(ConflictError):
        end_authority(actor=chief, authority_id=own, until_on=begins - 2 * DAY)
    end_authority(actor=chief, authority_id=own, until_on=begins - DAY)


def test_an_end_leaves_before_and_after_in_the_log(cast: Cast) -> None:
    chief = enter(cast.chief)
    end_authority(actor=chief, authority_id=held(cast.team).pk, until_on=chief.on)
    entry = Entry.objects.latest("position")
    assert (entry.verb, entry.actor_name) == ("end_authority", "Ada Chief")
    assert entry.before["until"] is None
    assert entry.after["until"] == chief.on.isoformat()


@pytest.mark.parametrize("who", ["team", "observer", "research", "communications", "organizer"])
def test_only_who_may_give_authority_gives_it(cast: Cast, who: str) -> None:
    member: Member = getattr(cast, who)
    actor = enter(member)
    with pytest.raises(NotAllowedError):
        grant_authority(actor=actor, person_id=member.person.pk, role=Role.CHIEF_NEGOTIATOR)
    with pytest.raises(NotAllowedError):
        end_authority(actor=actor, authority_id=held(cast.chief).pk, until_on=actor.on)


def test_a_union_officer_gives_authority_for_their_union_alone(cast: Cast) -> None:
    officer = enter(cast.nurses_officer)
    given = grant_authority(
        actor=officer,
        person_id=cast.observer.person.pk,
        role=Role.BARGAINING_TEAM,
        union_id=cast.nurses.pk,
        table_id=cast.nurses_local.pk,
    )
    assert given.union_id == cast.nurses.pk
    with pytest.raises(NotAllowedError):
        grant_authority(actor=officer, person_id=cast.observer.person.pk, role=Role.RESEARCH)
    with pytest.raises(NotFoundError):
        grant_authority(
            actor=officer,
            person_id=cast.observer.person.pk,
            role=Role.RESEARCH,
            union_id=cast.technicians.pk,
        )


def test_the_chief_negotiator_neither_sees_nor_gives_a_unions_own_authority(cast: Cast) -> None:
    chief = enter(cast.chief)
    rows = {row.person.pk: row for row in people_of(chief)}
    assert rows[cast.nurses_officer.person.pk].now == []
    with pytest.raises(NotFoundError):
        grant_authority(
            actor=chief,
            person_id=cast.chief.person.pk,
            role=Role.UNION_OFFICER,
            union_id=cast.nurses.pk,
        )


def test_authority_held_already_is_not_given_twice(cast: Cast) -> None:
    with pytest.raises(ConflictError, match="already"):
        grant_authority(
            actor=enter(cast.chief), person_id=cast.team.person.pk, role=Role.BARGAINING_TEAM
        )


def test_a_union_officer_without_a_union_is_refused_with_what_was_expected(cast: Cast) -> None:
    with pytest.raises(CommontableError) as refused:
        grant_authority(
            actor=enter(cast.chief), person_id=cast.team.person.pk, role=Role.UNION_OFFICER
        )
    assert refused.value.where == "Union"


def test_a_strangers_person_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFoundError):
        grant_authority(
            actor=enter(cast.chief), person_id=cast.stranger.person.pk, role=Role.OBSERVER
        )


def test_widening_for_a_first_officer_ends_with_the_act(cast: Cast) -> None:
    chief = enter(cast.chief)
    with pytest.raises(NotFoundError):
        grant_authority(
            actor=chief,
            person_id=cast.team.person.pk,
            role=Role.UNION_OFFICER,
            union_id=cast.nurses.pk,
        )
    assert not Authority.objects.filter(union=cast.nurses).exists()
    with tenancy.scope(coalition_id=cast.coalition.pk, unions=[cast.nurses.pk]):
        assert Authority.objects.filter(union=cast.nurses).count() == 1
