"""What the board costs the database: the same few queries, however much has crossed the table."""

from __future__ import annotations

from bench.campaign import BuiltCampaign, Scale, build
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bargaining.workers import Worker
from commontable.bargaining.selectors import board
from commontable.coalition import tenancy
from database import Database

SMALL = Scale(issues=6, proposals=20)
LARGER = Scale(issues=40, proposals=120)
FIRST = 16
SHOWN_AGAIN = 3


def queries_of(built: BuiltCampaign, worker: Worker) -> list[str]:
    with (
        worker.at_work(),
        transaction.atomic(),
        tenancy.scope_of(built.actor),
        CaptureQueriesContext(connection) as asked,
    ):
        rows = board.board_of(built.actor, [built.table])
    assert len(rows) == len(built.issues)
    return [query["sql"] for query in asked]


def test_their_number_does_not_grow_with_the_record(fresh_database: Database) -> None:
    builds = [build("Small Unions", SMALL), build("Larger Unions", LARGER)]
    workers = [Worker(), Worker()]
    first = [len(queries_of(*each)) for each in zip(builds, workers, strict=True)]
    again = [len(queries_of(*each)) for each in zip(builds, workers, strict=True)]
    assert first[0] == first[1] <= FIRST
    assert again == [SHOWN_AGAIN, SHOWN_AGAIN]


def test_terms_read_once_are_not_read_again_for_another_reader(fresh_database: Database) -> None:
    built, worker = build("Small Unions", SMALL), Worker()
    fetched = '"bargaining_term"."value_text"'
    assert any(fetched in sql for sql in queries_of(built, worker))
    worker.forget("KEPT_BOARDS", "KEPT_BOOKS")
    assert not any(fetched in sql for sql in queries_of(built, worker))
