"""Ground rules, pre-conditions, and what a local table waits for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bargaining.passing import passes
from cast import Cast, enter
from commontable.audit.models import Entry
from commontable.bargaining.models import GroundRule, Precondition, TableDependency
from commontable.bargaining.selectors.table_home import TableHome, table_home
from commontable.bargaining.selectors.tables import get_table
from commontable.bargaining.services.agreements import (
    sign_tentative_agreement,
    withdraw_tentative_agreement,
)
from commontable.bargaining.services.ground_rules import agree_ground_rule, replace_ground_rule
from commontable.bargaining.services.preconditions import (
    drop_precondition,
    impose_precondition,
    meet_precondition,
    object_to_precondition,
)
from commontable.bargaining.services.tables import make_wait
from commontable.bargaining.words import Side
from commontable.common import dates
from commontable.common.errors import (
    CommontableError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)

pytestmark = pytest.mark.django_db


def nurses_home(cast: Cast) -> TableHome:
    grace = enter(cast.nurses_officer)
    return table_home(grace, get_table(grace, cast.nurses_local.pk))


def test_a_replaced_rule_stays_readable_behind_the_new_one(cast: Cast) -> None:
    actor = enter(cast.team)
    day = actor.on - timedelta(days=9)
    first = agree_ground_rule(actor=actor, table=cast.common, text="No phones.", agreed_on=day)
    second = replace_ground_rule(
        actor=actor, rule=first, text="Phones are silent.", agreed_on=actor.on
    )
    third = replace_ground_rule(actor=actor, rule=second, text="No calls.", agreed_on=actor.on)
    [rule] = table_home(actor, cast.common).rules
    assert rule.rule == third
    assert rule.earlier == (second, first)


def test_a_rule_is_replaced_once_and_not_before_it_was_agreed(cast: Cast) -> None:
    actor = enter(cast.team)
    rule = agree_ground_rule(actor=actor, table=cast.common, text="No phones.", agreed_on=actor.on)
    with pytest.raises(CommontableError, match="not agreed before"):
        replace_ground_rule(
            actor=actor, rule=rule, text="None", agreed_on=actor.on - timedelta(days=1)
        )
    replace_ground_rule(actor=actor, rule=rule, text="Phones are silent.", agreed_on=actor.on)
    with pytest.raises(ConflictError, match="replaced already"):
        replace_ground_rule(actor=actor, rule=rule, text="None", agreed_on=actor.on)
    with pytest.raises(DatabaseError), transaction.atomic():
        GroundRule.objects.create(
            coalition=cast.coalition,
            table=cast.common,
            text="Another",
            agreed_on=actor.on,
            replaces=rule,
        )


def test_a_rule_has_words_and_its_day_has_come(cast: Cast) -> None:
    actor = enter(cast.team)
    with pytest.raises(CommontableError, match="no words"):
        agree_ground_rule(actor=actor, table=cast.common, text=" ", agreed_on=actor.on)
    with pytest.raises(CommontableError, match="not come yet"):
        agree_ground_rule(
            actor=actor, table=cast.common, text="X", agreed_on=actor.on + timedelta(days=1)
        )


def test_a_rule_is_never_edited_in_place(cast: Cast) -> None:
    actor = enter(cast.team)
    rule = agree_ground_rule(actor=actor, table=cast.common, text="No phones.", agreed_on=actor.on)
    with pytest.raises(DatabaseError), transaction.atomic():
        GroundRule.objects.filter(pk=rule.pk).update(text="Phones")
    with pytest.raises(DatabaseError), transaction.atomic():
        GroundRule.objects.filter(pk=rule.pk).delete()


def imposed(cast: Cast) -> Precondition:
    actor = enter(cast.team)
    return impose_precondition(
        actor=actor,
        table=cast.common,
        side=Side.EMPLOYER,
        text="Local issues first.",
        imposed_on=actor.on - timedelta(days=9),
    )


def test_a_precondition_is_objected_to_more_than_once_and_dropped_once(cast: Cast) -> None:
    precondition, actor = imposed(cast), enter(cast.team)
    for days in (8, 7):
        object_to_precondition(
            actor=actor, precondition=precondition, on=actor.on - timedelta(days=days)
        )
    drop_precondition(actor=actor, precondition=precondition, on=actor.on)
    for act in (object_to_precondition, drop_precondition, meet_precondition):
        with pytest.raises(ConflictError, match="was dropped"):
            act(actor=actor, precondition=precondition, on=actor.on)
    [demanded] = table_home(actor, cast.common).preconditions
    assert [event.kind for event in demanded.events] == ["objected", "objected", "dropped"]
    assert demanded.ended is not None
    assert Entry.objects.filter(verb__startswith="precondition_").count() == 3


def test_nothing_happens_to_a_precondition_before_it_was_imposed(cast: Cast) -> None:
    precondition, actor = imposed(cast), enter(cast.team)
    with pytest.raises(CommontableError, match="had not been made"):
        meet_precondition(actor=actor, precondition=precondition, on=actor.on - timedelta(days=10))


def test_only_those_who_record_touch_rules_and_preconditions(cast: Cast) -> None:
    precondition, observer = imposed(cast), enter(cast.observer)
    with pytest.raises(NotAllowedError):
        drop_precondition(actor=observer, precondition=precondition, on=observer.on)
    with pytest.raises(NotAllowedError):
        agree_ground_rule(actor=observer, table=cast.common, text="X", agreed_on=observer.on)


def test_a_local_table_waits_until_the_common_one_has_agreed(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    make_wait(actor=grace, table=cast.nurses_local, on_table=cast.common, issue=cast.wages)
    make_wait(actor=grace, table=cast.nurses_local, on_table=cast.common)
    assert [(wait.agreed, wait.issues, wait.is_over) for wait in nurses_home(cast).waits] == [
        (0, 1, False),
        (0, 0, False),
    ]
    proposal = passes(cast, Side.EMPLOYER, [cast.wages])
    passes(cast, Side.EMPLOYER, [cast.staffing])
    chief = enter(cast.chief)
    agreement = sign_tentative_agreement(
        actor=chief,
        proposal=proposal,
        union_initials="AC",
        union_initialled_on=chief.on - timedelta(days=1),
        employer_initials="DL",
        employer_initialled_on=chief.on,
    )
    on_wages, on_all = nurses_home(cast).waits
    assert (on_wages.is_over, on_wages.agreed_on) == (True, chief.on)
    assert (on_all.agreed, on_all.issues, on_all.is_over) == (1, 2, False)
    enter(cast.chief)
    withdraw_tentative_agreement(
        actor=chief, agreement=agreement, side=Side.EMPLOYER, at=dates.now()
    )
    assert not nurses_home(cast).waits[0].is_over


def test_a_wait_is_between_a_local_table_and_its_common_one(cast: Cast) -> None:
    grace = enter(cast.nurses_officer)
    with pytest.raises(CommontableError, match="cannot wait"):
        make_wait(actor=grace, table=cast.nurses_local, on_table=cast.nurses_local)
    make_wait(actor=grace, table=cast.nurses_local, on_table=cast.common)
    with pytest.raises(ConflictError, match="already"):
        make_wait(actor=grace, table=cast.nurses_local, on_table=cast.common)
    hugo = enter(cast.technicians_officer)
    with pytest.raises(NotFoundError):
        make_wait(actor=hugo, table=cast.nurses_local, on_table=cast.common)
    assert not TableDependency.objects.exists()


def test_the_first_page_says_how_long_each_side_has_been_quiet(cast: Cast) -> None:
    passes(cast, Side.EMPLOYER, [cast.wages], passed_at=dates.now() - timedelta(days=14, minutes=1))
    home = table_home(enter(cast.observer), cast.common)
    assert home.last_passes["employer"].days == 14
    assert home.last_passes["employer"].proposal.label == "E-1"
    assert "union" not in home.last_passes


def test_the_first_page_takes_no_more_queries_for_more_of_everything(cast: Cast) -> None:
    def count() -> int:
        grace = enter(cast.nurses_officer)
        table = get_table(grace, cast.nurses_local.pk)
        with CaptureQueriesContext(connection) as queries:
            table_home(grace, table)
        return len(queries)

    def fill() -> None:
        grace = enter(cast.nurses_officer)
        table = cast.nurses_local
        rule = agree_ground_rule(actor=grace, table=table, text="A rule", agreed_on=grace.on)
        replace_ground_rule(actor=grace, rule=rule, text="Another", agreed_on=grace.on)
        demand = impose_precondition(
            actor=grace, table=table, side=Side.UNION, text="Data", imposed_on=grace.on
        )
        object_to_precondition(actor=grace, precondition=demand, on=grace.on)

    grace = enter(cast.nurses_officer)
    make_wait(actor=grace, table=cast.nurses_local, on_table=cast.common)
    fill()
    before = count()
    for _ in range(4):
        fill()
    make_wait(actor=grace, table=cast.nurses_local, on_table=cast.common, issue=cast.wages)
    assert count() == before
