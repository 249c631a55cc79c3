"""A board worked out from what came since is the board worked out from everything."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

import database
from bargaining.evening import Evening, as_
from bargaining.passing import passing, raises
from bargaining.workers import Worker
from cast import Cast, Member, assemble
from commontable.audit.services import record
from commontable.bargaining.models import (
    IssueDeclaration,
    Proposal,
    Table,
)
from commontable.bargaining.selectors.board import Cell, Row, board_of
from commontable.bargaining.selectors.records import records_of
from commontable.bargaining.services.issues import (
    declare_issue,
)
from commontable.bargaining.services.notes import add_internal_note
from commontable.bargaining.services.proposals import (
    pass_proposal,
)
from commontable.bargaining.words import Declared, IssueStatus, Side
from commontable.coalition.selectors.codes import reach_of
from commontable.common import dates
from commontable.config.embedded import EmbeddedServer
from commontable.engines import comparison
from database import Database


def told(rows: list[Row]) -> list[tuple[Any, ...]]:
    """Everything a board shows, as plain values."""
    return [
        (
            (row.table.pk, row.table.name),
            (row.issue.pk, row.issue.name, row.issue.rank, row.issue.economic),
            row.issue.parent and row.issue.parent.name,
            row.status_quo,
            _cell(row.ours),
            _cell(row.theirs),
            (row.status, row.owes, row.owed_since, row.owed_days),
            [(m.side, m.label, m.direction, m.text, m.sentences) for m in row.movement],
            [(flag.label, flag.region, flag.reason) for flag in row.flags],
            row.agreement and row.agreement.pk,
        )
        for row in rows
    ]


def _cell(cell: Cell | None) -> tuple[Any, ...] | None:
    return (cell.proposal.pk, cell.proposal.label, cell.lines, cell.on) if cell else None


def shown(worker: Worker, member: Member, *tables: Table) -> list[tuple[Any, ...]]:
    with worker.at_work(), as_(member):
        return told(board_of(member.actor, tables))


def assert_the_engine_says_so_of_the_whole_record(member: Member, table: Table) -> None:
    """Row by row, movement and flags are those of the engine's run over every pass at once."""
    with Worker().at_work(), as_(member):
        rows = board_of(member.actor, [table])
        of_table = records_of(member.actor, [table])[0]
        regions = of_table.regions(reach_of(member.actor))
        passes = of_table.passes
        names = of_table.names
        moves = comparison.movement(passes, regions=regions)
        flags = comparison.regressions(passes, regions=regions)
    for row in rows:
        labels = [cell.proposal.label for cell in (row.ours, row.theirs) if cell]
        name = names[row.issue.pk]
        assert [move.text for moved in row.movement for move in moved.moves] == [
            move.text
            for label in labels
            for move in moves
            if (move.issue, move.label, move.on_record) == (name, label, True)
        ]
        assert [flag.reason for flag in row.flags] == [
            flag.reason
            for label in labels
            for flag in flags
            if (flag.issue, flag.label) == (name, label)
        ]


@pytest.fixture
def committed(fresh_database: Database) -> Cast:
    return assemble()


def a_pass(cast: Cast, *years: str) -> Proposal:
    """The chief's, on wages."""
    with as_(cast.chief):
        return pass_proposal(
            actor=cast.chief.actor,
            table=cast.common,
            passing=passing(Side.UNION, [cast.wages], terms=raises(cast.wages, *years)),
        )


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_entered_every_worker_shows_what_a_new_one_would(
    committed: Cast, seed: int
) -> None:
    chance = Random(seed)
    evening = Evening(committed, chance)
    workers = [Worker(), Worker(at_most=7)]
    readers = [committed.chief, committed.nurses_officer, committed.technicians_officer]
    boards = [(committed.common,), (committed.common, committed.nurses_local)]
    with as_(committed.nurses_officer):
        evening.raise_an_issue(committed.nurses_officer, committed.nurses_local)
    for _ in range(60):
        for _ in range(chance.randint(1, 3)):
            with chance.choice(workers).at_work():
                evening.go_on()
        reader, tables = chance.choice(readers), chance.choice(boards)
        if reader is not committed.nurses_officer:
            tables = boards[0]
        expected = shown(Worker(), reader, *tables)
        for worker in workers:
            assert shown(worker, reader, *tables) == expected
    assert evening.entered > 40
    assert len(evening.verbs) > 10, evening.verbs
    assert_the_engine_says_so_of_the_whole_record(committed.chief, committed.common)
    assert_the_engine_says_so_of_the_whole_record(committed.nurses_officer, committed.nurses_local)


