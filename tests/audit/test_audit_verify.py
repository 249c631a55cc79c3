"""Somebody with the server's own powers tampers with the log; the command says where."""

from __future__ import annotations

import io
import re

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cast import Cast, assemble, enter
from commontable.audit import chain
from commontable.audit.contents import content_of
from commontable.audit.models import Entry
from commontable.audit.services import record
from commontable.coalition import tenancy
from database import Database

HARBOR = "Harbor Health Unions"


@pytest.fixture
def cast(fresh_database: Database) -> Cast:
    """Five entries in the coalition's ledger, two in the nurses', one in the strangers'."""
    cast = assemble()
    with transaction.atomic():
        actor = enter(cast.chief)
        for number in range(1, 6):
            record(
                actor=actor,
                verb="open_table",
                subject=cast.common,
                coalition_id=cast.coalition.pk,
                after={"number": number},
            )
    with transaction.atomic():
        actor = enter(cast.nurses_officer)
        for _ in range(2):
            record(
                actor=actor,
                verb="open_table",
                subject=cast.nurses_local,
                coalition_id=cast.coalition.pk,
                union_id=cast.nurses.pk,
            )
    with transaction.atomic():
        actor = enter(cast.stranger)
        record(
            actor=actor,
            verb="open_table",
            subject=cast.stranger.person,
            coalition_id=actor.coalition_id,
        )
    return cast


