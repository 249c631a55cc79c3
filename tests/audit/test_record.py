"""What is written comes back to the letter, and two who write at once write one after the other."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import Cast, assemble, enter
from commontable.audit import chain, verification
from commontable.audit.contents import content_of, plain
from commontable.audit.models import Entry, Ledger
from commontable.audit.services import record
from commontable.coalition import tenancy
from commontable.coalition.roles import Role
from database import Database

BEGINNING = datetime(1900, 1, 2, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=[]), max_size=40)  # with \0 and lone surrogates
MOMENTS = st.datetimes(
    min_value=BEGINNING.replace(tzinfo=None),
    max_value=BEGINNING.replace(year=2200, tzinfo=None),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-8)), timezone(timedelta(hours=5.5))]),
)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(min_value=10**30, max_value=10**40),
        st.floats(),
        st.decimals(),
        TEXTS,
        st.dates(),
        MOMENTS,
        st.sampled_from(Role),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXTS, inner, max_size=4),
        st.frozensets(st.text(max_size=5), max_size=4),
        st.tuples(inner, inner),
    ),
    max_leaves=12,
)
FACTS = st.dictionaries(TEXTS, VALUES, max_size=5)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def write(cast: Cast, **facts: Any) -> Entry:
    return record(
        actor=enter(cast.chief),
        verb="open_table",
        subject=cast.common,
        coalition_id=cast.coalition.pk,
        **facts,
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=FACTS, after=FACTS, note=TEXTS, occurred_at=MOMENTS)
def test_an_entry_hashes_the_same_after_the_database_had_it(
    cast: Cast,
    before: dict[str, Any],
    after: dict[str, Any],
    note: str,
    occurred_at: datetime,
) -> None:
    with transaction.atomic():
        written = write(cast, before=before, after=after, note=note, occurred_at=occurred_at)
        read = Entry.objects.get(pk=written.pk)
        transaction.set_rollback(True)
    assert content_of(read) == content_of(written)
    assert chain.digest(content_of(read)) == written.hash == read.hash


@pytest.mark.parametrize(
    ("given_value", "kept"),
    [
        (Decimal("3.00"), "3.00"),
        (Decimal("1E+3"), "1000"),
        (1.0, "1.0"),
        (1, 1),
        (True, True),
        (10**40, 10**40),
        ("a\0b", "a␀b"),
        ("\ud800", "?"),
        ("𝔖😀", "𝔖😀"),
        (date(2026, 3, 2), "2026-03-02"),
        (Role.OBSERVER, "observer"),
        ({"b", "a"}, ["a", "b"]),
    ],
)
def test_a_fact_is_kept_as_json_can_say_it(given_value: object, kept: object) -> None:
    assert plain(given_value) == kept
    assert type(plain(given_value)) in {str, int, bool, list}


def test_an_entry_names_who_what_when_and_follows_the_one_before(cast: Cast) -> None:
    at_the_table = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    with transaction.atomic():
        first = write(cast, after={"name": "Common table"}, occurred_at=at_the_table)
        second = write(cast, before={"name": "Common table"}, after={"name": "Main table"})
    assert (first.position, second.position) == (1, 2)
    assert first.previous_hash == chain.GENESIS
    assert second.previous_hash == first.hash
    assert first.actor_name == "Ada Chief"
    assert first.occurred_at == at_the_table
    assert first.entered_at > at_the_table


def test_each_union_has_a_chain_of_its_own(cast: Cast) -> None:
    with transaction.atomic():
        actor = enter(cast.nurses_officer)
        own = record(
            actor=actor,
            verb="open_table",
            subject=cast.nurses_local,
            coalition_id=cast.coalition.pk,
            union_id=cast.nurses.pk,
        )
    with transaction.atomic():
        common = write(cast)
    assert own.ledger_id != common.ledger_id
    assert own.position == common.position == 1


def test_outside_a_transaction_nothing_is_recorded(fresh_database: Database) -> None:
    cast = assemble()
    with pytest.raises(RuntimeError, match="transaction"):
        record(
            actor=cast.chief.actor,
            verb="open_table",
            subject=cast.common,
            coalition_id=cast.coalition.pk,
        )


def test_a_time_without_a_zone_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="with its zone"):
        write(cast, occurred_at=datetime(2026, 3, 2, 18, 30))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET note = 'never mind'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DELETE FROM audit_ledger",
        "UPDATE audit_ledger SET length = 0, head = repeat('0', 64)",
        "UPDATE audit_ledger SET head = repeat('f', 64)",
        "UPDATE audit_ledger SET length = length + 1, head = repeat('f', 64)",
    ],
)
def test_the_database_refuses_to_change_the_log(cast: Cast, statement: str) -> None:
    with transaction.atomic():
        write(cast)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert Entry.objects.get().note == ""


def test_an_entry_that_does_not_follow_the_head_is_refused(cast: Cast) -> None:
    with transaction.atomic():
        entry = write(cast)
        entry.pk = None
        for position, previous in ((1, chain.GENESIS), (3, entry.hash), (2, "f" * 64)):
            entry.position, entry.previous_hash = position, previous
            with pytest.raises(DatabaseError, match="does not follow"), transaction.atomic():
                entry.save(force_insert=True)


def test_a_ledger_cannot_begin_with_a_made_up_past(cast: Cast) -> None:
    with transaction.atomic():
        enter(cast.chief)
        with pytest.raises(DatabaseError, match="begins empty"), transaction.atomic():
            Ledger.objects.create(coalition_id=cast.coalition.pk, length=7, head="f" * 64)


def test_two_who_write_at_once_write_one_after_the_other(fresh_database: Database) -> None:
    cast = assemble()
    people = (cast.chief, cast.team, cast.research, cast.organizer)
    together, errors = threading.Barrier(len(people)), []

    def work(member: Any) -> None:
        try:
            together.wait(timeout=30)
            for _ in range(10):
                with transaction.atomic():
                    actor = enter(member)
                    record(
                        actor=actor,
                        verb="open_table",
                        subject=cast.common,
                        coalition_id=cast.coalition.pk,
                    )
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[member]) for member in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    with transaction.atomic(), tenancy.scope(coalition_id=cast.coalition.pk):
        (verified,) = verification.verify_ledgers()
        assert (verified.length, verified.faults) == (40, ())