def test_what_took_its_number_earlier_and_came_to_light_later_is_not_missed(
    committed: Cast,
) -> None:
    """Two people enter at once: the lower number is committed after the higher was read."""
    worker, chief = Worker(), committed.chief
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with as_(chief):
            IssueDeclaration.objects.create(
                coalition=committed.coalition,
                table=committed.common,
                issue=committed.wages,
                status=Declared.DEADLOCKED,
                side=Side.UNION,
                at=dates.now(),
            )
            begun.set()
            assert go_on.wait(20)
            record(
                actor=chief.actor,
                verb="declare_issue",
                subject=committed.wages,
                coalition_id=committed.coalition.pk,
            )
        connection.close()

    thread = threading.Thread(target=slowly)
    thread.start()
    assert begun.wait(20)
    with as_(chief):
        declare_issue(
            actor=chief.actor,
            table=committed.common,
            issue=committed.staffing,
            status=Declared.OFF_THE_TABLE,
            side=Side.UNION,
            at=dates.now(),
        )
    statuses = [row[6][0] for row in shown(worker, chief, committed.common)]
    assert set(statuses) == {IssueStatus.NOT_YET, IssueStatus.OFF_THE_TABLE}
    go_on.set()
    thread.join(20)
    statuses = [row[6][0] for row in shown(worker, chief, committed.common)]
    assert set(statuses) == {IssueStatus.DEADLOCKED, IssueStatus.OFF_THE_TABLE}


def test_a_database_put_back_under_a_running_worker_shows_its_own_board(
    cluster: EmbeddedServer, empty_template: str, django_db_blocker: pytest.FixtureRequest
) -> None:
    """The same numbers of rows under the same numbers, and other words."""
    worker = Worker()
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for years in (("7", "6"), ("5", "4")):
            with (
                database.copy_of(cluster, empty_template) as name,
                database.connected_to(cluster, name),
            ):
                cast = assemble()
                a_pass(cast, *years)
                rows = shown(worker, cast.chief, cast.common)
                assert rows == shown(Worker(), cast.chief, cast.common)
                assert rows[0][4][2][0].value.startswith(" / ".join(years))


def test_a_pass_reads_that_proposal_and_no_other(committed: Cast) -> None:
    worker, chief = Worker(), committed.chief

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            shown(worker, chief, committed.common)
        return [query["sql"] for query in queries]

    a_pass(committed, "7")
    asked()
    a_pass(committed, "6")
    few = asked()
    for _ in range(20):
        a_pass(committed, "5")
    shown(worker, chief, committed.common)
    newest = a_pass(committed, "4")
    many = asked()
    assert len(few) == len(many)
    reading = next(sql for sql in many if 'FROM "bargaining_term"' in sql)
    assert f"'{{{newest.pk}}}'" in reading


def test_an_entry_that_is_no_part_of_the_record_reads_no_proposal(committed: Cast) -> None:
    worker, officer = Worker(), committed.nurses_officer
    a_pass(committed, "7")
    shown(worker, officer, committed.common)
    with as_(officer):
        add_internal_note(
            actor=officer.actor,
            union_id=committed.nurses.pk,
            about=committed.wages,
            text="Hold firm.",
        )
    with CaptureQueriesContext(connection) as asked:
        shown(worker, officer, committed.common)
    reads = [query["sql"] for query in asked if "bargaining_" in query["sql"]]
    assert len(reads) == 2, "the issues, and how much there is of everything else"
    assert not any("value_text" in sql or "title" in sql for sql in reads)


def test_in_another_language_and_on_another_day_it_is_another_board(committed: Cast) -> None:
    worker, chief = Worker(), committed.chief
    a_pass(committed, "7")
    today = shown(worker, chief, committed.common)
    later = replace(chief, actor=replace(chief.actor, on=chief.actor.on + timedelta(days=3)))
    assert shown(worker, later, committed.common)[0][6][3] == today[0][6][3] + 3
    with override("es"):
        assert shown(worker, chief, committed.common) == today
