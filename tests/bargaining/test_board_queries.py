"""What the board costs the database: the same few queries, however much has crossed the table."""

from __future__ import annotations

import pytest
from bench.campaign import BuiltCampaign, Scale, build
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commontable.bargaining.selectors import board
from commontable.bargaining.selectors.facts import KEPT_FACTS
from commontable.coalition import tenancy

pytestmark = pytest.mark.django_db

SMALL = Scale(issues=6, proposals=20)
LARGER = Scale(issues=40, proposals=120)
FEW = 16


def queries_of(built: BuiltCampaign) -> list[str]:
    with (
        transaction.atomic(),
        tenancy.scope_of(built.actor),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        rows = board.board_of(built.actor, [built.table])
    assert len(rows) == len(built.issues)
    return [query["sql"] for query in asked]


def test_their_number_does_not_grow_with_the_record() -> None:
    small, larger = build("Small Unions", SMALL), build("Larger Unions", LARGER)
    first = [len(queries_of(built)) for built in (small, larger)]
    again = [len(queries_of(built)) for built in (small, larger)]
    assert first[0] == first[1] <= FEW
    assert again[0] == again[1] == first[0] - 2


def test_terms_read_once_are_not_read_again() -> None:
    built = build("Small Unions", SMALL)
    KEPT_FACTS.clear()
    fetched = '"bargaining_term"."value_text"'
    assert any(fetched in sql for sql in queries_of(built))
    assert not any(fetched in sql for sql in queries_of(built))