def tamper(database: Database, *statements: str) -> None:
    """As the server's superuser, with every trigger switched off."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET session_replication_role = replica")
        for statement in statements:
            admin.execute(statement)


def verify(*arguments: str) -> tuple[int, str]:
    """Exit code and what was said."""
    said = io.StringIO()
    try:
        call_command("audit_verify", *arguments, stdout=said)
    except CommandError as error:
        return error.returncode, f"{said.getvalue()}{error}"
    return 0, said.getvalue()


def common(position: int) -> str:
    return f"union_id IS NULL AND subject_type = 'bargaining.table' AND position = {position}"


def faults(said: str) -> list[str]:
    return re.findall(r"FAULT at (.*)", said)


def test_a_whole_log_is_said_to_be_whole(cast: Cast) -> None:
    code, said = verify()
    assert code == 0
    assert said.count("whole") == 3
    assert re.search(rf"^{HARBOR}: length 5, head [0-9a-f]{{64}}$", said, re.MULTILINE)
    assert re.search(rf"^{HARBOR}, NUR: length 2, head [0-9a-f]{{64}}$", said, re.MULTILINE)
    assert re.search(r"^River Unions: length 1, head [0-9a-f]{64}$", said, re.MULTILINE)
    assert "Write lengths and heads down elsewhere" in said


def test_an_empty_log_is_said_to_be_empty(fresh_database: Database) -> None:
    assert verify() == (0, verify()[1])
    assert "nothing was recorded yet" in verify()[1]


@pytest.mark.parametrize(
    "change",
    [
        "after = '{\"number\": 99}'",
        "before = '{\"number\": 1}'",
        "note = 'x'",
        "actor_name = 'Zoe Stranger'",
        "actor_id = NULL",
        "verb = 'close_table'",
        "subject_id = subject_id + 1",
        "subject_label = 'Another table'",
        "occurred_at = occurred_at - interval '1 microsecond'",
        "entered_at = entered_at + interval '1 day'",
    ],
)
def test_an_altered_entry_is_named(cast: Cast, fresh_database: Database, change: str) -> None:
    tamper(fresh_database, f"UPDATE audit_entry SET {change} WHERE {common(3)}")
    code, said = verify()
    assert code == 1
    assert len(faults(said)) == 1
    assert faults(said)[0].startswith("3: altered: ")


def test_a_removed_entry_is_named(cast: Cast, fresh_database: Database) -> None:
    tamper(fresh_database, f"DELETE FROM audit_entry WHERE {common(3)}")
    assert verify()[0] == 1
    assert faults(verify()[1]) == ["3: missing"]


def test_a_removed_end_is_named(cast: Cast, fresh_database: Database) -> None:
    tamper(fresh_database, "DELETE FROM audit_entry WHERE union_id IS NULL AND position > 3")
    assert faults(verify()[1]) == [
        "4: missing: removed from the end",
        "5: missing: removed from the end",
    ]


def test_a_removed_beginning_is_named(cast: Cast, fresh_database: Database) -> None:
    tamper(fresh_database, f"DELETE FROM audit_entry WHERE {common(1)}")
    assert faults(verify()[1]) == ["1: missing"]


def test_removing_and_renumbering_is_found(cast: Cast, fresh_database: Database) -> None:
    tamper(
        fresh_database,
        f"DELETE FROM audit_entry WHERE {common(3)}",
        f"UPDATE audit_entry SET position = 3 WHERE {common(4)}",
        f"UPDATE audit_entry SET position = 4 WHERE {common(5)}",
        "UPDATE audit_ledger SET length = 4 WHERE length = 5",
    )
    code, said = verify()
    assert code == 1
    assert any(fault.startswith("3: reordered: stood at 4") for fault in faults(said))
    assert any(fault.startswith("4: reordered: stood at 5") for fault in faults(said))
    assert any(fault.startswith("3: does not follow entry 2") for fault in faults(said))


def test_two_entries_that_changed_places_are_named(cast: Cast, fresh_database: Database) -> None:
    tamper(
        fresh_database,
        f"UPDATE audit_entry SET position = 9 WHERE {common(2)}",
        f"UPDATE audit_entry SET position = 2 WHERE {common(4)}",
        f"UPDATE audit_entry SET position = 4 WHERE {common(9)}",
    )
    said = verify()[1]
    assert any(fault.startswith("2: reordered: stood at 4") for fault in faults(said))
    assert any(fault.startswith("4: reordered: stood at 2") for fault in faults(said))
    assert not any("altered:" in fault for fault in faults(said))


def forged(cast: Cast, position: int, previous: str | None = None) -> tuple[str, str]:
    """The assignments of an entry altered and hashed anew, and its new hash."""
    with transaction.atomic(), tenancy.scope(coalition_id=cast.coalition.pk):
        entry = Entry.objects.get(position=position, union_id=None)
        entry.after = {"number": 99}
        entry.previous_hash = previous or entry.previous_hash
        entry.hash = chain.digest(content_of(entry))
    assignments = (
        "after = '{\"number\": 99}',"
        f" previous_hash = '{entry.previous_hash}', hash = '{entry.hash}'"
    )
    return assignments, entry.hash


def test_an_entry_hashed_anew_no_longer_carries_the_next_one(
    cast: Cast, fresh_database: Database
) -> None:
    tamper(fresh_database, f"UPDATE audit_entry SET {forged(cast, 3)[0]} WHERE {common(3)}")
    (fault,) = faults(verify()[1])
    assert fault.startswith("4: does not follow entry 3")
    assert "hashed anew" in fault


def test_the_last_entry_hashed_anew_no_longer_fits_the_head(
    cast: Cast, fresh_database: Database
) -> None:
    tamper(fresh_database, f"UPDATE audit_entry SET {forged(cast, 5)[0]} WHERE {common(5)}")
    assert faults(verify()[1]) == ["5: the ledger's head is not this entry's hash"]


def test_an_entry_put_in_past_the_head_is_named(cast: Cast, fresh_database: Database) -> None:
    tamper(fresh_database, "UPDATE audit_ledger SET length = 4 WHERE length = 5")
    (fault,) = faults(verify()[1])
    assert fault.startswith("5: put in past the head")


def test_an_entry_moved_to_another_ledger_is_named(cast: Cast, fresh_database: Database) -> None:
    tamper(
        fresh_database,
        "UPDATE audit_entry e SET position = 6, ledger_id = l.id FROM audit_ledger l"
        " WHERE l.union_id IS NULL AND l.coalition_id = e.coalition_id"
        " AND e.union_id IS NOT NULL AND e.position = 2",
        "UPDATE audit_ledger SET length = 6 WHERE length = 5",
    )
    said = faults(verify()[1])
    assert any(fault.startswith("6: of another ledger") for fault in said)
    assert "2: missing: removed from the end" in said


def noted() -> tuple[str, str]:
    found = re.search(rf"{HARBOR}: length (\d+), head (\w+)", verify()[1])
    assert found
    return found[1], found[2]


def rewrite(cast: Cast, database: Database) -> None:
    """Alter entry 4 and make every hash after it anew, the head included: a chain without fault."""
    fourth, fourth_hash = forged(cast, 4)
    fifth, fifth_hash = forged(cast, 5, fourth_hash)
    tamper(
        database,
        f"UPDATE audit_entry SET {fourth} WHERE {common(4)}",
        f"UPDATE audit_entry SET {fifth} WHERE {common(5)}",
        f"UPDATE audit_ledger SET head = '{fifth_hash}' WHERE length = 5",
    )


def test_a_log_written_anew_is_found_by_a_head_written_down_earlier(
    cast: Cast, fresh_database: Database
) -> None:
    length, head = noted()
    rewrite(cast, fresh_database)
    assert verify()[0] == 0, "nothing inside the database can show this"
    code, said = verify("--length", length, "--head", head)
    assert code == 1
    assert "cut short or written anew" in said


def test_a_log_cut_short_with_its_head_is_found_by_a_head_written_down_earlier(
    cast: Cast, fresh_database: Database
) -> None:
    length, head = noted()
    with transaction.atomic(), tenancy.scope(coalition_id=cast.coalition.pk):
        third = Entry.objects.get(position=3, union_id=None).hash
    tamper(
        fresh_database,
        "DELETE FROM audit_entry WHERE union_id IS NULL AND position > 3",
        f"UPDATE audit_ledger SET length = 3, head = '{third}' WHERE length = 5",
    )
    assert verify()[0] == 0, "nothing inside the database can show this"
    assert verify("--length", length, "--head", head)[0] == 1


def test_a_noted_head_still_counts_after_the_log_has_grown(cast: Cast) -> None:
    length, head = noted()
    with transaction.atomic():
        actor = enter(cast.chief)
        record(
            actor=actor,
            verb="open_table",
            subject=cast.common,
            coalition_id=cast.coalition.pk,
        )
    code, said = verify("--length", length, "--head", head)
    assert code == 0
    assert "still there" in said


def test_half_a_note_is_refused_with_what_was_expected(cast: Cast) -> None:
    assert "together" in verify("--head", "a" * 64)[1]
    assert "64 hexadecimal digits" in verify("--head", "abc", "--length", "3")[1]
