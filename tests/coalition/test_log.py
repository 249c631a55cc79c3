"""The log page: who did what, in plain words, to those who may read it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from cast import Cast, Member, assemble, enter
from commontable.audit.services import record
from commontable.coalition import log_words
from commontable.coalition.log_words import Change, act, changes
from commontable.coalition.selectors.log import PAGE, log_page, verbs_in_log
from commontable.common.errors import NotFoundError

SOURCE = Path(log_words.__file__).parent.parent


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def write(cast: Cast, member: Member, verb: str, *, union: bool = False, times: int = 1) -> None:
    with transaction.atomic():
        actor = enter(member)
        for number in range(times):
            record(
                actor=actor,
                verb=verb,
                subject=cast.nurses_local if union else cast.common,
                coalition_id=cast.coalition.pk,
                union_id=cast.nurses.pk if union else None,
                after={"number": number},
                occurred_at=datetime(2026, 3, 2, 18, 30, tzinfo=UTC),
            )


def test_the_chief_reads_the_coalitions_log_and_no_unions(cast: Cast) -> None:
    write(cast, cast.chief, "open_table")
    write(cast, cast.nurses_officer, "store_exhibit", union=True)
    actor = enter(cast.chief)
    assert [entry.verb for entry in log_page(actor).entries] == ["open_table"]
    assert verbs_in_log(actor) == ["open_table"]


def test_an_officer_reads_their_own_unions_log_and_no_others(cast: Cast) -> None:
    write(cast, cast.chief, "open_table")
    write(cast, cast.nurses_officer, "store_exhibit", union=True)
    assert [e.verb for e in log_page(enter(cast.nurses_officer)).entries] == ["store_exhibit"]
    assert log_page(enter(cast.technicians_officer)).entries == []


@pytest.mark.parametrize("person", ["team", "observer", "research", "communications"])
def test_others_find_no_log(cast: Cast, person: str) -> None:
    with pytest.raises(NotFoundError):
        log_page(enter(getattr(cast, person)))


def test_pages_go_from_the_newest_to_the_oldest_and_lose_none(cast: Cast) -> None:
    write(cast, cast.chief, "open_table", times=PAGE + 3)
    actor = enter(cast.chief)
    first = log_page(actor)
    write(cast, cast.chief, "add_union")  # entered while somebody reads
    actor = enter(cast.chief)
    second = log_page(actor, before_id=first.next_before)
    numbers = [entry.after["number"] for entry in (*first.entries, *second.entries)]
    assert numbers == list(reversed(range(PAGE + 3)))
    assert second.next_before is None


def test_it_is_narrowed_to_a_person_and_an_act(cast: Cast) -> None:
    write(cast, cast.chief, "open_table")
    write(cast, cast.team, "pass_proposal")
    actor = enter(cast.chief)
    by_ben = log_page(actor, person_id=cast.team.person.pk).entries
    assert [entry.verb for entry in by_ben] == ["pass_proposal"]
    assert [entry.actor_name for entry in log_page(actor, verb="open_table").entries] == [
        "Ada Chief"
    ]


def test_changes_are_said_in_words() -> None:
    assert changes(
        {"until": None, "same": 1, "health_care": True},
        {"until": "2026-03-02", "same": 1, "health_care": False, "terms": [{"kind": "raise"}]},
    ) == [
        Change("until", "", "2026-03-02"),
        Change("health care", "yes", "no"),
        Change("terms", "", "kind: raise"),
    ]


def test_an_act_without_a_name_of_its_own_is_still_readable() -> None:
    assert act("pass_proposal") == "passed a proposal"
    assert act("fold_tent") == "fold tent"


def test_every_act_in_the_source_has_a_name() -> None:
    used = {
        verb
        for path in SOURCE.rglob("*.py")
        for verb in re.findall(r"verb=\"([a-z_]+)\"", path.read_text())
    }
    assert len(used) > 40
    assert used - log_words.ACTS.keys() == set()
